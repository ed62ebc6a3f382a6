"""What a map tells its layers, made of the layers that it has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitmap.layers.content import MapFrame
from sitmap.layers.element import PageLayer
from sitmap.layers.looks import assign_looks
from sitmap.layers.words import load_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from branca.element import Element

    from sitmap.layers.looks import Look
    from sitmap.outlines import Box

_WORLD: Final[Box] = (-180.0, -85.0, 180.0, 85.0)


def make_frame(
    children: Iterable[Element],
    *,
    lang: str = "en",
    names: str = "en",
    bounds: Box = _WORLD,
    day: str | None = None,
) -> MapFrame:
    """Make what a map with these children tells its layers: one look for each event type."""
    layers = tuple(one for one in children if isinstance(one, PageLayer))
    return MapFrame(
        load_words(lang), names, bounds, day, _assign(layers), layers
    )


def _assign(layers: Iterable[PageLayer]) -> dict[str, Look]:
    return assign_looks(
        dict.fromkeys(
            name for layer in layers for name in layer.event_types()
        )
    )


def join_frame(frame: MapFrame, layer: PageLayer) -> MapFrame:
    """Tell also a layer that stands in a feature group what the map tells its own."""
    if layer in frame.beside:
        return frame
    layers = (*frame.beside, layer)
    return replace(frame, beside=layers, looks=_assign(layers))


def lone_frame(layer: PageLayer) -> MapFrame:
    """Make what a plain folium map would tell a layer of ours."""
    above = layer._parent  # noqa: SLF001 - branca offers no other way
    return make_frame(
        [layer] if above is None else above._children.values()  # noqa: SLF001
    )
