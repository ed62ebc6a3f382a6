"""`sitmap geocode FILE --online`.

What it writes, what it says, what it asks, and going on after a stop.
"""

import os
import signal
import subprocess
import sys
from collections import Counter

import pandas as pd
import pytest
from click.testing import CliRunner
from tests.conftest import ROOT
from tests.geocoding.online.test_cache import wait_for

import sitmap
from sitmap.cli import main
from sitmap.cli.progress_lines import Countdown

pytestmark = pytest.mark.filterwarnings(
    "ignore::sitmap.errors.DataWarning"
)  # rows with a problem are what we read

AGENT = "sitmap-tests/1.0 (maps@newsdesk.example)"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    """The commands ask the local server directly; nobody is named in the environment."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("SITMAP_USER_AGENT", raising=False)


@pytest.fixture
def table(tmp_path):
    """Two sure names, two that the gazetteer doesn't have (one twice), and one that the service fails on."""
    path = tmp_path / "places.csv"
    path.write_text(
        "Ort,Land,Datum\nPrizren,XK,2022-07-31\nXyzzyburg,XK,2022-07-31\nhtml"
        " 1,XK,2022-08-01\nPristina,XK,2022-08-01\nXyzzyburg,XK,2022-08-02\nnot-there"
        " 1,XK,2022-08-02\n",
        "utf-8",
    )
    return path


def command(server, table, output, *more):
    """A command line that asks the server of faults."""
    return [
        "geocode",
        str(table),
        "-o",
        str(output),
        "--online",
        "nominatim",
        "--server",
        server.domain,
        "--user-agent",
        AGENT,
        "--per-second",
        "50",
        "--column",
        "place=Ort",
        "--column",
        "country=Land",
        *more,
    ]


def run(*arguments):
    return CliRunner().invoke(
        main, [str(argument) for argument in arguments]
    )


def test_a_table_offline_first_then_online(server, table, tmp_path):
    """Only what the gazetteer isn't sure of is asked, each name once.

    All rows come out, with who located them.
    """
    output = tmp_path / "out.csv"
    result = run(*command(server, table, output))
    assert result.exit_code == 1, result.output
    assert sorted(server.log.queries) == [
        "Xyzzyburg",
        "html 1",
        "not-there 1",
    ]
    located = sitmap.read(output)
    assert located["place"].tolist() == [
        "Prizren",
        "Xyzzyburg",
        "html 1",
        "Pristina",
        "Xyzzyburg",
        "not-there 1",
    ]
    assert located["located_by"].tolist()[:2] == [
        "gazetteer:exact",
        "nominatim",
    ]
    assert located.geometry.notna().tolist() == [
        True,
        True,
        False,
        True,
        True,
        False,
    ]
    assert "the answer is no JSON" in located["problem"].iloc[2]


def test_the_end_says_what_came_of_it(server, table, tmp_path):
    """Outcomes, who located, the credit; what failed and why, and how to ask for it again."""
    output = tmp_path / "out.csv"
    result = run(*command(server, table, output))
    assert (
        "6 rows looked up by name: 4 found, 1 not found, 1 failed"
        in result.stdout
    )
    assert "located by: gazetteer 2, nominatim 2" in result.stdout
    assert (
        "credit: © OpenStreetMap contributors (https://www.openstreetmap.org/copyright)"
        in result.stdout
    )
    assert f"{output}: 6 rows" in result.stdout
    for told in (
        "1 row failed",
        "1 time: ",
        "no JSON",
        f"{tmp_path / 'out-failed.csv'}; run the same command again",
    ):
        assert told in result.stderr


def test_what_failed_can_be_run_again_alone(server, table, tmp_path):
    """The file of what failed is a table; by the same command, too, only that is asked."""
    output, failed = tmp_path / "out.csv", tmp_path / "out-failed.csv"
    run(*command(server, table, output))
    assert pd.read_csv(failed)["place"].tolist() == ["html 1"]
    asked = len(server.log.requests)
    server.answers = lambda ask, _path: (
        None
        if ask.query != "html 1"
        else b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"
    )
    plain = command(server, failed, tmp_path / "more.csv")
    result = run(
        *[each for each in plain if "=" not in each and each != "--column"]
    )
    assert result.exit_code == 0, result.output
    assert "1 row looked up by name: 1 not found" in result.stdout
    assert "failed_because" not in sitmap.read(tmp_path / "more.csv")
    assert server.log.queries[asked:] == ["html 1"]
    assert run(*command(server, table, output)).exit_code == 0
    assert len(server.log.requests) == asked + 1


