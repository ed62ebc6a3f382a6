"""Static figures of a map: PNG, SVG and PDF in the look of the page, with text that stays text.

The only part of sitmap that needs matplotlib (the extra ``sitmap[figure]``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitmap.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from sitmap.export.figure.page import Facet, Size

__all__ = ["draw_figure"]


def draw_figure(
    one: Any,
    path: str | Path,
    *,
    size: Size = "A4 landscape",
    dpi: float = 200,
    facet: Facet | None = None,
    is_inset: bool = False,
) -> Path:
    """Draw a `sitmap.Map` as a figure: what `sitmap.Map.figure` calls, with its options.

    Parameters
    ----------
    is_inset
        Leave out title, sources and notes: a document around the figure has them as text.
    one, path, size, dpi, facet
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
    try:
        import matplotlib  # noqa: F401, ICN001
    except ModuleNotFoundError:
        raise OutputError("figures need matplotlib: pip install 'sitmap[figure]'") from None
    from sitmap.export.figure.page import write_figure

    return write_figure(one, path, size=size, dpi=dpi, facet=facet, is_inset=is_inset)
