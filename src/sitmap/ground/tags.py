"""Which kind a feature is, by its tags (https://wiki.openstreetmap.org/wiki/Map_features)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sitmap.ground.features import Text
from sitmap.ground.kinds import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

Columns = dict[str, "pd.Series[Any]"]
"""Tags by key, a value or null a feature."""

BORDERS: Final = ("border", "district", "municipality")
"""Kinds of lines between units of administration, the highest first."""

NO_KIND: Final = 255
"""Of what a map doesn't draw."""

_STREETS: Final = (
    "residential",
    "unclassified",
    "living_street",
    "pedestrian",
    "road",
)
_PATHS: Final = ("path", "footway", "cycleway", "bridleway", "steps")
_ROADS: Final = ("motorway", "trunk", "primary", "secondary", "tertiary")
_RAILS: Final = ("rail", "light_rail", "narrow_gauge")

# For each shape: key, value and kind; what comes first decides.
_LINES: Final = (
    ("highway", {one: one for one in (*_ROADS, "service", "track")}),
    ("highway", {f"{one}_link": one for one in _ROADS}),
    (
        "highway",
        dict.fromkeys(_STREETS, "street") | dict.fromkeys(_PATHS, "path"),
    ),
    ("railway", dict.fromkeys(_RAILS, "rail")),
    ("aeroway", {"runway": "runway"}),
    ("waterway", {"river": "river", "canal": "canal", "stream": "stream"}),
    ("waterway", {"drain": "stream", "ditch": "stream"}),
)
_BUILT_UP: Final = (
    "residential",
    "commercial",
    "retail",
    "farmyard",
    "garages",
    "education",
)
_GREEN: Final = (
    "cemetery",
    "recreation_ground",
    "village_green",
    "orchard",
    "vineyard",
    "allotments",
)
_AREAS: Final = (
    ("building", {"*": "building", "no": ""}),
    ("landuse", dict.fromkeys(_BUILT_UP, "builtup")),
    (
        "landuse",
        {
            "industrial": "industrial",
            "quarry": "industrial",
            "railway": "industrial",
        },
    ),
    ("landuse", {"forest": "forest", "military": "military"}),
    (
        "landuse",
        {"reservoir": "water", "basin": "water"}
        | dict.fromkeys(_GREEN, "green"),
    ),
    ("natural", {"water": "water", "wood": "forest"}),
    ("waterway", {"riverbank": "water", "dock": "water"}),
    ("military", {"*": "military", "no": ""}),
    ("aeroway", {"aerodrome": "airfield", "apron": "airfield"}),
    (
        "leisure",
        dict.fromkeys(
            ("park", "garden", "golf_course", "pitch", "stadium"), "green"
        ),
    ),
    ("amenity", {"grave_yard": "green"}),
    (
        "admin_level",
        {"2": "border", "4": "district", "5": "district", "6": "district"},
    ),
    ("admin_level", {"7": "municipality", "8": "municipality"}),
)
_FACILITIES: Final = (
    (
        "amenity",
        {
            "hospital": "hospital",
            "police": "police",
            "fire_station": "fire_station",
        },
    ),
    ("power", {"plant": "power_plant"}),
    ("aeroway", {"aerodrome": "airport"}),
    ("barrier", {"border_control": "crossing"}),
    ("railway", {"station": "station", "halt": "station"}),
)
_PLACES: Final = ("city", "town", "village", "suburb", "hamlet", "locality")
_POINTS: Final = (
    ("place", {one: one for one in _PLACES}),
    (
        "place",
        {
            "borough": "suburb",
            "quarter": "suburb",
            "neighbourhood": "locality",
        },
    ),
    ("place", {"isolated_dwelling": "locality", "farm": "locality"}),
    *_FACILITIES,
    ("natural", {"peak": "peak", "volcano": "peak", "saddle": "peak"}),
)
_RULES: Final = {
    "lines": _LINES,
    "multipolygons": _AREAS,
    "points": _POINTS,
}

_LANGUAGES: Final = (
    "en",
    "sq",
    "sr",
    "sr-Latn",
    "uk",
    "ru",
    "de",
    "fr",
    "es",
    "tr",
    "ar",
)
KEPT_LANGUAGES: Final = (
    "sq",
    "sr",
    "sr-Cyrl",
    "uk",
    "ru",
    "de",
    "fr",
    "es",
    "tr",
    "ar",
)
"""Languages of a map's names, beside English, which is the usual one."""

