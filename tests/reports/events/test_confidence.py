"""Points of a drafted incident, added by hand."""

import pytest

from sitmap.reports.events.confidence import weigh_confidence
from sitmap.reports.places.mentions import UNLISTED, Mention


def place(score=0.9, **told):
    return Mention(0, 4, "Goma", "place", "Goma", score=score, **told)


def test_one_clause_with_place_and_day_by_an_authority_comes_to_most():
    """.5 + .2 + .1 + .15 + .1 + .05 are 1.1: no draft is surer than .95."""
    sure, reasons = weigh_confidence(
        place(), "clause", "clause", "confirmed", 6.0
    )
    assert sure == 0.95
    assert reasons == (
        "place told in the clause +0.20",
        "date told in the clause +0.10",
        "status confirmed +0.15",
        "strong words +0.10",
        "place surely read +0.05",
    )


def test_no_place_and_no_day_come_to_little():
    """.5 - .15 - .05 - .1 - .05 - .1 are .05."""
    sure, reasons = weigh_confidence(
        None, "nowhere", "nowhere", "claimed", 2.5
    )
    assert sure == pytest.approx(0.05)
    assert "no place -0.15" in reasons
    assert "no date -0.05" in reasons


@pytest.mark.parametrize(
    ("where", "when", "status", "weight", "score", "expected"),
    [
        ("sentence", "sentence", "reported", 4.0, 0.8, 0.85),
        ("lead", "lead", "reported", 4.0, 0.8, 0.55),
        ("heading", "heading", "reported", 3.9, 0.8, 0.5),
        ("clause", "report's day only", "disputed", 4.0, 0.79, 0.45),
    ],
)
def test_points_add_up(where, when, status, weight, score, expected):
    """What stands in a heading has no points of its own."""
    sure, _ = weigh_confidence(place(score), where, when, status, weight)
    assert sure == pytest.approx(expected)


def test_how_a_place_was_computed_or_put_is_said():
    """Why one that is listed was chosen is said elsewhere."""

    def last(told):
        return weigh_confidence(told, "clause", "clause", "reported", 4.0)[
            1
        ][-1]

    assert last(place(precision="near", why="5 km north")) == "5 km north"
    put = f"{UNLISTED} Ituri"
    assert last(place(precision="admin1", why=put)) == put
    assert last(place(precision="place", why="prominent")).startswith(
        "place surely"
    )
