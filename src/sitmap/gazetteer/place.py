"""A place of the gazetteer, and what the names are that it is found under."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

LEARNED: Final = "learned"
"""Name of the part that holds places that were learnt, and their source."""

NameRole = Literal["main", "official", "alternate", "made"]
"""The name to show; a name in the place's own languages, or its usual English one; any other; one
that nobody listed and a published system of transliteration makes."""

NAME_ROLES: Final[tuple[NameRole, ...]] = (
    "main",
    "official",
    "alternate",
    "made",
)


class Place(NamedTuple):
    """One place.

    A named tuple, as look-ups make a hundred thousand of them a second: a frozen dataclass takes
    four times as long.

    Attributes
    ----------
    id
        Where the entry is from, and its id there: ``geonames:786714``, ``country:XK``,
        ``admin1:UA.05``.
    name
        The name to show.
    kind
        One of `sitmap.gazetteer.kinds.KINDS`.
    country
        ISO 3166-1 alpha-2 code, ``XK`` for Kosovo; empty where no country applies.
    admin1, admin1_name, admin2
        Codes of the units that hold the place, in the coding of its source, and the first one's
        name.
    lat, lon
        WGS 84 degrees.
    population
        0 where not known.
    rank
        Prominence, 0 (a hamlet) to 1000 (a country): a larger one is meant first by a bare name and
        labelled first.
    uncertainty_m
        Radius in metres around the point that holds the place.
    bbox
        (west, south, east, north) in degrees for areas; None for the rest and for areas across the
        antimeridian.
    names
        Other spellings that the record carries. The index knows more than the record does.
    names_by_language
        (language, name) pairs where the source tells the language.
    source
        Source of the entry, as `meta.json` lists them.
    """

    id: str
    name: str
    kind: str
    country: str
    admin1: str
    admin1_name: str
    admin2: str
    lat: float
    lon: float
    population: int
    rank: int
    uncertainty_m: float
    bbox: tuple[float, float, float, float] | None = None
    names: tuple[str, ...] = ()
    names_by_language: tuple[tuple[str, str], ...] = ()
    source: str = ""

    def name_in(self, language: str) -> str:
        """Return the name in a language (``en``, ``sq``, ``sr_cyrl``, ``uk``…), or the main name.

        Examples
        --------
        >>> place = Place("x:1", "Mitrovica", "city", "XK", "", "", "", 42.9, 20.9, 0, 0, 3000.0,
        ...               names_by_language=(("sq", "Mitrovicë"),))
        >>> place.name_in("sq"), place.name_in("fr")
        ('Mitrovicë', 'Mitrovica')
        """
        return next(
            (
                name
                for key, name in self.names_by_language
                if key == language
            ),
            self.name,
        )
