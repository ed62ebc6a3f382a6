"""The page of a figure: frames, margins and furniture, and the file that it becomes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from sitmap.errors import OutputError
from sitmap.export.figure.basemap import load_land
from sitmap.export.figure.facets import Facet, draw_facets
from sitmap.export.figure.figure_file import (
    ENDINGS,
    figure_settings,
    new_page,
    render_pages,
    warn_not_drawn,
)
from sitmap.export.figure.furniture import (
    MAP,
    draw_locator,
    draw_scale_bar,
    map_axes,
    page_axes,
)
from sitmap.export.figure.ground import (
    zoom_of,
)
from sitmap.export.figure.incident_table import draw_table
from sitmap.export.figure.labels import Room
from sitmap.export.figure.legend import draw_legend, read_legend
from sitmap.export.figure.map_frame import fill_frame
from sitmap.export.figure.numbers import (
    Numbering,
)
from sitmap.export.figure.scene import Scene, read_scene
from sitmap.export.figure.sheet import (
    INSET_MM,
    MARGIN_MM,
    check_pixels,
    page_size,
    plan_sheet,
    write_foot,
    write_head,
)
from sitmap.export.figure.view import View, fit_view
from sitmap.export.files import write_file
from sitmap.export.incident_rows import NumberedRow, list_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure

    from sitmap.maps.content import HasContent


__all__ = [
    "Facet",
    "Size",
    "Table",
    "draw_numbered",
    "draw_pages",
    "list_numbered",
    "write_figure",
]

Size = str | tuple[float, float]

Table = Literal["beside", "behind"]

# degrees: a map of half the world needs no locator
_WIDEST_LOCATED: Final = 60.0

_MAP_SHARE: Final = 0.8  # of the page's sides: about what a map gets of it

_MOST_NUMBERED: Final = 2_000  # incidents: some 50 pages of table

# of the width of the page, for a table beside the map
_TABLE_SHARE: Final = 0.4

# between map and table
_TABLE_GAP_MM: Final = 6.0


def write_figure(
    one: HasContent,
    path: str | Path,
    *,
    size: Size,
    dpi: float,
    facet: Facet | None,
    is_inset: bool,
    table: Table | None = None,
) -> Path:
    """Draw a `sitmap.Map` and write it (see `sitmap.export.figure.draw_figure`)."""
    ending = ENDINGS.get(Path(path).suffix.lower())
    if ending is None:
        raise OutputError(
            f"{path}: figures are written as {', '.join(ENDINGS)}; choose one of these endings"
        )
    page = page_size(size)
    check_pixels(page, dpi)
    _check_table(table, facet, ending)
    content = one.content()
    warn_not_drawn(content)
    scene = read_scene(content)
    with figure_settings():
        pages = draw_pages(
            scene, page, facet=facet, is_inset=is_inset, table=table
        )
        return write_file(path, render_pages(pages, ending, dpi, scene))


def _check_table(
    table: str | None, facet: Facet | None, ending: str
) -> None:
    if table is None:
        return
    if table not in ("beside", "behind"):
        raise OutputError(
            f"table={table!r} isn't known; choose beside or behind"
        )
    if facet is not None:
        raise OutputError(
            "a figure has small maps or a table: leave out facet or table"
        )
    if table == "behind" and ending != "pdf":
        raise OutputError(
            f"a table behind the map needs pages: write a .pdf, not a .{ending}"
        )


def draw_pages(
    scene: Scene,
    page: tuple[float, float],
    *,
    facet: Facet | None = None,
    is_inset: bool = False,
    table: Table | None = None,
    beside: float = 0.0,
) -> list[Figure]:
    """Draw a scene on a page, and the table of its incidents beside it or on pages behind.

    `beside` is the share of the page's width that stays free at the right of the map.
    """
    figure = new_page(page)
    if table is None:
        _lay_out(
            figure, scene, page, facet, is_inset=is_inset, beside=beside
        )
        return [figure]
    if len(scene.incidents) > _MOST_NUMBERED:
        raise OutputError(
            f"{len(scene.incidents):,} incidents are too many to number; {_MOST_NUMBERED:,} are "
            "the most: filter first"
        )
    beside = _TABLE_SHARE if table == "beside" else 0.0
    numbering = _lay_out(
        figure,
        scene,
        page,
        None,
        is_inset=is_inset,
        beside=beside,
        numbered=True,
    )
    rows = list_numbered(scene, numbering)
    rest = (
        scene.words.say("outside_frame", n=numbering.outside)
        if numbering.outside
        else ""
    )
    if table == "beside":
        _draw_beside(figure, scene, page, rows, rest, is_inset=is_inset)
        return [figure]
    return [figure, *_draw_behind(scene, page, rows, rest)]


def draw_numbered(
    one: HasContent, *, size: Size, dpi: float, most: int
) -> tuple[bytes, list[NumberedRow], int]:
    """Draw a map with numbered marks, to stand in a document with its own table.

    Parameters
    ----------
    most
        A map of more incidents is drawn without numbers, and has no rows.

    Returns
    -------
    png, rows, outside
        The picture, the incidents by number, and how many lie outside its frame.
    """
    page = page_size(size)
    check_pixels(page, dpi)
    scene = read_scene(one.content())
    with figure_settings():
        figure = new_page(page)
        numbered = len(scene.incidents) <= most
        numbering = _lay_out(
            figure, scene, page, None, is_inset=True, numbered=numbered
        )
        picture = render_pages([figure], "png", dpi, scene)
    return picture, list_numbered(scene, numbering), numbering.outside


def list_numbered(scene: Scene, numbering: Numbering) -> list[NumberedRow]:
    """Return the numbered incidents of a scene as rows of words, by number."""
    told = list_rows(
        scene.incidents.iloc[list(numbering.order)], scene.words
    )
    return [
        NumberedRow(number, row) for number, row in enumerate(told, start=1)
    ]


def _draw_beside(
    figure: Figure,
    scene: Scene,
    page: tuple[float, float],
    rows: list[NumberedRow],
    rest: str,
    *,
    is_inset: bool,
) -> None:
    top, bottom = _head_and_foot(None, scene, page, is_inset=is_inset)
    left = page[0] * (1 - _TABLE_SHARE) + _TABLE_GAP_MM - MARGIN_MM
    box = (left, bottom, page[0] - MARGIN_MM - left, top - bottom)
    draw_table(figure, box, rows, scene.words, rest=rest)


def _draw_behind(
    scene: Scene,
    page: tuple[float, float],
    rows: list[NumberedRow],
    rest: str,
) -> Iterator[Figure]:
    while rows:
        figure = new_page(page)
        sheet = page_axes(figure, (0, 0, *page))
        top = write_head(sheet, scene, page)
        box = (
            MARGIN_MM,
            MARGIN_MM,
            page[0] - 2 * MARGIN_MM,
            top - MARGIN_MM,
        )
        drawn = draw_table(
            figure, box, rows, scene.words, rest=rest, follows=True
        )
        yield figure
        if not drawn:
            return
        rows = rows[drawn:]


def _lay_out(
    figure: Figure,
    scene: Scene,
    page: tuple[float, float],
    facet: Facet | None,
    *,
    is_inset: bool,
    beside: float = 0.0,
    numbered: bool = False,
) -> Numbering:
    """Draw head, map, legend, locator and foot; `beside` of the width stays free at the right."""
    top, bottom = _head_and_foot(figure, scene, page, is_inset=is_inset)
    wide = page[0] * (1 - beside)
    usual = fit_view(scene.bounds, _MAP_SHARE * wide, _MAP_SHARE * page[1])
    key = read_legend(scene, zoom=zoom_of(usual))
    plan = plan_sheet((wide, page[1]), top, bottom, key, is_inset=is_inset)
    if facet is None:
        view, numbering = _draw_map(
            figure, scene, plan.frame, numbered=numbered
        )
    else:
        view, numbering = (
            draw_facets(figure, scene, plan.frame, facet),
            None,
        )
    draw_legend(figure, plan.legend, *plan.legend_at)
    if (
        plan.locator is not None
        and view.box[2] - view.box[0] < _WIDEST_LOCATED
    ):
        draw_locator(figure, scene, view, plan.locator)
    return numbering or Numbering((), (), (), 0)


def _head_and_foot(
    figure: Figure | None,
    scene: Scene,
    page: tuple[float, float],
    *,
    is_inset: bool,
) -> tuple[float, float]:
    """Write what stands above and below the map; without a figure, tell only where they end."""
    if is_inset:  # title, sources and notes stand in the document around it
        return page[1] - INSET_MM, INSET_MM
    sheet = page_axes(
        new_page(page) if figure is None else figure, (0, 0, *page)
    )
    return write_head(sheet, scene, page), write_foot(sheet, scene, page)


def _draw_map(
    figure: Figure,
    scene: Scene,
    box: tuple[float, float, float, float],
    *,
    numbered: bool = False,
) -> tuple[View, Numbering | None]:
    view = fit_view(scene.bounds, box[2], box[3])
    content = scene.content
    land = load_land(
        view.box, ground=content.ground, is_detailed=content.has_relief
    )
    axes = map_axes(figure, box, view, line_pt=0.7)
    room = Room(box[2], box[3])
    overlay = page_axes(figure, box, gid=MAP)
    room.taken.append(draw_scale_bar(overlay, view, scene.marks_in(view)))
    numbering = fill_frame(
        axes, scene, view, land, room, scale=1.0, most=80, numbered=numbered
    )
    return view, numbering
