"""Which kind a feature is, by its tags."""

import numpy as np
import pandas as pd
import pytest

from sitmap.ground.features import Text
from sitmap.ground.kinds import KINDS
from sitmap.ground.tags import (
    NO_KIND,
    find_facilities,
    find_kinds,
    find_texts,
)


def _columns(tags):
    return {key: pd.Series([value]) for key, value in tags.items()}


def _name(kinds):
    (number,) = kinds.tolist()
    return None if number == NO_KIND else KINDS[number].name


@pytest.mark.parametrize(
    ("layer", "tags", "kind"),
    [
        ("lines", {"highway": "motorway"}, "motorway"),
        ("lines", {"highway": "trunk_link"}, "trunk"),
        ("lines", {"highway": "footway"}, "path"),
        ("lines", {"highway": "proposed"}, None),
        ("lines", {"highway": None, "railway": "rail"}, "rail"),
        ("lines", {}, None),
        ("multipolygons", {"building": "yes"}, "building"),
        ("multipolygons", {"building": "no"}, None),
        (
            "multipolygons",
            {"building": "no", "landuse": "forest"},
            "forest",
        ),
        ("multipolygons", {"landuse": "military"}, "military"),
        ("multipolygons", {"military": "barracks"}, "military"),
        ("multipolygons", {"admin_level": "8"}, None),
        (
            "multipolygons",
            {"admin_level": "8", "boundary": "administrative"},
            "municipality",
        ),
        (
            "multipolygons",
            {"admin_level": "2", "boundary": "maritime"},
            None,
        ),
        ("points", {"place": "town", "amenity": "police"}, "town"),
        ("points", {"barrier": "border_control"}, "crossing"),
    ],
)
def test_a_kind_by_its_tags(layer, tags, kind):
    """What comes first decides; a level is a border's only where the outline is one."""
    assert _name(find_kinds(layer, _columns(tags), 1)) == kind


def test_a_building_may_be_a_facility_too():
    """A hospital is drawn as both."""
    tags = {"building": "yes", "amenity": "hospital"}
    assert _name(find_facilities(_columns(tags), 1)) == "hospital"
    assert _name(find_facilities(_columns({"building": "yes"}), 1)) is None


def _text(**tags):
    told = {key.replace("_", ":", 1): value for key, value in tags.items()}
    (text,) = find_texts(_columns(told), np.array([0]))
    return text


def test_the_english_name_is_shown_and_the_local_one_kept():
    """Where they differ; alike names are kept once."""
    text = _text(name="Mitrovicë", name_en="Mitrovica", name_sq="Mitrovicë")
    assert text == Text(
        "Mitrovica", "", (("sq", "Mitrovicë"), ("local", "Mitrovicë"))
    )
    assert _text(name="Zvečan", name_sr="Zvečan") == Text("Zvečan")


def test_serbian_in_cyrillic_is_told_apart():
    """OpenStreetMap has it under sr, and Latin letters under sr-Latn."""
    columns = _columns(
        {"name": "X", "name:sr": "Митровица", "name:sr-Latn": "Mitrovica"}
    )
    (text,) = find_texts(columns, np.array([0]))
    assert dict(text.names) == {"sr": "Mitrovica", "sr-Cyrl": "Митровица"}


def test_numbers_of_roads_and_heights_of_peaks():
    """Two numbers of one road are parted; a height without its unit, four digits at most."""
    assert _text(ref="M2;E80").ref == "M2 / E80"
    assert _text(name="Gjeravica", ele="2656 m").ref == "2656"


def test_nothing_to_write_is_none():
    """Rows that weren't asked for don't matter."""
    assert _text(name=None) is None
    columns = {"name": pd.Series(["a", None, "c"])}
    texts = find_texts(columns, np.array([2, 1]))
    assert [text and text.name for text in texts] == ["c", None]
