"""Pages in headless Chromium, with the network off and every complaint kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.browser.chromium import find_chromium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ASKED_EVERY_MS = 50
ASKED_AT_MOST = 400
DESKTOP = (1280, 800)
PHONE = (390, 844)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Opened:
    """A page that was opened: ``requests`` it tried to make, and ``errors`` it reported."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def state(self, map_id: str = "map_sitmap") -> dict[str, Any]:
        """What the reader sees, by the page's own account."""
        return self.page.evaluate("id => sitmap.state(id)", map_id)


def wait_until(frame: Any, expression: str) -> None:
    """Ask a page or frame until an expression is true.

    Playwright's own waiting polls by `eval`, which the page's policy refuses; it works only where
    the first answer is true already.
    """
    page = getattr(frame, "page", frame)
    for _ in range(ASKED_AT_MOST):
        if frame.evaluate(expression):
            return
        page.wait_for_timeout(ASKED_EVERY_MS)
    pytest.fail(f"never true: {expression}")


def pause(page: Page, ms: int) -> None:
    """Let a page do what it does within so many milliseconds of its own time, and draw it.

    Its timers fire in the order of their hours, however slow the machine is: what was due before is
    done when this is.
    """
    page.evaluate(
        "ms => new Promise((done) => setTimeout(() => "
        "requestAnimationFrame(() => setTimeout(done)), ms))",
        ms,
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium for the whole run."""
    path = find_chromium()
    if path is None:
        pytest.skip(
            "no Chromium on this machine, and none could be installed"
        )
    # a local link to the browser, not the network
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=path, args=FLAGS
        )
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Opened]]:
    """Return a function that opens an HTML file (or its text) with the network off."""
    contexts = []

    def opened(
        path: Path, *, size: tuple[int, int] = DESKTOP, **options: Any
    ) -> Opened:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, **options
        )
        contexts.append(context)
        one = Opened(context.new_page())
        _listen(one)
        one.page.goto(path.resolve().as_uri())
        one.page.evaluate("window.sitmap && window.sitmap.ready")
        return one

    yield opened
    for context in contexts:
        context.close()


def _listen(one: Opened) -> None:
    def stop(route: Route) -> None:
        if route.request.url.startswith(
            ("file:", "data:", "blob:", "about:")
        ):
            route.continue_()
        else:
            one.requests.append(route.request.url)
            route.abort()

    one.page.route("**/*", stop)
    one.page.on(
        "console",
        lambda message: (
            one.errors.append(message.text)
            if message.type == "error"
            else None
        ),
    )
    one.page.on("pageerror", lambda error: one.errors.append(str(error)))
