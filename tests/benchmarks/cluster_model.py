"""What larger clusters would do with 1 and 100 billion rows, from costs measured here.

python tests/benchmarks/cluster_model.py [--folder FOLDER with events of scale.py]

It counts ten million rows by the tasks themselves, takes their CPU and bytes, and plays the tasks
of a large run on the cores of 50 and 500 machines, each to the first core that is free. Machines
have 8 cores and 1 Gbit/s each; the storage that all share gives 5 or 50 GB/s. Ten years of events,
about as many a day; as many keys as there would be if no two rows met, so that merging is told too
dear rather than too cheap. What a client needs for a task is measured by cluster.py.
"""

from __future__ import annotations

import argparse
import heapq
import pickle
import sys
import tempfile
from pathlib import Path
from time import process_time
from typing import Final, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.benchmarks.scale import make_files

from sitmap.scale import folders, partitions, tasks
from sitmap.scale.plan import make_plan

CORES: Final = 8
MACHINE_BYTES: Final = 125e6
DAYS: Final = 3652
PART_ROWS: Final = 2_000_000
CLIENT_TASK_S: Final = 0.0022
"""CPU of the client for a task: submitted, waited for, its answer fetched (200 tasks in a row)."""

SCHEDULER_TASK_S: Final = 0.001
"""As Dask's documentation tells: https://docs.dask.org/en/stable/best-practices.html."""

MESSAGES: Final = 2
"""That the client reads for a task: that it is done, and its answer."""


class Cluster(NamedTuple):
    """How many machines, and what the storage that they share gives in a second."""

    machines: int
    storage: float


class Costs(NamedTuple):
    """CPU seconds and bytes, by row of the input or by task."""

    list_file: float
    count_row: float
    merge_row: float
    survey_part: float
    read_row: float
    kept_row: float
    written_row: float
    incidents_row: float
    survey_bytes: float
    done_bytes: float


def measure(folder: Path) -> Costs:
    """Do the tasks of ten million rows, one after the other."""
    files = make_files(folder, 10)
    plan = make_plan("day,h3:5")
    with tempfile.TemporaryDirectory(dir=folder) as name:
        kept, work = Path(name), Path(name, "merging-measured")
        (work / "out").mkdir(parents=True)
        start = process_time()
        listed = tasks.list_some([str(file) for file in files], plan, kept)
        list_s = process_time() - start
        start = process_time()
        done = tasks.keep_parts(listed.parts, plan, kept)
        count_s = process_time() - start
        rows = sum(each.rows for each in done)
        start = process_time()
        survey = tasks.survey_kept([key for key, _ in listed.parts], kept)
        survey_s = process_time() - start
        ranges = partitions.cut_places(survey.places)
        tasks.write_order(work, survey.runs, sorted(survey.kinds), ranges)
        start = process_time()
        written = [
            each
            for window in partitions.cut_days(survey.days)
            for each in tasks.merge_window(
                window, plan, kept, work, work / "out"
            )
        ]
        merge_s = process_time() - start
        return Costs(
            list_file=list_s / len(files),
            count_row=count_s / rows,
            merge_row=merge_s / rows,
            survey_part=survey_s / len(listed.parts),
            read_row=sum(file.stat().st_size for file in files) / rows,
            kept_row=sum(
                file.stat().st_size for file in kept.glob("*.arrow")
            )
            / rows,
            written_row=sum(each.bytes for each in written) / rows,
            incidents_row=sum(survey.days.values()) / rows,
            survey_bytes=len(pickle.dumps(survey))
            - len(pickle.dumps(survey.runs)),
            done_bytes=len(pickle.dumps(done[0])) + 600,
        )


def play(durations: list[float], cores: int) -> float:
    """Return when the last of some tasks is done, each given to the first core that is free."""
    free = [0.0] * min(cores, max(len(durations), 1))
    for each in durations:
        heapq.heapreplace(free, free[0] + each)
    return max(free)


