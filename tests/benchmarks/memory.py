"""Peak memory of large jobs, with the last build beside this one.

    PYTHONPATH=src:. python tests/benchmarks/memory.py [SHARE] [page,csv,reports,alike,event]

A page of a million incidents, a CSV file of 500 MB counted by day and cell, a folder of 10,000
reports drafted: as agencies write them, alike (eight towns on one day), and 500 that tell one event
among 500 others; SHARE (1 if not given) makes all smaller. Each runs in a process of its own; told
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
JOBS["alike"] = JOBS["event"] = JOBS["reports"]
ROWS: Final = {
    "page": 1_000_000,
    "csv": 12_000_000,
    "reports": 10_000,
    "alike": 10_000,
    "event": 1_000,
}
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


VILLAGES: Final = (
    "Leposavić",
    "Suva Reka",
    "Kramatorsk",
    "Kupiansk",
    "Nikopol",
    "Zaporizhzhia",
    "Sumy",
    "Idlib",
    "Homs",
    "Deir ez-Zor",
    "Bunia",
    "Beni",
    "Bamako",
    "Gao",
    "Maiduguri",
    "Mogadishu",
    "Baidoa",
    "Khartoum",
    "El Fasher",
    "Kabul",
    "Kunduz",
    "Peshawar",
    "Quetta",
    "Sanaa",
    "Marib",
)
EVENTS: Final = (
    "{count} people were killed in shelling near {town} {day}, the regional governor said.",
    "A car bomb exploded at a checkpoint in {town} {day}, wounding {count} soldiers.",
    "Protesters blocked the main road in {town} {day} and burned tyres.",
    "Gunmen attacked a convoy outside {town} {day}; at least {count} people died.",
    "Police arrested {count} men in {town} {day} after a raid on a warehouse.",
    "An air strike hit a market in {town} {day}, killing {count} civilians and wounding dozens.",
    "Clashes between rival groups broke out in {town} {day}, leaving {count} dead.",
    "A drone struck a fuel depot near {town} {day}. There were no casualties.",
)
QUIET: Final = (
    "The council of {town} met {day} and will meet again next month.",
    "A school was opened in {town} {day} by the minister of education.",
)
MORE: Final = (
    "Residents said that they had heard nothing like it in years.",
    "The road from {other} was open again by the evening.",
    "A spokesman for the ministry declined to comment.",
    "Aid workers had left for {other} a week before.",
    "The mayor called on both sides to keep calm.",
    "Electricity was cut in several districts, the utility wrote on its page.",
)


def write_reports(count: int, folder: Path) -> None:
    """Write reports of many places, days, events and lengths; every twentieth copies another."""
    rng = np.random.default_rng(3)
    towns = (*TOWNS, *VILLAGES)
    for number in range(count):
        if number % 20 != 19:
            text = write_report(rng, towns)
        (folder / f"{number:05}.txt").write_text(text, "utf-8")


def write_report(rng: np.random.Generator, towns: tuple[str, ...]) -> str:
    """Write one report: a headline, one to three events or a quiet day, and what surrounds them."""
    told = QUIET if rng.random() < 0.1 else EVENTS
    lines = [f"News of {rng.choice(towns)}, edition {rng.integers(1_000)}"]
    for _ in range(rng.integers(1, 4)):
        day = np.datetime64("2022-06-01") + int(rng.integers(0, 365))
        said = {
            "count": rng.integers(2, 30),
            "town": rng.choice(towns),
            "day": f"on {day.astype(object):%-d %B %Y}",
            "other": rng.choice(towns),
        }
        around = rng.choice(MORE, rng.integers(1, 5), replace=False)
        sentences = [rng.choice(told), *around]
        lines.append(" ".join(sentences).format(**said))
    return "\n\n".join(lines) + "\n"


def write_one_event(count: int, folder: Path) -> None:
    """Write reports of which half tell one event, each in words of its own."""
    write_reports(count, folder)
    for number in range(0, count, 2):
        dead = 5 + number % 7
        told = f"{dead} people were killed in shelling near Bakhmut on 29 May 2023."
        text = f"Agency {number}: {told}\n"
        (folder / f"{number:05}.txt").write_text(text, "utf-8")


def write_alike(count: int, folder: Path) -> None:
    """Write reports of eight towns on one day."""
    for number in range(count):
        town = TOWNS[number % len(TOWNS)]
        told = f"On 29 May 2023 {number % 7 + 2} people were killed in shelling near {town}."
        text = f"{told}\n\nPolice reported no arrests.\n"
        (folder / f"{number:05}.txt").write_text(text, "utf-8")


WRITERS: Final = {
    "reports": write_reports,
    "alike": write_alike,
    "event": write_one_event,
}


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
    if job in WRITERS:
        source = folder / job
        source.mkdir()
        WRITERS[job](count, source)
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
