"""Nothing written runs in a spreadsheet, numbers stay numbers, and every text comes back."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sitmap
from sitmap.export.gis import to_csv_text, write_table
from sitmap.formulas import free_text, guard_text
from sitmap.incidents import conform

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

RUNS = (
    *(
        "=1+1",
        " =1+1",
        "\n=1+1",
        "\u00a0=1+1",
        "＝1+1",
        "|x",
        "%x",
        "\t=1",
        "-1+1",
        "@S",
    ),
    *(
        "'=1+1",
        "+1 555 123",
        "-5 people, see @x",
        "\r=1",
        "\ufeff=1",
        "＋1",
        "－1",
        "＠S",
        "=",
        "-",
    ),
)
STAYS = (
    *(
        "a",
        "a=1",
        "it's",
        "'quoted'",
        "foo;=1+1",
        ";=1+1",
        "a\tb",
        "50%",
        "Zvečan",
        "−5",
        "(=1)",
    ),
    *("-99", "-3.5", "+1", "1e-3", "-1,5", ".5", "-.5"),
)


@pytest.mark.parametrize("text", RUNS)
def test_what_would_run_is_guarded(text: str) -> None:
    assert guard_text(text) == f"'{text}"


@pytest.mark.parametrize("text", STAYS)
def test_a_plain_text_or_number_stays_as_it_is(text: str) -> None:
    assert guard_text(text) == text


@given(
    st.text(
        st.characters() | st.sampled_from("'=+-@|%\t\r\n ＝0123456789.,"),
        max_size=12,
    )
)
def test_every_text_comes_back(text: str) -> None:
    guarded = guard_text(text)
    assert free_text(guarded) == text


@pytest.mark.parametrize("number", ["-99", "-3.5", "+2"])
def test_what_0_1_guarded_for_nothing_is_freed(number: str) -> None:
    assert free_text(f"'{number}") == number


def table(**columns: list[object]) -> gpd.GeoDataFrame:
    return conform(pd.DataFrame(columns))


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_a_users_own_numbers_stay_numbers(tmp_path: Path) -> None:
    """Typed or as text: every other program reads them."""
    (tmp_path / "in.csv").write_text(
        "place,country,date,score,temp,tweet\nZvečan,XK,2023-05-29,-99,-3.5,-5 people\n",
        "utf-8",
    )
    write_table(sitmap.read(tmp_path / "in.csv"), tmp_path / "out.csv")
    back = pd.read_csv(tmp_path / "out.csv")
    assert (back["score"][0], back["temp"][0]) == (-99, -3.5)
    assert back["tweet"][0] == "'-5 people"
    assert sitmap.read(tmp_path / "out.csv")["tweet"][0] == "-5 people"


def test_headings_are_guarded_and_come_back(tmp_path: Path) -> None:
    names = {
        "=HEAD()": ["1"],
        "@x": ["2"],
        "+y": ["3"],
        "-5": ["4"],
        " =z": ["5"],
    }
    frame = table(title=["a"], place=["Zvečan"]).assign(**names)
    write_table(frame, tmp_path / "a.csv")
    heads = cells((tmp_path / "a.csv").read_text("utf-8"))[0]
    assert {"'=HEAD()", "'@x", "'+y", "-5", "' =z"} <= set(heads)
    assert {"=HEAD()", "@x", "+y", "-5"} <= set(
        sitmap.read(tmp_path / "a.csv").columns
    )


@pytest.mark.parametrize("mark", ["\r", "\n", "\r\n", '"', ",", "\u2028"])
def test_a_line_end_within_a_cell_makes_no_row(mark: str) -> None:
    """A lone CR ends a row for most readers, and what follows it begins a cell."""
    text = to_csv_text(
        table(title=[f"foo{mark}=1+1", "b"], notes=[f"x{mark}{mark}", None])
    )
    read = pd.read_csv(io.StringIO(text, newline=""), dtype=str)
    assert len(read) == 2
    assert len(cells(text)) == 3
    assert not [
        cell
        for row in cells(text)
        for cell in row
        if cell.startswith(("=", "\r=", "\n="))
    ]
    assert text.replace(mark, "").count("\r") == 0


@settings(deadline=None)
@given(
    st.lists(
        st.text(st.sampled_from("ab\r\n\",;'=- "), max_size=8),
        min_size=1,
        max_size=4,
    )
)
def test_rows_are_as_many_as_they_were(texts: list[str]) -> None:
    written = to_csv_text(
        table(
            title=list(texts),
            incident_id=[f"i{at}" for at in range(len(texts))],
        )
    )
    lines = cells(written)
    assert len(lines) == len(texts) + 1
    assert {len(line) for line in lines} == {len(lines[0])}


@pytest.mark.parametrize("text", RUNS)
def test_no_cell_of_a_workbook_is_a_formula(
    text: str, tmp_path: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    frame = table(title=[text], place=["Zvečan"]).assign(
        **{text or "x": ["1"]}
    )
    write_table(frame, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert not [
        cell for row in sheet for cell in row if cell.data_type == "f"
    ]
