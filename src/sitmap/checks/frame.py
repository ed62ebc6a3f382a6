"""What a reader looks for around the incidents: title, date, sources, licence, status note, presence of its day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.checks.findings import Finding
from sitmap.policies import list_shown

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["check_frame"]

_YEAR: Final = 365
_LICENCES: Final = {
    # what credits must name: (columns that only its exports have, what it asks for)
    "UCDP": (frozenset({"dyad_name", "type_of_violence"}), "UCDP GED is CC BY 4.0: name it"),
    "ACLED": (
        frozenset({"disorder_type", "inter1"}),
        "ACLED asks for its attribution and terms: name it",
    ),
    "GDELT": (frozenset({"GoldsteinScale", "QuadClass"}), "GDELT asks for its citation: name it"),
}
_LICENCE_WORDS: Final = re.compile(
    r"\bCC0?\b|licen[cs]e|\bODbL\b|\bMIT\b|public domain|©|copyright|rights|terms", re.IGNORECASE
)
_DATED: Final = ("open_from", "open_to", "as_of", "source_date")


def check_frame(one: Any) -> Iterator[Finding]:
    """Check title, date, sources, licences, note and presence of a `sitmap.Map`."""
    settings = one.settings()
    if not one.title:
        yield Finding("no title", "error", None, "", "the map has no title; give title=")
    if settings["date"] is None:
        yield Finding(
            "no date",
            "error",
            None,
            "",
            "the map has no date; give date=, or dates to the incidents",
        )
    credited = " ".join(source["text"] for source in settings["sources"])
    if not credited:
        yield Finding("no source", "error", None, "", "the map credits nobody; give sources=")
    yield from _licences(one, credited)
    yield from _note(one, settings)
    yield from _presence(one)


def _licences(one: Any, credited: str) -> Iterator[Finding]:
    for name, (columns, why) in _LICENCES.items():
        if name not in credited and any(
            columns <= set(layer.incidents.columns) for layer in one.incidents
        ):
            yield Finding("no licence", "warning", None, name, f"{why} in sources=")
    if credited and not _LICENCE_WORDS.search(credited):
        why = "the sources say nothing of a licence; name it, as in sources=['UCDP GED 24.1 (CC BY 4.0)']"
        yield Finding("no licence", "note", None, credited[:80], why)


def _note(one: Any, settings: dict[str, Any]) -> Iterator[Finding]:
    if settings["bounds"] is None or one.note:
        return
    (south, west), (north, east) = settings["bounds"]
    shown = list_shown((west, south, east, north), one.incident_points())
    if shown:
        names = ", ".join(place.names["en"] for place in shown)
        why = f'shown without a note on its status: {names}; note="auto" writes it'
        yield Finding("no status note", "warning", None, "", why)


def _presence(one: Any) -> Iterator[Finding]:
    last = max(
        (layer.drawn["date_end"].max() for layer in one.incidents if len(layer.drawn)), default=None
    )
    for layer in one._children.values():  # noqa: SLF001 - folium offers no other way
        if getattr(layer, "kind", "") != "presence" or last is None or pd.isna(last):
            continue
        if layer.date is not None and (last - pd.Timestamp(layer.date)).days > _YEAR:
            why = f"shown as of {layer.date}, the incidents run to {last:%Y-%m-%d}; give a newer date or table"
            yield Finding("presence is old", "warning", None, layer.date, why)
            continue
        newest = _newest(layer)
        if newest is not None and (last - newest).days > _YEAR:
            why = f"is the newest date in the presence tables, the incidents run to {last:%Y-%m-%d}; see that it holds"
            yield Finding("presence is old", "note", None, f"{newest:%Y-%m-%d}", why)


def _newest(layer: Any) -> pd.Timestamp | None:
    """Return the last day that the tables of presence and strength tell of; a year alone is its last day."""
    tables = [table for table in (layer.sites, layer.strength) if table is not None]
    texts = [
        text
        for table in tables
        for name in _DATED
        if name in table
        for text in table[name].dropna().astype(str)
    ]
    ends = {4: "-12-31", 7: "-28"}
    days = [
        found[0] + ends.get(len(found[0]), "")
        for text in texts
        if (found := re.match(r"\d{4}(-\d\d){0,2}", text))
    ]
    known = pd.to_datetime(pd.Series(days, dtype="object"), errors="coerce").dropna()
    return None if known.empty else known.max()
