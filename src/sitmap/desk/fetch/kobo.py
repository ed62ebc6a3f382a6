"""KoboToolbox: a token in a header, pages of submissions of one form.

As KoboToolbox's help tells it (support.kobotoolbox.org: "Migrating from v1 to v2 API", and the
notice of March 2026 on limits at community.kobotoolbox.org): ``Authorization: Token``, at most
1,000 submissions a page, ``count`` of all of them; ``query`` as MongoDB has it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sitmap.desk.fetch.door import StatusError
from sitmap.desk.fetch.page import MOST_PAGES, Page, Seen, check_rows
from sitmap.errors import InputError, ServiceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sitmap.desk.fetch.door import Door
    from sitmap.desk.fetch.keys import Keys
    from sitmap.desk.fetch.page import Asked, Row

_ROWS: Final = 1_000  # of a page at most
_SENT: Final = "_submission_time"
_FORM: Final = re.compile(r"[A-Za-z0-9]{10,40}")
# HTTP
_NOT_THERE: Final = 404


@dataclass
class Kobo:
    """What to ask KoboToolbox for.

    Attributes
    ----------
    form
        The form's uid, which stands in its address behind ``/forms/``.
    server
        Where it is: Kobo's global server, its European one, or your own.
    """

    form: str
    server: str = "https://kf.kobotoolbox.org"
    name: str = "KoboToolbox"
    key: str = "_id"
    licence: str = "of the form's owner; it may hold personal data"
    _token: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Refuse what can't be a form's."""
        if not _FORM.fullmatch(self.form):
            raise InputError(
                f"{self.form[:60]!r}: is no form's uid; see behind /forms/ in its address"
            )

    def describe(self) -> dict[str, str]:
        """Say what is asked for."""
        return {"form": self.form, "server": self.server}

    def is_complete(self, since: str) -> bool:  # noqa: ARG002 - of the protocol
        """Submissions come at any time."""
        return False

    def credit(self, since: str) -> str:  # noqa: ARG002 - of the protocol
        """Name the form."""
        return f"KoboToolbox form {self.form}"

    def open(self, door: Door, keys: Keys, today: date) -> None:  # noqa: ARG002 - of the protocol
        """Find the token."""
        where = f"{self.server}/token/"
        self._token = keys.need(
            "kobo-token", "a token of KoboToolbox", where=where
        )
        door.secrets.append(self._token)

    def pages(self, door: Door, asked: Asked) -> Iterator[Page]:
        """Ask for all submissions, or for those sent since; the oldest first."""
        query = (
            {"query": json.dumps({_SENT: {"$gte": asked.since}})}
            if asked.since
            else {}
        )
        start = int(asked.cursor.get("start", 0))
        seen = Seen(self.key)
        for _ in range(MOST_PAGES):
            sorted_ = {
                "start": str(start),
                "limit": str(_ROWS),
                "sort": json.dumps({"_id": 1}),
            }
            answer = self._ask(door, {**query, **sorted_})
            rows = check_rows(
                door, answer.get("results"), self.key, "results"
            )
            seen.check(door, rows, has_next=bool(answer.get("next")))
            start += len(rows)
            total = None if query else answer["count"]
            yield Page(
                rows, {"start": start}, total=total, is_whole=not query
            )
            if not answer.get("next"):
                return
        door.fail(f"has no end after {MOST_PAGES:,} pages")

    def newest(self, rows: Iterator[Row]) -> str:
        """Return when the last submission was sent, in the server's words."""
        return max((str(row.get(_SENT) or "") for row in rows), default="")

    def check(self, door: Door, count: int) -> bool:
        """Compare with how many there are: a submission that was deleted shows in no page."""
        return bool(
            self._ask(door, {"start": "0", "limit": "1"})["count"] == count
        )

    def _ask(self, door: Door, params: Mapping[str, str]) -> Any:
        url = f"{self.server}/api/v2/assets/{self.form}/data.json"
        headers = {"Authorization": f"Token {self._token}"}
        try:
            answer = door.ask_json(url, params, headers=headers)
        except StatusError as error:
            if error.status == _NOT_THERE:
                raise ServiceError(
                    f"{self.server} has no form {self.form} for this token; see its uid behind "
                    "/forms/ in its address, and whether it is on another server (--server)"
                ) from error
            raise
        if not isinstance(answer, dict) or not isinstance(
            answer.get("count"), int
        ):
            door.fail("an answer in no layout that is known")
        return answer
