"""The options of a map, each checked for its type and range."""

import numpy as np
import pytest

from sitmap.errors import InputError
from sitmap.map_options import check_options


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "x" * 1_000),
        ("height", 1),
        ("height", np.int64(560)),
        ("raster_opacity", 0),
        ("raster_opacity", 0.5),
        ("lang", "sr-Cyrl"),
        ("date", "2022-08-17"),
        ("show_statuses", ["planned"]),
        ("show_statuses", "planned"),
        ("sources", ["KoSSev", ("OCHA", None), ("UN", "https://un.org")]),
        ("location", (42.9, 20.9)),
        ("location", [-90, 360]),
        ("raster_bounds", (20, 42, 21, 43)),
        ("media_outside", False),
        ("nothing of ours", object()),
        ("title", None),
    ],
)
def test_what_fits_passes(name, value):
    """At both ends of a range; numpy's numbers are numbers."""
    check_options(**{name: value})


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("title", "x" * 1_001, "a text of at most 1,000 characters"),
        ("title", 5, "a text of at most"),
        ("height", 0, "a whole number from 1 to 20000"),
        ("height", 1.5, "a whole number"),
        ("height", True, "a whole number"),
        ("zoom_start", 25, "a whole number from 0 to 24"),
        ("raster_opacity", 1.01, "a number from 0 to 1"),
        ("raster_opacity", float("nan"), "a number from 0 to 1"),
        ("lang", "pl", "the page has no words in it"),
        ("lang", "x y", "that is no language"),
        ("date", "soon", "write it as 2022-08-17"),
        ("names", "klingon", "choose one of"),
        ("show_statuses", {"planned": 1}, "give one name, or a list"),
        ("filter_by", [1], "give one name, or a list"),
        ("sources", "KoSSev", "give a list of texts"),
        ("sources", [("a", "b", "c")], "give a list of texts"),
        ("sources", [("a", 5)], "give a list of texts"),
        ("location", [91, 0], "give latitude and longitude"),
        ("location", "42, 20", "give latitude and longitude"),
        ("location", [42], "give latitude and longitude"),
        ("raster_bounds", [1, 2, 3], "give west, south, east and north"),
        ("media_outside", 1, "say true or false"),
        ("palette", 5, "give a palette's name"),
    ],
)
def test_what_does_not_fit_is_told_with_what_would(name, value, told):
    """The option, its value, and the remedy in one line."""
    with pytest.raises(InputError) as error:
        check_options(**{name: value})
    assert str(error.value).startswith(f"{name} is ")
    assert told in str(error.value)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 300
