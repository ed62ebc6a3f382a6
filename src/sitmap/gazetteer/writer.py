"""Making the tables of an index: what each name, sound and id stands for, and the records."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from sitmap.gazetteer.outlines import pack_outlines
from sitmap.gazetteer.phonetic import family_of, skeleton_code
from sitmap.gazetteer.records import pack_records
from sitmap.gazetteer.tables import pack_dictionary, pack_numbers
from sitmap.gazetteer.text import fold_variants

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sitmap.gazetteer.sources import Entry

FORMAT: Final = 2
"""Grows when an older index can't be read any more."""

ROLE_BITS: Final = 2
"""Low bits of what a name stands for: which of the place's names it is (`NAME_ROLES`)."""

# role of a name; the least goes first
_MAIN: Final = 0
# role of a name in a language of its country
_OFFICIAL: Final = 1
# role of any other name
_ALTERNATE: Final = 2
# role of a name written over by rule
_MADE: Final = 3


def write_index(
    folder: Path, entries: Iterable[Entry], info: dict[str, Any]
) -> None:
    """Write an index into a new folder: ``index`` with its tables, and ``meta.json``."""
    tables = make_tables(entries)
    (folder / "index").mkdir(parents=True)
    for name, table in tables.items():
        (folder / "index" / name).write_bytes(table)
    sums = {name: zlib.crc32(table) for name, table in tables.items()}
    described = {"format": FORMAT, "sums": sums, **info}
    (folder / "meta.json").write_text(
        json.dumps(described, indent=1), encoding="utf-8"
    )


def make_tables(entries: Iterable[Entry]) -> dict[str, bytes]:
    """Make the tables of an index; the places of a name stand in the order of prominence."""
    ordered = sorted(entries, key=_order)
    keyed = [_keys(entry) for entry in ordered]
    places = [entry.place for entry in ordered]
    owners = [_owners(entry) for entry in ordered]
    sets = {codes: at for at, codes in enumerate(sorted({*owners}))}
    by_latitude = sorted(range(len(places)), key=lambda at: places[at].lat)
    head, rosters = _rosters(ordered, keyed)
    head |= {"countries": list(sets)}
    return {
        "head.json": json.dumps(head).encode(),
        "rosters": rosters,
        "countries": pack_numbers("H", (sets[codes] for codes in owners)),
        "by_latitude": pack_numbers("I", by_latitude),
        **pack_dictionary("names", _names(ordered, keyed)),
        **pack_dictionary("sounds", _sounds(ordered, keyed)),
        **pack_dictionary("ids", _ids(ordered)),
        **pack_records(places),
        **pack_outlines(
            (at, entry.outline)
            for at, entry in enumerate(ordered)
            if entry.outline is not None
        ),
    }


def _order(entry: Entry) -> tuple[str, str, int, str]:
    """Keep the places of a unit together: a table's places are then read from a few pages."""
    place = entry.place
    return place.country, place.admin1, -place.rank, place.id


def _owners(entry: Entry) -> tuple[str, ...]:
    return (entry.place.country, *entry.countries)


def _keys(entry: Entry) -> dict[str, int]:
    """Return the folded names of a place with the role of each: the best that a spelling has."""
    place = entry.place
    own = (
        *entry.official,
        *place.names,
        *(name for _, name in place.names_by_language),
    )
    roles: dict[str, int] = {}
    ranks = (
        (entry.made, _MADE),
        (entry.names, _ALTERNATE),
        (own, _OFFICIAL),
        ((place.name,), _MAIN),
    )
    for names, role in ranks:
        roles.update(
            (key, role)
            for name in names
            for key in fold_variants(name)
            if key
        )
    return roles


def _names(
    entries: Sequence[Entry], keyed: Sequence[dict[str, int]]
) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at in _by_prominence(entries):
        for key, role in keyed[at].items():
            found[key].append(at << ROLE_BITS | role)
    return found


def _sounds(
    entries: Sequence[Entry], keyed: Sequence[dict[str, int]]
) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at in _by_prominence(entries):
        family = family_of(entries[at].place.country)
        for code in {skeleton_code(key, family) for key in keyed[at]} - {
            ""
        }:
            found[code].append(at)
    return found


def _ids(entries: Sequence[Entry]) -> dict[str, list[int]]:
    """Say which place an id is of; a code that several answer to is the most prominent one's."""
    found: dict[str, list[int]] = {}
    for at in _by_prominence(entries):
        for each in entries[at].ids:
            found.setdefault(each, [at])
    return found | {
        entry.place.id: [at] for at, entry in enumerate(entries)
    }


def _by_prominence(entries: Sequence[Entry]) -> list[int]:
    return sorted(
        range(len(entries)), key=lambda at: -entries[at].place.rank
    )


def _rosters(
    entries: Sequence[Entry], keyed: Sequence[dict[str, int]]
) -> tuple[dict[str, Any], bytes]:
    """Keep all keys of a country in one block, and say where it lies: fuzzy matching reads it."""
    keys: dict[str, set[str]] = defaultdict(set)
    for entry, roles in zip(entries, keyed, strict=True):
        for country in _owners(entry):
            keys[country].update(roles)
    blocks, spans = bytearray(), {}
    for country in sorted(keys):
        block = zlib.compress(
            "\n".join(sorted(filter(_is_legible, keys[country]))).encode(),
            9,
        )
        spans[country] = (len(blocks), len(block))
        blocks += block
    return {"rosters": spans}, bytes(blocks)


def _is_legible(key: str) -> bool:
    """Tell whether edits of a key mean anything: it is in Latin or Arabic letters."""
    return key.isascii() or "\u0600" <= key[0] <= "\u06ff"
