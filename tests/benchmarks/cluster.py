"""What a count on a Dask cluster costs the client, beside the last build.

python tests/benchmarks/cluster.py [ROWS IN MILLIONS …] [--workers 2,4,8] [--folder FOLDER]
                                   [--builds last,this] [--simulate]

Scheduler, workers and client are processes of their own on this machine, over 127.0.0.1. Messages
and bytes are what the client's connections read; CPU and memory are the client's alone, from the
first file to the written summary, without imports. The last build (see last_build.py) writes one
file on the client; this one a folder, on the workers. The events are those of scale.py.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
BY: Final = "day,h3:5"


def count_reads() -> dict[str, int]:
    """Count what this process reads from its connections to the cluster from now on."""
    from distributed.comm import tcp

    read: dict[str, int] = {"messages": 0, "bytes": 0}
    read_bytes, read_message = tcp.read_bytes_rw, tcp.TCP.read

    async def read_counted(stream: Any, size: int) -> Any:
        read["bytes"] += size
        return await read_bytes(stream, size)

    async def message_counted(self: Any, deserializers: Any = None) -> Any:
        message = await read_message(self, deserializers)
        read["messages"] += 1
        return message

    tcp.read_bytes_rw, tcp.TCP.read = read_counted, message_counted
    return read


def be_client(
    scheduler: str, folder: Path, millions: int, out: Path
) -> None:
    """Count on the cluster at an address, and print what it cost here."""
    import h3  # noqa: F401 - not to be in the time
    from distributed import Client

    from sitmap.scale import aggregate_to_file, read_summary  # noqa: F401

    read = count_reads()
    files = [
        folder / f"events-{number:03}.parquet" for number in range(millions)
    ]
    with Client(scheduler):
        resident, cpu, start = (
            peak_mb(),
            time.process_time(),
            time.perf_counter(),
        )
        already = dict(read)
        aggregate_to_file(files, out, BY, engine="dask", say=print_line)
        told = {
            "seconds": time.perf_counter() - start,
            "cpu": time.process_time() - cpu,
            "grown_mb": peak_mb() - resident,
            "peak_mb": peak_mb(),
        }
    print(
        json.dumps(
            {**told, **{name: read[name] - already[name] for name in read}}
        )
    )


def print_line(line: str) -> None:
    """Say what the user should know, beside the result."""
    print(line, file=sys.stderr)


def peak_mb() -> float:
    """Return the largest resident size of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


@contextmanager
def start_cluster(
    workers: int, source: Path
) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """Start a scheduler and workers that have a build, each a process; they end with the block."""
    environment = os.environ | {
        "PYTHONPATH": str(source),
        "DASK_DISTRIBUTED__WORKER__MEMORY__SPILL": "False",
    }
    with tempfile.TemporaryDirectory(prefix="sitmap-cluster-") as folder:
        file = Path(folder, "scheduler.json")
        dask = [sys.executable, "-m", "dask"]
        commands = [
            [
                *dask,
                "scheduler",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--dashboard-address",
                ":0",
            ],
            *[
                [
                    *dask,
                    "worker",
                    "--nthreads",
                    "1",
                    "--no-nanny",
                    "--no-dashboard",
                ]
            ]
            * workers,
        ]
        started = [
            subprocess.Popen(
                [*command, "--scheduler-file", str(file)],
                env=environment,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                text=True,
            )
            for command in commands
        ]
        try:
            while not file.is_file() or not file.stat().st_size:
                time.sleep(0.1)
            address = json.loads(file.read_text())["address"]
            from distributed import Client

            with Client(address, set_as_default=False) as client:
                client.wait_for_workers(workers, timeout=120)
            yield address, started
        finally:
            for process in started:
                process.kill()
            for process in started:
                process.wait()


def measure(
    source: Path, workers: int, folder: Path, millions: int, out: Path
) -> dict[str, Any]:
    """Run one count with a client of its own."""
    with start_cluster(workers, source) as (address, _):
        command = [
            sys.executable,
            __file__,
            "--client",
            address,
            str(millions),
        ]
        done = subprocess.run(
            [*command, "--folder", str(folder), "--out", str(out)],
            env=os.environ | {"PYTHONPATH": str(source)},
            check=True,
            capture_output=True,
            text=True,
        )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def compare(options: argparse.Namespace, folder: Path) -> None:
    """Print a line for each build, number of rows and of workers."""
    from tests.benchmarks.last_build import last_build
    from tests.benchmarks.scale import make_files

    sources = {"last": last_build, "this": lambda: ROOT / "src"}
    for millions in options.millions:
        make_files(folder, millions)
        for workers in map(int, options.workers.split(",")):
            for build in options.builds.split(","):
                out = folder / (
                    "last.parquet" if build == "last" else "counts"
                )
                told = measure(
                    sources[build](), workers, folder, millions, out
                )
                print(
                    f"{build:>5} {millions:>4} M rows, {workers} workers: "
                    f"{told['seconds']:6.1f} s; client "
                    f"{told['cpu']:6.2f} s CPU, grows by {told['grown_mb']:5.0f} MB, reads "
                    f"{told['messages']:,} messages, {told['bytes']:,} bytes",
                    flush=True,
                )


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("millions", nargs="*", type=int, default=[10])
    parser.add_argument("--workers", default="2,4,8")
    parser.add_argument("--builds", default="last,this")
    parser.add_argument(
        "--folder", type=Path, help="Keeps the events for the next time."
    )
    parser.add_argument("--simulate", action="store_true")
    parser.add_argument("--client", help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    """Measure, or be the client of a measurement."""
    options = parse()
    if options.client:
        be_client(
            options.client, options.folder, options.millions[0], options.out
        )
        return
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="sitmap-cluster-") as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        compare(options, folder)


if __name__ == "__main__":
    main()