_LONGEST_NAME: Final = 120
"""Characters of a name: the longest of a place is of 85 (Taumatawhakatangi…)."""

_CONTROLS: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+"
)
"""Breaks of lines and marks that turn the direction of writing."""


def find_kinds(
    layer: str, columns: Columns, rows: int
) -> NDArray[np.uint8]:
    """Return the kind of each feature of a layer of GDAL's OSM driver, or `NO_KIND`."""
    kinds = _match(_RULES[layer], columns, rows)
    if (
        layer == "multipolygons"
    ):  # a level counts where an outline is a border
        borders = np.isin(kinds, [BY_NAME[one] for one in BORDERS])
        kinds[
            borders & ~_is(columns, "boundary", "administrative", rows)
        ] = NO_KIND
    return kinds


def find_facilities(columns: Columns, rows: int) -> NDArray[np.uint8]:
    """Return which areas are a facility too, as a hospital's building is."""
    return _match(_FACILITIES, columns, rows)


def _match(
    rules: tuple[tuple[str, Mapping[str, str]], ...],
    columns: Columns,
    rows: int,
) -> NDArray[np.uint8]:
    kinds = np.full(rows, NO_KIND, dtype=np.uint8)
    for key, values in rules:
        if key not in columns:
            continue
        column = columns[key]
        codes = {
            value: BY_NAME[kind] for value, kind in values.items() if kind
        }
        found = column.map(codes)
        if "*" in codes:
            others = column.notna() & ~column.isin(
                [one for one in values if one != "*"]
            )
            found = found.mask(others, codes["*"])
        told = found.fillna(NO_KIND).to_numpy().astype(np.uint8)
        kinds = np.where(kinds == NO_KIND, told, kinds)
    return kinds


def _is(
    columns: Columns, key: str, value: str, rows: int
) -> NDArray[np.bool_]:
    if key not in columns:
        return np.zeros(rows, dtype=bool)
    told: NDArray[np.bool_] = (columns[key] == value).to_numpy()
    return told


def find_texts(columns: Columns, rows: NDArray[np.intp]) -> NDArray[Any]:
    """Return the `Text` of some features, or None where there is nothing to write.

    A peak's height stands behind its name.
    """
    keys = ("name", "ref", "ele", *(f"name:{one}" for one in _LANGUAGES))
    told = [_values(columns.get(key), rows) for key in keys]
    texts = np.empty(len(rows), dtype=object)
    for at, (name, ref, height, *own) in enumerate(zip(*told, strict=True)):
        if name or ref or height:
            texts[at] = _make_text(
                name, ref, height, dict(zip(_LANGUAGES, own, strict=True))
            )
    return texts


def _values(
    column: pd.Series[Any] | None, rows: NDArray[np.intp]
) -> list[Any]:
    if column is None:
        return [None] * len(rows)
    values: list[Any] = (
        column.iloc[rows]
        .astype(object)
        .where(column.iloc[rows].notna(), None)
        .tolist()
    )
    return values


def _make_text(
    name: Any, ref: Any, height: Any, own: dict[str, Any]
) -> Text:
    local = clean_name(name)
    ref = clean_name(ref).replace(";", " / ")
    metres = re.match(r"\d{1,4}", str(height or ""))
    if metres:
        ref = metres[0]
    if own["sr"] and re.search("[\u0400-\u04ff]", str(own["sr"])):
        own["sr-Cyrl"], own["sr"] = own["sr"], own["sr-Latn"]
    names = {
        language: clean_name(own[language])
        for language in KEPT_LANGUAGES
        if own.get(language)
    }
    english = clean_name(own["en"]) or local
    if english != local:
        names["local"] = local
    kept = tuple(
        (one, told)
        for one, told in names.items()
        if told and told != english
    )
    return Text(english, ref, kept)


def clean_name(name: Any) -> str:
    r"""Return a name as one short line.

    Examples
    --------
    >>> clean_name("Vaduz\n\u202eSchloss")
    'Vaduz Schloss'
    """
    whole = str(name or "").encode("utf-8", "replace").decode()
    return " ".join(_CONTROLS.sub(" ", whole).split())[:_LONGEST_NAME]
