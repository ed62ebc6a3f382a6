"""Firefox (WebDriver BiDi) and WebKitGTK (WebDriver), each as a page that is opened and asked.

Chromium is driven by playwright (conftest.py), which drives its own builds of the other two only;
these are Debian's: firefox-esr, and webkit2gtk-driver with xvfb.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ASKED_EVERY_S = 0.1
ASKED_AT_MOST = 600
PATIENCE_S = 120  # of a socket: a busy machine is no failure
SIZE = (1280, 800)
SCREEN = "1400x1000x24"
BROWSERS = "/usr/lib/*/webkit2gtk-4.1/MiniBrowser"

# Firefox: no first-run page, no updates, no reports; nothing else that a reader's doesn't have.
PREFERENCES = {
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
    "app.normandy.enabled": False,
    "services.settings.server": "data:,",
    "remote.active-protocols": 1,  # BiDi
}


class Driven(Protocol):
    """A browser with one page in it."""

    errors: list[str]
    requests: list[str]

    def open(self, path: Path) -> None:
        """Open an HTML file, and wait for its map."""

    def run(self, body: str, *arguments: Any) -> Any:
        """Run the body of a function in the page; a promise is waited for."""


def wait_for(browser: Driven, expression: str) -> None:
    """Ask a page until an expression is true."""
    for _ in range(ASKED_AT_MOST):
        if browser.run(f"return Boolean({expression})"):
            return
        time.sleep(ASKED_EVERY_S)
    pytest.fail(f"never true: {expression}")


@dataclass
class Firefox:
    """Firefox over WebDriver BiDi (https://w3c.github.io/webdriver-bidi/)."""

    socket: Any
    context: str = ""
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(
        default_factory=lambda: itertools.count(1)
    )

    def send(self, method: str, **parameters: Any) -> Any:
        number = next(self.numbers)
        self.socket.send(
            json.dumps(
                {"id": number, "method": method, "params": parameters}
            )
        )
        while True:
            answer = json.loads(self.socket.recv(timeout=PATIENCE_S))
            if answer.get("id") == number:
                if answer["type"] == "error":
                    raise AssertionError(
                        f"{method}: {answer['error']}: {answer['message'][:500]}"
                    )
                return answer["result"]
            self._listen(answer)

    def _listen(self, event: dict[str, Any]) -> None:
        told = event.get("params", {})
        if (
            event.get("method") == "log.entryAdded"
            and told["level"] == "error"
        ):
            self.errors.append(told["text"])
        elif event.get("method") == "network.beforeRequestSent":
            url = told["request"]["url"]
            if not url.startswith(("file:", "data:", "blob:", "about:")):
                self.requests.append(url)

    def start(self) -> None:
        self.send("session.new", capabilities={})
        self.send(
            "session.subscribe",
            events=["log.entryAdded", "network.beforeRequestSent"],
        )
        self.context = self.send("browsingContext.getTree")["contexts"][0][
            "context"
        ]
        size = {"width": SIZE[0], "height": SIZE[1]}
        self.send(
            "browsingContext.setViewport",
            context=self.context,
            viewport=size,
        )

    def open(self, path: Path) -> None:
        self.errors.clear()
        self.requests.clear()
        url = path.resolve().as_uri()
        self.send(
            "browsingContext.navigate",
            context=self.context,
            url=url,
            wait="complete",
        )

    def run(self, body: str, *arguments: Any) -> Any:
        # what comes back is a text: BiDi's own writing of values has a kind for each
        function = (
            f"async (told) => {{ const value = await (async (...args) => {{ {body} }})"
            "(...JSON.parse(told)); return JSON.stringify(value ?? null); }"
        )
        result = self.send(
            "script.callFunction",
            functionDeclaration=function,
            arguments=[{"type": "string", "value": json.dumps(arguments)}],
            target={"context": self.context},
            awaitPromise=True,
        )
        assert result["type"] == "success", result.get(
            "exceptionDetails", {}
        ).get("text")
        return json.loads(result["result"]["value"])


@dataclass
class WebKit:
    """WebKitGTK over WebDriver (https://www.w3.org/TR/webdriver2/)."""

    port: int
    session: str = ""
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def send(
        self, method: str, path: str, told: dict[str, Any] | None = None
    ) -> Any:
        data = None if told is None else json.dumps(told).encode()
        url = f"http://127.0.0.1:{self.port}/session{self.session}{path}"
        request = urllib.request.Request(url, data, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:  # noqa: S310
            return json.loads(answer.read())["value"]

    def start(self, binary: str) -> None:
        options = {
            "binary": binary,
            "args": ["--automation", "--geometry=1280x900"],
        }
        wanted = {
            "browserName": "MiniBrowser",
            "webkitgtk:browserOptions": options,
        }
        told = self.send(
            "POST", "", {"capabilities": {"alwaysMatch": wanted}}
        )
        self.session = f"/{told['sessionId']}"

    def open(self, path: Path) -> None:
        self.send("POST", "/url", {"url": path.resolve().as_uri()})

    def run(self, body: str, *arguments: Any) -> Any:
        script = (
            f"const told = arguments; (async (...args) => {{ {body} }})(...JSON.parse(told[0]))"
            ".then((value) => told[1](JSON.stringify(value ?? null)),"
            " (error) => told[1](JSON.stringify({ failed: String(error) })));"
        )
        told = json.loads(
            self.send(
                "POST",
                "/execute/async",
                {"script": script, "args": [json.dumps(arguments)]},
            )
        )
        assert not (isinstance(told, dict) and "failed" in told), told
        return told


@contextlib.contextmanager
def _started(
    command: list[str], **options: Any
) -> Iterator[subprocess.Popen[str]]:
    """Run a program with its children, and end them all."""
    process = subprocess.Popen(
        command, start_new_session=True, text=True, **options
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE_S)


@contextlib.contextmanager
def start_firefox() -> Iterator[Firefox]:
    """Run Debian's Firefox without a screen, with a profile of its own."""
    sync = pytest.importorskip(
        "websockets.sync.client", reason="needs websockets"
    )
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        pytest.skip("needs Firefox (Debian: firefox-esr)")
    with contextlib.ExitStack() as stack:
        home = stack.enter_context(
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        )
        command = [
            program,
            "--headless",
            "--no-remote",
            "--profile",
            _make_profile(Path(home)),
        ]
        command += ["--remote-debugging-port", "0"]
        log = stack.enter_context(Path(home, "log").open("w"))
        where = {**os.environ, "HOME": home}
        stack.enter_context(
            _started(command, stdout=log, stderr=log, env=where)
        )
        address = _read_until(Path(home, "log"), r"ws://127\.0\.0\.1:\d+")
        # a page that is asked for its texts answers with more than a megabyte
        link = sync.connect(
            f"{address}/session", max_size=None, open_timeout=PATIENCE_S
        )
        firefox = Firefox(stack.enter_context(link))
        firefox.start()
        yield firefox


def _make_profile(home: Path) -> str:
    lines = [
        f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
        for name, value in PREFERENCES.items()
    ]
    profile = home / "profile"
    profile.mkdir()
    (profile / "user.js").write_text("".join(lines), "utf-8")
    return str(profile)


def _read_until(log: Path, pattern: str) -> str:
    for _ in range(ASKED_AT_MOST):
        if found := re.search(pattern, log.read_text("utf-8", "replace")):
            return found[0]
        time.sleep(ASKED_EVERY_S)
    pytest.fail("the browser didn't tell its address")


@contextlib.contextmanager
def start_webkit() -> Iterator[WebKit]:
    """Run WebKitGTK's small browser on a screen that nobody sees."""
    binary = next(iter(sorted(Path("/").glob(BROWSERS[1:]))), None)
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    if binary is None or driver is None or screen is None:
        pytest.skip("needs WebKitGTK (Debian: webkit2gtk-driver and xvfb)")
    with contextlib.ExitStack() as stack:
        home = stack.enter_context(
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        )
        read, write = os.pipe()
        asked = [
            screen,
            "-displayfd",
            str(write),
            "-screen",
            "0",
            SCREEN,
            "-nolisten",
            "tcp",
        ]
        stack.enter_context(
            _started(asked, pass_fds=[write], stderr=subprocess.DEVNULL)
        )
        os.close(write)
        with os.fdopen(read) as told:
            display = f":{told.readline().strip()}"
        where = {
            **os.environ,
            "HOME": home,
            "DISPLAY": display,
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",  # as root, of pages of our own
        }
        port = _free_port()
        stack.enter_context(
            _started(
                [driver, f"--port={port}"],
                env=where,
                stderr=subprocess.DEVNULL,
            )
        )
        webkit = WebKit(port)
        _try_until_there(lambda: webkit.start(str(binary)))
        yield webkit
        with contextlib.suppress(OSError):
            webkit.send("DELETE", "")


def _free_port() -> int:
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _try_until_there(action: Callable[[], None]) -> None:
    for _ in range(ASKED_AT_MOST):
        try:
            return action()
        except ConnectionError:
            time.sleep(ASKED_EVERY_S)
        except urllib.error.HTTPError as error:
            raise AssertionError(error.read().decode()[:1000]) from None
        except urllib.error.URLError:
            time.sleep(ASKED_EVERY_S)
    pytest.fail("the driver never answered")
