"""What every fault of a service costs, and the rate limit as the server sees it.

``python tests/benchmarks/online.py``.

Each fault is met in a process of its own, several times; the time is the worst, the memory what the
process took on top of what it had before. The rate limit is measured at the server: two processes
of four threads, one request a second.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import os  # noqa: E402

from tests.geocoding.faults import FaultServer, bomb  # noqa: E402
from tests.geocoding.online.test_failures import ERRORS, FOUND, REFUSED  # noqa: E402

import sitmap  # noqa: E402

DEADLINE_S = 3.0
MOST_BYTES = 1_000_000
AGENT = "sitmap-benchmark/1.0 (maps@newsdesk.example)"
EXPECTED = {
    **dict.fromkeys(FOUND, "found"),
    "not-there": "not_found",
    **dict.fromkeys(ERRORS, "error"),
    **dict.fromkeys(REFUSED, "error, stops"),
}


def meet(domain: str, fault: str, number: int, folder: str, pipe) -> None:
    """Ask a query that meets a fault; send its outcome, seconds, and bytes on top."""
    os.environ["XDG_CACHE_HOME"] = folder
    online = sitmap.Online(
        "nominatim",
        user_agent=AGENT,
        domain=domain,
        scheme="http",
        proxies={},
        per_second=100,
        most_bytes=MOST_BYTES,
        deadline_s=DEADLINE_S,
    )
    sitmap.geocode(
        ["Prizren"], geocoder=online
    )  # what is loaded once is no fault's
    before, started = (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        time.monotonic(),
    )
    row = sitmap.geocode([f"{fault} {number}"], geocoder=online).iloc[0]
    seconds = time.monotonic() - started
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    stops = ", stops" if online.breaker.reason else ""
    pipe.send((row["status"] + stops, seconds, grown * 1024, row["why"]))


def meet_apart(
    domain: str, fault: str, number: int
) -> tuple[str, float, int, str]:
    """Meet a fault in a process of its own."""
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe(duplex=False)
    with tempfile.TemporaryDirectory(prefix="sitmap-online-") as folder:
        process = context.Process(
            target=meet, args=(domain, fault, number, folder, theirs)
        )
        process.start()
        told = ours.recv()
        process.join()
    return told


def show_faults(runs: int) -> bool:
    """Print the table; tell whether every outcome was the one that it must be."""
    print(
        f"deadline {DEADLINE_S:g} s, size {MOST_BYTES:,} bytes, worst of {runs} runs\n"
    )
    print(
        "| fault | outcome | worst s | memory MB | what the row says |\n|---|---|---|---|---|"
    )
    wrong, slowest, largest = [], 0.0, 0
    bomb()  # packing it takes the server longer than the deadline
    with FaultServer() as server:
        for fault, expected in EXPECTED.items():
            told = [
                meet_apart(server.domain, fault, number)
                for number in range(runs)
            ]
            seconds, grown = (
                max(each[1] for each in told),
                max(each[2] for each in told),
            )
            outcomes = {each[0] for each in told}
            wrong += [] if outcomes == {expected} else [fault]
            slowest, largest = max(slowest, seconds), max(largest, grown)
            mark = " and ".join(sorted(outcomes)) + (
                "" if outcomes == {expected} else f" WRONG, not {expected}"
            )
            print(
                f"| {fault} | {mark} | {seconds:.2f} | {grown / 1e6:.1f} | {told[0][3][:90]} |",
                flush=True,
            )
    print(
        f"\n{len(EXPECTED)} faults, {len(wrong)} with a wrong outcome; worst {slowest:.2f} s,"
        f" {largest / 1e6:.1f} MB"
    )
    return not wrong


def show_rate(per_second: float, queries: int) -> bool:
    """Print the smallest gap between two requests at the server.

    Tell whether it keeps the limit.
    """
    client = ROOT / "tests" / "geocoding" / "online" / "client.py"
    with (
        FaultServer() as server,
        tempfile.TemporaryDirectory(prefix="sitmap-online-") as folder,
    ):
        env = {
            **os.environ,
            "XDG_CACHE_HOME": folder,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        started = time.monotonic()
        running = [
            subprocess.Popen(
                [
                    sys.executable,
                    str(client),
                    server.domain,
                    f"{folder}/answers.sqlite",
                    str(per_second),
                    "4",
                    *(
                        f"name {number}"
                        for number in range(part, queries, 2)
                    ),
                ],
                env=env,
                stdout=subprocess.DEVNULL,
            )
            for part in (0, 1)
        ]
        codes = [process.wait() for process in running]
        gap, asked = server.log.smallest_gap_s(), len(server.log.requests)
        seconds = time.monotonic() - started
    kept = gap >= 1 / per_second and asked == queries and codes == [0, 0]
    print(
        f"two processes of four threads, {per_second:g} a second: {asked} requests in {seconds:.1f}"
        f" s, the closest two {gap:.4f} s apart: {'kept' if kept else 'BROKEN'}"
    )
    return kept


def main() -> None:
    """Run both; exit code 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=2)
    arguments = parser.parse_args()
    multiprocessing.set_forkserver_preload(
        ["geopandas", "sitmap.geocoding.batch", "sitmap.geocoding.online"]
    )
    is_right = show_faults(arguments.runs)
    print()
    is_kept = [
        show_rate(per_second, queries)
        for per_second, queries in ((1.0, 24), (10.0, 100))
    ]
    sys.exit(0 if is_right and all(is_kept) else 1)


if __name__ == "__main__":
    main()
