"""The one way to a service: https, bounds of time and size, retries, and no key in what is told."""

from __future__ import annotations

import json
import ssl
from dataclasses import dataclass, field
from functools import cache
from time import sleep
from typing import TYPE_CHECKING, Any, Final, NoReturn
from urllib.parse import quote, quote_plus, urlencode, urlsplit

from geopy.adapters import get_retry_after
from geopy.exc import GeocoderTimedOut, GeocoderUnavailable, GeopyError

from sitmap._version import __version__
from sitmap.errors import InputError, ServiceError
from sitmap.geocoding.online.failures import find_message, one_line
from sitmap.geocoding.online.request import Fetch, fetch, parse_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sitmap.geocoding.online.request import Reply

_AGENT: Final = f"sitmap/{__version__}"
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})
# HTTP: success from here
_OK: Final = 200
# HTTP: redirections from here
_MOVED: Final = 300
# HTTP: not modified since
_UNCHANGED: Final = 304
_REFUSALS: Final = frozenset({401, 402, 403, 407})
_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
# characters from which a secret can't be a word of somebody's text
_TOKEN: Final = 20
_TOLD: Final = (
    "error_description",
    "detail",
    "message",
    "messages",
    "error",
    "errors",
)
_RESUMES: Final = (
    "what has come is kept: the same command goes on from there"
)


class StatusError(ServiceError):
    """The service answers that it doesn't answer; ``status`` is HTTP's."""

    def __init__(self, text: str, status: int) -> None:
        super().__init__(text)
        self.status = status


class RefusedError(StatusError):
    """The service knows who asks, and says no."""


class _NoPace:
    """No waiting between requests: they go one after the other."""

    def wait(self) -> None: ...

    def leaves(self) -> None: ...

    def arrived(self) -> None: ...


