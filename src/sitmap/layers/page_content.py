"""What a layer says, as plain values for the page (src/sitmap/web/README.md)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sitmap.layers.drawings import drawing_settings

if TYPE_CHECKING:
    from sitmap.layers.content import (
        KeyEntry,
        KeyGroup,
        LayerContent,
        Picture,
    )
    from sitmap.layers.looks import Look

Plain = dict[str, object]


def content_settings(content: LayerContent) -> Plain:
    """Return a layer's name in the map's language, its key, and the looks of its event types."""
    told: Plain = {"heading": content.name}
    if content.key:
        told["key"] = [_group(one) for one in content.key]
    if content.looks:
        told["looks"] = [
            {"type": name, **_plain(look)}
            for name, look in content.looks.items()
        ]
    if content.incidents is not None:
        entries = content.incidents.categories.entries
        drawings = drawing_settings(one.look for one in entries)
        told |= {"drawings": drawings} if drawings else {}
    return told


def _plain(told: Look | Picture) -> Plain:
    """Return a record's values; a drawing stands once for all, and a look's shape is its name."""
    return asdict(
        told,
        dict_factory=lambda pairs: {
            k: v for k, v in pairs if k != "drawing"
        },
    )


def _group(group: KeyGroup) -> Plain:
    return {
        "head": group.head,
        "entries": [_entry(one) for one in group.entries],
        **({"notes": list(group.notes)} if group.notes else {}),
        **({"folded": True} if group.is_folded else {}),
    }


def _entry(entry: KeyEntry) -> Plain:
    return {
        "text": entry.text,
        **(
            {}
            if entry.picture is None
            else {"picture": _picture(entry.picture)}
        ),
        **({} if entry.count is None else {"n": entry.count}),
    }


def _picture(picture: Picture) -> Plain:
    return {"kind": picture.kind, **_plain(picture)}
