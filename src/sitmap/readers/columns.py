"""Column names in the wild, matched to the incident table's as words, in any order."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from sitmap.errors import InputError
from sitmap.incidents import COLUMNS
from sitmap.readers.aliases import fold_name, load_headings

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Collection,
        Iterable,
        Mapping,
        Sequence,
    )

COORDINATES: Final = ("longitude", "latitude", "coordinates")
"""What a reader turns into ``geometry``; not columns of the incident table themselves."""

PARTS: Final = ("year", "month", "day")
"""A date in columns of its own parts."""

TARGETS: Final = frozenset(
    [*COLUMNS, *COORDINATES, *PARTS, "admin1", "admin2", "actors"]
)
"""What a column of a file can be."""
# letters: shorter headings written as one word may be anything
_SHORTEST_JOINED: Final = 6
# what fillers leave of "name 1" or "reported by" says too little
_SHORTEST_CORE: Final = 4
_COUNTS: Final = frozenset(
    name for name, dtype in COLUMNS.items() if dtype == "Int64"
)
_SEX_LETTERS: Final = frozenset("mfw")
"""What "Killed (M)" and "Killed (F)" count: not all of the dead."""

_TOLD: Final = frozenset({"title", "notes"})
_USUAL: Final = frozenset(
    {
        "event",
        "incident",
        "location",
        "place",
        "site",
        "gps",
        "geo",
        "point",
    }
)
"""What the coordinates of an event are called, where a table has more than one pair."""


def is_known(name: str) -> bool:
    """Tell whether a text is a name that some table gives a column of ours.

    Examples
    --------
    >>> is_known("Ort"), is_known("Incidents of August")
    (True, False)
    """
    return fold_name(name) in _index(fold_name)


def map_columns(
    names: Iterable[str],
    columns: Mapping[str, str] | None = None,
    *,
    file: str = "the table",
) -> dict[str, str]:
    """Match a file's column names to the incident table's.

    Parameters
    ----------
    names
        The file's column names.
    columns
        The reader's own word, as ``{"place": "where_coordinates"}`` (ours to theirs); it goes
        before any guess.
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
    >>> map_columns(["Datum des Vorfalls", "Anzahl Tote", "Ort"])
    {'Ort': 'place', 'Datum des Vorfalls': 'date_start', 'Anzahl Tote': 'fatalities_best'}
    """
    theirs = list(names)
    check_given(dict(columns or {}), theirs, file)
    mapping = match_names(theirs, columns)
    dated = (
        []
        if "date_start" in mapping.values()
        else find_dated(theirs, mapping)
    )
    if len(dated) == 1:
        mapping[dated[0]] = "date_start"
    return {
        name: ours for name, ours in mapping.items() if ours not in PARTS
    }


def match_names(
    names: Sequence[str],
    columns: Mapping[str, str] | None = None,
    *,
    barred: Collection[tuple[str, str]] = (),
) -> dict[str, str]:
    """Match names by their words alone, `PARTS` of dates included; the strictest reading first.

    Parameters
    ----------
    names, columns
        As for `map_columns`.
    barred
        (theirs, ours) that the values speak against.
    """
    mapping = {theirs: ours for ours, theirs in (columns or {}).items()}
    _match_both_axes(mapping, names, barred)
    for fold in (fold_name, _bare, _core, _joined):
        _match(
            mapping,
            {name: fold(name) for name in names},
            _index(fold),
            barred,
        )
    if not {"longitude", "latitude"} & set(columns or ()):
        _match_axes(mapping, names)
    _match_positions(mapping, names, barred)
    _match_dated(mapping, names, barred)
    tails = {name: _tail(name) for name in names}
    for fold in (_bare, _core):
        _match(
            mapping,
            {name: fold(tails[name]) for name in names},
            _index(fold),
            barred,
        )
    _match_twice_written(mapping, names, barred)
    _mend_days(mapping)
    if "date_start" not in (columns or {}):
        _mend_dates(mapping, names, barred)
    _mend_ends(mapping, names)
    return mapping


def check_given(
    given: Mapping[str, str], theirs: Sequence[str], file: str
) -> None:
    """Refuse what a caller says of columns that neither side has.

    Raises
    ------
    InputError
        With the names to choose from.
    """
    for ours, name in given.items():
        if ours not in TARGETS:
            listed = ", ".join(sorted(TARGETS))
            msg = f"columns: {ours!r} is no column of the incident table"
            told = f"{msg}; choose one of {listed}"
            raise InputError(told)
        if name not in theirs:
            listed = ", ".join(theirs[:20])
            raise InputError(
                f"{file}: no column {name!r} for {ours}; it has {listed}"
            )


def _match(
    mapping: dict[str, str],
    folded: Mapping[str, str],
    index: Mapping[str, list[tuple[str, int]]],
    barred: Collection[tuple[str, str]],
) -> None:
    """Add what matches by a way of folding; what is matched already stays."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for at, (name, key) in enumerate(folded.items()):
        for ours, rank in () if name in mapping else index.get(key, ()):
            if (name, ours) not in barred and not (
                ours in _COUNTS and _is_part(name)
            ):
                found.setdefault(ours, []).append((rank, at, name))
    for ours in sorted(found.keys() - set(mapping.values()), key=_order):
        free = [one for one in found[ours] if one[2] not in mapping]
        if free:
            mapping[min(free)[2]] = ours


