"""What a map says, as plain values for the page (src/sitmap/web/README.md)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from sitmap.layers.element import read_asset

if TYPE_CHECKING:
    from sitmap.layers.content import LayerContent
    from sitmap.maps.content import MapContent

Plain = dict[str, object]


def map_settings(content: MapContent, map_id: str) -> Plain:
    """Return the map's settings for the page; what each layer says stands with the layer."""
    opening = content.opening
    west, south, east, north = opening.box
    return {
        "id": map_id,
        "lang": content.lang,
        **page_words(content.lang),
        "title": content.title,
        "subtitle": content.subtitle,
        "date": content.date,
        "names": content.names,
        "bounds": None
        if opening.center
        else [[south, west], [north, east]],
        "center": None if opening.center is None else list(opening.center),
        "zoom": opening.zoom,
        "tiles": None if content.tiles is None else _plain_tiles(content),
        "notes": list(content.notes),
        **(
            {"reports": [one.to_settings() for one in content.reports]}
            if content.reports
            else {}
        ),
        "sources": [asdict(one) for one in content.sources],
        "left_off": [
            row for layer in content.layers for row in _left_off(layer)
        ],
        "n_left_off": content.n_left_off,
        "attribution": [asdict(one) for one in content.credits],
        **(
            {"views": [one.to_settings() for one in content.views]}
            if content.views
            else {}
        ),
    }


def page_words(lang: str) -> Plain:
    """Return the page's words in a language; English ones are in its script."""
    words = json.loads(read_asset("words.json")).get(lang.partition("-")[0])
    return {} if words is None else {"strings": words}


def _plain_tiles(content: MapContent) -> Plain:
    told = asdict(content.tiles) if content.tiles is not None else {}
    return {**told, "hosts": list(told["hosts"])}


def _left_off(layer: LayerContent) -> list[Plain]:
    """List what a layer leaves off; incidents have theirs with their texts."""
    if layer.incidents is not None:
        return []
    rows = layer.left_off.to_dict("records")
    return [
        (
            {"why": row["why"], "n": row["n"]}
            if row["row"] is None
            else {
                name: str(row[name])
                for name in ("row", "what", "value", "why")
            }
        )
        for row in rows
    ]
