"""The user's country files: villages of a country, one command away.

Each is a part of the user's own folder (`sitmap.gazetteer.parts`): its rows as they were given, and
an index made of them.
"""

from __future__ import annotations

import re
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.error import URLError

from sitmap.errors import GazetteerError
from sitmap.gazetteer.areas import short_name
from sitmap.gazetteer.folders import EMBEDDED, default_folders, user_folder
from sitmap.gazetteer.index import PlaceIndex
from sitmap.gazetteer.parts import drop_part, list_parts, put_part
from sitmap.gazetteer.sources import Entry
from sitmap.gazetteer.sources.country_file import (
    main_country,
    pack_rows,
    read_country_file,
    to_entries,
)
from sitmap.gazetteer.text import fold
from sitmap.gazetteer.transliteration import with_made_names
from sitmap.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitmap.gazetteer.place import Place
    from sitmap.gazetteer.sources.country_file import Row
    from sitmap.progress import StepProgress

GEONAMES_URL: Final = "https://download.geonames.org/export/dump/{code}.zip"
_CODE: Final = re.compile(r"[A-Za-z]{2}")
_BLOCK_BYTES: Final = 1 << 18
_MAX_BYTES: Final = 1 << 31
# without a byte from the server
_TIMEOUT_S: Final = 30


class CountryFile(NamedTuple):
    """A country file in the user's index: its country, how many places, from where, when."""

    country: str
    places: int
    source: str
    added: str


def add_country_file(
    source: str | Path,
    *,
    folder: Path | None = None,
    progress: StepProgress | None = None,
    url: str = GEONAMES_URL,
    label: str = "",
) -> CountryFile:
    """Add a country file to the user's index, or put a newer one in its place.

    Parameters
    ----------
    source
        A country code (downloaded from GeoNames), a URL, or a file: zip or text.
    folder
        Folder of the index, `user_folder` if not given.
    progress
        Called with a step ("download", "index"), what is done and the total (0 if not known).
    url
        Where a country code is downloaded from.
    label
        What `info` says that it is from, if not the source itself.

    Raises
    ------
    GazetteerError
        If it can't be fetched or read. The index is then as it was before.
    """
    report = progress or _silent
    with scratch_folder() as scratch:
        path = _fetched(str(source), scratch, report, url)
        rows = read_country_file(path)
        country = main_country(rows)
        entries = list(_entries_of(rows, report))
        today = datetime.now(UTC).date().isoformat()
        added = CountryFile(
            country, len(entries), label or str(source), today
        )
        put_part(
            folder or user_folder(),
            country,
            pack_rows(rows),
            entries,
            added._asdict(),
        )
    forget_opened()
    return added


def country_entries(path: Path) -> list[Entry]:
    """Read the places of a country file, merged with the embedded ones."""
    return list(_entries_of(read_country_file(path), _silent))


def _entries_of(
    rows: Sequence[Row], report: StepProgress
) -> Iterator[Entry]:
    embedded = PlaceIndex.open(EMBEDDED)
    fresh = to_entries(
        rows, lambda names, where: _known_unit(embedded, names, where)
    )
    return with_made_names(_merged(fresh, embedded, report, len(rows)))


def remove_country_file(
    country: str, *, folder: Path | None = None
) -> CountryFile:
    """Take a country file out of the user's index.

    Raises
    ------
    GazetteerError
        If there is none for that country; the text lists those that there are.
    """
    folder = folder or user_folder()
    known = {
        file.country: file for file in list_country_files(folder=folder)
    }
    if country.upper() not in known:
        there = ", ".join(sorted(known)) or "none"
        raise GazetteerError(
            f"no country file {country!r} was added; there are: {there}"
        )
    drop_part(folder, country.upper())
    forget_opened()
    return known[country.upper()]


def list_country_files(*, folder: Path | None = None) -> list[CountryFile]:
    """List the country files of the user's folder."""
    folders = default_folders() if folder is None else (folder,)
    parts = [part for each in folders for part in list_parts(each)]
    return [
        CountryFile(**part.info)
        for part in parts
        if _CODE.fullmatch(part.name)
    ]


def forget_opened() -> None:
    """Open the indexes anew at the next look-up."""
    from sitmap.gazetteer import open_gazetteer

    open_gazetteer.cache_clear()


def _silent(_step: str, _done: int, _total: int) -> None:
    """Report nothing."""


def _fetched(
    source: str, scratch: Path, report: StepProgress, url: str
) -> Path:
    path = Path(source)
    if path.is_file():
        return path
    if _CODE.fullmatch(source):
        source = url.format(code=source.upper())
    if not re.match(r"https?://", source):
        raise GazetteerError(
            f"{source}: no such file; give a country code (XK), a file or a URL"
        )
    return _download(source, scratch / "country.zip", report)


def _download(url: str, target: Path, report: StepProgress) -> Path:
    try:
        with (
            urllib.request.urlopen(url, timeout=_TIMEOUT_S) as reply,  # noqa: S310 - http(s) alone
            target.open("wb") as file,
        ):
            total = int(reply.headers.get("Content-Length") or 0)
            while block := reply.read(_BLOCK_BYTES):
                file.write(block)
                report("download", file.tell(), total)
                if file.tell() > _MAX_BYTES:
                    raise GazetteerError(
                        f"{url}: larger than any country file; is the address right?"
                    )
    except (URLError, OSError, ValueError) as error:
        raise GazetteerError(
            f"{url}: could not be downloaded ({error}); nothing was changed"
        ) from error
    if total and target.stat().st_size < total:
        raise GazetteerError(
            f"{url}: broke off after {target.stat().st_size:,} of {total:,} bytes; try again"
        )
    return target


def _known_unit(
    embedded: PlaceIndex, names: Sequence[str], country: str
) -> Place | None:
    """Find the embedded first-level unit that has one of these names."""
    for name in names:
        for key in dict.fromkeys((fold(name), fold(short_name(name)))):
            units = [
                place
                for place in embedded.exact(key, [country])
                if place.kind == "admin1"
            ]
            if len(units) == 1:
                return units[0]
    return None


def _merged(
    entries: Iterable[Entry],
    embedded: PlaceIndex,
    report: StepProgress,
    total: int,
) -> Iterator[Entry]:
    """Let the embedded entry of a GeoNames id keep its record, and lend it the file's names."""
    for count, entry in enumerate(entries, 1):
        if count % 5_000 == 0:
            report("index", count, total)
        known = embedded.by_id(entry.place.id)
        if known is None or known.kind in ("country", "admin1"):
            yield entry
        else:
            place = known._replace(
                admin2=known.admin2 or entry.place.admin2,
                population=max(known.population, entry.place.population),
                rank=max(known.rank, entry.place.rank),
            )
            yield Entry(
                place,
                entry.names | {known.name, *known.names},
                (entry.place.id,),
            )
    report("index", total, total)
