"""The outcome of one name: what of it may be drawn."""

import pytest
from tests.geocoding.made_places import make_match

from sitmap.geocoding.match import Outcome

TOWN, AREA = make_match(), make_match(label="Region")


@pytest.mark.parametrize(
    ("outcome", "is_firm", "drawn"),
    [
        (Outcome("found", (TOWN,)), True, TOWN),
        (Outcome("ambiguous", (TOWN,)), False, None),
        (Outcome("ambiguous", (TOWN,), instead=AREA), False, AREA),
        (Outcome("ambiguous", (AREA,), is_area=True), True, AREA),
        (
            Outcome("ambiguous", (AREA,), is_area=True, is_suggestion=True),
            False,
            None,
        ),
        (
            Outcome("ambiguous", (TOWN,), instead=AREA, is_suggestion=True),
            False,
            None,
        ),
        (Outcome("not_found"), False, None),
    ],
)
def test_what_may_be_drawn(outcome, is_firm, drawn):
    """What is found, or what surely holds it; a suggestion never, whatever else is known."""
    assert (outcome.is_firm, outcome.drawn) == (is_firm, drawn)


def test_another_reason_changes_nothing_else():
    """And the outcome it came from stays as it was."""
    first = Outcome("ambiguous", (TOWN,), reason="a", instead=AREA)
    second = first.with_reason("b")
    assert (second.reason, first.reason) == ("b", "a")
    assert second.instead is AREA
