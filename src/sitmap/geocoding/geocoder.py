"""The embedded gazetteer as a geopy geocoder.

It has the call conventions of Nominatim, and needs no network.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from sitmap.gazetteer import PlaceLibrary, default_folders, open_gazetteer
from sitmap.gazetteer.kinds import SETTLEMENTS, precision_of
from sitmap.gazetteer.learned import learned_places
from sitmap.geocoding.areas import check_country
from sitmap.geocoding.context import Context
from sitmap.geocoding.resolver import Resolver

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sitmap.gazetteer import Place
    from sitmap.gazetteer.learned import LearnedRow
    from sitmap.geocoding.match import Match, Outcome

# as geopy's geocoders have it
_DEFAULT_LIMIT = 10
_PARTS = frozenset(
    {
        "amenity",
        "street",
        "city",
        "county",
        "state",
        "country",
        "postalcode",
    }
)


class Gazetteer(Geocoder):  # type: ignore[misc]  # geopy is untyped
    """Geocoder over the embedded gazetteer and the user's country files.

    Offline, and it says how it knows.

    Parameters
    ----------
    folders
        Folders of further indexes, as `sitmap.gazetteer.country_files` writes them; the user's own
        if not given.
    learn
        A table whose own located places are known too, for as long as the geocoder lives
        (`sitmap.geocoding.learned_rows`); or a list of `LearnedRow`. To keep them:
        ``sitmap gazetteer learn``.
    domain, scheme, timeout, proxies, user_agent, ssl_context, adapter_factory
        Taken, and without effect, for the sake of geopy's callers: nothing is ever requested.

    Examples
    --------
    >>> location = Gazetteer().geocode("Prishtinë")
    >>> location.address, location.raw["kind"], location.raw["country"]
    ('Pristina, Kosovo', 'city', 'XK')
    """

    def __init__(
        self,
        *,
        folders: Iterable[Path] | None = None,
        learn: Any = None,
        domain: str | None = None,  # noqa: ARG002 - geopy's keyword
        scheme: str | None = None,
        timeout: Any = DEFAULT_SENTINEL,
        proxies: Any = DEFAULT_SENTINEL,
        user_agent: str | None = None,
        ssl_context: Any = DEFAULT_SENTINEL,
        adapter_factory: Any = None,
    ) -> None:
        super().__init__(
            scheme=scheme,
            timeout=timeout,
            proxies=proxies,
            user_agent=user_agent,
            ssl_context=ssl_context,
            adapter_factory=adapter_factory,
        )
        self.folders = (
            default_folders() if folders is None else tuple(folders)
        )
        self.learned = _lesson(learn)
        self.library = _taught(open_gazetteer(*self.folders), self.learned)
        self.resolver = Resolver(self.library)
        self.country_name = lru_cache(maxsize=4_096)(self._name_country)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process by folders and learnt rows; the indexes are opened there."""
        return partial(
            type(self), folders=self.folders, learn=self.learned
        ), ()

    def taught(self, learn: Any) -> Gazetteer:
        """Return a geocoder that knows the places of a table as well; itself if there are none."""
        rows = _lesson(learn)
        if not rows:
            return self
        return type(self)(
            folders=self.folders, learn=(*self.learned, *rows)
        )

    def geocode(
        self,
        query: str | Mapping[str, str] | None,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 - geopy's signature
        limit: int | None = None,
        country_codes: str | Sequence[str] | None = None,
        viewbox: Any = None,
        bounded: bool = False,
        language: str | bool = False,
        **_: Any,
    ) -> Location | list[Location] | None:
        """Find a place by name.

        Parameters
        ----------
        query
            A place phrase in any script: "Mitrovica", "Banjska, Kosovo", "Приштина". Or a mapping
            with Nominatim's ``amenity``, ``street``, ``city``, ``county``, ``state``, ``country``
            and ``postalcode``; streets and postal codes aren't listed, so the place that holds them
            answers.
        exactly_one
            Return the best location, if it is an answer: a name of which a place in some country
            only reminds is none. Otherwise a list with such suggestions too, best first.
        limit
            Length of that list, 10 if not given.
        country_codes
            Look only there: a country or several, by code or by name.
        viewbox
            Two corner points, (lat, lon) each, to prefer; with ``bounded``, to look in only.
        language
            Language of the address where the gazetteer knows it: en, sq, sr, sr_cyrl, uk, ru.

        Returns
        -------
        geopy.location.Location, list of them, or None
            ``raw`` holds id, name, kind, country, admin1, match, score, precision, uncertainty_m,
            n_candidates, source, status and why.

        Raises
        ------
        TypeError
            If ``query`` is neither text, nor a mapping, nor None.
        ValueError
            If ``limit`` is less than 1.
        InputError
            If there is no country of a name in ``country_codes`` or in ``query``.
        """
        _check_limit(limit)
        region = None
        if isinstance(query, Mapping):
            query, region, country_codes = _from_parts(query, country_codes)
        if query is None:
            return None
        if not isinstance(query, str):
            raise TypeError(
                f"query is a {type(query).__name__}; pass the name of a place as text"
            )
        outcome = self.resolve(
            query,
            country=country_codes,
            region=region,
            viewbox=viewbox,
            bounded=bounded,
        )
        locations = [
            self._location(match, outcome, language)
            for match in outcome.matches[: limit or _DEFAULT_LIMIT]
        ]
        if exactly_one:
            return (
                locations[0]
                if locations and not outcome.is_suggestion
                else None
            )
        return locations or None

    def resolve(
        self,
        query: str,
        *,
        country: Any = None,
        region: str | None = None,
        near: Any = None,
        viewbox: Any = None,
        bounded: bool = False,
    ) -> Outcome:
        """Find a place by name and say how sure that is: status, all matches, reason.

        Raises
        ------
        InputError
            If ``country`` names no country.
        """
        context = self.context(
            country=country,
            region=region,
            near=near,
            viewbox=viewbox,
            bounded=bounded,
        )
        return self.resolver.resolve(query, context)

    def resolve_ahead(
        self,
        questions: Sequence[tuple[Any, Any, Any]],  # noqa: ARG002 - for those that override it
        near: Any = None,  # noqa: ARG002 - its signature is fixed
    ) -> Mapping[int, Outcome]:
        """Return what questions (name, country, region), by position, came to elsewhere: nothing.

        A geocoder that has others do its work overrides it.
        """
        return {}

    def context(
        self,
        *,
        country: Any = None,
        region: str | None = None,
        near: Any = None,
        viewbox: Any = None,
        bounded: bool = False,
    ) -> Context:
        """Turn what a caller says about where to look into a context.

        An unknown country is an `InputError`.
        """
        countries = (
            check_country(country, self.library) if country else frozenset()
        )
        context = Context(
            countries,
            near=_near(near),
            bbox=_box(viewbox),
            bounded=bounded and viewbox is not None,
        )
        return (
            self.resolver.narrowed(context, region) if region else context
        )

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 - geopy's signature
        limit: int | None = None,
        language: str | bool = False,
        **_: Any,
    ) -> Location | list[Location] | None:
        """Find the settlements around a (lat, lon) point, nearest first.

        ``raw["distance_m"]`` says how far.
        """
        _check_limit(limit)
        point = Point(query)
        count = 1 if exactly_one else limit or _DEFAULT_LIMIT
        found = self.library.nearest(
            point.latitude, point.longitude, count, SETTLEMENTS
        )
        locations = [
            self._nearby(distance, place, language)
            for distance, place in found
        ]
        if exactly_one:
            return locations[0] if locations else None
        return locations or None

    def address_of(
        self, place: Place, label: str = "", language: str | bool = False
    ) -> str:
        """Write a place as an address: name, first-level unit, country."""
        key = language if isinstance(language, str) else "en"
        name = label or (place.name_in(key) if language else place.name)
        unit, country = (
            place.admin1_name,
            self.country_name(place.country, key),
        )
        return ", ".join(
            dict.fromkeys(part for part in (name, unit, country) if part)
        )

    def _name_country(self, code: str, language: str = "en") -> str:
        country = self.library.by_id(f"country:{code}") if code else None
        return country.name_in(language) if country else code

    def _location(
        self, match: Match, outcome: Outcome, language: str | bool
    ) -> Location:
        raw = {
            **_describe(match.place),
            "match": match.match,
            "score": match.score,
            "precision": match.precision,
            "uncertainty_m": match.uncertainty_m,
            "n_candidates": len(outcome.matches),
            "status": outcome.status,
            "why": match.why,
        }
        address = self.address_of(
            match.place,
            "" if match.label == match.place.name else match.label,
            language,
        )
        return Location(address, (match.lat, match.lon), raw)

    def _nearby(
        self, distance: float, place: Place, language: str | bool
    ) -> Location:
        raw = {
            **_describe(place),
            "distance_m": distance,
            "precision": precision_of(place.kind),
            "uncertainty_m": place.uncertainty_m,
        }
        return Location(
            self.address_of(place, language=language),
            (place.lat, place.lon),
            raw,
        )


