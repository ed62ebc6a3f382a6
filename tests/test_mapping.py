"""`sitmap.Map`: a folium map whose page holds everything, the same bytes every time, and no text that runs."""

import io
import json
import re
import warnings

import folium
import folium.plugins
import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point

import sitmap
from sitmap.errors import AssetWarning, DataWarning, InputError, OutputError
from sitmap.layers.element import read_asset
from sitmap.map_options import PAGE_LANGUAGES
from sitmap.notes import KOSOVO_NOTE, kosovo_note


def table(**columns):
    """Two incidents, in Zvečan and in Brussels, with what else is given."""
    given = {
        name: pd.Series(values, dtype=object)
        for name, values in columns.items()
    }
    frame = pd.DataFrame(
        {
            "title": ["one", "two"],
            "date_start": ["2022-07-31", "2022-08-17"],
            **given,
        }
    )
    return gpd.GeoDataFrame(
        frame,
        geometry=[Point(20.84, 42.9075), Point(4.349, 50.85)],
        crs=4326,
    )


def page(one):
    return one.get_root().render()


def test_a_map_is_a_folium_map():
    """Whatever works on a folium map works on this one."""
    made = sitmap.Map(table())
    assert isinstance(made, folium.Map)
    assert folium.LayerControl().add_to(made)._parent is made


def test_the_page_links_to_nothing():
    """No script, style, picture or font is loaded from anywhere."""
    text = page(sitmap.Map(table(), title="Two"))
    assert (
        re.findall(
            r"""<(?:script|link|img|iframe)[^>]*\s(?:src|href)=["']?([^"'> ]+)""",
            text,
        )
        == []
    )
    assert "@import" not in text
    assert re.findall(r"url\((?!['\"]?(?:data:|#))[^)]*\)", text) == []


def test_two_saves_are_the_same_bytes(tmp_path):
    """The same input gives the same file, in one process and in two maps."""
    one, two = tmp_path / "one.html", tmp_path / "two.html"
    made = sitmap.Map(table(), title="Two")
    made.save(one)
    made.save(two)
    again = io.BytesIO()
    sitmap.Map(table(), title="Two").save(again, close_file=False)
    assert one.read_bytes() == two.read_bytes() == again.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7 * 7 }} {% for x in y %}",
        "{# never closed",
        "`${alert(1)}` \\",
        "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<!-- --><![CDATA[",
        "\u2028\u2029\x00\ud800",
    ],
)
def test_text_reaches_the_page_as_inert_data(text):
    """Templates, scripts and markup in any field are carried, never executed or left raw in the page."""
    incidents = table(
        notes=[text, text],
        actor1=[text, None],
        source_url=["javascript:alert(1)", None],
    )
    with pytest.warns(DataWarning, match="is no address"):
        made = sitmap.Map(
            incidents, title=text, subtitle=text, sources=[text]
        )
    html = page(made)
    outside = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    assert "<img" not in outside
    assert "alert(1)</script>" not in html
    assert html.count("<script") == page(
        sitmap.Map(table(), title="a", subtitle="b", sources=["c"])
    ).count("<script")


def test_only_the_static_scripts_may_run():
    """The policy names scripts by hash, and is the same whatever the data is."""
    policies = {
        re.search(
            r'Content-Security-Policy" content="([^"]+)"',
            page(sitmap.Map(table(notes=[note, ""]))),
        ).group(1)
        for note in ("a", "</script><script>alert(1)</script>")
    }
    assert len(policies) == 1
    policy = policies.pop()
    assert "connect-src 'none'" in policy
    assert "'unsafe-inline'" not in policy.split("style-src")[0]


def test_stock_elements_are_inlined_where_held_and_named_where_not():
    """A user's marker brings its scripts.

    What the package holds is inlined, the rest is named in a warning.
    """
    made = sitmap.Map(table())
    folium.Marker((42.9, 20.8)).add_to(made)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        html = page(made)
    assert "map_sitmap" in html
    folium.plugins.HeatMap([(42.9, 20.8)]).add_to(made)
    with pytest.warns(AssetWarning, match="leaflet_heat"):
        page(made)


