"""What a table, a file's name or an argument holds is shown by every command, and never obeyed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import warnings
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

import sitmap.cli
from sitmap.cli import main
from sitmap.cli.terminal import say, say_progress
from sitmap.sanitize import show_controls

CLEAR = "\x1b[2J"
TITLE = "\x1b]0;owned\x07"
FORGED = "x\nsitmap: all is well"
TURNED = "abc\u202edcba"
EIGHT_BIT = "\x9b2J"
HOSTILE = f"{CLEAR}{TITLE}{EIGHT_BIT}{TURNED}\x08\x7f\u2028"

OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)


def run(*arguments: object) -> tuple[int, str]:
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        result = CliRunner().invoke(main, [str(one) for one in arguments])
    return result.exit_code, result.output


def write_table(folder: Path, name: str = "table.csv") -> Path:
    """A table each of whose texts, and of its column names, is hostile."""
    columns = [
        "title",
        "place",
        "country",
        "date",
        "source",
        f"mine{HOSTILE}",
    ]
    rows = [
        [
            f"a{HOSTILE}",
            "Zvečan",
            "Kosovo",
            "2023-05-29",
            f"s{HOSTILE}",
            f"v{HOSTILE}",
        ],
        [
            f"b{FORGED}",
            f"Nowhere{HOSTILE}",
            "Kosovo",
            f"x{HOSTILE}",
            f"s{FORGED}",
            "1",
        ],
        [
            "c",
            f"Mars{FORGED}",
            f"Kosovo{HOSTILE}",
            "2023-05-30",
            "s",
            f"{FORGED}",
        ],
    ]
    path = folder / name
    lines = [
        ",".join(f'"{cell}"' for cell in row) for row in [columns, *rows]
    ]
    path.write_bytes(("\n".join(lines) + "\n").encode())
    return path


def assert_plain(output: str) -> None:
    assert not OBEYED.search(output), OBEYED.search(output)
    assert not [
        line
        for line in output.splitlines()
        if line.startswith("sitmap: all is well")
    ]
    assert max(map(len, output.splitlines()), default=0) < 1_500


@pytest.mark.parametrize(
    "command",
    [
        ("read", "{table}", "-o", "{folder}/out.csv"),
        ("read", "{table}", "-o", "{folder}/out.xlsx", "--no-locate"),
        ("summary", "{table}"),
        ("summary", "{table}", "--json"),
        ("check", "{table}"),
        ("check", "{table}", "--json"),
        ("map", "{table}", "-o", "{folder}/out.html"),
        ("geocode", "{table}", "-o", "{folder}/out.geojson"),
        ("aggregate", "{table}", "-o", "{folder}/out.parquet"),
        ("extract", "{table}", "-o", "{folder}/draft.csv"),
        (
            "read",
            "{table}",
            "--column",
            "place=" + HOSTILE,
            "-o",
            "{folder}/out.csv",
        ),
        (
            "read",
            "{table}",
            "--encoding",
            HOSTILE,
            "-o",
            "{folder}/out.csv",
        ),
        ("read", "{table}", "--country", HOSTILE, "-o", "{folder}/out.csv"),
        ("read", "{folder}/none" + CLEAR, "-o", "{folder}/out.csv"),
        ("read", "{table}", "-o", "{folder}/none" + CLEAR + "/out.csv"),
        ("geocode", HOSTILE),
        ("geocode", "Zvečan", "--country", HOSTILE),
        ("gazetteer", "add", HOSTILE),
        ("gazetteer", "remove", HOSTILE),
        ("map", "{table}", "--show", HOSTILE),
        ("figure", "{table}", "--size", HOSTILE),
        ("map", "{table}", "--areas", "{folder}/none" + CLEAR),
        ("map", HOSTILE + ".toml"),
        (HOSTILE,),
        ("--" + HOSTILE,),
    ],
)
def test_nothing_that_a_terminal_obeys_is_printed(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    table = write_table(tmp_path)
    filled = [part.replace("{table}", str(table)) for part in command]
    code, output = run(
        *(part.replace("{folder}", str(tmp_path)) for part in filled)
    )
    assert code in (0, 1, 2), output
    assert "fault of sitmap" not in output
    assert_plain(output)


def test_a_spec_with_hostile_keys_is_shown_not_obeyed(
    tmp_path: Path,
) -> None:
    write_table(tmp_path)
    spec = tmp_path / "m.toml"
    spec.write_text(
        '[options]\n"t\\u001b[2J" = "x"\n[[input]]\nrole = "r\\u001b[2J"\npath = "table.csv"\n'
        'sha256 = "0"\n',
        "utf-8",
    )
    code, output = run("map", spec)
    assert code == 2
    assert_plain(output)


def test_json_is_whole_and_says_what_the_table_says(tmp_path: Path) -> None:
    _, output = run("check", write_table(tmp_path), "--json")
    found = json.loads(output[output.index("[\n") :])
    assert f"Nowhere{HOSTILE}" in {one["value"] for one in found}


def test_a_message_keeps_its_remedy_when_it_is_cut() -> None:
    told = show_controls("file: " + "name, " * 100_000 + "; say --column")
    assert len(told) < 1_100
    assert told.startswith("file: name")
    assert told.endswith("say --column")


def test_names_in_every_script_stay_as_they_are() -> None:
    names = "Zvečan Звечан زفتشان می‌خواهم 北京 👩‍👧 a\u00a0b"
    assert show_controls(names) == names


def test_a_terminal_that_knows_few_letters_gets_marks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say("lone \ud800 surrogate")
    assert capsys.readouterr().out == "lone <U+D800> surrogate\n"


def test_progress_is_one_line_however_a_file_is_called(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say_progress(f"1/2 {'a' * 300}{FORGED}", end=True)
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert len(line) == 80


def test_the_commands_print_by_this_door_alone() -> None:
    folder = Path(sitmap.cli.__file__).parent
    others = [
        path for path in folder.glob("*.py") if path.name != "terminal.py"
    ]
    found = re.compile(
        r"\bclick\.s?echo\(|(?<!\w)print\(|\.(?:stdout|stderr)\.write\("
    )
    assert [
        path.name
        for path in others
        if found.search(path.read_text("utf-8"))
    ] == []


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="needs POSIX streams")
@pytest.mark.parametrize(
    ("redirected", "code"),
    [
        ("2>&-", 0),
        ("2>/dev/full", 0),
        (">&-", 0),
        ("<&-", 0),
        (">/dev/full", 2),
    ],
)
def test_streams_that_are_closed_or_full_cost_the_words_and_not_the_work(
    tmp_path: Path, redirected: str, code: int
) -> None:
    write_table(tmp_path)
    line = f"{sys.executable} -m sitmap.cli read table.csv -o out.csv {redirected}"
    done = _process_shell(line, tmp_path)
    assert (
        (tmp_path / "out.csv").read_text("utf-8").startswith("incident_id")
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="needs POSIX streams")
def test_a_reader_that_goes_away_ends_the_command_in_silence(
    tmp_path: Path,
) -> None:
    write_table(tmp_path)
    command = f"{sys.executable} -m sitmap.cli check table.csv --json"
    done = _process_shell(
        f"{command} 2>err | true; echo ${{PIPESTATUS[0]}}", tmp_path
    )
    assert done.stdout.strip() in {
        "141",
        "1",
    }  # 1 when all fitted into the pipe before it closed
    assert "Traceback" not in (tmp_path / "err").read_text("utf-8")
    assert "Exception ignored" not in (tmp_path / "err").read_text("utf-8")


def _process_shell(
    line: str, folder: Path
) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(sitmap.cli.__file__).parents[2]),
    }
    return subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=environment,
        text=True,
        capture_output=True,
        check=False,
    )


def test_a_fault_of_our_own_is_one_line_that_can_be_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError(HOSTILE)

    monkeypatch.setattr(
        import_module("sitmap.cli.summary"), "read_located", broken
    )
    code, output = run("summary", write_table(tmp_path))
    assert code == 2
    assert "a fault of sitmap itself (KeyError" in output
    assert len(output.splitlines()) == 1
    assert_plain(output)


def test_stopped_from_the_keyboard_is_130(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(
        import_module("sitmap.cli.summary"), "read_located", stopped
    )
    code, output = run("summary", write_table(tmp_path))
    assert (code, output) == (130, "\nsitmap: stopped\n")
