"""geopy's way to the network, bounded.

What a geocoder asks goes through `fetch`, and what came back is kept.
"""

from __future__ import annotations

import ssl
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from threading import local
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderTimedOut

from sitmap.geocoding.online.request import Fetch, fetch, parse_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitmap.geocoding.online.request import Pace, Reply

# HTTP: errors from here
_FAILED: Final = 400
_REASONS: Final = {status.value: status.phrase for status in HTTPStatus}


@dataclass(slots=True)
class Exchange:
    """One attempt at a query, which may take several requests (a redirect, a token).

    Attributes
    ----------
    ends
        When all of it must be over, on the monotonic clock.
    requests
        How many requests went out.
    payload
        What the last answer held, parsed.
    """

    pace: Pace
    ends: float
    requests: int = 0
    payload: Any = None


class CarefulAdapter(BaseSyncAdapter):  # type: ignore[misc]  # geopy is untyped
    """An adapter for any geopy geocoder.

    One deadline, one size, redirects within the host, strict JSON.

    Parameters
    ----------
    proxies
        Scheme to proxy, as geopy passes them; None for the system's.
    ssl_context
        For https; Python's default if None.
    most_bytes
        Size of an answer at most.
    """

    def __init__(
        self,
        *,
        proxies: dict[str, str] | None = None,
        ssl_context: Any = None,
        most_bytes: int = 2_000_000,
    ) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self.proxies = proxies
        self.ssl_context = ssl_context or ssl.create_default_context()
        self.most_bytes = most_bytes
        self._local = local()

    @contextmanager
    def during(self, exchange: Exchange) -> Iterator[Exchange]:
        """Let the requests of this thread belong to an exchange."""
        self._local.exchange = exchange
        try:
            yield exchange
        finally:
            del self._local.exchange

    def get_text(
        self,
        url: str,
        *,
        timeout: float,  # noqa: ARG002 - its signature is fixed
        headers: Mapping[str, str],
    ) -> str:
        """Return the answer's text; the time is the exchange's, not geopy's ``timeout``."""
        exchange: Exchange = self._local.exchange
        reply = self._ask(url, headers, exchange)
        exchange.payload = reply.text
        if reply.status >= _FAILED:
            with suppress(GeocoderParseError):
                exchange.payload = parse_json(reply.text)
            raise AdapterHTTPError(
                _REASONS.get(reply.status, "no reason given"),
                status_code=reply.status,
                headers=reply.headers,
                text=reply.text,
            )
        return reply.text

    def get_json(
        self, url: str, *, timeout: float, headers: Mapping[str, str]
    ) -> Any:
        """Return the answer parsed as JSON."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        self._local.exchange.payload = payload = parse_json(text)
        return payload

    def _ask(
        self, url: str, headers: Mapping[str, str], exchange: Exchange
    ) -> Reply:
        # here and not in the thread: waiting for the rate limit isn't the service's time
        exchange.pace.wait()
        left = exchange.ends - monotonic()
        if left <= 0:
            raise GeocoderTimedOut("the time for this query is up")
        exchange.requests += 1
        return fetch(
            Fetch(
                url,
                headers,
                left,
                self.most_bytes,
                self.proxies,
                self.ssl_context,
            ),
            exchange.pace,
        )
