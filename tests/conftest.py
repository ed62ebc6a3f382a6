"""What every test may use, and the account of what was left out."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

# urllib3 opens a socket to ask for IPv6 as it is imported, which no test may do in its midst
import urllib3  # noqa: F401

from tests.slow import load_slow, name_of

ROOT = Path(__file__).parent.parent

# what a test learns, adds or asks for stays out of the user's own folders, and theirs out of it
_HOME = tempfile.mkdtemp(prefix="sitmap-tests-")
for _name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
    os.environ[_name] = _HOME
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
SHARED = ROOT.parent / "shared" / "data"


@pytest.fixture
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The measuring data beside the project; tests that need it are left out where it isn't."""
    if not SHARED.is_dir():
        pytest.skip(
            "needs the measuring data in ../shared/data, which isn't there"
        )
    return SHARED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that are known to be slow."""
    slow = load_slow()
    for item in items:
        if name_of(item.nodeid) in slow:
            item.add_marker(pytest.mark.slow)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter,
) -> None:
    """Name the browser tests that were left out, and why."""
    for report in _left_out(terminalreporter):
        terminalreporter.write_line(
            f"left out: {report.nodeid}: {report.longrepr[2]}"
        )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI, leaving out a browser test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if (
        reporter is not None
        and os.environ.get("CI")
        and _left_out(reporter)
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _left_out(reporter: pytest.TerminalReporter) -> list[pytest.TestReport]:
    return [
        report
        for report in reporter.stats.get("skipped", [])
        if "browser" in report.keywords
    ]
