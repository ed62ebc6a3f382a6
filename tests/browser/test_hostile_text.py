"""Text of a report or a table is hostile.

It never runs, in Python or in the browser, and is shown as it is.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest

import sitmap
from sitmap.errors import DataWarning
from sitmap.sanitize import one_line
from tests.browser.conftest import pause

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Opened

BLNS = Path(__file__).parents[3] / "shared/data/badinput/blns/blns.json"
OWN = (
    "</script><script>window.ran=1</script>",
    "</SCRIPT ><img src=x onerror=window.ran=1>",
    "<!--<script>window.ran=1//",
    "]]><svg onload=window.ran=1>",
    "${window.ran=1}",
    "`+(window.ran=1)+`",
    "\\';window.ran=1;//",
    "javascript:window.ran=1",
    "data:text/html,<script>window.ran=1</script>",
    '" onmouseover="window.ran=1" x="',
    "{{ cycler.__init__.__globals__.os.environ.update(SITMAP_RAN='1') }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{% endraw %}{{ 7*7 }}{% raw %}",
    "{# a comment that isn't closed",
    "{%",
    "{n} {why} {area} {total}",
    "__proto__",
    "constructor",
    "\u202eright to left\u202c",
    "a\x00b\x1ec\x1fd\x1de",
    '=HYPERLINK("http://example.org")',
    "&lt;b&gt; &amp; &#x3c;",
)
TEXTS = (
    "event_type",
    "sub_event_type",
    "title",
    "notes",
    "place",
    "place_name",
    "country",
    "place_id",
    "located_by",
    "actor1",
    "actor2",
    "confidence_reasons",
    "source",
    "source_url",
    "quote",
)
OWN_COLUMN = "a <b>column</b> {{ 7*7 }}"
ALIEN = "script, img, svg, iframe, object, style, b, form, input, meta, link, base, video, audio"


def read_payloads() -> list[str]:
    """Return the big list of naughty strings, where it is there, and our own."""
    naughty = json.loads(BLNS.read_text("utf-8")) if BLNS.is_file() else []
    return [
        text for text in dict.fromkeys([*OWN, *naughty]) if text.strip("\0")
    ]


def make_map(payloads: list[str]) -> sitmap.Map:
    """One row for each payload, in every field that holds words and in one of the user's own.

    And around the map.
    """
    rows = [
        {
            **dict.fromkeys(TEXTS, text),
            "precision": ("exact", "admin1")[i % 2],
        }
        for i, text in enumerate(payloads)
    ]
    frame = pd.DataFrame(rows).assign(
        date_start=pd.Timestamp("2022-07-31"),
        incident_id=[f"n{i}" for i in range(len(rows))],
    )
    frame[OWN_COLUMN] = payloads
    points = gpd.points_from_xy(
        [20 + i % 40 / 40 for i in range(len(rows))],
        [42 + i // 40 / 40 for i in range(len(rows))],
    )
    sites = gpd.GeoDataFrame(
        dict.fromkeys(
            (
                "name",
                "role",
                "lead_nation",
                "names_alt",
                "source",
                "source_url",
            ),
            payloads,
        ),
        geometry=points,
        crs=4326,
    )
    worst = " ".join(OWN)
    with pytest.warns(DataWarning, match="is no address"):
        return sitmap.Map(
            gpd.GeoDataFrame(frame, geometry=points, crs=4326),
            presence=sites,
            title=worst,
            subtitle=worst,
            note=worst,
            sources=[(text, text) for text in OWN],
            basemap=False,
            symbol_by=OWN_COLUMN,
            label_by=OWN_COLUMN,
            symbols="pictograms",
        )


# Opens every row's card in turn and returns the rows whose text isn't shown as it is, or that made
# an element of it.
READ_CARDS = """async ([payloads, alien]) => {
  const layer = incidents_1, wrong = [];
  const shown = (row) => new Promise((done) => {
    layer.openRows([row]);
    const look = () => document.querySelector(".sitmap-card[aria-busy]") ? setTimeout(look, 1) : done();
    look();
  });
  for (let row = 0; row < layer.store.located; row++) {
    await shown(row);
    const card = document.querySelector(".sitmap-card");
    const text = payloads[Number((await layer.store.readRow(row)).incident_id.slice(1))];
    const said = (where) => [...card.querySelectorAll(where)].filter((one) => one.textContent === text).length;
    const whole = ["h2", "blockquote", ".sitmap-notes", ".sitmap-place"].every((where) => said(where) === 1);
    const safe = (a) => /^https?:$/.test(a.protocol) && a.rel === "noopener noreferrer";
    const links = [...card.querySelectorAll("a")].every(safe);
    const clean = card.querySelector(alien) === null;
    if (!whole || said("dd, dd *") < 6 || !clean || !links) wrong.push([row, text, card.textContent]);
  }
  return wrong;
}"""


@pytest.mark.parametrize(
    "policy", [True, False], ids=["with the policy", "without the policy"]
)
def test_no_text_runs_and_every_text_is_shown_as_it_is(
    policy: bool, tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """Every field holds every payload.

    The page is safe even where a browser ignores its content security policy.
    """
    payloads = read_payloads()
    path = tmp_path / "hostile.html"
    make_map(payloads).save(path)
    assert "SITMAP_RAN" not in os.environ
    if not policy:
        page = path.read_text("utf-8")
        assert "http-equiv" in page
        path.write_text(page.replace("http-equiv", "data-was"), "utf-8")
    opened = open_page(path)
    dialogs: list[Any] = []
    opened.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    assert opened.state()["located"] == len(payloads)
    assert opened.page.evaluate(READ_CARDS, [payloads, ALIEN]) == []
    assert opened.page.locator("h1").text_content() == one_line(
        " ".join(OWN)
    )
    assert opened.page.evaluate("window.ran") is None
    assert (dialogs, opened.errors, opened.requests) == ([], [], [])


def test_lists_filters_and_search_show_texts_as_they_are(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """The other parts of the page show the same words: list, filters, notes, presence."""
    path = tmp_path / "hostile.html"
    make_map(list(OWN)).save(path)
    opened = open_page(path)
    page = opened.page
    for tab in ("List", "Filters", "Notes"):
        if (
            page.get_by_role("button", name=tab, exact=True).get_attribute(
                "aria-expanded"
            )
            != "true"
        ):
            page.get_by_role("button", name=tab, exact=True).click()
        pause(page, 200)
        assert page.locator(".sitmap-panel").evaluate(
            "(panel, alien) => panel.querySelector(alien.replace(' input,', '')) === null",
            ALIEN,
        )
    page.get_by_role("button", name="Filters", exact=True).click()
    names = page.locator(
        ".sitmap-branch > label .sitmap-filter-name"
    ).all_text_contents()
    assert set(names) == set(OWN)
    page.evaluate(
        "presence_1.host.card.open(presence_1.sites.map((site) => ({layer: presence_1, row:"
        " site.row})))"
    )
    pause(page, 200)
    assert set(
        page.locator(".sitmap-card .sitmap-list-title").all_text_contents()
    ) <= set(OWN)
    page.locator(".sitmap-card .sitmap-list-item").first.click()
    pause(page, 200)
    assert page.locator(".sitmap-card h2").text_content() in OWN
    assert page.evaluate("window.ran") is None
    assert (opened.errors, opened.requests) == ([], [])
