"""The command that says what is in a table, and counts it for a report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from sitmap.cli.inputs import (
    FILE,
    counted_area_options,
    read_located,
    reading_options,
)
from sitmap.cli.outputs import check_outputs
from sitmap.cli.terminal import say, say_json
from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sitmap.desk.counts import Counts
    from sitmap.mapping import Map

# rows printed; -o writes all
_SHOWN = 20
_PAGES = (".html", ".htm")
_FIGURES = (".png", ".svg", ".pdf")


@click.command()
@click.argument("file")
@click.option(
    "--json", "as_json", is_flag=True, help="Print the counts as JSON."
)
@click.option(
    "--by",
    metavar="NAME,…",
    help="Count by day, week, month, quarter or year, area, type, subtype, or any column.",
)
@counted_area_options
@click.option("--title", help="Title of the map.")
@click.option(
    "-o",
    "--output",
    "outputs",
    type=FILE,
    multiple=True,
    help=(
        "The counts as .csv, .xlsx or .json; .docx has map, caption and table; a page or a figure "
        "the map (repeat as needed)."
    ),
)
@reading_options
def summary(
    file: str,
    by: str | None,
    areas: Path | None,
    area_name: str | None,
    level: str | None,
    population: str | None,
    title: str | None,
    outputs: Sequence[Path],
    *,
    as_json: bool,
    **reading: Any,
) -> None:
    """Say what is in FILE: span, counts by type, month, place and status, and what lacks what.

    With --by it counts for a report: no row is dropped, what is known only to a region has a row
    that says so, and map, table and caption tell the same numbers.

    \b
    Examples:
      sitmap summary incidents.csv
      sitmap summary incidents.csv --by month,type -o counts.csv
      sitmap summary incidents.csv --by area --areas districts.geojson -o counts.xlsx -o counts.docx
    """
    if by is None:
        _refuse_without_by(outputs, areas, population)
        _say_contents(file, reading, as_json=as_json)
        return
    check_outputs(outputs, [file, areas])
    _check_endings(outputs)
    if population is not None and areas is None:
        raise InputError(
            "--population: names a column of --areas; give them, too"
        )
    counts, outlines = _count(
        file, by, areas, (area_name, population, level), reading
    )
    if as_json:
        say_json(json.loads(counts.table.to_json(orient="records")))
    else:
        _say_counts(counts)
    for output in outputs:
        _write(counts, outlines, output, title)


def _refuse_without_by(outputs: Sequence[Path], *others: Any) -> None:
    if outputs or any(others):
        raise InputError("say what to count by, as --by month,type")


def _say_contents(
    file: str, reading: dict[str, Any], *, as_json: bool
) -> None:
    from sitmap.summaries import format_summary
    from sitmap.summaries import summary as summarise

    frames = summarise(read_located(file, locate=False, **reading))
    if not as_json:
        for line in format_summary(frames).splitlines():
            say(line)
        return
    counts = {
        name: frame["rows"].to_dict()
        for name, frame in frames.items()
        if name != "overview"
    }
    overview = json.loads(
        frames["overview"].to_json(orient="records", date_format="iso")
    )[0]
    say_json({"overview": overview, **counts})


def _count(
    file: str,
    by: str,
    areas: Path | None,
    columns: tuple[str | None, str | None, str | None],
    reading: dict[str, Any],
) -> tuple[Counts, Any]:
    from sitmap.desk.counts import count_incidents, read_counted_areas

    names = [each.strip() for each in by.split(",") if each.strip()]
    name, population, level = columns
    outlines = None
    if areas is not None:
        outlines = read_counted_areas(
            areas,
            name=name,
            population=population,
            level=level,
            is_counted="area" in names,
        )
    return count_incidents(
        read_located(file, drawn=names, **reading), names, areas=outlines
    ), outlines


def _say_counts(counts: Counts) -> None:
    say(counts.describe())
    table = counts.table
    for row in (
        table.head(_SHOWN).astype("string").fillna("").to_dict("records")
    ):
        say(
            f"  {', '.join(f'{name} {value}' for name, value in row.items() if value)}"
        )
    if len(table) > _SHOWN:
        say(
            f"  … and {len(table) - _SHOWN:,} more rows; -o FILE writes them all"
        )


def _check_endings(outputs: Sequence[Path]) -> None:
    from sitmap.export.files import check_file
    from sitmap.export.plain_table import check_plain_path

    for output in outputs:
        drawn = (*_PAGES, *_FIGURES, ".docx")
        check_file(
            output
        ) if output.suffix.lower() in drawn else check_plain_path(output)


def _write(
    counts: Counts, outlines: Any, output: Path, title: str | None
) -> None:
    from sitmap.export.plain_table import write_plain

    ending = output.suffix.lower()
    if ending in _PAGES:
        _make_map(counts, outlines, title).save(output)
    elif ending in _FIGURES:
        _make_map(counts, outlines, title).figure(output)
    elif ending == ".docx":
        from sitmap.export.docx import write_docx

        made = _make_map(counts, outlines, title)
        caption = f"{made.title}. {counts.describe()}"
        write_docx(
            made, output, caption=caption, table=False, counts=counts.table
        )
    else:
        write_plain(counts.table, output)
    say(f"{output}: {len(counts.table)} rows of counts")


def _make_map(counts: Counts, outlines: Any, title: str | None) -> Map:
    from sitmap.mapping import Map

    areas = (
        None
        if outlines is None
        else outlines.drop(columns="population", errors="ignore")
    )
    named = title or f"{len(counts.counted):,} incidents"
    return Map(
        counts.counted, areas=areas, title=named, subtitle=counts.describe()
    )