def stage(number: int, cpu: float, size: float, cluster: Cluster) -> float:
    """Return the seconds of a stage of like tasks: by their CPU, or by what carries their bytes."""
    spread = [cpu * (0.75 + 0.5 * (at % 7) / 6) for at in range(number)]
    carried = (
        number
        * size
        / min(cluster.machines * MACHINE_BYTES, cluster.storage)
    )
    told = number * SCHEDULER_TASK_S
    return max(play(spread, cluster.machines * CORES), carried, told)


def simulate(
    rows: float, cluster: Cluster, costs: Costs
) -> dict[str, float]:
    """Play a run."""
    parts = int(rows / PART_ROWS)
    lists = -(-parts // folders._FILES)
    surveys = -(-parts // folders._KEYS)
    seconds = {
        "list": stage(
            lists,
            costs.list_file * folders._FILES,
            1e5 * folders._FILES,
            cluster,
        ),
        "count": stage(
            parts,
            costs.count_row * PART_ROWS,
            (costs.read_row + costs.kept_row) * PART_ROWS,
            cluster,
        ),
        "survey": stage(
            surveys,
            costs.survey_part * folders._KEYS,
            costs.kept_row * PART_ROWS * folders._KEYS,
            cluster,
        ),
    }
    runs, groups = parts, 0
    while runs > folders._SIDE_BY_SIDE:
        number = -(-runs // folders._GROUP)
        each = rows / number
        tree = stage(
            number,
            costs.merge_row * each,
            2 * costs.kept_row * each,
            cluster,
        )
        seconds["tree"] = seconds.get("tree", 0) + tree
        runs, groups = number, groups + number
    windows = min(
        int(rows * costs.incidents_row / partitions._INCIDENTS) + 1, DAYS
    )
    each = rows / windows
    merged = stage(
        windows,
        costs.merge_row * each,
        (costs.kept_row + costs.written_row) * each,
        cluster,
    )
    bundles = max(
        parts
        // max(
            min(parts // (8 * cluster.machines * CORES), folders._BUNDLE), 1
        ),
        1,
    )
    sent = lists + bundles + surveys + groups + windows
    files = windows * partitions._RANGES
    return {
        **seconds,
        "merge": merged,
        "whole": sum(seconds.values()) + merged,
        "tasks": sent,
        "messages": sent * MESSAGES,
        "client_mb": (
            (
                parts * 350  # the part as it is listed
                + sent * costs.done_bytes
                + surveys * costs.survey_bytes
                + parts * 60  # its runs
                + files * 130
            )
            / 1e6
        ),
        "client_s": sent * CLIENT_TASK_S,
    }


def main() -> None:
    """Print the costs and the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sitmap-model-") as temporary:
        folder = options.folder or Path(temporary)
        costs = measure(folder)
    print(
        f"measured: count {costs.count_row * 1e6:.2f} µs a row, "
        f"merge {costs.merge_row * 1e6:.2f} µs, list {costs.list_file * 1e3:.0f} ms a file, "
        f"survey {costs.survey_part * 1e3:.1f} ms a part; "
        f"{costs.read_row:.1f} bytes a row read, {costs.kept_row:.1f} kept, "
        f"{costs.written_row:.1f} written"
    )
    stages = ("list", "count", "survey", "tree", "merge", "whole")
    print(
        "rows | machines | GB/s | "
        + " | ".join(f"{name}, s" for name in stages),
        end=" | ",
    )
    print("tasks | messages to the client | MB to it | its CPU, s")
    for rows in (1e9, 1e11):
        for cluster in (
            Cluster(50, 5e9),
            Cluster(500, 5e9),
            Cluster(500, 50e9),
        ):
            told = simulate(rows, cluster, costs)
            times = " | ".join(
                f"{told.get(name, 0):,.0f}" for name in stages
            )
            print(
                f"{rows:.0e} | {cluster.machines} | {cluster.storage / 1e9:.0f} | {times} | "
                f"{told['tasks']:,.0f} | "
                f"{told['messages']:,.0f} | {told['client_mb']:,.1f} | {told['client_s']:,.1f}"
            )


if __name__ == "__main__":
    main()
