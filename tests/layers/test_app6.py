"""Military symbols: milsymbol's paths, what can't be drawn is told, and nothing in them runs."""

from __future__ import annotations

import json
import re
import warnings

import geopandas as gpd
import pandas as pd
import pytest

import sitmap
from sitmap.checks import check, check_map
from sitmap.errors import DataWarning, InputError
from sitmap.export.figure.drawings import path_from_data
from sitmap.layers.app6 import draw_code, find_fault
from sitmap.layers.element import read_asset

pytest.importorskip("quickjs")

HOSTILE_INFANTRY = "SHGPUCI----D---"
FRIEND_BY_NUMBER = "10031000001211000000"


def table(codes: list[object], **columns: object) -> gpd.GeoDataFrame:
    told = {
        "title": "Event",
        "date_start": pd.Timestamp("2023-05-01"),
        "precision": "exact",
    }
    spots = gpd.points_from_xy(
        [20.5 + at / 9 for at in range(len(codes))], [42.6] * len(codes)
    )
    frame = gpd.GeoDataFrame(
        {"sidc": codes, **columns}, geometry=spots, crs=4326
    )
    return frame.assign(**told)


def entries(
    made: sitmap.Map, group: int = 0
) -> list[tuple[str, int | None]]:
    (_, groups), *_ = made.content().key
    return [(one.text, one.count) for one in groups[group].entries]


def test_letters_and_numbers_draw_the_same_infantry() -> None:
    """A friend's rectangle with crossed straps: three paths, of 150 by 100 units."""
    letters, numbers = draw_code("SFGPUCI---"), draw_code(FRIEND_BY_NUMBER)
    assert letters is not None
    assert numbers is not None
    assert letters.drawing.parts == numbers.drawing.parts
    assert (letters.affiliation, letters.name) == ("Friend", "Infantry")
    frame = letters.drawing.parts[1]
    assert frame.fill == "#80e0ff"
    corners = path_from_data(frame.d).vertices
    assert corners.min(axis=0).tolist() == [25, 50]
    assert corners.max(axis=0).tolist() == [175, 150]


def test_a_thirty_digit_code_is_drawn_as_its_first_twenty() -> None:
    long, short = (
        draw_code(FRIEND_BY_NUMBER + "0" * 10),
        draw_code(FRIEND_BY_NUMBER),
    )
    assert long is not None
    assert short is not None
    assert long.drawing.parts == short.drawing.parts


def test_an_echelon_and_a_headquarters_change_what_is_drawn() -> None:
    """A platoon has three dots above its frame; headquarters stand at the end of their staff."""
    plain, platoon = (
        draw_code("SHGPUCI--------"),
        draw_code(HOSTILE_INFANTRY),
    )
    headquarters = draw_code("SFGPUCI---AA---")
    assert plain is not None
    assert platoon is not None
    assert headquarters is not None
    dots = [
        one
        for one in platoon.drawing.parts
        if one.fill == "#000000" and "C" in one.d
    ]
    assert len(dots) == 3
    assert platoon.echelon == "Platoon/detachment"
    assert plain.drawing.anchor == (100, 100)
    x, y = headquarters.drawing.anchor
    assert x == 25
    assert y > 150


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("JUNK", "this has 4 characters"),
        ("1.0031E+19", "write the column as text"),
        ("1.0031e+19", "write the column as text"),
        (
            "10031000161211000832",
            "write the column as text",
        ),  # 1.0031000161211e19, as Excel has it
        ("SHGPUCI----D", "this has 12 characters"),
        ("<SCRIPT>ALERT(1)", "this has 16 characters"),
        ("SHGPUCI\N{HYPHEN}---D---", "a code has 10 or 15 letters"),
    ],
)
def test_what_is_no_code_is_told_with_its_remedy(
    code: str, told: str
) -> None:
    assert told in find_fault(code)


def test_a_code_that_the_standards_do_not_have_draws_nothing() -> None:
    assert find_fault("10031000009999999999") == ""
    assert draw_code("10031000009999999999") is None


def test_every_symbol_of_the_tables_is_plain_paths() -> None:
    """Codes of eight symbol sets: each part has a path or letters, and known colours."""
    sets = {
        "10": 8,
        "15": 12,
        "20": 12,
        "30": 8,
        "35": 4,
        "40": 8,
        "01": 4,
        "05": 4,
    }
    drawn = 0
    for number, most in sets.items():
        for entity in range(11, 11 + most):
            symbol = draw_code(f"1006{number}0000{entity}01000000")
            drawn += symbol is not None
            for part in symbol.drawing.parts if symbol else ():
                assert part.d or part.text
                assert re.fullmatch(r"(#[0-9a-f]{6}|outline)?", part.fill)
                assert not part.d or len(path_from_data(part.d).vertices)
    assert drawn >= 20


