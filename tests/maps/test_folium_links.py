"""What of folium's own scripts a page needs."""

import folium

from sitmap.maps.folium_links import list_links


def _urls(one):
    return " ".join(link.url for link in list_links(one))


def test_a_bare_map_needs_none_of_them():
    """No element asks for jQuery, pins or Bootstrap."""
    assert _urls(folium.Map()) == ""


def test_a_popup_needs_jquery_and_a_pin_its_script():
    """Each brings what it calls and nothing else, however deep it is in the tree."""
    deep = folium.Map()
    group = folium.FeatureGroup().add_to(deep)
    folium.CircleMarker((42, 20), popup="x").add_to(group)
    assert "jquery" in _urls(deep)
    assert "awesome" not in _urls(deep)
    pins = folium.Map()
    folium.Marker((42, 20), icon=folium.Icon()).add_to(pins)
    assert "awesome" in _urls(pins)
    assert "bootstrap.min" not in _urls(pins)


def test_what_the_user_adds_stays():
    """A link of the user's own is none of folium's usual ones."""
    own = folium.Map()
    own.add_js_link("mine", "https://example.org/mine.js")
    assert _urls(own) == "https://example.org/mine.js"
    own.default_js.remove(("mine", "https://example.org/mine.js"))
