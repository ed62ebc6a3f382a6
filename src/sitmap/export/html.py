"""The self-contained page: a map with all it needs in one file, which asks no network.

A map of sitmap's own layers runs under a strict content security policy: only the scripts that are
the same for every map may run, by their hash. Elements that a user adds from folium bring scripts
of their own, made from their content; such a page can't have that policy, and the guard is then the
element's own.
"""

from __future__ import annotations

import warnings
from collections import OrderedDict
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final

from branca.element import CssLink, Element, Figure, JavascriptLink
from folium.raster_layers import TileLayer

from sitmap.errors import AssetWarning
from sitmap.export.content_security import write_policy
from sitmap.export.undrawn import CUT_STYLE, UNDRAWN
from sitmap.layers.element import (
    NO_LOOKUPS,
    PageLayer,
    inert_json,
    read_asset,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

BOOT: Final = "sitmap.boot();"

_UNTRUSTED: Final = (
    "The map stands here once the notebook is trusted (File, Trust Notebook)"
    " or run again."
)
_COVERED: Final = "height:2em;margin:0;overflow:hidden"
_COVERING: Final = "border:1px solid #ccc;background:#fff;position:relative;margin-top:-2em"

# What folium's own elements link to, by the end of the link, and the file of the package that holds
# the same.
_HELD: Final[dict[str, str]] = {
    "/leaflet.js": "leaflet.js",
    "/leaflet.css": "leaflet.css",
    "/jquery-3.7.1.min.js": "jquery.js",
    "/leaflet.markercluster.js": "markercluster.js",
    "/MarkerCluster.css": "markercluster.css",
    "/MarkerCluster.Default.css": "markercluster-default.css",
    "/leaflet.awesome-markers.js": "awesome-markers.js",
    "/leaflet.awesome-markers.css": "awesome-markers.css",
}


@dataclass
class _Parts:
    """A page in pieces: scripts and styles that are ours, and what the user's elements brought."""

    styles: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    user_script: str = ""
    links: list[str] = field(default_factory=list)


class Page(Figure):
    """The root of a `sitmap.Map`: renders the whole tree into one page.

    Parameters
    ----------
    lang
        Language of the page, as BCP 47 ("en").
    title
        What the browser's tab says.
    """

    boots_layers = True

    def __init__(
        self, *, lang: str = "en", title: str = "Map", height: str = "560px"
    ) -> None:
        super().__init__(width="100%", height=height, title=title)
        self._name = "Page"
        self.lang = lang
        self.map_settings: Mapping[str, Any] = {}
        self.tile_hosts: tuple[str, ...] = ()
        self._has_additions = False
        self.late = Element()
        """What no script needs before the map stands: written behind the script that starts it."""
        self.header._children.clear()  # noqa: SLF001 - the page writes its own meta elements

    def render(self, **kwargs: Any) -> str:
        """Render the page.

        Warns
        -----
        AssetWarning
            An element that isn't sitmap's needs a file which the package doesn't hold; the page
            links to it.
        """
        parts_of_page = (self.header, self.html, self.script, self.late)
        before = [(part, dict(part._children)) for part in parts_of_page]  # noqa: SLF001
        self._has_additions = any(children for _, children in before)
        try:
            for child in self._children.values():
                child.render(**kwargs)
            parts = self._collect(**kwargs)
        finally:  # forget what this rendering added, and keep what the user did
            for part, children in before:
                part._children = OrderedDict(children)  # noqa: SLF001 - branca offers no other way
        needed = [*parts.links, *_tile_services(self)]
        if needed:
            told = (
                "the page still loads from the network, for elements that aren't sitmap's: "
                f"{', '.join(needed)}"
            )
            if _tile_services(self):
                told += (
                    "; tiles don't load without a network, and many services refuse a page that "
                    "is opened from a file"
                )
            warnings.warn(told, AssetWarning, stacklevel=2)
        return self._compose(parts)

    def _collect(self, **kwargs: Any) -> _Parts:
        parts = _Parts(
            styles=[read_asset("leaflet.css"), read_asset("sitmap.css")],
            scripts=[
                read_asset(name)
                for name in dict.fromkeys(
                    ("leaflet.js", "sitmap.js", *_scripts_of(self))
                )
            ],
        )
        for element in self.header._children.values():  # noqa: SLF001 - there is no other way
            _add_head(element, parts, **kwargs)
        parts.body = [
            element.render(**kwargs)
            for element in self.html._children.values()  # noqa: SLF001 - there is no other way
        ]
        parts.late = [
            element.render(**kwargs)
            for element in self.late._children.values()  # noqa: SLF001 - there is no other way
        ]
        parts.user_script = self.script.render(**kwargs).strip()
        return parts

    @property
    def _is_ours(self) -> bool:
        """Whether nothing but sitmap's own layers is on the map."""
        maps = self._children.values()
        if self._has_additions:
            return False
        return all(
            isinstance(child, PageLayer)
            for one in maps
            for child in one._children.values()  # noqa: SLF001 - there is no other way
        )

    def _compose(self, parts: _Parts) -> str:
        scripts = [*parts.scripts, BOOT]
        name = escape(str(self.map_settings.get("id", "map")), quote=True)
        head = [
            '<meta charset="utf-8">',
            CUT_STYLE,
            NO_LOOKUPS,
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            *(
                [write_policy(scripts, self.tile_hosts)]
                if self._is_ours and not parts.user_script
                else []
            ),
            '<meta name="referrer" content="no-referrer">'
            if not self.tile_hosts
            else "",
            f"<title>{escape(self.title or 'Map')}</title>",
            *(f"<style>{style}</style>" for style in parts.styles),
        ]
        settings = (
            f'<script type="application/json" class="sitmap-map" data-map="{name}">'
            f"{inert_json(dict(self.map_settings))}</script>"
        )
        body = [
            f'<div class="folium-map" id="{name}">{UNDRAWN}</div>',
            # a page that is cut within its scripts has words before them
            *(f"<script>{script}</script>" for script in parts.scripts),
            *parts.head,
            settings,
            *parts.body,
            f"<script>{BOOT}</script>",
        ]
        if parts.user_script:
            body.append(f"<script>{parts.user_script}</script>")
        body += parts.late
        lines = [
            f'<!DOCTYPE html>\n<html lang="{escape(self.lang, quote=True)}">\n<head>',
            *head,
            "</head>\n<body>",
        ]
        return "\n".join(
            line for line in [*lines, *body, "</body>\n</html>\n"] if line
        )

    def _repr_html_(self, **kwargs: Any) -> str:
        """Return an iframe for a notebook, with a title for screen readers.

        A notebook that isn't trusted loses the frame; then the words that it covered remain.
        """
        page = escape(self.render(**kwargs), quote=True)
        title = escape(self.title or "Map", quote=True)
        height = escape(str(self.height), quote=True)
        return (
            f'<div style="position:relative"><p style="{_COVERED}">{_UNTRUSTED}</p>'
            f'<iframe title="{title}" srcdoc="{page}" width="100%" height="{height}" '
            f'loading="lazy" style="{_COVERING}" allowfullscreen></iframe></div>'
        )


def _scripts_of(element: Element) -> list[str]:
    """List the scripts that layers need beside the bundle."""
    own = list(element.scripts) if isinstance(element, PageLayer) else []
    return [
        *own,
        *(
            name
            for child in element._children.values()  # noqa: SLF001 - there is no other way
            for name in _scripts_of(child)
        ),
    ]


def _add_head(element: Element, parts: _Parts, **kwargs: Any) -> None:
    if not isinstance(element, JavascriptLink | CssLink):
        written = element.render(**kwargs)
        parts.links += find_links(written)
        parts.head.append(written)
        return
    held = next(
        (file for end, file in _HELD.items() if element.url.endswith(end)),
        None,
    )
    if held in ("leaflet.js", "leaflet.css"):
        return
    if held is None:
        parts.links.append(element.url)
        parts.head.append(element.render(**kwargs))
    elif isinstance(element, CssLink):
        parts.head.append(f"<style>{read_asset(held)}</style>")
    else:
        parts.head.append(f"<script>{read_asset(held)}</script>")


class _Links(HTMLParser):
    """Collects what scripts and styles written as HTML load from the network."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(
        self, tag: str, attrs: list[tuple[str, str | None]]
    ) -> None:
        name = {"script": "src", "link": "href"}.get(tag)
        url = (dict(attrs).get(name) if name else None) or ""
        if url.startswith(("http://", "https://", "//")):
            self.found.append(url)


def find_links(html: str) -> list[str]:
    """List what an element's own HTML loads from the network, as geopandas' legend loads jQuery UI.

    Examples
    --------
    >>> find_links('<script src="https://code.jquery.com/ui/1.12.1/jquery-ui.js"></script>')
    ['https://code.jquery.com/ui/1.12.1/jquery-ui.js']
    """
    parser = _Links()
    parser.feed(html)
    return parser.found


def _tile_services(element: Element) -> list[str]:
    """Name the tile services of a user's own tile layers, which the page asks when it is opened."""
    found = [str(element.tiles)] if isinstance(element, TileLayer) else []
    return [
        *found,
        *(
            name
            for child in element._children.values()  # noqa: SLF001 - there is no other way
            for name in _tile_services(child)
        ),
    ]
