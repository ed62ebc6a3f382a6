"""The command that sets periods or tables side by side: as a page, a figure or a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sitmap.cli.inputs import (
    FILE,
    counted_area_options,
    read_located,
    reading_options,
)
from sitmap.cli.outputs import check_outputs
from sitmap.cli.terminal import say
from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from sitmap.desk.comparison import Comparison, Side

_PAGES: Final = (".html", ".htm")
_FIGURES: Final = (".png", ".svg", ".pdf")
_DRAWN: Final = (*_PAGES, *_FIGURES)
# over the ground of the incidents: as many as a small map can show
_CELLS_ACROSS: Final = 24
# of the incidents: so many must fit into a cell with what is unsure of their place
_MOST: Final = 0.9
_REGIONS: Final = ("admin2", "admin1", "country")  # in no cell in any case
_PERIODS: Final = "--periods"
# periods, the least that can be compared
_TWO: Final = 2


class _ManyPeriods(click.Command):
    """Lets ``--periods`` take all the periods that follow it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, with the option's name before each of its values."""
        return super().parse_args(ctx, _spread_periods(args))


def _spread_periods(args: Sequence[str]) -> list[str]:
    """Repeat the option before each period; the first two are taken, further ones if they look so.

    Examples
    --------
    >>> _spread_periods(["--periods", "2022", "2023", "2024", "a.csv"])
    ['--periods', '2022', '--periods', '2023', '--periods', '2024', 'a.csv']
    """
    spread: list[str] = []
    rest = list(args)
    while rest:
        word = rest.pop(0)
        if word != _PERIODS:
            spread.append(word)
            continue
        taken = 0
        while rest and _is_period(rest[0], taken):
            spread += [_PERIODS, rest.pop(0)]
            taken += 1
        spread += [] if taken else [_PERIODS]
    return spread


def _is_period(word: str, taken: int) -> bool:
    if word.startswith("-"):
        return False
    return taken < _TWO or (
        word[:4].isdecimal() and not Path(word).exists()
    )


@click.command(cls=_ManyPeriods)
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "--periods",
    multiple=True,
    metavar="PERIOD…",
    help="As 2024Q1 2024Q2, or 2022 2023 2024; of several files one for each.",
)
@click.option(
    "--by",
    default="type",
    show_default=True,
    help="area, cell, type, or any column.",
)
@counted_area_options
@click.option(
    "--resolution",
    type=click.IntRange(0, 15),
    help="Of H3 cells for --by cell; by default to fit.",
)
@click.option("--title", help="Title of the page or the figure.")
@click.option(
    "--lang",
    default="en",
    show_default=True,
    help="Language of the page's own words.",
)
@click.option(
    "-o",
    "--output",
    "outputs",
    type=FILE,
    multiple=True,
    required=True,
    help=(
        "A page (.html), small maps side by side (.png, .svg, .pdf), or the table as .csv, .xlsx "
        "or .json (repeat as needed)."
    ),
)
@reading_options
def compare(
    files: Sequence[str],
    periods: Sequence[str],
    by: str,
    areas: Path | None,
    area_name: str | None,
    level: str | None,
    population: str | None,
    resolution: int | None,
    title: str | None,
    lang: str,
    outputs: Sequence[Path],
    **reading: Any,
) -> None:
    """Set periods of FILE side by side, or several FILEs: page, small maps, and table.

    Counts and their difference are told; percentages and rates only of five incidents and more.
    Where the periods have unlike numbers of days, differences and rates are a day. Rows that are
    dated too vaguely to be surely in a period are counted apart.

    \b
    Examples:
      sitmap compare table.csv --periods 2022 2023 --by type -o compare.csv
      sitmap compare table.csv --periods 2022 2023 --by area --areas areas.geojson -o c.html
      sitmap compare ours.csv theirs.csv --by cell -o compare.html -o compare.png -o compare.xlsx
    """
    from sitmap.desk.comparison import compare_sides
    from sitmap.desk.comparison_maps import check_places
    from sitmap.desk.counts import read_counted_areas
    from sitmap.layers.words import load_words

    check_outputs(outputs, [*files, areas])
    _check_endings(outputs)
    words, names = (
        load_words(lang),
        [each.strip() for each in by.split(",") if each.strip()],
    )
    _check_areas(names, areas, population)
    outlines = None
    if areas is not None and "area" in names:
        outlines = read_counted_areas(
            areas, name=area_name, level=level, population=population
        )
    sides, unsure = _read_sides(files, periods, {**reading, "drawn": names})
    if names == ["cell"] and resolution is None:
        resolution = _fit_resolution(sides)
    compared = compare_sides(
        sides, names, areas=outlines, resolution=resolution, unsure=unsure
    )
    drawn = [one for one in outputs if one.suffix.lower() in _DRAWN]
    if drawn:
        check_places(compared)
    _say(compared, outputs)
    # a picture may still be refused, a table not
    for output in sorted(outputs, key=lambda one: one not in drawn):
        _write(compared, output, title, words.lang)


