"""Place strings with known truth, made of country files as tables write them.

A quarter of the places is left out of the file that is looked in, as gazetteers lack as many; four
names in ten are spelled as another transcription would, or with a mistake. Nothing is tuned on the
countries that are measured elsewhere.
"""

from __future__ import annotations

import random
import re
import zipfile
from collections import defaultdict
from typing import TYPE_CHECKING

import pandas as pd

from sitmap.gazetteer.country_files import add_country_file
from sitmap.gazetteer.text import fold
from sitmap.geodesy import distance_m

if TYPE_CHECKING:
    from pathlib import Path

PER_COUNTRY = 300
LEFT_OUT = 0.25
RESPELLED = 0.4
UNIT_WORDS = {
    "SY": "governorate",
    "IQ": "governorate",
    "YE": "governorate",
    "CF": "prefecture",
    "SD": "state",
    "NG": "state",
    "ML": "region",
    "BF": "region",
}
INTERCHANGED = [
    *[
        ("ou", "u"),
        ("u", "ou"),
        ("kh", "h"),
        ("gh", "g"),
        ("iy", "i"),
        ("ei", "ai"),
    ],
    *[
        ("ay", "ei"),
        ("ee", "i"),
        ("i", "ee"),
        ("oo", "u"),
        ("dj", "j"),
        ("q", "k"),
        ("e", "a"),
    ],
    *[
        ("a", "e"),
        ("o", "u"),
        ("ch", "sh"),
        ("y", "i"),
        ("w", "ou"),
        ("z", "s"),
    ],
]
NAME, NAMES, LAT, LON, CLASS, CODE, ADMIN1, ADMIN2, POPULATION = (
    1,
    3,
    4,
    5,
    6,
    7,
    10,
    11,
    14,
)
NEAREST_UNIT_M = 60_000


def make_places(source: Path, folder: Path) -> pd.DataFrame:
    """Make a country's strings, and an index without those that are left out.

    Returns
    -------
    pandas.DataFrame
        ``text``, ``region``, ``district`` (and the region), ``lat``, ``lon``, ``listed``.
    """
    country = source.stem
    chance = random.Random(country)
    rows = _rows(source)
    units = {
        level: _names_of_units(rows, level) for level in ("ADM1", "ADM2")
    }
    chosen = _choose(rows, units["ADM1"], chance)
    left_off = {row[0] for row in chosen if chance.random() < LEFT_OUT}
    made = [_made(row, units, country, left_off, chance) for row in chosen]
    kept = "\n".join(
        "\t".join(row) for row in rows if row[0] not in left_off
    )
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{country}.txt"
    part.write_text(kept + "\n", encoding="utf-8")
    add_country_file(part, folder=folder)
    return pd.DataFrame(made)


def _rows(source: Path) -> list[list[str]]:
    with zipfile.ZipFile(source) as archive:
        name = next(
            name for name in archive.namelist() if name.endswith(".txt")
        )
        text = archive.read(name).decode("utf-8")
    return [line.split("\t") for line in text.split("\n") if line]


def _names_of_units(rows: list[list[str]], level: str) -> dict[str, str]:
    """Name the codes of units: by their own column or id, else the unit nearest."""
    field = ADMIN1 if level == "ADM1" else ADMIN2
    members = defaultdict(list)
    for row in rows:
        if row[CLASS] == "P" and row[field]:
            members[row[field]].append((float(row[LAT]), float(row[LON])))
    named = {}
    units = [row for row in rows if row[CODE] == level]
    for unit in units:
        named.update(
            {
                code: unit[NAME]
                for code in (unit[field], unit[0])
                if code in members
            }
        )
    pairs = sorted(
        (
            distance_m(
                float(unit[LAT]), float(unit[LON]), *_middle(points)
            ),
            unit[NAME],
            code,
        )
        for unit in units
        for code, points in members.items()
        if code not in named
    )
    for apart, name, code in pairs:
        if (
            apart < NEAREST_UNIT_M
            and code not in named
            and name not in named.values()
        ):
            named[code] = name
    return named


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    return sum(lat for lat, _ in points) / len(points), sum(
        lon for _, lon in points
    ) / len(points)


def _choose(
    rows: list[list[str]], regions: dict[str, str], chance: random.Random
) -> list[list[str]]:
    """Draw places with a region; those with a known population three times as often."""
    places = [
        row
        for row in rows
        if row[CLASS] == "P"
        and len(fold(row[NAME])) >= 4
        and row[ADMIN1] in regions
    ]
    weights = [
        3 if row[POPULATION] not in ("", "0") else 1 for row in places
    ]
    chosen: dict[str, list[str]] = {}
    while len(chosen) < PER_COUNTRY:
        row = chance.choices(places, weights)[0]
        chosen[row[0]] = row
    return list(chosen.values())


def _made(
    row: list[str],
    units: dict[str, dict[str, str]],
    country: str,
    left_off: set[str],
    chance: random.Random,
) -> dict[str, object]:
    region = f"{units['ADM1'][row[ADMIN1]]} {UNIT_WORDS.get(country, 'province')}"
    district = units["ADM2"].get(row[ADMIN2])
    return {
        "text": _phrase(row, chance),
        "region": region,
        "district": f"{district} district, {region}"
        if district
        else region,
        "lat": float(row[LAT]),
        "lon": float(row[LON]),
        "listed": row[0] not in left_off,
        "country": country,
    }


def _phrase(row: list[str], chance: random.Random) -> str:
    """Write a place as tables do."""
    others = [
        name
        for name in row[NAMES].split(",")
        if name.isascii() and "=" not in name and len(name) > 3
    ]
    name = (
        row[NAME]
        if chance.random() < 0.6 or not others
        else chance.choice(others)
    )
    if chance.random() < RESPELLED:
        name = respell(name, chance)
    kind = "town" if int(row[POPULATION] or 0) > 5_000 else "village"
    forms = [f"{name} {kind}"] * 7 + [name] * 6
    forms += [
        f"near the village of {name}"
        if kind == "village"
        else f"near {name} town"
    ] * 2
    forms += [
        f"{name} {kind} ({chance.choice(others)})" if others else name
    ] * 2
    forms += [f"{name} area", f"the {kind} of {name}", f"{name} area"]
    return chance.choice(forms)


def respell(name: str, chance: random.Random) -> str:
    """Write a name by another transcription, or with a mistake."""
    way = chance.random()
    at = chance.randrange(1, max(len(name) - 1, 2))
    if way < 0.5:
        pairs = chance.sample(INTERCHANGED, len(INTERCHANGED))
        written, instead = next(
            (pair for pair in pairs if pair[0] in name.lower()), ("", "")
        )
        start = name.lower().index(written)
        return name[:start] + instead + name[start + len(written) :]
    if way < 0.7:
        return (
            re.sub(r"(.)\1", r"\1", name, count=1)
            if re.search(r"(.)\1", name)
            else _doubled(name, at)
        )
    if way < 0.85:
        return (
            re.sub(r"[-' ]", " ", name)
            if re.search(r"[-' ]", name)
            else f"{name}h"
        )
    return name[:at] + name[at + 1 :]


def _doubled(name: str, at: int) -> str:
    return name[:at] + name[at : at + 1] + name[at:]
