"""The page of a figure: frames, margins and furniture, and the file that it becomes."""

from __future__ import annotations

import io
import logging
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import matplotlib as mpl
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager

from sitmap.errors import DataWarning, OutputError
from sitmap.export.figure.area_marks import draw_areas
from sitmap.export.figure.basemap import Land, draw_land, load_land
from sitmap.export.figure.counts import draw_counts
from sitmap.export.figure.crowds import (
    DRAWN_REACH_PT,
    draw_crowds,
    find_crowds,
    ring_radius_pt,
)
from sitmap.export.figure.discs import draw_discs
from sitmap.export.figure.furniture import (
    MAP,
    draw_locator,
    draw_scale_bar,
    map_axes,
    mirror_page,
    page_axes,
    write,
)
from sitmap.export.figure.ground import (
    draw_ground,
    draw_sheet,
    label_ground,
    zoom_of,
)
from sitmap.export.figure.incident_table import draw_table
from sitmap.export.figure.labels import Room, draw_labels, text_size_mm
from sitmap.export.figure.legend import draw_legend, read_legend
from sitmap.export.figure.mark_labels import draw_mark_labels, label_sites
from sitmap.export.figure.marks import POINTS_PER_MM, ROOM_PT
from sitmap.export.figure.numbers import (
    Numbering,
    draw_numbers,
    number_incidents,
)
from sitmap.export.figure.panels import split_scene
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
from sitmap.export.figure.site_marks import draw_sites, move_sites
from sitmap.export.figure.strokes import draw_strokes, label_strokes
from sitmap.export.figure.view import View, fit_view, mercator
from sitmap.export.files import write_file
from sitmap.export.incident_rows import NumberedRow, list_rows
from sitmap.layers.looks import COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes

    from sitmap.export.figure.area_marks import AreaLabel
    from sitmap.layers.words import Words
    from sitmap.maps.content import HasContent, MapContent

Facet = str
"""A period (week, month, year), ``event_type``, or a column of the table."""

Size = str | tuple[float, float]
Table = Literal["beside", "behind"]

ENDINGS: Final = {".png": "png", ".svg": "svg", ".pdf": "pdf"}
_FAMILIES: Final = (
    "Helvetica Neue",
    "Arial",
    "Liberation Sans",
    "Noto Sans",
    "DejaVu Sans",
)
# heights of a label that are tried on either side
_STEPS: Final = 10
_ACROSS: Final = (
    0.5,
    0.2,
    0.8,
    0.35,
    0.65,
)  # of where an area is seen: further spots for its words
"""Lines above and below its place that an area's label may go to."""
# degrees: a map of half the world needs no locator
_WIDEST_LOCATED: Final = 60.0
_APART_MM: Final = 5.4  # marks nearer than this are one
_APART_DRAWN_MM: Final = 7.4  # and where symbols are drawn from paths
_MAP_SHARE: Final = 0.8  # of the page's sides: about what a map gets of it
# small maps on a sheet, six by six
_MOST_PANELS: Final = 36
_MOST_NUMBERED: Final = 2_000  # incidents: some 50 pages of table
# of the width of the page, for a table beside the map
_TABLE_SHARE: Final = 0.4
# between map and table
_TABLE_GAP_MM: Final = 6.0
# by definition
_MM_PER_INCH: Final = 25.4


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


def warn_not_drawn(content: MapContent) -> None:
    """Warn of what a map has that only a browser shows."""
    if content.not_drawn:
        told = f"the figure shows sitmap's own layers only; left off: {', '.join(content.not_drawn)}"
        warnings.warn(told, DataWarning, stacklevel=5)


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


@contextmanager
def figure_settings() -> Iterator[None]:
    """Draw with sitmap's letters, and in files that are the same for the same map."""
    settings: Any = {
        "font.family": _families(),
        "svg.fonttype": "none",
        "pdf.fonttype": 42,
        "svg.hashsalt": "sitmap",
        "hatch.linewidth": 0.5,
        "path.simplify": True,
        # letters as wide as the font says at any number of pixels, so that lines fit as measured
        "text.hinting": "no_hinting",
    }
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    with mpl.rc_context(settings), warnings.catch_warnings():
        # a font without the letter shows a box, as everywhere
        warnings.filterwarnings("ignore", message="Glyph")
        yield


