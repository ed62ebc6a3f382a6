"""Times reading, checking and drawing, and prints what becomes of every bad file.

python tests/benchmarks/files.py [ROWS]
"""

import sys
import tempfile
import time
import warnings
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

import sitmap
from sitmap.checks import check
from sitmap.errors import SitmapError
from sitmap.export.figure import draw_figure
from sitmap.incidents import conform

SHARED = Path(__file__).parents[3] / "shared" / "data"
TYPES = (("Battles", "Armed clash"), ("Protests", "Peaceful protest"), ("Riots", "Mob violence"))


def timed(what, function, *arguments, **options):
    start, at_work = time.perf_counter(), time.process_time()
    result = function(*arguments, **options)
    print(
        f"{what}: {time.perf_counter() - start:.2f} s, {time.process_time() - at_work:.2f} s of them at work"
    )
    return result


def points(rows, seed=1):
    """Points in Ukraine, a few thousand places over and over, as in a real table."""
    rng = np.random.default_rng(seed)
    places = rng.integers(0, 3000, rows)
    lon, lat = rng.uniform(26, 35, 3000).round(4), rng.uniform(47.5, 51, 3000).round(4)
    return places, lon[places], lat[places], rng


def acled(rows):
    """A table in ACLED's layout."""
    places, lon, lat, rng = points(rows)
    kinds = [TYPES[at] for at in rng.integers(0, len(TYPES), rows)]
    days = pd.Timestamp("2022-01-01") + pd.to_timedelta(rng.integers(0, 700, rows), unit="D")
    note = "Forces shelled the village; no casualties were reported, said the report of the day, which adds some words."
    empty = dict.fromkeys(
        ("assoc_actor_1", "assoc_actor_2", "civilian_targeting", "admin3", "tags"), ""
    )
    said = {
        "event_id_cnty": [f"UKR{at}" for at in range(rows)], "event_date": days.strftime("%Y-%m-%d"), "year": days.year,
        "time_precision": 1, "disorder_type": "Political violence", "event_type": [kind for kind, _ in kinds],
        "sub_event_type": [sub for _, sub in kinds], "actor1": "Military Forces", "inter1": "State forces",
        "actor2": "Civilians (Ukraine)", "inter2": "Civilians", "interaction": "State forces-Civilians", "iso": 804,
        "region": "Europe", "country": "Ukraine", "admin1": "A", "admin2": "B",
        "location": [f"Village {at}" for at in places], "latitude": lat, "longitude": lon,
        "geo_precision": rng.integers(1, 4, rows), "source": "Ministry of Defence", "source_scale": "National",
        "notes": [f"{note} ({at})" for at in range(rows)], "fatalities": rng.integers(0, 3, rows),
        "timestamp": 1700000000,
    }  # fmt: skip
    return pd.DataFrame({**said, **empty})


def geoparquet(rows):
    """A colleague's layer of points: id, date, type, place, count, note."""
    places, lon, lat, rng = points(rows)
    frame = pd.DataFrame(
        {
            "id": np.arange(rows),
            "date": pd.Timestamp("2022-01-01")
            + pd.to_timedelta(rng.integers(0, 700, rows), unit="D"),
            "type": pd.Series(["Battles", "Protests", "Riots"])[
                rng.integers(0, 3, rows)
            ].to_numpy(),
            "place": ("Village " + pd.Series(places).astype(str)).to_numpy(),
            "fatalities": rng.integers(0, 3, rows),
        }
    )
    return gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(lon, lat), crs=4326)


def outcomes():
    """Print a line for each bad file: what was read, or why it was refused."""
    for path in sorted((SHARED / "badinput").rglob("*")):
        if path.suffix not in {".csv", ".geojson", ".json", ".txt", ".md"}:
            continue
        try:
            table = sitmap.read(path)
            told = f"{len(table)} rows, {table.geometry.notna().sum()} located, {table['problem'].notna().sum()} told"
        except SitmapError as error:
            told = str(error)
        print(f"{path.relative_to(SHARED)} | {told[:140]}")


def main():
    """Run all."""
    warnings.simplefilter("ignore")
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        acled(rows).to_csv(Path(folder) / "a.csv", index=False)
        geoparquet(10 * rows).to_parquet(Path(folder) / "a.parquet")
        for _ in range(2):
            table = timed(
                f"read {rows:,} rows of ACLED-layout CSV", sitmap.read, Path(folder) / "a.csv"
            )
            findings = timed("check them", check, table, places=False)
            print(f"  {len(findings)} findings")
            timed(f"read {10 * rows:,} rows of GeoParquet", sitmap.read, Path(folder) / "a.parquet")
        thousand = sitmap.Map(conform(table.head(1000)), title="A thousand")
        for _ in range(2):
            timed("draw a figure of 1,000", draw_figure, thousand, Path(folder) / "a.png", dpi=150)
    if SHARED.is_dir():
        outcomes()


if __name__ == "__main__":
    main()
