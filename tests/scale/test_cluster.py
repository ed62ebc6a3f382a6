"""A Dask cluster, over 127.0.0.1: the same summary, whatever happens to its workers."""

import os
import pickle
import signal
import subprocess
import sys
import time
from types import SimpleNamespace

import dask
import dask.dataframe as dd
import distributed
import geopandas as gpd
import pandas as pd
import pytest
import shapely

import sitmap
from sitmap.errors import DataWarning, InputError
from sitmap.scale import aggregate, aggregate_to_file, digest, extract
from sitmap.scale.cluster import current_client, run_tasks
from sitmap.scale.work import Result, explain
from tests.scale.files import make_files

pytestmark = [
    pytest.mark.slow,
    pytest.mark.enable_socket,
    # workers that are killed, and loops that end with the test, leave these behind in distributed
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings(
        "ignore::pytest.PytestUnraisableExceptionWarning"
    ),
    pytest.mark.filterwarnings(
        "ignore::pytest.PytestUnhandledThreadExceptionWarning"
    ),
]

BARE_WORKER = "import sys; sys.modules['sitmap'] = None; from distributed.cli.dask_worker import main; main()"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Twelve files of 300 rows."""
    return make_files(tmp_path_factory.mktemp("cluster") / "in", 12)


@pytest.fixture(scope="module", autouse=True)
def workers_find_sitmap():
    """Workers import what this process does, those that a nanny starts again, too."""
    with pytest.MonkeyPatch.context() as patch:
        path = os.pathsep.join(each for each in sys.path if each)
        patch.setenv("PYTHONPATH", path)
        yield


def _start(workers):
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        dashboard_address=":0",
        host="127.0.0.1",
    )


@pytest.fixture(scope="module")
def shared_cluster():
    """Two workers for all tests that leave the cluster alive: to start them takes seconds."""
    with _start(2) as cluster:
        yield cluster


@pytest.fixture
def cluster(shared_cluster):
    """The shared cluster with both of its workers: one that a test killed is started again."""
    with distributed.Client(shared_cluster, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    return shared_cluster


@pytest.fixture
def start_cluster():
    """Start clusters that end with the test, for what a shared one doesn't outlive."""
    started = []

    def start(workers):
        started.append(_start(workers))
        return started[-1]

    yield start
    for cluster in started:
        cluster.close()


@pytest.fixture
def start_bare_worker():
    """Start workers that can't import sitmap."""
    started = []

    def start(address):
        command = [
            sys.executable,
            "-c",
            BARE_WORKER,
            address,
            "--no-nanny",
            "--no-dashboard",
            "--nthreads",
            "1",
        ]
        started.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))

    yield start
    for process in started:
        process.kill()
        process.wait()


def _kill_busiest(cluster):
    """Kill the worker that holds most results, wait until it is gone, and return its process."""
    with distributed.Client(cluster, set_as_default=False) as client:
        while any(client.processing().values()):
            pass  # what was sent out is done, and waits on the workers
        held = client.has_what()
        busy = max(held, key=lambda worker: len(held[worker]))
        process = client.run(os.getpid)[busy]
        os.kill(process, signal.SIGKILL)
        while busy in client.has_what():
            pass
    return process


def test_two_workers_and_one_killed_in_the_middle(files, cluster, tmp_path):
    """The same summary: what the dead one had is done again, and what it had sent is here already."""
    killed = []

    def kill_one(now):
        if now.parts_done == 3:
            killed.append(_kill_busiest(cluster))

    done = aggregate_to_file(
        files,
        tmp_path / "a.parquet",
        scheduler=cluster.scheduler_address,
        progress=kill_one,
        say=print,
    )
    assert len(killed) == 1
    assert done.metadata["failed"] == {}
    assert digest(tmp_path / "a.parquet") == digest(aggregate(files))


class _Future:
    """A result whose worker dies when it is done, and which is made again."""

    def __init__(self, *statuses):
        self.statuses = list(statuses)

    @property
    def status(self):
        return self.statuses.pop(0)

    def exception(self):
        return None

    def result(self):
        return Result(rows=1)

    def release(self):
        pass


def test_a_result_that_went_with_its_worker_is_waited_for(monkeypatch):
    """It was done, and wasn't fetched yet; of the others nothing is lost."""
    futures = {
        "a": _Future("finished", "finished"),
        "b": _Future("lost", "pending", "finished", "finished"),
    }
    monkeypatch.setattr(
        "sitmap.scale.cluster._some_done", lambda _, running: running
    )
    client = SimpleNamespace(
        nthreads=lambda: {"w": 1},
        submit=lambda _task, item, **_: futures[item],
    )
    told = list(run_tasks(client, ["a", "b"], print))
    assert told == [("a", Result(rows=1)), ("b", Result(rows=1))]


@pytest.mark.filterwarnings(
    "ignore:The inplace keyword"
)  # Dask's reader of Parquet, under pandas 3
def test_a_dask_frame_counts_as_its_files_do(files, cluster):
    """On the client at hand, and by Dask's own threads without one."""
    frame = dd.read_parquet([str(file) for file in files], index=False)
    expected = digest(aggregate(files))
    assert digest(aggregate(frame)) == expected
    with distributed.Client(cluster):
        assert digest(aggregate(frame)) == expected


