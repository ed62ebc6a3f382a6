"""The command ``extract``; `sitmap.cli` registers it. Nothing heavy is imported until it runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

__all__ = ["extract"]


@click.command()
@click.argument("reports", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("draft.csv"), show_default=True,
              help="A .csv, .xlsx, .geojson or .gpkg file.")  # fmt: skip
@click.option("--published", help="Day of publication, YYYY-MM-DD, if the report doesn't state it.")
@click.option("--near", help="Where the reports are from, if they don't say. [Kosovo, Louisiana]")
@click.option("--include", multiple=True, type=click.Choice(["diplomacy", "statements", "crime", "disasters"]),
              help="Draft these, too (repeat as needed).")  # fmt: skip
@click.option("--cache", type=click.Path(path_type=Path), help="Folder that lets a stopped run go on.")
def extract(reports: tuple[Path, ...], output: Path, **options: Any) -> None:
    """Draft the incidents of REPORTS (.txt, .md, .html, folders, - for standard input) as a table to review.

    Set keep to false, correct what is wrong, add what is missing; then: sitmap map DRAFT.

    \b
    Examples:
      sitmap extract report.txt --published 2022-08-17 -o draft.csv
      sitmap extract reports/ -o incidents.gpkg --cache .drafts
    """
    from sitmap.reports.review import write_draft

    incidents = _draft(reports, options)
    write_draft(incidents, output)
    located = int(incidents.geometry.notna().sum())
    click.echo(f"{output}: {len(incidents)} incidents drafted, {located} with a place; review 'keep' and the quotes")


def _draft(reports: tuple[Path, ...], options: dict[str, Any]) -> Any:
    cache = options.pop("cache")
    if len(reports) == 1 and not reports[0].is_dir():
        from sitmap.reports.report import read_report

        return read_report(reports[0], **options).incidents
    from sitmap.reports.folders import read_reports

    return read_reports(reports, progress=_say if sys.stderr.isatty() else None, cache=cache, **options)


def _say(number: int, count: int, path: Path) -> None:
    click.echo(f"\r{number}/{count} {path.name[:60]:<60}", nl=number == count, err=True)
