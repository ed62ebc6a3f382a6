"""The key that a reader sees is what the map says: on the page as in a figure."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

import pytest

from sitmap.errors import DataWarning
from tests.browser.conftest import pause, wait_until
from tests.maps_of_all_kinds import MAPS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Opened

KEY = """() => [...document.querySelectorAll(".sitmap-key-layer")].map((part) => [
  part.querySelector(".sitmap-key-name").textContent,
  [...part.querySelectorAll("li")].map((entry) => [
    entry.querySelector("span").textContent,
    entry.querySelector(".sitmap-key-count")?.textContent ?? ""])])"""
FOLLOWS_ZOOM = "cells"
"""Cells on the page are as fine as can be told apart, on paper as a printer draws."""


@pytest.mark.parametrize(
    "name", [name for name in MAPS if name != FOLLOWS_ZOOM]
)
def test_a_reader_sees_the_key_that_the_map_says(
    name: str, tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """Names of layers, words and numbers of every entry, in their order."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        made = MAPS[name](lang="de")
        made.save(tmp_path / "map.html")
    content = made.content()
    wanted = [
        [
            layer,
            [
                [one.text, _count(one.count)]
                for group in groups
                for one in group.entries
            ],
        ]
        for layer, groups in content.key
    ]
    for (
        layer,
        entries,
    ) in wanted:  # a layer of one outline has it beside its name
        if entries == [[layer, ""]]:
            entries.clear()
    opened = open_page(tmp_path / "map.html")
    wait_until(
        opened.page,
        f"document.querySelectorAll('.sitmap-key-layer').length >= {len(wanted)}",
    )
    wait_until(
        opened.page, f"({KEY})().every(([, entries]) => entries !== null)"
    )
    pause(opened.page, 400)
    assert opened.page.evaluate(KEY) == wanted
    assert (opened.requests, opened.errors) == ([], [])


def _count(count: int | None) -> str:
    return (
        "" if count is None else re.sub(r"\B(?=(\d{3})+$)", ".", str(count))
    )
