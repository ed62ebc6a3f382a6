"""A summary in a folder as a layer: what the file shows, in bounded memory, cut by a view."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from sitmap import Density
from sitmap.errors import DataWarning, InputError
from sitmap.layers import counted_folder
from sitmap.layers.counted import is_summary
from sitmap.layers.counted_folder import read_reduced
from sitmap.scale import aggregate, aggregate_to_file
from sitmap.scale.partitions import list_partitions

pytest.importorskip("h3")
pytestmark = pytest.mark.filterwarnings("ignore:Density. counted by week")

TOWNS = {
    "Mitrovica": (20.87, 42.89),
    "Suva": (178.44, -18.14),
    "Apia": (-171.77, -13.83),
    "Quito": (-78.5, -0.2),
}


@pytest.fixture
def counts(tmp_path, monkeypatch):
    """A summary of 400 incidents, a hundred a town, over 400 days, in many partitions."""
    monkeypatch.setattr("sitmap.scale.partitions._INCIDENTS", 50)
    rows = [
        {
            "longitude": lon,
            "latitude": lat,
            "date": str(
                pd.Timestamp("2021-03-05") + pd.Timedelta(days=4 * at)
            )[:10],
            "event_type": ["Battles", "Riots"][at % 2],
            "fatalities": at % 3,
        }
        for lon, lat in TOWNS.values()
        for at in range(100)
    ]
    pd.DataFrame(rows).to_csv(tmp_path / "rows.csv", index=False)
    aggregate_to_file(tmp_path / "rows.csv", tmp_path / "counts")
    return tmp_path / "counts"


def test_a_folder_shows_what_the_table_shows(counts):
    """The same totals, days, types, cells and page."""
    whole = Density(aggregate(counts.parent / "rows.csv"))
    layer = Density(counts)
    assert is_summary(counts)
    assert (layer.total, layer.places, layer.days) == (
        400,
        4,
        ("2021-03-05", "2022-04-05"),
    )
    assert layer.settings() == whole.settings()
    assert layer.event_types() == whole.event_types()
    pd.testing.assert_frame_equal(
        pd.DataFrame(layer.totals()), pd.DataFrame(whole.totals())
    )
    assert layer.blobs() == whole.blobs()


@pytest.mark.parametrize(
    ("bounds", "total"),
    [
        ((20, 42, 22, 44), 100),
        ((170, -30, -160, 0), 200),
        ((-180, -90, 180, 90), 400),
    ],
)
def test_a_view_shows_what_lies_in_it_and_counts_the_rest(
    counts, bounds, total
):
    """Also across the antimeridian; from a folder as from a table."""
    whole = Density(aggregate(counts.parent / "rows.csv"), bounds=bounds)
    layer = Density(counts, bounds=bounds)
    assert layer.total == whole.total == total
    expected = (
        {"outside the view (bounds=)": f"{400 - total} incidents"}
        if total < 400
        else {}
    )
    for each in (layer, whole):
        off = each.left_off
        assert dict(zip(off["why"], off["what"], strict=True)) == expected


def test_partitions_beyond_the_view_are_not_read(counts):
    """Only those that have cells near it."""
    near = list_partitions(counts, bounds=(20, 42, 22, 44))
    every = list_partitions(counts)
    assert 0 < len(near) <= len(every) / 2
    for other in set(every) - set(near):
        (counts / other.file).unlink()
    assert Density(counts, bounds=(20, 42, 22, 44)).total == 100


def test_a_view_of_nothing_is_told(counts):
    """In one line."""
    for summary in (counts, aggregate(counts.parent / "rows.csv")):
        with pytest.raises(InputError, match="no incidents in this view"):
            Density(summary, bounds=(0, 50, 1, 51))


def test_too_many_counts_go_to_larger_cells_and_the_map_says_so(
    counts, monkeypatch
):
    """Every incident stays counted."""
    monkeypatch.setattr(counted_folder, "_MOST_ROWS", 30)
    layer = Density(counts)
    assert layer.total == 400
    with pytest.warns(DataWarning, match="counted in cells of H3 2, not 5"):
        layer.settings()


def test_days_are_added_up_to_what_the_timeline_shows(counts):
    """400 days are 58 weeks there, of four cells and two types; first and last day stay known."""
    reduced = read_reduced(counts)
    assert reduced.unit == "week"
    assert reduced.frame["incidents"].sum() == 400
    assert reduced.frame["fatalities"].sum() == 4 * sum(
        at % 3 for at in range(100)
    )
    assert len(reduced.frame) <= 58 * 4 * 2
    assert str(reduced.frame["day"].min())[:10] == "2021-03-05"
    assert str(reduced.frame["day"].max())[:10] == "2022-04-05"


def test_areas_in_a_folder(counts):
    """By name, with their outlines."""
    boxes = [
        shapely.box(lon - 1, lat - 1, lon + 1, lat + 1)
        for lon, lat in TOWNS.values()
    ]
    areas = gpd.GeoDataFrame(
        {"name": list(TOWNS)}, geometry=boxes, crs=4326
    )
    out = counts.parent / "areas"
    aggregate_to_file(
        counts.parent / "rows.csv", out, "week,area", areas=areas
    )
    layer = Density(out, areas)
    assert (layer.total, layer.places) == (400, 4)
    with pytest.raises(InputError, match="bounds= is for counts by cell"):
        Density(out, areas, bounds=(0, 0, 1, 1))


def test_undated_rows_stay_undated(tmp_path):
    """They are in the totals, in no month."""
    rows = {
        "longitude": 20.87,
        "latitude": 42.89,
        "date": ["2022-01-01", None],
        "event_type": "Riots",
    }
    pd.DataFrame(rows).to_csv(tmp_path / "a.csv", index=False)
    aggregate_to_file(tmp_path / "a.csv", tmp_path / "counts")
    layer = Density(tmp_path / "counts")
    assert (layer.total, layer.days) == (2, ("2022-01-01", "2022-01-01"))


def test_a_damaged_partition_is_no_map(counts):
    """Its file is named."""
    file = counts / list_partitions(counts)[1].file
    file.write_bytes(file.read_bytes()[:-10])
    with pytest.raises(InputError, match=file.name):
        Density(counts)
