"""Shapes by one column and colours by another, and pictograms for kinds of incidents."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest

import sitmap
from sitmap.errors import InputError
from sitmap.layers.drawings import Drawing, Part
from sitmap.layers.looks import assign_looks
from sitmap.layers.pictograms import find_pictogram
from sitmap.vocabulary import EVENT_TYPES


def table(**columns: list[object]) -> gpd.GeoDataFrame:
    n = len(next(iter(columns.values())))
    spots = gpd.points_from_xy(
        [20.5 + at / n for at in range(n)], [42.6] * n
    )
    frame = gpd.GeoDataFrame(columns, geometry=spots, crs=4326)
    return frame.assign(
        title="Event",
        date_start=pd.Timestamp("2023-05-01"),
        precision="exact",
    )


def told(made: sitmap.Map) -> list[list[tuple[str, str, int]]]:
    """Text, shape and number of each group of the key."""
    (_, groups), *_ = made.content().key
    return [
        [
            (one.text, one.picture.look.shape, one.count)
            for one in group.entries
            if one.count
        ]
        for group in groups
    ]


WEAPONS = ["drone"] * 3 + ["mortar"] * 2 + ["rifle", None]
TYPES = ["Battles", "Riots"] * 3 + ["Riots"]


def test_shapes_are_ordered_by_count_and_colours_stay_those_of_the_type() -> (
    None
):
    made = sitmap.Map(
        table(weapon=WEAPONS, event_type=TYPES), symbol_by="weapon"
    )
    colours, shapes, *_ = told(made)
    assert colours == [("Battles", "circle", 3), ("Riots", "circle", 4)]
    assert shapes == [
        ("drone", "diamond", 3),
        ("mortar", "burst", 2),
        ("rifle", "triangle", 1),
        ("Not stated", "dash", 1),
    ]
    (layer,) = made.incidents
    looks = {
        (one.look.shape, one.look.colour)
        for one in layer.describe(made.frame).incidents.categories.entries
    }
    assert ("diamond", "#c8501b") in looks
    assert ("diamond", "#0b5c9e") in looks


def test_without_types_a_column_gives_shape_and_colour() -> None:
    made = sitmap.Map(table(weapon=WEAPONS), symbol_by="weapon")
    assert told(made)[0][:2] == [
        ("drone", "diamond", 3),
        ("mortar", "burst", 2),
    ]


def test_seventeen_values_are_eleven_shapes_and_an_other_that_says_what_it_holds() -> (
    None
):
    names = [f"weapon {at:02}" for at in range(17)]
    made = sitmap.Map(
        table(
            weapon=[n for at, n in enumerate(names) for _ in range(17 - at)]
        ),
        symbol_by="weapon",
        color_by="title",
    )
    shapes = told(made)[1]
    assert len({shape for _, shape, _ in shapes}) == 12
    text, shape, count = shapes[-1]
    assert (shape, count) == ("dot", 6 + 5 + 4 + 3 + 2 + 1)
    assert text.startswith("other (6): weapon 11, weapon 12")


def test_five_thousand_values_are_eleven_and_the_rest() -> None:
    values = [f"value {at}" for at in range(5_000)] + ["often"] * 3
    shapes = told(
        sitmap.Map(table(own=values), symbol_by="own", color_by="title")
    )[1]
    assert shapes[0] == ("often", "diamond", 3)
    assert len(shapes) == 12
    assert shapes[-1][0].startswith("other (4,990): ")


def test_values_of_several_kinds_are_said_as_they_are() -> None:
    made = sitmap.Map(
        table(own=["a", 1, 2.5, True, None, "a"]), symbol_by="own"
    )
    assert [text for text, _, _ in told(made)[0]] == [
        "a",
        "1",
        "2.5",
        "True",
        "Not stated",
    ]


def test_every_event_type_of_the_vocabulary_has_a_pictogram() -> None:
    missing = [name for name in EVENT_TYPES if find_pictogram(name) is None]
    subs = [sub for names in EVENT_TYPES.values() for sub in names]
    assert missing == []
    bare = {
        "Other",
        "Change to group/activity",
    }  # of which nothing can be drawn
    assert {name for name in subs if find_pictogram(name) is None} == bare


@pytest.mark.parametrize("name", ["pictograms", "ocha"])
def test_pictograms_keep_the_colours_of_types(name: str) -> None:
    made = sitmap.Map(
        table(event_type=["Battles", "Riots", "Odd"]), symbols=name
    )
    group, *_ = told(made)
    assert group == [
        ("Battles", "pictogram:battle", 1),
        ("Riots", "pictogram:fire", 1),
        ("Odd", "triangle-down", 1),
    ]


def test_a_column_of_words_gets_pictograms_where_there_are_some() -> None:
    made = sitmap.Map(
        table(weapon=WEAPONS, event_type=TYPES),
        symbol_by="weapon",
        symbols="pictograms",
    )
    assert told(made)[1] == [
        ("drone", "pictogram:air-strike", 3),
        ("mortar", "pictogram:shelling", 2),
        ("rifle", "diamond", 1),
        ("Not stated", "dash", 1),
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"symbol_by": "wepon"}, "did you mean 'weapon'"),
        (
            {"symbol_by": "empty"},
            "symbol_by: column 'empty' has no value in any row",
        ),
        ({"label_by": "wepon"}, "did you mean 'weapon'"),
        (
            {"symbols": "nato"},
            "choose one of shapes, pictograms, ocha, app6",
        ),
        ({"classes": 3}, "says nothing without color_by"),
        ({"classes": 12, "color_by": "weapon"}, "from 2 to 7"),
        ({"symbol_by": 7}, "give a text"),
    ],
)
def test_what_is_wrong_is_said_with_its_remedy(
    options: dict[str, object], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        sitmap.Map(table(weapon=WEAPONS, empty=[None] * 7), **options)


@pytest.mark.parametrize(
    "path", ["M0 0 L<script>", "M0 0 a1 1", 'M0 0"/>', "url(#a)"]
)
def test_a_drawing_is_nothing_but_paths(path: str) -> None:
    with pytest.raises(InputError, match="path is none"):
        Drawing("x", (0, 0, 1, 1), (0, 0), 1, (Part(path),))


def test_a_drawings_colours_are_colours() -> None:
    with pytest.raises(InputError, match="colour is none"):
        Part("M0 0", fill="url(https://example.org)")


def test_of_many_types_the_rarest_are_grey() -> None:
    """Fifteen types of one's own: eleven looks, the most frequent first; four are "other"."""
    kinds = [f"kind {letter}" for letter in "abcdefghijklmno"]
    rows = [kind for at, kind in enumerate(kinds, 1) for _ in range(at)]
    table = sitmap.conform(
        pd.DataFrame({"event_type": rows, "lat": 42.7, "lon": 20.8})
    )
    (_, groups), *_ = sitmap.Map(table).content().key
    told = {entry.text: entry.count for entry in groups[0].entries}
    assert told["kind o"] == 15
    grey = "other (4): kind a, kind b, kind c, kind d"
    assert told[grey] == 1 + 2 + 3 + 4
    looks = assign_looks(kinds[4:])
    assert len({look.shape for look in looks.values()}) == 11
