"""CPU time and memory of a page of a million incidents: this build beside the last one.

    PYTHONPATH=src:. python tests/benchmarks/million.py [ROWS] [RUNS]

The builds take turns, so that what else the machine does meets both; each run is a process of its
own on the same table (mapping.py). CPU time counts all threads.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from last_build import last_build, run_on
from mapping import make_incidents

BUILD = """
import resource, sys, time, warnings
warnings.simplefilter("ignore")
import pandas as pd, sitmap
table = pd.read_pickle(sys.argv[1])
started = time.process_time()
sitmap.Map(table, title="Million").save(sys.argv[2])
used = time.process_time() - started
print(used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000)
"""


def main(rows: int = 1_000_000, runs: int = 3) -> None:
    """Print seconds and peak megabytes of each run."""
    with tempfile.TemporaryDirectory() as folder:
        table, page = Path(folder, "table.pkl"), Path(folder, "page.html")
        make_incidents(rows).to_pickle(table)
        for _ in range(runs):
            for name, build in (("last", last_build()), ("this", None)):
                seconds, peak = run_on(
                    build, BUILD, str(table), str(page)
                ).split()
                print(
                    f"{name}  CPU {float(seconds):5.2f} s  peak {peak} MB",
                    flush=True,
                )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
