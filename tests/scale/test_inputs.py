"""Files of every kind to rows; what can't be read is told, and the rest goes on."""

import gzip
import os
import shutil
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

import sitmap
from sitmap.errors import DataWarning, InputError, OutputError
from sitmap.readers.layouts.gdelt import EVENT_COLUMNS
from sitmap.samples import sample_path
from sitmap.scale import (
    aggregate,
    aggregate_to_file,
    csv_files,
    digest,
    read_summary,
    streams,
    text_blocks,
)
from sitmap.scale.inputs import list_files, list_parts
from sitmap.scale.plan import make_plan

PLAN = make_plan("day,h3:5")


def test_a_known_layout_needs_no_rows_to_be_known(tmp_path, monkeypatch):
    """GDELT's names say what its columns are: no row is read before the parts are counted."""
    columns = {name: [""] for name in EVENT_COLUMNS}
    columns["SQLDATE"] = [20220731]
    file = tmp_path / "events.parquet"
    pd.DataFrame(columns).to_parquet(file)
    read = []
    monkeypatch.setattr(
        pq.ParquetFile, "iter_batches", lambda *_, **__: read.append(1)
    )
    (part,) = list_parts([file], PLAN, {})
    assert part.roles.columns["date_start"] == "SQLDATE"
    assert not read


def incidents(rows=40, seed=1):
    """Rows over a few places and days."""
    rng = np.random.default_rng(seed)
    at = rng.integers(0, 5, rows)
    return pd.DataFrame(
        {
            "longitude": (20 + at / 3).round(3),
            "latitude": (42 + at / 5).round(3),
            "date": pd.Series(
                pd.Timestamp("2022-07-31")
                + pd.to_timedelta(rng.integers(0, 4, rows), unit="D")
            ),
            "type": rng.choice(["Riots", "Battles"], rows),
            "fatalities": rng.integers(0, 3, rows),
            "notes": "a, b",
        }
    )


def as_csv(frame, path, **options):
    """Dates as ISO texts."""
    frame.to_csv(path, index=False, date_format="%Y-%m-%d", **options)
    return path


def gdelt_line(number, code="190"):
    """A raw line of GDELT."""
    said = {
        "GLOBALEVENTID": str(number),
        "SQLDATE": "20220731",
        "EventCode": code,
        "EventRootCode": code[:2],
        "ActionGeo_Type": "4",
        "ActionGeo_Lat": "42.9",
        "ActionGeo_Long": f"{20 + number % 7 / 10:.1f}",
        "Actor1Name": 'a "quote',
        "SOURCEURL": "https://example.org",
    }
    return "\t".join(said.get(name, "") for name in EVENT_COLUMNS)


def test_every_way_of_storing_a_table_counts_the_same(tmp_path):
    """Parquet, GeoParquet, CSV with commas, semicolons or tabs, UTF-16, gzip, zip."""
    frame = incidents()
    points = gpd.points_from_xy(
        frame["longitude"], frame["latitude"], crs=4326
    )
    geo = gpd.GeoDataFrame(
        frame.drop(columns=["longitude", "latitude"]), geometry=points
    )
    frame.to_parquet(tmp_path / "a.parquet")
    geo.to_parquet(tmp_path / "b.parquet")
    geo.to_crs(32634).to_parquet(tmp_path / "metres.parquet")
    as_csv(frame, tmp_path / "a.csv")
    as_csv(frame, tmp_path / "b.csv", sep=";")
    as_csv(frame, tmp_path / "c.tsv", sep="\t", encoding="utf-8-sig")
    as_csv(frame, tmp_path / "d.csv", encoding="utf-16")
    (tmp_path / "a.csv.gz").write_bytes(
        gzip.compress((tmp_path / "a.csv").read_bytes())
    )
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(tmp_path / "a.csv", "a.csv")
    found = {
        path.name: digest(aggregate(path))
        for path in sorted(tmp_path.iterdir())
    }
    assert len(found) == 9
    assert set(found.values()) == {
        digest(aggregate(tmp_path / "a.parquet"))
    }, found


def test_what_sitmap_writes_counts_as_what_it_read(tmp_path):
    """The incident table, as CSV and as GeoParquet."""
    table = sitmap.read(sample_path("north-kosovo.csv"))
    found = set()
    for name in ("a.csv", "a.parquet"):
        from sitmap.export.gis import write_table

        write_table(table, tmp_path / name)
        found.add(digest(aggregate(tmp_path / name)))
    assert found == {digest(aggregate(sample_path("north-kosovo.csv")))}


