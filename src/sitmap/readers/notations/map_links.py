"""Positions in ``geo:`` URIs (RFC 5870) and in links of the usual map sites. Nothing is opened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from sitmap.readers.notations.angles import fold_angles, read_angle
from sitmap.readers.notations.directions import decide_letters
from sitmap.readers.notations.position import Position, is_on_earth

if TYPE_CHECKING:
    from collections.abc import Iterator

_N: Final = r"([-+]?\d{1,3}(?:\.\d+)?)"
_LONGEST: Final = 2000  # characters of a link that are looked at
_START: Final = re.compile(
    r"(?:geo:|https?://|www\.|maps?\.|goo\.gl/)", re.IGNORECASE
)
_GEO: Final = re.compile(
    rf"geo:{_N},{_N}(?:,[-+]?[\d.]+)?(;[^?]*)?(?:\?(.*))?", re.IGNORECASE
)
_RADIUS: Final = re.compile(r";u=([\d.]+)", re.IGNORECASE)
_PAIR: Final = re.compile(
    rf"(?:loc:|ll\.)?{_N}(?:\s*[,~_]\s*|\s+){_N}(?!\d)"
)
_POINT_OF_BING: Final = re.compile(rf"point\.{_N}_{_N}(?:_|$)")
_PLACE_OF_GOOGLE: Final = re.compile(rf"!3d{_N}!4d{_N}")
_VIEW_OF_GOOGLE: Final = re.compile(rf"/@{_N},{_N}[,/]")
_PATH: Final = re.compile(
    rf"/(?:place|search|dir|r|geo)/(?:[^/]*/)?{_N},(?:\+|%20|\s)*{_N}(?:[/,?]|$)"
)
_HASH_OF_OSM: Final = re.compile(rf"(?:map=)?\d{{1,2}}(?:\.\d+)?/{_N}/{_N}")
_DEGREES_OF_GEOHACK: Final = re.compile(
    r"params=([\d._]+_[NS])_([\d._]+_[EW])", re.IGNORECASE
)

# Names of what a link asks about; the first that holds a pair is the place, views come last.
_ABOUT: Final = [
    "q",
    "query",
    "daddr",
    "destination",
    "saddr",
    "near",
    "coordinate",
    "ll",
    "sll",
    "pt",
    "whatshere[point]",
    "center",
    "viewpoint",
    "cbll",
    "where1",
    "rtp",
    "to",
    "cp",
    "map",
    "m",
    "p",
    "text",
    "at",
]
_AXES: Final = (
    ("mlat", "mlon"),
    ("lat", "lon"),
    ("lat", "lng"),
    ("lat", "long"),
    ("latitude", "longitude"),
    ("y", "x"),
)
_LONGITUDE_FIRST: Final = ("yandex.", "2gis.", "mapy.c")
_SHORT: Final = (
    "goo.gl",
    "maps.app.goo.gl",
    "g.co",
    "osm.org/go",
    "bit.ly",
    "t.co",
    "yandex.ru/maps/-/",
    "yandex.com/maps/-/",
    "w3w.co",
    "what3words.com",
)


def is_map_link(text: str) -> bool:
    """Tell a ``geo:`` URI or a web address from other texts.

    Examples
    --------
    >>> is_map_link("geo:42.8914,20.866"), is_map_link("42.8914, 20.866")
    (True, False)
    """
    return bool(_START.match(text.strip()))


def read_map_link(text: str) -> Position | str:
    """Read where a ``geo:`` URI or a map site's link points, without opening it.

    Examples
    --------
    >>> read_map_link("https://www.google.com/maps/@42.8914,20.866,15z")
    Position(longitude=20.866, latitude=42.8914, uncertainty_m=None)
    >>> read_map_link("geo:42.8914,20.866;u=35").uncertainty_m
    35.0
    >>> read_map_link("https://maps.app.goo.gl/abc")
    'is a short link that only its site can read; open it and copy the coordinates'
    """
    link = text.strip()[:_LONGEST]
    if link[:4].casefold() == "geo:":
        return _read_geo(link) or "is no geo: URI; write geo:42.89,20.87"
    try:
        pair = next(
            (pair for pair in _pairs_of(link) if is_on_earth(*pair)), None
        )
    except ValueError:  # brackets where a host should be
        return "is a broken link; correct it"
    if pair is not None:
        return Position(*pair)
    bare = re.sub(
        r"^(?:https?://)?(?:www\.)?", "", link, flags=re.IGNORECASE
    )
    if bare.casefold().startswith(_SHORT):
        return "is a short link that only its site can read; open it and copy the coordinates"
    return "is a link without coordinates; open it and copy them"


def _read_geo(link: str) -> Position | None:
    found = _GEO.fullmatch(link)
    if found is None:
        return None
    latitude, longitude = float(found[1]), float(found[2])
    asked = _PAIR.match(dict(parse_qsl(found[4] or "")).get("q", ""))
    if asked and (latitude, longitude) == (
        0,
        0,
    ):  # Android: geo:0,0?q=42.89,20.87(label)
        latitude, longitude = float(asked[1]), float(asked[2])
    if not is_on_earth(longitude, latitude):
        return None
    radius = _RADIUS.search(found[3] or "")
    return Position(
        longitude, latitude, float(radius[1]) if radius else None
    )


def _pairs_of(link: str) -> Iterator[tuple[float, float]]:
    """Yield longitudes and latitudes that a link may be about, the likeliest first."""
    plain = unquote(link)
    parts = urlsplit(link if "://" in link else f"//{link}")
    eastward = _has_longitude_first(parts.netloc)
    for pattern in (_PLACE_OF_GOOGLE, _POINT_OF_BING, _PATH):
        if found := pattern.search(plain):
            first, second = float(found[1]), float(found[2])
            yield (first, second) if eastward else (second, first)
    yield from _of_geohack(plain)
    yield from _of_query(
        f"{parts.query}&{parts.fragment}", longitude_first=eastward
    )
    for pattern in (_HASH_OF_OSM, _VIEW_OF_GOOGLE):
        where = parts.fragment if pattern is _HASH_OF_OSM else plain + "/"
        if found := pattern.search(where):
            yield float(found[2]), float(found[1])


def _has_longitude_first(host: str) -> bool:
    return any(name in host.casefold() for name in _LONGITUDE_FIRST)


def _of_query(
    query: str, *, longitude_first: bool
) -> Iterator[tuple[float, float]]:
    asked = dict(parse_qsl(query.replace("?", "&")))
    for latitude, longitude in _AXES:
        if latitude in asked and longitude in asked:
            pair = re.fullmatch(
                rf"{_N} {_N}", f"{asked[latitude]} {asked[longitude]}"
            )
            if pair:
                yield float(pair[2]), float(pair[1])
    for name in _ABOUT:
        if found := _PAIR.match(asked.get(name, "").strip()):
            first, second = float(found[1]), float(found[2])
            yield (first, second) if longitude_first else (second, first)


def _of_geohack(plain: str) -> Iterator[tuple[float, float]]:
    """Read the degrees of Wikipedia's GeoHack: params=42_53_24_N_20_52_12_E."""
    letters, _ = decide_letters(["n"])
    if found := _DEGREES_OF_GEOHACK.search(plain):
        angles = [
            read_angle(fold_angles(each.replace("_", " ")), letters)
            for each in found.groups()
        ]
        if angles[0] and angles[1]:
            yield angles[1].degrees, angles[0].degrees
