"""A page that can't draw says so: without JavaScript, cut, in an old browser."""

import sitmap


def test_words_stand_where_the_map_will_be(tmp_path):
    """In the map's own element, hidden once Leaflet has made it its own."""
    page = (
        sitmap.Map(title="x").save(tmp_path / "a.html").read_text("utf-8")
    )
    at = page.index('<p class="sitmap-undrawn">The map isn’t drawn.')
    assert page.rindex('<div class="folium-map"', 0, at) > page.index(
        "<body>"
    )
    assert ".leaflet-container>.sitmap-undrawn{display:none}" in page
