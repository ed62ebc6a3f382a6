"""What a service's record says of a place besides its point.

How precise, how large, in which country.

Each family of services has its own words; what is not told stays unknown. The radius is the
distance from the point to the farthest corner of the box that the service gives.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitmap.gazetteer.features import kind_of_feature
from sitmap.gazetteer.kinds import precision_of
from sitmap.geodesy import distance_m
from sitmap.precision import DEFAULT_RADIUS_M

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitmap.geocoding.online.cache import Found
    from sitmap.precision import Precision

# metres: a wider box is no spot
_EXACT_AT_MOST_M: Final = 5_000.0
_NAN: Final = float("nan")
# numbers of a box
_CORNERS: Final = 4
_MAX_LAT, _MAX_LON = 90.0, 180.0  # degrees


class Reading(NamedTuple):
    """What is known of a place.

    Attributes
    ----------
    uncertainty_m
        Radius around the point that holds the place; NaN if not told.
    country
        As the service writes it: a code of two or three letters; empty if not told.
    rating
        The service's own figure for how well the place answers; only good for comparing its
        answers. NaN if none.
    """

    precision: Precision = "unknown"
    uncertainty_m: float = _NAN
    kind: str = ""
    country: str = ""
    place_id: str = ""
    rating: float = _NAN


_WORDS: Final[dict[str, Precision]] = {
    word: precision  # type: ignore[misc]  # mypy takes the keys below for str
    for precision, words in {
        "exact": (
            "house building amenity shop office tourism historic military aeroway man_made leisure"
            " railway emergency craft healthcare club power venue address poi pointaddress"
            " subaddress streetaddress streetint street_address premise subpremise establishment"
            " point_of_interest airport house_number bridge"
        ),
        "place": (
            "city town village hamlet isolated_dwelling farm suburb quarter neighbourhood"
            " neighborhood borough locality city_district district city_block allotments"
            " sublocality colloquial_area island islet partial_city peak"
        ),
        "near": (
            "road street highway route streetname natural waterway water river lake landuse"
            " postcode postal_code postal postalcode mountain_pass valley marinearea ocean forest"
            " body_of_water intersection aerialway"
        ),
        "admin2": (
            "municipality county state_district localadmin macrocounty administrative_area_level_2 "
            "administrative_area_level_3 subregion metro_area metroarea"
        ),
        "admin1": (
            "state region province macroregion administrative_area_level_1 territory archipelago"
        ),
        "country": "country",
    }.items()
    for word in words.split()
}
"""Words of Nominatim, Photon, OpenCage, Pelias, ArcGIS and Google for kinds of place, to the
precision of a point."""

_RANKS: Final[tuple[tuple[int, Precision], ...]] = (
    (3, "unknown"),
    (4, "country"),
    (9, "admin1"),
    (14, "admin2"),
    (25, "place"),
    (27, "near"),
    (30, "exact"),
)
"""Nominatim's address rank up to which a precision holds
(https://nominatim.org/release-docs/latest/customize/Ranking/)."""


def read_place(found: Found) -> Reading:
    """Read a service's record; the family is told by its fields.

    Examples
    --------
    >>> from sitmap.geocoding.online.cache import Found
    >>> box = ["42.95", "42.99", "20.76", "20.80"]
    >>> raw = {"class": "place", "type": "village", "boundingbox": box}
    >>> reading = read_place(Found("Banjska", 42.97, 20.78, raw))
    >>> reading.precision, round(reading.uncertainty_m, -2)
    ('place', 2800.0)
    """
    raw = found.raw if isinstance(found.raw, dict) else {}
    read = next(
        (read for fields, read in _FAMILIES if fields <= raw.keys()),
        lambda _: Reading(),
    )
    try:
        reading = read(raw)
    except (
        TypeError,
        ValueError,
        AttributeError,
        OverflowError,
    ):  # a record of a strange make; its point still holds
        reading = Reading()
    return _with_radius(reading, _radius_m(raw, found.lat, found.lon))


def _read_nominatim(raw: Mapping[str, Any]) -> Reading:
    kind, key, rank = (
        _text(raw.get("addresstype")),
        _text(raw.get("class") or raw.get("category")),
        raw.get("place_rank"),
    )
    kind = kind or (
        _text(raw.get("type")) if key in ("place", "boundary") else key
    )
    precision = _WORDS.get(kind) or _by_rank(rank)
    return Reading(
        precision,
        kind=kind,
        country=_text(_inner(raw, "address").get("country_code")),
        place_id=_osm_id(raw),
        rating=_number(raw.get("importance")),
    )


def _read_feature(raw: Mapping[str, Any]) -> Reading:
    """Read a GeoJSON feature: Photon's by its OSM key, Pelias' by its layer."""
    told = _inner(raw, "properties")
    if "layer" in told or "gid" in told:
        return _read_pelias(told)
    key, value = _text(told.get("osm_key")), _text(told.get("osm_value"))
    kind = (
        value
        if key in ("place", "boundary") and value in _WORDS
        else _text(told.get("type"))
        if key == "boundary"
        else key
    )
    return Reading(
        _WORDS.get(kind) or _WORDS.get(_text(told.get("type")), "unknown"),
        kind=kind,
        country=_text(told.get("countrycode")),
        place_id=_osm_id(told),
    )


def _read_pelias(told: Mapping[str, Any]) -> Reading:
    layer = _text(told.get("layer"))
    precision = (
        "near"
        if told.get("match_type") == "interpolated"
        else _WORDS.get(layer, "unknown")
    )
    country = _text(told.get("country_code") or told.get("country_a"))
    return Reading(
        precision,
        _NAN,
        layer,
        country,
        str(told.get("gid") or ""),
        _number(told.get("confidence")),
    )


def _read_geonames(raw: Mapping[str, Any]) -> Reading:
    group, code = str(raw.get("fcl") or ""), str(raw.get("fcode") or "")
    people = raw.get("population")
    known = people if isinstance(people, int) else 0
    kind = (
        "country"
        if code.startswith("PCL")
        else kind_of_feature(group, code, known)
    )
    country, number = _text(raw.get("countryCode")), raw.get("geonameId")
    precision = precision_of(kind) if kind else "unknown"
    return Reading(
        precision,
        _NAN,
        kind,
        country,
        f"geonames:{number}" if number else "",
        _number(raw.get("score")),
    )


def _read_opencage(raw: Mapping[str, Any]) -> Reading:
    parts = _inner(raw, "components")
    kind = _text(parts.get("_type"))
    country = _text(
        parts.get("ISO_3166-1_alpha-2") or parts.get("country_code")
    )
    return Reading(_WORDS.get(kind, "unknown"), kind=kind, country=country)


def _read_arcgis(raw: Mapping[str, Any]) -> Reading:
    told = _inner(raw, "attributes")
    kind = _text(told.get("Addr_type"))
    if kind in ("poi", "locality"):  # a town is a POI of type City there
        kind = _text(told.get("Type")).replace(" ", "_") or kind
    precision = _WORDS.get(kind) or _WORDS.get(
        _text(told.get("Addr_type")), "unknown"
    )
    return Reading(
        precision,
        kind=kind,
        country=_text(told.get("Country")),
        rating=_number(raw.get("score")),
    )


def _read_google(raw: Mapping[str, Any]) -> Reading:
    kinds = [
        _text(kind)
        for kind in raw.get("types") or []
        if isinstance(kind, str)
    ]
    kind = next((kind for kind in kinds if kind in _WORDS), "")
    return Reading(
        _WORDS.get(kind, "unknown"),
        _NAN,
        kind,
        _google_country(raw),
        str(raw.get("place_id") or ""),
    )


def _osm_id(told: Mapping[str, Any]) -> str:
    kind, number = _text(told.get("osm_type")), told.get("osm_id")
    name = {"n": "node", "w": "way", "r": "relation"}.get(kind, kind)
    return (
        f"osm:{name}/{number}"
        if name in ("node", "way", "relation") and isinstance(number, int)
        else ""
    )


def _google_country(raw: Mapping[str, Any]) -> str:
    parts = [
        part
        for part in raw.get("address_components") or []
        if isinstance(part, dict)
    ]
    return next(
        (
            _text(part.get("short_name"))
            for part in parts
            if "country" in (part.get("types") or [])
        ),
        "",
    )


_FAMILIES: Final = (
    ({"osm_id", "class"}, _read_nominatim),
    ({"class", "type"}, _read_nominatim),
    ({"display_name", "lat"}, _read_nominatim),
    ({"properties", "geometry"}, _read_feature),
    ({"fcl"}, _read_geonames),
    ({"components", "formatted"}, _read_opencage),
    ({"location", "score", "address"}, _read_arcgis),
    ({"types", "geometry"}, _read_google),
)


def _with_radius(reading: Reading, radius_m: float) -> Reading:
    """Put the box's radius in.

    A spot is never known better than 100 m, and is none where the box is large.
    """
    if reading.precision == "exact":
        if radius_m > _EXACT_AT_MOST_M:
            return reading._replace(
                precision="near", uncertainty_m=radius_m
            )
        told = 0.0 if math.isnan(radius_m) else radius_m
        return reading._replace(
            uncertainty_m=max(told, DEFAULT_RADIUS_M["exact"])
        )
    if math.isnan(radius_m) and reading.precision != "unknown":
        return reading._replace(
            uncertainty_m=DEFAULT_RADIUS_M[reading.precision]
        )
    return reading._replace(uncertainty_m=radius_m)


def _radius_m(raw: Mapping[str, Any], lat: float, lon: float) -> float:
    """Return the distance to the farthest corner of the box.

    NaN without one, or with one that can't be.
    """
    box = _box(raw)
    if box is None:
        return _NAN
    west, south, east, north = box
    far = max(
        distance_m(lat, lon, y, x)
        for y in (south, north)
        for x in (west, east)
    )
    return (
        far * 1.005 if far else _NAN
    )  # distance_m is a sphere's, within 0.5 %


def _box(
    raw: Mapping[str, Any],
) -> tuple[float, float, float, float] | None:
    """Find west, south, east, north in any of the services' ways of writing a box."""
    told, geometry = _inner(raw, "properties"), _inner(raw, "geometry")
    if "boundingbox" in raw:  # Nominatim: south, north, west, east
        return _checked(
            [_at(raw["boundingbox"], place) for place in (2, 0, 3, 1)]
        )
    if "extent" in told:  # Photon: west, north, east, south
        return _checked(
            [_at(told["extent"], place) for place in (0, 3, 2, 1)]
        )
    if "bbox" in raw:  # GeoJSON, and GeoNames' own
        box = raw["bbox"]
        named = (
            [box.get(name) for name in ("west", "south", "east", "north")]
            if isinstance(box, dict)
            else None
        )
        return _checked(
            named or [_at(box, place) for place in range(_CORNERS)]
        )
    if isinstance(extent := raw.get("extent"), dict):  # ArcGIS
        return _checked(
            [extent.get(name) for name in ("xmin", "ymin", "xmax", "ymax")]
        )
    bounds = (
        raw.get("bounds")
        or geometry.get("bounds")
        or geometry.get("viewport")
    )  # OpenCage, Google
    if isinstance(bounds, dict):
        low, high = _inner(bounds, "southwest"), _inner(bounds, "northeast")
        return _checked(
            [
                low.get("lng"),
                low.get("lat"),
                high.get("lng"),
                high.get("lat"),
            ]
        )
    return None


def _checked(edges: list[Any]) -> tuple[float, float, float, float] | None:
    west, south, east, north = (_number(edge) for edge in edges)
    if not all(map(math.isfinite, (west, south, east, north))):
        return None
    is_possible = (
        -_MAX_LAT <= south <= north <= _MAX_LAT
        and max(abs(west), abs(east)) <= _MAX_LON
    )
    return (west, south, east, north) if is_possible else None


def _at(values: Any, place: int) -> Any:
    return (
        values[place]
        if isinstance(values, list) and len(values) == _CORNERS
        else None
    )


def _by_rank(rank: Any) -> Precision:
    if not isinstance(rank, int):
        return "unknown"
    return next(
        (precision for most, precision in _RANKS if rank <= most), "unknown"
    )


def _inner(raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = raw.get(name)
    if isinstance(value, dict):
        return value
    return {}


def _text(value: Any) -> str:
    return value.strip().lower() if isinstance(value, str) else ""


def _number(value: Any) -> float:
    try:
        return (
            float(value)
            if isinstance(value, int | float | str)
            and not isinstance(value, bool)
            else _NAN
        )
    except (ValueError, OverflowError):
        return _NAN
