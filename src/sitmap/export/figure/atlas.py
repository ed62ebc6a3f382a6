"""An atlas: an index sheet and a sheet for each period, area or value of a column, in one PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitmap.errors import OutputError
from sitmap.export.figure.figure_file import (
    figure_settings,
    render_pages,
    warn_not_drawn,
)
from sitmap.export.figure.furniture import page_axes, wrap_to, write
from sitmap.export.figure.page import draw_pages
from sitmap.export.figure.panels import PERIODS, split_scene
from sitmap.export.figure.scene import read_scene
from sitmap.export.figure.sheet import MARGIN_MM, page_size
from sitmap.export.files import write_file
from sitmap.layers.area_matches import join_areas
from sitmap.layers.looks import COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.figure import Figure

    from sitmap.export.figure.page import Size, Table
    from sitmap.export.figure.scene import Scene
    from sitmap.maps.content import HasContent
    from sitmap.outlines import Box

# a book longer than this is a table
_MOST_SHEETS: Final = 120
_INDEX_SHARE: Final = 0.4  # of the index sheet's width, for its list
# of the index, for text of `_SIZE_PT`
_LINE_MM: Final = 4.4
# of the index
_SIZE_PT: Final = 8.0
_AROUND_ONE: Final = 0.15  # degrees shown around a single point
_MARGIN: Final = 0.08  # of a sheet's ground, around its incidents
_AREA: Final = "area"


def write_atlas(
    one: HasContent,
    path: str | Path,
    *,
    by: str,
    size: Size,
    dpi: float,
    table: Table | None,
) -> Path:
    """Draw and write the sheets (see `sitmap.export.figure.draw_atlas`)."""
    if Path(path).suffix.lower() != ".pdf":
        raise OutputError(
            f"{path}: an atlas has pages: give it a name that ends in .pdf"
        )
    page = page_size(size)
    content = one.content()
    warn_not_drawn(content)
    scene = read_scene(content)
    parts = _split(scene, by)
    with figure_settings():
        sheets = [
            draw_pages(_sheet_of(scene, name, part, by), page, table=table)
            for name, part in parts
        ]
        firsts = _first_pages(sheets)
        index = draw_pages(scene, page, table=None, beside=_INDEX_SHARE)[0]
        _write_index(index, scene, parts, firsts, page)
        pages = [index, *(each for sheet in sheets for each in sheet)]
        _number_pages(pages, page)
        return write_file(path, render_pages(pages, "pdf", dpi, scene))


def _split(scene: Scene, by: str) -> list[tuple[str, Scene]]:
    if by != _AREA:
        return split_scene(scene, by, _MOST_SHEETS)
    areas = scene.content.areas
    if areas is None:
        return split_scene(scene, "country", _MOST_SHEETS)
    named = scene.incidents.assign(
        **{_AREA: join_areas(scene.incidents, areas)}
    )
    return split_scene(replace(scene, incidents=named), _AREA, _MOST_SHEETS)


def _sheet_of(whole: Scene, name: str, part: Scene, by: str) -> Scene:
    """Give a sheet its title, and the ground of its own incidents where it isn't a period's."""
    bounds = (
        whole.bounds if by in PERIODS else _bounds_of(part) or whole.bounds
    )
    return replace(part, title=f"{whole.title}: {name}", bounds=bounds)


def _bounds_of(part: Scene) -> Box | None:
    placed = part.incidents.geometry[~part.incidents.geometry.is_empty]
    if placed.empty:
        return None
    west, south, east, north = placed.total_bounds
    across = max(east - west, north - south)
    pad = max(
        _MARGIN * across, 0.0 if across > 2 * _AROUND_ONE else _AROUND_ONE
    )
    return (
        float(west - pad),
        float(south - pad),
        float(east + pad),
        float(north + pad),
    )


def _first_pages(sheets: Sequence[Sequence[Figure]]) -> list[int]:
    """Return the page that each sheet begins on; the index is page 1."""
    firsts, at = [], 2
    for sheet in sheets:
        firsts.append(at)
        at += len(sheet)
    return firsts


def _write_index(
    figure: Figure,
    scene: Scene,
    parts: Sequence[tuple[str, Scene]],
    firsts: Sequence[int],
    page: tuple[float, float],
) -> None:
    """List the sheets beside the map of all: name, number of incidents, page."""
    width = page[0] * _INDEX_SHARE - 2 * MARGIN_MM
    tall = page[1] - 6 * MARGIN_MM
    rows = int(tall // _LINE_MM)
    columns = -(-len(parts) // rows)
    wide = (width - 4.0 * (columns - 1)) / columns
    axes = page_axes(
        figure, (page[0] - MARGIN_MM - width, 3 * MARGIN_MM, width, tall)
    )
    for (left, y), (name, part), first in zip(
        _spots(rows, wide, tall), parts, firsts, strict=False
    ):
        label = wrap_to(name, wide - 18.0, _SIZE_PT)
        text = label[0] if len(label) == 1 else f"{label[0]}\u2026"
        write(axes, left, y, text, _SIZE_PT)
        count = scene.words.number(len(part.incidents))
        write(
            axes,
            left + wide - 9.0,
            y,
            count,
            _SIZE_PT,
            ha="right",
            color=COLOURS["muted"],
        )
        write(
            axes,
            left + wide,
            y,
            str(first),
            _SIZE_PT,
            ha="right",
            fontweight="bold",
        )


def _spots(
    rows: int, wide: float, tall: float
) -> Iterator[tuple[float, float]]:
    at = 0
    while True:
        column, row = divmod(at, rows)
        yield column * (wide + 4.0), tall - (row + 1) * _LINE_MM
        at += 1


def _number_pages(
    pages: Sequence[Figure], page: tuple[float, float]
) -> None:
    for number, figure in enumerate(pages, start=1):
        sheet = page_axes(figure, (0, 0, *page))
        told = f"{number} / {len(pages)}"
        write(
            sheet,
            page[0] - MARGIN_MM,
            3.0,
            told,
            6.5,
            ha="right",
            color=COLOURS["muted"],
        )
