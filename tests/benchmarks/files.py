"""Times reading, and its memory, beside the last build and beside pandas or GDAL alone.

python tests/benchmarks/files.py [ROWS] [NAME…]

Every layout of the field and every container at 100,000 rows: seconds of CPU and the memory at the
peak (above what the imports take), each in a process of its own that has read a small file of the
same kind before. NAME picks some of them by a part of their name; "outcomes" prints instead what
becomes of every bad file of ../shared.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
import warnings
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.benchmarks.last_build import COMMIT, last_build, run_on
from tests.readers import made_tables

from sitmap.readers.layouts import ucdp

FILES = Path(__file__).parents[1] / "readers/files"
SHARED = Path(__file__).parents[3] / "shared/data"
TYPES = (
    ("Battles", "Armed clash"),
    ("Protests", "Peaceful protest"),
    ("Riots", "Mob violence"),
)
SMALL = 200  # rows of the file that is read first
TABLES = {
    "ucdp": "ucdp-no-header.csv",
    "awsd": "awsd.csv",
    "insecurity insight": "insecurity-insight.csv",
    "missing migrants": "missing-migrants.csv",
    "gtd": "gtd.csv",
    "scad": "scad.csv",
    "kobo": "kobo-labels.csv",
    "odk central": "odk-central.csv",
    "ushahidi": "ushahidi.csv",
    "firms": "firms.csv",
    "usgs": "usgs.csv",
    "hxl": "hxl-parts.csv",
}
"""Layout to the fixture whose rows are repeated."""

READ = """
import ctypes, json, sys, threading, time, warnings
warnings.simplefilter("ignore")
READER
def rss():
    return int(open("/proc/self/statm").read().split()[1]) * 4096
try:
    read(sys.argv[2])
except Exception as error:
    print(json.dumps({"refused": str(error)[:60]}))
    sys.exit()
getattr(ctypes.CDLL(None), "malloc_trim", int)(0)
base, peak, done = rss(), [0], []
def watch():
    while not done:
        peak[0] = max(peak[0], rss())
        time.sleep(0.002)
watcher = threading.Thread(target=watch)
watcher.start()
start = time.process_time()
rows = len(read(sys.argv[1]))
spent = time.process_time() - start
done.append(True)
watcher.join()
print(json.dumps({"rows": rows, "s": spent, "mb": (max(peak[0], rss()) - base) / 1e6}))
"""
OURS = "import sitmap\nread = sitmap.read"
ALONE = {
    ".csv": "import pandas as pd\nread = lambda path: pd.read_csv(path, low_memory=False)",
    ".tsv": "import pandas as pd\nread = lambda path: pd.read_csv(path, sep='\\t', header=None)",
    ".xlsx": "import pandas as pd\nread = lambda path: pd.read_excel(path, engine='openpyxl')",
    ".parquet": "import geopandas as gpd\nread = gpd.read_parquet",
    ".json": "import pandas as pd\nread = pd.read_json",
    "": "import geopandas as gpd\nread = gpd.read_file",
}


def places(rows, seed=1):
    """Points in Ukraine, a few thousand places over and over, as in a real table."""
    rng = np.random.default_rng(seed)
    chosen = rng.integers(0, 3000, rows)
    lon, lat = (
        rng.uniform(26, 35, 3000).round(4),
        rng.uniform(47.5, 51, 3000).round(4),
    )
    return chosen, lon[chosen], lat[chosen], rng


def acled(rows):
    """A table in ACLED's layout."""
    chosen, lon, lat, rng = places(rows)
    kinds = [TYPES[at] for at in rng.integers(0, len(TYPES), rows)]
    days = pd.Timestamp("2022-01-01") + pd.to_timedelta(
        rng.integers(0, 700, rows), unit="D"
    )
    note = "Forces shelled the village; no casualties were reported, said the report of the day."
    said = {
        "event_id_cnty": [f"UKR{at}" for at in range(rows)],
        "event_date": days.strftime("%Y-%m-%d"),
        "year": days.year,
        "time_precision": 1,
        "disorder_type": "Political violence",
        "event_type": [kind for kind, _ in kinds],
        "sub_event_type": [sub for _, sub in kinds],
        "actor1": "Military Forces",
        "assoc_actor_1": "",
        "inter1": "State forces",
        "actor2": "Civilians (Ukraine)",
        "assoc_actor_2": "",
        "inter2": "Civilians",
        "interaction": "State forces-Civilians",
        "civilian_targeting": "",
        "iso": 804,
        "region": "Europe",
        "country": "Ukraine",
        "admin1": "A",
        "admin2": "B",
        "admin3": "",
        "location": [f"Village {at}" for at in chosen],
        "latitude": lat,
        "longitude": lon,
        "geo_precision": rng.integers(1, 4, rows),
        "source": "Ministry of Defence",
        "source_scale": "National",
        "notes": [f"{note} ({at})" for at in range(rows)],
        "fatalities": rng.integers(0, 3, rows),
        "tags": "",
        "timestamp": 1700000000,
    }
    return pd.DataFrame(said)


def layer(rows):
    """A colleague's layer of points: id, date, type, place, count."""
    chosen, lon, lat, rng = places(rows)
    days = pd.Timestamp("2022-01-01") + pd.to_timedelta(
        rng.integers(0, 700, rows), unit="D"
    )
    kinds = np.array(["Battles", "Protests", "Riots"])[
        rng.integers(0, 3, rows)
    ]
    frame = pd.DataFrame(
        {
            "id": np.arange(rows),
            "date": days.strftime("%Y-%m-%d"),
            "type": kinds,
            "place": [f"Village {at}" for at in chosen],
            "fatalities": rng.integers(0, 3, rows),
        }
    )
    return gpd.GeoDataFrame(
        frame, geometry=gpd.points_from_xy(lon, lat), crs=4326
    )


