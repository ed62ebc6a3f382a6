"""Peak memory of three large jobs, with the last build beside this one.

    PYTHONPATH=src:. python tests/benchmarks/memory.py [SHARE] [page,csv,reports]

A page of a million incidents, a CSV file of 500 MB counted by day and cell, a folder of 10,000
reports drafted; SHARE (1 if not given) makes all smaller. Each runs in a process of its own; told
is the largest resident size of it (Linux; getrusage would tell this process's own, too, which a
child begins with), and CPU seconds without imports.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
from last_build import last_build, run_on

HEAD: Final = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
import pandas as pd, sitmap, sitmap.scale
source, out = sys.argv[1:]
"""
TAIL: Final = """
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
peak = int(status["VmHWM"].split()[0]) / 1e3
print(json.dumps({"peak_mb": peak, "cpu": time.process_time() - started}))
"""
JOBS: Final = {
    "page": (
        """
table = pd.read_parquet(source)
started = time.process_time()
sitmap.Map(table, title="Million").save(out + ".html")
"""
    ),
    "csv": (
        """
started = time.process_time()
sitmap.scale.aggregate_to_file(source, out + ".parquet", "day,h3:5")
"""
    ),
    "reports": (
        """
started = time.process_time()
sitmap.scale.extract(source, published="2023-06-01").to_parquet(out + ".parquet")
"""
    ),
}
ROWS: Final = {"page": 1_000_000, "csv": 12_000_000, "reports": 10_000}
TYPES: Final = (
    "Battles",
    "Protests",
    "Riots",
    "Explosions/Remote violence",
)
TOWNS: Final = (
    "Prizren",
    "Gjilan",
    "Zvečan",
    "Bakhmut",
    "Kherson",
    "Kharkiv",
    "Aleppo",
    "Goma",
)


def make_rows(count: int) -> pd.DataFrame:
    """Make incidents around 2,000 places over three years."""
    rng = np.random.default_rng(1)
    lon, lat = (
        rng.uniform(20, 40, 2_000).round(4),
        rng.uniform(42, 52, 2_000).round(4),
    )
    at = rng.integers(0, 2_000, count)
    days = np.datetime64("2021-01-01") + rng.integers(0, 1_000, count)
    return pd.DataFrame(
        {
            "longitude": lon[at],
            "latitude": lat[at],
            "date": days.astype(str),
            "event_type": np.array(TYPES)[
                rng.integers(0, len(TYPES), count)
            ],
            "fatalities": rng.integers(0, 4, count),
        }
    )


def make_source(job: str, count: int, folder: Path) -> Path:
    """Write what a job reads."""
    if job == "reports":
        source = folder / "reports"
        source.mkdir()
        for number in range(count):
            town = TOWNS[number % len(TOWNS)]
            told = f"On 29 May 2023 {number % 7 + 2} people were killed in shelling near {town}."
            (source / f"{number:05}.txt").write_text(
                f"{told}\n\nPolice reported no arrests.\n"
            )
        return source
    rows = make_rows(count)
    source = folder / f"{job}.{'csv' if job == 'csv' else 'parquet'}"
    _ = (
        rows.to_csv(source, index=False)
        if job == "csv"
        else rows.to_parquet(source)
    )
    return source


def main() -> None:
    """Print a line for each job and build."""
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    jobs = sys.argv[2].split(",") if len(sys.argv) > 2 else list(JOBS)
    builds = {"145e867": last_build(), "this": None}
    with tempfile.TemporaryDirectory(prefix="sitmap-memory-") as folder:
        for job in jobs:
            count = int(ROWS[job] * share)
            source = make_source(job, count, Path(folder))
            for name, build in builds.items():
                script = HEAD + JOBS[job] + TAIL
                told = json.loads(
                    run_on(
                        build, script, source, f"{folder}/{name}"
                    ).splitlines()[-1]
                )
                print(
                    f"{job:>8} of {count:,} {name:>8}: peak {told['peak_mb']:5.0f} MB, "
                    f"{told['cpu']:5.1f} s CPU",
                    flush=True,
                )


if __name__ == "__main__":
    main()
