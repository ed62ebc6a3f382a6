"""The map of nearness in the page's languages."""

import json

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner

from sitmap.cli import main
from sitmap.desk.near_words import load_near_words, name_near
from sitmap.errors import InputError
from sitmap.layers.element import read_asset

LANGUAGES = sorted(json.loads(read_asset("paper-words.json")))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_of_the_page_has_them(lang):
    """Numbers are filled in, and four values that can be told apart."""
    words = load_near_words(lang, km=5, sites=14)
    assert "{" not in words.title + words.ring
    assert "5" in words.ring or "٥" in words.ring
    assert len(set(words.codes.values())) == 4
    assert words.near != words.site
    assert (lang == "en") == (words.surely == "surely")


def test_values_and_headings_are_said_in_the_language():
    """The table is another one; what it holds besides stays."""
    table = gpd.GeoDataFrame(
        {
            "near": ["surely", "not"],
            "near_site": ["A", "B"],
            "near_km": [1.0, 9.0],
        },
        geometry=[shapely.Point(20, 42)] * 2,
        crs=4326,
    )
    told = name_near(table, load_near_words("sq", km=5, sites=2))
    assert told["afërsia"].to_list() == ["me siguri", "jo"]
    assert told["vendi më i afërt"].to_list() == ["A", "B"]
    assert told["near_km"].to_list() == [1.0, 9.0]
    assert table["near"].to_list() == ["surely", "not"]


def test_a_map_of_nearness_in_german(tmp_path):
    """Title, rings and values; the written table keeps its own words."""
    (tmp_path / "i.csv").write_text(
        "date,place,lat,lon\n2024-03-05,Peja,42.66,20.29\n"
    )
    pd.DataFrame({"name": ["Camp"], "lat": [42.66], "lon": [20.29]}).to_csv(
        tmp_path / "s.csv", index=False
    )
    given = [
        "near",
        "i.csv",
        "--sites",
        "s.csv",
        "--within",
        "5",
        "--lang",
        "de",
    ]
    paths = [
        str(tmp_path / name)
        for name in ("i.csv", "s.csv", "o.html", "o.csv")
    ]
    given[1], given[3] = paths[0], paths[1]
    result = CliRunner().invoke(
        main, [*given, "-o", paths[2], "-o", paths[3]]
    )
    assert result.exit_code == 0, result.output
    page = (tmp_path / "o.html").read_text(encoding="utf-8")
    assert "Höchstens 5 km von 1 Standorten" in page
    assert "5 km um jeden Standort" in page
    assert (
        "near"
        in (tmp_path / "o.csv").read_text(encoding="utf-8").splitlines()[0]
    )


def test_a_language_without_words_is_one_line():
    """As everywhere: the known ones are named."""
    with pytest.raises(InputError, match="choose one of"):
        load_near_words("xx", km=5, sites=1)
