"""Counts synthetic GDELT-like incidents in every way there is, and checks that all come to the same.

python tests/benchmarks/scale.py [ROWS IN MILLIONS …] [--by day,h3:5] [--folder FOLDER]
                                 [--ways streamed,last,pool,dask-1,dask-2,geopandas,duckdb]

Each way runs in a process of its own. Seconds are from the first file to the written summary,
without imports; CPU and memory are of the whole tree of processes (memory: the largest sum of
resident sizes, shared pages counted in each). The events: 200,000 places by Zipf's law, ten years,
conflict codes, a tenth known only to a region or a country. `last` is the build of last_build.py,
on one process.
"""

import argparse
import inspect
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import psutil
import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parent))
from last_build import last_build

PLACES, DAYS, FILE_ROWS = 200_000, 3650, 1_000_000
CODES = {
    "141": 30,
    "145": 6,
    "150": 3,
    "154": 4,
    "170": 5,
    "173": 14,
    "180": 6,
    "183": 5,
    "190": 16,
    "193": 6,
    "194": 3,
    "195": 2,
}
WAYS = (
    "streamed",
    "last",
    "pool",
    "dask-1",
    "dask-2",
    "geopandas",
    "duckdb",
)
WANTED = [
    "SQLDATE",
    "EventCode",
    "ActionGeo_Type",
    "ActionGeo_Lat",
    "ActionGeo_Long",
]


def make_places():
    """Places as GDELT has them.

    Towns near one another, some regions and countries, a few without coordinates.
    """
    rng = np.random.default_rng(1)
    centres = np.column_stack(
        [rng.uniform(-120, 150, 400), rng.uniform(-35, 60, 400)]
    )
    at = rng.integers(0, len(centres), PLACES)
    lon, lat = (centres[at] + rng.normal(0, 2, (PLACES, 2))).round(4).T
    kind = rng.choice(
        ["4", "3", "5", "1"], PLACES, p=[0.7, 0.2, 0.07, 0.03]
    )
    weights = 1 / np.arange(1, PLACES + 1)
    lon[::97] = lat[::97] = np.nan
    return lon, lat, kind, weights / weights.sum()


def make_file(path, number, places):
    """Write a million events."""
    rng = np.random.default_rng(1000 + number)
    lon, lat, kind, weights = places
    at = rng.choice(PLACES, FILE_ROWS, p=weights)
    days = np.datetime64("2014-01-01") + rng.integers(0, DAYS, FILE_ROWS)
    codes = np.array(list(CODES))[
        rng.choice(
            len(CODES), FILE_ROWS, p=np.array(list(CODES.values())) / 100
        )
    ]
    columns = {
        "GLOBALEVENTID": np.arange(FILE_ROWS) + number * FILE_ROWS,
        "SQLDATE": np.char.replace(days.astype(str), "-", "").astype(
            np.int32
        ),
        "EventCode": codes,
        "EventRootCode": codes.astype("U2"),
        "NumMentions": rng.integers(1, 30, FILE_ROWS),
        "ActionGeo_Type": kind[at],
        "ActionGeo_Lat": lat[at],
        "ActionGeo_Long": lon[at],
    }
    part = path.with_suffix(".part")
    nulls = np.isnan(columns["ActionGeo_Lat"])
    arrays = {
        name: pa.array(value, mask=nulls if "_L" in name else None)
        for name, value in columns.items()
    }
    pq.write_table(
        pa.table(arrays), part, compression="zstd", row_group_size=500_000
    )
    part.replace(path)


def make_files(folder, millions):
    """Write what isn't there yet, and return the files."""
    files = [
        folder / f"events-{number:03}.parquet" for number in range(millions)
    ]
    missing = [
        number for number, file in enumerate(files) if not file.exists()
    ]
    places = make_places() if missing else None
    for number in missing:
        make_file(files[number], number, places)
    return files


def make_areas():
    """400 areas that cover the world without a gap."""
    import geopandas as gpd
    import shapely

    rng = np.random.default_rng(2)
    seeds = shapely.multipoints(
        np.column_stack(
            [rng.uniform(-180, 180, 400), rng.uniform(-60, 75, 400)]
        )
    )
    world = shapely.box(-180, -90, 180, 90)
    cells = shapely.intersection(
        shapely.get_parts(shapely.voronoi_polygons(seeds, extend_to=world)),
        world,
    )
    names = [f"Area {number:03}" for number in range(len(cells))]
    return gpd.GeoDataFrame({"name": names}, geometry=cells, crs=4326)


