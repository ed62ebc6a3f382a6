"""Texts as the steps behind reading see them."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest

from sitmap.errors import DataWarning
from sitmap.reports import parse_report

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitmap.reports.passages import Passages


@pytest.fixture(scope="session")
def passages_of() -> Callable[..., Passages]:
    """Return what reads a text into its passages, events or none."""

    def read(text: str, published: str = "2024-06-03") -> Passages:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DataWarning)
            return parse_report(text, published=published).passages

    return read