def test_workers_without_sitmap_are_named_and_passed_over(
    files, start_cluster, start_bare_worker
):
    """One line; alone, it is an error, beside a sound one it isn't used."""
    cluster = start_cluster(0)
    start_bare_worker(cluster.scheduler_address)
    with distributed.Client(cluster) as client:
        client.wait_for_workers(1, timeout=30)
        with pytest.raises(
            InputError,
            match=r"1 of 1 workers can't be used: no sitmap there",
        ) as error:
            aggregate(files, scheduler=cluster.scheduler_address)
        assert "\n" not in str(error.value)
        cluster.scale(1)
        client.wait_for_workers(2, timeout=30)
        lines = []
        found = aggregate(
            files, scheduler=cluster.scheduler_address, say=lines.append
        )
    remedy = f"on each: pip install 'sitmap[scale]=={sitmap.__version__}'"
    assert lines == [
        f"1 of 2 workers can't be used: no sitmap there (1); {remedy}"
    ]
    assert digest(found) == digest(aggregate(files))


def test_nobody_at_the_address(files, tmp_path):
    """One line, after ten seconds at most, and nothing is left behind."""
    started = time.monotonic()
    with pytest.raises(
        InputError, match=r"tcp://127\.0\.0\.1:9: no Dask scheduler there"
    ):
        aggregate_to_file(
            files, tmp_path / "a.parquet", scheduler="tcp://127.0.0.1:9"
        )
    assert time.monotonic() - started < 120  # and not for ever
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(InputError, match="no Dask scheduler there"):
        aggregate(files, scheduler="no address at all")
    assert (
        current_client() is None
    )  # nothing is left behind that the next one would use


def test_a_cluster_without_workers(files, start_cluster, monkeypatch):
    """It is not waited for without end."""
    monkeypatch.setattr("sitmap.scale.cluster._PATIENCE_S", 1.0)
    with pytest.raises(InputError, match="has no worker"):
        aggregate(files, scheduler=start_cluster(0).scheduler_address)


def test_a_scheduler_that_goes_away_leaves_what_was_done(
    files, start_cluster, tmp_path
):
    """One line; the next run goes on from there."""
    cluster = start_cluster(1)

    def close(now):
        if now.parts_done == 3:
            cluster.close()

    with pytest.raises(InputError, match=r"what was counted is kept"):
        aggregate_to_file(
            files,
            tmp_path / "a.parquet",
            scheduler=cluster.scheduler_address,
            progress=close,
            say=print,
        )
    standings = []
    aggregate_to_file(
        files, tmp_path / "a.parquet", progress=standings.append
    )
    assert standings[0].parts_kept >= 3
    assert digest(tmp_path / "a.parquet") == digest(aggregate(files))


def test_large_areas_go_to_each_worker_once(files, cluster):
    """And the counts by area are the same."""
    boxes = [
        shapely.box(20 + at / 50, 42, 20 + (at + 1) / 50, 47)
        for at in range(400)
    ]
    fine = [shapely.segmentize(box, 0.05) for box in boxes]
    areas = gpd.GeoDataFrame(
        {"name": [f"{at:03}" for at in range(400)]}, geometry=fine, crs=4326
    )
    found = aggregate(
        files,
        "day,area",
        areas=areas,
        scheduler=cluster.scheduler_address,
    )
    assert digest(found) == digest(
        aggregate(files, "day,area", areas=areas)
    )


def test_a_partition_that_cannot_be_read_does_not_stop_the_others(files):
    """It is told with its number."""

    def load(path):
        if path.name == "03.parquet":
            raise OSError("torn")
        return pd.read_parquet(path)

    delayed = [dask.delayed(load)(file) for file in files]
    frame = dd.from_delayed(
        delayed, meta=pd.read_parquet(files[0]).head(0), verify_meta=False
    )
    with pytest.warns(
        DataWarning, match=r"partition 3 for one: can't be read \(torn\)"
    ):
        found = aggregate(frame)
    assert digest(found) == digest(aggregate([*files[:3], *files[4:]]))


def test_a_file_that_workers_do_not_see_is_told_as_such():
    """They may be other machines."""
    assert "same path" in explain(FileNotFoundError("x"), "a.parquet")


def test_reports_are_drafted_on_a_cluster(cluster, root):
    """The same incidents in the same order."""
    folder = root / "data/reports"
    found = extract(
        folder,
        scheduler=cluster.scheduler_address,
        published="2022-08-17",
    )
    here = extract(folder, published="2022-08-17")
    pd.testing.assert_frame_equal(pd.DataFrame(found), pd.DataFrame(here))


