"""The gallery and other pages as a reader sees them.

No request, no complaint, every row accounted for.
"""

import folium
import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point

import sitmap
from sitmap.errors import DataWarning
from tests.browser.conftest import DESKTOP, PHONE, pause
from tests.gallery import GALLERY


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", GALLERY)
def test_gallery_pages_open_with_the_network_off(
    name, size, tmp_path, open_page
):
    """No request leaves the page, nothing is complained of, and the reader's count is the rows with a place."""
    made = GALLERY[name]()
    path = made.save(tmp_path / "map.html")
    opened = open_page(path, size=size)
    drawn = sum(len(layer.drawn) for layer in made.incidents)
    assert opened.requests == []
    assert opened.errors == []
    assert opened.state()["visible"] == drawn
    assert str(drawn) in opened.page.locator("body").inner_text()


def test_the_page_has_a_language_and_a_title(tmp_path, open_page):
    """Browsers, screen readers and tabs know what the page is."""
    opened = open_page(
        GALLERY["north-kosovo"]().save(tmp_path / "map.html")
    )
    assert (
        opened.page.title() == "North Kosovo: incidents and KFOR presence"
    )
    assert opened.page.locator("html").get_attribute("lang") == "en"


def test_rows_left_off_are_listed_in_the_page(tmp_path, open_page):
    """What isn't drawn can be read in the page, with its reason."""
    path = tmp_path / "table.csv"
    path.write_text(
        "place,lat,lon,event\nZvečan,42.9,20.84,Drawn\nNowhere,142,20,Off the earth\n"
    )
    with pytest.warns(sitmap.DataWarning):
        incidents = sitmap.read(path)
    opened = open_page(
        sitmap.Map(incidents, title="Two").save(tmp_path / "map.html")
    )
    assert opened.state()["visible"] == 1
    opened.page.get_by_role("button", name="Not on the map (1)").click()
    text = opened.page.locator("body").inner_text()
    assert "Off the earth" in text
    assert "latitude '142' is not between -90 and 90" in text


def test_a_page_of_plans_alone_says_where_they_are(tmp_path, open_page):
    """It opens at their places, and its empty list leads to them with their rows in the file."""
    path = tmp_path / "plans.csv"
    path.write_text(
        "title,lat,lon,status\nMarch,42.9,20.84,planned\n", "utf-8"
    )
    opened = open_page(
        sitmap.Map(sitmap.read(path)).save(tmp_path / "map.html"),
        size=(1280, 800),
    )
    middle = opened.page.evaluate(
        "map_sitmap.getBounds().contains([42.9, 20.84])"
    )
    assert middle
    assert opened.page.evaluate("map_sitmap.getZoom()") > 6
    listed = opened.page.locator(".sitmap-nothing:visible button")
    assert listed.inner_text() == "Not on the map (1)"
    listed.click()
    assert "row 2" in opened.page.locator("body").inner_text()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_status_note_and_the_sources_are_in_sight(
    size, tmp_path, open_page
):
    """The whole note stands on the opened page; on a phone one line leads to the sources."""
    opened = open_page(
        GALLERY["north-kosovo"]().save(tmp_path / "map.html"), size=size
    )
    note = opened.page.locator(".sitmap-statusnote")
    assert "1244" in note.inner_text()
    assert note.evaluate(
        "p => p.scrollWidth <= p.clientWidth && p.scrollHeight <= p.clientHeight + 1"
    )
    box = note.bounding_box()
    assert box["y"] + box["height"] <= size[1]
    if size == PHONE:
        opened.page.get_by_role("button", name="Sources:").click()
        assert opened.page.locator("#sitmap-tab-about").is_visible()
    else:
        assert opened.page.locator(".sitmap-sources").is_visible()


def test_two_saves_are_the_same_bytes(tmp_path):
    """The same input gives the same page, presence, basemap and all."""
    for name, draw in GALLERY.items():
        first, second = (
            draw().save(tmp_path / f"{name}-{turn}.html").read_bytes()
            for turn in "ab"
        )
        assert first == second


def test_columns_of_the_table_may_be_called_like_ours(tmp_path, open_page):
    """An "end", a "day" or a "row" of the user's own is listed in the card and breaks nothing."""
    own = {
        "end": "goal",
        "day": "Monday",
        "lat_": 1,
        "row": 7,
        "extra": "spare",
        "x": 5,
        "length": "long",
        "area": "9",
    }
    frame = gpd.GeoDataFrame(
        {
            "title": ["Clash"],
            "date_start": ["2022-07-31"],
            **{name: [value] for name, value in own.items()},
        },
        geometry=[Point(20.84, 42.9)],
        crs=4326,
    )
    opened = open_page(
        sitmap.Map(frame, title="Own", basemap=False).save(
            tmp_path / "map.html"
        )
    )
    opened.page.evaluate("incidents_1.openRows([0])")
    pause(opened.page, 250)
    card = opened.page.locator(".sitmap-card")
    assert "31 July 2022" in card.inner_text()
    assert "42.9, 20.84" in card.inner_text()
    card.locator("summary", has_text="More from the table").click()
    names, values = (
        card.locator(f"details {tag}").all_inner_texts()
        for tag in ("dt", "dd")
    )
    told = dict(zip(names, values, strict=True))
    assert told == {name: str(value) for name, value in own.items()}


