"""The layouts of the field.

Each recognised by its content, its codes on our vocabulary, its rows all there.
"""

import json
import warnings

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from tests.readers import layouts

import sitmap
from sitmap.errors import DataWarning, InputError
from sitmap.incidents import COLUMNS, LATER_COLUMNS
from sitmap.readers import add_mentions, describe_reading, list_left_off


def read_text(tmp_path, text, name="table.txt", **options):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        return sitmap.read(path, **options)


def test_a_table_that_0_1_wrote_is_an_incident_table_still(tmp_path):
    """Columns that came later are null, and what the table says of itself is kept as it is."""
    old = [name for name in COLUMNS if name not in LATER_COLUMNS]
    frame = pd.DataFrame(
        {name: [None] for name in [*old, "longitude", "latitude"]}
    )
    frame.loc[0, ["incident_id", "title", "precision"]] = [
        "a-1",
        "Road block",
        "place",
    ]
    frame.loc[0, ["longitude", "latitude", "located_by"]] = [
        20.87,
        42.89,
        "gazetteer:exact",
    ]
    table = read_text(tmp_path, frame.to_csv(index=False), "old.csv")
    assert (
        describe_reading(table)
        == "old.csv: read as an incident table (CSV, utf-8), 1 of 1 rows"
    )
    assert table.loc[0, ["precision", "located_by"]].to_list() == [
        "place",
        "gazetteer:exact",
    ]
    assert table[sorted(LATER_COLUMNS)].isna().all(axis=None)


def test_acled_as_it_is_today(tmp_path):
    """31 columns; geo_precision 1 is a town and not an exact spot.

    Time_precision 2 is a week, 3 a month.
    """
    table = read_text(tmp_path, layouts.ACLED_NEW)
    assert (
        describe_reading(table)
        == "table.txt: read as ACLED (CSV, utf-8), 3 of 3 rows"
    )
    assert table["incident_id"].to_list() == ["KOS1", "UKR2", "UKR3"]
    assert table["precision"].to_list() == ["place", "near", "admin1"]
    assert table["date_precision"].to_list() == ["day", "week", "month"]
    assert table["event_type"].to_list() == [
        "Riots",
        "Explosions/Remote violence",
        "Strategic developments",
    ]
    assert table["country"].to_list() == ["XK", "UA", "UA"]
    assert (table.geometry.x[0], table.geometry.y[0]) == (20.8403, 42.907)
    assert table.loc[2, "source"] == "NA"
    assert table["problem"].isna().all()


def test_acled_as_it_was(tmp_path):
    """Until 2019: other event types, inter codes as numbers, dates with the month's name."""
    table = read_text(tmp_path, layouts.ACLED_OLD)
    assert table["event_type"].to_list() == [
        "Battles",
        "Explosions/Remote violence",
    ]
    assert table["sub_event_type"].to_list()[0] == "Armed clash"
    assert table["inter1"].to_list() == ["Rebel group", "Rebel group"]
    assert table["inter2"].to_list() == ["State forces", "Civilians"]
    assert table["date_start"].dt.strftime("%Y-%m-%d").to_list() == [
        "2017-04-03",
        "2017-04-04",
    ]
    assert table["fatalities_best"].to_list() == [4, 1]


def test_gdelt_events(tmp_path):
    """No header; the action's place and not the actors'; FIPS KV is Kosovo.

    Other roots are listed, not lost.
    """
    lines = [
        layouts.gdelt_event(1),
        layouts.gdelt_event(
            2,
            root="14",
            code="1411",
            kind="1",
            place="Kosovo",
            lat="42.58",
            lon="20.9",
        ),
        layouts.gdelt_event(3, root="04", code="043"),
        "4\t20230529\tcut",
    ]
    table = read_text(tmp_path, "\n".join(lines))
    assert (
        describe_reading(table)
        == "table.txt: read as GDELT 2.0 Events (utf-8), 2 of 4 rows"
    )
    assert table["place"].to_list() == [
        "Zvecan, Kosovo (general), Kosovo",
        "Kosovo",
    ]
    assert table["country"].to_list() == ["XK", "XK"]
    assert table["precision"].to_list() == ["place", "country"]
    assert table["event_type"].to_list() == ["Battles", "Protests"]
    assert (table.geometry.x[0], table.geometry.y[0]) == (20.8403, 42.907)
    left_off = list_left_off(table)
    assert left_off["row"].to_list() == [4, 3]
    assert "has 3 fields" in left_off["why"][0]
    assert "CAMEO root 04" in left_off["why"][1]
    assert read_text(tmp_path, "\n".join(lines[:3]), roots=None)[
        "EventCode"
    ].to_list() == [
        "190",
        "1411",
        "043",
    ]