def test_codes_are_named_counted_and_coloured_by_side() -> None:
    codes = [
        HOSTILE_INFANTRY,
        FRIEND_BY_NUMBER,
        FRIEND_BY_NUMBER,
        "sngpuum---",
    ]
    made = sitmap.Map(table(codes), symbols="app6")
    assert entries(made) == [
        ("Hostile: Infantry, platoon/detachment", 1),
        ("Friend: Infantry", 2),
        ("Neutral: Military intelligence", 1),
        ("Several incidents: shares by colour", None),
    ]
    assert entries(sitmap.Map(table(codes), symbols="app6", lang="de"))[0][
        0
    ].startswith("Feind: ")


def test_what_cannot_be_drawn_is_named_and_keeps_its_usual_mark() -> None:
    codes = [
        HOSTILE_INFANTRY,
        "10061000009999999999",
        None,
        1.0031000001211e19,
    ]
    made_of = table(
        codes, event_type=["Battles", "Riots", "Riots", "Protests"]
    )
    told = r"2 of 3 codes in column 'sidc'.*in row 1.*, is '10061000009999999999'.*no such symbol"
    with pytest.warns(DataWarning, match=told):
        made = sitmap.Map(made_of, symbols="app6")
    assert [text for text, _ in entries(made, 1)][:2] == [
        "Protests",
        "Riots",
    ]
    assert "2 symbol codes can’t be drawn" in " ".join(made.content().notes)
    found = check_map(made, places=False)
    rows = found[found["check"] == "symbol code"]
    assert sorted(rows["row"]) == [1, 3]
    assert "write the column as text" in rows.set_index("row").loc[3, "why"]


def test_many_symbols_are_drawn_and_the_key_tells_the_most_frequent(
    tmp_path,
) -> None:
    """Of 30 echelons and entities 20 have a line, the first of them twice on the map."""
    codes = [
        f"100{side}10000{at}1211000000"
        for side in (3, 6)
        for at in range(3)
    ]
    codes += [f"100310{0:04d}12{at:02d}000000" for at in range(1, 25)]
    table_of = table([*codes, codes[4]])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        made = sitmap.Map(table_of, symbols="app6")
    told = entries(made)
    (layer,) = made.incidents
    marks = layer.describe(made.frame).incidents
    drawn = len(
        {one.look.drawing for one in marks.categories.entries} - {None}
    )
    assert drawn > 20
    lines = [(text, count) for text, count in told if count is not None]
    assert len(lines) == 21
    assert lines[-1][0].startswith(f"other ({drawn - 20}): ")
    assert (
        sum(count for _, count in lines)
        == (marks.told[0].of_drawn >= 0).sum()
    )
    made.figure(tmp_path / "map.png", dpi=60)


def test_a_check_of_a_table_finds_codes_too() -> None:
    found = check(table([HOSTILE_INFANTRY, "SHGP"]), places=False)
    assert found.loc[
        found["check"] == "symbol code", "value"
    ].to_list() == ["SHGP"]


def test_a_control_measure_is_no_symbol_but_a_line_or_an_area() -> None:
    codes = [HOSTILE_INFANTRY, "10032500001401000000", "GFGPGLB--------"]
    with pytest.warns(
        DataWarning, match="2 of 3 codes.*draw it with lines or areas"
    ):
        sitmap.Map(table(codes), symbols="app6")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"symbols": "app6", "symbol_by": "sdic"}, "did you mean 'sidc'"),
        (
            {"symbols": "app6", "symbol_by": "title"},
            "no code of column 'title' can be drawn",
        ),
        (
            {"symbols": "app6", "color_by": "title"},
            "have their own colours",
        ),
        ({"symbols": "nato"}, "choose one of shapes"),
    ],
)
def test_what_does_not_go_together_is_said(
    options: dict[str, str], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        sitmap.Map(table([HOSTILE_INFANTRY]), **options)  # type: ignore[arg-type]


def test_a_table_without_codes_asks_for_the_column() -> None:
    bare = table([HOSTILE_INFANTRY]).rename(columns={"sidc": "mark"})
    with pytest.raises(InputError, match="name it with symbol_by"):
        sitmap.Map(bare, symbols="app6")


def test_a_page_has_the_paths_once_and_not_the_library(tmp_path) -> None:
    made = sitmap.Map(table([HOSTILE_INFANTRY] * 40), symbols="app6")
    made.save(tmp_path / "map.html")
    page = (tmp_path / "map.html").read_text("utf-8")
    symbol = draw_code(HOSTILE_INFANTRY)
    assert symbol is not None
    strap = json.dumps(symbol.drawing.parts[-4].d)
    assert page.count(strap) == 1
    library = read_asset("app6.js")
    assert library[2000:2400] not in page
