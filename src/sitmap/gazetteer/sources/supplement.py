"""The project's own rows, ``data/gazetteer/supplement.csv``.

They are crossings, bases, plants and villages in the news.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Final

from sitmap.errors import GazetteerError
from sitmap.gazetteer.kinds import KINDS, prominence_of
from sitmap.gazetteer.place import Place
from sitmap.gazetteer.sources import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

ATTRIBUTION: Final = "sitmap supplement, MIT; each row names its source"

_LANGUAGE_TAG: Final = re.compile(r"^[a-z]{2,3}:\s*")
_KINDS: Final = {
    "settlement": "village",  # until the base entry tells its population
    "part": "quarter",
    "water": "lake",
    "landform": "nature",
    "religious_site": "worship",
}
# A row's rank runs from 0 to 100. Even a hamlet that the project lists is in the news, so it starts
# where a town does.
_RANK_FLOOR: Final = 250
# points for one of the hundred ranks of the list
_RANK_STEP: Final = 3
_LANGUAGES: Final = ("en", "sq", "sr", "sr_cyrl", "uk", "ru")


def read_supplement(path: Path) -> Iterator[Entry]:
    """Yield the rows of the supplement.

    Raises
    ------
    GazetteerError
        If a row has no number where one belongs; the text names the line.
    """
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            try:
                yield _entry(row)
            except (KeyError, TypeError, ValueError) as error:
                raise GazetteerError(
                    f"{path.name}, row {row.get('id')!r}: {error}; correct the row"
                ) from error


def _entry(row: Mapping[str, str]) -> Entry:
    by_language = [
        (key, name)
        for key in _LANGUAGES
        for name in _split(row[f"names_{key}"])
    ]
    others = [
        _LANGUAGE_TAG.sub("", name) for name in _split(row["names_other"])
    ]
    country, *abroad = _split(row["country"]) or [""]
    kind = _KINDS.get(row["kind"].strip(), row["kind"].strip())
    if kind not in KINDS:
        raise ValueError(
            f"kind {row['kind']!r} is none of {', '.join(KINDS)}"
        )
    place = Place(
        id=f"supplement:{row['id'].strip()}",
        name=row["name"].strip(),
        kind=kind,
        country=country,
        admin1="",
        admin1_name=row["admin1"].strip(),
        admin2="",
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        population=0,
        rank=(
            _RANK_FLOOR + _RANK_STEP * int(row["rank"])
            if row["rank"].strip()
            else prominence_of(kind)
        ),
        uncertainty_m=(
            float(row["uncertainty_m"])
            if row["uncertainty_m"].strip()
            else KINDS[kind][2]
        ),
        names=tuple(others),
        names_by_language=tuple(by_language),
        source="supplement",
    )
    names = {place.name, *others, *(name for _, name in by_language)}
    geonames_id = row["geonames_id"].strip()
    ids = (f"geonames:{geonames_id}",) if geonames_id else ()
    return Entry(
        place,
        frozenset(names),
        ids,
        tuple(abroad),
        official=frozenset(names),
    )


def _split(cell: str | None) -> list[str]:
    return [
        name.strip() for name in (cell or "").split("|") if name.strip()
    ]
