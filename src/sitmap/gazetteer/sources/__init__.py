"""Readers of what the gazetteer is made of: each yields `Entry` records and knows its own licence.

They run when the index is built, not when it is used; the packages that they read are build
dependencies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sitmap.gazetteer.place import Place

__all__ = ["Entry"]


class Entry(NamedTuple):
    """A place with every name it is found under, codes it also answers to, and countries it also belongs to."""

    place: Place
    names: frozenset[str]
    ids: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
