"""Reports: from text to drafted incidents, each with the sentence that tells it. It drafts; a person decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitmap._lazy import import_on_use

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
    "EventExtractor": ".protocols",
    "NameSpan": ".protocols",
    "Recognizer": ".protocols",
    "Report": ".report",
    "apply_review": ".review",
    "parse_report": ".report",
    "read_report": ".report",
    "read_reports": ".folders",
}

__getattr__ = import_on_use(__name__, _HOMES)
