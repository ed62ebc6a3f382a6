"""What a service hands over, a page at a time, and what of its rows is no row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from sitmap.desk.fetch.door import Door
    from sitmap.desk.fetch.keys import Keys

Row = dict[str, Any]

MOST_PAGES: Final = 20_000
"""A service that has more is going in circles: 20 million rows of a thousand a page."""


@dataclass(frozen=True)
class Page:
    """One answer.

    Attributes
    ----------
    rows
        As the service has them.
    cursor
        From where to go on when all stops after this page.
    total
        How many rows there are; None where the service doesn't say.
    gone
        Keys of rows that the service has taken back.
    is_whole
        Whether the pages together are all there is: what isn't among them is no longer there.
    """

    rows: Sequence[Row]
    cursor: Mapping[str, Any] = field(default_factory=dict)
    total: int | None = None
    gone: Sequence[str] = ()
    is_whole: bool = False


@dataclass(frozen=True)
class Asked:
    """What was kept of earlier: where a run stopped, and from when the rows are.

    Attributes
    ----------
    cursor
        Of the last page, empty at the beginning.
    since
        What the service itself said of the newest row; empty for everything.
    """

    cursor: Mapping[str, Any]
    since: str


class Seen:
    """The keys that have come, so that a service that goes in circles is left."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._keys: set[str] = set()

    def check(
        self, door: Door, rows: Sequence[Row], *, has_next: bool
    ) -> None:
        """Take note of a page.

        Raises
        ------
        ServiceError
            It has nothing that hadn't come before, and isn't the last.
        """
        keys = {str(row[self._key]) for row in rows}
        if rows and keys <= self._keys:
            door.fail(f"a page repeats what came before ({min(keys)[:40]})")
        if has_next and not rows:
            door.fail("an empty page that says there is a next one")
        self._keys |= keys


class Service(Protocol):
    """A service that hands over rows with a key of their own."""

    name: str
    key: str
    licence: str

    def describe(self) -> dict[str, str]:
        """Say what is asked for; a table holds one such choice."""

    def is_complete(self, since: str) -> bool:
        """Tell whether nothing can have changed, so that nothing is asked."""

    def credit(self, since: str) -> str:
        """Name the source as a map credits it."""

    def open(self, door: Door, keys: Keys, today: date) -> None:
        """Find the keys, before anything is asked."""

    def pages(self, door: Door, asked: Asked) -> Iterator[Page]:
        """Ask for the pages that are left."""

    def newest(self, rows: Iterator[Row]) -> str:
        """Say from when the newest of the rows is, for the next time."""

    def check(self, door: Door, count: int) -> bool:
        """Tell whether as many rows are kept as there are; False asks for all again."""


def check_rows(door: Door, rows: Any, key: str, what: str) -> list[Row]:
    """Return rows that are objects with a key.

    Raises
    ------
    ServiceError
        One isn't.
    """
    if not isinstance(rows, list):
        door.fail(f"an answer without its list ({what})")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or row.get(key) in (None, ""):
            door.fail(f"row {number} of an answer has no {key}")
    return rows


def describe_days(first: date | None, last: date | None) -> dict[str, str]:
    """Write the span of a choice."""
    days = {"from": first, "to": last}
    return {
        name: day.isoformat()
        for name, day in days.items()
        if day is not None
    }
