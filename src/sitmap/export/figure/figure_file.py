"""The file that pages become: PNG, SVG or PDF, the same for the same map."""

from __future__ import annotations

import io
import logging
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager

from sitmap.errors import DataWarning
from sitmap.export.figure.furniture import (
    mirror_page,
)
from sitmap.layers.looks import COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitmap.export.figure.scene import Scene
    from sitmap.maps.content import MapContent


ENDINGS: Final = {".png": "png", ".svg": "svg", ".pdf": "pdf"}

_FAMILIES: Final = (
    "Helvetica Neue",
    "Arial",
    "Liberation Sans",
    "Noto Sans",
    "DejaVu Sans",
)

# by definition
_MM_PER_INCH: Final = 25.4


def warn_not_drawn(content: MapContent) -> None:
    """Warn of what a map has that only a browser shows."""
    if content.not_drawn:
        names = ", ".join(content.not_drawn)
        told = (
            f"the figure shows sitmap's own layers only; left off: {names}"
        )
        warnings.warn(told, DataWarning, stacklevel=5)


@contextmanager
def figure_settings() -> Iterator[None]:
    """Draw with sitmap's letters, and in files that are the same for the same map."""
    settings: Any = {
        "font.family": list_families(),
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


def list_families() -> list[str]:
    """Return the fonts that are installed of those that sitmap would write with."""
    known = {font.name for font in fontManager.ttflist}
    return [name for name in _FAMILIES if name in known]


def new_page(page: tuple[float, float]) -> Figure:
    """Return an empty sheet, its width and height in millimetres."""
    size = (page[0] / _MM_PER_INCH, page[1] / _MM_PER_INCH)
    return Figure(figsize=size, facecolor=COLOURS["paper"])


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
