"""Labels of places and countries follow the language of the map."""

from __future__ import annotations

import gzip
import json
from datetime import date

import geopandas as gpd
import pytest
from shapely import Point

from sitmap import Map
from sitmap.gazetteer import embedded_index
from sitmap.layers.basemap import Basemap
from sitmap.layers.labels import find_labels
from sitmap.layers.place_names import name_in
from sitmap.outlines import load_outlines


@pytest.mark.parametrize(
    ("name", "country", "language", "told"),
    [
        ("vienna", "AT", "de", "Wien"),
        ("vienna", "AT", "sr", "Beč"),
        ("kyiv", "UA", "de", "Kiew"),
        ("kyiv", "UA", "uk", "Київ"),
        ("kyiv", "UA", "ru", "Киев"),
        ("kramatorsk", "UA", "uk", "Краматорськ"),
        ("kharkiv", "UA", "de", "Charkiw"),
        ("kharkiv", "UA", "tr", "Harkiv"),
        ("belgorod", "RU", "ru", "Белгород"),
        ("novi sad", "RS", "sr-Cyrl", "Нови Сад"),
        ("pristina", "XK", "sq", "Prishtinë"),
        ("pristina", "XK", "sr-Cyrl", "Приштина"),
        ("damascus", "SY", "ar", "دمشق"),
        ("damascus", "SY", "fr", "Damas"),
        ("jenin", "PS", "ar", "جنين"),
        ("goma", "CD", "de", ""),
    ],
)
def test_what_a_town_is_called(name, country, language, told):
    assert (
        name_in(embedded_index().exact(name, {country})[0], language)
        == told
    )


@pytest.mark.parametrize(
    ("code", "language", "told"),
    [
        ("RS", "de", "Serbien"),
        ("UA", "tr", "Ukrayna"),
        ("XK", "sq", "Kosovë"),
        ("AT", "ar", "النمسا"),
    ],
)
def test_what_a_country_is_called(code, language, told):
    country = embedded_index().by_id(f"country:{code}")
    assert country is not None
    assert name_in(country, language) == told


def _labels(names: str) -> dict[str, dict[str, str]]:
    box = (19.0, 41.8, 23.0, 46.0)
    countries = load_outlines().countries_at(box, 0.01)
    return {
        each["t"]: each["n"]
        for each in find_labels(box, box, countries, limit=60, names=names)
    }


def test_labels_are_in_the_language_of_the_map():
    told = _labels("de")
    assert (told["Serbia"], told["Belgrade"]) == (
        {"de": "Serbien"},
        {"de": "Belgrad"},
    )


def test_the_usual_names_take_no_side():
    assert set(map(str, _labels("en").values())) == {"{}"}


def _map(**options: str) -> Map:
    rows = {"title": ["x"], "date_start": [date(2024, 1, 1)]}
    table = gpd.GeoDataFrame(rows, geometry=[Point(20.46, 44.8)], crs=4326)
    return Map(table, **options)


def test_names_follow_lang_unless_they_are_said():
    assert (
        _map(lang="de").names,
        _map().names,
        _map(lang="de", names="sq").names,
    ) == (
        "de",
        "en",
        "sq",
    )


def test_the_page_carries_the_names_of_its_language():
    drawn = _map(lang="de")
    basemap = next(
        each
        for each in drawn._children.values()
        if isinstance(each, Basemap)
    )
    labels = json.loads(gzip.decompress(basemap.blobs()["core"]))["labels"]
    written = {each["t"]: each.get("s", each["t"]) for each in labels}
    assert (written["Belgrade"], written["Serbia"]) == (
        "Belgrad",
        "Serbien",
    )
    assert {key for each in labels for key in each} <= {
        "t",
        "s",
        "x",
        "y",
        "r",
        "k",
        "z",
    }
