"""The key of what a map stands on: roads by class, railways, borders, signs of facilities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from sitmap.ground.kinds import BY_NAME, KINDS
from sitmap.layers.content import GroundPicture, KeyEntry, KeyGroup

if TYPE_CHECKING:
    from sitmap.ground.features import Features
    from sitmap.layers.words import Words

_ROWS: Final = (
    ("ground_motorway", ("motorway", "trunk")),
    ("ground_primary", ("primary",)),
    ("ground_secondary", ("secondary",)),
    ("ground_street", ("street", "tertiary")),
    ("ground_track", ("track", "path")),
    ("ground_rail", ("rail",)),
    ("ground_border", ("border",)),
    ("ground_district", ("district", "municipality")),
    ("ground_builtup", ("builtup",)),
    ("ground_forest", ("forest",)),
    ("ground_industrial", ("industrial",)),
    ("ground_military", ("military",)),
    ("ground_airport", ("airport",)),
    ("ground_crossing", ("crossing",)),
    ("ground_power_plant", ("power_plant",)),
    ("ground_hospital", ("hospital",)),
    ("ground_police", ("police",)),
    ("ground_fire_station", ("fire_station",)),
    ("ground_station", ("station",)),
    ("ground_bridge", ("bridge",)),
    ("ground_peak", ("peak",)),
)
"""A row's words, and its kinds: the first that a map has is its picture."""


def make_ground_key(ground: Features, words: Words) -> tuple[KeyGroup, ...]:
    """Say what a ground's lines, areas and signs mean: those that it has, and no other.

    Parameters
    ----------
    ground
        What is in the page.
    words
        The map's.
    """
    has = {KINDS[kind].name for kind in np.unique(ground.kinds).tolist()}
    entries = []
    for key, kinds in _ROWS:
        shown = [name for name in kinds if name in has]
        if shown:
            zoom = min(KINDS[BY_NAME[name]].zoom for name in shown)
            entries.append(
                KeyEntry(words.say(key), GroundPicture(shown[0], zoom))
            )
    head = words.say("ground")
    return (
        (KeyGroup(head, tuple(entries), is_folded=True),) if entries else ()
    )
