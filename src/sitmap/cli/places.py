"""Commands on the gazetteer: see and widen what it knows."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from sitmap.cli.printing import say, say_progress

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["gazetteer"]


@click.group()
def gazetteer() -> None:
    """Show the place names that sitmap knows, and add country files."""


@gazetteer.command()
def info() -> None:
    """Say what the gazetteer holds: places by source, version, date, credit, and the country files that were added."""
    from sitmap.gazetteer import describe_gazetteer
    from sitmap.gazetteer.country_files import list_country_files, user_folder

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
        say(f"{file.places:>9,}  {file.country}: {file.source}, added {file.added[:10]}")


@gazetteer.command()
@click.argument("countries", nargs=-1, required=True, metavar="XX…")
def add(countries: Sequence[str]) -> None:
    """Add the villages of countries: codes (downloaded from GeoNames), or files or links to files in its layout.

    A country's newer file replaces its older one. If anything fails, the gazetteer stays as it was.

    \b
    Examples:
      sitmap gazetteer add XK RS
      sitmap gazetteer add ./UA.zip
    """
    from sitmap.gazetteer.country_files import add_country_file

    for country in countries:
        done = add_country_file(country, progress=_show_progress)
        say(f"{done.country}: {done.places:,} places from {done.source}")


@gazetteer.command()
@click.argument("countries", nargs=-1, required=True, metavar="XX…")
def remove(countries: Sequence[str]) -> None:
    """Remove country files that were added."""
    from sitmap.gazetteer.country_files import remove_country_file

    for country in countries:
        gone = remove_country_file(country)
        say(f"{gone.country}: {gone.places:,} places removed")


def _show_progress(step: str, done: int, total: int) -> None:
    """Count on one line of a terminal; a log gets nothing."""
    if sys.stderr.isatty():
        share = f"{done / total:4.0%}" if total else f"{done:,}"
        say_progress(f"{step} {share}", end=bool(total) and done >= total)
