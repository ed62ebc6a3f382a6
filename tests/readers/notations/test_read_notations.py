"""Whole tables whose cells are in the field's own notations, read as `sitmap.read` reads them."""

import warnings
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import sitmap
from sitmap.errors import DataWarning

DATA = Path(__file__).parents[2] / "data" / "notations"


def read(source, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        return sitmap.read(source, **options)


def points(table):
    return [
        None if at is None else (round(at.y, 5), round(at.x, 5))
        for at in table.geometry
    ]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_liaison_officers_table(tmp_path, ending):
    """Grids with and without blanks, date-time groups with zone letters, KIA and WIA."""
    path = DATA / "liaison-officer.csv"
    if ending == "xlsx":
        path = _as_workbook(path, tmp_path / "table.xlsx")
    table = read(path)
    assert points(table) == [
        (42.89249, 20.86644),
        (43.10596, 20.80337),
        None,
    ]
    assert table["uncertainty_m"].round(1).to_list()[:2] == [7.1, 0.7]
    assert table["precision"].to_list()[:2] == ["exact", "exact"]
    days = table["date_start"].dt.strftime("%Y-%m-%d").to_list()
    assert days == ["2022-08-01", "2022-08-02", "2022-08-03"]
    assert table["time"].to_list() == ["14:30", "20:05", "09:00"]
    assert table["time_offset"].fillna("-").to_list() == [
        "+00:00",
        "+02:00",
        "-",
    ]
    assert table["fatalities_best"].fillna(-1).to_list() == [0, -1, -1]
    assert table["injured_best"].fillna(-1).to_list() == [0, 2, -1]
    assert table["problem"].isna().all()


def _as_workbook(path, target):
    book = openpyxl.Workbook()
    for row in (
        pd.read_csv(path, header=None, dtype=str)
        .fillna("")
        .to_numpy()
        .tolist()
    ):
        book.active.append(
            [int(cell) if cell.isdigit() else cell or None for cell in row]
        )
    book.save(target)
    return target


def test_minus_99_is_not_known_and_told():
    """3 dead, and nothing known; the sum is 3."""
    table = read(DATA / "minus-99-dead.csv")
    assert table["fatalities_best"].sum() == 3
    assert (
        "'-99' stands for not known; left empty" in table.loc[1, "problem"]
    )


def test_counts_with_marks_ranges_and_hedges():
    """The deadliest rows keep their dead."""
    table = read(DATA / "thousands-in-counts.csv")
    told = table[
        [
            f"{kind}_{end}"
            for kind in ("fatalities", "injured")
            for end in ("low", "best", "high")
        ]
    ]
    assert told.fillna(-1).to_numpy().tolist() == [
        [-1, 1765, -1, -1, 1000, -1],
        [-1, 2100, -1, -1, -1, -1],
        [-1, 1, -1, -1, 30, -1],
        [3, -1, 5, 10, 10, -1],
        [2, 2, -1, -1, 30, -1],
    ]
    assert table["problem"].isna().all()


def test_numbers_that_are_none_are_told():
    """Infinity, 1e19 dead, five below none, a confidence of 7: empty, each with its line."""
    table = read(DATA / "numbers.csv")
    assert table["fatalities_best"].fillna(-1).to_list() == [-1, -1, -1, 2]
    assert table["confidence"].fillna(-1).to_list() == [0.5, -1, 0.5, 0.5]
    assert table["problem"].notna().to_list() == [True, True, True, False]
    assert (
        "confidence '7' is not a share from 0 to 1"
        in table.loc[1, "problem"]
    )


def test_days_of_other_calendars_are_asked_for():
    """Three rows of nine; a spreadsheet's serial, half past two and the day's end are read."""
    table = read(DATA / "other-calendars.csv")
    days = table["date_start"].dt.strftime("%Y-%m-%d").fillna("").to_list()
    assert days == [
        "2024-03-05",
        "2024-03-05",
        "2024-03-13",
        "2024-09-01",
        "",
        "",
        "",
        "2024-03-05",
        "2024-03-05",
    ]
    assert (
        table["problem"].notna().to_list()
        == [False] * 4 + [True] * 3 + [False] * 2
    )
    assert "may be Solar Hijri or Hijri" in table.loc[4, "problem"]
    assert table["time"].fillna("").to_list()[-2:] == ["14:30", "24:00"]


def test_grid_references_and_links_of_maps():
    """MGRS, a plus code, UTM, degrees, EWKT, links, JSON, ODK, decimal commas: one place."""
    table = read(DATA / "grid-references.csv")
    found = dict(zip(table["title"], points(table), strict=True))
    assert found["Bridge"] == pytest.approx((42.89, 20.86), abs=1e-4)
    assert found["UTM"] == pytest.approx((42.89, 20.86), abs=1e-4)
    assert found["Gate"] == pytest.approx((42.8914, 20.8661), abs=1e-4)
    assert found["DMS"] == pytest.approx((42.8914, 20.866), abs=1e-4)
    for title in (
        "geo",
        "EWKT",
        "gmaps",
        "json",
        "wd",
        "kobo",
        "ukr",
        "paren",
    ):
        assert found[title] == (42.8914, 20.866)
    radii = dict(zip(table["title"], table["uncertainty_m"], strict=True))
    assert (radii["Bridge"], radii["kobo"]) == pytest.approx(
        (0.7071, 4.5), abs=1e-3
    )


def test_a_column_of_wkt_named_geometry():
    """What GeoDataFrame.to_csv writes: a point, and an area as a point with its radius."""
    table = read(DATA / "wkt-column-geometry.csv")
    assert points(table) == [(15.35, 44.25), (15.35, 44.25)]
    assert table["precision"].to_list() == ["unknown", "near"]
    assert table.loc[1, "uncertainty_m"] == pytest.approx(7710, rel=0.01)


def test_degrees_as_navigators_soldiers_and_word_processors_write_them():
    """All eight rows have their place."""
    table = read(DATA / "degrees-as-written.csv")
    here = (42.89, 20.87)
    assert points(table) == [
        here,
        (12.55, 43.51667),
        here,
        (-12.5, 20.87),
        (-12.5, 20.87),
        here,
        here,
        here,
    ]
    assert table["problem"].isna().all()


def test_links_in_other_dress_open():
    """An anchor, two in a cell, www. alone: addresses; and the anchor's words kept."""
    table = read(DATA / "links-not-plain.csv")
    assert table["source_url"].to_list() == [
        "https://example.org/a",
        "https://example.org/b https://example.org/c",
        "https://www.example.org/d",
        "https://example.org/e https://example.org/f",
    ]
    assert table["source"].fillna("").to_list() == ["Paper", "", "", ""]


def frame(**columns):
    return pd.DataFrame(
        {"place": ["Peja"] * len(next(iter(columns.values()))), **columns}
    )


def test_a_cell_without_an_address_is_told():
    """And kept."""
    table = read(frame(link=["https://example.org/a", "see the annex"]))
    assert table["source_url"].fillna("").to_list() == [
        "https://example.org/a",
        "",
    ]
    assert (
        "source_url 'see the annex' is no address"
        in table.loc[1, "problem"]
    )
    assert table.loc[1, "source_url_in_file"] == "see the annex"


def test_words_of_status_and_confidence_are_kept_beside_their_codes():
    """Підтверджено is confirmed, спростовано denied; висока is .9."""
    table = read(
        frame(
            status=["Підтверджено", "спростовано", "confirmed"],
            confidence=["висока", "0.4", "80%"],
        )
    )
    assert table["status"].to_list() == ["confirmed", "denied", "confirmed"]
    assert table["status_told"].to_list() == [
        "Підтверджено",
        "спростовано",
        "confirmed",
    ]
    assert table["confidence"].to_list() == [0.9, 0.4, 0.8]
    assert table["confidence_told"].fillna("").to_list() == [
        "висока",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("told", "time", "offset"),
    [
        (["14:30", "9:05"], ["14:30", "09:05"], ["", ""]),
        (["1430Z", "0905B"], ["14:30", "09:05"], ["+00:00", "+02:00"]),
        (["930", "45"], ["09:30", "00:45"], ["", ""]),
        (["2 pm", "9 Uhr"], ["14:00", "09:00"], ["", ""]),
        (["14:30+02:00", "in the night"], ["14:30", ""], ["+02:00", ""]),
        (["0.6041667", "0.25"], ["14:30", "06:00"], ["", ""]),
    ],
)
def test_a_column_of_hours(told, time, offset):
    """As the source says them; words are told."""
    table = read(frame(date=["2024-03-05", "2024-03-06"], time=told))
    assert table["time"].fillna("").to_list() == time
    assert table["time_offset"].fillna("").to_list() == offset
    assert table["problem"].isna().to_list() == [
        bool(each) for each in time
    ]


def test_hours_of_the_date_fill_what_a_column_of_hours_leaves_open():
    """A row's own hour goes first."""
    table = read(
        frame(
            date=["2024-03-05 08:00+01:00", "2024-03-06 09:00+01:00"],
            time=["07:15", None],
        )
    )
    assert table["time"].to_list() == ["07:15", "09:00"]
    assert table["time_offset"].fillna("").to_list() == ["", "+01:00"]


def test_a_span_in_a_cell_has_its_end():
    """5-7 March is three days; a column date_end goes before it."""
    table = read(frame(date=["5–7 March 2024", "2024-W10"]))
    assert table["date_end"].dt.strftime("%m-%d").to_list() == [
        "03-07",
        "03-10",
    ]
    assert table["date_precision"].to_list() == ["day", "week"]


def test_a_column_named_after_another_calendar_is_converted():
    """14 Farvardin 1403 was 2 April 2024."""
    table = read(
        frame(**{"Date (Jalali)": ["1403/01/14"]}),
        columns={"date_start": "Date (Jalali)"},
    )
    assert table["date_start"].dt.strftime("%Y-%m-%d").to_list() == [
        "2024-04-02"
    ]


def test_a_radius_with_its_unit_is_metres_and_makes_the_precision():
    """50 m is an exact spot, 2 km is near; 0 is not stated."""
    rows = {
        "lat": [42.89] * 4,
        "lon": [20.87] * 4,
        "uncertainty_m": ["50 m", "2 km", "0", "-3"],
    }
    table = read(pd.DataFrame(rows))
    assert table["uncertainty_m"].fillna(-1).to_list() == [50, 2000, -1, -1]
    assert table["precision"].to_list() == [
        "exact",
        "near",
        "unknown",
        "unknown",
    ]
    assert table["problem"].notna().to_list() == [False, False, False, True]


def test_a_table_of_notations_comes_back_from_a_file(tmp_path):
    """Hours, offsets, told words and links, through CSV and GeoJSON."""
    from sitmap.export.gis import write_table

    table = read(DATA / "liaison-officer.csv").assign(
        status="confirmed", status_told="e konfirmuar"
    )
    for name in ("table.csv", "table.geojson", "table.gpkg"):
        again = read(write_table(table, tmp_path / name))
        for column in (
            "time",
            "time_offset",
            "status_told",
            "uncertainty_m",
            "fatalities_best",
        ):
            said, kept = (
                each[column].astype("string").fillna("")
                for each in (again, table)
            )
            assert said.to_list() == kept.to_list(), (name, column)


def test_links_among_the_names_of_sources():
    """Where no column is one of links, those of the sources open; what stands beside them stays."""
    told = [
        "Reuters",
        '<a href="https://example.org/1">Paper</a>',
        "UN https://example.org/2",
        "https://example.org/3",
    ]
    table = read(frame(sources=told))
    assert table["source_url"].fillna("").to_list() == [
        "",
        "https://example.org/1",
        "https://example.org/2",
        "https://example.org/3",
    ]
    assert table["source"].fillna("").to_list() == [
        "Reuters",
        "Paper",
        told[2],
        "",
    ]
    assert table["problem"].isna().all()


@pytest.mark.parametrize(
    "columns",
    [
        {"Zone": ["34T"], "Easting": [489090], "Northing": [4748880]},
        {
            "UTM Zone": ["34N"],
            "Easting (m)": ["489090"],
            "Northing (m)": ["4748880"],
        },
        {
            "Easting (UTM 34N)": [489090.0],
            "Northing (UTM 34N)": [4748880.0],
        },
        {
            "Zone": ["34T"],
            "Square": ["DN"],
            "Easting": [89090],
            "Northing": [48880],
        },
    ],
)
def test_a_grid_in_columns_of_its_parts(columns):
    """Zone, easting and northing, and the square where there is one."""
    table = read(pd.DataFrame({"title": ["a"], **columns}))
    assert points(table)[0] == pytest.approx((42.89245, 20.86638), abs=2e-5)
    assert table.loc[0, "uncertainty_m"] == pytest.approx(0.707, abs=1e-3)


def test_a_zone_without_its_letter_is_asked_for():
    """36 may be north or south."""
    rows = {
        "title": ["a", "b"],
        "Zone": ["36", None],
        "Easting": [612345] * 2,
        "Northing": [5540210] * 2,
    }
    table = read(pd.DataFrame(rows))
    assert table.geometry.isna().all()
    assert "write 36N or 36S" in table.loc[0, "problem"]
    assert "UTM without its zone" in table.loc[1, "problem"]


def test_a_short_plus_code_is_near_the_town_that_it_or_its_row_names():
    """VVR8+HC near Zvečan is 8GJ2VVR8+HC; without a town it is told."""
    rows = {
        "code": ["VVR8+HC Zvečan", "VVR8+HC", "VVR8+HC", "8GJ2VVR8+HC"],
        "place": [None, "Zvečan", None, None],
        "country": ["XK"] * 4,
    }
    table = read(pd.DataFrame(rows), columns={"coordinates": "code"})
    here = (42.89144, 20.86606)
    assert points(table) == [here, here, None, here]
    assert (
        "write the full code, or a town behind it"
        in table.loc[2, "problem"]
    )


def test_the_name_of_a_column_tells_the_zone_of_its_hours():
    """Time (UTC), and a stamp called so."""
    one = read(frame(date=["2024-03-05"], **{"Time (UTC)": ["14:30"]}))
    two = read(
        frame(date_utc=["2024-03-05 14:30"]),
        columns={"date_start": "date_utc"},
    )
    assert one[["time", "time_offset"]].to_numpy().tolist() == [
        ["14:30", "+00:00"]
    ]
    assert two[["time", "time_offset"]].to_numpy().tolist() == [
        ["14:30", "+00:00"]
    ]


def test_links_of_maps_under_another_name_are_places():
    """A column of such links is one of coordinates, and no source."""
    table = read(
        pd.DataFrame(
            {
                "title": ["a"],
                "Pin": ["https://maps.apple.com/?ll=42.2139,20.7397"],
            }
        )
    )
    assert points(table) == [(42.2139, 20.7397)]
    assert table["source_url"].isna().all()