def repeated(name, rows):
    """Repeat the rows of a fixture; its column names, and a row of tags, stand once."""
    text = (FILES / name).read_text("utf-8")
    heads = {"ucdp-no-header.csv": 0, "hxl-parts.csv": 2}.get(name, 1)
    lines = text.splitlines()
    body = pd.read_csv(
        io.StringIO("\n".join(lines[heads:])),
        header=None,
        dtype=str,
        sep=_mark(text),
    )
    whole = pd.concat(
        [body] * -(-rows // len(body)), ignore_index=True
    ).head(rows)
    head = "".join(f"{line}\n" for line in lines[:heads])
    if name == "ucdp-no-header.csv":
        head = ",".join(ucdp.LAYOUTS[0].header) + "\n"
    return head + whole.to_csv(index=False, header=False, sep=_mark(text))


def _mark(text):
    return (
        ";"
        if text.splitlines()[0].count(";") > text.splitlines()[0].count(",")
        else ","
    )


def write(name, path, rows):
    """Write a file of a kind."""
    if name in TABLES:
        path.write_text(repeated(TABLES[name], rows), "utf-8")
    elif name == "gdelt":
        lines = [made_tables.gdelt_event(at) for at in range(rows)]
        path.write_text("\n".join(lines) + "\n", "utf-8")
    elif name == "timemap":
        event = json.loads(made_tables.TIMEMAP)[0]
        events = [{**event, "id": f"CIV{at}"} for at in range(rows)]
        path.write_text(json.dumps(events), "utf-8")
    elif name == "kml":
        _write_kml(path, rows)
    elif name == "acled":
        acled(rows).to_csv(path, index=False)
    elif path.suffix == ".xlsx":
        pd.DataFrame(layer(rows).drop(columns="geometry")).to_excel(
            path, index=False
        )
    elif path.suffix == ".parquet":
        layer(rows).to_parquet(path)
    else:
        layer(rows).to_file(path)


def _write_kml(path, rows):
    table = layer(rows)
    marks = (
        f"<Placemark><name>{kind}</name><TimeStamp><when>{day}</when></TimeStamp><Point>"
        f"<coordinates>{point.x},{point.y}</coordinates></Point></Placemark>"
        for kind, day, point in zip(
            table["type"], table["date"], table.geometry, strict=True
        )
    )
    head = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    path.write_text(f"{head}{''.join(marks)}</Document></kml>", "utf-8")


KINDS = {
    "acled": ".csv",
    **dict.fromkeys(TABLES, ".csv"),
    "gdelt": ".tsv",
    "timemap": ".json",
    "geojson": ".geojson",
    "geopackage": ".gpkg",
    "flatgeobuf": ".fgb",
    "shapefile": ".shp",
    "geoparquet": ".parquet",
    "excel": ".xlsx",
    "kml": ".kml",
}


def measure(name, folder, rows):
    """Read one kind by each of the three."""
    ending = KINDS[name]
    large, small = folder / f"a{ending}", folder / f"b{ending}"
    write(name, large, rows)
    write(name, small, SMALL)
    alone = ALONE.get(ending, ALONE[""])
    builds = (
        ("now", None, OURS),
        (COMMIT, last_build(), OURS),
        ("alone", None, alone),
    )
    found = {}
    for called, build, reader in builds:
        told = run_on(
            build, READ.replace("READER", reader), str(large), str(small)
        )
        found[called] = json.loads(told.splitlines()[-1])
    return large.stat().st_size / 1e6, found


def outcomes():
    """Print a line for each bad file: what was read, or why it was refused."""
    import sitmap
    from sitmap.errors import SitmapError

    for path in sorted((SHARED / "badinput").rglob("*")):
        if path.suffix not in {".csv", ".geojson", ".json", ".txt", ".md"}:
            continue
        try:
            table = sitmap.read(path)
            located, told = (
                table.geometry.notna().sum(),
                table["problem"].notna().sum(),
            )
            line = f"{len(table)} rows, {located} located, {told} told"
        except SitmapError as error:
            line = str(error)
        print(f"{path.relative_to(SHARED)} | {line[:140]}")


def main():
    """Run all, or those that are named."""
    warnings.simplefilter("ignore")
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    wanted = [word for word in sys.argv[1:] if not word.isdigit()]
    if wanted == ["outcomes"]:
        outcomes()
        return
    rows = numbers[0] if numbers else 100_000
    print(
        f"{rows:,} rows: seconds of CPU, peak memory in MB (times the file)"
    )
    print(
        "| what | file MB | now | last build | alone | time now / last |\n|---|---|---|---|---|---|"
    )
    for name in KINDS:
        if wanted and not any(word in name for word in wanted):
            continue
        with tempfile.TemporaryDirectory() as folder:
            size, found = measure(name, Path(folder), rows)
        cells = [
            _cell(found[called], size)
            for called in ("now", COMMIT, "alone")
        ]
        spent = [found[called].get("s") for called in ("now", COMMIT)]
        ratio = f"{spent[0] / spent[1]:.2f}" if all(spent) else ""
        print(
            f"| {name} | {size:.0f} | {' | '.join(cells)} | {ratio} |",
            flush=True,
        )


def _cell(said, size):
    if "refused" in said:
        return f"refused ({said['refused']})"
    return f"{said['s']:.2f} s, {said['mb']:.0f} ({said['mb'] / size:.1f}×)"


if __name__ == "__main__":
    main()