@cache
def _index(fold: Callable[[str], str]) -> dict[str, list[tuple[str, int]]]:
    """Return a folded heading's meanings, each with its rank among the headings of that meaning."""
    index: dict[str, list[tuple[str, int]]] = {}
    headings = load_headings().names
    exact = (
        fold is fold_name
    )  # what only sitmap fills has no other name than its own
    for ours in sorted(
        TARGETS if exact else TARGETS & headings.keys(), key=_order
    ):
        known = (fold_name(ours), *headings.get(ours, ()))
        for rank, heading in enumerate(known):
            key = fold(heading)
            if (
                fold is _core
                and len(key) < _SHORTEST_CORE
                and key not in _index(fold_name)
            ):
                continue
            meanings = index.setdefault(key, [])
            if ours not in (meaning for meaning, _ in meanings):
                meanings.append((ours, rank))
    index.pop("", None)
    return index


@cache
def _order(ours: str) -> tuple[int, str]:
    known = list(load_headings().names)
    return (known.index(ours) if ours in known else len(known), ours)


def _bare(name: str) -> str:
    """Fold a name without what stands in brackets and without the number of a question."""
    plain = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", name)
    return fold_name(
        re.sub(r"^\W*(?:[Qq]\d+[a-z]?(?![^\W_])|\d+[.)]\d*)", " ", plain)
    )


def _is_part(name: str) -> bool:
    """Tell a count of some people, "Killed (civilians)", from one of all, "Dead (total)"."""
    brackets = re.findall(r"[(\[]([^)\]]*)", name)
    inside = fold_name(" ".join(brackets))
    words = {
        word
        for word in inside.split()
        if len(word) > 1 or word in _SEX_LETTERS
    }
    words -= load_headings().fillers
    return bool(words - {"best"})


def _core(name: str) -> str:
    """Fold a name to its sorted words, less those that only say what the table is of."""
    words = _bare(name).split()
    kept = set(words) - load_headings().fillers
    if (
        len(words) > 1 and len(words[-1]) == 1
    ):  # the letter of "side a", "coordenada y"
        kept.add(words[-1])
    return " ".join(sorted(kept))


def _joined(name: str) -> str:
    """Fold a name to one word: EVENTDATE, event_date."""
    whole = fold_name(name).replace(" ", "")
    return whole if len(whole) >= _SHORTEST_JOINED else ""


def _tail(name: str) -> str:
    """Return the last part of a path: group/question, location.name, wof:placetype.

    Of "killed/injured" neither half is the path of the other.
    """
    found = re.match(r"(.*\w)\s?(?:/|::|\.|:)(\w.*)$", name)
    if (
        found is None
        or {ours for ours, _ in _index(_bare).get(_bare(found[1]), ())}
        & _COUNTS
    ):
        return ""
    return found[2]


def _match_twice_written(
    mapping: dict[str, str],
    names: Sequence[str],
    barred: Collection[tuple[str, str]],
) -> None:
    """Match headings in two languages, as "Vendi / Mesto": the halves say the same."""
    for name in names:
        halves = re.split(r"\s*[/|\u2013\u2014]\s*|\s+-\s+", name)
        if name in mapping or len(halves) < 2:  # noqa: PLR2004 - a half and its other
            continue
        free = sorted(
            (
                ours
                for ours in _shared_meanings(halves)
                if ours not in mapping.values()
                and (name, ours) not in barred
            ),
            key=_order,
        )
        if free:
            mapping[name] = free[0]


