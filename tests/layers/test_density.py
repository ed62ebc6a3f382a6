"""Counts by cell and area: read, added up, packed.

Nothing is lost on the way, and what is coarser is told.
"""

from __future__ import annotations

import gzip
import json
import warnings

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box
from tests.synthetic import make_summary

import sitmap
from sitmap.errors import DataWarning, InputError
from sitmap.layers.cells import (
    cell_outlines,
    compact,
    parents_of,
    parse_cells,
)
from sitmap.layers.counted import NO_DAY, is_summary, read_counted
from sitmap.layers.density_bins import (
    bin_starts,
    bins_of,
    choose_unit,
    last_day_of,
)
from sitmap.layers.density_levels import choose_levels, count_all

h3 = pytest.importorskip(
    "h3.api.basic_int", reason="needs the extra sitmap[scale]"
)

PRISTINA, ZVECAN, KYIV = (
    h3.latlng_to_cell(lat, lon, 5)
    for lat, lon in ((42.66, 21.17), (42.91, 20.84), (50.45, 30.52))
)
NAMED = gpd.GeoDataFrame(
    {"name": ["West", "East", "Middle", "Middle"]},
    geometry=[
        box(20, 42, 21, 43),
        box(22, 42, 23, 43),
        box(21, 42, 22, 42.5),
        box(21, 42.5, 22, 43),
    ],
    crs=4326,
)


def table(**columns):
    rows = {
        "day": ["2022-07-31", "2022-08-01", "2022-08-01", None],
        "cell": [PRISTINA, PRISTINA, ZVECAN, KYIV],
        "event_type": ["Riots", "Protests", "Riots", None],
        "incidents": [3, 4, 5, 6],
    }
    return pd.DataFrame({**rows, **columns})


def quiet(*arguments, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        layer = sitmap.Density(*arguments, **options)
        layer.settings()
    return layer


def unpack(level, blobs):
    """Read a level as the page does: (place, slot, incidents) of every count."""
    packed, raw = (
        level,
        {name: gzip.decompress(blob) for name, blob in blobs.items()},
    )
    rows, at, from_ = packed["counts"], 0, 0
    columns = {}
    for name, many in packed["high"].items():
        values = np.frombuffer(
            raw["counts"][at : at + rows], np.uint8
        ).astype(np.int64)
        part = np.frombuffer(
            raw["more"][from_ : from_ + 8 * many], np.uint8
        ).reshape(2, 4, many)
        where, high = (
            np.ascontiguousarray(one.T).view("<i4").ravel() for one in part
        )
        values[np.cumsum(where)] += high.astype(np.int64) << 8
        columns[name] = values
        at, from_ = at + rows, from_ + 8 * many
    places, size = packed["places"], dict(packed["place_layout"])
    width = {"u8": 1, "u16": 2, "u32": 4}[size["counts"]]
    planes = np.frombuffer(
        raw["places"][places : places * (1 + width)], np.uint8
    ).reshape(width, places)
    counts = sum(
        plane.astype(np.int64) << (8 * at)
        for at, plane in enumerate(planes)
    )
    order = np.argsort(
        -np.frombuffer(raw["places"][:places], np.uint8).astype(int),
        kind="stable",
    )
    place = np.repeat(order, counts[order])
    slot = np.concatenate(
        [
            np.cumsum(part)
            for part in np.split(
                columns["step"], np.cumsum(counts[order])[:-1]
            )
        ]
    )
    return place, slot, columns["incidents"]


# --- reading
# -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cells",
    [
        lambda cell: cell,
        lambda cell: f"{cell:x}",
        lambda cell: f"0x{cell:X}",
        str,
    ],
)
def test_cells_are_read_as_numbers_and_as_words(cells):
    """H3 writes them in hexadecimal, DuckDB and Arrow as numbers."""
    counted = read_counted(
        table(
            cell=[cells(one) for one in (PRISTINA, PRISTINA, ZVECAN, KYIV)]
        )
    )
    assert (counted.total, counted.resolution, sorted(counted.cells)) == (
        18,
        5,
        sorted([PRISTINA, ZVECAN, KYIV]),
    )


