"""`sitmap.read`: files to the incident table, nothing lost, faults in one line."""

import json
import math
import warnings

import pytest

import sitmap
from sitmap.errors import DataWarning, InputError
from sitmap.readers import describe_reading, list_left_off
from sitmap.readers.rows import list_numbers


def write(tmp_path, text, name="table.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(
        text if isinstance(text, bytes) else text.encode(encoding)
    )
    return path


def read_quietly(path, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        return sitmap.read(path, **options)


@pytest.mark.parametrize(
    "header",
    [
        "place,lat,lon,date",
        "Town;LATITUDE;Longitude;Event Date",
        "location\ty\tx\tWhen",
    ],
)
def test_column_names_in_the_wild(tmp_path, header):
    """Names, cases and delimiters differ; the table is the same."""
    mark = next(mark for mark in ";\t," if mark in header)
    row = mark.join(["Zvečan", "42.9", "20.84", "2023-05-29"])
    incidents = sitmap.read(write(tmp_path, f"{header}\n{row}\n"))
    assert incidents.loc[0, "place"] == "Zvečan"
    assert (incidents.geometry.x[0], incidents.geometry.y[0]) == (
        20.84,
        42.9,
    )
    assert str(incidents.loc[0, "date_start"].date()) == "2023-05-29"
    assert incidents.loc[0, "located_by"] == "source"


def test_columns_can_be_named(tmp_path):
    """A header that no list knows is read by the user's own word."""
    incidents = sitmap.read(
        write(tmp_path, "Ort,Tag\nPriština,2022-01-02\n"),
        columns={"place": "Ort", "date_start": "Tag"},
    )
    assert incidents.loc[0, "place"] == "Priština"


def test_na_is_a_place_name(tmp_path):
    """ "NA" and "None" are words, not gaps."""
    incidents = sitmap.read(write(tmp_path, "place,actor\nNA,None\n"))
    assert incidents.loc[0, "place"] == "NA"
    assert incidents.loc[0, "actor1"] == "None"


def test_bad_rows_stay_and_are_told_with_their_number(tmp_path):
    """The other rows come through; each fault names row, value and remedy."""
    text = "place,lat,lon,fatalities\nA,142,20,1\nB,42,20,many\nC,42,20,2\n"
    with pytest.warns(
        DataWarning,
        match=r"table\.csv: 2 of 3 rows have a problem: row 2: latitude '142'",
    ):
        incidents = sitmap.read(write(tmp_path, text))
    assert len(incidents) == 3
    assert incidents.geometry.notna().to_list() == [False, True, True]
    assert (
        incidents.loc[1, "problem"]
        == "row 3: fatalities_best 'many' is no number; left empty"
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x00\x00", "binary"),
        (b"<html><body>no</body></html>", "without a table"),
        (
            b"colour,size\nred,3\n",
            "no column with a place or a coordinate; it has colour, size",
        ),
        (b"just some words\nmore words\n", "no column with a place"),
        (b'{"type": "FeatureCollection"}', "no list of features"),
        (b'{"type": "FeatureColl', "no valid JSON"),
        (b"[1, 2]", "neither GeoJSON"),
    ],
)
def test_files_that_are_no_table(tmp_path, content, told):
    """One line says what the file is not, and names it."""
    with pytest.raises(InputError, match=r"table\.csv") as error:
        sitmap.read(write(tmp_path, content))
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_and_a_folder(tmp_path):
    """Both are told apart, in one line."""
    with pytest.raises(InputError, match="no such file"):
        sitmap.read(tmp_path / "nothing.csv")
    with pytest.raises(InputError, match="is a folder"):
        sitmap.read(tmp_path)


@pytest.mark.parametrize(
    "url", ["http://example.org/a.csv", "/vsicurl/http://example.org/a.csv"]
)
def test_no_reader_follows_a_link(url):
    """A URL is never fetched by accident."""
    with pytest.raises(InputError, match="local files only"):
        sitmap.read(url)


def test_an_empty_table_is_a_table(tmp_path):
    """A header without rows gives no incidents and no error."""
    assert len(sitmap.read(write(tmp_path, "place,date\n"))) == 0


