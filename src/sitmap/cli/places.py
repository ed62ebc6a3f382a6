"""Commands on places: look one up, and see and widen what the gazetteer knows."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["gazetteer", "geocode"]


@click.command()
@click.argument("name")
@click.option("--country", help="Country that the place is in: code or name. [XK, Kosovo]")
@click.option("--all", "every", is_flag=True, help="List every candidate, best first.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object, or a list with --all.")
def geocode(name: str, country: str | None, every: bool, as_json: bool) -> None:
    """Find a place by NAME, offline, and say how it is known.

    Any spelling or script, and a container behind a comma: "Banjska, Kosovo". Exit code 1 when nothing is found.

    \b
    Examples:
      sitmap geocode Приштина
      sitmap geocode Mitrovica --country XK
      sitmap geocode Springfield --all
    """
    from sitmap.geocoding import Gazetteer

    found = Gazetteer().geocode(name, exactly_one=False, country_codes=country, limit=None if every else 1) or []
    if as_json:
        places = [_as_json(place) for place in found]
        click.echo(json.dumps(places if every else next(iter(places), None), ensure_ascii=False, indent=2))
    for place in [] if as_json else found:
        click.echo(_place_line(place))
    if not found:
        where = f" in {country}" if country else ""
        click.echo(f"sitmap: {name!r}{where}: not found; try another spelling, or add the country's villages: "
                   f"sitmap gazetteer add {country or 'XX'}", err=True)  # fmt: skip
        sys.exit(1)


def _as_json(place: Any) -> dict[str, Any]:
    return {"address": place.address, "latitude": place.latitude, "longitude": place.longitude, **place.raw}


def _place_line(place: Any) -> str:
    raw = place.raw
    radius = raw["uncertainty_m"]
    within = f"±{radius / 1000:.3g} km" if radius >= 1000 else f"±{radius:.0f} m"  # noqa: PLR2004
    facts = [raw["kind"], within, f"score {raw['score']:.2f}", raw["why"]]
    return f"{place.latitude:.5f} {place.longitude:.5f}  {place.address}  ({'; '.join(str(fact) for fact in facts)})"


@click.group()
def gazetteer() -> None:
    """Show the place names that sitmap knows, and add country files."""


@gazetteer.command()
def info() -> None:
    """Say what the gazetteer holds: places by source, version, date, credit, and the country files that were added."""
    from sitmap.gazetteer import describe_gazetteer
    from sitmap.gazetteer.country_files import list_country_files, user_folder

    click.echo(describe_gazetteer())
    added = list_country_files()
    click.echo(f"\ncountry files in {user_folder()}:" if added else "\nno country files; sitmap gazetteer add XK")
    for file in added:
        click.echo(f"{file.places:>9,}  {file.country}: {file.source}, added {file.added[:10]}")


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
        click.echo(f"{done.country}: {done.places:,} places from {done.source}")


@gazetteer.command()
@click.argument("countries", nargs=-1, required=True, metavar="XX…")
def remove(countries: Sequence[str]) -> None:
    """Remove country files that were added."""
    from sitmap.gazetteer.country_files import remove_country_file

    for country in countries:
        gone = remove_country_file(country)
        click.echo(f"{gone.country}: {gone.places:,} places removed")


def _show_progress(step: str, done: int, total: int) -> None:
    """Count on one line of a terminal; a log gets nothing."""
    if sys.stderr.isatty():
        share = f"{done / total:4.0%}" if total else f"{done:,}"
        click.echo(f"\r{step} {share}   ", nl=bool(total) and done >= total, err=True)
