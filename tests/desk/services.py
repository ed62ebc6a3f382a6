"""Small servers that speak as ACLED, UCDP and KoboToolbox do, with a test's rows."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from tests.geocoding.faults import FaultServer, as_json

PASSWORD = "tulip field 4/8"  # noqa: S105 - of no account
UCDP_TOKEN = "ucdp-1a2b3c4d5e6f7g8h9i"  # noqa: S105
KOBO_TOKEN = "0123456789abcdef0123456789abcdef01234567"  # noqa: S105
ENVIRON = {
    "SITMAP_ACLED_USER": "desk@example.org",
    "SITMAP_ACLED_PASSWORD": PASSWORD,
    "SITMAP_UCDP_TOKEN": UCDP_TOKEN,
    "SITMAP_KOBO_TOKEN": KOBO_TOKEN,
}


def event(number: int, stamp: int = 1_700_000_000, **changes) -> dict:
    """An event as ACLED's API writes it: all values are texts."""
    return {
        "event_id_cnty": f"XKX{number}",
        "event_date": "2023-05-29",
        "year": "2023",
        "time_precision": "1",
        "event_type": "Riots",
        "sub_event_type": "Violent demonstration",
        "actor1": "Rioters (Kosovo)",
        "country": "Kosovo",
        "admin1": "Mitrovica",
        "location": "Zvecan",
        "latitude": "42.9000",
        "longitude": "20.8400",
        "geo_precision": "1",
        "source": "Koha",
        "notes": f"=note {number}",
        "fatalities": "0",
        "timestamp": str(stamp),
        **changes,
    }


def ged(number: int, **changes) -> dict:
    """An event as UCDP's API writes it."""
    return {
        "id": number,
        "relid": f"UKR-2022-1-1-{number}",
        "year": 2022,
        "type_of_violence": 1,
        "dyad_name": "Government of A - B",
        "side_a": "Government of A",
        "side_b": "B",
        "where_prec": 1,
        "where_coordinates": "Bakhmut town",
        "latitude": 48.59,
        "longitude": 38.0,
        "country": "Ukraine",
        "date_prec": 1,
        "date_start": "2022-08-17T00:00:00",
        "date_end": "2022-08-17T00:00:00",
        "best": 3,
        "low": 2,
        "high": 5,
        "source_office": "AFP",
        **changes,
    }


def submission(
    number: int, sent: str = "2024-01-01T11:00:00", **changes
) -> dict:
    """A submission as KoboToolbox's API writes it."""
    return {
        "_id": number,
        "_uuid": f"uuid-{number}",
        "_submission_time": sent,
        "_geolocation": [42.9, 20.84],
        "_attachments": [],
        "event/what": "shelling",
        "when": "2024-01-01",
        **changes,
    }


@dataclass
class Services:
    """What the three of them hold, and how they answer."""

    events: list[dict] = field(default_factory=list)
    deleted: list[dict] = field(default_factory=list)
    releases: dict[str, list[dict]] = field(default_factory=dict)
    submissions: list[dict] = field(default_factory=list)
    page_rows: int = 2
    token: str = "access-000000000000000000001"  # noqa: S105
    refresh: str = "refresh-00000000000000000001"
    faults: list = field(default_factory=list)
    """Answers that come before the right ones: bytes, or functions of the request."""
    lasting: object = None
    """An answer that comes instead of every right one."""

    def answer(self, ask, path: str):
        """Answer as the service whose path it is."""
        request = ask.log.requests[-1]
        url = urlsplit(path)
        told = {
            name: values[0] for name, values in parse_qs(url.query).items()
        }
        if url.path != "/oauth/token" and (
            self.faults or self.lasting is not None
        ):
            fault = self.faults.pop(0) if self.faults else self.lasting
            if fault is not None:
                return fault(ask) if callable(fault) else fault
        if url.path == "/oauth/token":
            return self._token(parse_qs(request.body))
        if url.path.startswith("/api/gedevents/"):
            return self._ucdp(url.path.rpartition("/")[2], told, request)
        if url.path.startswith("/api/v2/assets/"):
            return self._kobo(told, request)
        return self._acled(url.path, told, request)

    def _token(self, form):
        told = {name: values[0] for name, values in form.items()}
        by_password = (
            told.get("grant_type") == "password"
            and told.get("password") == PASSWORD
        )
        by_refresh = (
            told.get("grant_type") == "refresh_token"
            and told.get("refresh_token") == self.refresh
        )
        if told.get("client_id") != "acled" or not (
            by_password or by_refresh
        ):
            told = {
                "error": "invalid_grant",
                "error_description": f"no such user or {told.get('password')}",
            }
            return as_json(told, "400 Bad Request")
        made = {
            "token_type": "Bearer",
            "expires_in": 86_400,
            "access_token": self.token,
            "refresh_token": self.refresh,
        }
        return as_json(made)

    def _acled(self, path, told, request):
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return as_json(
                {"message": f"bad {request.headers.get('authorization')}"},
                "401 Unauthorized",
            )
        rows, stamp = self.events, "timestamp"
        if path == "/api/deleted/read":
            rows, stamp = self.deleted, "deleted_timestamp"
        if stamp in told:
            rows = [
                row for row in rows if int(row[stamp]) >= int(told[stamp])
            ]
        if "country" in told and path != "/api/deleted/read":
            rows = [
                row
                for row in rows
                if row["country"] in told["country"].split("|")
            ]
        start = (int(told["page"]) - 1) * self.page_rows
        page = rows[start : start + self.page_rows]
        return as_json(
            {
                "status": 200,
                "success": True,
                "count": len(page),
                "data": page,
            }
        )

    def _ucdp(self, release, told, request):
        if request.headers.get("x-ucdp-access-token") != UCDP_TOKEN:
            return as_json(
                {
                    "detail": f"no {request.headers.get('x-ucdp-access-token')}"
                },
                "401 Unauthorized",
            )
        if release not in self.releases:
            return as_json({"title": "Not Found"}, "404 Not Found")
        rows, number = self.releases[release], int(told.get("page", 0))
        start = number * self.page_rows
        last = start + self.page_rows >= len(rows)
        following = (
            ""
            if last
            else f"https://ucdpapi.pcr.uu.se/api/gedevents/{release}?page={number + 1}"
        )
        return as_json(
            {
                "TotalCount": len(rows),
                "TotalPages": -(-len(rows) // self.page_rows),
                "PreviousPageUrl": "",
                "NextPageUrl": following,
                "Result": rows[start : start + self.page_rows],
            }
        )

    def _kobo(self, told, request):
        if request.headers.get("authorization") != f"Token {KOBO_TOKEN}":
            return as_json({"detail": "Invalid token."}, "401 Unauthorized")
        rows = self.submissions
        if "query" in told:
            since = json.loads(told["query"])["_submission_time"]["$gte"]
            rows = [row for row in rows if row["_submission_time"] >= since]
        start, limit = (
            int(told["start"]),
            min(int(told["limit"]), self.page_rows),
        )
        page = rows[start : start + limit]
        following = (
            f"http://x/data.json?start={start + limit}"
            if start + limit < len(rows)
            else None
        )
        return as_json(
            {
                "count": len(rows),
                "next": following,
                "previous": None,
                "results": page,
            }
        )


def serve(services: Services) -> FaultServer:
    """Make the server; used with `with`."""
    return FaultServer(services.answer)
