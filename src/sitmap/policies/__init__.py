"""Policies: what a map says of places whose status is disputed, as data with their sources."""

from sitmap.policies.disputed import (
    DisputedPlace,
    check_formulas,
    list_disputed_places,
    list_shown,
    status_notes,
)

__all__ = [
    "DisputedPlace",
    "check_formulas",
    "list_disputed_places",
    "list_shown",
    "status_notes",
]