def test_rows_without_a_day_are_counted_apart():
    """They are on the map, under no day."""
    counted = read_counted(table())
    assert counted.incidents[counted.day == NO_DAY].tolist() == [6]
    assert counted.span == (19204, 19205)


def test_what_cannot_be_counted_is_told_with_its_reason():
    """A cell that is none, a number that is none, a day that is none.

    The first of each kind is named.
    """
    rows = table(
        cell=[PRISTINA, "here", ZVECAN, KYIV],
        incidents=[3, 4, -1, 6],
        day=["2022-07-31", "2022-08-01", "2022-08-01", "soon"],
    )
    counted = read_counted(rows)
    assert counted.total == 3
    assert counted.left_off == {
        "no number of incidents: '-1'": 1,
        "no H3 cell: 'here'": 4,
        "no date: 'soon'": 6,
    }


def test_cells_of_another_size_go_to_their_parents_or_are_told():
    """A finer cell lies in one of the others; of a larger one nobody knows in which."""
    fine, large = (
        h3.latlng_to_cell(42.66, 21.17, 7),
        h3.cell_to_parent(ZVECAN, 3),
    )
    counted = read_counted(
        table(cell=[PRISTINA, fine, large, KYIV], incidents=[30, 1, 2, 3])
    )
    assert counted.total == 34
    assert counted.left_off == {
        f"a larger cell than H3 5, in which the others are: '{large}'": 2
    }


def test_what_the_summary_left_out_goes_along(tmp_path):
    """The reasons of `sitmap aggregate`, from a frame's attrs or from the Parquet file, and the files that failed."""
    pa, pq = (
        pytest.importorskip("pyarrow"),
        pytest.importorskip("pyarrow.parquet"),
    )
    said = {
        "by": ["month", "h3:5"],
        "left_off": {"no coordinates": 7},
        "sources": ["GDELT"],
        "failed": {"b.csv": "corrupt"},
    }
    rows = table(
        day=pd.to_datetime(["2022-07-01", "2022-08-01", "2022-08-01", None])
    )
    arrow = pa.Table.from_pandas(rows).replace_schema_metadata(
        {b"sitmap": json.dumps(said).encode()}
    )
    pq.write_table(arrow, tmp_path / "cells.parquet")
    rows.attrs["sitmap"] = said
    for given_ in (
        rows,
        tmp_path / "cells.parquet",
        str(tmp_path / "cells.parquet"),
    ):
        counted = read_counted(given_)
        assert counted.left_off == {
            "no coordinates": 7,
            "a whole file: b.csv: corrupt": 1,
        }
        assert (counted.step, counted.sources) == ("month", ("GDELT",))


def test_a_row_without_a_cell_spoils_no_other(tmp_path):
    """Arrow's null among 64-bit numbers must not make them decimal ones."""
    pa, pq = (
        pytest.importorskip("pyarrow"),
        pytest.importorskip("pyarrow.parquet"),
    )
    cells = pa.array([PRISTINA, None, KYIV], pa.uint64())
    pq.write_table(
        pa.table({"cell": cells, "incidents": [3, 4, 5]}),
        tmp_path / "cells.parquet",
    )
    counted = read_counted(tmp_path / "cells.parquet")
    assert sorted(counted.cells.tolist()) == sorted([PRISTINA, KYIV])
    assert (counted.total, counted.left_off) == (8, {"no H3 cell": 4})


def test_a_csv_file_is_a_summary_too(tmp_path):
    """Its cells stay words, and "NA" is an event type."""
    table(event_type=["NA", "NA", "Riots", None]).to_csv(
        tmp_path / "cells.csv", index=False
    )
    counted = read_counted(tmp_path / "cells.csv")
    assert (counted.total, counted.kinds) == (18, ("NA", None, "Riots"))
    assert is_summary(tmp_path / "cells.csv")
    assert not is_summary(tmp_path / "missing.parquet")