def test_a_language_that_the_page_lacks_is_english(tmp_path, open_page):
    """Even a broken tag leaves a page that works."""
    path = sitmap.Map(
        sitmap.geocode(["Mitrovica"]), title="One", basemap=False
    ).save(tmp_path / "map.html")
    path.write_text(
        path.read_text("utf-8").replace(
            '"lang":"en"', '"lang":"xx_not a tag"'
        ),
        "utf-8",
    )
    opened = open_page(path)
    assert opened.errors == []
    assert "1 incident" in opened.page.locator(".sitmap-tally").inner_text()


def test_a_strength_without_a_number_is_not_shown(tmp_path, open_page):
    """No "null troops"; the figure before it stands."""
    sites = gpd.GeoDataFrame(
        {"name": ["Camp"], "lead_nation": ["Italy"]},
        geometry=[Point(20.8, 42.9)],
        crs=4326,
    )
    strength = pd.DataFrame(
        {
            "as_of": ["2020", "2022"],
            "nation": ["Italy", "Italy"],
            "troops": [542, None],
            "source": ["NATO", "NATO"],
        }
    )
    made = sitmap.Map(
        presence=sites,
        strength=strength,
        date="2023-01-01",
        title="Camp",
        basemap=False,
    )
    opened = open_page(made.save(tmp_path / "map.html"))
    opened.page.evaluate(
        "presence_1.host.card.open([{ layer: presence_1, row: 0 }])"
    )
    pause(opened.page, 200)
    text = opened.page.locator(".sitmap-card").inner_text()
    assert "542" in text
    assert "null" not in text
    assert "NaN" not in text


def test_what_controls_leaves_out_is_not_there(tmp_path, open_page):
    """`controls` chooses the parts of the page."""
    path = sitmap.Map(
        sitmap.geocode(["Mitrovica"]), title="One", basemap=False
    ).save(tmp_path / "map.html")
    path.write_text(
        path.read_text("utf-8").replace(
            '"lang":"en"', '"lang":"en","controls":["list"]'
        ),
        "utf-8",
    )
    page = open_page(path).page
    assert page.locator(".sitmap-list").is_visible()
    assert (
        page.locator(
            ".sitmap-download, .sitmap-key, .sitmap-tab-filters"
        ).count()
        == 0
    )


def click_at(opened, latitude, longitude):
    """Click the map at a place."""
    x, y = opened.page.evaluate(
        "spot => { const m = map_sitmap, p = m.latLngToContainerPoint(spot),"
        " r = m.getContainer().getBoundingClientRect(); return [r.left + p.x, r.top + p.y]; }",
        [latitude, longitude],
    )
    opened.page.mouse.click(x, y)


def test_every_incident_of_a_stack_can_be_reached(tmp_path, open_page):
    """Three incidents on one point: the card counts them and steps through all."""
    frame = gpd.GeoDataFrame(
        {
            "title": ["first", "second", "third"],
            "date_start": ["2022-01-01", "2022-01-02", "2022-01-03"],
        },
        geometry=[Point(20.84, 42.9)] * 3,
        crs=4326,
    )
    opened = open_page(
        sitmap.Map(frame, title="Stack").save(tmp_path / "map.html")
    )
    click_at(opened, 42.9, 20.84)
    seen = set()
    for _ in range(3):
        pause(opened.page, 150)
        heading = opened.page.locator("h2, h3").all_inner_texts()
        seen |= {
            title
            for title in ("first", "second", "third")
            if any(title in text for text in heading)
        }
        opened.page.get_by_role("button", name="Next").first.click()
    assert seen == {"first", "second", "third"}


def test_layers_draw_on_a_plain_folium_map(tmp_path, open_page):
    """On folium's own map (its links cut off, Leaflet put in by hand) our layers draw and count."""
    plain = folium.Map(tiles=None, location=(42.9, 20.8), zoom_start=9)
    frame = gpd.GeoDataFrame(
        {"title": ["a", "b"]},
        geometry=[Point(20.84, 42.9), Point(20.7, 42.8)],
        crs=4326,
    )
    layer = sitmap.Incidents(frame).add_to(plain)
    html = plain.get_root().render()
    from sitmap.layers.element import read_asset

    head, rest = html.split("<head>", 1)
    leaflet = f"<style>{read_asset('leaflet.css')}</style><script>{read_asset('leaflet.js')}</script>"
    path = tmp_path / "plain.html"
    path.write_text(f"{head}<head>{leaflet}{rest}", "utf-8")
    opened = open_page(path)
    complaints = [
        error
        for error in opened.errors
        if "ERR_FAILED" not in error and "net::" not in error
    ]
    assert complaints == []
    assert opened.page.evaluate(f"{layer.get_name()} instanceof L.Layer")