def test_gdelt_mentions_join_their_events(tmp_path):
    """Mentions name no place and say so.

    Joined, an event knows how many sources told of it and how surely.
    """
    lines = [
        layouts.gdelt_mention(1),
        layouts.gdelt_mention(1, "y.example", "100"),
        layouts.gdelt_mention(9),
    ]
    mentions = read_text(tmp_path, "\n".join(lines))
    assert mentions.geometry.isna().all()
    assert mentions["problem"].str.contains("names no place").all()
    events = add_mentions(
        read_text(tmp_path, layouts.gdelt_event(1)), mentions
    )
    assert events.loc[
        0, ["mentions", "mention_sources", "confidence"]
    ].to_list() == [2, 2, 1.0]


def test_the_gdelt_mentions_sample(shared):
    """BigQuery's export of Mentions has a header line; every mention is read."""
    path = shared / "incidents/gdelt2_mentions_sample.csv"
    with pytest.warns(DataWarning, match="names no place"):
        table = sitmap.read(path)
    assert (
        len(table) == len(path.read_text("utf-8").splitlines()) - 1 == 1635
    )
    assert "GDELT 2.0 Mentions" in describe_reading(table)


def test_hxl_tags_go_before_headings(tmp_path):
    """The row of tags says what a column is; it is no incident, and NA is a place."""
    table = read_text(tmp_path, layouts.HXL)
    assert table["place"].to_list() == ["Zvečan", "NA"]
    assert table["fatalities_best"].to_list() == [0, 1]
    assert table["source"].to_list() == ["KFOR", "RTK"]
    assert list_left_off(table).to_dict("records") == [
        {"row": 2, "why": "is a heading or HXL tags, no incident"}
    ]


def test_timemap_json(tmp_path):
    """Bellingcat's export: American dates by the column's own evidence, the source's link, filters as columns."""
    table = read_text(tmp_path, layouts.TIMEMAP)
    assert "TimeMap (JSON list" in describe_reading(table)
    assert table["date_start"].dt.strftime("%Y-%m-%d").to_list() == [
        "2022-02-24",
        "2022-03-01",
    ]
    assert table.loc[0, "title"] == "Shelling of a residential building"
    assert table.loc[0, "source_url"] == "https://x.example/1"
    assert table.loc[0, "Type of area affected"] == "Residential"
    assert table.geometry.notna().to_list() == [True, False]
    assert table.loc[1, "place"] == "Izium"


