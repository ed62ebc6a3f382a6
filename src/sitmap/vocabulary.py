"""The code lists of the incident table, for those who need no table: nothing heavy is imported.

Names and lists follow ACLED where ACLED has one
(https://acleddata.com/knowledge-base/codebook/).
"""

from __future__ import annotations

from typing import Final, Literal, get_args

__all__ = [
    "DATE_PRECISIONS",
    "EVENT_TYPES",
    "OFF_MAP_STATUSES",
    "STATUSES",
    "Status",
]

Status = Literal[
    "confirmed",
    "reported",
    "claimed",
    "disputed",
    "denied",
    "planned",
    "threatened",
    "historical",
]
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
OFF_MAP_STATUSES: Final[frozenset[str]] = frozenset(
    {"planned", "threatened", "denied", "historical"}
)
"""Kept in the table, listed beside the map, drawn only when asked for."""

DATE_PRECISIONS: Final = ("day", "week", "month", "year", "unknown")

EVENT_TYPES: Final[dict[str, tuple[str, ...]]] = {
    "Battles": (
        "Armed clash",
        "Government regains territory",
        "Non-state actor overtakes territory",
    ),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": (
        "Sexual violence",
        "Attack",
        "Abduction/forced disappearance",
    ),
    "Protests": (
        "Excessive force against protesters",
        "Protest with intervention",
        "Peaceful protest",
    ),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
}
"""ACLED's event types with their sub-event types."""

PageLanguage = Literal[
    "ar", "de", "en", "es", "fr", "ru", "sq", "sr", "sr-Cyrl", "tr", "uk"
]
"""Languages that the page has words in (`web/src/strings.js`)."""

Names = Literal["auto", PageLanguage, "local", "both"]
"""Of what languages the names on a map are; "local" as its people write them, "both" two."""