def test_gdelts_raw_files_are_cut_between_lines(tmp_path, monkeypatch):
    """Each line counts once, whatever the size of the parts; packed files are read whole.

    Quotes mean nothing there.
    """
    lines = "\n".join(gdelt_line(number) for number in range(100)) + "\n"
    (tmp_path / "20220731.export.CSV").write_text(lines, "utf-8")
    with zipfile.ZipFile(
        tmp_path / "20220731.export.CSV.zip", "w"
    ) as archive:
        archive.write(
            tmp_path / "20220731.export.CSV", "20220731.export.CSV"
        )
    whole = aggregate(tmp_path / "20220731.export.CSV.zip")
    assert whole["incidents"].sum() == 100
    for size in (500, 1000, 3333):
        monkeypatch.setattr("sitmap.scale.inputs._BYTES", size)
        assert (
            len(
                list(
                    list_parts([tmp_path / "20220731.export.CSV"], PLAN, {})
                )
            )
            > 3
        )
        assert digest(
            aggregate(tmp_path / "20220731.export.CSV")
        ) == digest(whole)


def test_lines_that_are_no_rows_are_counted(tmp_path):
    """Cut and joined lines, in CSV and in GDELT's."""
    good = as_csv(incidents(4), tmp_path / "a.csv")
    good.write_text(
        good.read_text("utf-8") + "1,2\n" + "1,2,3,4,5,6,7,8\n", "utf-8"
    )
    said = aggregate(good).attrs["sitmap"]
    assert said["left_off"] == {
        "the line has more or fewer fields than the header": 2
    }
    assert said["rows"] == 6
    (tmp_path / "g.csv").write_text(
        f"{gdelt_line(1)}\n{gdelt_line(2)}\tx\n", "utf-8"
    )
    assert aggregate(tmp_path / "g.csv").attrs["sitmap"]["left_off"] == {
        "the line has more or fewer fields than the header": 1
    }


def test_a_quoted_line_break_is_part_of_its_cell(tmp_path):
    """Notes have them."""
    path = tmp_path / "a.csv"
    path.write_text(
        'lon,lat,date,notes\n20.7,42.9,2022-07-31,"one\ntwo"\n20.7,42.9,2022-07-31,x\n',
        "utf-8",
    )
    assert aggregate(path)["incidents"].tolist() == [2]


def test_a_row_longer_than_a_block_is_a_row(tmp_path, monkeypatch):
    """What was read before it is counted once, lines that are no rows too."""
    path = tmp_path / "a.csv"
    row, bad = "20.7,42.9,2022-07-31,\n", "20.7,42.9\n"
    notes = "x\n" * 3_000
    long = f'20.7,42.9,2022-07-31,"{notes}"\n'
    path.write_text(
        "lon,lat,date,notes\n" + (row * 20 + bad) * 9 + long + row, "utf-8"
    )
    expected = aggregate(path)
    assert expected["incidents"].tolist() == [182]
    monkeypatch.setattr("sitmap.scale.text_blocks._BLOCK", 1_000)
    again = aggregate(path)
    pd.testing.assert_frame_equal(again, expected)
    assert again.attrs["sitmap"]["rows"] == 191
    assert (
        again.attrs["sitmap"]["left_off"]
        == (expected.attrs["sitmap"]["left_off"])
    )


def test_a_csv_file_is_read_once(tmp_path, monkeypatch):
    """Its columns are known from its head: no more of it than that is read twice."""
    path = tmp_path / "a.csv"
    text = "lon,lat,date\n" + "20.7,42.9,2022-07-31\n" * 20_000
    path.write_text(text, "utf-8")
    read = []
    count = csv_files._Quotes.read

    def counted(self, size=-1):
        data = count(self, size)
        read.append(len(data))
        return data

    monkeypatch.setattr(csv_files._Quotes, "read", counted)
    monkeypatch.setattr(text_blocks, "_BLOCK", 1_000)
    monkeypatch.setattr(csv_files, "HEAD_ROWS", 500)
    monkeypatch.setattr(csv_files, "SAMPLE_ROWS", 1_000)
    assert aggregate(path)["incidents"].tolist() == [20_000]
    assert sum(read) < 1.3 * len(text)  # Arrow reads some blocks ahead


def test_chunks_of_a_text_have_their_size(tmp_path, monkeypatch):
    """However it is cut into blocks: 1,000 rows are four chunks of 300 at most."""
    path = tmp_path / "a.csv"
    path.write_text(
        "lon,lat,date\n" + "20.7,42.9,2022-07-31\n" * 1_000, "utf-8"
    )
    monkeypatch.setattr(text_blocks, "_BLOCK", 1_000)
    monkeypatch.setattr(streams, "CHUNK_ROWS", 300)
    (part,) = list_parts([path], PLAN, {})
    chunks = streams.read_chunks(part, PLAN, text_blocks.Skipped(), {})
    assert [chunk.num_rows for chunk in chunks] == [300, 300, 300, 100]