@dataclass
class Door:
    """How a service is asked.

    Attributes
    ----------
    service
        What messages call it.
    secrets
        Texts that are never told: passwords and tokens, also those that the service hands out.
    timeout_s, most_bytes
        For one answer, from the look-up of the name to the last byte; as sent and unpacked.
    attempts
        How often a page is asked for while the fault may pass.
    longest_wait_s
        A service that asks to wait for longer is left alone.
    wait
        Waits some seconds; tests pass their own.
    """

    service: str
    secrets: list[str] = field(default_factory=list, repr=False)
    timeout_s: float = 180.0
    most_bytes: int = 100_000_000
    attempts: int = 4
    longest_wait_s: float = 120.0
    wait: Callable[[float], None] = sleep

    def ask_json(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
    ) -> Any:
        """Ask for JSON, as a form if one is given.

        Raises
        ------
        RefusedError
            The service refuses the key, or the account.
        ServiceError
            There is no answer, or one that is no JSON.
        """
        whole = f"{url}?{urlencode(params)}" if params else url
        body = None if form is None else urlencode(form).encode()
        reply = self.ask(
            whole,
            headers={"Accept": "application/json", **(headers or {})},
            form=body,
        )
        try:
            return parse_json(
                reply.text if form else self._without_tokens(reply.text)
            )
        except GeopyError as error:
            self._fail(one_line(error, self._hidden()), error)

    def ask(
        self,
        url: str,
        *,
        headers: Mapping[str, str],
        form: bytes | None = None,
        is_text: bool = True,
        may_leave: bool = False,
    ) -> Reply:
        """Ask, and again while the fault may pass; what comes back is whole, or unchanged (304).

        Raises
        ------
        RefusedError, ServiceError
            As `ask_json`.
        """
        request = Fetch(
            url,
            {"User-Agent": _AGENT, **headers},
            self.timeout_s,
            self.most_bytes,
            ssl_context=_trusted(),
            form=form,
            is_text=is_text,
            may_leave=may_leave,
        )
        attempt = 1
        while isinstance(result := self._try(request, attempt), float):
            self.wait(result)
            attempt += 1
        return result

    def _try(self, request: Fetch, attempt: int) -> Reply | float:
        """Return the answer, or how many seconds to wait before the next attempt."""
        is_last = attempt >= self.attempts
        usual_s = 2.0 ** (attempt - 1)
        try:
            reply = fetch(request, _NoPace())
        except (GeopyError, ValueError, OSError) as error:
            if not is_last and isinstance(
                error, GeocoderTimedOut | GeocoderUnavailable
            ):
                return usual_s
            self._fail(one_line(error, self._hidden()), error)
        if reply.status in range(_OK, _MOVED) or reply.status == _UNCHANGED:
            return reply
        self._check_refusal(reply, is_last=is_last)
        pause_s = get_retry_after(reply.headers)
        if pause_s is None:
            return usual_s
        if not 0 <= pause_s <= self.longest_wait_s:
            told = f"it asks to wait {pause_s:,.0f} s (HTTP {reply.status})"
            self._fail(f"{told}, longer than is waited; ask again later")
        return float(pause_s)

    def _check_refusal(self, reply: Reply, *, is_last: bool) -> None:
        """Raise if asking again can't help."""
        told = f"HTTP {reply.status}{self._told(reply)}"
        if reply.status in _REFUSALS:
            raise RefusedError(
                f"{self.service} refuses: {told}", reply.status
            )
        if is_last or reply.status not in _AGAIN:
            often = (
                f", {self.attempts} times" if reply.status in _AGAIN else ""
            )
            text = f"{self.service}: it says {told}{often}; {_RESUMES}"
            raise StatusError(text, reply.status)

    def fail(self, text: str) -> NoReturn:
        """Raise what a service did wrong, without the secrets."""
        self._fail(one_line(text, self._hidden()))

    def _fail(self, text: str, error: Exception | None = None) -> NoReturn:
        raise ServiceError(f"{self.service}: {text}; {_RESUMES}") from error

    def _told(self, reply: Reply) -> str:
        """Find what an error's JSON says; what is no JSON isn't told, it may be a page of HTML."""
        try:
            payload = json.loads(reply.text)
        except (ValueError, RecursionError):
            return ""
        found = find_told(payload)
        return f": {one_line(found, self._hidden())}" if found else ""

    def _hidden(self) -> list[str]:
        """List the secrets as they are, and as an address or JSON holds them, longest first."""
        forms = {
            form
            for secret in self.secrets
            if secret
            for form in (
                secret,
                quote(secret, safe=""),
                quote_plus(secret),
                json.dumps(secret)[1:-1],
            )
        }
        return sorted(forms, key=len, reverse=True)

    def _without_tokens(self, text: str) -> str:
        """Take tokens out of an answer that repeats them; a password may be somebody's word."""
        for secret in self._hidden():
            if len(secret) >= _TOKEN:
                text = text.replace(secret, "…")
        return text


@cache
def _trusted() -> ssl.SSLContext:
    """Load the system's certificates, once."""
    return ssl.create_default_context()


def find_told(payload: Any) -> str:
    """Return what an answer says of its fault; nothing where it says none."""
    return find_message(payload, _TOLD)


def check_address(url: str) -> str:
    """Return an address that may be asked: https, or http on this machine; no key in it.

    Raises
    ------
    InputError
        It is none.

    Examples
    --------
    >>> check_address("https://kf.kobotoolbox.org/")
    'https://kf.kobotoolbox.org'
    """
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or not url.strip().isprintable() or " " in url.strip():
        raise InputError(
            f"{url[:80]!r}: is no address; write https://host/…"
        )
    if parts.username or parts.password:
        raise InputError(
            f"{host}: its address holds a name or a password; keep keys out of it"
        )
    if parts.scheme != "https" and not (
        parts.scheme == "http" and host in _LOCAL
    ):
        raise InputError(
            f"{parts.scheme}://{host}: only https is asked, and http on this machine"
        )
    return url.strip().rstrip("/")
