"""A chunk of rows to its counts; how rows are cut into chunks makes no difference."""

from itertools import pairwise

import geopandas as gpd
import h3
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from sitmap.errors import InputError
from sitmap.scale import (
    Partial,
    count_chunk,
    locate_names,
    make_plan,
    merge,
    place_named,
)
from sitmap.scale.chunks import list_names
from sitmap.scale.encoded import numbers_of
from sitmap.scale.roles import find_roles
from sitmap.scale.summary import make_metadata, to_frame, to_table

CELLS = make_plan("day,h3:5")


def summarise(rows, plan=CELLS, **options):
    """The summary of one chunk, as lists."""
    partial = count_chunk(rows, plan, **options)
    frame = to_frame(
        to_table(partial.placed, plan), make_metadata(partial, plan, [], {})
    )
    frame["day"] = frame["day"].dt.strftime("%Y-%m-%d")
    return frame.astype(object).where(frame.notna(), None)


def table(**columns):
    """Rows at Zubin Potok on one day, but for what is given."""
    length = max(
        (len(each) for each in columns.values() if isinstance(each, list)),
        default=1,
    )
    said = {
        "lon": 20.689,
        "lat": 42.914,
        "date": "2022-07-31",
        "type": "Riots",
    } | columns
    return pd.DataFrame(said, index=range(length))


def left_off(rows, plan=CELLS):
    """Reason to rows."""
    return {
        reason: told.rows
        for reason, told in count_chunk(rows, plan).left_off.items()
    }


def test_a_row_is_counted_in_its_day_cell_and_type():
    """The cell is that of h3 itself.

    What states no figure has null fatalities, and the sum is of those that do.
    """
    rows = table(
        type=["Riots", "Riots", "Battles"], fatalities=["2", "", ""]
    )
    found = summarise(rows)
    assert found["cell"].unique().tolist() == [
        h3.str_to_int(h3.latlng_to_cell(42.914, 20.689, 5))
    ]
    assert found[
        ["day", "event_type", "incidents", "fatalities"]
    ].to_numpy().tolist() == [
        ["2022-07-31", "Battles", 1, None],
        ["2022-07-31", "Riots", 2, 2],
    ]


@pytest.mark.parametrize("resolution", [0, 3, 7, 11])
def test_cells_of_every_resolution_are_h3s(resolution):
    """On the poles and the antimeridian, too."""
    lon, lat = [0.0, 180.0, -179.9999, 20.7], [90.0, -89.9, 10.0, 42.9]
    rows = pd.DataFrame({"lon": lon, "lat": lat, "date": "2022-07-31"})
    found = summarise(rows, make_plan(f"day,h3:{resolution}"))
    expected = {
        h3.str_to_int(h3.latlng_to_cell(y, x, resolution))
        for x, y in zip(lon, lat, strict=True)
    }
    assert set(found["cell"]) == expected


@pytest.mark.parametrize(
    ("step", "days"),
    [
        ("week", ["2022-07-25", "2022-08-01", "2021-12-27"]),  # Mondays
        ("month", ["2022-07-01", "2022-08-01", "2022-01-01"]),
        ("year", ["2022-01-01", "2022-01-01", "2022-01-01"]),
    ],
)
def test_steps_begin_on_mondays_and_firsts(step, days):
    """Sunday 31 July and Monday 1 August are of two weeks; 1 January 2022 is in a week of 2021."""
    rows = table(date=["2022-07-31", "2022-08-01", "2022-01-01"])
    assert set(summarise(rows, make_plan(f"{step},h3:5"))["day"]) == set(
        days
    )


