"""A region in two counties, and an incident in one of them, for the tests of areas."""

import geopandas as gpd
from shapely.geometry import Point, box

import sitmap

SECTORS = gpd.GeoDataFrame(
    {
        "name": ["Region", "West", "East"],
        "level": ["region", "county", "county"],
    },
    geometry=[
        box(20, 42, 22, 43),
        box(20, 42, 21, 43),
        box(21, 42, 22, 43),
    ],
    crs=4326,
)


def incidents(precision, place, x=20.5):
    frame = gpd.GeoDataFrame(
        {"place": [place], "precision": [precision]},
        geometry=[Point(x, 42.5)],
        crs=4326,
    )
    return sitmap.conform(frame)
