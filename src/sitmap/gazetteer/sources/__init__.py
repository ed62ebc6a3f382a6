"""Readers of what the gazetteer is made of: each yields `Entry` records and knows its own licence.

They run when the index is built, not when it is used; the packages that they read are build
dependencies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from sitmap.gazetteer.place import Place

__all__ = ["Entry"]


class Entry(NamedTuple):
    """A place and how it is found.

    Attributes
    ----------
    place
        The place.
    names
        Every name that it is found under.
    ids
        Codes that it also answers to.
    countries
        Countries that it also belongs to.
    official
        Those of its names that are its own: in the languages spoken there, or its usual English
        one.
    made
        Names that were written over by rule (`sitmap.gazetteer.transliteration`), not listed.
    outline
        Polygon or MultiPolygon of an area, in degrees.
    """

    place: Place
    names: frozenset[str]
    ids: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    official: frozenset[str] = frozenset()
    made: frozenset[str] = frozenset()
    outline: Any = None