def test_layers_work_on_a_plain_folium_map():
    """Our layers on folium's own map: data, bundle and one call each."""
    plain = folium.Map(tiles=None)
    sitmap.Basemap(labels=0).add_to(plain)
    layer = sitmap.Incidents(table()).add_to(plain)
    html = plain.get_root().render()
    assert f'sitmap.layer("{layer.get_name()}")' in html
    assert html.count("var sitmap=") == 1


def test_the_status_note_stands_where_kosovo_is_shown():
    """A map that shows Kosovo carries the UNSCR 1244 note; one of Kyiv's surroundings doesn't."""
    assert KOSOVO_NOTE in sitmap.Map(table()).settings()["notes"]
    kyiv = gpd.GeoDataFrame(
        {"title": ["a"]}, geometry=[Point(30.52, 50.45)], crs=4326
    )
    assert sitmap.Map(kyiv).settings()["notes"] == []
    assert sitmap.Map(table(), note=None).settings()["notes"] == []
    assert sitmap.Map(table(), note="Ours").settings()["notes"] == ["Ours"]
    assert (
        "1244 (1999) des Sicherheitsrates"
        in sitmap.Map(table(), lang="de").settings()["notes"][0]
    )


def test_the_date_is_the_last_incident_unless_given():
    """Presence is shown for the last day that the table knows, or for the day asked for."""
    assert sitmap.Map(table()).date == "2022-08-17"
    assert sitmap.Map(table(), date="2022-08-01").date == "2022-08-01"
    with pytest.raises(InputError, match="2022-08-17"):
        sitmap.Map(table(), date="August")


def test_sources_come_from_the_table_most_used_first():
    """Names of sources, or hosts of links; links that are no http are no source."""
    urls = ["https://www.example.org/a", "https://example.org/b"]
    assert sitmap.Map(table(source_url=urls)).settings()["sources"] == [
        {"text": "example.org", "url": None}
    ]
    with pytest.warns(DataWarning, match="is no address"):
        made = sitmap.Map(table(source_url=["javascript:x", None]))
    assert made.settings()["sources"] == []


def test_left_off_rows_are_counted_and_reasoned():
    """What isn't drawn is listed with its reason, and can be drawn when asked for."""
    incidents = table(status=["reported", "planned"])
    assert sitmap.Map(incidents).left_off["what"].to_list() == ["two"]
    assert sitmap.Map(incidents, show_statuses={"planned"}).left_off.empty


def test_an_empty_table_makes_a_map():
    """No incidents is a valid, empty map of the world."""
    html = page(
        sitmap.Map(pd.DataFrame({"title": []}), title="Nothing yet")
    )
    assert "Nothing yet" in html


def test_tiles_are_an_option_and_named_in_the_policy():
    """A tile service may be asked for; then, and only then, its host may be loaded from."""
    html = page(sitmap.Map(table(), tiles="OpenStreetMap.Mapnik"))
    assert "https://tile.openstreetmap.org" in re.search(
        r"img-src ([^;]+)", html
    ).group(1)
    with pytest.raises(InputError, match="no provider is called"):
        sitmap.Map(table(), tiles="Nobody.Knows")


def test_wrong_arguments_are_told():
    """A file that isn't there, or an option that doesn't exist, is an error and no empty map."""
    with pytest.raises(InputError, match=r"table\.csv: no such file"):
        sitmap.Map("table.csv")
    with pytest.raises(
        InputError, match="a table or the path of a file is needed, not int"
    ):
        sitmap.Map(7)
    with pytest.raises(TypeError, match="colour"):
        sitmap.Map(table(), colour="red")


