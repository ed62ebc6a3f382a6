"""What a map tells its layers."""

import folium
import pandas as pd

import sitmap
from sitmap.layers.frames import join_frame, lone_frame, make_frame


def _layer(*types):
    return sitmap.Incidents(
        pd.DataFrame(
            {
                "title": ["x"] * len(types),
                "event_type": types,
                "latitude": [42.0] * len(types),
                "longitude": [20.0] * len(types),
            }
        )
    )


def test_a_type_has_one_look_in_all_layers():
    """The second layer's own type gets what the first leaves."""
    one, two = _layer("Flood"), _layer("Fire", "Flood")
    frame = make_frame([one, two, folium.Marker((42, 20))])
    assert frame.beside == (one, two)
    assert set(frame.looks) == {"Flood", "Fire"}
    assert frame.looks["Flood"] != frame.looks["Fire"]


def test_a_layer_in_a_group_joins_with_its_types():
    """One that is told already changes nothing."""
    one, two = _layer("Flood"), _layer("Fire")
    frame = make_frame([one], day="2024-03-05")
    joined = join_frame(frame, two)
    assert joined.beside == (one, two)
    assert (joined.day, set(joined.looks)) == (
        "2024-03-05",
        {"Flood", "Fire"},
    )
    assert join_frame(joined, two) is joined


def test_a_layer_alone_or_on_a_plain_map_has_a_frame():
    """Of its neighbours there, in English and of the world."""
    alone = _layer("Flood")
    assert lone_frame(alone).beside == (alone,)
    plain = folium.Map()
    one, two = _layer("Flood").add_to(plain), _layer("Fire").add_to(plain)
    assert lone_frame(two).beside == (one, two)
    assert lone_frame(one).words.lang == "en"