def test_other_encodings(tmp_path):
    """A byte-order mark decides; cp1252 is read with a warning; a named encoding is obeyed."""
    assert (
        sitmap.read(
            write(tmp_path, "place\nPejë\n", encoding="utf-16")
        ).loc[0, "place"]
        == "Pejë"
    )
    unmarked = write(
        tmp_path, "place,date\nPejë,2022-01-01\n".encode("utf-16-le")
    )
    assert sitmap.read(unmarked).loc[0, "place"] == "Pejë"
    with pytest.warns(DataWarning, match="cp1250"):
        assert (
            sitmap.read(
                write(
                    tmp_path, "place\nPeć\nLeposavić\n", encoding="cp1250"
                )
            ).loc[0, "place"]
            == "Peć"
        )
    with pytest.warns(DataWarning, match="cp1251"):
        assert (
            sitmap.read(
                write(tmp_path, "місто\nХарків\n", encoding="cp1251")
            ).loc[0, "place"]
            == "Харків"
        )
    with pytest.warns(DataWarning, match="cp1252"):
        assert (
            sitmap.read(
                write(tmp_path, "place\nPejë\n", encoding="cp1252")
            ).loc[0, "place"]
            == "Pejë"
        )
    assert (
        sitmap.read(
            write(tmp_path, "place\nPeć\n", encoding="cp1250"),
            encoding="cp1250",
        ).loc[0, "place"]
        == "Peć"
    )
    with pytest.raises(InputError, match="no encoding is called"):
        sitmap.read(write(tmp_path, "place\nPejë\n"), encoding="latin-7000")


def test_a_row_with_too_many_fields_keeps_the_rest(tmp_path):
    """An unquoted comma costs its row's last fields, and is told."""
    with pytest.warns(DataWarning, match="more fields than the header"):
        incidents = sitmap.read(
            write(tmp_path, "place,notes\nA,one, two\nB,three\n")
        )
    assert incidents["place"].to_list() == ["A", "B"]


def test_geojson_points_and_areas(tmp_path):
    """Points stay; an area becomes a point on it with the radius that holds it.

    A bad feature is told.
    """
    square = [[[20, 42], [21, 42], [21, 43], [20, 43], [20, 42]]]
    features = [
        {
            "type": "Feature",
            "properties": {"title": "a"},
            "geometry": {"type": "Point", "coordinates": [20.8, 42.9]},
        },
        {
            "type": "Feature",
            "properties": {"title": "b"},
            "geometry": {"type": "Polygon", "coordinates": square},
        },
        {
            "type": "Feature",
            "properties": {"title": "c"},
            "geometry": {"type": "Point", "coordinates": [20, 142]},
        },
        {"type": "Feature", "properties": {"title": "d"}, "geometry": None},
    ]
    path = write(
        tmp_path,
        json.dumps({"type": "FeatureCollection", "features": features}),
        "table.geojson",
    )
    incidents = read_quietly(path)
    assert incidents["title"].to_list() == ["a", "b", "c", "d"]
    assert incidents.geometry.notna().to_list() == [
        True,
        True,
        False,
        False,
    ]
    # half the diagonal of a degree square at 42.5° north: 82 km by 111 km
    assert incidents.loc[1, "uncertainty_m"] == pytest.approx(
        69_500, rel=0.03
    )
    assert "feature 3" in incidents.loc[2, "problem"]


def test_geojson_in_another_crs_is_brought_to_degrees(tmp_path):
    """Zvečan in Web Mercator metres (x = 20.84° in metres, y by the formula of EPSG:3857) comes out in degrees."""
    x = math.radians(20.84) * 6378137
    y = 6378137 * math.log(math.tan(math.pi / 4 + math.radians(42.9) / 2))
    feature = {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": "Point", "coordinates": [x, y]},
    }
    data = {
        "type": "FeatureCollection",
        "features": [feature],
        "crs": {
            "type": "name",
            "properties": {"name": "urn:ogc:def:crs:EPSG::3857"},
        },
    }
    point = sitmap.read(
        write(tmp_path, json.dumps(data), "table.geojson")
    ).geometry[0]
    assert (point.x, point.y) == pytest.approx((20.84, 42.9), abs=1e-7)


def test_geojson_in_an_unknown_crs_is_refused(tmp_path):
    """What nobody knows can't be brought to degrees."""
    data = {
        "type": "FeatureCollection",
        "features": [],
        "crs": {"properties": {"name": "EPSG:999999"}},
    }
    with pytest.raises(InputError, match="EPSG:999999"):
        sitmap.read(write(tmp_path, json.dumps(data), "table.geojson"))


def test_two_actors_in_one_column(tmp_path):
    """ "A; B" are two actors."""
    incidents = sitmap.read(
        write(tmp_path, "place,actors\nZvečan,KFOR; protesters\n")
    )
    assert (incidents.loc[0, "actor1"], incidents.loc[0, "actor2"]) == (
        "KFOR",
        "protesters",
    )


