"""The file that pages become."""

import pandas as pd
import pytest

import sitmap
from sitmap.errors import DataWarning

mpl = pytest.importorskip(
    "matplotlib", reason="needs the extra sitmap[figure]"
)

TABLE = pd.DataFrame(
    {"title": ["x"], "latitude": [42.9], "longitude": [20.9]}
)


@pytest.fixture(scope="module")
def scene():
    from sitmap.export.figure.scene import read_scene

    return read_scene(sitmap.Map(TABLE, title="T <&>").content())


def test_a_page_is_as_large_as_it_was_asked_for():
    """210 by 297 mm are 8.27 by 11.69 inches."""
    from sitmap.export.figure.figure_file import new_page

    assert new_page((210, 297)).get_size_inches() == pytest.approx(
        [8.2677, 11.6929], abs=1e-4
    )


@pytest.mark.parametrize(
    ("ending", "head"),
    [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")],
)
def test_the_same_page_is_the_same_file(scene, ending, head):
    """Without the time of day; one of SVG holds its title as text."""
    from sitmap.export.figure.figure_file import (
        figure_settings,
        new_page,
        render_pages,
    )

    with figure_settings():
        one, two = (
            render_pages([new_page((50, 40))], ending, 50, scene)
            for _ in range(2)
        )
    assert one == two
    assert one.startswith(head)
    if ending == "svg":
        assert b"T &lt;&amp;&gt;" in one


def test_several_pages_are_one_pdf(scene):
    """Two of them, counted by their objects."""
    from sitmap.export.figure.figure_file import (
        figure_settings,
        new_page,
        render_pages,
    )

    with figure_settings():
        pages = [new_page((50, 40)), new_page((50, 40))]
        data = render_pages(pages, "pdf", 50, scene)
    assert data.count(b"/Type /Page ") == 2


def test_the_users_own_settings_come_back():
    """Whoever draws other figures keeps their fonts."""
    from sitmap.export.figure.figure_file import (
        figure_settings,
        list_families,
    )

    before = mpl.rcParams["svg.fonttype"]
    with figure_settings():
        assert mpl.rcParams["svg.fonttype"] == "none"
        assert mpl.rcParams["font.family"] == list_families()
    assert mpl.rcParams["svg.fonttype"] == before


def test_what_only_a_browser_shows_is_warned_of():
    """By name; a map of sitmap's own layers says nothing."""
    import folium

    from sitmap.export.figure.figure_file import warn_not_drawn

    one = sitmap.Map(TABLE)
    warn_not_drawn(one.content())
    folium.Marker((42.9, 20.9)).add_to(one)
    with pytest.warns(DataWarning, match="left off: Marker"):
        warn_not_drawn(one.content())