@pytest.mark.parametrize(
    "dates",
    [
        ["2022-07-31"],
        ["20220731"],
        [20220731],
        [20220731.0],
        ["31 July 2022"],
        ["2022-07-31T23:59:59Z"],
        [pd.Timestamp("2022-07-31 23:00")],
        [pd.Timestamp("2022-07-31 23:00", tz="Europe/Belgrade")],
        [pd.Timestamp("2022-07-31").date()],
    ],
)
def test_a_date_in_any_layout_or_type(dates):
    """Texts, numbers as GDELT has them, timestamps; a time zone's own day."""
    assert summarise(table(date=dates))["day"].tolist() == ["2022-07-31"]


def test_undated_rows_are_counted_without_a_day():
    """And it is said why, with an example."""
    partial = count_chunk(
        table(
            date=["2022-07-31", None, "soon", "2022-02-30", "03/04/2022"]
        ),
        CELLS,
    )
    assert partial.placed.incidents.sum() == 5
    assert {
        reason: tuple(told) for reason, told in partial.undated.items()
    } == {
        "no date": (1, None),
        "is no date that sitmap reads": (2, "2022-02-30"),
        "the date may be day/month or month/day; say which: --dayfirst or --monthfirst": (
            1,
            "03/04/2022",
        ),
    }


def test_a_row_that_is_not_counted_is_no_undated_one():
    """Nor an example of anything but its first reason."""
    rows = table(
        date=["soon", "later"],
        status=["planned", "reported"],
        lon=["181", "20.7"],
    )
    partial = count_chunk(rows, CELLS)
    assert dict(partial.left_off) == {"status is planned": (1, None)}
    assert dict(partial.undated) == {
        "is no date that sitmap reads": (1, "later")
    }


def test_day_and_month_are_never_guessed():
    """Not even 22/01, where nothing was decided.

    The days up to the 12th would be missing beside it.
    """
    rows = table(date=["22/01/2014", "03/02/2014"])
    assert summarise(rows)["day"].tolist() == [None]
    assert summarise(rows, make_plan("day,h3:5", dayfirst=True))[
        "day"
    ].tolist() == [
        "2014-01-22",
        "2014-02-03",
    ]
    assert summarise(rows, make_plan("day,h3:5", dayfirst=False))[
        "day"
    ].tolist() == [
        "2014-03-02",
        None,
    ]


@pytest.mark.parametrize(
    ("lon", "lat", "reason"),
    [
        ("0", "0", "coordinates are (0, 0), which stands for missing"),
        ("181", "10", "coordinates are off the Earth"),
        ("10", "-90.5", "coordinates are off the Earth"),
        ("inf", "10", "coordinates are off the Earth"),
        ("", "", "no coordinates and no place"),
        ("nan", "nan", "longitude is no number of degrees"),
        ("20.7", "", "there is a longitude but no latitude"),
        ("", "42.9", "there is a latitude but no longitude"),
        ("east", "42.9", "longitude is no number of degrees"),
    ],
)
def test_rows_without_a_usable_point_say_why(lon, lat, reason):
    """Nothing is dropped silently."""
    assert left_off(table(lon=[lon], lat=[lat])) == {reason: 1}


def test_decimal_commas_and_formula_guards_are_read():
    """As `sitmap.read` reads them."""
    rows = table(
        lon=["20,689", "'20.689", " 20.689 "],
        lat=["42,914", "42.914", "42.914"],
    )
    assert summarise(rows)["incidents"].tolist() == [3]


def test_what_is_off_maps_is_off_counts():
    """Statuses and what a review dropped; `show_statuses` brings the former back."""
    rows = table(
        status=["reported", "planned", "denied", None],
        keep=["True", "true", "yes", "no"],
    )
    assert left_off(rows) == {
        "status is planned": 1,
        "status is denied": 1,
        "the review doesn't keep it": 1,
    }
    assert (
        left_off(
            rows, make_plan("day,h3:5", show_statuses=["planned"])
        ).get("status is planned")
        is None
    )


def test_a_countrys_centre_is_no_place():
    """Unless one asks for it."""
    rows = table(precision=["place", "country", "admin1", "admin2", None])
    assert left_off(rows) == {
        "known only to its country": 1,
        "known only to its region": 1,
    }
    assert left_off(rows, make_plan("day,h3:5", coarse=True)) == {}