def _families() -> list[str]:
    known = {font.name for font in fontManager.ttflist}
    return [name for name in _FAMILIES if name in known]


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


def new_page(page: tuple[float, float]) -> Figure:
    """Return an empty sheet, its width and height in millimetres."""
    size = (page[0] / _MM_PER_INCH, page[1] / _MM_PER_INCH)
    return Figure(figsize=size, facecolor=COLOURS["paper"])


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


def render_pages(
    pages: Sequence[Figure], ending: str, dpi: float, scene: Scene
) -> bytes:
    """Write without the time of day, so that the same map gives the same file."""
    title = scene.title
    for page in pages if scene.words.is_right_to_left else ():
        mirror_page(page)
    metadata: dict[str, dict[str, Any]] = {
        "png": {"Software": None, "Title": title},
        "svg": {"Date": None, "Title": title},
        "pdf": {"CreationDate": None, "Title": title},
    }
    buffer = io.BytesIO()
    if len(pages) == 1:
        pages[0].savefig(
            buffer, format=ending, dpi=dpi, metadata=metadata[ending]
        )
        return buffer.getvalue()
    with PdfPages(buffer, metadata=metadata["pdf"]) as file:
        for page in pages:
            file.savefig(page, dpi=dpi)
    return buffer.getvalue()


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
            _draw_facets(figure, scene, plan.frame, facet),
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


def fill_frame(
    axes: Axes,
    scene: Scene,
    view: View,
    land: Land,
    room: Room,
    *,
    scale: float,
    most: int,
    numbered: bool = False,
) -> Numbering | None:
    """Draw everything inside a frame, what matters most taking its room first."""
    if scene.content.has_land:
        draw_land(
            axes,
            land,
            kosovo_outline=scene.content.kosovo_outline,
            scale=scale,
        )
    ground = scene.content.ground
    if ground is not None:
        draw_ground(axes, ground, view, scale=scale)
    for sheet, opacity in scene.content.pictures:
        draw_sheet(axes, sheet, opacity)
    for counts in scene.content.counts:
        draw_counts(axes, counts)
    draw_strokes(axes, scene.content.strokes, scale=scale)
    wide = draw_areas(axes, scene, view, land)
    apart = _APART_DRAWN_MM if scene.has_drawings else _APART_MM
    crowds = find_crowds(scene.points, view, apart_mm=apart * scale)
    draw_discs(axes, scene, view, crowds)
    sites = move_sites(scene.content.sites, crowds, view, scale)
    draw_sites(axes, sites, scale=scale)
    draw_crowds(axes, scene, crowds, scale=scale)
    west, south = view.limits[0], view.limits[1]
    for crowd in crowds:
        single = DRAWN_REACH_PT if scene.has_drawings else ROOM_PT
        radius = (
            ring_radius_pt(len(crowd.rows))
            if len(crowd.rows) > 1
            else single
        )
        room.block(
            (crowd.x - west) * view.mm_per_unit,
            (crowd.y - south) * view.mm_per_unit,
            radius * scale / POINTS_PER_MM,
        )
    for site in sites:
        x, y = (
            (site.lon - west) * view.mm_per_unit,
            (float(mercator(site.lat)) - south) * view.mm_per_unit,
        )
        room.block(x, y, 2.0 * scale)
    families = _families()
    numbering = (
        number_incidents(scene, view, crowds, wide) if numbered else None
    )
    if numbering is not None:
        draw_numbers(
            axes,
            view,
            room,
            scene,
            crowds,
            numbering,
            families=families,
            scale=scale,
        )
    draw_mark_labels(
        axes, view, room, scene, crowds, families=families, scale=scale
    )
    _label_areas(
        axes, view, room, wide, families, scale, scene.words, numbering
    )
    label_sites(axes, view, room, sites, families=families, scale=scale)
    label_strokes(
        axes,
        scene.content.strokes,
        view,
        room,
        families=families,
        scale=scale,
    )
    if most:
        labels = scene.labels_in(view.box)
        draw_labels(
            axes,
            view,
            room,
            labels,
            families=families,
            most=most,
            scale=scale,
            countries=land.countries,
        )
        if ground is not None:
            names = scene.content.names
            label_ground(
                axes,
                ground,
                view,
                room,
                names=names,
                families=families,
                scale=scale,
            )
    return numbering


