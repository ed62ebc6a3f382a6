"""Column names in the wild, mapped onto the incident table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitmap.errors import InputError
from sitmap.incidents import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["COORDINATES", "fold_name", "map_columns"]

COORDINATES: Final = ("longitude", "latitude")
"""What a reader turns into ``geometry``; not columns of the incident table themselves."""

# In order of preference: where a file has several of the names, the first one wins and the others are kept as they are.
_SYNONYMS: Final[dict[str, tuple[str, ...]]] = {
    "longitude": ("longitude", "lon", "long", "lng", "x", "coord x", "point x", "gps lon"),
    "latitude": ("latitude", "lat", "y", "coord y", "point y", "gps lat"),
    "incident_id": ("incident id", "event id cnty", "event id", "id", "incident number", "ref"),
    "event_type": ("event type", "type", "category", "incident type", "kind"),
    "sub_event_type": ("sub event type", "subtype", "sub type", "subcategory"),
    "title": ("title", "headline", "source headline", "event", "incident", "summary", "name"),
    "notes": ("notes", "description", "details", "note", "text", "comment", "comments", "remarks"),
    "date_start": ("date start", "event date", "date", "start date", "incident date", "day", "when", "time"),
    "date_end": ("date end", "end date"),
    "date_precision": ("date precision", "date prec"),
    "place": (
        "place", "location", "where coordinates", "place name as written", "town", "city", "village", "locality",
        "settlement", "where", "site", "where description",
    ),
    "country": ("country", "country code", "iso2", "iso", "iso3", "nation"),
    "admin1": ("admin1", "adm 1", "region", "oblast", "province", "governorate", "state"),
    "precision": ("precision", "location precision"),
    "uncertainty_m": ("uncertainty m", "uncertainty", "radius m", "accuracy m"),
    "actors": ("actors", "parties"),
    "actor1": ("actor1", "actor 1", "side a", "perpetrator"),
    "actor2": ("actor2", "actor 2", "side b", "target", "victim"),
    "fatalities_best": ("fatalities best", "fatalities", "deaths", "killed", "dead", "best"),
    "fatalities_low": ("fatalities low", "low"),
    "fatalities_high": ("fatalities high", "high"),
    "injured_best": ("injured best", "injured", "wounded", "injuries"),
    "status": ("status", "claim status"),
    "source": ("source", "sources", "source office", "publisher"),
    "source_url": ("source url", "url", "link", "source link", "href"),
    "source_date": ("source date", "published", "publication date"),
}  # fmt: skip

_TARGETS: Final = frozenset([*COLUMNS, *COORDINATES, "admin1", "actors"])


def fold_name(name: str) -> str:
    """Fold a column name to lower-case words.

    Examples
    --------
    >>> fold_name(" Event_Date "), fold_name("eventDate"), fold_name("LAT.")
    ('event date', 'event date', 'lat')
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return re.sub(r"[\W_]+", " ", spaced).strip().casefold()


def map_columns(
    names: Iterable[str], columns: Mapping[str, str] | None = None, *, file: str = "the table"
) -> dict[str, str]:
    """Match a file's column names to the incident table's.

    Parameters
    ----------
    names
        The file's column names.
    columns
        The reader's own word, as ``{"place": "where_coordinates"}`` (ours to theirs); it goes before any guess.
    file
        What messages call the file.

    Returns
    -------
    dict
        Theirs to ours. Names not in it stay as they are.

    Raises
    ------
    InputError
        `columns` names a column that neither side has.

    Examples
    --------
    >>> map_columns(["Event Date", "LAT", "Long", "Town", "colour"])
    {'Long': 'longitude', 'LAT': 'latitude', 'Event Date': 'date_start', 'Town': 'place'}
    """
    theirs = list(names)
    given = dict(columns or {})
    _check_given(given, theirs, file)
    mapping = {theirs_name: ours for ours, theirs_name in given.items()}
    by_fold: dict[str, str] = {}
    for theirs_name in theirs:
        by_fold.setdefault(fold_name(theirs_name), theirs_name)
    for ours in sorted(_TARGETS, key=_order):
        if ours in given:
            continue
        for candidate in (fold_name(ours), *_SYNONYMS.get(ours, ())):
            name = by_fold.get(candidate)
            if name is not None and name not in mapping:
                mapping[name] = ours
                break
    return mapping


def _order(name: str) -> int:
    known = list(_SYNONYMS)
    return known.index(name) if name in _SYNONYMS else len(known)


def _check_given(given: Mapping[str, str], theirs: list[str], file: str) -> None:
    for ours, name in given.items():
        if ours not in _TARGETS:
            msg = f"columns: {ours!r} is no column of the incident table; choose one of {', '.join(sorted(_TARGETS))}"
            raise InputError(msg)
        if name not in theirs:
            raise InputError(f"{file}: no column {name!r} for {ours}; it has {', '.join(theirs[:20])}")