def gdelt(**columns):
    """GDELT as a table."""
    said = {
        "SQLDATE": 20220731,
        "EventCode": "190",
        "EventRootCode": "19",
        "ActionGeo_Type": "4",
        "ActionGeo_Lat": 42.914,
        "ActionGeo_Long": 20.689,
    } | columns
    length = max(
        (len(each) for each in columns.values() if isinstance(each, list)),
        default=1,
    )
    return pd.DataFrame(said, index=range(length))


def test_gdelts_codes_are_types():
    """Conflict roots only, unless all are asked for.

    010 stored as a number gets its zero back by its root.
    """
    texts = gdelt(
        EventCode=["190", "141", "010", "43"],
        EventRootCode=["19", "14", "01", "04"],
    )
    numbers = gdelt(
        EventCode=[190, 141, 10, 43], EventRootCode=[19, 14, 1, 4]
    )
    assert summarise(texts)["event_type"].tolist() == [
        "Battles",
        "Protests",
    ]
    assert left_off(texts) == {
        "CAMEO root 01 is no conflict event": 1,
        "CAMEO root 04 is no conflict event": 1,
    }
    every = make_plan("day,h3:5", roots=None)
    assert summarise(numbers, every)["event_type"].tolist() == [
        "Battles",
        "CAMEO 010",
        "CAMEO 043",
        "Protests",
    ]


def test_layouts_of_acled_and_ucdp():
    """Old types of ACLED, codes of UCDP, and their coarse precisions."""
    acled = pd.DataFrame(
        {
            "event_id_cnty": "1",
            "event_date": "22 January 2014",
            "geo_precision": ["1", "3"],
            "inter1": "1",
            "location": "A",
            "event_type": "Riots/Protests",
            "longitude": "20.7",
            "latitude": "42.9",
            "fatalities": "0",
        }
    )
    assert summarise(acled)[
        ["day", "event_type", "incidents", "fatalities"]
    ].to_numpy().tolist() == [["2014-01-22", "Protests", 1, 0]]
    ucdp = pd.DataFrame(
        {
            "where_prec": [1, 6],
            "where_coordinates": "A",
            "side_a": "x",
            "type_of_violence": [1, 1],
            "dyad_name": "y",
            "longitude": 20.7,
            "latitude": 42.9,
            "date_start": "2014-01-22",
            "best": 4,
            "low": 3,
            "high": 5,
        }
    )
    found = summarise(ucdp)
    assert found[["event_type", "fatalities"]].to_numpy().tolist() == [
        ["State-based conflict", 4]
    ]


AREAS = gpd.GeoDataFrame(
    {"name": ["West", "East", "Town"]},
    geometry=[
        shapely.box(20, 42, 21, 43),
        shapely.box(21, 42, 22, 43),
        shapely.box(20.5, 42.5, 20.6, 42.6),
    ],
    crs=4326,
)


def test_a_point_counts_for_the_smallest_area_around_it():
    """On a border, for one of the two; outside of all, it is left out and told."""
    rows = pd.DataFrame(
        {
            "lon": [20.1, 20.55, 21.5, 21.0, 30.0],
            "lat": [42.5, 42.55, 42.5, 42.5, 42.5],
            "date": "2022-07-31",
        }
    )
    plan = make_plan("day,area", areas=AREAS)
    found = summarise(rows, plan)
    assert dict(zip(found["area"], found["incidents"], strict=True)) == {
        "East": 2,
        "Town": 1,
        "West": 1,
    }
    assert left_off(rows, plan) == {"in none of the areas": 1}


def test_areas_of_one_name_are_told_apart():
    """Or one says by which column."""
    twins = AREAS.assign(name="Washington", code=["a", "b", "c"])
    with pytest.raises(InputError, match=r"'Washington'.*--area-id"):
        make_plan("day,area", areas=twins)
    assert make_plan(
        "day,area", areas=twins, area_id="code"
    ).areas.names == ("a", "b", "c")


