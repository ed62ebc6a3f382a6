"""Commands on tables: convert one, check it."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

import click

from sitmap.cli.inputs import FILE, read_located, reading_options, say_rows
from sitmap.cli.outputs import check_outputs
from sitmap.cli.specs import allow_outside_option, is_spec, remake
from sitmap.cli.terminal import say, say_json
from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

# findings of a kind that are printed; --json has all
_LINES = 10
_NUMBER = re.compile(r"^\w+ \d+: ")


@click.command()
@click.argument("file")
@click.option(
    "-o",
    "--output",
    type=FILE,
    required=True,
    help="A .csv, .geojson, .gpkg, .parquet, .kml or .xlsx file.",
)
@click.option(
    "--locate/--no-locate",
    default=True,
    show_default=True,
    help="Look up places that have no coordinates.",
)
@reading_options
def read(file: str, output: Path, **reading: Any) -> None:
    """Read FILE, in whatever of the field's formats it is, into the incident table and write it.

    \b
    Examples:
      sitmap read acled-export.csv -o incidents.gpkg
      sitmap read colleague.xlsx --country Kosovo --column place=Ort -o incidents.csv
    """
    from sitmap.export.gis import check_table_path, write_table

    check_outputs([check_table_path(output)], [file])
    incidents = read_located(file, **reading)
    write_table(incidents, output)
    say_rows(incidents)
    say(f"{output}: {len(incidents)} rows")


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print the findings as a JSON list.",
)
@click.option(
    "--places/--no-places",
    default=True,
    show_default=True,
    help="Compare points with the places they name.",
)
@allow_outside_option
@reading_options
def check(
    files: Sequence[str],
    as_json: bool,
    places: bool,
    *,
    allow_outside: bool,
    **reading: Any,
) -> None:
    """Ask of FILES what a careful editor asks before a map goes out.

    Exit code 1 when there are findings.

    Each is a table, or the spec of a map (sitmap map … --save-spec map.toml): then title, date,
    sources, licence, status note and presence are looked at, too. Of several files, one that can't
    be read is told, and the others are checked: exit code 2.

    Rows are counted as in the file (its line of column names is row 1); findings of one kind share
    a line, --json has each of them.

    \b
    Examples:
      sitmap check incidents.csv
      sitmap check incidents.csv --json
      sitmap check map.toml
      sitmap check week1.csv week2.csv
    """
    if len(files) == 1:
        findings = _check_one(
            files[0], places, reading, allow_outside=allow_outside
        )
        _say_findings(findings, as_json=as_json)
        sys.exit(1 if len(findings) else 0)
    found, refused = _check_each(
        files, places, reading, allow_outside=allow_outside
    )
    if as_json:
        listed = [
            {"file": file, **row}
            for file, one in found.items()
            for row in _records(one)
        ]
        say_json(listed)
    else:
        for file, findings in found.items():
            say(f"{file}:")
            _say_findings(findings, as_json=False)
    has_findings = any(len(findings) for findings in found.values())
    sys.exit(2 if refused else 1 if has_findings else 0)


def _check_each(
    files: Sequence[str],
    places: bool,
    reading: dict[str, Any],
    *,
    allow_outside: bool,
) -> tuple[dict[str, Any], int]:
    """Check file by file; returns the findings of each, and how many couldn't be read."""
    found, refused = {}, 0
    for file in files:
        try:
            found[file] = _check_one(
                file, places, reading, allow_outside=allow_outside
            )
        except InputError as error:
            refused += 1
            say(f"sitmap: {error}", err=True)
    return found, refused


def _check_one(
    file: str, places: bool, reading: dict[str, Any], *, allow_outside: bool
) -> Any:
    if is_spec([file]):
        return _check_spec(file, places, allow_outside=allow_outside)
    return _check_file(file, places, reading)


def _records(findings: Any) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads(
        findings.to_json(orient="records", date_format="iso")
    )
    return records


def _say_findings(findings: Any, *, as_json: bool) -> None:
    if as_json:
        say_json(_records(findings))
        return
    for line in _group_findings(findings):
        say(line)
    say(f"{len(findings):,} findings" if len(findings) else "nothing found")


def _check_file(file: str, places: bool, reading: dict[str, Any]) -> Any:
    from sitmap.checks import check as check_table

    incidents = read_located(file, **reading)
    return _with_rows_of_the_file(
        check_table(incidents, places=places), incidents
    )


def _check_spec(file: str, places: bool, *, allow_outside: bool) -> Any:
    """Check a whole map: its tables, and title, sources, notes and presence around them."""
    from sitmap.checks import check_map

    made = remake([file], allow_outside=allow_outside)
    findings = check_map(made, places=places)
    if not made.incidents:
        return findings
    return _with_rows_of_the_file(findings, made.incidents[0].incidents)


def _with_rows_of_the_file(findings: Any, incidents: Any) -> Any:
    """Name rows as their file counts them; by their id where the table isn't the whole file."""
    import pandas as pd

    from sitmap.readers.rows import list_numbers

    numbers = list_numbers(incidents) or incidents["incident_id"].to_list()
    named = dict(zip(incidents.index, numbers, strict=True))
    rows = [None if row is None else named[row] for row in findings["row"]]
    return findings.assign(
        row=pd.Series(rows, index=findings.index, dtype=object)
    )


def _group_findings(findings: Any) -> Iterator[str]:
    """Write a line for each kind of finding, with its rows; of kinds in other words, a few."""
    from sitmap.readers.rows import group_told

    for (level, check), found in findings.groupby(
        ["level", "check"], sort=False
    ):
        rows = zip(found["row"], found["value"], found["why"], strict=True)
        lines = group_told(
            (row, _told(row, value, why)) for row, value, why in rows
        )
        yield from (f"{level}: {check}: {line}" for line in lines[:_LINES])
        if len(lines) > _LINES:
            yield f"{level}: {check}: … and {len(lines) - _LINES:,} more; --json has them all"


def _told(row: Any, value: Any, why: str) -> str:
    """Quote the value, so that findings that differ in it are of one kind."""
    import pandas as pd

    told = "" if pd.isna(value) else str(value)
    plain = " ".join(told.replace("'", "\u2019").split())
    if row is None:
        return f"{plain} {why}".strip()
    why = _NUMBER.sub("", why)
    return f"'{plain}' - {why}" if plain else why
