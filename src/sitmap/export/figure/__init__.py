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
    one: Any, path: str | Path, *, size: Size = "A4 landscape", dpi: float = 200, facet: Facet | None = None
) -> Path:
    """Draw a map as a figure.

    Parameters
    ----------
    one
        A `sitmap.Map`.
    path
        A ``.png``, ``.svg`` or ``.pdf`` file; an existing one is replaced at once or not at all.
    size
        "A4 landscape", "A4 portrait", "A3 landscape", "16:9", "4:3", "square", or (width, height) in millimetres.
    dpi
        Pixels per inch of a PNG.
    facet
        "month", "year" or "event_type" draws a small map for each.

    Returns
    -------
    pathlib.Path
        The path written.

    Raises
    ------
    OutputError
        The ending or the size isn't known, the file can't be written, or matplotlib isn't installed.

    Warns
    -----
    DataWarning
        The map has elements that a figure can't show.
    """
    try:
        import matplotlib  # noqa: F401, ICN001
    except ModuleNotFoundError:
        raise OutputError("figures need matplotlib: pip install 'sitmap[figure]'") from None
    from sitmap.export.figure.page import write_figure

    return write_figure(one, path, size=size, dpi=dpi, facet=facet)
