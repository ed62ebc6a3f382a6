"""The command that drafts incidents from reports."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitmap.cli.inputs import report_options
from sitmap.cli.outputs import check_outputs
from sitmap.cli.progress_lines import FileCount, ReadShare
from sitmap.cli.terminal import say
from sitmap.errors import OutputError
from sitmap.reports.protocols import INCLUDES, TITLES

if TYPE_CHECKING:
    from collections.abc import Iterator

# as a shell tells a command that was stopped from the keyboard
_STOPPED = 130


@click.command()
@click.argument(
    "reports",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, allow_dash=True),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("draft.csv"),
    show_default=True,
    help="A .csv, .xlsx, .geojson or .gpkg file.",
)
@report_options
@click.option(
    "--include",
    multiple=True,
    type=click.Choice(INCLUDES),
    help="Draft these, too (repeat as needed).",
)
@click.option(
    "--titles",
    type=click.Choice(TITLES),
    default="en",
    show_default=True,
    help="Language of the titles: English, or the report's.",
)
@click.option(
    "--cache",
    type=click.Path(path_type=Path),
    help="Folder to keep each report's draft in, so that later runs read only new reports.",
)
@click.option(
    "--force",
    is_flag=True,
    help="Replace the output though somebody has reviewed it.",
)
def extract(
    reports: tuple[Path, ...], output: Path, *, force: bool, **options: Any
) -> None:
    """Draft the incidents of REPORTS as a table to review.

    REPORTS are .txt, .md, .html and .eml files, folders of them, or - for standard input.

    Set keep to no, correct what is wrong, add what is missing; then: sitmap map DRAFT. A draft that
    you changed is kept: a later one goes beside it, as draft-2.csv. A run over many reports that is
    stopped goes on where it was.

    \b
    Examples:
      sitmap extract report.txt --published 2022-08-17 -o draft.csv
      sitmap extract reports/ -o incidents.gpkg
      sitmap map draft.csv                the reviewed incidents
      sitmap map report.txt draft.csv     the same beside the report's text
    """
    from sitmap.export.draft import check_output, write_draft
    from sitmap.reports.folders import list_reports

    check_output(output)
    check_outputs([output], [*list_reports(reports), *reports])
    one = len(reports) == 1 and not reports[0].is_dir()
    drafting = (
        _draft_one(reports[0], options)
        if one
        else _draft_many(reports, output, options)
    )
    with drafting as incidents:
        written = write_draft(incidents, output, force=force)
    located = int(incidents.geometry.notna().sum())
    drafted = f"{len(incidents)} incidents drafted, {located} with a place"
    say(f"{written}: {drafted}; review 'keep' and the quotes")
    if written != output:
        told = f"{output} isn't as sitmap wrote it and is kept; --force would replace it"
        say(f"sitmap: {told}", err=True)


@contextmanager
def _draft_one(path: Path, options: dict[str, Any]) -> Iterator[Any]:
    from sitmap.reports.pipeline import read_report

    options.pop("cache")
    report = read_report(path, progress=ReadShare(path), **options)
    if report.refused:
        sys.exit(2)
    yield report.incidents


@contextmanager
def _draft_many(
    reports: tuple[Path, ...], output: Path, options: dict[str, Any]
) -> Iterator[Any]:
    """Draft report by report.

    Drafts are kept beside the output until it is written, or where the user says.
    """
    from sitmap.reports.folders import read_reports

    given = options.pop("cache")
    cache = given or output.with_name(f"{output.name}.drafts")
    progress = FileCount()
    with nullcontext() if given else _hold_drafts(cache, output):
        with _stoppable(progress, cache):
            incidents = read_reports(
                reports, progress=progress, cache=cache, **options
            )
        yield incidents
    linked = int(incidents["also_in"].notna().sum())
    say(
        f"{progress.count} reports read; {linked} incidents are told in more than one (also_in)",
        err=True,
    )


@contextmanager
def _hold_drafts(cache: Path, output: Path) -> Iterator[None]:
    from sitmap.reports.drafts import hold_drafts

    with ExitStack() as held:
        try:
            held.enter_context(hold_drafts(cache))
        except BlockingIOError:
            raise OutputError(
                f"{output}: another run drafts into it; wait until that has ended, or name another"
                " file"
            ) from None
        yield


@contextmanager
def _stoppable(progress: FileCount, cache: Path) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        done = max(progress.number - 1, 0)
        say(err=True)
        say(
            f"stopped after {done} of {progress.count} reports; "
            f"the same command goes on from there (drafts are in {cache})",
            err=True,
        )
        sys.exit(_STOPPED)
