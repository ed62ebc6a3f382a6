"""The gallery and other pages as a reader sees them: no request, no complaint, every row accounted for."""

import folium
import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point

import sitmap
from tests.browser.conftest import DESKTOP, PHONE
from tests.gallery import GALLERY


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", GALLERY)
def test_gallery_pages_open_with_the_network_off(name, size, tmp_path, open_page):
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
    opened = open_page(GALLERY["north-kosovo"]().save(tmp_path / "map.html"))
    assert opened.page.title() == "North Kosovo: incidents and KFOR presence"
    assert opened.page.locator("html").get_attribute("lang") == "en"


def test_rows_left_off_are_listed_in_the_page(tmp_path, open_page):
    """What isn't drawn can be read in the page, with its reason."""
    path = tmp_path / "table.csv"
    path.write_text("place,lat,lon,event\nZvečan,42.9,20.84,Drawn\nNowhere,142,20,Off the earth\n")
    with pytest.warns(sitmap.DataWarning):
        incidents = sitmap.read(path)
    opened = open_page(sitmap.Map(incidents, title="Two").save(tmp_path / "map.html"))
    assert opened.state()["visible"] == 1
    opened.page.get_by_role("button", name="Not on the map (1)").click()
    text = opened.page.locator("body").inner_text()
    assert "Off the earth" in text
    assert "latitude '142' is not between -90 and 90" in text


def test_every_incident_of_a_stack_can_be_reached(tmp_path, open_page):
    """Three incidents on one point: the card counts them and steps through all."""
    frame = gpd.GeoDataFrame(
        {"title": ["first", "second", "third"], "date_start": ["2022-01-01", "2022-01-02", "2022-01-03"]},
        geometry=[Point(20.84, 42.9)] * 3,
        crs=4326,
    )
    opened = open_page(sitmap.Map(frame, title="Stack").save(tmp_path / "map.html"))
    x, y = opened.page.evaluate(
        "() => { const m = map_sitmap, p = m.latLngToContainerPoint([42.9, 20.84]),"
        " r = m.getContainer().getBoundingClientRect(); return [r.left + p.x, r.top + p.y]; }"
    )
    opened.page.mouse.click(x, y)
    seen = set()
    for _ in range(3):
        opened.page.wait_for_timeout(150)
        heading = opened.page.locator("h2, h3").all_inner_texts()
        seen |= {title for title in ("first", "second", "third") if any(title in text for text in heading)}
        opened.page.get_by_role("button", name="Next").first.click()
    assert seen == {"first", "second", "third"}


def test_layers_draw_on_a_plain_folium_map(tmp_path, open_page):
    """On folium's own map (its links cut off, Leaflet put in by hand) our layers draw and count."""
    plain = folium.Map(tiles=None, location=(42.9, 20.8), zoom_start=9)
    frame = gpd.GeoDataFrame({"title": ["a", "b"]}, geometry=[Point(20.84, 42.9), Point(20.7, 42.8)], crs=4326)
    layer = sitmap.Incidents(frame).add_to(plain)
    html = plain.get_root().render()
    from sitmap.layers.element import read_asset

    head, rest = html.split("<head>", 1)
    leaflet = f"<style>{read_asset('leaflet.css')}</style><script>{read_asset('leaflet.js')}</script>"
    path = tmp_path / "plain.html"
    path.write_text(f"{head}<head>{leaflet}{rest}", "utf-8")
    opened = open_page(path)
    complaints = [error for error in opened.errors if "ERR_FAILED" not in error and "net::" not in error]
    assert complaints == []
    assert opened.page.evaluate(f"{layer.get_name()} instanceof L.Layer")


def test_a_users_own_marker_sits_on_the_map(tmp_path, open_page):
    """Anything of folium's can be added; a plain marker and a popup need nothing from the network."""
    made = sitmap.Map(pd.DataFrame({"title": []}), title="Mine", location=(42.9, 20.8), zoom_start=9)
    folium.Marker((42.9, 20.8), popup="Mine").add_to(made)
    opened = open_page(made.save(tmp_path / "map.html"))
    assert opened.requests == []
    assert opened.errors == []
    opened.page.locator(".leaflet-marker-icon").click()
    assert opened.page.locator(".leaflet-popup").is_visible()


def test_links_are_http_only_and_open_apart(tmp_path, open_page):
    """A source link opens in its own tab without handing anything over; a javascript link is no link."""
    frame = gpd.GeoDataFrame(
        {"title": ["good", "bad"], "source_url": ["https://example.org/a", "javascript:alert(1)"]},
        geometry=[Point(20.84, 42.9), Point(20.84, 42.9)],
        crs=4326,
    )
    opened = open_page(sitmap.Map(frame, title="Links").save(tmp_path / "map.html"))
    x, y = opened.page.evaluate(
        "() => { const m = map_sitmap, p = m.latLngToContainerPoint([42.9, 20.84]),"
        " r = m.getContainer().getBoundingClientRect(); return [r.left + p.x, r.top + p.y]; }"
    )
    opened.page.mouse.click(x, y)
    hrefs = set()
    for _ in range(2):
        opened.page.wait_for_timeout(150)
        links = opened.page.locator("a[target=_blank]")
        for link in links.all():
            hrefs.add(link.get_attribute("href"))
            assert link.get_attribute("rel") == "noopener noreferrer"
        opened.page.get_by_role("button", name="Next").first.click()
    assert "https://example.org/a" in hrefs
    assert all(href.startswith("http") for href in hrefs)
