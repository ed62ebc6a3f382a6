"""Reports: from text to drafted incidents, each with its sentence. It drafts; a person decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitmap._lazy import import_on_use

if TYPE_CHECKING:
    from sitmap.reports.duplicates import join_reports, link_reports
    from sitmap.reports.events.event import Event
    from sitmap.reports.folders import list_reports, read_reports
    from sitmap.reports.pipeline import parse_report, read_report
    from sitmap.reports.protocols import (
        INCLUDES,
        EventExtractor,
        NameSpan,
        Recognizer,
    )
    from sitmap.reports.report import Report
    from sitmap.reports.review import apply_review

__all__ = [
    "INCLUDES",
    "Event",
    "EventExtractor",
    "NameSpan",
    "Recognizer",
    "Report",
    "apply_review",
    "join_reports",
    "link_reports",
    "list_reports",
    "parse_report",
    "read_report",
    "read_reports",
]

_HOMES = {
    "Event": ".events.event",
    "EventExtractor": ".protocols",
    "INCLUDES": ".protocols",
    "NameSpan": ".protocols",
    "Recognizer": ".protocols",
    "Report": ".report",
    "apply_review": ".review",
    "join_reports": ".duplicates",
    "link_reports": ".duplicates",
    "list_reports": ".folders",
    "parse_report": ".pipeline",
    "read_report": ".pipeline",
    "read_reports": ".folders",
}

__getattr__ = import_on_use(__name__, _HOMES)