def test_names_are_looked_up_once_and_at_the_end():
    """Rows without coordinates wait under their place, and then count where it is.

    What isn't found is told.
    """
    rows = pd.DataFrame(
        {
            "place": ["Prizren", "Prizren", "Atlantis", None],
            "country": "XK",
            "date": "2022-07-31",
            "type": "Riots",
        }
    )
    partial = merge(
        [
            count_chunk(rows.iloc[:1], CELLS),
            count_chunk(rows.iloc[1:], CELLS),
        ]
    )
    assert [name.split("\x1f")[0] for name in list_names(partial)] == [
        "Atlantis",
        "Prizren",
    ]
    placed = place_named(
        partial, locate_names(list_names(partial), CELLS), CELLS
    )
    assert placed.placed.incidents.tolist() == [2]
    assert placed.rows == 4
    assert {
        why: told for why, told in placed.left_off.items() if told.rows
    } == {
        "no coordinates and no place": (1, None),
        "the place has no coordinates, and its name is not found or doubtful": (
            1,
            "Atlantis",
        ),
    }


def test_points_of_geoparquet_and_other_crs():
    """WKB, null and empty points, an area by a point inside it, metres brought to degrees."""
    shapes = [
        shapely.Point(20.689, 42.914),
        None,
        shapely.Point(),
        shapely.box(20.688, 42.913, 20.69, 42.915),
    ]
    points = gpd.GeoDataFrame(
        {"date": ["2022-07-31"] * 4}, geometry=shapes, crs=4326
    )
    assert summarise(points)["incidents"].tolist() == [2]
    assert left_off(points) == {"no coordinates and no place": 2}
    metres = pa.table(
        {
            "geometry": points.to_crs(32634).geometry.to_wkb().to_numpy(),
            "date": points["date"],
        }
    )
    roles = find_roles(
        metres.column_names, CELLS, geometry="geometry", crs=32634
    )
    assert summarise(metres, roles=roles)["incidents"].tolist() == [2]


def test_a_table_without_places_or_dates_is_refused():
    """In one line that says which option helps."""
    with pytest.raises(InputError, match="--lon, --lat"):
        count_chunk(pd.DataFrame({"date": ["2022-07-31"]}), CELLS)
    with pytest.raises(InputError, match="--date"):
        count_chunk(pd.DataFrame({"lon": [1.0], "lat": [1.0]}), CELLS)


@pytest.mark.parametrize(
    "by",
    [
        "day",
        "day,h3:12",
        "day,h3:x",
        "hour,h3:5",
        "day,week,h3:5",
        "day,country",
        "",
    ],
)
def test_what_cannot_be_counted_by_is_told(by):
    """With what can."""
    with pytest.raises(InputError, match="h3:0 to h3:11"):
        make_plan(by)


def test_an_empty_chunk_is_the_identity():
    """No rows, or none that count."""
    none = count_chunk(table().iloc[:0], CELLS)
    assert (none.rows, len(none.placed), dict(none.left_off)) == (0, 0, {})
    assert merge([none, Partial()]).rows == 0


ROWS = st.fixed_dictionaries(
    {
        "lon": st.sampled_from(
            [
                "20.7",
                "20.70001",
                "-71.06",
                "0",
                "181",
                "",
                "x",
                "21,5",
                None,
            ]
        ),
        "lat": st.sampled_from(
            ["42.9", "-42.9", "0", "91", "", "y", "42,5", None]
        ),
        "date": st.sampled_from(
            [
                "2022-07-31",
                "2022-08-01",
                "31 July 2022",
                "20220801",
                "03/04/2022",
                "soon",
                "a",
                None,
            ]
        ),
        "type": st.sampled_from(["Riots", "Battles", "", None]),
        "fatalities": st.sampled_from(
            ["0", "3", "", "many", "-1", "2.5", None]
        ),
        "status": st.sampled_from(["reported", "planned", "denied", None]),
        "precision": st.sampled_from(["place", "country", "admin1", None]),
        "place": st.sampled_from(["Prizren", "Atlantis", "", None]),
    }
)


