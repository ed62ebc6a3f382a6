"""ACLED: OAuth by password or refresh token, pages of events, and what ACLED has taken back.

As ACLED's API documentation tells it (acleddata.com/api-documentation: "Getting started", "Elements
of ACLED's API", "ACLED endpoint", "Deleted endpoint"), and its R package acledR 1.0.1: a token is
asked for at /oauth/token and holds for 24 hours, the refresh token for 14 days; ``timestamp`` is
when an event was last uploaded or changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from sitmap.desk.fetch.door import RefusedError, find_told
from sitmap.desk.fetch.page import (
    MOST_PAGES,
    Page,
    Seen,
    check_rows,
    describe_days,
)
from sitmap.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sitmap.desk.fetch.door import Door
    from sitmap.desk.fetch.keys import Keys
    from sitmap.desk.fetch.page import Asked, Row

_CLIENT: Final = {"client_id": "acled"}
_ROWS: Final = 5_000  # of a page: ACLED's own default
_OVERLAP_S: Final = 86_400
"""Asked for once more: events may be published a while after they are stamped."""

# HTTP: the token is no longer good
_EXPIRED: Final = 401
# HTTP: the account may not read this
_FORBIDDEN: Final = 403
# HTTP, which ACLED repeats in the body
_OK: Final = 200
_ACCOUNT: Final = "register at acleddata.com"
_REFRESH: Final = "acled-refresh"


@dataclass
class Acled:
    """What to ask ACLED for.

    Attributes
    ----------
    countries, event_types
        In ACLED's own words.
    first, last
        Days of events, both included.
    server
        Where ACLED is.
    """

    countries: tuple[str, ...] = ()
    event_types: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    server: str = "https://acleddata.com"
    name: str = "ACLED"
    key: str = "event_id_cnty"
    licence: str = (
        "ACLED's terms of use: acleddata.com/terms-and-conditions"
    )
    _keys: Any = field(default=None, repr=False)
    _user: str = field(default="", repr=False)
    _password: str = field(default="", repr=False)
    _token: str = field(default="", repr=False)
    _refresh: str = field(default="", repr=False)

    def describe(self) -> dict[str, str]:
        """Say what is asked for."""
        named = {"country": self.countries, "event type": self.event_types}
        told = {
            name: "|".join(values)
            for name, values in named.items()
            if values
        }
        return told | describe_days(self.first, self.last)

    def is_complete(self, since: str) -> bool:  # noqa: ARG002 - of the protocol
        """ACLED's events change at any time."""
        return False

    def credit(self, since: str) -> str:  # noqa: ARG002 - of the protocol
        """Name ACLED."""
        return "ACLED (acleddata.com)"

    def open(self, door: Door, keys: Keys, today: date) -> None:  # noqa: ARG002 - of the protocol
        """Find the account."""
        self._keys = keys
        self._user = keys.need(
            "acled-user", "the e-mail of a myACLED account", where=_ACCOUNT
        )
        self._password = keys.need(
            "acled-password", "its password", where=_ACCOUNT
        )
        self._refresh = keys.recall(_REFRESH) or ""
        door.secrets += [self._password, self._refresh]

    def pages(self, door: Door, asked: Asked) -> Iterator[Page]:
        """Ask for all events, or for those changed since; then for those taken back."""
        since = (
            str(max(int(asked.since) - _OVERLAP_S, 0))
            if asked.since
            else ""
        )
        changed = (
            {"timestamp": since, "timestamp_where": ">="} if since else {}
        )
        first = int(asked.cursor.get("page", 1))
        for page in self._list(
            door, "acled", self._params() | changed, first
        ):
            yield replace(page, is_whole=not since)
        if since:
            gone = {
                "deleted_timestamp": since,
                "deleted_timestamp_where": ">=",
            }
            for page in self._list(door, "deleted", gone, 1):
                yield Page(
                    (),
                    page.cursor,
                    gone=[str(row[self.key]) for row in page.rows],
                )

    def newest(self, rows: Iterator[Row]) -> str:
        """Return the newest stamp."""
        stamps = [str(row.get("timestamp") or "") for row in rows]
        return str(
            max((int(one) for one in stamps if one.isdigit()), default="")
        )

    def check(self, door: Door, count: int) -> bool:  # noqa: ARG002 - of the protocol
        """ACLED tells no total."""
        return True

    def _params(self) -> dict[str, str]:
        named = {"country": self.countries, "event_type": self.event_types}
        params = {
            name: "|".join(values)
            for name, values in named.items()
            if values
        }
        if self.first and self.last:
            span = f"{self.first.isoformat()}|{self.last.isoformat()}"
            return params | {
                "event_date": span,
                "event_date_where": "BETWEEN",
            }
        if day := self.first or self.last:
            side = ">=" if self.first else "<="
            params |= {
                "event_date": day.isoformat(),
                "event_date_where": side,
            }
        return params

    def _list(
        self,
        door: Door,
        endpoint: str,
        params: Mapping[str, str],
        first: int,
    ) -> Iterator[Page]:
        """Ask page by page until one is empty: a short one may be the account's own limit."""
        seen = Seen(self.key)
        for number in range(first, MOST_PAGES):
            paged = {
                "_format": "json",
                **params,
                "limit": str(_ROWS),
                "page": str(number),
            }
            rows = self._read(
                door, self._ask(door, f"api/{endpoint}/read", paged)
            )
            if not rows:
                return
            seen.check(door, rows, has_next=True)
            cursor = {"page": number + 1} if endpoint == "acled" else {}
            yield Page(rows, cursor)
        door.fail(f"has no end after {MOST_PAGES:,} pages")

    def _read(self, door: Door, answer: Any) -> list[Row]:
        if not isinstance(answer, dict):
            door.fail("an answer in no layout that is known")
        status = answer.get("status", _OK)
        if answer.get("success") is False or status != _OK:
            door.fail(f"it reports an error: {find_told(answer) or status}")
        rows = check_rows(door, answer.get("data"), self.key, "data")
        told = answer.get("count")
        if isinstance(told, int) and told > len(rows):
            door.fail(f"an answer of {told:,} rows holds {len(rows):,}")
        return rows

    def _ask(self, door: Door, path: str, params: Mapping[str, str]) -> Any:
        """Ask with the token, and once more with a new one: it holds for a day."""
        is_new = not self._token
        if is_new:
            self._sign_in(door)
        try:
            return door.ask_json(
                f"{self.server}/{path}", params, headers=self._headers()
            )
        except RefusedError as error:
            if error.status == _FORBIDDEN:
                raise RefusedError(
                    f"{error}; accept ACLED's terms in your myACLED account, and see whether it "
                    "may use the API",
                    _FORBIDDEN,
                ) from error
            if error.status != _EXPIRED or is_new:
                raise
        self._sign_in(door)
        return door.ask_json(
            f"{self.server}/{path}", params, headers=self._headers()
        )

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"}

    def _sign_in(self, door: Door) -> None:
        """Get a token by the refresh token, or where that no longer holds by the password."""
        if self._refresh:
            again = {
                "grant_type": "refresh_token",
                "refresh_token": self._refresh,
            }
            try:
                self._take(door, self._get_token(door, again))
            except ServiceError:
                self._refresh = ""
            else:
                return
        told = {
            "grant_type": "password",
            "username": self._user,
            "password": self._password,
        }
        try:
            self._take(door, self._get_token(door, told))
        except ServiceError as error:
            raise ServiceError(
                f"ACLED gives no token ({error}); check SITMAP_ACLED_USER and "
                "SITMAP_ACLED_PASSWORD, or what the keyring has of them"
            ) from error

    def _get_token(self, door: Door, told: Mapping[str, str]) -> Any:
        return door.ask_json(
            f"{self.server}/oauth/token", form={**told, **_CLIENT}
        )

    def _take(self, door: Door, answer: Any) -> None:
        token = (
            answer.get("access_token") if isinstance(answer, dict) else None
        )
        if (
            not isinstance(token, str)
            or not token.isascii()
            or not token.isprintable()
        ):
            door.fail("an answer without a token")
        refresh = answer.get("refresh_token")
        self._token, self._refresh = (
            token,
            refresh if isinstance(refresh, str) else "",
        )
        door.secrets += [self._token, self._refresh]
        if self._refresh:
            self._keys.keep(_REFRESH, self._refresh)