def test_kml_and_kmz(tmp_path):
    """Placemarks in folders, points and areas; a KMZ is the same in a zip file."""
    import zipfile

    table = read_text(tmp_path, layouts.KML)
    assert table["title"].to_list() == [
        "Clashes in Zvečan",
        "Area",
        "Nowhere",
    ]
    assert table.loc[0, "notes"] == "A crowd & troops"
    assert str(table.loc[0, "date_start"].date()) == "2023-05-29"
    assert table.geometry.notna().to_list() == [True, True, False]
    assert table.loc[1, "uncertainty_m"] == pytest.approx(
        69_500, rel=0.03
    )  # half a degree square's diagonal
    with zipfile.ZipFile(
        tmp_path / "a.kmz", "w", zipfile.ZIP_DEFLATED
    ) as archive:
        archive.writestr("doc.kml", layouts.KML)
    with pytest.warns(
        DataWarning,
        match="row 2: is a line or an area; drawn as the circle of 69 km",
    ):
        again = sitmap.read(tmp_path / "a.kmz")
    assert again["title"].to_list() == table["title"].to_list()


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "Data;Vendi;Gjerësia;Gjatësia;Përshkrimi",
            "29.05.2023;Zveçan;42.907;20.8403;Përleshje",
        ),
        (
            "Datum;Mesto;Širina;Dužina;Opis",
            "29.05.2023;Zvečan;42.907;20.8403;Sukob",
        ),
        (
            "Датум;Место;Ширина;Дужина;Опис",
            "29.05.2023;Звечан;42.907;20.8403;Сукоб",
        ),
        (
            "Дата;Місце;Широта;Довгота;Опис",
            "29 травня 2023;Звечан;42.907;20.8403;Сутичка",
        ),
        (
            "Date;Lieu;Latitude;Longitude;Description",
            "29 mai 2023;Zvečan;42,907;20,8403;Affrontement",
        ),
        (
            "Fecha;Lugar;Latitud;Longitud;Descripción",
            "29 de mayo de 2023;Zvečan;42.907;20.8403;Choques",
        ),
        (
            "Datum;Ort;Breite;Länge;Beschreibung",
            "29. Mai 2023;Zvečan;42,907;20,8403;Zusammenstoß",
        ),
    ],
)
def test_column_names_in_seven_languages(tmp_path, header, row):
    """Place, date, point and description are found by their names in each language."""
    table = read_text(tmp_path, f"{header}\n{row}\n")
    place, notes = row.split(";")[1], row.split(";")[4]
    assert (table.loc[0, "place"], table.loc[0, "notes"]) == (place, notes)
    assert str(table.loc[0, "date_start"].date()) == "2023-05-29"
    assert (table.geometry.x[0], table.geometry.y[0]) == (20.8403, 42.907)


@pytest.fixture
def two_points():
    """Two incidents in UTM zone 34N, as a colleague's GIS would have them."""
    frame = pd.DataFrame(
        {
            "title": ["Clashes", "Blockade"],
            "date": ["2023-05-29", "2022-12-10"],
        }
    )
    points = gpd.GeoSeries(
        [shapely.Point(20.8403, 42.907), shapely.Point(20.6867, 42.9556)],
        crs=4326,
    )
    return gpd.GeoDataFrame(frame, geometry=points).to_crs(32634)


@pytest.mark.parametrize(
    ("name", "driver", "kind"),
    [
        ("a.gpkg", "GPKG", "GeoPackage"),
        ("a.shp", "ESRI Shapefile", "Shapefile"),
        ("a.fgb", "FlatGeobuf", "FlatGeobuf"),
    ],
)
def test_gis_files_are_brought_to_degrees(
    tmp_path, two_points, name, driver, kind
):
    """Told by their first bytes, whatever they are called; metres become degrees."""
    two_points.to_file(tmp_path / name, driver=driver)
    table = sitmap.read(tmp_path / name)
    assert kind in describe_reading(table)
    assert sorted(table["title"]) == ["Blockade", "Clashes"]
    clashes = table[table["title"] == "Clashes"].iloc[0]
    assert (clashes.geometry.x, clashes.geometry.y) == pytest.approx(
        (20.8403, 42.907), abs=1e-6
    )
    assert str(clashes["date_start"].date()) == "2023-05-29"


def test_a_zipped_shapefile(tmp_path, two_points):
    """Shapefiles travel as zip files; a part that would leave the folder doesn't."""
    import zipfile

    two_points.to_file(tmp_path / "a.shp")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for part in tmp_path.glob("a.*"):
            if part.suffix != ".zip":
                archive.write(part, f"../../x/{part.name}")
    assert sorted(sitmap.read(tmp_path / "a.zip")["title"]) == [
        "Blockade",
        "Clashes",
    ]


def test_a_geopackage_of_several_layers_asks_which(tmp_path, two_points):
    """No layer is picked silently."""
    two_points.to_file(tmp_path / "a.gpkg", layer="one")
    two_points.to_file(tmp_path / "a.gpkg", layer="two")
    with pytest.raises(
        InputError, match=r"2 layers \(one, two\); name one"
    ):
        sitmap.read(tmp_path / "a.gpkg")
    assert len(sitmap.read(tmp_path / "a.gpkg", layer="two")) == 2


def test_geoparquet(tmp_path, two_points):
    """GeoParquet in any CRS."""
    pytest.importorskip("pyarrow", reason="needs the extra sitmap[parquet]")
    two_points.to_parquet(tmp_path / "a.parquet")
    table = sitmap.read(tmp_path / "a.parquet")
    assert "GeoParquet" in describe_reading(table)
    assert table.geometry.x.to_list() == pytest.approx(
        [20.8403, 20.6867], abs=1e-6
    )