def by_sitmap(files, by, out, **how):
    """Ours; the options say on what."""
    from sitmap.scale import aggregate_to_file

    areas = make_areas() if "area" in by else None
    start = time.perf_counter()
    aggregate_to_file(files, out, by, areas=areas, **how)
    return time.perf_counter() - start


def by_dask(files, by, out, workers):
    """Ours on a cluster of processes on this machine."""
    from distributed import Client, LocalCluster

    options = {
        "n_workers": workers,
        "threads_per_worker": 1,
        "dashboard_address": None,
        "memory_limit": 0,
    }
    with LocalCluster(**options) as cluster, Client(cluster):
        heard = count_messages(cluster.scheduler)
        seconds = by_sitmap(files, by, out, engine="dask")
    print(
        json.dumps({"messages": sum(heard.values()), **heard}),
        file=sys.stderr,
    )
    return seconds


def count_messages(scheduler):
    """Count what comes to the scheduler over its streams, by kind."""
    heard = {}

    def counted(name, handler):
        def handle(*arguments, **options):
            heard[name] = heard.get(name, 0) + 1
            return handler(*arguments, **options)

        async def handle_later(*arguments, **options):
            heard[name] = heard.get(name, 0) + 1
            return await handler(*arguments, **options)

        return (
            handle_later if inspect.iscoroutinefunction(handler) else handle
        )

    for name, handler in list(scheduler.stream_handlers.items()):
        scheduler.stream_handlers[name] = counted(name, handler)
    return heard


def by_geopandas(files, by, out):
    """What one writes with geopandas and pandas.

    All in memory, a point and a join (or a cell) for each row.
    """
    import geopandas as gpd
    import pandas as pd
    from h3.api.basic_int import latlng_to_cell

    from sitmap.readers.cameo import find_cameo

    areas = make_areas()
    start = time.perf_counter()
    frame = pd.concat(
        [pd.read_parquet(file, columns=WANTED) for file in files],
        ignore_index=True,
    )
    frame = frame[~frame["ActionGeo_Type"].isin(["1", "2", "5"])].dropna(
        subset=["ActionGeo_Lat"]
    )
    frame["event_type"] = frame["EventCode"].map(
        {code: find_cameo(code).event_type for code in CODES}
    )
    frame["day"] = pd.to_datetime(frame["SQLDATE"], format="%Y%m%d")
    points = gpd.GeoDataFrame(
        frame,
        geometry=gpd.points_from_xy(
            frame["ActionGeo_Long"], frame["ActionGeo_Lat"], crs=4326
        ),
    )
    if "area" in by:
        place, found = (
            "area",
            points.sjoin(
                areas.rename(columns={"name": "area"}), predicate="within"
            ),
        )
    else:
        place, found = "cell", points
        resolution = int(by.partition(":")[2])
        cells = [
            latlng_to_cell(y, x, resolution)
            for x, y in zip(
                points.geometry.x, points.geometry.y, strict=True
            )
        ]
        found["cell"] = np.array(cells, np.uint64)
    counts = (
        found.groupby(["day", place, "event_type"], observed=True)
        .size()
        .rename("incidents")
        .reset_index()
    )
    counts.assign(
        fatalities=pd.Series(pd.NA, counts.index, "Int64")
    ).to_parquet(out)
    return time.perf_counter() - start


def by_duckdb(files, by, out):
    """SQL. Its spatial and H3 extensions aren't on PyPI.

    Distinct coordinates go through ours and come as a table.
    """
    import duckdb
    import pandas as pd

    from sitmap.readers.cameo import find_cameo
    from sitmap.scale.places import (
        cells_of,
        find_areas,
        find_cells,
        pack_points,
    )
    from sitmap.scale.plan import make_plan

    plan = make_plan(by, areas=make_areas() if "area" in by else None)
    types = pd.DataFrame(
        {
            "code": list(CODES),
            "event_type": [find_cameo(code).event_type for code in CODES],
        }
    )
    start = time.perf_counter()
    base = duckdb.connect()
    base.execute(
        "set memory_limit='1GB'; set temp_directory='%s'" % Path(out).parent  # noqa: UP031
    )
    base.register("types", types)
    listed = ", ".join(f"'{file}'" for file in files)
    base.execute(
        f"create view events as select * from read_parquet([{listed}]) "  # noqa: S608
        "where ActionGeo_Type not in ('1', '2', '5') and ActionGeo_Lat is not null"
    )
    points = base.execute(
        "select distinct ActionGeo_Long lon, ActionGeo_Lat lat from events"
    ).df()
    key = pack_points(points["lon"], points["lat"])
    if plan.areas is None:
        points["place"] = cells_of(
            find_cells(key, plan.resolution), plan.resolution
        )
    else:
        points["place"] = np.array(plan.areas.names)[
            find_areas(key, plan.areas)
        ]
    base.register("points", points)
    name = "cell" if plan.areas is None else "area"
    base.execute(
        f"copy (select strptime(SQLDATE::varchar, '%Y%m%d') as day, place as {name}, event_type, count(*) incidents, "  # noqa: S608
        "null::bigint fatalities from events join types on EventCode = code join points on"
        " ActionGeo_Long = lon and "
        f"ActionGeo_Lat = lat group by all) to '{out}' (format parquet)"
    )
    return time.perf_counter() - start


