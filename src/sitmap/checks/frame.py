"""What a reader looks for around the incidents.

It is title, date, sources, licence, status note, and the presence of its day.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pandas as pd

from sitmap.checks.findings import Finding
from sitmap.policies import list_shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitmap.maps.content import MapContent

# days
_YEAR: Final = 365
_LICENCES: Final = {
    # what credits must name: (columns that only its exports have, what it asks for)
    "UCDP": (
        frozenset({"dyad_name", "type_of_violence"}),
        "UCDP GED is CC BY 4.0: name it",
    ),
    "ACLED": (
        frozenset({"disorder_type", "inter1"}),
        "ACLED asks for its attribution and terms: name it",
    ),
    "GDELT": (
        frozenset({"GoldsteinScale", "QuadClass"}),
        "GDELT asks for its citation: name it",
    ),
}
_LICENCE_WORDS: Final = re.compile(
    r"\bCC0?\b|licen[cs]e|\bODbL\b|\bMIT\b|public domain|©|copyright|rights|terms",
    re.IGNORECASE,
)


def check_frame(content: MapContent) -> Iterator[Finding]:
    """Check title, date, sources, licences, note and presence of a map."""
    if not content.is_titled:
        yield Finding(
            "no title",
            "error",
            None,
            "",
            "the map has no title; give title=",
        )
    if content.date is None:
        yield Finding(
            "no date",
            "error",
            None,
            "",
            "the map has no date; give date=, or dates to the incidents",
        )
    credited = " ".join(source.text for source in content.sources)
    if not credited:
        yield Finding(
            "no source",
            "error",
            None,
            "",
            "the map credits nobody; give sources=",
        )
    yield from _licences(content, credited)
    yield from _note(content)
    yield from _presence(content)


def _licences(content: MapContent, credited: str) -> Iterator[Finding]:
    tables = [
        layer.table for layer in content.layers if layer.table is not None
    ]
    for name, (columns, why) in _LICENCES.items():
        if name not in credited and any(
            columns <= set(table.columns) for table in tables
        ):
            yield Finding(
                "no licence", "warning", None, name, f"{why} in sources="
            )
    if credited and not _LICENCE_WORDS.search(credited):
        why = (
            "the sources say nothing of a licence; name it, as in sources=['UCDP GED 24.1 (CC BY"
            " 4.0)']"
        )
        yield Finding("no licence", "note", None, credited[:80], why)


def _note(content: MapContent) -> Iterator[Finding]:
    if content.opening.center is not None or not content.has_no_note:
        return
    shown = list_shown(content.opening.box, content.incident_points)
    if shown:
        names = ", ".join(place.names["en"] for place in shown)
        why = f'shown without a note on its status: {names}; note="auto" writes it'
        yield Finding("no status note", "warning", None, "", why)


def _presence(content: MapContent) -> Iterator[Finding]:
    days = [
        layer.days[1]
        for layer in content.layers
        if layer.incidents and layer.days
    ]
    if not days:
        return
    last = pd.Timestamp(max(days))
    for layer in content.layers:
        newest = layer.told_until
        if (
            layer.date is not None
            and (last - pd.Timestamp(layer.date)).days > _YEAR
        ):
            why = (
                f"shown as of {layer.date}, the incidents run to {last:%Y-%m-%d}; give a newer date"
                " or table"
            )
            yield Finding(
                "presence is old", "warning", None, layer.date, why
            )
        elif (
            newest is not None
            and (last - pd.Timestamp(newest)).days > _YEAR
        ):
            why = (
                f"is the newest date in the presence tables, the incidents run to {last:%Y-%m-%d};"
                " see that it holds"
            )
            yield Finding("presence is old", "note", None, newest, why)
