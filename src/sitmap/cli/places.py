"""Commands on the gazetteer: see and widen what it knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sitmap.cli.progress_lines import show_step
from sitmap.cli.terminal import say

if TYPE_CHECKING:
    from collections.abc import Sequence

# places printed; --json has all
_LISTED = 20


@click.group()
def gazetteer() -> None:
    """Show the place names that sitmap knows; add country files, and what your desk has located."""


@gazetteer.command()
def info() -> None:
    """Say what the gazetteer holds.

    Places by source, version, date, credit, and the country files that were added.
    """
    from sitmap.gazetteer import describe_gazetteer
    from sitmap.gazetteer.country_files import list_country_files
    from sitmap.gazetteer.folders import user_folder

    for line in describe_gazetteer().splitlines():
        say(line)
    added = list_country_files()
    say()
    say(
        f"country files in {user_folder()}:"
        if added
        else "no country files; sitmap gazetteer add XK"
    )
    for file in added:
        say(
            f"{file.places:>9,}  {file.country}: {file.source}, added {file.added[:10]}"
        )
    _say_learned()


def _say_learned() -> None:
    """List what was learnt, with region, source and date."""
    from sitmap.gazetteer.learned import learned_hash, list_learned

    rows = list_learned()
    say()
    if not rows:
        say("nothing learnt; sitmap gazetteer learn LOCATED.csv")
        return
    say(f"{len(rows):,} places learnt (SHA-256 {learned_hash()[:16]}…):")
    for row in rows[:_LISTED]:
        where = ", ".join(filter(None, (row.region, row.country)))
        told = ", ".join(filter(None, (row.source, row.date)))
        say(f"  {row.name} ({where}): {row.lat:.4f}, {row.lon:.4f}; {told}")
    if len(rows) > _LISTED:
        say(f"  and {len(rows) - _LISTED:,} more")


@gazetteer.command()
@click.argument("countries", nargs=-1, required=True, metavar="XX…")
def add(countries: Sequence[str]) -> None:
    """Add the villages of countries.

    By code (downloaded from GeoNames), as a file in its layout, a link to one, or a pack that
    `sitmap gazetteer pack` wrote. A country's newer file replaces its older one. If anything fails,
    the gazetteer stays as it was.

    \b
    Examples:
      sitmap gazetteer add XK RS
      sitmap gazetteer add ./UA.zip
      sitmap gazetteer add balkans.sitmap
    """
    from sitmap.gazetteer.country_files import add_country_file
    from sitmap.gazetteer.packs import add_pack, is_pack

    for country in countries:
        if is_pack(country):
            added = add_pack(country, progress=show_step)
        else:
            added = [add_country_file(country, progress=show_step)]
        for done in added:
            say(
                f"{done.country}: {done.places:,} places from {done.source}"
            )


@gazetteer.command()
@click.argument("countries", nargs=-1, required=True, metavar="XX…")
def remove(countries: Sequence[str]) -> None:
    """Remove country files that were added."""
    from sitmap.gazetteer.country_files import remove_country_file

    for country in countries:
        gone = remove_country_file(country)
        say(f"{gone.country}: {gone.places:,} places removed")


@gazetteer.command()
@click.argument("countries", nargs=-1, required=True, metavar="XX…")
@click.option(
    "-o",
    "output",
    required=True,
    metavar="FILE",
    help="The pack, NAME.sitmap.",
)
def pack(countries: Sequence[str], output: str) -> None:
    """Write added country files into one file, for a desk without the internet.

    It holds rows only; `sitmap gazetteer add FILE` checks them there and makes an index of them.

    \b
    Example:
      sitmap gazetteer pack XK RS -o balkans.sitmap
    """
    from sitmap.gazetteer.packs import write_pack

    for file in write_pack(countries, output):
        say(f"{file.country}: {file.places:,} places in {output}")


@gazetteer.command()
@click.argument("tables", nargs=-1, required=True, metavar="LOCATED…")
def learn(tables: Sequence[str]) -> None:
    """Learn the places that you have located: rows with a point that is exact or at a place.

    Later tables then find them by name, in the same country. Blurred rows are refused, and a name
    that one region has twice is not learnt. `sitmap gazetteer forget` takes it all back.

    \b
    Example:
      sitmap gazetteer learn events-2023.csv
    """
    from pathlib import Path

    from sitmap.gazetteer.learned import learn_rows
    from sitmap.geocoding.learned_rows import read_lesson
    from sitmap.readers import read

    for table in tables:
        lesson = read_lesson(read(table), source=Path(table).name)
        for reason, count in lesson.refused.most_common():
            say(f"{table}: {count:,} rows not learnt: {reason}")
        known, conflicts = learn_rows(lesson.rows)
        for conflict in conflicts:
            say(f"{table}: {conflict}")
        say(
            f"{table}: {len(lesson.rows):,} rows; {known:,} places are learnt now"
        )


@gazetteer.command()
@click.argument("names", nargs=-1, metavar="[NAME…]")
def forget(names: Sequence[str]) -> None:
    """Forget some names, or all that was learnt."""
    from sitmap.gazetteer.learned import forget_learned

    say(f"{forget_learned(names):,} places forgotten")
