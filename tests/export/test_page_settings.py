"""What a map says, as plain values for the page."""

import json

import pandas as pd
import pytest

import sitmap
from sitmap.export.page_settings import map_settings, page_words

TABLE = pd.DataFrame(
    {"title": ["x"], "latitude": [42.9], "longitude": [20.9]}
)


def _settings(**options):
    return map_settings(sitmap.Map(TABLE, **options).content(), "m")


def test_settings_are_plain_and_told_once():
    """JSON holds them as they are; what a map hasn't is not among them."""
    told = _settings(title="T", sources=[("KoSSev", "https://kossev.info")])
    assert json.loads(json.dumps(told))["title"] == "T"
    assert told["sources"] == [
        {"text": "KoSSev", "url": "https://kossev.info"}
    ]
    assert "views" not in told
    assert "reports" not in told
    assert told["tiles"] is None


def test_a_place_to_open_at_replaces_the_bounds():
    """Latitude first, as the page has it; else south-west and north-east."""
    told = _settings(location=[42.5, 20.5], zoom_start=9)
    assert (told["bounds"], told["center"], told["zoom"]) == (
        None,
        [42.5, 20.5],
        9,
    )
    (south, west), (north, east) = _settings()["bounds"]
    assert (south + north) / 2 == pytest.approx(42.9)
    assert (west + east) / 2 == pytest.approx(20.9)


def test_rows_of_incidents_that_are_left_off_stand_with_their_layer():
    """Their number is the map's all the same."""
    table = pd.concat([TABLE, TABLE.assign(latitude=None, longitude=None)])
    told = map_settings(sitmap.Map(table).content(), "m")
    assert told["left_off"] == []
    assert told["n_left_off"] == 1


def test_english_words_are_in_the_script():
    """Other languages bring theirs; Cyrillic is made of Serbian's."""
    assert page_words("en") == {}
    assert page_words("sr-Cyrl") == page_words("sr")
    assert page_words("de")["strings"]
