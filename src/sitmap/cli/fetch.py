"""The commands that bring tables up to date from services; the environment is read here."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from sitmap.cli.inputs import FILE
from sitmap.cli.progress_lines import end_progress, show_count
from sitmap.cli.terminal import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitmap.desk.fetch import Outcome
    from sitmap.desk.fetch.keys import Keys
    from sitmap.desk.fetch.page import Service

_DAY = click.DateTime(["%Y-%m-%d"])
_OUTPUT = click.option(
    "-o",
    "--output",
    type=FILE,
    required=True,
    help="The table: .csv, .xlsx or .json. What was fetched is kept beside it, in a hidden file.",
)
_ALL = click.option(
    "--all", "anew", is_flag=True, help="Ask for everything again."
)
_FORCE = click.option(
    "--force",
    is_flag=True,
    help="Replace a table that was changed by hand, or holds another choice.",
)
_FROM = click.option(
    "--from",
    "first",
    type=_DAY,
    metavar="DAY",
    help="First day. [2024-01-31]",
)
_TO = click.option(
    "--to", "last", type=_DAY, metavar="DAY", help="Last day."
)


def _server(default: str) -> Callable[[Any], Any]:
    text = f"Another address of the service: https, or http on this machine. [{default}]"
    return click.option(
        "--server", default=default, metavar="URL", help=text
    )


@click.group()
def fetch() -> None:
    """Bring a table up to date from ACLED, UCDP, KoboToolbox or an address, by what changed.

    Keys come from the environment, or from the system's keyring (pip install 'sitmap[keyring]');
    never from the command line, where others would see them, and none is written anywhere.

    \b
    ACLED         SITMAP_ACLED_USER       keyring set sitmap acled-user
                  SITMAP_ACLED_PASSWORD   keyring set sitmap acled-password
    UCDP          SITMAP_UCDP_TOKEN       keyring set sitmap ucdp-token
    KoboToolbox   SITMAP_KOBO_TOKEN       keyring set sitmap kobo-token

    Each row gets data_source, data_licence and fetched_on, which maps credit. Stopped, or left by
    the network, the same command goes on where it was; a table changed by hand isn't replaced.

    \b
    Examples:
      sitmap fetch acled --country Kosovo --from 2023-01-01 -o kosovo.csv
      sitmap fetch ucdp --country 369 -o ukraine.csv
      sitmap fetch kobo aBcDeFgHiJkLmNoPqRsTuV -o form.csv
      sitmap fetch geojson-url https://example.org/areas.geojson -o areas.geojson
      sitmap map kosovo.csv -o map.html
    """


@fetch.command()
@click.option(
    "--country",
    "countries",
    multiple=True,
    help="As ACLED calls it (repeat as needed).",
)
@click.option(
    "--event-type",
    "types",
    multiple=True,
    help="As ACLED calls it: Battles, Riots…",
)
@_FROM
@_TO
@_OUTPUT
@_ALL
@_FORCE
@_server("https://acleddata.com")
def acled(
    countries: tuple[str, ...],
    types: tuple[str, ...],
    first: datetime | None,
    last: datetime | None,
    server: str,
    **options: Any,
) -> None:
    """Fetch events of ACLED: first all, later those changed since; those taken back go.

    Your myACLED account: SITMAP_ACLED_USER (its e-mail) and SITMAP_ACLED_PASSWORD, or the keyring's
    acled-user and acled-password. ACLED's terms of use hold for what you fetch.

    \b
    Example:
      sitmap fetch acled --country Kosovo --country Serbia --from 2023-01-01 -o events.csv
    """
    from sitmap.desk.fetch import Acled
    from sitmap.desk.fetch.door import check_address

    address = check_address(server)
    _fetch(
        Acled(countries, types, _day(first), _day(last), address), **options
    )


@fetch.command()
@click.option(
    "--release",
    metavar="NAME",
    help="26.1, or 26.0.8 for candidate events. [newest yearly]",
)
@click.option(
    "--country",
    "countries",
    type=int,
    multiple=True,
    metavar="NUMBER",
    help="Number by Gleditsch and Ward: 347 Kosovo, 369 Ukraine (repeat as needed).",
)
@_FROM
@_TO
@_OUTPUT
@_ALL
@_FORCE
@_server("https://ucdpapi.pcr.uu.se")
def ucdp(
    release: str | None,
    countries: tuple[int, ...],
    first: datetime | None,
    last: datetime | None,
    server: str,
    **options: Any,
) -> None:
    """Fetch events of UCDP GED (CC BY 4.0): a release once, a newer one when it is there.

    The token that UCDP gives on request: SITMAP_UCDP_TOKEN, or the keyring's ucdp-token.

    \b
    Examples:
      sitmap fetch ucdp --country 369 -o ukraine.csv
      sitmap fetch ucdp --release 26.0.8 -o candidates.csv
    """
    from sitmap.desk.fetch import Ucdp
    from sitmap.desk.fetch.door import check_address

    address = check_address(server)
    _fetch(
        Ucdp(release, countries, _day(first), _day(last), address),
        **options,
    )


@fetch.command()
@click.argument("form")
@_OUTPUT
@_ALL
@_FORCE
@_server("https://kf.kobotoolbox.org")
def kobo(form: str, server: str, **options: Any) -> None:
    """Fetch the submissions to a KoboToolbox form; FORM is its uid, behind /forms/ in its address.

    Your token: SITMAP_KOBO_TOKEN, or the keyring's kobo-token. Submissions sent since the last time
    are asked for, and all of them where some were deleted. A submission that was edited shows by
    --all only.

    \b
    Examples:
      sitmap fetch kobo aBcDeFgHiJkLmNoPqRsTuV -o form.csv
      sitmap fetch kobo aBcDeFgHiJkLmNoPqRsTuV --server https://eu.kobotoolbox.org -o form.csv
    """
    from sitmap.desk.fetch import Kobo
    from sitmap.desk.fetch.door import check_address

    _fetch(Kobo(form, check_address(server)), **options)


@fetch.command("geojson-url")
@click.argument("url")
@click.option(
    "--licence",
    help="Of the data, where you know it: it goes into the table.",
)
@_OUTPUT
@_ALL
@_FORCE
def geojson_url(
    url: str, output: Path, licence: str | None, *, anew: bool, force: bool
) -> None:
    """Fetch a GeoJSON or CSV file from a plain https address, when it is another than last time.

    By the same ending it is written as it came, by another (.csv, .gpkg, .xlsx…) it is read and
    written anew. An address that holds a key is refused.

    \b
    Example:
      sitmap fetch geojson-url https://example.org/a.geojson --licence "CC BY 4.0" -o a.geojson
    """
    from sitmap.desk.fetch import fetch_link
    from sitmap.desk.fetch.door import Door

    door = Door("the address")
    told = fetch_link(
        url,
        output,
        door=door,
        today=_today(),
        licence=licence,
        anew=anew,
        replace=force,
    )
    _say(told, output)


def _fetch(
    service: Service, *, output: Path, anew: bool, force: bool
) -> None:
    from sitmap.desk.fetch import fetch_table
    from sitmap.desk.fetch.door import Door

    try:
        told = fetch_table(
            service,
            output,
            door=Door(service.name),
            keys=_keys(),
            today=_today(),
            anew=anew,
            replace=force,
            progress=lambda rows: show_count(service.name, rows),
        )
    finally:
        end_progress()
    _say(told, output)


def _say(told: Outcome, output: Path) -> None:
    if not told.is_written:
        say(f"{output}: nothing changed, {told.rows:,} rows")
        return
    counts = {"new": told.new, "changed": told.changed, "gone": told.gone}
    listed = ", ".join(
        f"{count:,} {word}" for word, count in counts.items() if count
    )
    say(f"{output}: {told.rows:,} rows{f' ({listed})' if listed else ''}")


def _keys() -> Keys:
    from sitmap.desk.fetch.keys import Keys

    try:
        import keyring
    except ModuleNotFoundError:
        return Keys(os.environ)
    return Keys(os.environ, keyring)


def _today() -> date:
    return datetime.now(UTC).date()


def _day(moment: datetime | None) -> date | None:
    if moment is not None:
        return moment.date()
    return None
