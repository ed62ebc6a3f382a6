"""Answers that are kept: whole after a kill, shared by processes, and only what is an answer."""

import pickle
import signal
import sqlite3
import time
from collections import Counter
from datetime import timedelta

import pytest
from tests.geocoding.online.test_rate_limit import start

import sitmap
from sitmap.errors import DataWarning, ServiceError
from sitmap.geocoding.online.cache import AnswerCache, Found

NAMES = [f"name {number}" for number in range(8)]


def wait_for(condition, seconds=60):
    """Wait until something is so."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def count(path):
    """How many answers a file keeps; another process may be writing it."""
    if not path.exists():
        return 0
    try:
        with sqlite3.connect(path) as connection:
            return connection.execute(
                "select count(*) from answers_1"
            ).fetchone()[0]
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


def test_kill_9_between_two_queries_costs_nothing(server, tmp_path):
    """Killed while it waits for its turn.

    After the restart each name has been asked once, and each has its answer.
    """
    path = tmp_path / "answers.sqlite"
    process = start(
        server, path, 0.25, 1, NAMES
    )  # four seconds between two queries: time to kill in
    wait_for(lambda: count(path) == 2)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert server.log.queries == NAMES[:2]
    again = start(server, path, 50, 1, NAMES)
    assert again.communicate()[0].strip() == ",".join(["found"] * 8)
    assert Counter(server.log.queries) == dict.fromkeys(NAMES, 1)
    assert count(path) == 8


def test_kill_9_while_a_query_is_on_its_way_costs_that_query(
    server, tmp_path
):
    """Its answer hadn't arrived, so it is asked again; every other one is asked once."""
    names = [*NAMES[:3], "gate 1", *NAMES[3:]]
    path = tmp_path / "answers.sqlite"
    process = start(server, path, 50, 1, names)
    wait_for(lambda: "gate 1" in server.log.queries)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    server.log.gate.set()
    assert start(server, path, 50, 1, names).communicate()[
        0
    ].strip() == ",".join(["found"] * 9)
    assert Counter(server.log.queries) == {
        **dict.fromkeys(NAMES, 1),
        "gate 1": 2,
    }


def test_ctrl_c_loses_nothing(make, server):
    """What was answered until then is kept; the table can be begun again."""
    online = make()

    def interrupt(done, _total):
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sitmap.geocode(NAMES, geocoder=online, progress=interrupt)
    assert (
        sitmap.geocode(NAMES, geocoder=online)["status"].tolist()
        == ["found"] * 8
    )
    assert Counter(server.log.queries) == dict.fromkeys(NAMES, 1)


def test_what_an_answer_depends_on_is_in_its_key(make, server):
    """Words, country, options, service, host.

    Not blanks, the way of writing an accent, the user agent.
    """
    online = make()
    xk = {"country_codes": "XK"}
    same = ["Zvečan", " Zvečan  ", "Zvec\u030can"]
    for query, options in [
        *((each, {}) for each in same),
        ("zvečan", {}),
        ("Zvečan", {"language": "sr"}),
        ("Zvečan", xk),
    ]:
        online.geocode(query, **options)
    online.geocode("Zvečan", country_codes="Kosovo")
    make(user_agent="another-desk/2.0 (desk@example.org)").geocode("Zvečan")
    assert len(server.log.requests) == 4
    make(domain=server.domain.replace("127.0.0.1", "localhost")).geocode(
        "Zvečan"
    )
    assert len(server.log.requests) == 5


def test_refresh_asks_again_once(make, server):
    """What was kept before; not what this one has asked itself."""
    make().geocode("Prizren")
    online = make(refresh=True)
    for _ in range(3):
        assert online.geocode("Prizren") is not None
    assert len(server.log.requests) == 2
    make(refresh=timedelta(days=1)).geocode("Prizren")
    assert len(server.log.requests) == 2