def as_lists(partial):
    """All of a partial result, to compare."""
    arrays = [
        None if each is None else each.tolist()
        for counts in (partial.placed, partial.named)
        for each in (
            counts.spot,
            counts.kind,
            counts.incidents,
            counts.fatalities,
            counts.told,
        )
    ]
    words = [
        partial.placed.kinds,
        partial.named.kinds,
        partial.named.places,
    ]
    return (
        arrays,
        words,
        partial.rows,
        dict(partial.left_off),
        dict(partial.undated),
    )


@settings(max_examples=150, deadline=None)
@given(
    st.lists(ROWS, min_size=1, max_size=30),
    st.lists(st.integers(0, 30), max_size=4),
    st.randoms(),
)
def test_how_rows_are_cut_into_chunks_makes_no_difference(
    rows, cuts, random
):
    """Nor does the order in which the chunks are merged."""
    frame = pd.DataFrame(rows).astype("string")
    whole = count_chunk(frame, CELLS)
    bounds = sorted(
        {0, len(frame), *(min(cut, len(frame)) for cut in cuts)}
    )
    chunks = [
        count_chunk(frame.iloc[a:b], CELLS) for a, b in pairwise(bounds)
    ]
    random.shuffle(chunks)
    assert as_lists(merge(chunks)) == as_lists(merge([whole]))
    counted = whole.placed.incidents.sum() + whole.named.incidents.sum()
    assert (
        counted + sum(told.rows for told in whole.left_off.values())
        == whole.rows
    )


def test_numbers_of_a_typed_table_count_as_its_texts_do():
    """float64 and int64 columns, nulls and all."""
    rng = np.random.default_rng(3)
    points = {
        "lon": rng.uniform(20, 21, 50).round(2),
        "lat": rng.uniform(42, 43, 50).round(2),
    }
    days = rng.choice([20220731, 20220801], 50)
    typed = pd.DataFrame(
        {**points, "date": days, "fatalities": rng.choice([0, 1, 2], 50)}
    )
    typed.loc[3, "lon"] = np.nan
    assert as_lists(count_chunk(typed, CELLS)) == as_lists(
        count_chunk(typed.astype("string"), CELLS)
    )


def test_figures_and_degrees_are_read_as_the_readers_read_them():
    """1,765 are dead, "at least 12" are twelve, -99 is none; 42°54.84'N is 42.914."""
    rows = table(
        fatalities=["1,765", "at least 12", "3-5", "-99"],
        lat=["42.914", "42,914", "42°54.84'N", "42 54 50.4 N"],
    )
    found = summarise(rows)
    assert found[["incidents", "fatalities"]].to_numpy().tolist() == [
        [4, 1777]
    ]
    assert left_off(rows) == {}


@pytest.mark.parametrize(
    ("texts", "numbers", "wrong"),
    [
        (["20.5", None, "-7", "1e1"], [20.5, None, -7, 10], []),
        (["20.5", " 21 ", "20,5"], [20.5, 21, 20.5], []),
        (["20.5", "nan"], [20.5, None], [1]),
        (["20.5", "'-7", "x"], [20.5, -7, None], [2]),
        ([None, None], [None, None], []),
    ],
)
def test_columns_of_plain_numbers_are_read_as_others_are(
    texts, numbers, wrong
):
    """One text among them that is no plain number, and each distinct text is read."""
    column = pa.chunked_array([texts], pa.string())
    found, unread, _ = numbers_of(column)
    assert [
        None if np.isnan(each) else each for each in found.tolist()
    ] == numbers
    assert np.flatnonzero(unread).tolist() == wrong
