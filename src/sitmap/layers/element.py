"""What sitmap's folium layers share: inert data in the page, drawn by our own script.

Stock folium elements compile their content as a template, so that text with braces runs at save
time. Nothing here does: data goes into the page as JSON or base64 inside script elements that no
browser executes, and the only script is the bundle, which is the same for every map.
"""

from __future__ import annotations

import base64
import html
import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np
from branca.element import Element, Figure
from folium.folium import Map
from folium.map import Layer
from jinja2 import Template

from sitmap.errors import SitmapError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from sitmap.layers.content import LayerContent, MapFrame
    from sitmap.layers.words import Words

ASSETS: Final = Path(__file__).parent.parent / "_assets"
_UNDRAWN: Final = """
{% macro script(this, kwargs) %}
(() => {
  const told = L.control({ position: "topright" });
  told.onAdd = () => {
    const words = L.DomUtil.create("p", "sitmap-undrawn");
    words.style.cssText = "max-width:320px;margin:0;padding:8px 12px;background:#fff;color:#a3480f";
    words.textContent = "A layer of sitmap's is not drawn here: show the whole page, " +
      "as components.html(m.get_root().render()).";
    return words;
  };
  told.addTo({{ this._parent.get_name() }});
})();
{% endmacro %}
"""
"""What frameworks get that run folium's scripts one by one (st_folium) in place of the page.

No data is in it, only the name that the map's own script gives to the map.
"""

_ESCAPES: Final = {
    ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"
}


NO_LOOKUPS: Final = (
    '<meta http-equiv="x-dns-prefetch-control" content="off">'
)
"""Keeps Firefox from looking up the hosts of links: their owners would learn of the reader."""


def inert_json(data: Any) -> str:
    """Write data as JSON that can stand inside a script element: no ``<``, ``>`` or ``&`` in it.

    Examples
    --------
    >>> inert_json({"title": "</script><b>"})
    '{"title":"\\\\u003c/script\\\\u003e\\\\u003cb\\\\u003e"}'
    """
    text = json.dumps(
        data, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )
    # lone surrogates can't be encoded; they stand in text that was cut in the middle of a character
    return (
        text.translate(_ESCAPES).encode("utf-8", "replace").decode("utf-8")
    )


def inert_blob(element_id: str, data: bytes) -> str:
    """Write bytes as base64 in a script element that nothing executes."""
    text = base64.b64encode(data).decode("ascii")
    return f'<script type="application/octet-stream" id="{element_id}">{text}</script>'


@lru_cache(maxsize=16)
def read_asset(name: str) -> str:
    """Return the text of a file that was built into the package.

    Raises
    ------
    SitmapError
        The file isn't there: the package was not built.
    """
    path = ASSETS / name
    if not path.is_file():
        raise SitmapError(
            f"{name} is missing from the installation; install sitmap again (pip install .)"
        )
    return path.read_text("utf-8")


def _is_late(key: str) -> bool:
    """Tell the blobs that only an opened card needs.

    They stand at the page's end, so that the map needn't wait.
    """
    return key.startswith("text/")


def _inert_name(name: str) -> str:
    """Escape a name as HTML, which Leaflet's layer control writes, and as branca's template.

    Examples
    --------
    >>> _inert_name("{{ 7 * 7 }} <b>")
    '&#123;&#123; 7 * 7 &#125;&#125; &lt;b&gt;'
    """
    return html.escape(name).replace("{", "&#123;").replace("}", "&#125;")


