"""A map in a Word document: the figure, its caption, and whom it credits."""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import InputError, OutputError
from sitmap.export.figure import draw_figure
from sitmap.export.files import write_file

if TYPE_CHECKING:
    from sitmap.export.figure.page import Facet, Size

__all__ = ["write_docx"]

_UNHOLDABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_docx(
    one: Any,
    path: str | Path,
    *,
    caption: str | None = None,
    template: str | Path | None = None,
    size: Size = "16:9",
    dpi: float = 220,
    facet: Facet | None = None,
) -> Path:
    """Write a Word document with the map as a picture, a caption, and a line of sources.

    Parameters
    ----------
    one
        A `sitmap.Map`.
    path
        The ``.docx`` to write.
    caption
        Below the picture; by default the map's title and date.
    template
        A document to add the map to, at its end; it is not changed itself.
    size, dpi, facet
        Of the figure (`sitmap.Map.figure`); the picture is as wide as the text.

    Returns
    -------
    pathlib.Path
        The path written.

    Raises
    ------
    OutputError
        The file can't be written, or python-docx or matplotlib isn't installed.
    InputError
        `template` is no Word document.
    """
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
    except ModuleNotFoundError:
        raise OutputError("Word documents need python-docx: pip install 'sitmap[docx]'") from None
    try:
        document = docx.Document(None if template is None else str(template))
    except (ValueError, KeyError, OSError, PackageNotFoundError):
        raise InputError(f"{template}: is no Word document (.docx) that can be opened") from None
    with tempfile.TemporaryDirectory(prefix="sitmap-") as folder:
        picture = draw_figure(one, Path(folder) / "map.png", size=size, dpi=dpi, facet=facet)
        _add(document, picture, one, caption)
    buffer = io.BytesIO()
    document.save(buffer)
    return write_file(path, buffer.getvalue())


def _add(document: Any, picture: Path, one: Any, caption: str | None) -> None:
    settings = one.settings()
    section = document.sections[-1]
    width = section.page_width - section.left_margin - section.right_margin
    document.add_picture(str(picture), width=width)
    words = caption or ", ".join(filter(None, [settings["title"], settings["date"]]))
    shape = document.inline_shapes[-1]._inline.docPr  # noqa: SLF001 - python-docx has no other way to a picture's text
    shape.set("descr", _clean(words))
    names = [style.name for style in document.styles]
    document.add_paragraph(_clean(f"Map: {words}"), style="Caption" if "Caption" in names else None)
    sources = "; ".join(source["text"] for source in settings["sources"])
    credit = ", ".join(
        entry["text"] for entry in settings["attribution"] if entry["text"] != "Leaflet"
    )
    for line in (
        f"Sources: {sources}." if sources else "",
        f"Basemap and names: {credit}.",
        *settings["notes"],
    ):
        if line:
            document.add_paragraph(_clean(line))


def _clean(text: str) -> str:
    return _UNHOLDABLE.sub(" ", text)