def run_one(way, files, by, out):
    """Do it one way, and print what it took."""
    from sitmap.scale import aggregate_to_file  # noqa: F401 - not to be in the time

    begun = cpu_seconds()
    if way == "geopandas":
        seconds = by_geopandas(files, by, out)
    elif way == "duckdb":
        seconds = by_duckdb(files, by, out)
    elif way.startswith("dask"):
        seconds = by_dask(files, by, out, int(way[-1]))
    else:
        seconds = by_sitmap(
            files, by, out, workers=2 if way == "pool" else 1
        )
    print(json.dumps({"seconds": seconds, "cpu": cpu_seconds() - begun}))


def cpu_seconds():
    """CPU of this process and of those that it has waited for."""
    return sum(
        getattr(resource.getrusage(who), name)
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        for name in ("ru_utime", "ru_stime")
    )


def watch(process, peak):
    """Note the largest sum of resident sizes."""
    root = psutil.Process(process.pid)
    while process.poll() is None:
        total = 0
        for each in [root, *children_of(root)]:
            try:
                total += each.memory_info().rss
            except psutil.Error:
                continue
        peak[0] = max(peak[0], total)
        time.sleep(0.05)


def children_of(root):
    """List descendants; none once it has ended."""
    try:
        return root.children(recursive=True)
    except psutil.Error:
        return []


def measure(way, millions, by, folder):
    """Run one way in a process of its own."""
    out = folder / f"{way}-{millions}.parquet"
    command = [
        sys.executable,
        __file__,
        "--one",
        way,
        str(millions),
        "--by",
        by,
        "--folder",
        str(folder),
        "--out",
        str(out),
    ]
    environment = os.environ | (
        {"PYTHONPATH": str(last_build())} if way == "last" else {}
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = [0]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        watcher = threading.Thread(target=watch, args=(process, peak))
        watcher.start()
        told = process.stdout.read()
        watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        return {
            "way": way,
            "millions": millions,
            "failed": process.returncode,
        }
    said = json.loads(told.splitlines()[-1])
    cpu = (
        after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    )
    result = {
        "way": way,
        "millions": millions,
        **said,
        "cpu_all": cpu,
        "peak_mb": peak[0] / 1e6,
        "out": str(out),
    }
    return result | {"out_mb": out.stat().st_size / 1e6}


def show(result, digests):
    """Print a line, and check the summary against the others of its size."""
    if "failed" in result:
        print(
            f"{result['way']:>10} {result['millions']:>4} M rows: ended with {result['failed']}",
            flush=True,
        )
        return
    from sitmap.scale import digest

    found = digest(result["out"])
    first = digests.setdefault(result["millions"], found)
    cpu = f"{result['cpu']:7.1f} s CPU = {result['cpu'] * 1e3 / result['millions']:5.0f} ns/row"
    print(
        f"{result['way']:>10} {result['millions']:>4} M rows {result['seconds']:7.1f} s {cpu} "
        f"({result['cpu_all']:.1f} s with imports) {result['peak_mb']:6.0f} MB "
        f"{result['out_mb']:4.0f} MB written  {found}  (load {os.getloadavg()[0]:.1f})",
        flush=True,
    )
    assert found == first, f"{result['way']} comes to another summary"


def parse():
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("millions", nargs="*", type=int, default=[1])
    parser.add_argument("--by", default="day,h3:5")
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument(
        "--folder", type=Path, help="Keeps the events for the next time."
    )
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def main():
    """Run all, or one way in this process."""
    options = parse()
    if options.one:
        run_one(
            options.one,
            make_files(options.folder, options.millions[0]),
            options.by,
            options.out,
        )
        return
    with tempfile.TemporaryDirectory(prefix="sitmap-scale-") as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        digests = {}
        for millions in options.millions:
            make_files(folder, millions)
            for way in options.ways.split(","):
                show(measure(way, millions, options.by, folder), digests)


if __name__ == "__main__":
    main()
