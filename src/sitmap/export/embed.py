"""A map inside another page: an iframe that fits its column, sandboxed, with the map in it or beside it."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sitmap.errors import InputError

__all__ = ["make_embed"]

_LEAST_PX: Final = 480

_SPACES: Final = str.maketrans({"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})
"""Markdown processors change tabs and break paragraphs at empty lines; the page's scripts run by their hash only."""


def make_embed(
    one: Any, *, file: str | Path | None = None, height: int = 560, ratio: str | None = None
) -> str:
    """Return the HTML snippet that shows a map in another page.

    Parameters
    ----------
    one
        A `sitmap.Map`.
    file
        Save the map there and point to it, relative to the page that embeds it; without it the
        whole map is in the snippet (``srcdoc``), which suits a notebook, a wiki or a content system
        that takes one text.
    height
        In pixels.
    ratio
        Width to height, as "16/9", in place of a height: the frame then follows the width of its
        column, but is never lower than 480 pixels, so that the map has room beside its legend and
        timeline.

    Returns
    -------
    str
        An ``<iframe>``. Its sandbox lets the map's own scripts run and open links, and nothing
        else: no forms, no access to the page around it.

    Raises
    ------
    InputError
        `ratio` is no ratio.
    OutputError
        `file` can't be written.

    Examples
    --------
    >>> import sitmap
    >>> snippet = make_embed(sitmap.Map(title="Nothing yet"))
    >>> snippet[:43], 'sandbox="allow-scripts allow-popups' in snippet
    ('<iframe class="sitmap" title="Nothing yet" ', True)
    """
    title = escape(one.title or "Map", quote=True)
    style = f"width:100%;{_height(height, ratio)};border:1px solid #ccc"
    return (
        f'<iframe class="sitmap" title="{title}" {_content(one, file)} style="{style}" loading="lazy" '
        'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads" '
        'referrerpolicy="no-referrer" allowfullscreen></iframe>'
    )


def _content(one: Any, file: str | Path | None) -> str:
    if file is None:
        return f'srcdoc="{escape(one.get_root().render(), quote=True).translate(_SPACES)}"'
    one.save(str(file))
    source = quote(Path(file).name if Path(file).is_absolute() else Path(file).as_posix())
    return f'src="{escape(source, quote=True)}"'


def _height(height: int, ratio: str | None) -> str:
    if ratio is None:
        return f"height:{int(height)}px"
    wide, slash, high = ratio.partition("/")
    if not (slash and wide.strip().isdigit() and high.strip().isdigit() and int(high)):
        raise InputError(f"ratio {ratio!r} is no width/height; write it as 16/9")
    return f"aspect-ratio:{int(wide)}/{int(high)};height:auto;min-height:{_LEAST_PX}px"
