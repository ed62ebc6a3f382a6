"""Measure the speed of reading reports, this build and the last side by side in one run, one table.

``python tests/benchmarks/report_speed.py``: seconds of processor time (user and system, so that
other work on the machine counts little) and peak memory, each measured in a process of its own;
``--only reading`` (or ``commands``, ``folder``, ``long``) measures a part. The news corpora are
read from ../shared/data where they are there.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.last_build import ROOT, last_build, run_on

SHARED = ROOT.parent / "shared" / "data"
SAMPLES = ROOT / "data" / "reports"
RUNS = 5
"""Commands are run so many times, in turn; their median is told."""
REPORTS = 500
MEGABYTE = 1_000_000

READING = """
import json, resource, sys, time, warnings
warnings.simplefilter("ignore")
import xml.etree.ElementTree as ET
from pathlib import Path
begin = time.process_time()
from sitmap.reports import parse_report
parse_report("Three people were killed in shelling near Bakhmut.", published="2009-03-25")
started = time.process_time()
def read(path):
    if path.suffix != ".xml":
        return [path.read_text("utf-8")]
    return [each.findtext("text") or "" for each in ET.parse(path).iter("article")]
texts = [text for path in sys.argv[1:] for text in read(Path(path))]
told, found = [started - begin], 0
for _ in range(2):
    at = time.process_time()
    for text in texts:
        found += len(parse_report(text, published="2009-03-25").events)
    told.append((time.process_time() - at) / sum(map(len, texts)) * 1e6)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([*told, peak, found / 2]))
"""


KEEP = """
from sitmap.reports import figures, pipeline
from sitmap.reports.languages import keep_languages, sources_digest
from sitmap.reports.languages.compiled import kept_table
if kept_table("en", "events", sources_digest()) is None:
    keep_languages()
"""
"""Languages that changed since the package was built would be compiled in each run."""


def measure_reading(builds: dict[str, Path]) -> None:
    """Processor time per million characters: texts never seen, and seen before."""
    corpora = [
        SHARED / "toponyms" / f"{name}.xml"
        for name in ("lgl-dev", "trnews-dev")
    ]
    samples = sorted(
        each for each in SAMPLES.iterdir() if each.suffix in (".txt", ".md")
    )
    texts = [*(each for each in corpora if each.is_file()), *samples]
    rows = {
        name: [
            json_of(run_on(build, READING, *map(str, texts)))
            for _ in range(3)
        ]
        for name, build in builds.items()
    }
    told = (
        "import and one report, s",
        "s per million characters",
        "the same again",
        "peak memory, MB",
        "events",
    )
    for at, what in enumerate(told):
        show(
            what,
            {
                name: min(each[at] for each in found)
                for name, found in rows.items()
            },
        )


def json_of(text: str) -> list[float]:
    """Read the numbers that a script prints last."""
    import json

    numbers: list[float] = json.loads(text.splitlines()[-1])
    return numbers


def run_command(
    build: Path, *arguments: str, folder: str
) -> tuple[float, float]:
    """Run a command line on a build; return (processor time in s, peak memory in MB)."""
    code = "from sitmap.cli import main; main()"
    environment = os.environ | {"PYTHONPATH": str(build)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = (
        after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    )
    return spent, after.ru_maxrss / 1024


def measure_commands(builds: dict[str, Path]) -> None:
    """Start to end of one report as a page, and as a table."""
    report = str(SAMPLES / "01-north-bridge.txt")
    published = ("--published", "2022-08-17")
    commands = {
        "sitmap map report.txt": (
            "map",
            report,
            *published,
            "-o",
            "map.html",
        ),
        "sitmap extract report.txt": (
            "extract",
            report,
            *published,
            "-o",
            "found.csv",
        ),
    }
    with tempfile.TemporaryDirectory() as folder:
        for what, arguments in commands.items():
            spent: dict[str, list[float]] = {name: [] for name in builds}
            for _ in range(RUNS):
                for name, build in builds.items():
                    spent[name].append(
                        run_command(build, *arguments, folder=folder)[0]
                    )
            show(
                f"{what}, s",
                {name: median(times) for name, times in spent.items()},
            )


def measure_folder(builds: dict[str, Path]) -> None:
    """A folder of many reports, each of them another text, as `sitmap extract` drafts it."""
    with tempfile.TemporaryDirectory() as folder:
        write_folder(Path(folder, "reports"))
        spent = {}
        for name, build in builds.items():
            out = ("-o", f"{len(spent)}.csv", "--published", "2022-08-17")
            spent[name] = run_command(
                build, "extract", "reports", *out, folder=folder
            )
        show(
            f"sitmap extract, {REPORTS} reports, s",
            {name: each[0] for name, each in spent.items()},
        )


def write_folder(target: Path) -> None:
    """Write the sample reports again and again, with other days and numbers."""
    target.mkdir()
    texts = [
        each.read_text("utf-8") for each in sorted(SAMPLES.glob("*.txt"))
    ]
    for number in range(REPORTS):
        told = texts[number % len(texts)]
        text = f"{told}\n\nPolice opened {number + 2} checkpoints on the road.\n"
        Path(target, f"{number:03}.txt").write_text(text, "utf-8")


def measure_long(builds: dict[str, Path]) -> None:
    """One text of five megabytes: the last build reads two of them."""
    texts = [
        each.read_text("utf-8") for each in sorted(SAMPLES.glob("*.txt"))
    ]
    whole = "\n\n".join(texts * (5 * MEGABYTE // sum(map(len, texts)) + 1))
    with tempfile.TemporaryDirectory() as folder:
        for megabytes in (1, 5):
            Path(folder, "long.txt").write_text(
                whole[: megabytes * MEGABYTE], "utf-8"
            )
            command = (
                "extract",
                "long.txt",
                "--published",
                "2022-08-17",
                "-o",
                "long.csv",
            )
            told = {
                name: run_command(build, *command, folder=folder)
                for name, build in builds.items()
            }
            show(
                f"one text of {megabytes} MB, s",
                {name: each[0] for name, each in told.items()},
            )


def show(what: str, values: dict[str, float]) -> None:
    """Print a line: both builds, and how they compare."""
    columns = "".join(f"{value:12.3f}" for value in values.values())
    first, last = next(iter(values.values())), [*values.values()][-1]
    print(
        f"{what:36}{columns}{last / first if first else 0:12.2f}",
        flush=True,
    )


PARTS = {
    "reading": measure_reading,
    "commands": measure_commands,
    "folder": measure_folder,
    "long": measure_long,
}


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append")
    parser.add_argument(
        "--without-last",
        action="store_true",
        help="measure this build alone",
    )
    options = parser.parse_args()
    builds = {} if options.without_last else {"last build": last_build()}
    builds["this build"] = ROOT / "src"
    run_on(builds["this build"], KEEP)
    # both are byte-compiled, as an installed package is
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / "build" / "bytecode")
    print(
        f"{'':36}{''.join(f'{name:>12}' for name in builds)}{'this/last':>12}"
    )
    for part in options.only or PARTS:
        PARTS[part](builds)


if __name__ == "__main__":
    main()
