"""What cards show, in blocks of rows."""

import geopandas as gpd
import numpy as np
import pytest

from sitmap.layers.text_blocks import SHORT_NOTE, Texts


def _texts(columns, order=None, notes="full", skip=frozenset()):
    rows = len(next(iter(columns.values())))
    table = gpd.GeoDataFrame(columns, geometry=[None] * rows, crs=4326)
    ordered = np.arange(rows) if order is None else np.array(order)
    return Texts(table, ordered, notes=notes, skip=set(skip))


def _block(*args, **options):
    return next(_texts(*args, **options).blocks()).decode()


def test_columns_stand_behind_each_other_and_values_in_the_maps_order():
    """U+001F between values, U+001E between columns."""
    told = _block({"title": ["a", "b"], "x": ["1", "2"]}, order=[1, 0])
    assert told == "b\x1fa\x1e2\x1f1"


@pytest.mark.parametrize(
    ("cell", "written"),
    [("\x1f", "\x1du"), ("\x1e", "\x1dr"), ("\x1d", "\x1d\x1d")],
)
@pytest.mark.parametrize("dtype", ["object", "string[pyarrow]"])
def test_the_marks_themselves_are_escaped(cell, written, dtype):
    """No text of a report can begin another column or row, however it is kept."""
    values = gpd.pd.Series([f"a{cell}b", "c"], dtype=dtype)
    assert _block({"title": values}) == f"a{written}b\x1fc"


def test_empty_columns_and_those_drawn_from_are_left_out():
    """Nobody asks for a column of nulls, nor twice for one that the marks have."""
    texts = _texts(
        {"title": ["a"], "actor1": [None], "status": ["reported"]},
        skip={"status"},
    )
    assert texts.fields == [["title", "s"]]


def test_the_schemas_fields_come_first_and_are_counted():
    """Whatever the order of the table's columns."""
    texts = _texts({"mine": [1], "title": ["a"], "place": ["b"]})
    names = [name for name, _ in texts.fields]
    assert set(names[:2]) == {"title", "place"}
    assert names[2:] == ["mine"]
    assert texts.own == 2


def test_notes_are_cut_behind_200_letters_or_left_out():
    """One of 200 is whole; a longer one shows that it goes on."""
    notes = {"notes": ["x" * SHORT_NOTE, "y" * (SHORT_NOTE + 1)]}
    whole, cut = _block(notes, notes="short").split("\x1f")
    assert whole == "x" * 200
    assert cut == "y" * 200 + "…"
    assert _texts(notes, notes="none").fields == []


def test_a_table_without_rows_has_no_blocks():
    """The page then asks for none."""
    assert list(_texts({"title": []}).blocks()) == []


def test_a_block_more_begins_with_row_4097():
    """4,096 rows are one block; the next has the one row that is left."""
    texts = _texts({"title": [str(at) for at in range(4_097)]})
    blocks = list(texts.blocks())
    assert len(blocks) == 2
    assert blocks[1] == b"4096"