def _shared_meanings(halves: Sequence[str]) -> set[str]:
    """Return what all halves of a heading mean.

    A title and notes both tell what happened. A half that nobody knows counts as the other's
    translation if it is written in another script: "Примедба / Remark", not "Actor / weapon".
    """
    known = {half: _meanings(half) for half in halves}
    unknown = [half for half in halves if not known[half]]
    told = [half for half in halves if known[half]]
    scripts = {_script(half) for half in told}
    if not told or any(_script(half) in scripts for half in unknown):
        return set()
    shared = set.intersection(*(known[half] for half in told))
    if not shared and all(known[half] & _TOLD for half in told):
        return known[told[0]] & _TOLD
    return shared


def _meanings(heading: str) -> set[str]:
    """Return what a heading may be by its words, with or without those that say little."""
    return {
        ours
        for fold in (_bare, _core)
        for ours, _ in _index(fold).get(fold(heading), ())
    }


def _script(text: str) -> str:
    """Name the script of a text's first letter: LATIN, CYRILLIC, ARABIC."""
    first = next(filter(str.isalpha, text), "")
    return unicodedata.name(first, "").partition(" ")[0]


def _match_axes(mapping: dict[str, str], theirs: Sequence[str]) -> None:
    """Take the one pair of coordinates that words stand around, with its accuracy."""
    halves = [
        name
        for name, ours in mapping.items()
        if ours in ("longitude", "latitude")
    ]
    if len(halves) > 1:
        return
    alone = {name: mapping.pop(name) for name in halves}
    pairs = find_axes([name for name in theirs if name not in mapping])
    usual = {
        around: pair
        for around, pair in pairs.items()
        if set(around.split()) <= _USUAL
    }
    chosen = pairs if len(pairs) == 1 else usual
    if len(chosen) != 1:
        mapping |= alone
        return
    around, (longitude, latitude) = next(iter(chosen.items()))
    mapping |= {longitude: "longitude", latitude: "latitude"}
    if "uncertainty_m" not in mapping.values():
        mapping |= _accuracy_of(around, theirs)


def _match_both_axes(
    mapping: dict[str, str],
    theirs: Sequence[str],
    barred: Collection[tuple[str, str]],
) -> None:
    """Take a heading of both coordinates, as "Location (lat, lon)", for them and for no place."""
    known = load_headings()
    if "coordinates" in mapping.values():
        return
    for name in theirs:
        words = set(fold_name(name).split())
        both = words & known.latitudes and words & known.longitudes
        if (
            both
            and name not in mapping
            and (name, "coordinates") not in barred
        ):
            mapping[name] = "coordinates"
            return


def _match_positions(
    mapping: dict[str, str],
    theirs: Sequence[str],
    barred: Collection[tuple[str, str]],
) -> None:
    """Take the one heading with a word for coordinates in it: "MGRS 8-digit", "Event GPS"."""
    if {"coordinates", "longitude"} & set(mapping.values()):
        return
    known = load_headings()
    found = [
        name
        for name in theirs
        if name not in mapping
        and (words := set(fold_name(name).split())) & known.positions
        and not words
        & (known.not_axes | known.latitudes | known.longitudes)
        and (name, "coordinates") not in barred
    ]
    if len(found) == 1:
        mapping[found[0]] = "coordinates"


def _match_dated(
    mapping: dict[str, str],
    theirs: Sequence[str],
    barred: Collection[tuple[str, str]],
) -> None:
    """Take the one heading with a word for a date in it: "Data/Ora", "Attack date"."""
    if {"date_start", "year"} & set(mapping.values()):
        return
    found = [name for name in find_dated(theirs, {}) if name not in mapping]
    if len(found) == 1 and (found[0], "date_start") not in barred:
        mapping[found[0]] = "date_start"


def _accuracy_of(around: str, theirs: Sequence[str]) -> dict[str, str]:
    wanted = {
        f"{around} {word}".strip() for word in ("precision", "accuracy")
    }
    return dict(
        [
            (name, "uncertainty_m")
            for name in theirs
            if fold_name(name) in wanted
        ][:1]
    )