def _lesson(learn: Any) -> tuple[LearnedRow, ...]:
    """Take the rows that a table teaches; a list of them is one already."""
    if learn is None:
        return ()
    if hasattr(learn, "columns"):
        from sitmap.geocoding.learned_rows import read_lesson

        return tuple(read_lesson(learn).rows)
    return tuple(learn)


def _taught(
    library: PlaceLibrary, rows: Sequence[LearnedRow]
) -> PlaceLibrary:
    return (
        PlaceLibrary([*library.indexes, learned_places(rows)])
        if rows
        else library
    )


def _check_limit(limit: int | None) -> None:
    if limit is not None and limit < 1:
        raise ValueError(f"limit is {limit}; ask for 1 or more")


def _from_parts(
    parts: Mapping[str, str], country: Any
) -> tuple[str | None, str | None, Any]:
    """Turn Nominatim's parts of an address into a phrase, a region and a country."""
    unknown = set(parts) - _PARTS
    if unknown:
        raise ValueError(
            f"query has {', '.join(sorted(unknown))}; its parts may be {', '.join(sorted(_PARTS))}"
        )
    told = {
        name: text.strip()
        for name, text in parts.items()
        if isinstance(text, str) and text.strip()
    }
    named = [
        told[name]
        for name in ("amenity", "city", "county", "state")
        if name in told
    ]
    held = [
        told[name]
        for name in ("county", "state")
        if name in told and told[name] != (named or [""])[0]
    ]
    phrase = ", ".join(
        named[:2] if "amenity" in told else named[:1]
    ) or told.get("country")
    return phrase, held[0] if held else None, told.get("country") or country


def _describe(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "admin1": place.admin1_name,
        "source": place.source,
        "population": place.population,
    }


def _near(near: Any) -> tuple[float, float] | None:
    if near is None:
        return None
    point = near if hasattr(near, "latitude") else Point(near)
    return point.latitude, point.longitude


def _box(viewbox: Any) -> tuple[float, float, float, float] | None:
    if viewbox is None:
        return None
    try:
        first, second = (Point(corner) for corner in viewbox)
    except ValueError as error:
        raise GeocoderQueryError(
            f"viewbox {viewbox!r}: give two corners, (lat, lon) each ({error})"
        ) from error
    lats = sorted((first.latitude, second.latitude))
    lons = sorted((first.longitude, second.longitude))
    return lons[0], lats[0], lons[1], lats[1]