def test_only_online_asks_for_every_name(server, table, tmp_path):
    """Prizren and Pristina too."""
    run(*command(server, table, tmp_path / "out.csv", "--only-online"))
    assert Counter(server.log.queries) == dict.fromkeys(
        ["Prizren", "Pristina", "Xyzzyburg", "html 1", "not-there 1"], 1
    )


def test_agreement_and_disagreement_are_told(server, tmp_path):
    """The service puts both near Prizren.

    It confirms the one, and is 80 km from the other, which isn't drawn then.
    """
    path, output = tmp_path / "places.csv", tmp_path / "out.csv"
    path.write_text("Ort,Land\nPrizren,XK\nMitrovica,XK\n", "utf-8")
    run(*command(server, path, output, "--sure", "0.995"))
    located = sitmap.read(output)
    assert located.geometry.notna().tolist() == [True, False]
    assert set(located["located_by"].iloc[0].split("+")) == {
        "gazetteer:exact",
        "nominatim",
    }
    for told in (
        "gazetteer:",
        "nominatim ",
        "Mitrovica, Prizren, Kosovo",
        "km away",
        "not drawn",
    ):
        assert told in located["problem"].iloc[1], located["problem"].iloc[
            1
        ]


def test_offline_a_table_needs_no_service(table, tmp_path):
    """The gazetteer alone."""
    result = run(
        "geocode",
        table,
        "--column",
        "place=Ort",
        "--column",
        "country=Land",
        "-o",
        tmp_path / "out.csv",
    )
    assert result.exit_code == 0, result.output
    assert "located by: gazetteer 2" in result.stdout
    assert "credit" not in result.stdout


def test_a_single_name_online(server):
    """The gazetteer's answer where it is sure, the service's where it has none."""
    options = [
        "--online",
        "nominatim",
        "--server",
        server.domain,
        "--user-agent",
        AGENT,
    ]
    assert "score" in run("geocode", "Prizren", *options).stdout
    assert server.log.requests == []
    result = run("geocode", "Xyzzyburgh", "--only-online", *options)
    assert (result.exit_code, "answered by nominatim" in result.stdout) == (
        0,
        True,
    )
    assert (
        run("geocode", "not-there 1", "--only-online", *options).exit_code
        == 1
    )
    failed = run("geocode", "html 1", "--only-online", *options)
    assert (
        failed.exit_code,
        failed.stderr.strip().startswith(
            "sitmap: nominatim: the answer is no JSON"
        ),
    ) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["missing.csv", "-o", "out.csv"], "missing.csv"),
        (["missing.csv"], "no such file"),
        (["{table}"], "with -o"),
        (["{table}", "-o", "out.docx"], "sitmap writes"),
        (["{table}", "-o", "nowhere/out.csv"], "doesn't exist"),
        (
            ["{table}", "-o", "out.csv", "--json"],
            "--json is for a single NAME",
        ),
        (["Prizren", "--column", "a=b"], "--column is for a FILE"),
        (
            ["{table}", "-o", "out.csv", "--online", "nominatim"],
            "--user-agent or SITMAP_USER_AGENT",
        ),
        (
            [
                "{table}",
                "-o",
                "out.csv",
                "--online",
                "nominatm",
                "--user-agent",
                AGENT,
            ],
            "did you mean 'nominatim'",
        ),
        (
            [
                "{table}",
                "-o",
                "out.csv",
                "--online",
                "opencage",
                "--user-agent",
                AGENT,
            ],
            "opencage needs api_key.*--key",
        ),
        (
            [
                "{table}",
                "-o",
                "out.csv",
                "--online",
                "pelias",
                "--user-agent",
                AGENT,
            ],
            "--server",
        ),
        (
            [
                "{table}",
                "-o",
                "out.csv",
                "--online",
                "nominatim",
                "--user-agent",
                AGENT,
                "--key",
                "x",
            ],
            "takes none",
        ),
        (
            [
                "{table}",
                "-o",
                "out.csv",
                "--online",
                "photon",
                "--user-agent",
                AGENT,
                "--server",
                "ftp://x",
            ],
            "write a host",
        ),
        (
            ["{table}", "-o", "out.csv", "--refresh"],
            "--refresh needs --online",
        ),
        (
            ["{table}", "-o", "out.csv", "--server", "x"],
            "--server needs --online",
        ),
        (
            [
                "{table}",
                "-o",
                "out.csv",
                "--online",
                "photon",
                "--user-agent",
                AGENT,
                "--sure",
                "7",
            ],
            "sure is 7",
        ),
        (
            [
                "{table}",
                "-o",
                "out.csv",
                "--online",
                "photon",
                "--user-agent",
                AGENT,
                "--deadline",
                "-1",
            ],
            "deadline_s is -1",
        ),
        (
            [
                "{table}",
                "-o",
                "out.csv",
                "--online",
                "nominatim",
                "--user-agent",
                AGENT,
                "--per-second",
                "5",
            ],
            "one request a second",
        ),
    ],
)
def test_bad_input_is_one_line(
    table, tmp_path, monkeypatch, arguments, told
):
    """Exit code 2, before anything is asked, and no output."""
    monkeypatch.chdir(tmp_path)
    result = run(
        "geocode", *(each.format(table=table) for each in arguments)
    )
    assert result.exit_code == 2, result.output
    assert (
        len(result.stderr.strip().splitlines()) == 1
        or "Usage" in result.stderr
    ), result.stderr
    assert pd.Series([result.stderr]).str.contains(told).all(), (
        result.stderr
    )
    assert not (tmp_path / "out.csv").exists()