def test_a_quote_within_a_word_opens_nothing(tmp_path):
    """An inch mark."""
    path = tmp_path / "a.csv"
    path.write_text(
        'lon,lat,date,notes\n20.7,42.9,2022-07-31,5" mortar\n20.7,42.9,2022-07-31,x\n',
        "utf-8",
    )
    assert aggregate(path)["incidents"].tolist() == [2]


def test_the_order_of_day_and_month_is_decided_by_the_file(
    tmp_path, monkeypatch
):
    """Once, before it is cut into chunks."""
    monkeypatch.setattr("sitmap.scale.streams.CHUNK_ROWS", 1)
    path = tmp_path / "a.csv"
    path.write_text(
        "lon,lat,date\n20.7,42.9,03/04/2022\n20.7,42.9,25/04/2022\n",
        "utf-8",
    )
    assert aggregate(path)["day"].dt.strftime("%Y-%m-%d").to_list() == [
        "2022-04-03",
        "2022-04-25",
    ]


def test_a_bad_file_among_good_ones(tmp_path):
    """One line for each, and the good ones are counted."""
    incidents().to_parquet(tmp_path / "a.parquet")
    incidents(seed=2).rename(
        columns={
            "longitude": "lng",
            "latitude": "LAT",
            "date": "Event Date",
        }
    ).to_parquet(tmp_path / "b-differing-columns.parquet")
    incidents().drop(columns=["longitude"]).to_parquet(
        tmp_path / "c-no-coordinates.parquet"
    )
    whole = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "d-cut.parquet").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "e-empty.parquet").write_bytes(b"")
    (tmp_path / "f-page.csv").write_text(
        "<html><body>Not found</body></html>", "utf-8"
    )
    (tmp_path / "g-binary.csv").write_bytes(b"\x00\x01\x02" * 100)
    (tmp_path / "h.geojson").write_text(
        '{"type": "FeatureCollection"}', "utf-8"
    )
    (tmp_path / "i-latin.csv").write_bytes(
        "lon,lat,date,type\n1,1,2022-07-31,Émeute\n".encode("cp1252")
    )
    (tmp_path / "j-open-quote.csv").write_text(
        'lon,lat,date\n1,1,"2022-07-31\n', "utf-8"
    )
    with pytest.warns(DataWarning, match="8 files are left off"):
        found = aggregate(str(tmp_path / "*"))
    said = found.attrs["sitmap"]
    assert [path.rpartition("/")[2] for path in said["sources"]] == [
        "a.parquet",
        "b-differing-columns.parquet",
    ]
    assert found["incidents"].sum() == 80
    told = {
        path.rpartition("/")[2]: reason
        for path, reason in said["failed"].items()
    }
    assert "--lon, --lat" in told["c-no-coordinates.parquet"]
    assert "never closed" in told["j-open-quote.csv"]
    assert told["e-empty.parquet"] == "is empty"
    assert "--encoding" in told["i-latin.csv"]
    assert "sitmap read h.geojson -o h.parquet" in told["h.geojson"]
    assert all("\n" not in reason for reason in told.values())


def test_a_file_that_breaks_in_the_middle_counts_for_nothing(
    tmp_path, monkeypatch
):
    """Its sound parts would be half of it; the others go on."""
    monkeypatch.setattr("sitmap.scale.inputs._ROWS", 10)
    incidents(40).to_parquet(tmp_path / "good.parquet")
    incidents(40, seed=2).to_parquet(
        tmp_path / "bad.parquet", row_group_size=10
    )
    data = bytearray((tmp_path / "bad.parquet").read_bytes())
    at = (
        pq.read_metadata(tmp_path / "bad.parquet")
        .row_group(2)
        .column(0)
        .data_page_offset
    )
    data[at : at + 30] = b"\xff" * 30
    (tmp_path / "bad.parquet").write_bytes(data)
    with pytest.warns(DataWarning, match=r"bad\.parquet"):
        found = aggregate(tmp_path)
    assert found["incidents"].sum() == 40
    assert digest(found) == digest(aggregate(tmp_path / "good.parquet"))


def test_nothing_to_count_is_an_error(tmp_path):
    """No file, no match, only bad ones, a link."""
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 and no more")
    for path, told in {
        tmp_path / "nowhere.parquet": "no such file",
        tmp_path / "*.csv": "in quotes",
        tmp_path / "bad.parquet": "nothing could be counted",
        "https://example.org/a.parquet": "local files only",
    }.items():
        with pytest.raises(InputError, match=told) as error:
            aggregate(str(path))
        assert "\n" not in str(error.value)


def test_a_table_of_no_rows_is_no_fault(tmp_path):
    """A day on which nothing happened."""
    (tmp_path / "a.csv").write_text("lon,lat,date,type\n", "utf-8")
    incidents(0).to_parquet(tmp_path / "a.parquet")
    for path in (tmp_path / "a.csv", tmp_path / "a.parquet"):
        found = aggregate(path)
        assert (len(found), found.attrs["sitmap"]["rows"]) == (0, 0)