def contents(folder):
    """Every file's bytes by its name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_workers_write_the_bytes_that_one_process_writes(
    files, cluster, tmp_path
):
    """And one that is killed in the middle changes none of them."""
    killed = []

    def kill_one(now):
        if now.parts_done == 3:
            killed.append(_kill_busiest(cluster))

    aggregate_to_file(files, tmp_path / "one")
    address = cluster.scheduler_address
    aggregate_to_file(
        files,
        tmp_path / "many",
        scheduler=address,
        progress=kill_one,
        say=print,
    )
    assert len(killed) == 1
    assert contents(tmp_path / "many") == contents(tmp_path / "one")


def test_a_worker_killed_in_the_merge(
    files, cluster, tmp_path, monkeypatch
):
    """Its windows are merged by another."""
    from sitmap.scale import folders

    write, killed = folders.write_order, []

    def write_and_kill(*arguments):
        write(*arguments)
        with distributed.Client(cluster, set_as_default=False) as client:
            killed.extend(client.run(os.getpid).values())
        os.kill(killed[0], signal.SIGKILL)

    monkeypatch.setattr(folders, "write_order", write_and_kill)
    aggregate_to_file(
        files,
        tmp_path / "many",
        scheduler=cluster.scheduler_address,
        say=print,
    )
    assert killed
    assert digest(tmp_path / "many") == digest(aggregate(files))


def test_a_scheduler_that_goes_away_before_a_folder_is_whole(
    files, start_cluster, tmp_path
):
    """One line; the next run goes on from there, here or on another cluster."""
    cluster = start_cluster(1)

    def close(now):
        if now.parts_done == 3:
            cluster.close()

    address = cluster.scheduler_address
    with pytest.raises(InputError, match=r"what was counted is kept"):
        aggregate_to_file(
            files,
            tmp_path / "a",
            scheduler=address,
            progress=close,
            say=print,
        )
    assert not (tmp_path / "a").exists()
    standings = []
    aggregate_to_file(files, tmp_path / "a", progress=standings.append)
    assert standings[0].parts_kept >= 3
    assert digest(tmp_path / "a") == digest(aggregate(files))


def test_workers_that_do_not_share_the_output_are_told(
    files, cluster, tmp_path, monkeypatch
):
    """They may be other machines; nothing is counted for nothing."""
    from sitmap.scale import cluster as module

    monkeypatch.setattr(
        module, "_seen_as", lambda _: "/nowhere/that/is/shared"
    )
    with pytest.raises(
        InputError,
        match=r"the output's folder isn't there \(2\); name an output",
    ):
        aggregate_to_file(
            files,
            tmp_path / "a",
            scheduler=cluster.scheduler_address,
            say=print,
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.filterwarnings("ignore:The inplace keyword")
def test_a_dask_frame_becomes_a_folder(files, cluster, tmp_path):
    """Its partitions stay on the workers."""
    frame = dd.read_parquet([str(file) for file in files], index=False)
    with distributed.Client(cluster):
        aggregate_to_file(frame, tmp_path / "a", engine="dask")
    aggregate_to_file(frame, tmp_path / "b")
    expected = digest(aggregate(files))
    assert digest(tmp_path / "a") == digest(tmp_path / "b") == expected
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "b"]


def test_the_client_hears_words_only(files, cluster, tmp_path, monkeypatch):
    """No run of counts reaches it: what comes back is a few hundred bytes a part."""
    from sitmap.scale import cluster as module

    heard, take = [], module._result_of

    def listen(future, client):
        result = take(future, client)
        heard.append(len(pickle.dumps(result)))
        return result

    monkeypatch.setattr(module, "_result_of", listen)
    aggregate_to_file(
        files,
        tmp_path / "a",
        scheduler=cluster.scheduler_address,
        say=print,
    )
    assert len(heard) >= len(files) + 3
    assert sorted(heard)[len(heard) // 2] < 1000
    assert max(heard) < 20_000


def test_names_are_looked_up_on_a_cluster(cluster, monkeypatch):
    """With one gazetteer a worker; the same answers."""
    from sitmap.scale import location

    monkeypatch.setattr(location, "_CHUNK", 2)
    names = ["Prizren", "Mitrovica", "Atlantis", "Gjilan", "Zavod"]
    found = location.locate(
        names, country="XK", scheduler=cluster.scheduler_address
    )
    expected = sitmap.locate(names, country="XK")
    pd.testing.assert_frame_equal(
        pd.DataFrame(found), pd.DataFrame(expected)
    )


def test_a_worker_killed_while_reports_are_drafted(
    cluster, root, monkeypatch
):
    """Its reports are drafted by another."""
    from sitmap.scale import extraction

    monkeypatch.setattr(extraction, "_CHUNK", 2)
    merge, killed = extraction._map, []

    def kill_after_the_first(*arguments):
        for drafts in merge(*arguments):
            if not killed:
                with distributed.Client(
                    cluster, set_as_default=False
                ) as client:
                    killed.extend(client.run(os.getpid).values())
                os.kill(killed[0], signal.SIGKILL)
            yield drafts

    monkeypatch.setattr(extraction, "_map", kill_after_the_first)
    folder = root / "data/reports"
    found = extract(
        folder, scheduler=cluster.scheduler_address, published="2022-08-17"
    )
    here = extract(folder, published="2022-08-17")
    assert killed
    pd.testing.assert_frame_equal(pd.DataFrame(found), pd.DataFrame(here))
