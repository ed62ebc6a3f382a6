"""A page that can't draw says so: without JavaScript, cut, in an old browser."""

import sitmap
from sitmap.export.undrawn import CUT_STYLE


def test_words_stand_where_the_map_will_be(tmp_path):
    """In the map's own element, hidden once Leaflet has made it its own."""
    page = (
        sitmap.Map(title="x").save(tmp_path / "a.html").read_text("utf-8")
    )
    at = page.index('<p class="sitmap-undrawn">The map isn’t drawn.')
    assert page.rindex('<div class="folium-map"', 0, at) > page.index(
        "<body>"
    )
    assert page.index("<script>") > at  # cut within a script, words remain
    assert page.index(CUT_STYLE) < 100
    assert ".sitmap-undrawn:not(:only-child){display:none}" in CUT_STYLE