def test_a_plain_folium_map_credits_the_data_and_shows_notes_as_text(
    tmp_path, open_page
):
    """GeoNames and Natural Earth for the basemap, GeoNames for what it located.

    A note never becomes markup.
    """
    from sitmap.layers.element import read_asset

    plain = folium.Map(tiles=None, location=(42.9, 20.8), zoom_start=9)
    basemap = sitmap.Basemap().add_to(plain)
    found = sitmap.Incidents(sitmap.geocode(["Mitrovica"])).add_to(plain)
    given = gpd.GeoDataFrame(
        {"title": ["a"]}, geometry=[Point(20.84, 42.9)], crs=4326
    )
    own = sitmap.Incidents(given).add_to(plain)
    html = plain.get_root().render()
    leaflet = f"<style>{read_asset('leaflet.css')}</style><script>{read_asset('leaflet.js')}</script>"
    head, rest = html.split("<head>", 1)
    path = tmp_path / "plain.html"
    path.write_text(f"{head}<head>{leaflet}{rest}", "utf-8")
    page = open_page(path).page
    text = page.locator(".leaflet-control-attribution").inner_text()
    assert text.count("GeoNames CC BY 4.0") >= 1
    assert "Natural Earth" in text
    size = "getComputedStyle(document.querySelector('.leaflet-control-attribution')).fontSize"
    assert (
        page.evaluate(size) == "11px"
    )  # folium's 16 would lay the status note over the map
    note = "<img src=x onerror=window.ran=1>"
    told = page.evaluate(
        "([layer, note]) => { layer = window[layer]; layer.settings.notes = [note]; layer.remove();"
        " const map = Object.values(window).find((one) => one instanceof L.Map); layer.addTo(map);"
        " return map.attributionControl.getContainer().textContent; }",
        [basemap.get_name(), note],
    )
    assert note in told
    assert page.evaluate("window.ran") is None
    ask = "(id) => window[id].getAttribution()"
    assert "GeoNames" in page.evaluate(ask, found.get_name())
    assert page.evaluate(ask, own.get_name()) is None


def test_a_users_own_marker_sits_on_the_map(tmp_path, open_page):
    """Anything of folium's can be added.

    A plain marker and a popup need nothing from the network.
    """
    made = sitmap.Map(
        pd.DataFrame({"title": []}),
        title="Mine",
        location=(42.9, 20.8),
        zoom_start=9,
    )
    folium.Marker((42.9, 20.8), popup="Mine").add_to(made)
    opened = open_page(made.save(tmp_path / "map.html"))
    assert opened.requests == []
    assert opened.errors == []
    opened.page.locator(".leaflet-marker-icon").click()
    assert opened.page.locator(".leaflet-popup").is_visible()


def test_links_are_http_only_and_open_apart(tmp_path, open_page):
    """A source link opens in its own tab without handing anything over.

    A javascript link is no link.
    """
    frame = gpd.GeoDataFrame(
        {
            "title": ["good", "bad"],
            "source_url": ["https://example.org/a", "javascript:alert(1)"],
        },
        geometry=[Point(20.84, 42.9), Point(20.84, 42.9)],
        crs=4326,
    )
    with pytest.warns(DataWarning, match="is no address"):
        made = sitmap.Map(frame, title="Links")
    opened = open_page(made.save(tmp_path / "map.html"))
    click_at(opened, 42.9, 20.84)
    hrefs = set()
    for _ in range(2):
        pause(opened.page, 150)
        links = opened.page.locator("a[target=_blank]")
        for link in links.all():
            hrefs.add(link.get_attribute("href"))
            assert link.get_attribute("rel") == "noopener noreferrer"
        opened.page.get_by_role("button", name="Next").first.click()
    assert "https://example.org/a" in hrefs
    assert all(href.startswith("http") for href in hrefs)


def test_the_browsers_timeline_tells_when_the_map_answers(
    tmp_path, open_page
):
    """Whoever measures a page finds one mark in it, no later than the page is read and drawn."""
    opened = open_page(
        GALLERY["north-kosovo"]().save(tmp_path / "map.html")
    )
    marks = opened.page.evaluate(
        "() => performance.getEntriesByName('sitmap:ready').map((mark) => mark.startTime)"
    )
    assert len(marks) == 1
    assert 0 < marks[0] <= opened.page.evaluate("() => performance.now()")


def test_the_words_for_a_page_that_is_not_drawn_go_when_it_is(
    tmp_path, open_page
):
    """They are for who has no JavaScript, an old browser, or half of the file."""
    path = sitmap.Map(title="x").save(tmp_path / "map.html")
    shown = "getComputedStyle(document.querySelector('.sitmap-undrawn')).display"
    assert open_page(path).page.evaluate(shown) == "none"
