"""ACLED: what changed and was taken back, as its API wants it, signed in by each way it has."""

from datetime import date

import pytest
from tests.desk.conftest import Ring
from tests.desk.services import (
    ENVIRON,
    event,
)
from tests.geocoding.faults import as_json

from sitmap.errors import ServiceError


def test_acled_is_asked_for_what_changed_and_for_what_was_taken_back(
    bring, services
):
    """From a day before the newest stamp; one new, one changed, one gone; the rest stays."""
    bring("acled")
    services.events[1] = event(2, 400_000_000, fatalities="2")
    services.events.append(event(4, 400_000_000))
    services.events.pop(0)
    services.deleted = [
        {"event_id_cnty": "XKX1", "deleted_timestamp": "400000000"}
    ]
    before = len(bring.paths())
    found = bring("acled", day=date(2026, 11, 29))
    assert (found.rows, found.new, found.changed, found.gone) == (
        3,
        1,
        1,
        1,
    )
    asked = bring.paths()[before:]
    assert all(
        f"timestamp={300_000_000 - 86_400}" in path
        for path in asked
        if "token" not in path
    )
    table = bring.table("acled").set_index("event_id_cnty")
    assert table["fatalities"].to_dict() == {
        "XKX2": 2,
        "XKX3": 0,
        "XKX4": 0,
    }
    assert table["fetched_on"].to_dict() == {
        "XKX2": "2026-11-29",
        "XKX3": "2026-11-28",
        "XKX4": "2026-11-29",
    }


def test_acled_countries_and_days_are_asked_for_as_its_api_wants_them(
    bring, services
):
    """Several with a bar between, a span as BETWEEN."""
    services.events.append(event(9, country="Serbia"))
    services.events.append(event(10, country="Albania"))
    found = bring(
        "acled",
        countries=("Kosovo", "Serbia"),
        first=date(2023, 1, 1),
        last=date(2023, 12, 31),
    )
    assert found.rows == 4
    assert (
        "country=Kosovo%7CSerbia&event_date=2023-01-01%7C2023-12-31&event_date_where=BETWEEN"
        in bring.paths()[1]
    )


def test_acled_signs_in_by_the_refresh_token_of_the_keyring(
    bring, server, services
):
    """First by password, and the refresh token goes to the keyring; then by that alone."""
    ring = Ring()
    bring("acled", ring=ring)
    assert ring.kept == {"acled_refresh": services.refresh}
    before = len(server.log.requests)
    bring("acled", ring=ring)
    bodies = [
        each.body
        for each in server.log.requests[before:]
        if each.path == "/oauth/token"
    ]
    assert bodies == [
        f"grant_type=refresh_token&refresh_token={services.refresh}&client_id=acled"
    ]


def test_acled_signs_in_by_password_where_the_refresh_token_is_too_old(
    bring, server
):
    """It holds for two weeks."""
    bring("acled", ring=Ring(acled_refresh="refresh-from-last-month"))
    grants = [
        each.body.partition("&")[0]
        for each in server.log.requests
        if each.path == "/oauth/token"
    ]
    assert grants == ["grant_type=refresh_token", "grant_type=password"]


def test_a_token_that_ends_in_the_middle_is_replaced(bring, services):
    """The second page is refused with 401; a new token, and the page is asked for again."""
    services.faults = [
        None,
        as_json({"message": "expired"}, "401 Unauthorized"),
    ]
    assert bring("acled").rows == 3
    assert sum(path == "/oauth/token" for path in bring.paths()) == 2


def test_a_wrong_password_is_told_without_it(bring):
    """The server repeats it in its answer; the line doesn't."""
    with pytest.raises(
        ServiceError, match=r"gives no token.*no such user or …"
    ) as caught:
        bring(
            "acled",
            environ={
                **ENVIRON,
                "SITMAP_ACLED_PASSWORD": "wrong password 1",
            },
        )
    assert "wrong password 1" not in str(caught.value)
