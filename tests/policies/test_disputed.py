"""Notes on places whose status is disputed."""

import geopandas as gpd
import numpy as np
import pytest

import sitmap
from sitmap.errors import InputError
from sitmap.layers.basemap import opening_views
from sitmap.notes import KOSOVO_NOTE
from sitmap.policies import list_disputed_places, list_shown, status_notes
from sitmap.policies.disputed import _table

EUROPE = (-10.0, 35.0, 42.0, 60.0)


def keys(box, points=None):
    return [place.key for place in list_shown(box, points)]


@pytest.mark.parametrize(
    ("box", "shown"),
    [
        ((20.5, 42.6, 21.2, 43.2), ["kosovo"]),
        ((33.0, 44.4, 35.0, 45.5), ["crimea"]),
        ((30.0, 49.5, 31.5, 51.0), []),  # Kyiv
        ((36.0, 47.0, 38.0, 48.5), ["ukraine-four-regions"]),
        ((-3.0, 12.0, 1.0, 15.0), []),  # Burkina Faso
        ((34.9, 31.5, 35.4, 32.2), ["palestinian-territory"]),
        ((74.0, 33.0, 76.0, 35.0), ["kashmir"]),
        ((44.9, 9.3, 45.5, 10.0), ["somaliland"]),
        ((119.0, 22.0, 123.0, 26.0), ["taiwan"]),
        ((46.5, 39.6, 47.0, 40.0), ["nagorno-karabakh"]),
        ((32.3, 34.6, 34.7, 35.7), ["northern-cyprus"]),
    ],
)
def test_places_in_view_are_named(box, shown):
    """By where they are, not by who is in the table."""
    assert keys(box) == shown


def test_a_small_place_is_named_for_its_incidents():
    """The Golan can't be made out on a wide map, unless something happened there."""
    wide = (10.0, 10.0, 60.0, 45.0)
    assert "golan" not in keys(wide)
    assert "golan" in keys(wide, np.array([[35.78, 33.1]]))


def test_kosovo_keeps_its_note_on_the_widest_map():
    """A map that shows it carries the note, however small it is there."""
    assert status_notes(EUROPE)[0] == KOSOVO_NOTE


def test_a_note_of_kosovo_for_an_incident_out_of_view():
    """The map opens elsewhere, and has an incident in Kosovo all the same."""
    table = sitmap.conform(
        sitmap.geocode(["Mitrovica", "Kyiv"], country=None)
    )
    page = sitmap.Map(table, location=(50.45, 30.5), zoom_start=12)
    assert KOSOVO_NOTE in page.settings()["notes"]


@pytest.mark.parametrize("lang", sorted(_table()["words"]))
def test_each_language_has_each_name(lang):
    """A note in the page's language names no place in another."""
    for place in list_disputed_places():
        assert place.key == "kosovo" or lang in place.names, place.key
    (note,) = status_notes((33.0, 44.4, 35.0, 45.5), lang=lang)
    assert (
        next(p for p in list_disputed_places() if p.key == "crimea").names[
            lang
        ]
        in note
    )
    assert "68/262" in note


def test_each_formula_is_an_option_and_none_the_default():
    """Who asks for a side's formula gets it in the note's stead; nobody else does."""
    for place in list_disputed_places():
        box = place.area.bounds
        for side, formula in place.formulas.items():
            assert formula in status_notes(box, formulas={place.key: side})
            assert formula not in status_notes(box)


@pytest.mark.parametrize(
    ("formulas", "told"),
    [
        ({"krim": "ukraine"}, "did you mean 'crimea'"),
        ({"crimea": "mars"}, "choose russia or ukraine"),
        ({"abyei": "sudan"}, "has no formulas"),
        (["crimea"], "a side for each place"),
    ],
)
def test_an_unknown_place_or_side_is_told(formulas, told):
    """One line with what there is."""
    with pytest.raises(InputError, match=told):
        sitmap.Map(status_formulas=formulas)


def test_a_map_without_its_note_is_told_by_check():
    """The editor's check names every place that goes without."""
    points = gpd.points_from_xy([34.1, 36.2], [44.95, 47.1], crs=4326)
    table = sitmap.conform(
        gpd.GeoDataFrame({"title": ["a", "b"]}, geometry=points)
    )
    found = sitmap.Map(table, note=None).check()
    told = found.loc[found["check"] == "no status note", "why"]
    assert "Crimea" in told.item()
    assert "Donetsk" in told.item()


def test_a_place_that_no_screen_shows_has_no_note():
    """Kosovo is in a corner of Ukraine's map that neither a wide nor a tall screen opens at."""
    ukraine = opening_views((27.0, 45.6, 40.1, 52.2))
    assert "kosovo" not in keys(ukraine)
    assert "crimea" in keys(ukraine)
    assert "kosovo" in keys(opening_views((20.5, 42.6, 21.2, 43.2)))
    assert "kosovo" in keys(
        opening_views((19.0, 44.5, 22.5, 45.5))
    )  # a phone opens at it
