"""What files of boundaries call their areas."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

import sitmap
from sitmap.errors import InputError
from sitmap.layers.area_table import read_areas
from sitmap.scale import aggregate_to_file, make_plan, read_summary

TABLES = Path(__file__).parent.parent / "data" / "tables"


def areas(**columns):
    rows = len(next(iter(columns.values())))
    boxes = [shapely.box(20 + at, 42, 21 + at, 43) for at in range(rows)]
    return gpd.GeoDataFrame(columns, geometry=boxes, crs=4326)


@pytest.mark.parametrize(
    ("columns", "names", "level"),
    [
        (
            {"wof:name": ["Peja", "Prizren"], "wof:id": [1, 2]},
            ["Peja", "Prizren"],
            "",
        ),
        (
            {
                "GID_0": ["XKO"] * 2,
                "NAME_0": ["Kosovo"] * 2,
                "NAME_1": ["Pejë"] * 2,
                "NAME_2": list("AB"),
            },
            ["A", "B"],
            "admin2",
        ),
        (
            {"NAME_0": ["Kosovo"] * 2, "NAME_1": ["Pejë", "Prizren"]},
            ["Pejë", "Prizren"],
            "admin1",
        ),
        (
            {"names": ['{"primary": "Peja"}', '{"primary": "Deçan"}']},
            ["Peja", "Deçan"],
            "",
        ),
        (
            {"names.primary": ["Peja", "Deçan"], "id": ["a", "b"]},
            ["Peja", "Deçan"],
            "",
        ),
        (
            {"ADM1_EN": ["Peja"] * 2, "ADM2_EN": ["Istog", "Klina"]},
            ["Istog", "Klina"],
            "admin2",
        ),
        (
            {"shapeName": ["Istog", "Klina"], "shapeID": [1, 2]},
            ["Istog", "Klina"],
            "",
        ),
        (
            {"LAD23NM": ["Leeds", "York"], "LAD23CD": ["E1", "E2"]},
            ["Leeds", "York"],
            "",
        ),
        ({"назва": ["Суми", "Київ"], "код": [1, 2]}, ["Суми", "Київ"], ""),
    ],
)
def test_the_column_of_names_is_found(columns, names, level):
    """Of several levels, the finest names the areas and says their level."""
    found = sitmap.Areas(areas(**columns)).areas
    assert [each[0] for each in found["names"]] == names
    assert set(found["level"]) == {level}


def test_cod_as_it_is_since_2025(tmp_path):
    """Counted by the finest level's name, with its code beside and its name in Ukrainian."""
    found = read_areas(TABLES / "cod-2025-areas.geojson")
    assert found["names"].to_list() == [
        ["Kyiv", "Київ"],
        ["Kharkiv", "Харків"],
    ]
    assert found["code"].to_list() == ["UA8000", "UA6302"]
    aggregate_to_file(
        [TABLES / "cod-2025-points.csv"],
        tmp_path / "o.parquet",
        by="month,area",
        areas=found,
    )
    counts = (
        pd.DataFrame(read_summary(tmp_path / "o.parquet"))
        .groupby("area")["incidents"]
        .sum()
    )
    assert counts.to_dict() == {"Kharkiv": 2, "Kyiv": 1}


def test_a_column_can_be_said(tmp_path):
    """And one that isn't there is told with those that are."""
    table = areas(code_a=["N1", "N2"], code_b=["x", "y"])
    table.to_file(tmp_path / "areas.geojson")
    with pytest.raises(
        InputError, match=r"no column `name`.*code_a, code_b.*--area-name"
    ):
        read_areas(tmp_path / "areas.geojson")
    found = read_areas(tmp_path / "areas.geojson", name="code_b")
    assert [each[0] for each in found["names"]] == ["x", "y"]
    with pytest.raises(InputError, match="no column 'code_c'"):
        read_areas(tmp_path / "areas.geojson", name="code_c")
    with pytest.raises(InputError, match="--area-name"):
        make_plan("month,area", areas=table)


def test_a_refusal_stays_short():
    """Also of a table with a hundred columns."""
    wide = areas(
        **{
            f"a_long_column_name_{number}": [1.5, 2.5]
            for number in range(100)
        }
    )
    with pytest.raises(InputError) as refused:
        sitmap.Areas(wide)
    assert len(str(refused.value)) <= 300