def test_a_failed_refresh_keeps_the_old_answer(make, server):
    """For who doesn't ask for a new one."""
    assert make().geocode("500-once 1") is not None
    server.answers = lambda _ask, _path: (
        b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    )
    with pytest.raises(ServiceError):
        make(refresh=True).geocode("500-once 1")
    assert make().geocode("500-once 1") is not None


def test_not_found_is_believed_for_a_while(make, server):
    """Places are added to maps."""
    assert make().geocode("not-there 1") is None
    assert make().geocode("not-there 1") is None
    assert len(server.log.requests) == 1
    assert make(not_found_days=0).geocode("not-there 1") is None
    assert len(server.log.requests) == 2


def test_a_file_that_is_none_of_answers_is_moved_aside(make, tmp_path):
    """Told, not deleted, and begun anew."""
    path = tmp_path / "answers.sqlite"
    path.write_bytes(b"this is somebody's letter" * 100)
    with pytest.warns(DataWarning, match="moved to answers.sqlite.broken-"):
        assert make().geocode("Prizren") is not None
    assert [
        each.read_bytes()[:4] for each in tmp_path.glob("*.broken-*")
    ] == [b"this"]
    assert count(path) == 1


def test_a_folder_that_is_none_is_named(make, tmp_path):
    """One line with the remedy."""
    (tmp_path / "file").write_text("")
    online = make(cache=tmp_path / "file" / "answers.sqlite")
    with pytest.warns(DataWarning, match="answers can't be kept"):
        assert online.geocode("Prizren") is not None


def test_a_full_disk_is_told_once(make, monkeypatch):
    """The answers go on."""
    online = make()

    def full():
        raise sqlite3.OperationalError("database or disk is full")

    online.geocode("Prizren")
    monkeypatch.setattr(online.cache, "_connect", full)
    monkeypatch.setattr(online.cache, "get_many", lambda _keys: {})
    with pytest.warns(DataWarning, match="disk is full") as told:
        assert sitmap.geocode(["Peja", "Gjakova"], geocoder=online)[
            "status"
        ].tolist() == [
            "found",
            "found",
        ]
    assert len(told) == 1


def test_thousands_of_keys_are_looked_up_together(tmp_path):
    """In batches that SQLite takes."""
    cache = AnswerCache(tmp_path / "a.sqlite")
    cache.put(
        "k7",
        [Found("x", 1.0, 2.0, {"a": "\ud800"})],
        service="s",
        query="\ud800",
    )
    assert list(
        cache.get_many(f"k{number}" for number in range(3_000))
    ) == ["k7"]


def test_it_travels_to_another_process(make, server):
    """By what it was made of; the answers are shared."""
    online = make()
    online.geocode("Prizren")
    copy = pickle.loads(pickle.dumps(online))  # noqa: S301
    assert copy.geocode("Prizren").address == "Prizren, Prizren, Kosovo"
    assert len(server.log.requests) == 1


def test_the_file_is_the_users_alone(make, tmp_path):
    """It tells what was asked."""
    make().geocode("Prizren")
    assert (tmp_path / "answers.sqlite").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "places",
    [
        "",
        "[",
        "null",
        "3",
        "[3]",
        '[["a"]]',
        '[["a", "x", 1, {}]]',
        '[["a", 91, 0, {}]]',
        None,
    ],
)
def test_a_damaged_answer_is_asked_for_again(tmp_path, places):
    """The others stand."""
    path = tmp_path / "answers.sqlite"
    cache = AnswerCache(path)
    for key in ("one", "two"):
        cache.put(
            key,
            [Found("Zvečan", 42.9, 20.84, {})],
            service="nominatim",
            query="Zvečan",
        )
    with sqlite3.connect(path) as base:
        base.execute("pragma ignore_check_constraints = 1")
        base.execute(
            "update answers_1 set places = ? where key = 'one'",
            (places or b"\xff",),
        )
    assert cache.get("one") is None
    assert cache.get("two").places[0].address == "Zvečan"
