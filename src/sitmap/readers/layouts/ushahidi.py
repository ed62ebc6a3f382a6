"""Ushahidi exports: version 2 (INCIDENT TITLE …) and versions 3 to 5 (Post ID, Survey …)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitmap.readers.layout import Codes, Layout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def _find_points(names: Sequence[str]) -> Mapping[str, str]:
    """Find the two columns of the first question for a point: ``Where.lat`` and ``Where.lon``."""
    first = next((name for name in names if name.endswith(".lat")), None)
    if first is None or f"{first[:-3]}lon" not in names:
        return {}
    return {"latitude": first, "longitude": f"{first[:-3]}lon"}


LAYOUTS: Final = (
    Layout(
        name="Ushahidi 2",
        told_by=(frozenset({"INCIDENT TITLE", "INCIDENT DATE"}),),
        columns={
            "incident_id": "#",
            "title": "INCIDENT TITLE",
            "date_start": "INCIDENT DATE",
            "place": "LOCATION",
            "notes": "DESCRIPTION",
            "event_type": "CATEGORY",
            "longitude": "LONGITUDE",
            "latitude": "LATITUDE",
        },
        status=Codes(
            "VERIFIED", {"YES": "confirmed"}, otherwise="reported"
        ),
        open=True,
        aside=frozenset({"FIRST NAME", "LAST NAME", "EMAIL", "APPROVED"}),
    ),
    Layout(
        name="Ushahidi",
        told_by=(frozenset({"Post ID", "Survey", "Post Status"}),),
        columns={
            "incident_id": "Post ID",
            "title": "Title",
            "notes": ("Description", "Unstructured Description"),
            "date_start": ("Post Date (UTC)", "Created (UTC)"),
        },
        open=True,
        aside=frozenset(
            {
                "Post Status",
                "Created (UTC)",
                "Updated (UTC)",
                "Contact ID",
                "Contact",
                "Sets",
            }
        ),
        find=_find_points,
    ),
)
