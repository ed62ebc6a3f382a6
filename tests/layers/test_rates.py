"""Counts by area as rates by population, and classes of one's own: on page, figure and key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner

import sitmap
from sitmap.cli import main
from sitmap.errors import InputError
from sitmap.layers.rates import find_people

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ["A", "B", "C", "D"]


def areas(
    population: Any = ("50 000", 200_000, None, 1_000),
) -> gpd.GeoDataFrame:
    boxes = [shapely.box(20 + at, 42, 21 + at, 43) for at in range(4)]
    people = pd.Series(list(population), dtype=object)
    return gpd.GeoDataFrame(
        {"name": NAMES, "Population": people}, geometry=boxes, crs=4326
    )


def counts(*numbers: int) -> pd.DataFrame:
    return pd.DataFrame(
        {"area": NAMES, "day": "2023-05-01", "incidents": numbers}
    )


def mapped(**options: Any) -> sitmap.Map:
    return sitmap.Map(
        density=counts(10, 10, 20, 4), areas=areas(), **options
    )


def test_rates_are_per_100_000_people() -> None:
    """10 of 50,000 are 20, of 200,000 are 5; no people or fewer than five incidents: no rate."""
    (told,) = mapped(rate_by="population").content().counts
    assert told.incidents[:2].tolist() == [20.0, 5.0]
    assert np.isnan(told.incidents[2:]).all()
    assert told.classes[2:].tolist() == [-1, -1]
    (_, (group,)), *_ = mapped(rate_by="population").content().key
    assert group.head == "incidents per 100,000 people"
    assert (
        group.entries[-1].text
        == "fewer than 5, or no number of people: no rate"
    )


def test_the_page_has_the_people_and_classes_of_the_figure() -> None:
    """It works out a rate of what is shown; classes stay as the key says them."""
    made = mapped(rate_by="population", classes=[5, 15])
    (layer,) = made.densities
    told = layer.settings()
    assert told["people"] == [50_000, 200_000, None, 1_000]
    assert (told["breaks"], told["enough"]) == ([5.0, 15.0], 5)
    (counted,) = made.content().counts
    assert (counted.breaks, counted.classes.tolist()) == (
        (5.0, 15.0),
        [2, 1, -1, -1],
    )
    (_, (group,)), *_ = made.content().key
    assert [one.text for one in group.entries][:3] == [
        "less than 5",
        "5–15",
        "15 and more",
    ]


def test_counts_take_classes_of_ones_own() -> None:
    """1,5,20: one to four, five to nineteen, twenty and more."""
    made = mapped(classes="1,5,20")
    (counted,) = made.content().counts
    assert (counted.breaks, counted.classes.tolist()) == (
        (5.0, 20.0),
        [1, 1, 2, 0],
    )
    (_, (group,)), *_ = made.content().key
    assert [one.text for one in group.entries] == [
        "1–4",
        "5–19",
        "20 and more",
    ]
    assert mapped().densities[0].settings().get("breaks") is None


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"rate_by": "people"}, "no column 'people'; they have Population"),
        (
            {"classes": "quantiles"},
            "counts by area or cell take edges, as 1,5,20",
        ),
        (
            {"classes": "1.5,4"},
            "counts are whole numbers; give whole edges",
        ),
    ],
)
def test_what_cannot_be_is_told(options: dict[str, Any], told: str) -> None:
    """One line with the remedy."""
    with pytest.raises(InputError, match=told):
        mapped(**options)


def test_rates_need_areas_and_people() -> None:
    """Cells have no population; a column without numbers is none."""
    cells = pd.DataFrame({"cell": ["851f1d4bfffffff"], "incidents": [3]})
    with pytest.raises(InputError, match="rates need counts by area"):
        sitmap.Map(density=cells, rate_by="population")
    with pytest.raises(
        InputError, match="rates are of counts by area; give a summary"
    ):
        sitmap.Map(areas=areas(), rate_by="population")
    with pytest.raises(InputError, match="has no number of people"):
        find_people(sitmap.Areas(areas(["many"] * 4)).areas, "population")


def test_command_spec_and_figure_draw_rates(tmp_path: Path) -> None:
    """--rate-by and --classes; the spec makes the same page; the figure says the same key."""
    run = CliRunner().invoke
    counts(10, 10, 20, 6).to_csv(tmp_path / "counts.csv", index=False)
    areas([50_000, 200_000, 10_000, 1_000]).to_file(
        tmp_path / "areas.geojson"
    )
    told = [
        str(tmp_path / "counts.csv"),
        "--areas",
        str(tmp_path / "areas.geojson"),
    ]
    told += ["--rate-by", "Population", "--classes", "5,15"]
    page, spec = tmp_path / "a.html", tmp_path / "a.toml"
    done = run(
        main, ["map", *told, "-o", str(page), "--save-spec", str(spec)]
    )
    assert done.exit_code == 0, done.output
    first = page.read_bytes()
    assert run(main, ["map", str(spec)]).exit_code == 0
    assert page.read_bytes() == first
    pytest.importorskip(
        "matplotlib", reason="needs the extra sitmap[figure]"
    )
    assert (
        run(
            main, ["figure", *told, "-o", str(tmp_path / "a.svg")]
        ).exit_code
        == 0
    )
    assert "incidents per 100,000 people" in (tmp_path / "a.svg").read_text(
        "utf-8"
    )
