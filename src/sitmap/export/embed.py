"""A map inside another page.

It is an iframe that fits its column, sandboxed, with the map in it or beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import quote

from sitmap.errors import InputError
from sitmap.export.files import write_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitmap.views import View

__all__ = ["Dress", "Embeddable", "make_embed"]

# lower, a page has no room for map, key and timeline
_LEAST_PX: Final = 480
_COLOUR: Final = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_FONT: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _-]{0,60}")

_SPACES: Final = str.maketrans({"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})
"""Markdown processors change tabs and break paragraphs at empty lines; the page's scripts run by
their hash only."""


class Embeddable(Protocol):
    """What another page can hold: `sitmap.Map`."""

    @property
    def title(self) -> str | None:
        """What it is called."""
        ...

    @property
    def views(self) -> Sequence[View]:
        """Views of it that a page can open at."""
        ...

    def render_dressed(self, dress: Mapping[str, object]) -> str:
        """Return its page with these settings beside its own."""
        ...


@dataclass(frozen=True, slots=True)
class Dress:
    """How a map is dressed for the page around it.

    Attributes
    ----------
    compact
        The map first, everything else small or asked for.
    accent
        A colour, as ``"#0b5c9e"``.
    font
        A font's name, as ``"Source Sans 3"``; the reader's machine has it, or shows its own.

    Raises
    ------
    InputError
        `accent` is no colour, or `font` no name.
    """

    compact: bool = False
    accent: str | None = None
    font: str | None = None

    def __post_init__(self) -> None:
        """Let nothing but a colour and a font's name into the page's style."""
        if self.accent is not None and not _COLOUR.fullmatch(
            str(self.accent)
        ):
            raise InputError(
                f"accent {str(self.accent)[:40]!r} is no colour; write it as #0b5c9e"
            )
        if self.font is not None and not _FONT.fullmatch(str(self.font)):
            raise InputError(
                f"font {str(self.font)[:40]!r} is no name; write it as Source Sans 3"
            )

    def to_settings(self) -> dict[str, object]:
        """Return what the page needs of it."""
        font = None if self.font is None else f'"{self.font}"'
        told: dict[str, object] = {
            "compact": self.compact,
            "accent": self.accent,
            "font": font,
        }
        return {name: value for name, value in told.items() if value}


def make_embed(
    one: Embeddable,
    *,
    file: str | Path | None = None,
    height: int = 560,
    ratio: str | None = None,
    dress: Dress | None = None,
    view: str | None = None,
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

    dress
        How it is dressed for that page.
    view
        The name of a view of the map's to open at.

    Returns
    -------
    str
        An ``<iframe>``. Its sandbox lets the map's own scripts run and open links, and nothing
        else: no forms, no access to the page around it.

    Raises
    ------
    InputError
        `ratio` is no ratio, or `view` none of the map's.
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
    opens_at = _find_view(one, view)
    style = f"width:100%;{_height(height, ratio)};border:1px solid #ccc"
    page = one.render_dressed(
        {**(dress or Dress()).to_settings(), **opens_at}
    )
    content = _content(page, file)
    return (
        f'<iframe class="sitmap" title="{title}" {content} style="{style}" loading="lazy" '
        'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads" '
        'referrerpolicy="no-referrer" allowfullscreen></iframe>'
    )


def _find_view(one: Embeddable, view: str | None) -> dict[str, str]:
    """Return the setting that names a view to open at."""
    if view is None:
        return {}
    known = [each.name for each in one.views]
    if view not in known:
        raise InputError(
            f"view {view!r} is none of the map's: {', '.join(known) or 'it has none'}"
        )
    return {"view": view}


def _content(page: str, file: str | Path | None) -> str:
    if file is None:
        return f'srcdoc="{escape(page, quote=True).translate(_SPACES)}"'
    write_file(str(file), page.encode("utf-8", "replace"))
    source = quote(
        Path(file).name
        if Path(file).is_absolute()
        else Path(file).as_posix()
    )
    return f'src="{escape(source, quote=True)}"'


def _height(height: int, ratio: str | None) -> str:
    if ratio is None:
        return f"height:{int(height)}px"
    wide, slash, high = ratio.partition("/")
    if not (
        slash
        and wide.strip().isdigit()
        and high.strip().isdigit()
        and int(high)
    ):
        raise InputError(
            f"ratio {ratio!r} is no width/height; write it as 16/9"
        )
    return f"aspect-ratio:{int(wide)}/{int(high)};height:auto;min-height:{_LEAST_PX}px"
