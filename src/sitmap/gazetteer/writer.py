"""Writing places into an index: the fields, and how a place becomes a document."""

from __future__ import annotations

import zlib
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

import tantivy

from sitmap.gazetteer.place import encode_place
from sitmap.gazetteer.sound import family_of, skeleton_code
from sitmap.gazetteer.text import fold_variants

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitmap.gazetteer.sources import Entry

__all__ = ["DEGREE", "FORMAT", "add_places", "make_schema"]

FORMAT: Final = 1
"""Grows when an older index can't be read any more."""

DEGREE: Final = 10_000
"""Coordinates are kept as whole 1/10,000 degrees (11 m) for box queries; the record has them in full."""


def make_schema() -> Any:
    """Return the tantivy schema of a gazetteer index.

    ``key``: folded names; ``sound``: skeleton codes; ``id``: the place's id and codes it also
    answers to; ``part``: the country file that an entry is from; ``data``: the record.
    """
    builder = tantivy.SchemaBuilder()
    for field in ("key", "sound", "id", "country", "kind", "part"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("lat", fast=True)
    builder.add_integer_field("lon", fast=True)
    builder.add_unsigned_field("rank", fast=True)
    builder.add_bytes_field("data", stored=True)
    return builder.build()


def add_places(writer: Any, entries: Iterable[Entry], part: str) -> int:
    """Add entries to an index writer, and the roster of their keys; return their number.

    Nothing is committed: until the caller does, readers see the old index.
    """
    rosters: dict[str, set[str]] = defaultdict(set)
    count = 0
    for entry in entries:
        keys = {key for name in entry.names for key in fold_variants(name) if key}
        writer.add_document(_document(entry, keys, part))
        for country in (entry.place.country, *entry.countries):
            rosters[country].update(keys)
        count += 1
    for country, keys in sorted(rosters.items()):
        writer.add_document(_roster_document(country, keys, part))
    return count


def _document(entry: Entry, keys: set[str], part: str) -> Any:
    place = entry.place
    document = tantivy.Document()
    for key in sorted(keys):
        document.add_text("key", key)
    for code in sorted(_sound_codes(keys, family_of(place.country))):
        document.add_text("sound", code)
    for each in (place.id, *entry.ids):
        document.add_text("id", each)
    for country in (place.country, *entry.countries):
        document.add_text("country", country)
    document.add_text("kind", place.kind)
    document.add_text("part", part)
    document.add_integer("lat", round(place.lat * DEGREE))
    document.add_integer("lon", round(place.lon * DEGREE))
    document.add_unsigned("rank", place.rank)
    document.add_bytes("data", encode_place(place))
    return document


def _sound_codes(keys: set[str], family: str) -> set[str]:
    return {skeleton_code(key, family) for key in keys} - {""}


def _roster_document(country: str, keys: set[str], part: str) -> Any:
    """Keep all keys of a country in one record: fuzzy matching reads them at once."""
    legible = sorted(key for key in keys if key.isascii() or "\u0600" <= key[0] <= "\u06ff")
    document = tantivy.Document()
    document.add_text("id", f"roster:{country}")
    document.add_text("part", part)
    document.add_bytes("data", zlib.compress("\n".join(legible).encode(), 9))
    return document
