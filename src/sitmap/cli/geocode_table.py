"""A table's places from the command line.

It tells how far it is and what came of it, and writes what failed to a file of its own.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sitmap.cli.inputs import read_located
from sitmap.cli.interrupts import one_interrupt
from sitmap.cli.outputs import check_outputs
from sitmap.cli.progress_lines import Countdown
from sitmap.cli.services import make_geocoder
from sitmap.cli.terminal import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import geopandas as gpd
    import pandas as pd

    from sitmap.progress import Progress

_WHY: Final = "failed_because"
# reasons printed, the most frequent first
_SHOWN: Final = 5
# 128 + SIGINT (2), as shells count
_INTERRUPTED: Final = 130


def geocode_table(
    file: str,
    output: Path,
    country: str | None,
    columns: tuple[str, ...],
    service: Mapping[str, Any],
    options: Mapping[str, Any],
) -> int:
    """Look up a table's places, write it, and say what came of it.

    Returns
    -------
    int
        Exit code: 0 done, 1 if a service failed to answer for some rows, 130 after Ctrl-C.
    """
    from sitmap.export.gis import check_table_path, write_table
    from sitmap.geocoding.tables import locate_rows

    check_table_path(output)
    cache = service.get("cache")
    written = [output, _failed_path(output), Path(cache) if cache else None]
    check_outputs(written, [file])
    geocoder = make_geocoder(service)
    table = read_located(
        file, columns=columns, locate=False, country=country, **options
    )
    table = table.drop(columns=_WHY, errors="ignore")
    countdown = Countdown()
    try:
        with one_interrupt() as stop_if_asked:
            located, answers = locate_rows(
                table, geocoder, _first(stop_if_asked, countdown)
            )
    except KeyboardInterrupt:
        say(err=True)
        told = f"sitmap: stopped {countdown}; nothing is lost: the same command goes on from there"
        say(told, err=True)
        return _INTERRUPTED
    countdown.end()
    write_table(located, output)
    _say(located, answers)
    say(f"{output}: {_count(len(located), 'row')}")
    return _tell_failed(table, answers, output)


def _failed_path(output: Path) -> Path:
    """Return where the rows go that a service failed to answer."""
    return output.with_name(f"{output.stem}-failed.csv")


def _first(
    stop_if_asked: Callable[[], None], countdown: Countdown
) -> Progress:
    def tell(done: int, total: int) -> None:
        stop_if_asked()
        countdown(done, total)

    return tell


def _say(located: gpd.GeoDataFrame, answers: pd.DataFrame) -> None:
    """Count the distinct names by outcome and by who located them."""
    from sitmap.geocoding.credits import find_credits

    statuses = Counter(answers["status"])
    told = [
        f"{statuses[each]:,} {words}"
        for each, words in _OUTCOMES
        if statuses[each]
    ]
    without = len(located) - len(answers)
    say(
        f"{_count(len(answers), 'row')} looked up by name: {', '.join(told) or 'none'}"
        + (
            f"; {without:,} with a point, or without a name"
            if without
            else ""
        )
    )
    drawn = (
        located.loc[located.geometry.notna(), "located_by"]
        .dropna()
        .astype(str)
        .str.replace(r":\w+", "", regex=True)
    )
    by = Counter(drawn)
    if by:
        say(
            f"  located by: {', '.join(f'{name} {count:,}' for name, count in by.most_common())}"
        )
    for credit in find_credits(located):
        say(
            f"  credit: {credit['text']}"
            + (f" ({credit['url']})" if credit["url"] else "")
        )


_OUTCOMES: Final = (
    ("found", "found"),
    ("ambiguous", "ambiguous"),
    ("not_found", "not found"),
    ("error", "failed"),
)


def _tell_failed(
    table: gpd.GeoDataFrame, answers: pd.DataFrame, output: Path
) -> int:
    """Write the rows that got no answer to a file for another run, and name the reasons."""
    from sitmap.export.gis import write_table

    failed = (answers["status"] == "error") | answers["extra"].map(
        _has_error
    )
    if not failed.any():
        return 0
    rows = table.loc[table.index.isin(answers.index[failed])]
    why = answers.loc[failed, "why"]
    path = _failed_path(output)
    write_table(
        rows.assign(
            **{_WHY: why[~why.index.duplicated()].reindex(rows.index)}
        ),
        path,
    )
    say(f"sitmap: {_count(len(rows), 'row')} failed:", err=True)
    for reason, count in Counter(why).most_common(_SHOWN):
        say(f"  {_count(count, 'time')}: {reason}", err=True)
    say(
        f"  in {path}; run the same command again, or one on that file, to ask for these alone",
        err=True,
    )
    return 1


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _has_error(extra: Any) -> bool:
    return isinstance(extra, dict) and "error" in extra.values()
