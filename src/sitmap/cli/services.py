"""Options for asking an online service, and the geocoder that they make.

The environment is read here.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

import click

from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

_LOCAL: Final = ("localhost", "127.0.0.1", "[::1]")
_NEED_ONLINE: Final = (
    "only_online",
    "key",
    "server",
    "per_second",
    "deadline",
    "refresh",
    "cache",
)
_OPTIONS = (
    click.option(
        "--online",
        metavar="SERVICE",
        help=(
            "Ask this service for what the gazetteer isn't sure of: nominatim, photon, pelias,"
            " geonames, opencage, arcgis, or any other of geopy's."
        ),
    ),
    click.option(
        "--only-online",
        is_flag=True,
        help="Ask the service for every name, and not the gazetteer first.",
    ),
    click.option(
        "--user-agent",
        envvar="SITMAP_USER_AGENT",
        help=(
            'Who asks, and how to reach you: "newsdesk-maps/1.0 (maps@newsdesk.example)". Required'
            " by --online; or set SITMAP_USER_AGENT."
        ),
    ),
    click.option(
        "--key",
        help=(
            "Key (GeoNames: user name) of the service. Others can see it on the command line: "
            "better set SITMAP_OPENCAGE_KEY, SITMAP_GEONAMES_KEY…"
        ),
    ),
    click.option(
        "--server",
        metavar="HOST",
        help=(
            "Your own server, or another one of this kind: localhost:8080, "
            "https://geocoder.example.org/nominatim."
        ),
    ),
    click.option(
        "--per-second",
        type=float,
        help="Requests a second at most, over all processes on this machine; 0 for no limit. [1]",
    ),
    click.option(
        "--deadline",
        type=float,
        metavar="SECONDS",
        help="Time for one query, with all attempts. [30]",
    ),
    click.option(
        "--refresh",
        is_flag=True,
        help="Ask again for what is kept from earlier.",
    ),
    click.option(
        "--cache",
        type=click.Path(),
        help="File that keeps the answers, instead of the one in the user's cache folder.",
    ),
    click.option(
        "--sure",
        type=float,
        metavar="SCORE",
        help="Score from which the gazetteer is sure enough. [0.9]",
    ),
)


def service_options(command: Any) -> Any:
    """Add the options of asking a service."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def make_geocoder(options: Mapping[str, Any]) -> Any:
    """Make the geocoder that the options ask for.

    The gazetteer, a service, or the one before the other.

    Raises
    ------
    InputError
        There is no such service, it lacks a key, nobody is named as asking, or an option would do
        nothing.
    """
    from sitmap.geocoding import Cascade, Gazetteer

    if options["online"] is None:
        _check_unused(options)
        return Gazetteer()
    online = _make_online(options)
    if not options["only_online"]:
        return Cascade(
            [Gazetteer(), online],
            **(
                {} if options["sure"] is None else {"sure": options["sure"]}
            ),
        )
    if options["sure"] is not None:
        raise InputError(
            "--sure is about the gazetteer, which --only-online leaves off; give one of the two"
        )
    return online


def _check_unused(options: Mapping[str, Any]) -> None:
    given = [
        name
        for name in (*_NEED_ONLINE, "sure")
        if options[name] not in (None, False)
    ]
    if given:
        raise InputError(
            f"--{given[0].replace('_', '-')} needs --online SERVICE, such as --online nominatim"
        )


def _make_online(options: Mapping[str, Any]) -> Any:
    from sitmap.geocoding import Online
    from sitmap.geocoding.online.services import key_option

    service = options["online"].strip().lower()
    told: dict[str, Any] = (
        _at(options["server"]) if options["server"] else {}
    )
    name = key_option(service)
    key = options["key"] or os.environ.get(f"SITMAP_{service.upper()}_KEY")
    if options["key"] and not name:
        raise InputError(f"--key: {service} takes none")
    if key and name:
        told[name] = key
    if options["per_second"] is not None:
        told["per_second"] = options["per_second"] or None
    if options["deadline"] is not None:
        told["deadline_s"] = options["deadline"]
    return Online(
        service,
        user_agent=options["user_agent"],
        cache=options["cache"],
        refresh=options["refresh"],
        **told,
    )


def _at(server: str) -> dict[str, str]:
    """Read --server: a host, with a scheme or without; a local one is asked by http."""
    scheme, separator, rest = server.strip().partition("://")
    domain = (rest if separator else scheme).strip("/")
    if not domain or (separator and scheme not in ("http", "https")):
        raise InputError(
            f"--server {server!r}: write a host, such as localhost:8080 or"
            " https://geocoder.example.org"
        )
    if not separator:
        scheme = (
            "http"
            if domain.partition("/")[0].rpartition(":")[0] in _LOCAL
            or domain in _LOCAL
            else "https"
        )
    return {"domain": domain, "scheme": scheme}