def test_excel(tmp_path):
    """A heading above the header, a real date, a number that is a code, a second sheet that is named."""
    openpyxl = pytest.importorskip(
        "openpyxl", reason="needs the extra sitmap[excel]"
    )
    import datetime as dt

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "May"
    header, row = (
        ["id", "Date", "Place", "Lat", "Lon"],
        [7, dt.date(2023, 5, 29), "NA", 42.9, 20.84],
    )
    for line in (["Incidents of May"], [], header, row):
        sheet.append(line)
    book.create_sheet("Codes").append(["a", "b"])
    book.save(tmp_path / "a.xlsx")
    with pytest.warns(DataWarning, match="not read: 'Codes'"):
        table = sitmap.read(tmp_path / "a.xlsx")
    assert table.loc[0, ["incident_id", "place"]].to_list() == ["7", "NA"]
    assert str(table.loc[0, "date_start"].date()) == "2023-05-29"
    assert (
        describe_reading(table)
        == "a.xlsx: read as Excel, sheet 'May', 1 of 1 rows"
    )


def test_ucdp_is_ucdp_in_every_file(tmp_path, shared):
    """The same events as CSV, Excel and GeoJSON give the same precision and days."""
    pytest.importorskip("openpyxl", reason="needs the extra sitmap[excel]")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        whole = pd.read_csv(
            shared / "incidents/ucdp-ged-ukraine.csv", encoding="cp1252"
        ).head(60)
    whole.to_csv(tmp_path / "a.csv", index=False)
    whole.to_excel(tmp_path / "a.xlsx", index=False)
    points = gpd.GeoDataFrame(
        whole,
        geometry=gpd.points_from_xy(whole["longitude"], whole["latitude"]),
        crs=4326,
    )
    points.to_file(tmp_path / "a.geojson", driver="GeoJSON")
    tables = [
        sitmap.read(tmp_path / name)
        for name in ("a.csv", "a.xlsx", "a.geojson")
    ]
    for table in tables:
        assert "UCDP GED" in describe_reading(table)
        for column in (
            "incident_id",
            "precision",
            "date_start",
            "date_precision",
            "country",
            "fatalities_best",
        ):
            assert table[column].to_list() == tables[0][column].to_list(), (
                column
            )
        assert table.geometry.x.to_list() == tables[0].geometry.x.to_list()


def test_ucdp_ukraine_maps_precision_as_the_file_has_it(shared):
    """3,883 of 3,883; where_prec 1/2/3/4/5/6/7 is 1055/1841/38/568/343/37/1, and ours follow from it."""
    with pytest.warns(DataWarning, match="cp1252"):
        table = sitmap.read(shared / "incidents/ucdp-ged-ukraine.csv")
    counts = table["precision"].value_counts()
    assert len(table) == 3883
    assert list_left_off(table).empty
    assert counts.to_dict() == {
        "place": 1055,
        "near": 1841 + 343,
        "admin2": 38,
        "admin1": 568,
        "country": 37,
        "unknown": 1,
        "exact": 0,
    }
    assert (table["country"] == "UA").all()


def test_json_of_the_same_fields_in_a_list(tmp_path):
    """A list of flat objects is a table."""
    table = read_text(
        tmp_path,
        json.dumps(
            [
                {"place": "Zvečan", "date": "2023-05-29"},
                {"place": "NA", "date": None},
            ]
        ),
    )
    assert table["place"].to_list() == ["Zvečan", "NA"]
    assert "all_sources" not in table
    assert (
        read_text(tmp_path, '[{"place": "a", "source": "KFOR"}]').loc[
            0, "source"
        ]
        == "KFOR"
    )


def test_empty_lines_are_told(tmp_path):
    """A line of delimiters is no incident; its number is listed, and the rows keep theirs."""
    table = read_text(tmp_path, "place,lat,lon\nA,42,20\n,,\nB,142,20\n")
    assert list_left_off(table).to_dict("records") == [
        {"row": 3, "why": "is an empty line"}
    ]
    assert table.loc[1, "problem"].startswith("row 4: latitude '142'")
