"""Any column in colour: categories by count, classes of numbers, days, and what can't be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from click.testing import CliRunner

import sitmap
from sitmap.cli import main
from sitmap.errors import DataWarning, InputError
from sitmap.layers.categories import PALETTES, categorize

if TYPE_CHECKING:
    from pathlib import Path


def parts(values: object, **options: object) -> list[tuple[str, int]]:
    """Labels and rows of the categories of one column; the last is "no value"."""
    made = categorize(pd.DataFrame({"own": values}), "own", **options)  # type: ignore[arg-type]
    return [(one.label, one.count) for one in made.entries]


def test_words_come_by_their_number_and_then_by_name() -> None:
    """Two mortars before one drone and one rifle; one row has none."""
    told = ["rifle", "mortar", "drone", "mortar", None]
    assert parts(told) == [
        ("mortar", 2),
        ("drone", 1),
        ("rifle", 1),
        ("", 1),
    ]


def test_five_thousand_categories_are_eleven_and_the_rest() -> None:
    """The rest says how many values it holds and names the first twelve."""
    made = categorize(
        pd.DataFrame({"own": [f"v{at:04}" for at in range(5000)]}), "own"
    )
    rest = made.entries[11]
    assert (len(made.entries), rest.count, rest.others, rest.holds[0]) == (
        13,
        4989,
        4989,
        "v0011",
    )


def test_numbers_are_classes_with_as_many_rows_each() -> None:
    """100 numbers in five classes; few whole numbers stay what they are, in their order."""
    made = parts([at / 2 for at in range(100)])
    assert sum(count for _, count in made) == 100
    assert all(18 <= count <= 22 for _, count in made[:5])
    assert parts([3, 1, 2, 1]) == [("1", 2), ("2", 1), ("3", 1), ("", 0)]


def test_whole_numbers_are_classes_with_both_ends() -> None:
    """Years by fifths of their rows, no year in two classes; halves say where they end."""
    years = parts(
        [2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027]
    )
    dash = "\N{EN DASH}"
    assert years[:2] == [(f"2018{dash}2019", 2), (f"2020{dash}2021", 2)]
    assert years[4] == (f"2026{dash}2027", 2)
    assert parts([at / 2 for at in range(10)])[0] == (f"0{dash}<1", 2)


def test_a_table_without_rows_is_a_map_without_categories() -> None:
    """Nothing to colour is no fault: tomorrow's table may have rows."""
    assert parts([]) == [("", 0)]


def test_infinite_and_missing_numbers_have_no_class() -> None:
    """They are told as rows without a value."""
    assert parts([1.0, float("inf"), None])[-1] == ("", 2)


def test_booleans_days_and_mixed_values_are_categories() -> None:
    """A true one, months in their order, and words beside numbers."""
    assert parts([True, False, True]) == [
        ("true", 2),
        ("false", 1),
        ("", 0),
    ]
    days = pd.to_datetime(["2023-02-03", "2023-01-05", "2023-01-09"])
    assert parts(days) == [("2023-01", 2), ("2023-02", 1), ("", 0)]
    assert parts(["a", 1, 1, " "]) == [("1", 2), ("a", 1), ("", 1)]


def test_a_colour_for_each_value_leaves_the_others_grey() -> None:
    """Only "drone" has a colour; what has none is the rest."""
    made = categorize(
        pd.DataFrame({"own": ["drone", "rifle"]}),
        "own",
        palette={"drone": "#AA0000"},
    )
    assert [one.look.colour for one in made.entries[:2]] == [
        "#aa0000",
        "#6b7280",
    ]
    assert made.entries[1].holds == ("rifle",)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"color_by": "wepon"}, "did you mean 'weapon'"),
        ({"color_by": "weapon", "palette": "rainbow"}, "choose okabe-ito"),
        ({"color_by": "weapon", "palette": ["red;}"]}, "is no colour"),
        ({"color_by": "weapon", "palette": []}, "has no colour"),
        ({"color_by": "empty"}, "has no value in any row"),
        ({"color_by": 7}, "give a text"),
        ({"filter_by": ["sid"]}, "did you mean 'side'"),
        ({"filter_by": [f"own {at}" for at in range(25)]}, "room for 24"),
        ({"palette": "viridis"}, "says nothing without color_by"),
    ],
)
def test_what_no_column_can_give_is_one_line(
    options: dict[str, object], told: str
) -> None:
    """The option, the value, and what to do."""
    table = pd.DataFrame(
        {"title": ["x"], "latitude": [42.9], "longitude": [20.9]}
    )
    table = table.assign(weapon="drone", side="north", empty=None)
    table = table.assign(**{f"own {at}": "x" for at in range(25)})
    with pytest.raises(InputError, match=told):
        sitmap.Map(table, **options)  # type: ignore[arg-type]


def test_every_palette_is_of_colours_that_css_knows() -> None:
    """Six hexadecimal digits each, none twice."""
    for colours in PALETTES.values():
        assert len(set(colours)) == len(colours)
        assert all(
            len(colour) == 7 and colour.startswith("#")
            for colour in colours
        )


def test_the_command_line_and_its_spec_colour_by_a_column(
    tmp_path: Path,
) -> None:
    """The page made again from the spec is the same, byte by byte."""
    table = tmp_path / "table.csv"
    table.write_text(
        "title,latitude,longitude,weapon\na,42.9,20.9,drone\nb,42.8,20.8,rifle\n"
    )
    page, spec = tmp_path / "map.html", tmp_path / "map.toml"
    told = [
        str(table),
        "-o",
        str(page),
        "--color-by",
        "weapon",
        "--filter-by",
        "weapon",
    ]
    done = CliRunner().invoke(
        main, ["map", *told, "--save-spec", str(spec)]
    )
    assert done.exit_code == 0, done.output
    first = page.read_bytes()
    assert b'"categories"' in first
    page.unlink()
    assert CliRunner().invoke(main, ["map", str(spec)]).exit_code == 0
    assert page.read_bytes() == first


def test_a_palette_for_other_values_is_told():
    """Nothing that it names is in the column: all would be grey, and that is said with both."""
    table = pd.DataFrame({"weapon": ["drone", "mortar"]})
    palette = {"Drone": "#c8501b", "tank": "#0b5c9e"}
    told = r"palette: none of its values \('Drone', 'tank'\).*which has 'drone', 'mortar'"
    with pytest.warns(DataWarning, match=told):
        categorize(table, "weapon", palette=palette)