@pytest.mark.parametrize(
    ("days", "step"),
    [
        (["2022-01-01", "2023-01-01", "2024-01-01"], "year"),
        (["2022-01-01", "2022-03-01", "2024-05-01"], "month"),
        (["2022-08-01", "2022-08-08", "2022-08-29"], "week"),
        (["2022-08-01", "2022-08-02", "2022-08-29"], "day"),
        (["2022-08-01", "2022-08-01", None], "day"),
    ],
)
def test_the_step_is_read_from_the_days_where_nothing_says_it(days, step):
    """Firsts of months are months; too few days tell nothing."""
    assert read_counted(table(day=[*days, None])).step == step


def test_many_event_types_are_counted_together_beyond_forty():
    """The most frequent keep their names; nothing is lost."""
    rows = pd.DataFrame(
        {
            "cell": PRISTINA,
            "event_type": [f"Type {i}" for i in range(60)],
            "incidents": range(60, 0, -1),
        }
    )
    counted = read_counted(rows)
    assert (
        len(counted.kinds),
        counted.kinds[0],
        counted.kinds[-1],
        counted.others,
    ) == (
        40,
        "Type 0",
        "…",
        21,
    )
    assert counted.incidents[counted.kind == 39].sum() == sum(range(1, 22))


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (pd.DataFrame({"cell": [PRISTINA]}), "no column incidents"),
        (pd.DataFrame({"incidents": [1]}), "no column cell or area"),
        (
            pd.DataFrame({"cell": ["x"], "incidents": [1]}),
            "851f1d4bfffffff",
        ),
        (
            pd.DataFrame({"cell": [PRISTINA], "incidents": [0]}),
            "no row can be counted",
        ),
        (table().head(0), "no H3 cells"),
        (table(cell=[float(PRISTINA)] * 3 + [None]), "decimal numbers"),
    ],
)
def test_a_table_that_is_no_summary_is_told(rows, told):
    """One line with the remedy."""
    with pytest.raises(InputError, match=told):
        sitmap.Density(rows)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("none.parquet", None),
        ("bad.parquet", b"PAR1 not really"),
        ("bad.csv", b"\xff\xfe\x00"),
    ],
)
def test_a_file_that_is_no_summary_is_told(name, data, tmp_path):
    """It is named."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=name):
        sitmap.Density(tmp_path / name)


# --- cells
# ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("resolution", [0, 1, 4, 8, 9, 15])
def test_parents_are_those_of_h3(resolution):
    """The bits are moved as H3 moves them, for pentagons too."""
    fine = [
        h3.latlng_to_cell(lat, lon, 15)
        for lat, lon in (
            (42.66, 21.17),
            (-89.9, 3.0),
            (0.0, 180.0),
            (64.7, 10.5),
        )
    ]
    cells = np.array(
        [*fine, h3.cell_to_center_child(0x8009FFFFFFFFFFF, 15)], np.uint64
    )
    assert parents_of(cells, resolution).tolist() == [
        h3.cell_to_parent(cell, resolution) for cell in cells.tolist()
    ]


def test_cells_of_a_resolution_are_told_apart_by_few_bits():
    """They sort as the cells do."""
    cells = np.sort(np.array(sorted(h3.grid_disk(PRISTINA, 20)), np.uint64))
    packed = compact(cells, 5)
    assert (np.diff(packed) > 0).all()
    assert packed.max() < 2**22


def test_outlines_at_the_antimeridian_the_pole_and_of_pentagons():
    """Cut into two, closed along the edge of the map, five corners."""
    fiji, pole = (
        h3.latlng_to_cell(-17.0, 180.0, 2),
        h3.latlng_to_cell(90.0, 0.0, 0),
    )
    cut, cap, pentagon = cell_outlines(
        np.array([fiji, pole, 0x8009FFFFFFFFFFF], np.uint64)
    )
    assert [
        part.bounds[side]
        for part, side in zip(
            sorted(cut.geoms, key=lambda part: part.bounds),
            (0, 2),
            strict=True,
        )
    ] == [-180, 180]
    assert cut.area == pytest.approx(6.7, rel=0.1)
    assert (cap.bounds[0], cap.bounds[2], cap.bounds[3]) == (-180, 180, 90)
    assert all(shape.is_valid for shape in (cut, cap, pentagon))
    assert len(pentagon.exterior.coords) == 6


def test_parse_cells_refuses_what_h3_refuses():
    """Numbers out of range, edges and vertices, words."""
    wrong = [
        0,
        -1,
        2**63,
        2**70,
        1.5,
        None,
        "",
        "zz",
        PRISTINA + 1,
        float("nan"),
    ]
    assert parse_cells(wrong)[1].tolist() == [False] * len(wrong)


# --- time
# ----------------------------------------------------------------------------------------------------------


def test_bins_are_the_pages_own():
    """Weeks from Monday, months and years of the calendar; counted from the first."""
    days = np.array(
        [19204, 19205, NO_DAY, 19600]
    )  # Sunday 2022-07-31, Monday 2022-08-01, none, 2023-08-31
    assert bins_of(days, "day", 19204).tolist() == [0, 1, -1, 396]
    assert bins_of(days, "week", 19204).tolist() == [0, 1, -1, 57]
    assert bins_of(days, "month", 19204).tolist() == [0, 1, -1, 13]
    assert bins_of(days, "year", 19204).tolist() == [0, 0, -1, 1]
    assert [
        str(np.datetime64(int(day), "D"))
        for day in bin_starts(2, "week", 19204)
    ] == [
        "2022-07-25",
        "2022-08-01",
    ]
    assert [
        str(np.datetime64(int(day), "D"))
        for day in bin_starts(2, "month", 19204)
    ] == [
        "2022-07-01",
        "2022-08-01",
    ]


def test_the_unit_is_what_the_timeline_has_room_for():
    """240 bars; no finer than the summary; weeks stay weeks."""
    assert [
        choose_unit("day", (0, days))
        for days in (0, 239, 240, 1679, 1680, 7199, 7200)
    ] == [
        "day",
        "day",
        "week",
        "week",
        "month",
        "month",
        "year",
    ]
    assert (
        choose_unit("month", (0, 10)),
        choose_unit("week", (0, 30_000)),
        choose_unit("day", None),
    ) == (
        "month",
        "week",
        "day",
    )
    assert [
        last_day_of(19205, step)
        for step in ("day", "week", "month", "year")
    ] == [
        19205,
        19211,
        19235,
        19357,
    ]


# --- levels
# --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def summary():
    """A hundred thousand incidents in the Balkans, finely counted."""
    return make_summary(
        100_000, resolution=7, box=(19.0, 41.0, 23.0, 45.0), fatalities=True
    )


def test_a_level_is_what_pandas_counts(summary):
    """By cell, month and type, packed and read again."""
    whole = count_all(read_counted(summary), "month", None)
    place, slot, incidents = unpack(*whole.encoded)
    counted = read_counted(summary)
    by = pd.DataFrame(
        {"cell": whole.cells[place], "slot": slot, "incidents": incidents}
    )
    months = summary["day"].dt.to_period("M").astype("int64")
    kind = counted.kind
    expected = (
        summary.assign(
            slot=kind * (whole.bins + 1)
            + (months - months.min()).to_numpy()
        )
        .groupby(["cell", "slot"])["incidents"]
        .sum()
    )
    assert by.groupby(["cell", "slot"])["incidents"].sum().equals(expected)


def test_coarser_levels_lose_no_incident(summary):
    """Whatever fits: the sum is the same, places are parents, fatalities too while they are kept."""
    counted = read_counted(summary)
    whole = count_all(counted, "day", None)
    for room in (1e9, 400_000, 150_000, 60_000, 10_000):
        levels = choose_levels(whole, counted.span[0], room)
        assert [int(level.incidents.sum()) for level in levels] == [
            100_000
        ] * len(levels)
        assert sum(level.size for level in levels) <= room or room == 10_000
        assert set(levels[-1].cells) == set(
            parents_of(whole.cells, levels[-1].resolution)
        )
        for level in levels:
            assert (
                level.fatalities is None
                or level.fatalities.sum() == summary["fatalities"].sum()
            )


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_packing_loses_nothing(data):
    """Any counts, up to billions, in any slots."""
    number = st.integers(1, 2**31)
    rows = data.draw(
        st.lists(
            st.tuples(
                st.integers(0, 900),
                st.sampled_from([PRISTINA, ZVECAN, KYIV]),
                number,
            ),
            min_size=1,
        )
    )
    frame = pd.DataFrame(rows, columns=["day", "cell", "incidents"])
    frame["day"] = np.datetime64("2020-01-01", "s") + frame[
        "day"
    ].to_numpy() * np.timedelta64(86_400, "s")
    whole = count_all(read_counted(frame), "day", None)
    place, slot, incidents = unpack(*whole.encoded)
    found = pd.Series(
        incidents, pd.MultiIndex.from_arrays([whole.cells[place], slot])
    ).sort_index()
    first = frame["day"].min()
    expected = (
        frame.groupby(["cell", (frame["day"] - first).dt.days])["incidents"]
        .sum()
        .sort_index()
    )
    assert found.to_numpy().tolist() == expected.to_numpy().tolist()
    assert found.index.tolist() == expected.index.tolist()


def test_counts_too_many_for_memory_are_sorted_instead(
    monkeypatch, summary
):
    """The same, to the last."""
    counted = read_counted(summary)
    dense = count_all(counted, "week", None)
    monkeypatch.setattr("sitmap.layers.density_levels._DENSE", 10)
    sparse = count_all(counted, "week", None)
    for name in ("place", "slot", "incidents", "fatalities"):
        assert np.array_equal(getattr(dense, name), getattr(sparse, name))


# --- the layer
# -----------------------------------------------------------------------------------------------------


def test_a_large_summary_is_added_up_to_its_limit_and_told():
    """The page is no larger than asked, and says in a warning and in its settings what is coarser."""
    layer = sitmap.Density(
        make_summary(1_500_000, places=40_000, resolution=5), page_mb=2
    )
    with pytest.warns(DataWarning) as told:
        settings_ = layer.settings()
    assert (
        sum(len(blob) for blob in layer.blobs().values()) * 4 / 3 < 700_000
    )
    words = " ".join(str(one.message) for one in told)
    assert "counted by month on the page, not by day" in words
    assert "not 5, and of H3 5 while all dates are shown" in words
    timed, totals = settings_["levels"]
    assert timed["resolution"] < totals["resolution"] == 5
    assert (timed["unit"], totals["unit"]) == ("month", None)


def test_nothing_is_told_where_nothing_is_added_up():
    """A small summary goes into the page as it is."""
    layer = sitmap.Density(table())
    settings_ = layer.settings()
    assert (settings_["unit"], settings_["total"], settings_["days"]) == (
        "day",
        18,
        ["2022-07-31", "2022-08-01"],
    )
    assert [level["counts"] for level in settings_["levels"]] == [4]


def test_options_choose_step_and_cells():
    """A year in cells of H3 3, if that is what the map is to show."""
    settings_ = quiet(table(), step="year", resolution=3).settings()
    assert (
        settings_["unit"],
        settings_["resolution"],
        settings_["levels"][0]["places"],
    ) == (
        "year",
        3,
        len(
            {
                h3.cell_to_parent(cell, 3)
                for cell in (PRISTINA, ZVECAN, KYIV)
            }
        ),
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"step": "hour"}, "step is 'hour'"),
        ({"resolution": 16}, "resolution is 16"),
        ({"page_mb": 0.5}, "2 MB"),
    ],
)
def test_options_that_are_none_are_told(options, told):
    """What there is to choose from."""
    with pytest.raises(InputError, match=told):
        sitmap.Density(table(), **options)


def test_areas_are_found_by_any_of_their_names():
    """Case and accents don't matter; what no area or several have is left off and told."""
    rows = pd.DataFrame(
        {
            "area": ["WEST", "East", "Éast", "Middle", "North"],
            "incidents": [1, 2, 4, 8, 16],
        }
    )
    layer = sitmap.Density(rows, NAMED)
    assert layer.total == 7
    assert layer.left_off["why"].tolist() == [
        "several areas are called 'Middle'",
        "no area is called 'North'",
    ]
    assert layer.left_off["what"].tolist() == [
        "8 incidents",
        "16 incidents",
    ]
    assert layer.totals()["incidents"].tolist() == [1, 6, 0, 0]
    assert layer.scripts == ("density.js",)


