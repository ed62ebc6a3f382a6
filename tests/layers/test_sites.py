"""Tests of the sites of a mission: their kinds, and their states from day to day."""

from __future__ import annotations

import pytest

from sitmap.layers.sites import kind_of_site, list_states, state_on


def test_a_crossing_is_told_from_a_headquarters_by_its_role() -> None:
    """Words of the role and the name say the kind; what says none is a camp."""
    assert kind_of_site("crossing", "Jarinje crossing") == "crossing"
    assert (
        kind_of_site("HQ Regional Command East (RC-E)", None)
        == "headquarters"
    )
    assert kind_of_site("former US base", None) == "camp"
    assert kind_of_site(None, "Bridge 2") == "post"


@pytest.mark.parametrize(
    ("dates", "day", "state"),
    [
        (("1999", "2018-12-20", "closed"), "1998-06-01", None),
        (("1999", "2018-12-20", "closed"), "2010-01-01", "open"),
        (("1999", "2018-12-20", "closed"), "2018-12-20", "open"),
        (("1999", "2018-12-20", "closed"), "2018-12-21", "closed"),
        (("1999", "2018", None), "2018-06-01", "uncertain"),
        (("1999", "2018", None), "2018-12-31", "uncertain"),
        (("1999", "2018", None), "2019-01-01", "closed"),
        (("1999", "unknown", "uncertain"), "2022-08-17", "uncertain"),
        ((None, None, "open"), "2022-08-17", "open"),
        ((None, None, None), None, "open"),
        (("2018-02-30", None, "former"), "2018-02-28", "closed"),
    ],
)
def test_a_site_is_open_closed_or_uncertain_on_a_day_and_absent_before_it_opened(
    dates: tuple[str | None, ...], day: str | None, state: str | None
) -> None:
    """A year of closing leaves the state open to doubt from its second day to its last."""
    assert state_on(list_states(*dates), day) == state
