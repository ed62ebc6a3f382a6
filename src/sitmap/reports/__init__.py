"""Reports: from text to drafted incidents, each with the sentence that tells it. It drafts; a person decides."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sitmap.reports.folders import read_reports
    from sitmap.reports.protocols import EventExtractor, NameSpan, Recognizer
    from sitmap.reports.report import Report, parse_report, read_report
    from sitmap.reports.review import apply_review

__all__ = [
    "EventExtractor",
    "NameSpan",
    "Recognizer",
    "Report",
    "apply_review",
    "parse_report",
    "read_report",
    "read_reports",
]

_HOMES = {
    "EventExtractor": "protocols",
    "NameSpan": "protocols",
    "Recognizer": "protocols",
    "Report": "report",
    "apply_review": "review",
    "parse_report": "report",
    "read_report": "report",
    "read_reports": "folders",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: a map of a table needs no lexicon."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
