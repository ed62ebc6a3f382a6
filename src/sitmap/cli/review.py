"""The commands of a review: the page on which a draft is reviewed, and two reviews as one."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitmap.cli.inputs import FILE, report_options
from sitmap.cli.outputs import check_outputs, check_page
from sitmap.cli.terminal import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from sitmap.reports.report import Report

_SHOWN = 70  # letters of a title in a line


@click.command()
@click.argument("draft", type=FILE)
@click.argument("reports", nargs=-1, required=True, type=FILE)
@click.option(
    "-o",
    "--output",
    type=FILE,
    default=Path("review.html"),
    show_default=True,
)
@report_options
@click.option(
    "--lang",
    default="en",
    show_default=True,
    help="Language of the page. [sq, uk, ar]",
)
def review(
    draft: Path,
    reports: tuple[Path, ...],
    output: Path,
    lang: str,
    **options: Any,
) -> None:
    """Write a page on which DRAFT is reviewed beside the REPORTS that it was drafted from.

    Keep or drop each incident with one key, correct it, pick another place or move its mark; the
    page works offline, keeps what was done in the browser, and downloads the reviewed table.

    \b
    Examples:
      sitmap extract report.txt --published 2022-08-17 -o draft.csv
      sitmap review draft.csv report.txt -o review.html
      sitmap map report.txt draft-reviewed.csv
    """
    from sitmap.export.review_page import write_review
    from sitmap.reports.folders import list_reports

    check_page(output)
    paths = list_reports(reports)
    check_outputs([output], [draft, *reports, *paths])
    table = _read(draft)
    told = [
        _read_report(path, table, len(paths), options) for path in paths
    ]
    if any(report.refused for report in told):
        sys.exit(2)
    written = write_review(table, told, output, name=draft.name, lang=lang)
    size = written.stat().st_size / 1000
    say(
        f"{written}: {len(table)} incidents to review, {size:,.0f} kB; open it in a browser"
    )
    _say_strangers(draft, table, told)


@click.command()
@click.argument("base", type=FILE)
@click.argument("ours", type=FILE, metavar="A")
@click.argument("theirs", type=FILE, metavar="B")
@click.option(
    "-o",
    "--output",
    type=FILE,
    default=Path("merged.csv"),
    show_default=True,
    help="A .csv, .xlsx, .geojson or .gpkg file.",
)
def merge(base: Path, ours: Path, theirs: Path, output: Path) -> None:
    """Merge two reviews, A and B, of the draft BASE. Exit code 1 where they don't agree.

    What one of them changed stands. What both changed, and otherwise, is as in BASE; each such
    place is a line here, and stands in the column merge_conflicts. A row's place counts as one, and
    so do its dates and each of its counts.

    \b
    Examples:
      sitmap merge draft.csv anna.csv bekim.csv -o merged.csv
      sitmap review merged.csv report.txt      (to settle what is left)
    """
    from sitmap.desk.three_way import merge_reviews
    from sitmap.export.draft import check_output
    from sitmap.export.files import write_file
    from sitmap.export.gis import table_bytes
    from sitmap.reports.review import order_draft

    check_output(output)
    check_outputs([output], [base, ours, theirs])
    merged = merge_reviews(
        *(_with_unique_ids(path) for path in (base, ours, theirs))
    )
    write_file(output, table_bytes(order_draft(merged.incidents), output))
    for one in merged.conflicts:
        where = (
            f"{one.incident_id} ({one.title[:_SHOWN]})"
            if one.title
            else one.incident_id
        )
        said = f"base {one.base or 'nothing'}; {ours.name} {one.ours}; {theirs.name} {one.theirs}"
        say(f"{where}, {one.column}: {said}")
    count = len(merged.conflicts)
    told = f"{count or 'no'} conflict{'' if count == 1 else 's'}"
    say(f"{output}: {len(merged.incidents)} rows, {told}")
    sys.exit(1 if count else 0)


def _read(path: Path) -> gpd.GeoDataFrame:
    from sitmap.readers import read

    table: gpd.GeoDataFrame = read(path)
    return table


def _with_unique_ids(path: Path) -> gpd.GeoDataFrame:
    from sitmap.errors import InputError

    table = _read(path)
    again = table["incident_id"][table["incident_id"].duplicated()]
    if len(again):
        told = f"incident_id {again.iloc[0]!r} stands twice; give one of the rows another"
        raise InputError(f"{path}: {told}")
    return table


def _read_report(
    path: Path, table: gpd.GeoDataFrame, count: int, options: dict[str, Any]
) -> Report:
    """Read a report for its text and places; its day is the draft's, if there is one report."""
    from sitmap.errors import DataWarning
    from sitmap.reports.pipeline import read_report

    days = table["source_date"].dropna().unique()
    if options["published"] is None and count == 1 and len(days) == 1:
        options = {**options, "published": f"{days[0]:%Y-%m-%d}"}
    with (
        warnings.catch_warnings()
    ):  # what is to be known of the draft was said when it was made
        warnings.simplefilter("ignore", DataWarning)
        return read_report(path, **options)


def _say_strangers(
    draft: Path, table: gpd.GeoDataFrame, reports: Sequence[Report]
) -> None:
    """Say which rows have no sentence in the reports: they may be another's."""
    quotes = table["quote"].fillna("")
    lost = [
        quote
        for quote in quotes
        if not any(quote and quote in one.text for one in reports)
    ]
    if lost:
        told = f"{len(lost)} of {len(table)} rows have no quote that stands in the reports"
        say(
            f"sitmap: {draft}: {told}; are they of another report?",
            err=True,
        )
