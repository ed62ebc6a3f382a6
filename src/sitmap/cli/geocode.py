"""The command that turns a name, or a table of names, into places."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

import click

from sitmap.cli.inputs import FILE
from sitmap.cli.services import make_geocoder, service_options
from sitmap.cli.terminal import say, say_json
from sitmap.errors import InputError

_TABLES: Final = (
    ".csv",
    ".tsv",
    ".xlsx",
    ".geojson",
    ".json",
    ".gpkg",
    ".parquet",
    ".kml",
    ".kmz",
    ".zip",
)
# metres; from here on a radius is told in km
_KILOMETRE: Final = 1000


@click.command()
@click.argument("name", metavar="NAME|FILE")
@click.option(
    "--country",
    help="Country that the place is in: code or name. [XK, Kosovo]",
)
@click.option(
    "--all", "every", is_flag=True, help="List every candidate, best first."
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print JSON: one object, or a list with --all.",
)
@click.option(
    "-o",
    "--output",
    type=FILE,
    help=(
        "Take FILE as a table, and write it with its places: .csv, .geojson, "
        ".gpkg, .parquet, .kml or .xlsx."
    ),
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="OURS=THEIRS",
    help="Which column of FILE is which: --column place=Ort --column country=Land.",
)
@click.option(
    "--encoding",
    help="Encoding of FILE, if it isn't found: cp1252, utf-16…",
)
@click.option("--layer", help="Layer or sheet of FILE.")
@service_options
def geocode(
    name: str,
    country: str | None,
    every: bool,
    as_json: bool,
    output: Path | None,
    columns: tuple[str, ...],
    encoding: str | None,
    layer: str | None,
    **service: Any,
) -> None:
    """Find the place called NAME, offline, and say how it is known.

    Or with -o the places of a whole FILE.

    Any spelling or script, and a container behind a comma: "Banjska, Kosovo". Exit code 1 when
    nothing is found.

    \b
    Examples:
      sitmap geocode Приштина
      sitmap geocode Mitrovica --country XK
      sitmap geocode Springfield --all
      sitmap geocode places.csv --country XK -o located.csv
      sitmap geocode places.csv --online nominatim --user-agent "desk/1.0 (a@desk.example)" -o o.csv

    A FILE's rows without coordinates are looked up by their column place (or location, Ort…; else
    say --column place=THEIRS) within their column country, or --country. Each distinct name is
    looked up once. With --online, what the gazetteer isn't sure of is asked from a service: where
    it agrees, the score rises; where it doesn't, `problem` shows both answers and the row isn't
    drawn.

    Every answer is kept on disk at once. After Ctrl-C, a crash or an error the same command goes on
    from there and asks for nothing twice. Rows that the service failed to answer are listed and
    written to OUTPUT-failed.csv, which is a FILE in its turn. Exit code 1 when there are such rows.

    What you ask, the service's operator learns. The public Nominatim server is run on donations:
    one request a second for everything that you run, a user agent that says who you are, no large
    tables (some thousands of names need a server of your own, --server, or a paid service), and
    credit to OpenStreetMap's contributors, which a map of the table gives by itself.
    https://operations.osmfoundation.org/policies/nominatim/
    """
    if output is not None:
        _refuse(
            {"--all": every, "--json": as_json},
            "is for a single NAME; -o takes a table",
        )
        from sitmap.cli.geocode_table import geocode_table

        sys.exit(
            geocode_table(
                name,
                output,
                country,
                columns,
                service,
                {"encoding": encoding, "layer": layer},
            )
        )
    _refuse(
        {"--column": columns, "--encoding": encoding, "--layer": layer},
        "is for a FILE; say where to write with -o",
    )
    _check_name(name)
    _geocode_name(
        name, country, make_geocoder(service), every=every, as_json=as_json
    )


def _refuse(given: dict[str, Any], why: str) -> None:
    for option, value in given.items():
        if value:
            raise InputError(f"{option} {why}")


def _check_name(name: str) -> None:
    """Tell a file from a name: nobody's village is called places.csv."""
    if name.lower().endswith(_TABLES):
        what = (
            "is a file; say where to write its places"
            if Path(name).exists()
            else "no such file; for a table give it"
        )
        raise InputError(
            f"{name}: {what} with -o, as in: sitmap geocode {name} -o located.csv"
        )


def _geocode_name(
    name: str,
    country: str | None,
    geocoder: Any,
    *,
    every: bool,
    as_json: bool,
) -> None:
    from sitmap.geocoding import Cascade

    limit = {} if isinstance(geocoder, Cascade) or every else {"limit": 1}
    found = (
        geocoder.geocode(
            name, exactly_one=False, country_codes=country, **limit
        )
        or []
    )
    if as_json:
        places = [_as_json(place) for place in found]
        say_json(places if every else next(iter(places), None), indent=2)
    for place in [] if as_json else found:
        say(_place_line(place))
    if not found:
        where = f" in {country}" if country else ""
        say(
            f"sitmap: {name!r}{where}: not found; try another spelling, or add the country's"
            f" villages: sitmap gazetteer add {country or 'XX'}",
            err=True,
        )
        sys.exit(1)


def _as_json(place: Any) -> dict[str, Any]:
    return {
        "address": place.address,
        "latitude": place.latitude,
        "longitude": place.longitude,
        **place.raw,
    }


def _place_line(place: Any) -> str:
    raw = place.raw
    score = None if raw["score"] is None else f"score {raw['score']:.2f}"
    facts = [raw["kind"], _within(raw["uncertainty_m"]), score, raw["why"]]
    told = "; ".join(str(fact) for fact in facts if fact)
    return f"{place.latitude:.5f} {place.longitude:.5f}  {place.address}  ({told})"


def _within(radius_m: float | None) -> str:
    if radius_m is None:
        return "precision not told"
    return (
        f"±{radius_m / _KILOMETRE:.3g} km"
        if radius_m >= _KILOMETRE
        else f"±{radius_m:.0f} m"
    )
