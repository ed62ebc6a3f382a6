"""The command ``aggregate``: count incidents of any number by time, place and type."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import click

from sitmap.cli.inputs import FILE, parse_columns
from sitmap.cli.interrupts import one_interrupt
from sitmap.cli.outputs import check_outputs
from sitmap.cli.progress_lines import report_standing
from sitmap.cli.terminal import say
from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sitmap.scale import Aggregated

_OFF_MAP: Final = ("planned", "threatened", "denied", "historical")
# files that are named
_SHOWN: Final = 8
# 128 + SIGINT (2), as shells count
_STOPPED: Final = 130
_OURS: Final = {
    "lon": "longitude",
    "lat": "latitude",
    "date": "date_start",
    "event_type": "event_type",
}


@click.command()
@click.argument("inputs", nargs=-1, metavar="FILES…")
@click.option(
    "-o",
    "--output",
    type=FILE,
    required=True,
    help="The .parquet file to write, or a folder (a name without an ending).",
)
@click.option(
    "--by",
    default="day,h3:5",
    show_default=True,
    help="A step of time (day, week, month, year) and a kind of place (area, h3:0 to h3:11).",
)
@click.option(
    "--areas",
    type=FILE,
    help="Polygons to count by with --by …,area: GeoJSON, GeoPackage, Shapefile.",
)
@click.option(
    "--area-name", help="Column that names the areas, if it isn't found."
)
@click.option(
    "--area-id",
    help="Column that tells the areas apart, if their names don't.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 1000),
    default=1,
    show_default=True,
    help="Processes on this machine.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    help="Who counts. [default: local]",
)
@click.option(
    "--scheduler", help="Address of a Dask scheduler: tcp://HOST:8786."
)
@click.option(
    "--from",
    "listed",
    type=FILE,
    help="File that lists inputs, one a line; lines with # are passed over.",
)
@click.option(
    "--lon", help="Column of longitudes, if its name isn't recognised."
)
@click.option("--lat", help="Column of latitudes.")
@click.option("--date", help="Column of dates.")
@click.option("--type", "event_type", help="Column of event types.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="OURS=THEIRS",
    help="Which column is which, for others: --column place=Ort (repeat as needed).",
)
@click.option(
    "--dayfirst/--monthfirst",
    default=None,
    help="Order of 03/04/2023, where a file doesn't show it.",
)
@click.option(
    "--encoding", help="Encoding of CSV files that aren't UTF-8: cp1252…"
)
@click.option(
    "--country", help="Country of every place that names none. [XK, Kosovo]"
)
@click.option(
    "--published",
    help="Day of publication of reports that don't state it, YYYY-MM-DD.",
)
@click.option(
    "--all-events",
    is_flag=True,
    help="Count GDELT events that are no conflict, too.",
)
@click.option(
    "--coarse",
    is_flag=True,
    help="Count what is known only to a region or country, at its centre.",
)
@click.option(
    "--show",
    "show_statuses",
    multiple=True,
    type=click.Choice(_OFF_MAP),
    help="Count a status that is kept off maps (repeat as needed).",
)
@click.option(
    "--locate/--no-locate",
    default=True,
    show_default=True,
    help="Look up places that have no coordinates.",
)
def aggregate(
    inputs: tuple[str, ...], output: Path, **options: Any
) -> None:
    """Count the incidents of FILES by time, place and event type, however many there are.

    FILES are Parquet or CSV files, folders, or patterns in quotes: tables of sitmap, ACLED, UCDP,
    GDELT (also its raw, packed files), or any with columns for coordinates (or a place) and a date;
    or folders of reports. Memory stays bounded; what grows are the distinct keys, which wait on
    disk in OUTPUT.parts.

    After Ctrl-C or a crash, run the same command again: it goes on where it was. Files that can't
    be read are listed in OUTPUT.failed.txt, and the rest is counted; mend them, run it again, and
    only they are read.

    On a Dask cluster, add --scheduler tcp://HOST:8786; every worker needs sitmap[scale] and must
    see the files under the same path. With --engine dask alone, workers on this machine. With -o
    FOLDER the workers merge, too, and write files by days and places into it, the same bytes as
    one machine would: for billions of rows, on storage that all share.

    \b
    Examples:
      sitmap aggregate 'gdelt/*.parquet' --by day,h3:5 -o cells.parquet
      sitmap aggregate 'gdelt/*.parquet' --by day,h3:5 --workers 2 -o cells.parquet
      sitmap aggregate acled.csv --by month,area --areas districts.geojson -o districts.parquet
      sitmap aggregate reports/ --by week,h3:4 --published 2022-08-17 -o weeks.parquet
      sitmap aggregate 'gdelt/*.parquet' --scheduler tcp://head:8786 -o /shared/cells

    In Python: sitmap.scale.read_summary("cells.parquet") is the table of counts.
    """
    from sitmap.scale import aggregate_to_file
    from sitmap.scale.inputs import list_files

    listed = options.pop("listed")
    files = _all_inputs(inputs, listed)
    with suppress(InputError):  # what isn't there is told by who reads it
        check_outputs(
            [output], [*list_files(files), options["areas"], listed]
        )
    columns = parse_columns(options.pop("columns")) | _named(options)
    areas = _read_areas(
        options.pop("areas"),
        options.pop("area_name"),
        options.get("area_id"),
        options["by"],
    )
    every: dict[str, Any] = (
        {"roots": None} if options.pop("all_events") else {}
    )
    try:
        with one_interrupt():
            done = aggregate_to_file(
                files,
                output,
                areas=areas,
                columns=columns,
                progress=report_standing(),
                say=_say,
                say_columns=_say,
                **every,
                **options,
            )
    except KeyboardInterrupt:
        kept = output.with_name(f"{output.name}.parts")
        go_on = f"what was counted is kept in {kept}: run the same command again to go on"
        say(err=True)
        say(
            f"sitmap: stopped; {go_on if kept.exists() else 'no part was done yet'}",
            err=True,
        )
        sys.exit(_STOPPED)
    _tell(done)
    sys.exit(1 if done.metadata["failed"] else 0)


def _all_inputs(inputs: Iterable[str], listed: Path | None) -> list[str]:
    files = list(inputs)
    if listed is not None:
        try:
            lines = listed.read_text(
                "utf-8", "surrogateescape"
            ).splitlines()
        except OSError as error:
            raise click.UsageError(
                f"{listed}: can't be read ({error.strerror})"
            ) from error
        files += [
            line
            for line in lines
            if line.strip() and not line.startswith("#")
        ]
    if not files:
        raise click.UsageError(
            "name the files to count: a path, a folder, or a pattern in quotes; or --from LIST"
        )
    return files


def _named(options: dict[str, Any]) -> dict[str, str]:
    given = {ours: options.pop(name) for name, ours in _OURS.items()}
    return {ours: theirs for ours, theirs in given.items() if theirs}


def _read_areas(
    path: Path | None, area_name: str | None, area_id: str | None, by: str
) -> Any:
    if path is None or "area" not in by:
        if path is not None:
            raise click.UsageError(
                f"--areas is for counting by area; --by {by} doesn't: write --by day,area"
            )
        return None
    from sitmap.layers import read_areas
    from sitmap.readers.door import read_outlines

    return (
        read_areas(path, name=area_name)
        if area_id is None
        else read_outlines(path)
    )


def _say(line: str) -> None:
    say(f"sitmap: {line}", err=True)


def _tell(done: Aggregated) -> None:
    """Say what was counted, and what became of the rest."""
    said = done.metadata
    counted = said["rows"] - sum(said["left_off"].values())
    step, place = said["by"]
    say(
        f"{done.path}: {done.keys:,} counts by {step}, {place} and event type, of {counted:,}"
        " incidents"
    )
    _list(said["left_off"], said["examples"], "left off")
    _list(said["undated"], said["examples"], "counted without a day")
    for file, reason in list(said["failed"].items())[:_SHOWN]:
        say(f"  not read: {file}: {reason}", err=True)
    if said["failed"]:
        lacking = (
            f"{len(said['failed'])} of {len(said['failed']) + len(said['sources'])} files are not"
            " in it"
        )
        remedy = (
            "mend them and run the same command again: only they are read"
        )
        say(
            f"sitmap: {lacking}, listed in {done.path}.failed.txt; {remedy}",
            err=True,
        )


def _list(
    reasons: Mapping[str, int], examples: Mapping[str, str], what: str
) -> None:
    ordered = sorted(reasons.items(), key=lambda each: -each[1])
    for reason, rows in ordered[:_SHOWN]:
        example = f" ({examples[reason]!r})" if reason in examples else ""
        hint = (
            "; --coarse counts them at its centre"
            if reason.startswith("known only to")
            else ""
        )
        say(f"  {what}: {rows:,}: {reason}{example}{hint}")
    if len(ordered) > _SHOWN:
        say(
            f"  {what}: {sum(rows for _, rows in ordered[_SHOWN:]):,} for {len(ordered) - _SHOWN}"
            " other reasons"
        )
