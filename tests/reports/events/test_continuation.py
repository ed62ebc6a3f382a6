"""What the next sentence adds to an event, and what is another one."""

import pytest

from sitmap.reports import parse_report

NEWS = "2024-06-03"
SHOT = "Gunmen attacked a market in Gao on Sunday, killing four people."


def _rows(text):
    return parse_report(text, published=NEWS).incidents


@pytest.mark.parametrize(
    ("following", "dead", "hurt"),
    [
        ("Nine people were injured, the hospital said.", 4, 9),
        ("Two of the wounded died on Monday.", 4, None),
    ],
)
def test_the_next_sentence_adds_who_was_hurt(following, dead, hurt):
    """It goes on about the same event, which is one row."""
    [row] = _rows(f"{SHOT} {following}").itertuples()
    assert row.fatalities_best >= dead
    if hurt is not None:
        assert row.injured_best == hurt


def test_a_sentence_about_another_place_adds_nothing():
    """Its dead are of an event of its own."""
    rows = _rows(
        f"{SHOT} In Kidal, a roadside bomb killed three soldiers on Monday."
    )
    assert rows["place_name"].tolist() == ["Gao", "Kidal"]
    assert rows["fatalities_best"].tolist() == [4, 3]


def test_a_protest_that_turns_violent_is_one_riot():
    """A barricade and stones in one sentence are one event."""
    [row] = _rows(
        "Residents barricaded the road in Zubin Potok on Sunday and stoned a vehicle of police."
    ).itertuples()
    assert row.event_type == "Riots"


def test_arrests_that_an_attack_led_to_are_no_second_row():
    """What police did about it is the same matter, told after it."""
    rows = _rows(f"{SHOT} Police arrested three suspects.")
    assert len(rows) == 1


def test_a_toll_of_the_war_is_not_the_dead_of_the_market():
    """A paragraph later, and ten times as many."""
    rows = _rows(f"{SHOT}\n\nThe death toll has passed 40,000.")
    assert rows["fatalities_best"].tolist()[0] == 4


@pytest.mark.parametrize("what", ["attack", "blast"])
@pytest.mark.parametrize(
    ("before", "there", "lat"),
    [
        (
            "An explosion hurt two officers near Zvečan on Sunday",
            "Zupče",
            42.9,
        ),
        (
            "A drone killed two in southern Lebanon on Sunday",
            "Tibnin",
            33.2,
        ),
    ],
)
def test_the_next_sentence_sets_an_event_where_it_took_place(
    before, there, lat, what
):
    """Zupče and Tibnin lie where it was told to be."""
    told = f"{before}. The {what} took place in the village of {there}."
    [row] = _rows(told).itertuples()
    assert row.geometry.y == pytest.approx(lat, abs=0.05)


def test_an_event_is_not_set_in_a_town_far_from_where_it_was():
    """Gao is 300 km from Djibo: the sentence is of another, or wrong."""
    told = (
        "Gunmen killed two in Djibo on Sunday. The blast took place in Gao."
    )
    assert _rows(told).iloc[0].place_name == "Djibo"