def test_saving_where_it_cannot_be(tmp_path):
    """A folder and a missing parent are told; the old file stays until the new one is whole."""
    made = sitmap.Map(table())
    with pytest.raises(OutputError, match="is a folder"):
        made.save(tmp_path)
    with pytest.raises(OutputError, match="doesn't exist"):
        made.save(tmp_path / "no" / "map.html")


def test_the_notebook_shows_a_titled_iframe():
    """Jupyter gets the page in an iframe that a screen reader can name."""
    html = sitmap.Map(table(), title='Say "hi"')._repr_html_()
    assert html.count('<iframe title="Say &quot;hi&quot;" srcdoc="') == 1


def test_points_that_are_no_place_are_left_off():
    """Off the Earth, at (0, 0), not finite.

    Listed with the reason, never drawn, and the view doesn't go there.
    """
    points = [
        Point(20.84, 42.9),
        Point(20, 142),
        Point(0, 0),
        Point(float("inf"), 20),
    ]
    frame = gpd.GeoDataFrame(
        {"title": ["good", "far", "null", "infinite"]},
        geometry=points,
        crs=4326,
    )
    made = sitmap.Map(frame)
    assert made.left_off["what"].to_list() == ["far", "null", "infinite"]
    assert "no place on the Earth" in made.left_off["why"].iloc[0]
    (south, _), (north, _) = made.settings()["bounds"]
    assert 42 < south < north < 44


def test_outlines_are_areas_and_plain_columns_are_drawn():
    """Outlines belong to areas=, never to one dot; longitude and latitude are enough."""
    square = gpd.GeoDataFrame(
        {"title": ["a"]}, geometry=[Point(20.8, 42.9).buffer(0.1)], crs=4326
    )
    with pytest.raises(InputError, match="--areas"):
        sitmap.Map(square)
    plain = pd.DataFrame(
        {"title": ["a"], "longitude": [20.8], "latitude": [42.9]}
    )
    assert sitmap.Map(plain).left_off.empty


def test_tables_put_together_keep_every_row():
    """Two tables with the same row labels: nothing is dropped with a namesake."""
    both = pd.concat([table(status=["reported", "planned"]), table()])
    made = sitmap.Map(both)
    assert len(made.incidents[0].drawn) == 3
    assert len(made.left_off) == 1


def test_a_layers_name_is_text():
    """Leaflet's layer control writes names as HTML, so they reach it escaped, and our own legend as they are."""
    layer = sitmap.Incidents(table(), name="<img src=x onerror=alert(1)>")
    assert "<" not in layer.layer_name
    made = sitmap.Map(layer)
    folium.LayerControl().add_to(made)
    assert "<img" not in page(made)


def test_what_a_user_adds_to_the_figure_stays():
    """Elements in head, body and script survive one rendering after the other."""
    made = sitmap.Map(table())
    root = made.get_root()
    root.header.add_child(folium.Element("<meta name='mine'>"))
    root.html.add_child(folium.Element("<p>mine</p>"))
    root.script.add_child(folium.Element("console.log('mine');"))
    for _ in range(2):
        html = page(made)
        assert (
            html.count("<meta name='mine'>")
            == html.count("<p>mine</p>")
            == html.count("console.log('mine');")
            == 1
        )


def test_a_layer_in_a_feature_group_is_drawn_with_the_group():
    """The group decides when it shows; the layer is made all the same."""
    made = sitmap.Map(pd.DataFrame({"title": []}))
    group = folium.FeatureGroup("Both").add_to(made)
    layer = sitmap.Incidents(table()).add_to(group)
    html = page(made)
    assert f"{layer.get_name()}.addTo({group.get_name()});" in html
    assert 'data-map="map_sitmap" data-layer="' + layer.get_name() in html


