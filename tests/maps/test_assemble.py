"""From layers and options to what a map says."""

import folium
import pandas as pd
import pytest

import sitmap
from sitmap.layers.content import Credit
from sitmap.maps.assemble import MapOptions, assemble, find_day

PRISTINA = (20.9, 42.4, 21.4, 42.9)
FIJI = (176.0, -20.0, 184.0, -15.0)


def _layer(**columns):
    told = {"title": ["a", "b"], "latitude": [42.6, 42.7]}
    told |= {"longitude": [21.1, 21.2], **columns}
    return sitmap.Incidents(pd.DataFrame(told))


def test_a_title_is_the_makers_or_the_number_of_incidents():
    """Without one the layers' own number is said, and that nobody gave it."""
    layer = _layer()
    told = assemble(MapOptions(PRISTINA, title="North\nweek 3"), [layer])
    assert (told.title, told.is_titled) == ("North week 3", True)
    untold = assemble(MapOptions(PRISTINA), [layer])
    assert (untold.title, untold.is_titled) == ("2 incidents", False)
    assert assemble(MapOptions(PRISTINA), []).title == "Map"


def test_a_centre_and_a_zoom_show_as_many_degrees_as_a_page_is_wide():
    """At zoom 8 a tile is 360/256 degrees; 1,000 of its 256 pixels are 5.49 degrees."""
    options = MapOptions(PRISTINA, center=(42.0, 21.0), zoom=8)
    west, south, east, north = assemble(options, []).opening.box
    assert east - west == pytest.approx(1000 / 256 * 360 / 2**8)
    assert (west + east) / 2 == pytest.approx(21.0)
    assert (south + north) / 2 == pytest.approx(42.0)


def test_a_view_of_the_whole_world_ends_where_mercator_does():
    """At zoom 0 a page would be higher than the world is."""
    options = MapOptions(PRISTINA, center=(0.0, 0.0), zoom=0)
    _, south, _, north = assemble(options, []).opening.box
    assert (south, north) == (-84.0, 84.0)


def test_sources_that_are_given_replace_the_tables():
    """None are those that the table names; an empty tuple is the maker's wish to name none."""
    layer = _layer(source=["KoSSev", "KoSSev"])
    named = assemble(MapOptions(PRISTINA), [layer]).sources
    assert [credit.text for credit in named] == ["KoSSev"]
    assert assemble(MapOptions(PRISTINA, sources=()), [layer]).sources == ()
    given = (Credit("Own work"),)
    assert (
        assemble(MapOptions(PRISTINA, sources=given), []).sources == given
    )


def test_the_status_note_follows_what_is_in_view():
    """Kosovo has one, Fiji (across the antimeridian) none; a text stands in its place."""
    assert "1244" in assemble(MapOptions(PRISTINA), []).notes[0]
    assert assemble(MapOptions(FIJI), []).notes == ()
    assert assemble(MapOptions(PRISTINA, note="Mine"), []).notes == (
        "Mine",
    )
    silent = assemble(MapOptions(PRISTINA, note=None), [])
    assert (silent.notes, silent.has_no_note) == ((), True)


def test_what_only_a_browser_draws_is_named_with_its_number():
    """Two markers of folium's are one entry; sitmap's own layers none."""
    stock = [folium.Marker((42, 21)), folium.Marker((42, 21.1))]
    told = assemble(MapOptions(PRISTINA), [_layer(), *stock])
    assert told.not_drawn == ("2 Marker",)


def test_no_day_without_sites():
    """Incidents have a period; only sites are of a day, and one that is given always holds."""
    layers = assemble(MapOptions(PRISTINA), [_layer()]).layers
    assert find_day(None, layers) is None
    assert find_day("2024-03-05", layers) == "2024-03-05"