def find_axes(theirs: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Find pairs of headings that differ in a word for longitude and latitude only.

    Returns
    -------
    dict
        The words around to (longitude, latitude).

    Examples
    --------
    >>> find_axes(["_Where_latitude", "_Where_longitude", "_Where_altitude", "CENTROID_LAT"])
    {'where': ('_Where_longitude', '_Where_latitude')}
    """
    known = load_headings()
    sides: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for name in theirs:
        words = fold_name(name).split()
        for side, axis in zip(
            sides, (known.longitudes, known.latitudes), strict=True
        ):
            rest = [word for word in words if word not in axis]
            once = len(rest) == len(words) - 1
            rest = [
                word for word in rest if len(word) > 1
            ]  # "Y (lat)", "Latitude, N"
            if once and not known.not_axes & set(rest):
                side.setdefault(" ".join(rest), name)
    longitudes, latitudes = sides
    return {
        around: (longitudes[around], latitude)
        for around, latitude in latitudes.items()
        if around in longitudes and longitudes[around] != latitude
    }


def is_longitude_first(name: str) -> bool:
    """Tell from the name of a column of both coordinates that the longitude stands first in it.

    Examples
    --------
    >>> is_longitude_first("Location (lon, lat)"), is_longitude_first("LatLng")
    (True, False)
    >>> is_longitude_first("geometry.coordinates"), is_longitude_first("Coordinates")
    (True, False)
    """
    known = load_headings()
    words = fold_name(name).split()
    if {"geometry", "coordinates"} <= set(words):  # of GeoJSON
        return True
    for ahead, behind in (
        (known.longitudes, known.latitudes),
        ({"x"}, {"y"}),
    ):
        firsts = [at for at, word in enumerate(words) if word in ahead]
        seconds = [at for at, word in enumerate(words) if word in behind]
        if firsts and seconds:
            return firsts[0] < seconds[0]
    return bool(words) and words[0].startswith(
        ("lonlat", "lnglat", "longlat")
    )


def find_dated(
    theirs: Sequence[str], mapping: Mapping[str, str]
) -> list[str]:
    """List headings that hold a word for a date and none for another thing than the event.

    Where there is none, the day of publication is the nearest that the table has.

    Examples
    --------
    >>> find_dated(["ACQ_DATE", "fechaMuerte", "date_of_birth", "updated_date"], {})
    ['ACQ_DATE', 'fechaMuerte']
    """
    known = load_headings()
    free = [name for name in theirs if name not in mapping]
    dated = []
    for name in free:
        words = set(fold_name(name).split())
        glued = any(
            len(word) > len(end) and word.endswith(end)
            for word in words
            for end in _GLUED
        )
        if words & known.others:
            continue
        if words & known.dates or glued:
            dated.append(name)
    published = [
        name for name, ours in mapping.items() if ours == "source_date"
    ]
    return dated or published


_GLUED: Final = ("date", "datum", "fecha")
"""Words for a date that headings have at their end without a gap: ACQDATE, Vorfallsdatum."""


def _mend_days(mapping: dict[str, str]) -> None:
    """Take a column called "day" for the date where no year stands beside it."""
    ours = set(mapping.values())
    if "day" in ours and not {"year", "date_start"} & ours:
        name = next(name for name, ours in mapping.items() if ours == "day")
        mapping[name] = "date_start"


def _mend_dates(
    mapping: dict[str, str],
    theirs: Sequence[str],
    barred: Collection[tuple[str, str]],
) -> None:
    """Of several dates take the one that is called the event's, and no form's or report's."""
    chosen = next(
        (name for name, ours in mapping.items() if ours == "date_start"), ""
    )
    rivals = [
        name
        for name in theirs
        if mapping.get(name, "source_date") == "source_date"
        and (name, "date_start") not in barred
        and "date_start" in _meanings(name)
    ]
    if not chosen or not rivals:
        return
    best = max(rivals, key=_worth_of_date)
    if _worth_of_date(best) <= _worth_of_date(chosen):
        return
    mapping[best] = "date_start"
    del mapping[chosen]
    is_form = fold_name(chosen) == "start"  # which goes with its end
    if not is_form and "source_date" not in mapping.values():
        mapping[chosen] = "source_date"


def _worth_of_date(name: str) -> int:
    """Rank a heading of a date: of the event, of whatever, of the form, of the report."""
    known = load_headings()
    whole = fold_name(name)
    if whole in known.stamps:
        return 1
    words = set(whole.split())
    if any(words.issuperset(report) for report in _words_of_reports()):
        return 0
    return 3 if words & known.occurrences else 2


@cache
def _words_of_reports() -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(heading.split())
        for heading in load_headings().names["source_date"]
    )


def _mend_ends(mapping: dict[str, str], theirs: Sequence[str]) -> None:
    """Take "start" and "end" both or neither: with a date of its own they are the form's."""
    starts = {
        name for name in theirs if fold_name(name) == "start"
    } - mapping.keys()
    ends = [name for name, ours in mapping.items() if ours == "date_end"]
    if starts and ends and fold_name(ends[0]) == "end":
        del mapping[ends[0]]
