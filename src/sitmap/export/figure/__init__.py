"""Static figures of a map: PNG, SVG and PDF in the look of the page, with text that stays text.

The only part of sitmap that needs matplotlib (the extra ``sitmap[figure]``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitmap.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sitmap.export.figure.page import Facet, Size, Table
    from sitmap.export.incident_rows import NumberedRow
    from sitmap.maps.content import HasContent, MapContent

__all__ = ["draw_atlas", "draw_figure", "draw_multiples", "draw_numbered"]


def draw_figure(
    one: HasContent,
    path: str | Path,
    *,
    size: Size = "A4 landscape",
    dpi: float = 200,
    facet: Facet | None = None,
    table: Table | None = None,
    is_inset: bool = False,
) -> Path:
    """Draw a `sitmap.Map` as a figure: what `sitmap.Map.figure` calls, with its options.

    Parameters
    ----------
    is_inset
        Leave out title, sources and notes: a document around the figure has them as text.
    one, path, size, dpi, facet, table
        See `sitmap.Map.figure`.

    Raises
    ------
    OutputError
        The ending or the size isn't known, the page has no room for a map, the file can't be
        written, or matplotlib isn't installed.

    Warns
    -----
    DataWarning
        The map has elements that a figure can't show: folium's own, and tiles.
    """
    _need_matplotlib()
    from sitmap.export.figure.page import write_figure

    return write_figure(
        one,
        path,
        size=size,
        dpi=dpi,
        facet=facet,
        table=table,
        is_inset=is_inset,
    )


def draw_numbered(
    one: HasContent, *, size: Size, dpi: float, most: int
) -> tuple[bytes, list[NumberedRow], int]:
    """Draw a map with numbered marks, to stand in a document with its own table.

    Parameters
    ----------
    one, size, dpi
        See `sitmap.Map.figure`.
    most
        A map of more incidents is drawn without numbers, and has no rows.

    Returns
    -------
    png, rows, outside
        The picture, the incidents by number, and how many lie outside its frame.

    Raises
    ------
    OutputError
        As `draw_figure`.
    """
    _need_matplotlib()
    from sitmap.export.figure.page import draw_numbered

    return draw_numbered(one, size=size, dpi=dpi, most=most)


def draw_atlas(
    one: HasContent,
    path: str | Path,
    *,
    by: str,
    size: Size = "A4 landscape",
    dpi: float = 200,
    table: Table | None = "beside",
) -> Path:
    """Draw an atlas: an index sheet, then a sheet for each part of the incidents, in one PDF.

    Parameters
    ----------
    one, size, dpi
        See `sitmap.Map.figure`.
    path
        A ``.pdf`` file.
    by
        "week", "month" or "year": every sheet shows the same ground; "area": the map's areas, or
        countries where it has none; or any column. Sheets of these show their own ground.
    table
        Numbered marks with their incidents beside or behind each map; None leaves them off.

    Returns
    -------
    pathlib.Path
        The path written.

    Raises
    ------
    OutputError
        As `draw_figure`; or there are too many parts.
    """
    _need_matplotlib()
    from sitmap.export.figure.atlas import write_atlas

    return write_atlas(one, path, by=by, size=size, dpi=dpi, table=table)


def draw_multiples(
    maps: Sequence[MapContent],
    path: str | Path,
    *,
    title: str,
    subtitle: str = "",
    notes: Sequence[str] = (),
    size: Size = "A4 landscape",
    dpi: float = 200,
) -> Path:
    """Draw maps of one ground side by side on a sheet, each with its head and its key.

    Parameters
    ----------
    maps
        What each says; the first names credits and the status of places for all.
    path, size, dpi
        See `sitmap.Map.figure`.
    title, subtitle, notes
        Of the sheet.

    Raises
    ------
    OutputError
        As `draw_figure`; or the sheet has no room for so many maps.
    """
    _need_matplotlib()
    from sitmap.export.figure.multiples import write_multiples

    return write_multiples(
        maps,
        path,
        title=title,
        subtitle=subtitle,
        notes=notes,
        size=size,
        dpi=dpi,
    )


def _need_matplotlib() -> None:
    try:
        import matplotlib  # noqa: F401, ICN001 - is it there?
    except ModuleNotFoundError:
        raise OutputError(
            "figures need matplotlib: pip install 'sitmap[figure]'"
        ) from None
