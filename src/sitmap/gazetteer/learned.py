"""Places that a desk has located itself: learnt from its tables, found in its later ones.

Only what was located exactly or at a named place is learnt, never what was blurred. Each place
keeps its region, source and date. A learnt place comes after every place of the world that has its
name in another country.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.errors import GazetteerError
from sitmap.gazetteer.country_files import forget_opened
from sitmap.gazetteer.folders import EMBEDDED, default_folders, user_folder
from sitmap.gazetteer.index import PlaceIndex
from sitmap.gazetteer.kinds import KINDS
from sitmap.gazetteer.parts import drop_part, list_parts, put_part
from sitmap.gazetteer.place import LEARNED, Place
from sitmap.gazetteer.sources import Entry
from sitmap.gazetteer.text import fold
from sitmap.geodesy import distance_m

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_KIND: Final = "locality"
# below listed villages without a population
_RANK: Final = 250
# What a main name is worth in ranking, and a little: a namesake abroad stays before the learnt one.
_BEHIND: Final = 80
# points farther apart are of two places of the name
_SAME_PLACE_M: Final = 10_000.0
_LEAST_RADIUS_M: Final = KINDS[_KIND][2]
# of what is learnt as a place
_WIDEST_M: Final = 10_000.0


class LearnedRow(NamedTuple):
    """A place that was located.

    Attributes
    ----------
    name
        As the table has it.
    country
        ISO 3166-1 alpha-2 code; empty if the table says none.
    region
        What the table says holds it.
    lat, lon
        WGS 84 degrees.
    uncertainty_m
        Radius in metres that holds it.
    source, date
        Where it was learnt, and the day of what was located (ISO).
    """

    name: str
    country: str
    region: str
    lat: float
    lon: float
    uncertainty_m: float
    source: str
    date: str


class Conflict(NamedTuple):
    """A name that rows of one country and region put at places too far apart to be one."""

    name: str
    country: str
    region: str
    km: float

    def __str__(self) -> str:
        """Say it in a line."""
        where = ", ".join(filter(None, (self.region, self.country)))
        return f"{self.name} ({where}): two places {self.km:.0f} km apart; not learnt"


def reconcile(
    rows: Iterable[LearnedRow],
) -> tuple[list[LearnedRow], list[Conflict]]:
    """Keep one row for each place; names that a region has twice are conflicts and not kept.

    Examples
    --------
    >>> rows = [LearnedRow("Bara", "SD", "", lat, 30.0, 1e3, "a.csv", "2024-01-01")
    ...         for lat in (13.0, 13.01, 15.0)]
    >>> kept, conflicts = reconcile(rows)
    >>> len(kept), [round(conflict.km) for conflict in conflicts]
    (0, [222])
    >>> len(reconcile(rows[:2])[0])
    1
    """
    groups: dict[tuple[str, str, str], list[LearnedRow]] = defaultdict(list)
    for row in rows:
        if key := fold(row.name):
            groups[key, row.country, fold(row.region)].append(row)
    kept, conflicts = [], []
    for group in groups.values():
        middle = min(group, key=lambda row: _spread(row, group))
        apart = _spread(middle, group)
        if apart > _SAME_PLACE_M:
            widest = max(_spread(row, group) for row in group)
            conflicts.append(
                Conflict(
                    middle.name, middle.country, middle.region, widest / 1e3
                )
            )
        else:
            kept.append(
                middle._replace(date=max(row.date for row in group))
            )
    return kept, conflicts


def _spread(row: LearnedRow, group: Sequence[LearnedRow]) -> float:
    return max(
        distance_m(row.lat, row.lon, other.lat, other.lon)
        for other in group
    )


def learned_entries(
    rows: Iterable[LearnedRow], embedded: PlaceIndex | None = None
) -> list[Entry]:
    """Turn rows into places of the gazetteer."""
    world = embedded or PlaceIndex.open(EMBEDDED)
    return [_entry(row, world) for row in rows]


def _entry(row: LearnedRow, world: PlaceIndex) -> Entry:
    keys = [row.name, str(row.country), f"{row.lat:.4f}", f"{row.lon:.4f}"]
    digest = sha256("\t".join(keys).encode("utf-8", "replace")).hexdigest()[
        :12
    ]
    abroad = [
        place
        for place in world.exact(fold(row.name))
        if place.country != row.country
    ]
    place = Place(
        id=f"{LEARNED}:{digest}",
        name=row.name,
        kind=_KIND,
        country=row.country,
        admin1="",
        admin1_name=row.region,
        admin2="",
        lat=row.lat,
        lon=row.lon,
        population=0,
        rank=max(
            min([_RANK, *(place.rank - _BEHIND for place in abroad)]), 0
        ),
        uncertainty_m=min(
            max(row.uncertainty_m, _LEAST_RADIUS_M), _WIDEST_M
        ),
        source=LEARNED,
    )
    return Entry(place, frozenset({row.name}))


def learn_rows(
    rows: Iterable[LearnedRow], *, folder: Path | None = None
) -> tuple[int, list[Conflict]]:
    """Add rows to what was learnt; return how many places are known now, and what is in conflict.

    Raises
    ------
    GazetteerError
        If the folder can't be written. What was learnt is then as it was before.
    """
    home = folder or user_folder()
    kept, conflicts = reconcile([*list_learned(folder=home), *rows])
    today = datetime.now(UTC).date().isoformat()
    data = _pack(kept)
    info = {
        "places": len(kept),
        "added": today,
        "sha256": sha256(data).hexdigest(),
    }
    put_part(home, LEARNED, data, learned_entries(kept), info)
    forget_opened()
    return len(kept), conflicts


def forget_learned(
    names: Sequence[str] = (), *, folder: Path | None = None
) -> int:
    """Forget some names, or all that was learnt; return how many places went.

    Raises
    ------
    GazetteerError
        If one of the names was never learnt.
    """
    home = folder or user_folder()
    known = list_learned(folder=home)
    keys = set(map(fold, names))
    if strange := sorted(keys - {fold(row.name) for row in known}):
        raise GazetteerError(
            f"{strange[0]!r} was never learnt; `sitmap gazetteer info` lists all"
        )
    left = [row for row in known if keys and fold(row.name) not in keys]
    drop_part(home, LEARNED)
    if left:
        learn_rows(left, folder=home)
    forget_opened()
    return len(known) - len(left)


def list_learned(*, folder: Path | None = None) -> list[LearnedRow]:
    """List what was learnt, in the order of learning."""
    folders = default_folders() if folder is None else (folder,)
    parts = [
        part
        for each in folders
        for part in list_parts(each)
        if part.name == LEARNED
    ]
    return [
        row
        for part in parts
        for row in _unpack(part.rows().decode("utf-8"))
    ]


def learned_hash(*, folder: Path | None = None) -> str:
    """Return the SHA-256 of what was learnt; empty if nothing was."""
    rows = list_learned(folder=folder)
    if rows:
        return sha256(_pack(rows)).hexdigest()
    return ""


def read_learned(path: Path) -> list[Entry]:
    """Read the places of a file of learnt rows."""
    return learned_entries(_unpack(path.read_text(encoding="utf-8")))


def learned_places(rows: Iterable[LearnedRow]) -> PlaceIndex:
    """Make an index of learnt rows in memory."""
    kept, _ = reconcile(rows)
    return PlaceIndex.of(learned_entries(kept), {"places": len(kept)})


def _pack(rows: Iterable[LearnedRow]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(
        [LearnedRow._fields, *rows]
    )
    return text.getvalue().encode("utf-8", "replace")


def _unpack(text: str) -> list[LearnedRow]:
    return [
        LearnedRow(
            name=row["name"],
            country=row["country"],
            region=row["region"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            uncertainty_m=float(row["uncertainty_m"]),
            source=row["source"],
            date=row["date"],
        )
        for row in csv.DictReader(io.StringIO(text))
    ]
