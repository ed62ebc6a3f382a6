"""Named views, as a user writes them."""

import pytest

import sitmap
from sitmap.errors import InputError
from sitmap.export.embed import make_embed
from sitmap.spec import build_map, make_spec, read_spec, write_spec
from sitmap.views import View, read_views

NORTH = {
    "box": [20.4, 42.8, 21.0, 43.3],
    "days": ["2023-05-01", "2023-06-30"],
    "show": {"status": "claimed"},
}


def test_a_view_is_an_address_of_the_page():
    """What the page writes into its own address, it reads again."""
    (view,) = read_views({"North": NORTH})
    assert view.to_settings() == {
        "name": "North",
        "hash": "box=20.4%2C42.8%2C21%2C43.3&days=2023-05-01..2023-06-30&status=claimed",
    }


@pytest.mark.parametrize(
    ("views", "told"),
    [
        ({"North": {"box": [21, 42, 20, 43]}}, "west, south, east, north"),
        ({"North": {"box": "everywhere"}}, "takes 4 numbers"),
        ({"North": {"location": [42.9, 20.8]}}, "give a zoom"),
        (
            {"North": {"days": ["2023-06-30", "2023-05-01"]}},
            "comes after its last",
        ),
        ({"North": {"days": ["soon", "later"]}}, "a first and a last one"),
        ({"North": {"show": {"colour": ["red"]}}}, "show takes values by"),
        ({"North": {"zoom": [1, 2]}}, "takes 1 numbers"),
        ({"": {}}, "is no name"),
        ({"North": "there"}, "write it as"),
        (["North"], "by name"),
    ],
)
def test_what_is_no_view_is_told(views, told):
    """One line with the view, and how it is written."""
    with pytest.raises(InputError, match=told):
        sitmap.Map(views=views)


def test_views_are_made_again_from_a_spec(tmp_path):
    """A spec holds them as it holds every option."""
    (tmp_path / "t.csv").write_text(
        "title,lat,lon\nA fire,42.9,20.84\n", "utf-8"
    )
    spec = make_spec(
        [("incidents", tmp_path / "t.csv")],
        options={"views": {"North": NORTH}},
    )
    write_spec(spec, tmp_path / "map.toml")
    made = build_map(read_spec(tmp_path / "map.toml"))
    assert [view.name for view in made.views] == ["North"]
    assert made.views == read_views({"North": NORTH})


def test_an_embed_opens_at_a_view_in_its_own_dress():
    """Settings of that snippet alone: the map is as it was."""
    one = sitmap.Map(
        title="Two",
        views={"North": View("North", location=(42.9, 20.8), zoom=11)},
    )
    snippet = one.embed(
        compact=True, accent="#0a0", font="Source Sans 3", view="North"
    )
    for told in ("compact", "#0a0", "Source Sans 3"):
        assert told in snippet
        assert told not in str(one.settings())
    with pytest.raises(InputError, match="none of the map's: North"):
        make_embed(one, view="South")


@pytest.mark.parametrize(
    ("dress", "told"),
    [
        ({"accent": "red;background:url(x)"}, "is no colour"),
        ({"font": 'x"; } body { display: none'}, "is no name"),
        ({"accent": 7}, "is no colour"),
    ],
)
def test_nothing_but_a_colour_and_a_name_gets_into_the_style(dress, told):
    """Whoever fills them in, from a form perhaps."""
    with pytest.raises(InputError, match=told):
        sitmap.Map().embed(**dress)