def test_areas_need_outlines():
    """One line that says how."""
    rows = pd.DataFrame({"area": ["West"], "incidents": [1]})
    with pytest.raises(InputError, match="read_areas"):
        sitmap.Density(rows)
    with pytest.raises(InputError, match="no area is called 'West'"):
        sitmap.Density(rows, NAMED.iloc[1:])


def test_cells_beyond_the_maps_edge_are_left_off_and_told():
    """Web Mercator ends at 85°."""
    pole = h3.latlng_to_cell(89.5, 10.0, 5)
    layer = sitmap.Density(table(cell=[PRISTINA, PRISTINA, ZVECAN, pole]))
    assert layer.total == 12
    assert layer.left_off["why"].tolist() == [
        "beyond 85° of latitude, where the map ends"
    ]
    with pytest.raises(InputError, match="every cell lies beyond 85°"):
        sitmap.Density(table(cell=pole))


def test_a_map_of_counts_opens_where_they_are_and_says_how_many():
    """Title, bounds, sources and what is left off come from the summary."""
    rows = table()
    rows.attrs["sitmap"] = {
        "left_off": {"no coordinates": 7},
        "sources": ["GDELT"],
    }
    made = sitmap.Map(density=rows)
    said = made.settings()
    assert (said["title"], said["date"], said["sources"]) == (
        "18 incidents",
        None,
        [{"text": "GDELT", "url": None}],
    )
    assert made.date == "2022-08-01"
    (south, west), (north, east) = said["bounds"]
    assert 42.0 < south < 42.66
    assert 20.0 < west < 20.84
    assert 50.45 < north < 51.0
    assert 30.52 < east < 31.2
    assert made.left_off["why"].tolist() == ["no coordinates"]


