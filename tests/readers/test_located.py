"""A file to incidents with their places looked up."""

import pandas as pd
import pytest

import sitmap
from sitmap.errors import InputError
from sitmap.readers.located import (
    apply_keep,
    read_for_map,
    read_located,
    says_no,
)


def _written(tmp_path, text):
    path = tmp_path / "a.csv"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("cell", "goes"),
    [
        ("no", True),
        (" FALSE ", True),
        ("0.0", True),
        ("x", True),
        ("-", True),
        ("yes", False),
        ("", False),
        ("nope", False),
    ],
)
def test_a_reviewers_no(cell, goes):
    """In either place where it is asked for; an empty cell keeps the row."""
    assert says_no(cell) is goes
    table = sitmap.conform(pd.DataFrame({"title": ["a"], "keep": [cell]}))
    assert apply_keep(table).empty is goes


def test_a_table_without_a_review_is_the_same_table():
    """And one that keeps all of its rows."""
    plain = sitmap.conform(pd.DataFrame({"title": ["a"]}))
    assert apply_keep(plain) is plain
    kept = sitmap.conform(pd.DataFrame({"title": ["a"], "keep": [None]}))
    assert apply_keep(kept) is kept


def test_places_are_looked_up_unless_that_is_not_wanted(tmp_path):
    """In the country of all rows that name none."""
    path = _written(tmp_path, "title,date,place\nx,2024-03-05,Zvečan\n")
    found = read_located(path, country="XK")
    assert found.geometry.notna().all()
    assert found["country"].to_list() == ["XK"]
    assert read_located(path, locate=False).geometry.isna().all()


def test_the_table_is_told_before_rows_go(tmp_path):
    """A caller who counts them sees all; who must know them keeps them."""
    path = _written(
        tmp_path, "title,date,place,keep\nx,2024-03-05,Zvečan,no\n"
    )
    told = []
    found = read_located(path, tell=told.append, locate=False)
    assert (len(found), len(told[0])) == (0, 1)
    kept = read_located(path, keep_left_off=True, locate=False)
    assert len(kept) == 1


def test_tables_of_ours_are_mapped_as_they_are():
    """Neither read anew nor looked up again."""
    own = sitmap.geocode(["Zvečan"], country="XK")
    assert read_for_map(own) is own


@pytest.mark.parametrize("given", [5, ["a.csv"], {"a": 1}])
def test_what_is_no_table_is_told(given):
    """With what it is."""
    with pytest.raises(InputError, match=r"not (int|list|dict)"):
        read_for_map(given)


def test_a_table_of_which_nothing_can_be_drawn_is_refused(tmp_path):
    """With the reason of the first row, in one line."""
    path = _written(
        tmp_path, "title,date,place\nx,2024-03-05,Nowhereville-on-Sea\n"
    )
    with pytest.raises(
        InputError, match="none of its 1 rows can be drawn"
    ) as told:
        read_for_map(path)
    assert str(told.value).startswith("a.csv: ")
    assert "\n" not in str(told.value)