def test_a_folder_of_reports_counts_its_incidents(tmp_path, root):
    """Drafted as by `sitmap extract`; an empty report is told."""
    for name in ("01-north-bridge.txt", "04-market-twice.txt"):
        shutil.copy(root / "data/reports" / name, tmp_path / name)
    found = aggregate(tmp_path, "month,h3:4", published="2022-08-17")
    drafted = sitmap.read_reports(tmp_path, published="2022-08-17")
    assert found.attrs["sitmap"]["rows"] == len(drafted)
    (tmp_path / "empty.txt").write_text("", "utf-8")
    with pytest.warns(DataWarning, match=r"empty\.txt"):
        again = aggregate(tmp_path, "month,h3:4", published="2022-08-17")
    assert digest(again) == digest(found)


def test_a_report_without_incidents_is_no_fault(tmp_path):
    """Nothing happened in it."""
    (tmp_path / "a.md").write_text(
        "The committee will meet again in the spring.", "utf-8"
    )
    assert aggregate(tmp_path).attrs["sitmap"]["rows"] == 0


def test_geometries_that_are_not_wkb_are_told(tmp_path):
    """GeoArrow's own encoding."""
    points = gpd.GeoDataFrame(
        {"date": ["2022-07-31"]}, geometry=[shapely.Point(1, 1)], crs=4326
    )
    points.to_parquet(tmp_path / "a.parquet", geometry_encoding="geoarrow")
    with pytest.raises(InputError, match="write them as WKB"):
        aggregate(tmp_path / "a.parquet")


def test_files_are_listed_once_and_sorted(tmp_path):
    """A folder, a pattern and a name that overlap."""
    for name in ("b.csv", "a.csv", ".hidden.csv", "notes.docx"):
        (tmp_path / name).write_text("x", "utf-8")
    found = list_files(
        [tmp_path, str(tmp_path / "*.csv"), tmp_path / "a.csv"]
    )
    assert [path.name for path in found] == ["a.csv", "b.csv"]


def test_texts_stored_as_dictionaries_or_large_strings(tmp_path):
    """As other writers have them."""
    frame = incidents()
    plain = pa.Table.from_pandas(frame)
    for number, kind in enumerate(
        (pa.large_string(), pa.dictionary(pa.int8(), pa.string()))
    ):
        schema = plain.schema.set(
            plain.schema.get_field_index("type"), pa.field("type", kind)
        )
        pq.write_table(plain.cast(schema), tmp_path / f"{number}.parquet")
    frame.to_parquet(tmp_path / "plain.parquet")
    assert (
        len({digest(aggregate(path)) for path in tmp_path.iterdir()}) == 1
    )


def test_both_coordinates_in_one_column_under_another_name(tmp_path):
    """Counted where the file's points are, never where their region is, and it is said."""
    path = (
        Path(__file__).parent.parent
        / "data"
        / "tables"
        / "coordinates-under-another-name.csv"
    )
    told = []
    aggregate_to_file(
        [path],
        tmp_path / "o.parquet",
        by="year,h3:3",
        say_columns=told.append,
        locate=False,
    )
    counts = read_summary(tmp_path / "o.parquet")
    assert counts["incidents"].sum() == 3
    assert (
        "coordinates from 'Location Coordinates', date_start from 'Reported Date'"
        in told[0]
    )


def test_what_no_name_tells_the_values_do(tmp_path):
    """As `sitmap.read` does: the only column of coordinates, the only one of dates."""
    path = tmp_path / "t.csv"
    path.write_text(
        'spot,seen\n"42.9, 20.8",5 May 2023\n"42.7, 21.2",6 May 2023\n'
    )
    aggregate_to_file(
        [path], tmp_path / "o.parquet", by="day,h3:5", locate=False
    )
    assert read_summary(tmp_path / "o.parquet")["incidents"].to_list() == [
        1,
        1,
    ]


def test_a_summary_is_a_file_and_no_pipe(tmp_path, root):
    """A link to standard output stays what it is; a link to a file leads to it."""
    source = root / "data/incidents/north-kosovo.csv"
    pipe, link = tmp_path / "pipe.parquet", tmp_path / "link.parquet"
    os.mkfifo(pipe)
    with pytest.raises(OutputError, match="is a pipe or a device"):
        aggregate_to_file(source, pipe, "month,h3:4")
    assert pipe.is_fifo()
    link.symlink_to(tmp_path / "a.parquet")
    aggregate_to_file(source, link, "month,h3:4")
    assert link.is_symlink()
    assert (tmp_path / "a.parquet").is_file()