class Raw(Element):
    """Text that goes into the page as it is; no template ever sees it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def render(self, **kwargs: Any) -> str:  # noqa: ARG002 - branca's signature
        """Return the text."""
        return self._text


class PageLayer(Layer):
    """A folium layer whose data is inert and whose drawing is the bundle's.

    Works on a `sitmap.Map` and on any `folium.Map`; folium's layer control can switch it.
    """

    kind: ClassVar[str]
    _template = Template(_UNDRAWN)

    def __init__(
        self,
        name: str,
        *,
        overlay: bool = True,
        control: bool = True,
        show: bool = True,
    ) -> None:
        super().__init__(
            name=_inert_name(name),
            overlay=overlay,
            control=control,
            show=show,
        )
        self.label = name
        self._name = self.kind

    def describe(self, frame: MapFrame) -> LayerContent:
        """Say what the layer shows: what page, figure, documents and checks draw alike.

        Parameters
        ----------
        frame
            What the map tells its layers: words, names, what is in view.
        """
        from sitmap.layers.content import LayerContent

        return LayerContent(
            self.kind,
            self.say_name(self.kind, frame.words),
            is_shown=self.show,
        )

    def say_name(self, key: str, words: Words) -> str:
        """Return the name that its maker gave the layer; the usual one in the map's language."""
        from sitmap.layers.words import load_words

        usual = key in words.table
        is_own = self.label and not (
            usual and self.label == load_words("en").say(key)
        )
        if is_own or not usual:
            return self.label
        return words.say(key)

    def event_types(self) -> list[str]:
        """Return the event types of the layer's table, which the map gives their looks."""
        return []

    @property
    def frame(self) -> MapFrame:
        """What the map tells the layer; a plain folium map tells nothing, and has English words."""
        from sitmap.layers.frames import join_frame, lone_frame

        above = self._map
        told: MapFrame | None = getattr(above, "frame", None)
        if told is None:
            return lone_frame(self)
        return join_frame(told, self)

    def settings(self) -> Mapping[str, Any]:
        """Return the layer's settings for the page (src/sitmap/web/README.md)."""
        raise NotImplementedError

    @property
    def scripts(self) -> tuple[str, ...]:
        """Scripts of the package that the layer needs beside the bundle."""
        return ()

    def blobs(self) -> Mapping[str, bytes]:
        """Return the layer's compressed data by name."""
        return {}

    def spots(self) -> NDArray[np.float64]:
        """Return longitudes and latitudes (n, 2) around which the basemap names more places."""
        return np.empty((0, 2))

    def grounds(self) -> NDArray[np.float64]:
        """Return longitudes, latitudes and metres around them (n, 3) that stand on ground."""
        spots = self.spots()
        return np.column_stack([spots, np.zeros(len(spots))])

    def render(self, **kwargs: Any) -> str:  # noqa: ARG002 - branca's signature
        """Put the data into the page, and on a plain folium map the script that draws it."""
        figure = self.get_root()
        if not isinstance(figure, Figure):
            raise SitmapError(
                "a layer is drawn on a map: add it with .add_to(map) before saving"
            )
        blobs = self.blobs()
        figure.html.add_child(
            Raw(self._markup(blobs)), name=self.get_name()
        )
        late = [
            inert_blob(f"{self.get_name()}/{key}", data)
            for key, data in blobs.items()
            if _is_late(key)
        ]
        if late:
            getattr(figure, "late", figure.html).add_child(
                Raw("\n".join(late)), name=f"{self.get_name()}_late"
            )
        if not getattr(figure, "boots_layers", False):
            self._render_on_plain_map(figure)
        elif self.show and not self._is_on_map:
            figure.script.add_child(
                Raw(f"{self.get_name()}.addTo({self._parent_name});"),
                name=self.get_name(),
            )
        return ""

    @property
    def _map(self) -> Element | None:
        """The map that the layer is on, through a feature group if need be."""
        above = self._parent
        while above is not None and not isinstance(above, Map):
            above = above._parent  # noqa: SLF001 - branca offers no other way
        return above

    @property
    def _is_on_map(self) -> bool:
        return self._map is self._parent

    @property
    def _parent_name(self) -> str:
        return self._parent.get_name() if self._parent is not None else ""

    def _markup(self, blobs: Mapping[str, bytes]) -> str:
        from sitmap.layers.page_content import content_settings

        name, parent = (
            self.get_name(),
            self._map.get_name() if self._map is not None else "",
        )
        settings = {
            "kind": self.kind,
            "name": self.label,
            "show": self.show and self._is_on_map,
            **self.settings(),
            **content_settings(self._content()),
        }
        head = (
            f'<script type="application/json" class="sitmap-layer" data-map="{parent}"'
            f' data-layer="{name}">'
        )
        parts = [f"{head}{inert_json(settings)}</script>"]
        parts += [
            inert_blob(f"{name}/{key}", data)
            for key, data in blobs.items()
            if not _is_late(key)
        ]
        return "\n".join(parts)

    def _content(self) -> LayerContent:
        """Return what the layer says, as the map has assembled it."""
        content_of = getattr(self._map, "content_of", None)
        told: LayerContent | None = (
            content_of(self) if content_of is not None else None
        )
        if told is None:
            return self.describe(self.frame)
        return told

    def _render_on_plain_map(self, figure: Figure) -> None:
        name, parent = self.get_name(), self._parent_name
        figure.header.add_child(Raw(NO_LOOKUPS), name="sitmap_no_lookups")
        figure.header.add_child(
            Raw(f"<style>{read_asset('sitmap.css')}</style>"),
            name="sitmap_css",
        )
        figure.header.add_child(
            Raw(f"<script>{read_asset('sitmap.js')}</script>"),
            name="sitmap_js",
        )
        for script in self.scripts:
            figure.header.add_child(
                Raw(f"<script>{read_asset(script)}</script>"),
                name=f"sitmap_{script}",
            )
        add = f".addTo({parent})" if self.show else ""
        figure.script.add_child(
            Raw(f'var {name} = sitmap.layer("{name}"){add};'), name=name
        )
