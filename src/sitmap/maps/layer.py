"""The protocol of a layer: what a kind of layer must say to stand on a map and in every output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sitmap.layers.content import LayerContent, MapFrame


class MapLayer(Protocol):
    """A layer that says what it shows; `sitmap.layers.element.PageLayer` is one.

    To add a kind: write its class (a `PageLayer` with its `kind`, its data for the page, and
    `describe`), and its drawing on the page (``web/src/layers/<kind>/``). Figures, documents, the
    key, checks and the list of what is left off draw what `describe` returns.
    """

    def event_types(self) -> list[str]:
        """Return the event types of its table: the map gives each one look in all layers."""
        ...

    def describe(self, frame: MapFrame) -> LayerContent:
        """Say what the layer shows on a map that tells it `frame`."""
        ...
