"""UCDP GED: a token in a header, pages of events, and releases that don't change once they are out.

As UCDP's API documentation tells it (ucdp.uu.se/apidocs): ``x-ucdp-access-token`` since February
2026, 5,000 requests a day, ``NextPageUrl`` to go on, ``TotalCount`` of all rows. Yearly releases
are called 25.1, 26.1, candidate events of a month 26.0.8.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlsplit

from sitmap.desk.fetch.door import StatusError
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

_ROWS: Final = 1_000  # of a page at most
_NO_SUCH: Final = frozenset({400, 404})


@dataclass
class Ucdp:
    """What to ask UCDP for.

    Attributes
    ----------
    release
        Such as ``"26.1"``, or ``"26.0.8"`` for candidate events; the newest yearly one if None.
    countries
        Numbers of Gleditsch and Ward, as UCDP has them: 347 Kosovo, 369 Ukraine.
    first, last
        Days of events, both included.
    server
        Where UCDP is.
    """

    release: str | None = None
    countries: tuple[int, ...] = ()
    first: date | None = None
    last: date | None = None
    server: str = "https://ucdpapi.pcr.uu.se"
    name: str = "UCDP"
    key: str = "id"
    licence: str = "CC BY 4.0"
    _token: str = field(default="", repr=False)
    _year: int = 0

    def describe(self) -> dict[str, str]:
        """Say what is asked for."""
        told = (
            {"country": ",".join(map(str, self.countries))}
            if self.countries
            else {}
        )
        release = {"release": self.release} if self.release else {}
        return {**release, **told, **describe_days(self.first, self.last)}

    def is_complete(self, since: str) -> bool:
        """Tell whether the release is there whole: then it doesn't change."""
        return bool(self.release) and since == self.release

    def credit(self, since: str) -> str:
        """Name UCDP with the release."""
        return f"UCDP GED {since}".strip()

    def open(self, door: Door, keys: Keys, today: date) -> None:
        """Find the token."""
        where = "ask for one as ucdp.uu.se/apidocs says"
        self._token = keys.need(
            "ucdp-token", "a token of UCDP's API", where=where
        )
        self._year = today.year % 100
        door.secrets.append(self._token)

    def pages(self, door: Door, asked: Asked) -> Iterator[Page]:
        """Ask for all events of the release."""
        release = asked.cursor.get("release") or self._find_release(
            door, asked.since
        )
        if release == asked.since and not asked.cursor:
            return
        number = asked.cursor.get("page")
        seen = Seen(self.key)
        for _ in range(MOST_PAGES):
            answer = self._ask(
                door,
                release,
                {} if number is None else {"page": str(number)},
            )
            rows = self._read(door, answer)
            number = _next_page(answer)
            seen.check(door, rows, has_next=number is not None)
            cursor = {"release": release, "page": number or "end"}
            yield Page(
                rows, cursor, total=answer["TotalCount"], is_whole=True
            )
            if number is None:
                return
        door.fail(f"has no end after {MOST_PAGES:,} pages")

    def newest(self, rows: Iterator[Row]) -> str:  # noqa: ARG002 - of the protocol
        """Say nothing: the release stands in the cursor."""
        return ""

    def check(self, door: Door, count: int) -> bool:  # noqa: ARG002 - of the protocol
        """Say yes: the total stands on every page."""
        return True

    def _find_release(self, door: Door, known: str) -> str:
        """Return the release to ask for: the newest yearly one, no older than what is known."""
        if self.release:
            return self.release
        tried = [f"{self._year}.1", f"{self._year - 1}.1"]
        found = (
            one for one in tried if one == known or self._has(door, one)
        )
        release = next(found, None)
        if release is None:
            door.fail(
                f"it has no release {' or '.join(tried)}; name one by --release"
            )
        return release

    def _has(self, door: Door, release: str) -> bool:
        with suppress(_NoReleaseError):
            return bool(self._ask(door, release, {"pagesize": "1"}))
        return False

    def _ask(
        self, door: Door, release: str, more: Mapping[str, str]
    ) -> Any:
        params = {"pagesize": str(_ROWS)}
        if self.countries:
            params["Country"] = ",".join(map(str, self.countries))
        days = {"StartDate": self.first, "EndDate": self.last}
        params |= {
            name: day.isoformat()
            for name, day in days.items()
            if day is not None
        }
        url = f"{self.server}/api/gedevents/{release}"
        try:
            answer = door.ask_json(
                url,
                {**params, **more},
                headers={"x-ucdp-access-token": self._token},
            )
        except StatusError as error:
            if error.status in _NO_SUCH and not self.release:
                raise _NoReleaseError(str(error)) from error
            raise
        if not isinstance(answer, dict) or not isinstance(
            answer.get("TotalCount"), int
        ):
            door.fail("an answer in no layout that is known")
        return answer

    def _read(self, door: Door, answer: Any) -> list[Row]:
        return check_rows(door, answer.get("Result"), self.key, "Result")


class _NoReleaseError(ServiceError):
    """There is no such release, or not yet."""


def _next_page(answer: Mapping[str, Any]) -> str | None:
    """Take the number of the next page out of its address; whose host it names doesn't matter."""
    url = answer.get("NextPageUrl")
    if not isinstance(url, str) or not url:
        return None
    return next(iter(parse_qs(urlsplit(url).query).get("page", [])), None)