def test_a_foreign_status_column_is_kept_under_another_name(tmp_path):
    """A column called status with another meaning is no fault of every row."""
    incidents = sitmap.read(
        write(tmp_path, "place,status\nA,automatic\nB,reviewed\n")
    )
    assert incidents["status"].isna().all()
    assert incidents["status_in_file"].to_list() == [
        "automatic",
        "reviewed",
    ]
    assert incidents["problem"].isna().all()


def test_ucdp_ukraine_is_read_whole(shared):
    """All 3,883 events have their point and their day.

    The day's year is the file's own year column.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        incidents = sitmap.read(
            shared / "incidents/ucdp-ged-ukraine.csv", encoding="cp1252"
        )
    assert len(incidents) == 3883
    assert incidents.geometry.notna().all()
    assert (
        incidents["date_start"].dt.year.astype(str) == incidents["year"]
    ).all()
    assert incidents["where_prec"].value_counts().to_dict() == {
        "2": 1841,
        "1": 1055,
        "4": 568,
        "5": 343,
        "3": 38,
        "6": 37,
        "7": 1,
    }
    assert incidents["precision"].value_counts()["admin1"] == 568
    assert incidents["problem"].isna().all()


def test_csv_spectrum(shared):
    """Quotes, commas, newlines and UTF-8 inside cells are read as they were written."""
    folder = shared / "badinput/csv-spectrum"
    for path in sorted((folder / "csvs").glob("*.csv")):
        truth = json.loads(
            (folder / "json" / f"{path.stem}.json").read_text("utf-8")
        )
        column = next(iter(truth[0]))
        incidents = read_quietly(path, columns={"place": column})
        expected = [row[column] or None for row in truth]
        assert (
            incidents["place"]
            .astype(object)
            .where(incidents["place"].notna(), None)
            .to_list()
            == expected
        ), path.name


def test_rows_keep_the_number_that_a_spreadsheet_shows(tmp_path):
    """Headings above, empty lines and texts of two lines between.

    The fifth line's record is row 5 all the same.
    """
    path = write(
        tmp_path,
        "\nIncidents of August 2022,,,\n\nplace,date,lat,lon\nA,2022-08-01,42,20\n\n"
        '"Two\nlines",2022-08-02,142,20\n,,,\nB,2022-13-01,42,20,extra\n',
    )
    with pytest.warns(DataWarning) as told:
        table = sitmap.read(path)
    assert list_numbers(table) == [5, 7, 9]
    assert table["place"].to_list() == ["A", "Two\nlines", "B"]
    assert table.loc[1, "problem"].startswith("row 7: latitude '142'")
    assert table.loc[2, "problem"].startswith(
        "row 9: date_start '2022-13-01'"
    )
    assert any(
        "First: row 9, 'B,2022-13-01,42,20,extra'" in str(one.message)
        for one in told
    )
    assert (
        describe_reading(table)
        == "table.csv: read as CSV (utf-8), 3 of 3 rows"
    )
    left_off = (
        list_left_off(table).groupby("why")["row"].apply(list).to_dict()
    )
    assert left_off == {
        "stands above the column names": [1, 2, 3],
        "is an empty line": [6, 8],
    }


def test_one_column_is_no_heading(tmp_path):
    """A table of names alone: its first line is a column's name, whatever commas stand below."""
    assert sitmap.read(
        write(tmp_path, 'place\nZvečan\n"Mitrovica, Kosovo"\n')
    )["place"].to_list() == [
        "Zvečan",
        "Mitrovica, Kosovo",
    ]


def test_a_thousand_rows_with_one_fault_are_one_line(tmp_path):
    """Grouped by what is wrong, the most frequent first, with the first rows.

    In the table each row has its own.
    """
    rows = "".join(
        f"P{at},{100 + at / 1000},20,2022-01-01\n" for at in range(1000)
    )
    path = write(tmp_path, f"place,lat,lon,date\n{rows}A,42,20,soon\n")
    with pytest.warns(DataWarning) as told:
        table = sitmap.read(path)
    (line,) = [str(one.message) for one in told]
    assert (
        line
        == "table.csv: 1001 of 1001 rows have a problem: 1,000 rows (2, 3, 4, 5, 6, …), as:"
        " latitude '100.0' is not between -90 and 90; correct it; row 1002: date_start 'soon' is"
        " no date that sitmap reads; write 2022-07-31"
    )
    assert (
        table.loc[999, "problem"]
        == "row 1001: latitude '100.999' is not between -90 and 90; correct it"
    )