def _say(compared: Comparison, outputs: Sequence[Path]) -> None:
    from sitmap.desk.comparison_maps import say_notes
    from sitmap.layers.words import load_words

    words = load_words("en")
    say(compared.describe())
    is_drawn = any(output.suffix.lower() in _DRAWN for output in outputs)
    notes = (
        say_notes(compared, words)
        if is_drawn
        else [one.say(words) for one in compared.notes]
    )
    for note in notes:
        say(f"  {note}")


def _check_endings(outputs: Sequence[Path]) -> None:
    from sitmap.export.files import check_file
    from sitmap.export.plain_table import check_plain_path

    for output in outputs:
        drawn = output.suffix.lower() in _DRAWN
        check_file(output) if drawn else check_plain_path(output)


def _check_areas(
    names: Sequence[str], areas: Path | None, population: str | None
) -> None:
    if "area" in names and areas is None:
        raise InputError(
            "--by area: needs outlines: --areas districts.geojson"
        )
    if population is not None and areas is None:
        raise InputError(
            "--population: names a column of --areas; give them, too"
        )


def _read_sides(
    files: Sequence[str], periods: Sequence[str], reading: dict[str, Any]
) -> tuple[tuple[Side, ...], int]:
    from sitmap.desk.comparison import split_periods, take_tables

    if len(files) == 1:
        if len(periods) < _TWO:
            raise InputError(
                "give two periods to compare, as --periods 2024Q1 2024Q2, or two files"
            )
        return split_periods(read_located(files[0], **reading), periods)
    _check_periods(files, periods)
    tables = {
        name: read_located(file, **reading)
        for name, file in zip(_name_files(files), files, strict=True)
    }
    return take_tables(tables, periods)


def _check_periods(files: Sequence[str], periods: Sequence[str]) -> None:
    if periods and len(periods) != len(files):
        raise InputError(
            f"--periods: {len(periods)} for {len(files)} files; give one for each in turn, or none"
        )


def _name_files(files: Sequence[str]) -> list[str]:
    """Name files by their stems, or whole where two share one."""
    stems = [Path(file).stem for file in files]
    if len(set(stems)) == len(stems):
        return stems
    if len({str(Path(file)) for file in files}) < len(files):
        raise InputError(
            "a file is given twice: there is nothing to compare"
        )
    return [str(file) for file in files]


def _fit_resolution(sides: Sequence[Side]) -> int:
    """Return the finest cells of which some two dozen lie across the incidents.

    None is so fine that what is known to a town only fits into no cell.
    """
    import numpy as np

    from sitmap.incidents import find_drawable
    from sitmap.layers.cells import cell_width_m

    tables = [
        one.incidents[find_drawable(one.incidents.geometry)]
        for one in sides
    ]
    tables = [table for table in tables if len(table)]
    if not tables:
        raise InputError("--by cell: no incident has a point")
    reach = np.concatenate(
        [
            table["uncertainty_m"][~table["precision"].isin(_REGIONS)]
            for table in tables
        ]
    )
    known = reach[~np.isnan(reach)]
    closely = float(np.quantile(known, _MOST)) if len(known) else 0.0
    across = max(_measure_across(tables), 1_000.0)
    wanted = max(across / _CELLS_ACROSS, closely)
    return max(
        (level for level in range(11) if cell_width_m(level) >= wanted),
        default=0,
    )


def _measure_across(tables: Sequence[gpd.GeoDataFrame]) -> float:
    """Return the longer side, in metres, of the box around the points of tables."""
    import numpy as np

    from sitmap.geodesy import METRES_PER_DEGREE

    boxes = np.array([one.geometry.total_bounds for one in tables])
    (west, south), (east, north) = (
        boxes[:, :2].min(axis=0),
        boxes[:, 2:].max(axis=0),
    )
    narrow = np.cos(np.radians((south + north) / 2))
    wide, tall = (east - west) * narrow, north - south
    return float(max(wide, tall) * METRES_PER_DEGREE)


def _write(
    compared: Comparison, output: Path, title: str | None, lang: str
) -> None:
    from sitmap.desk.comparison_maps import write_comparison
    from sitmap.export.plain_table import write_plain

    if output.suffix.lower() in _DRAWN:
        count = write_comparison(compared, output, title=title, lang=lang)
        say(f"{output}: {count} maps, {len(compared.table)} rows")
        return
    write_plain(compared.table, output)
    say(f"{output}: {len(compared.table)} rows")
