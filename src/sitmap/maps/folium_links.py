"""What folium puts on every page and only some elements need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import folium

if TYPE_CHECKING:
    from collections.abc import Iterable

    from branca.element import Element


_FOLIUMS: Final = frozenset(
    name
    for name, _ in (
        *folium.folium._default_js,  # noqa: SLF001 - there is no other way
        *folium.folium._default_css,  # noqa: SLF001 - there is no other way
    )
)
"""What folium puts on every page of its own; what a user adds with `add_js_link` is not among
it."""


def list_links(one: folium.Map) -> Iterable[Element]:
    """Yield what folium puts on every page and only some elements need.

    That is jQuery for popups, and the pins' script.
    """
    from branca.element import CssLink, JavascriptLink

    found = {type(element).__name__ for element in _descend(one)}
    wanted = {"jquery"} if found & {"Popup", "GeoJsonPopup"} else set()
    wanted |= {"awesome", "glyphicons"} if "Icon" in found else set()
    for links, element in (
        (one.default_js, JavascriptLink),
        (one.default_css, CssLink),
    ):
        for name, url in links:
            if name not in _FOLIUMS or any(word in name for word in wanted):
                yield element(url)


def _descend(element: Element) -> Iterable[Element]:
    for child in element._children.values():  # noqa: SLF001 - branca offers no other way
        yield child
        yield from _descend(child)