def test_the_environment_names_who_asks_and_the_key(server, monkeypatch):
    """A key in the environment is on nobody's screen."""
    monkeypatch.setenv("SITMAP_USER_AGENT", AGENT)
    monkeypatch.setenv("SITMAP_OPENCAGE_KEY", "desk-key-1")
    server.answers = lambda _ask, _path: (
        b'HTTP/1.1 401 No\r\nContent-Length: 28\r\n\r\n{"error": "bad desk-key-1!"}'
    )
    result = run(
        "geocode",
        "Xyzzyburgh",
        "--only-online",
        "--online",
        "opencage",
        "--server",
        server.domain,
    )
    assert "HTTP 401" in result.stderr
    assert "desk-key-1" not in result.stderr
    assert "key=desk-key-1" in server.log.requests[0].path
    assert server.log.requests[0].headers["user-agent"] == AGENT


def start(server, table, output, *more):
    """Start the command as users do."""
    line = [
        sys.executable,
        "-m",
        "sitmap",
        *command(server, table, output, *more),
    ]
    line[1:3] = ["-c", "from sitmap.cli import main; main()"]
    return subprocess.Popen(
        line,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_after_ctrl_c_or_a_kill_the_same_command_goes_on(
    server, tmp_path, how
):
    """Stopped while the fourth of six is on its way.

    Afterwards that one has been asked twice, every other one once.
    """
    table, output = tmp_path / "places.csv", tmp_path / "out.csv"
    names = ["qq 1", "qq 2", "qq 3", "gate 4", "qq 5", "qq 6"]
    table.write_text(
        "\n".join(["Ort,Land", *(f"{name},XK" for name in names)]), "utf-8"
    )
    process = start(server, table, output, "--only-online")
    wait_for(lambda: "gate 4" in server.log.queries)
    process.send_signal(how)
    _, told = process.communicate(timeout=60)
    if how == signal.SIGINT:
        assert process.returncode == 130, told
        assert (
            "stopped at 3 of 6 names; nothing is lost: the same command goes on from there"
            in told
        )
        assert "Traceback" not in told
    assert not output.exists()
    server.log.gate.set()
    assert (
        run(*command(server, table, output, "--only-online")).exit_code == 0
    )
    assert Counter(server.log.queries) == {
        **dict.fromkeys(names, 1),
        "gate 4": 2,
    }
    assert sitmap.read(output).geometry.notna().all()


def test_the_countdown_reckons_from_what_is_asked(capsys, monkeypatch):
    """900 of 1,000 come at once; ten more in ten seconds leave 90 seconds."""
    now = [0.0]
    monkeypatch.setattr(
        "sitmap.cli.progress_lines.monotonic", lambda: now[0]
    )
    countdown = Countdown(is_terminal=True)
    countdown(900, 1_000)
    for done in range(901, 911):
        now[0] += 1
        countdown(done, 1_000)
    assert (
        capsys.readouterr().err.split("\r")[-1].strip()
        == "at 910 of 1,000 names, about 2 min left"
    )
    countdown.end()


def test_a_log_gets_a_line_now_and_then(capsys, monkeypatch):
    """Not one for each name."""
    now = [0.0]
    monkeypatch.setattr(
        "sitmap.cli.progress_lines.monotonic", lambda: now[0]
    )
    countdown = Countdown(is_terminal=False)
    for done in range(101):
        countdown(done, 7_201)
        now[0] += 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert (
        lines[-1] == "sitmap: at 90 of 7,201 names, about 1 h 59 min left"
    )


def test_help_tells_the_services_rules():
    """One request a second, who asks, no bulk, the credit."""
    text = " ".join(run("geocode", "--help").output.split())
    for told in (
        "one request a second",
        "user agent that says who you are",
        "no large tables",
        "credit to OpenStreetMap's",
        "What you ask, the service's operator learns",
        "goes on from there",
    ):
        assert told in text