def test_a_tile_layer_of_the_users_is_named_in_a_warning():
    """Tiles are asked for when the page opens, so the page isn't self-contained."""
    made = sitmap.Map(table())
    folium.TileLayer("OpenStreetMap").add_to(made)
    with pytest.warns(AssetWarning, match="openstreetmap"):
        page(made)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"lang": 'en"><script>'}, "no language"),
        ({"names": "foo"}, "choose one of auto"),
        ({"show_statuses": {"foo"}}, "'foo' is no status"),
        ({"date": 20220817}, "no day"),
        ({"date": pd.NaT}, "no day"),
    ],
)
def test_options_that_are_none_are_told(options, told):
    """Each wrong option is one line with the choices."""
    with pytest.raises(InputError, match=told):
        sitmap.Map(table(), **options)


def test_one_status_may_be_given_as_a_word():
    """show_statuses="planned" means planned."""
    assert sitmap.Map(
        table(status=["reported", "planned"]), show_statuses="planned"
    ).left_off.empty


def test_a_notebook_gets_the_page_and_a_picture():
    """HTML where it lives, a PNG for print; the picture needs matplotlib."""
    pytest.importorskip("matplotlib")
    import base64

    shown = sitmap.Map(table(), title="Two")._repr_mimebundle_()
    assert shown["text/html"].count("<iframe ") == 1
    assert base64.b64decode(shown["image/png"]).startswith(b"\x89PNG")
    assert shown["text/plain"] == "sitmap.Map: Two"


def test_a_site_without_a_point_is_told_with_what_is_not_on_the_map(
    tmp_path,
):
    """The page's list of what isn't drawn holds sites of a mission as it holds incidents."""
    path = tmp_path / "sites.csv"
    path.write_text(
        "site_id,name,lat,lon\nA,Camp,42.6,21.1\nB,Old camp,,\n"
    )
    made = sitmap.Map(table(), presence=sitmap.read_presence(path))
    assert [row["what"] for row in made.settings()["left_off"]] == [
        "Old camp"
    ]
    assert made.settings()["left_off"][0]["why"]


def test_the_day_stands_under_the_title_where_presence_depends_on_it(root):
    """Incidents have days of their own; a situation is as of a day, theirs by default."""
    sites = sitmap.read_presence(root / "data/presence/kfor-sites.csv")
    assert sitmap.Map(table()).settings()["date"] is None
    assert (
        sitmap.Map(table(), date="2022-08-20").settings()["date"]
        == "2022-08-20"
    )
    assert (
        sitmap.Map(table(), presence=sites).settings()["date"]
        == "2022-08-17"
    )


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("de", "Legende"),
        ("de-AT", "Legende"),
        ("fr", "Légende"),
        ("uk", "Умовні позначення"),
        ("ar", "مفتاح الخريطة"),
        ("sq", None),
        ("sr-Cyrl", None),
    ],
)
def test_a_translated_map_brings_its_words(lang, word):
    """English is in the page's script.

    The words of another language come with the map, one language only.
    """
    words = sitmap.Map(table(), lang=lang).settings()["strings"]
    assert words["key"] == word or word is None
    assert "strings" not in sitmap.Map(table(), lang="en").settings()


@pytest.mark.parametrize("lang", ["ka", "xx", "zz-Latn"])
def test_a_language_without_words_is_named_with_those_that_have_them(lang):
    """A map in a language that the page can't say isn't one in English."""
    with pytest.raises(
        sitmap.InputError,
        match="ar, de, en, es, fr, ru, sq, sr, sr-Cyrl, tr, uk",
    ):
        sitmap.Map(table(), lang=lang)


def test_the_languages_that_are_offered_are_those_with_words():
    """The list that an error names is the page's own."""
    spoken = set(json.loads(read_asset("paper-words.json"))) | {"sr-Cyrl"}
    assert set(PAGE_LANGUAGES) == spoken


@pytest.mark.parametrize(
    "lang", [lang for lang in PAGE_LANGUAGES if lang != "en"]
)
def test_the_status_note_is_in_the_language_of_the_page(lang):
    """No language of the page has Kosovo's note in English."""
    assert kosovo_note(lang) != KOSOVO_NOTE
    assert "1244 (1999)" in kosovo_note(lang)
