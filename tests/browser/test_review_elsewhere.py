"""The review page works in Firefox and WebKit from a file: keys, table, what a browser keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitmap.export.review_page import write_review
from sitmap.reports import parse_report
from tests.browser.drivers import start_firefox, start_webkit, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser.drivers import Driven

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]

HOSTILE = "</script><img src=x onerror=window.ran=1>"
STORY = (
    "Three people were killed in shelling near Bakhmut on Tuesday, police said.\n\n"
    f"In Kramatorsk, protesters blocked a road on Monday. {HOSTILE}"
)
READY = (
    "window.review && review.page && document.querySelector('.review-item')"
)
PRESS = """
  for (const key of args[0]) {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
  }
"""
SHOWN = """
  await review.ready;
  const { review: told, storage } = review.page;
  return {
    keep: told.table()[1].map((cells) => cells[0]),
    at: told.at,
    works: storage.works,
    marks: document.querySelectorAll("path.review-mark").length,
    inked: [...document.querySelectorAll(".review-map canvas")].some((one) => one.width > 0
      && one.getContext("2d").getImageData(0, 0, one.width, one.height).data.some(Boolean)),
    alien: document.querySelectorAll("#review img, #review script").length,
    ran: window.ran ?? null,
    csv: review.page.csv().length,
  };
"""


@pytest.fixture(
    scope="module",
    params=[start_firefox, start_webkit],
    ids=["firefox", "webkit"],
)
def driven(request: pytest.FixtureRequest) -> Iterator[Driven]:
    """A browser beside Chromium, for all tests of this file."""
    with request.param() as started:
        yield started


def test_a_review_is_kept_undone_and_gone_on_with(
    driven: Driven, tmp_path: Path
) -> None:
    """Drop, undo by keys; a reload shows the same; a dialog opens; nothing runs or is asked for."""
    report = parse_report(STORY, published="2022-12-01", title=HOSTILE)
    path = write_review(
        report.incidents, [report], tmp_path / "review.html", name=HOSTILE
    )
    driven.open(path)
    wait_for(driven, READY)
    before = driven.run(SHOWN)
    assert before["keep"] == ["True", "True"]
    assert (before["works"], before["marks"], before["inked"]) == (
        True,
        1,
        True,
    )
    driven.run(PRESS, ["d", "d", "u"])
    after = driven.run(SHOWN)
    assert (after["keep"], after["at"]) == (["False", "True"], 1)
    driven.open(path)
    wait_for(driven, READY)
    assert driven.run(SHOWN) == after
    driven.run(PRESS, ["u", "a"])
    wait_for(driven, "document.querySelector('dialog[open] select option')")
    assert driven.run(SHOWN)["keep"] == ["True", "True"]
    assert (after["alien"], after["ran"]) == (0, None)
    assert (driven.errors, driven.requests) == ([], [])
