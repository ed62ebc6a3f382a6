"""TimeMap's events: https://github.com/forensic-architecture/timemap."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitmap.readers.layout import Layout

if TYPE_CHECKING:
    from sitmap.readers.layout import Reading
    from sitmap.readers.rows import Rows

_TITLE: Final = 100  # letters of a first sentence that still is a title


def _make_titles(rows: Rows, _: Reading) -> Rows:
    """Make a title of the description's first sentence: TimeMap has none."""
    if "title" in rows.frame or "description" not in rows.frame:
        return rows
    said = rows.frame["description"].astype("string")
    first = said.str.extract(
        r"^\s*(.+?)(?:[.!?](?:\s|$)|\n|$)", expand=False
    )
    title = first.where(
        first.str.len() <= _TITLE, first.str.slice(0, _TITLE - 1) + "…"
    )
    return replace(rows, frame=rows.frame.assign(title=title))


LAYOUTS: Final = (
    Layout(
        name="TimeMap",
        told_by=(
            frozenset(
                {"latitude", "longitude", "description", "all_sources"}
            ),
            frozenset(
                {
                    "id",
                    "date",
                    "latitude",
                    "longitude",
                    "location",
                    "description",
                }
            ),
        ),
        columns={
            "incident_id": "id",
            "notes": "description",
            "place": "location",
        },
        status=None,
        open=True,
        adapt=_make_titles,
    ),
)