def _label_areas(
    axes: Axes,
    view: View,
    room: Room,
    wide: list[AreaLabel],
    families: list[str],
    scale: float,
    words: Words,
    numbering: Numbering | None,
) -> None:
    # the fonts that come with Matplotlib have no slanted Arabic
    slant: Literal["normal", "italic"] = (
        "normal" if words.is_right_to_left else "italic"
    )
    font = FontProperties(family=families, size=6.8 * scale, style=slant)
    west, south = view.limits[0], view.limits[1]
    for at, area in enumerate(wide):
        told = (
            words.say("somewhere", area=area.name)
            if area.name
            else words.say("area")
        )
        text = f"{words.number(len(area.rows))} {told}"
        text += f" ({numbering.areas[at]})" if numbering is not None else ""
        spot = _settle_area(area, text_size_mm(text, font), view, room)
        if spot is None:
            continue
        place = (
            west + spot[0] / view.mm_per_unit,
            south + (spot[1] + 0.8) / view.mm_per_unit,
        )
        box = {
            "facecolor": "white",
            "alpha": 0.8,
            "edgecolor": "none",
            "pad": 1.0,
        }
        style: dict[str, Any] = {
            "zorder": 6,
            "parse_math": False,
            "bbox": box,
        }
        axes.text(
            *place,
            text,
            fontproperties=font,
            color=COLOURS["muted"],
            **style,
        )


def _settle_area(
    area: AreaLabel, size: tuple[float, float], view: View, room: Room
) -> tuple[float, float] | None:
    """Take the first free spot for an area's words: at its top, or elsewhere where it is seen."""
    west, south = view.limits[0], view.limits[1]
    width, height = size
    most = view.width_mm - width - 1.0
    first, last = ((x - west) * view.mm_per_unit for x in area.span)
    beside = (first + share * (last - first) for share in _ACROSS)
    middles = ((area.x - west) * view.mm_per_unit, *beside)
    top = (
        min((area.y - south) * view.mm_per_unit, view.height_mm - 1.0)
        - height
    )
    for left in (
        min(max(middle - width / 2, 1.0), most) for middle in middles
    ):
        for step in sorted(range(-_STEPS, _STEPS), key=abs):
            low = top - step * (height + 0.6)
            inside = 1.0 <= low <= view.height_mm - height - 1.0
            if inside and room.take(
                (left, low, left + width, low + height)
            ):
                return left, low
    return None


def _draw_facets(
    figure: Figure,
    scene: Scene,
    box: tuple[float, float, float, float],
    facet: Facet,
) -> View:
    panels = split_scene(scene, facet, _MOST_PANELS)
    columns, rows = _grid(len(panels), box[2] / box[3])
    wide, tall = (
        (box[2] - 4 * (columns - 1)) / columns,
        (box[3] - 6.0 * rows) / rows,
    )
    view = fit_view(scene.bounds, wide, tall)
    content = scene.content
    land = load_land(
        view.box, ground=content.ground, is_detailed=content.has_relief
    )
    scale = max(0.55, min(1.0, wide / 110))
    for at, (name, part) in enumerate(panels):
        row, column = divmod(at, columns)
        left, bottom = (
            box[0] + column * (wide + 4),
            box[1] + box[3] - (row + 1) * (tall + 6.0),
        )
        head = page_axes(figure, (left, bottom + tall, wide, 6.0))
        write(head, 0, 1.4, name, 8.0, fontweight="bold")
        count = scene.words.number(len(part.incidents))
        write(
            head, wide, 1.4, count, 8.0, ha="right", color=COLOURS["muted"]
        )
        axes = map_axes(
            figure, (left, bottom, wide, tall), view, line_pt=0.7
        )
        fill_frame(
            axes,
            part,
            view,
            land,
            Room(wide, tall),
            scale=scale,
            most=8 if at == 0 else 0,
        )
    return view


def _grid(count: int, aspect: float) -> tuple[int, int]:
    """Choose columns and rows so that panels are about square."""
    columns = min(count, max(1, round((count * aspect) ** 0.5)))
    return columns, -(-count // columns)
