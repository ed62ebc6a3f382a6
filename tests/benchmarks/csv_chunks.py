"""Reads and counts a CSV file in chunks, beside DuckDB and the last build.

python tests/benchmarks/csv_chunks.py [MILLIONS OF ROWS]

Each way runs in a process of its own, on one thread; CPU seconds are without imports, memory is the
process's largest resident size. Reading is five columns, to Arrow tables of at most 500,000 rows.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Final

from last_build import last_build, run_on
from memory import TAIL, make_rows

HEAD: Final = """
import json, sys, time
import h3, pandas, pyarrow.csv, pyarrow.parquet
source, out = sys.argv[1:]
"""
READ: Final = """
from pathlib import Path
from sitmap.scale.inputs import list_parts
from sitmap.scale.plan import make_plan
from sitmap.scale.streams import Skipped, read_chunks
plan = make_plan("day,h3:5")
started = time.process_time()
for part in list_parts([Path(source)], plan, {}):
    for table in read_chunks(part, plan, Skipped(), {}):
        pass
"""
DUCKDB: Final = """
import duckdb
base = duckdb.connect()
base.execute("set threads=1")
started = time.process_time()
rows = base.sql(f"select * from read_csv('{source}')")
for batch in rows.to_arrow_reader(500_000):
    pass
"""
COUNT: Final = """
import sitmap.scale
from sitmap.scale import make_plan, count_chunk, aggregate_to_file
started = time.process_time()
aggregate_to_file(source, out, "day,h3:5")
"""
DUCKDB_COUNT: Final = """
import duckdb
from sitmap.scale.places import cells_of, find_cells, pack_points
base = duckdb.connect()
base.execute("set threads=1")
started = time.process_time()
base.execute(f"create view events as select * from read_csv('{source}')")
points = base.sql("select distinct longitude lon, latitude lat from events").df()
points["cell"] = cells_of(find_cells(pack_points(points["lon"], points["lat"]), 5), 5)
base.register("points", points)
base.execute(f'''copy (
    select date, cell, event_type, count(*) incidents, sum(fatalities) fatalities
    from events join points on longitude = lon and latitude = lat group by all
    order by all
) to '{out}' (format parquet)''')
"""
WAYS: Final = {
    "read, DuckDB": (DUCKDB, False),
    "read, last build": (READ, True),
    "read, this": (READ, False),
    "count, DuckDB": (DUCKDB_COUNT, False),
    "count, last build": (COUNT, True),
    "count, this": (COUNT, False),
}


def main() -> None:
    """Print a line for each way."""
    millions = float(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory(prefix="sitmap-csv-") as folder:
        source = Path(folder, "events.csv")
        make_rows(int(millions * 1e6)).to_csv(source, index=False)
        size = source.stat().st_size / 1e6
        for way, (script, is_last) in WAYS.items():
            build = last_build() if is_last else None
            out = f"{folder}/{way.replace(', ', '-')}.parquet"
            told = json.loads(
                run_on(
                    build, HEAD + script + TAIL, str(source), out
                ).splitlines()[-1]
            )
            print(
                f"{way:>18} {size:.0f} MB: {told['cpu']:5.1f} s CPU, {told['peak_mb']:5.0f} MB",
                flush=True,
            )


if __name__ == "__main__":
    main()