def test_a_map_takes_a_path_or_a_layer_and_refuses_incidents(tmp_path):
    """`density=` is a summary."""
    table().to_csv(tmp_path / "cells.csv", index=False)
    assert (
        sitmap.Map(density=tmp_path / "cells.csv").densities[0].total == 18
    )
    assert (
        sitmap.Map(density=sitmap.Density(table(), name="Counts"))
        .densities[0]
        .label
        == "Counts"
    )
    with pytest.raises(InputError, match="a summary with columns"):
        sitmap.Map(density=pd.DataFrame({"place": ["Zvečan"]}))


def test_the_same_counts_give_the_same_page(tmp_path):
    """However the rows are ordered."""
    rows = table()
    first, second = (
        sitmap.Map(density=one).save(tmp_path / "a.html").read_bytes()
        for one in (rows, rows.iloc[::-1].reset_index(drop=True))
    )
    assert first == second


def test_without_scripts_the_page_says_what_it_would_show(tmp_path):
    """Names are text there, too."""
    hostile = gpd.GeoDataFrame(
        {"name": ["</noscript><script>window.ran=1</script>"]},
        geometry=[box(20, 42, 21, 43)],
        crs=4326,
    )
    rows = pd.DataFrame({"area": hostile["name"], "incidents": [12_345]})
    page = (
        sitmap.Map(density=rows, areas=hostile, title="Counts")
        .save(tmp_path / "a.html")
        .read_text("utf-8")
    )
    assert "12,345 incidents in 1 areas" in page
    assert "&lt;/noscript&gt;&lt;script&gt;" in page
    assert "<script>window.ran" not in page


def test_h3_is_asked_for_when_it_is_missing(monkeypatch):
    """The extra is named."""
    import builtins

    real = builtins.__import__

    def without_h3(name, *rest):
        if name.startswith("h3"):
            raise ModuleNotFoundError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_h3)
    with pytest.raises(InputError, match=r"pip install 'sitmap\[scale\]'"):
        sitmap.Density(table())
