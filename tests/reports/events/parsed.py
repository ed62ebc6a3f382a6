"""Short reports, read for the tests beside this file."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from sitmap.reports import parse_report

if TYPE_CHECKING:
    from sitmap.reports.passages import Passages
    from sitmap.reports.places.mentions import Mention
    from sitmap.reports.report import Report

PUBLISHED = "2024-05-31"  # a Friday


def parse(
    told: str, language: str | None = None, published: str = PUBLISHED
) -> Report:
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # what a reader is told has tests of its own
        return parse_report(told, published=published, language=language)


def rows(told: str, language: str | None = None) -> Any:
    return parse(told, language).incidents


def passages(told: str, published: str = PUBLISHED) -> Passages:
    return parse(told, published=published).passages


def mention(told: Passages, surface: str, nth: int = 0) -> Mention:
    found = [each for each in told.mentions if each.surface == surface]
    assert len(found) > nth, [each.surface for each in told.mentions]
    return found[nth]
