"""Cells that hold positions and codes."""

import pandas as pd
import pytest

from sitmap.readers.cells import (
    code_rows,
    fill_cells,
    place_rows,
    texts_of,
)


class _Told(dict):
    """What a reader collects."""

    def add(self, found):
        self.update(found)


def _keep(table, name, values):
    table[f"{name}_in_file"] = values


def _coded(**columns):
    table, told = pd.DataFrame(columns), _Told()
    code_rows(table, told, keep=_keep)
    return table, told


def _placed(headings=None, **columns):
    table, told = pd.DataFrame(columns), _Told()
    place_rows(table, told, headings=headings or {})
    points = [
        None if point is None else (point.x, point.y)
        for point in table["geometry"]
    ]
    return points, told, table


def test_a_pair_goes_before_a_text_of_both():
    """Where a row has no pair at all, the whole position is read."""
    points, told, _ = _placed(
        longitude=["20.5", None],
        latitude=["42.5", None],
        coordinates=["1, 1", "42.25, 20.25"],
    )
    assert points == [(20.5, 42.5), (20.25, 42.25)]
    assert not told


def test_a_pair_that_is_none_is_told_and_not_replaced():
    """A latitude of 95 isn't made good by another column."""
    points, told, _ = _placed(
        longitude=["20.5"], latitude=["95"], coordinates=["42, 20"]
    )
    assert points == [None]
    assert 0 in told


def test_what_the_table_says_of_its_precision_stays():
    """The radius that a notation states goes only where the table is silent."""
    _, _, table = _placed(
        coordinates=["34TDN89", "34TDN89"], uncertainty_m=[None, 5.0]
    )
    assert table["uncertainty_m"][1] == 5.0
    assert table["uncertainty_m"][0] > 1000


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("exact", "exact"),
        ("Admin1 (district)", "admin1"),
        ("Place,", "place"),
    ],
)
def test_codes_by_their_first_word(cell, code):
    """Whatever their letters, and what a table says behind them."""
    table, told = _coded(precision=[cell])
    assert table["precision"].to_list() == [code]
    assert not told


@pytest.mark.parametrize("cell", ["_", "___", "nonsense"])
def test_what_is_no_code_is_told(cell):
    """Also where nothing but marks is left of it."""
    table, told = _coded(precision=["exact", cell])
    assert pd.isna(table["precision"][1])
    assert told[1].startswith(f"precision {cell!r} is none of exact, place")


def test_a_column_of_another_meaning_is_kept_aside_without_a_word():
    """None of its values is a code: it isn't ours, and every row would be a fault."""
    table, told = _coded(precision=["12 cm", "3 cm"])
    assert table["precision_in_file"].to_list() == ["12 cm", "3 cm"]
    assert table["precision"].isna().all()
    assert not told


def test_the_sources_word_for_a_status_is_kept():
    """Beside the code that it was read as."""
    table, told = _coded(status=["Confirmed", "planned", None])
    assert table["status"].fillna("").to_list() == [
        "confirmed",
        "planned",
        "",
    ]
    assert table["status_told"].fillna("").to_list() == [
        "Confirmed",
        "planned",
        "",
    ]
    assert not told


def test_cells_are_filled_only_where_they_are_silent():
    """Blanks are silence; a value that is there is never replaced."""
    table = pd.DataFrame({"x": ["a", " ", None]})
    fill_cells(table, "x", pd.Series(["1", "2"], index=[0, 1]))
    assert table["x"].fillna("").to_list() == ["a", "2", ""]
    fill_cells(table, "y", pd.Series([], dtype="string"))
    assert "y" not in table


def test_an_empty_text_is_none():
    """So is one of blanks."""
    assert texts_of(pd.Series([" a ", "  ", "", None])).fillna(
        "-"
    ).to_list() == ["a", "-", "-", "-"]
