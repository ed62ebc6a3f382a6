"""geopy's geocoders by name.

Made with what they need, asked with what helps, and known by their host.
"""

from __future__ import annotations

import copy
import difflib
import inspect
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit

from geopy.exc import ConfigurationError
from geopy.geocoders import SERVICE_TO_GEOCODER
from geopy.geocoders.base import Geocoder

from sitmap.errors import InputError
from sitmap.geocoding.online.adapter import CarefulAdapter
from sitmap.geocoding.online.agent import check_user_agent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

PUBLIC_NOMINATIM: Final = "nominatim.openstreetmap.org"
# answers asked for, to see rivals
_CANDIDATES: Final = 5
_OURS: Final = frozenset({"adapter_factory", "user_agent", "timeout"})
_KEYS: Final = (
    "api_key",
    "apikey",
    "subscription_key",
    "username",
    "auth_id",
    "app_id",
)
# letters; a shorter one would blank out words of messages
_SECRET_LONGER_THAN: Final = 3
_SECRET_NAMES: Final = (
    "key",
    "token",
    "password",
    "secret",
    "auth_id",
    "app_code",
    "username",
)


class _Usual(NamedTuple):
    """How a service is asked: options of every question, and how it takes a country.

    Attributes
    ----------
    country_option
        Name of the option that takes countries; empty if there is none, and the country goes into
        the words.
    write
        From alpha-2 codes to that option's value.
    """

    options: Mapping[str, Any] = {}
    country_option: str = ""
    write: Callable[[list[str]], Any] = lambda codes: codes


def _joined(codes: list[str]) -> str:
    return ",".join(codes).lower()


def _lower(codes: list[str]) -> list[str]:
    return [code.lower() for code in codes]


_NOMINATIM: Final = _Usual(
    {"limit": _CANDIDATES, "addressdetails": True}, "country_codes", _lower
)
_USUAL: Final[dict[str, _Usual]] = {
    "nominatim": _NOMINATIM,
    "openmapquest": _NOMINATIM,
    "pickpoint": _NOMINATIM,
    "photon": _Usual({"limit": _CANDIDATES}),
    "pelias": _Usual({}, "countries"),
    "geocodeearth": _Usual({}, "countries"),
    "geonames": _Usual({}, "country"),
    "opencage": _Usual({"annotations": False}, "country", _joined),
    "arcgis": _Usual({"out_fields": "Addr_type,Type,Country"}),
    "mapbox": _Usual({}, "country", _lower),
}


def make_service(
    service: Any,
    user_agent: Any,
    most_bytes: int,
    options: Mapping[str, Any],
) -> Geocoder:
    """Make a geopy geocoder that asks through our adapter.

    Parameters
    ----------
    service
        A name ("nominatim"), a geocoder class or a geocoder; a geocoder is copied, and the caller's
        own left alone.
    user_agent
        Who asks; for a geocoder, its own is taken if None.
    options
        For the class: ``api_key``, ``domain``…

    Raises
    ------
    InputError
        If there is no such service, or it needs a key, or nobody is named as asking.
    """
    if isinstance(service, Geocoder):
        return _adopt(service, user_agent, most_bytes, options)
    kind = _find_class(service)
    name = kind.__name__.lower()
    agent = check_user_agent(user_agent, name)
    _check_options(kind, service, options)
    try:
        return kind(
            user_agent=agent,
            adapter_factory=lambda **net: CarefulAdapter(
                **net, most_bytes=most_bytes
            ),
            **options,
        )
    except (ConfigurationError, TypeError, ValueError) as error:
        raise InputError(f"{name}: {error}") from error


def usual_options(service: Geocoder) -> Mapping[str, Any]:
    """Options that go with every question for places.

    Enough candidates, and what tells how precise they are.
    """
    return _usual(service).options


def country_options(
    service: Geocoder, codes: Iterable[str]
) -> dict[str, Any] | None:
    """Options that keep the answers to countries; None if the service takes them in words only."""
    usual = _usual(service)
    return (
        {usual.country_option: usual.write(sorted(codes))}
        if usual.country_option
        else None
    )


def host_of(service: Geocoder) -> str:
    """Return the host, and port, that a geocoder asks; its name if it doesn't say."""
    for name in ("domain", "api", "geocode_api"):
        told = getattr(service, name, None)
        if isinstance(told, str) and told:
            return (
                urlsplit(told).netloc
                if "://" in told
                else told.partition("/")[0]
            ).lower()
    return type(service).__name__.lower()


def key_option(service: str) -> str:
    """Name the option that takes a service's key; empty if it takes none."""
    parameters = inspect.signature(_find_class(service).__init__).parameters
    return next((name for name in _KEYS if name in parameters), "")


def find_secrets(service: Geocoder) -> tuple[str, ...]:
    """List the values of a geocoder that no message may show."""
    told = {
        str(value)
        for name, value in vars(service).items()
        if any(word in name for word in _SECRET_NAMES)
        and isinstance(value, str)
    }
    return tuple(
        sorted(
            (value for value in told if len(value) > _SECRET_LONGER_THAN),
            key=len,
            reverse=True,
        )
    )


def _usual(service: Geocoder) -> _Usual:
    return next(
        (
            _USUAL[name]
            for kind in type(service).__mro__
            if (name := kind.__name__.lower()) in _USUAL
        ),
        _Usual(),
    )


def _adopt(
    service: Geocoder,
    user_agent: Any,
    most_bytes: int,
    options: Mapping[str, Any],
) -> Geocoder:
    if options:
        raise InputError(
            f"{', '.join(options)}: give this to the geocoder itself, or pass its name instead"
            " of it"
        )
    ours = copy.copy(service)
    name = type(service).__name__.lower()
    agent = check_user_agent(
        user_agent or service.headers.get("User-Agent"), name
    )
    ours.headers = {**service.headers, "User-Agent": agent}
    ours.adapter = CarefulAdapter(
        proxies=service.proxies,
        ssl_context=service.ssl_context,
        most_bytes=most_bytes,
    )
    return ours


def _find_class(service: Any) -> type[Geocoder]:
    if isinstance(service, type) and issubclass(service, Geocoder):
        return service
    if (
        isinstance(service, str)
        and service.strip().lower() in SERVICE_TO_GEOCODER
    ):
        kind: type[Geocoder] = SERVICE_TO_GEOCODER[service.strip().lower()]
        return kind
    near = difflib.get_close_matches(
        str(service).lower(), SERVICE_TO_GEOCODER, n=1
    )
    hint = f"did you mean {near[0]!r}? " if near else ""
    raise InputError(
        f"no service is called {str(service)[:40]!r}; {hint}geopy has"
        f" {', '.join(sorted(SERVICE_TO_GEOCODER))}"
    )


def _check_options(
    kind: type[Geocoder], service: Any, options: Mapping[str, Any]
) -> None:
    name = kind.__name__.lower()
    parameters = {
        key: value
        for key, value in inspect.signature(
            kind.__init__
        ).parameters.items()
        if key != "self"
    }
    unknown = sorted(set(options) - (set(parameters) - _OURS))
    if unknown:
        known = ", ".join(key for key in parameters if key not in _OURS)
        raise InputError(
            f"{name} has no option {unknown[0]!r}; it has {known}"
        )
    missing = [
        key
        for key, value in parameters.items()
        if value.default is value.empty and not options.get(key)
    ]
    if missing:
        how = "--server" if missing[0] == "domain" else "--key"
        raise InputError(
            f"{name} needs {' and '.join(missing)}: Online({str(service)!r}, {missing[0]}=…), "
            f"on the command line {how}"
        )
