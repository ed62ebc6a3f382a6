"""The command that says what changed between two tables."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from sitmap.cli.inputs import FILE, read_located, reading_options
from sitmap.cli.outputs import check_outputs
from sitmap.cli.terminal import say

if TYPE_CHECKING:
    from pathlib import Path

    from sitmap.desk.diff import Changes

# changes printed; the table has all
_SHOWN = 10


@click.command()
@click.argument("before")
@click.argument("after")
@click.option(
    "-o",
    "--output",
    type=FILE,
    help="Every difference as .csv, .xlsx or .json.",
)
@click.option(
    "--answers",
    type=FILE,
    help="A list that -o wrote, with same or new in the column answer of doubtful pairs.",
)
@reading_options
def diff(
    before: str,
    after: str,
    output: Path | None,
    answers: Path | None,
    **reading: Any,
) -> None:
    """Say what changed from the table BEFORE to the table AFTER. Exit code 1 where they differ.

    Rows are matched by their id, else by their content: new rows, changed rows field by field, rows
    that are gone, and pairs that may be one row, which are for you to judge:
    write same or new in the column answer of what -o writes, and give that file with --answers.

    \b
    Examples:
      sitmap diff week1.csv week2.csv
      sitmap diff week1.csv week2.csv -o changes.xlsx
      sitmap diff week1.csv week2.csv --answers changes.xlsx
    """
    from sitmap.desk.answers import read_answers
    from sitmap.desk.diff import find_changes
    from sitmap.export.plain_table import check_plain_path, write_plain

    check_outputs([output], [before, after, answers])
    if output is not None:
        check_plain_path(output)
    tables = [
        read_located(file, locate=False, **reading)
        for file in (before, after)
    ]
    judged = None if answers is None else read_answers(answers)
    changes = find_changes(*tables, answers=judged)
    say_changes(changes)
    if output is not None:
        write_plain(changes.table, output)
        say(f"{output}: {len(changes.table)} rows")
    sys.exit(1 if changes else 0)


def say_changes(changes: Changes) -> None:
    """Print the numbers, the first differences and what a reader should know."""
    say(changes.describe())
    for note in changes.notes:
        say(f"  {note}", err=True)
    for row in changes.table.head(_SHOWN).itertuples():
        say(f"  {_told(row)}")
    if len(changes.table) > _SHOWN:
        say(
            f"  … and {len(changes.table) - _SHOWN:,} more; -o FILE writes them all"
        )


def _told(row: Any) -> str:
    import pandas as pd

    what = ", ".join(
        str(each) for each in (row.date, row.title) if pd.notna(each)
    )
    said = (
        f"{row.change}: {row.incident_id} ({what})"
        if what
        else f"{row.change}: {row.incident_id}"
    )
    if row.change == "changed":
        before, after = (
            "empty" if pd.isna(each) else each
            for each in (row.before, row.after)
        )
        return f"{said}: {row.field}: {before} → {after}"
    if row.change == "doubtful":
        return f"{said}: is it {row.before}? {row.why}"
    return said
