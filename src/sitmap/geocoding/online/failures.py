"""What went wrong with a query, in one line, and what follows.

Ask again, count it, or stop asking the service.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from geopy.adapters import AdapterHTTPError, get_retry_after
from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)

from sitmap.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitmap.geocoding.online.adapter import Exchange

# letters of a service's own words that are told
_LONGEST: Final = 160
_QUERYS_FAULT: Final = frozenset({400, 412, 413, 414, 422})
_REFUSALS: Final = frozenset({401, 402, 403, 407})
_NAMES: Final = ("error", "error_message", "errors", "message", "status")
"""Where geocoders' JSON says what is wrong, the plainest first."""

# HTTP: more requests than are allowed
_TOO_MANY: Final = 429
_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})


class OnlineError(ServiceError, GeocoderServiceError):  # type: ignore[misc]  # geopy is untyped
    """A query to an online service that got no answer.

    Also one of geopy's errors, for who catches those.
    """


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a query got no answer.

    Attributes
    ----------
    text
        One line, without keys.
    is_passing
        Whether asking again may help.
    is_counted
        Whether it speaks against the service, and not only against the query.
    stops
        Whether the service must not be asked any more.
    retry_after_s
        Seconds that the service asks to wait; None if it doesn't say.
    """

    text: str
    is_passing: bool = False
    is_counted: bool = True
    stops: bool = False
    retry_after_s: float | None = None


class Breaker:
    """Stops asking a service that refuses, or that fails again and again.

    Parameters
    ----------
    service
        Its name, for the line that says so.
    most
        Failures in a row.
    """

    def __init__(self, service: str, most: int) -> None:
        self._service, self._most = service, most
        self._lock = Lock()
        self._failures = 0
        self.reason = ""

    def check(self) -> None:
        """Raise `OnlineError` if the service is no longer asked."""
        if self.reason:
            raise OnlineError(self.reason)

    def succeed(self) -> None:
        """Forget the failures so far."""
        with self._lock:
            self._failures = 0

    def fail(self, failure: Failure) -> None:
        """Count a failure; one that stops, or the last of too many, opens the breaker."""
        with self._lock:
            self._failures += failure.is_counted
            if failure.stops:
                self.reason = (
                    f"{self._service} is no longer asked: {failure.text}"
                )
            elif failure.is_counted and self._failures >= self._most:
                self.reason = (
                    f"{self._service} is no longer asked, after {self._most} failures in a row:"
                    f" {failure.text}"
                )

    def reset(self) -> None:
        """Ask again."""
        with self._lock:
            self._failures, self.reason = 0, ""


def explain(
    error: Exception,
    exchange: Exchange,
    *,
    cap_s: float,
    secrets: Iterable[str] = (),
) -> Failure:
    """Turn what geopy or the network raised into a failure.

    Parameters
    ----------
    cap_s
        A service that asks to wait for longer is no longer asked.
    secrets
        Texts that must not be told: keys, passwords.
    """
    status, headers = _http(error)
    told = one_line(find_message(exchange.payload) or str(error), secrets)
    if status in _REFUSALS or _is_refusal(error):
        return Failure(
            f"it refuses{_status(status)}: {told}; check the key, the user agent and the service's"
            " terms",
            stops=True,
        )
    if status in _QUERYS_FAULT:
        return Failure(
            f"it can't read the query{_status(status)}: {told}",
            is_counted=False,
        )
    if status in _AGAIN or isinstance(error, GeocoderRateLimited):
        return _busy(
            status,
            told,
            get_retry_after(headers) if headers is not None else None,
            cap_s,
        )
    if not exchange.requests and isinstance(
        error, GeocoderQueryError | ValueError | TypeError | LookupError
    ):
        return Failure(
            f"the query can't be asked: {told}", is_counted=False
        )
    return _unclear(error, status, told, one_line(error, secrets))


def _unclear(
    error: Exception, status: int | None, told: str, text: str
) -> Failure:
    """Name a fault that is neither a refusal nor a full house.

    The network's, or an answer that is none.
    """
    if isinstance(error, GeocoderTimedOut | GeocoderUnavailable):
        return Failure(text, is_passing=True)
    if isinstance(error, GeocoderParseError):
        return Failure(text)
    if isinstance(error, GeopyError | ServiceError):
        return Failure(f"it reports an error{_status(status)}: {told}")
    return Failure(
        f"an answer in no layout that is known ({type(error).__name__}: {text})"
    )


def one_line(text: object, secrets: Iterable[str] = ()) -> str:
    """Return text fit for a terminal: one line, no control characters, not long, without secrets.

    Examples
    --------
    >>> one_line("bad key\\n\\x1b[31mA1B2", ["A1B2"])
    'bad key [31m…'
    """
    told = str(text)
    for secret in secrets:
        told = told.replace(secret, "…")
    clean = "".join(
        " " if unicodedata.category(letter)[0] in "CZ" else letter
        for letter in told[: 4 * _LONGEST]
    )
    words = " ".join(clean.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _busy(
    status: int | None, told: str, wait_s: float | None, cap_s: float
) -> Failure:
    wait_s = (
        wait_s if wait_s is None or math.isfinite(wait_s) else cap_s + 1
    )
    if wait_s is not None and wait_s > cap_s:
        return Failure(
            f"it asks to wait {wait_s:,.0f} s{_status(status)}, longer than the {cap_s:g} s that"
            " are waited",
            stops=True,
        )
    if status in (_TOO_MANY, None):
        return Failure(
            f"it asks to slow down{_status(status)}",
            is_passing=True,
            retry_after_s=wait_s,
        )
    return Failure(
        f"it is in trouble{_status(status)}: {told}",
        is_passing=True,
        retry_after_s=wait_s,
    )


def _is_refusal(error: Exception) -> bool:
    if isinstance(
        error,
        GeocoderAuthenticationFailure | GeocoderInsufficientPrivileges,
    ):
        return True
    return isinstance(error, GeocoderQuotaExceeded) and not isinstance(
        error, GeocoderRateLimited
    )


def _http(error: Exception) -> tuple[int | None, Any]:
    cause = error.__cause__
    return (
        (cause.status_code, cause.headers)
        if isinstance(cause, AdapterHTTPError)
        else (None, None)
    )


def _status(status: int | None) -> str:
    if status:
        return f" (HTTP {status})"
    return ""


def find_message(payload: Any, names: Iterable[str] = _NAMES) -> str:
    """Find what an error's JSON says; what is no JSON isn't told, it may be a page of HTML."""
    if not isinstance(payload, dict):
        return ""
    for name in names:
        value = payload.get(name)
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("message") if isinstance(value, dict) else value
        if isinstance(value, str) and value.strip():
            return value
    return ""
