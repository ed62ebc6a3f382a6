"""Status: wishes, conditions and fears are no events, and who vouches for what is told."""

import pytest

from sitmap.reports.events.status import Telling, find_status


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("If stability is threatened, we will attack", "attack"),
        ("There is a risk of fighting", "fighting"),
        ("They were called to gather and protest", "protest"),
        ("He called for an end to attacks", "attacks"),
        ("Soldiers will simulate an attack", "attack"),
        ("The withdrawal of all forces must be ensured", "withdrawal"),
    ],
)
def test_wishes_conditions_and_fears_are_no_events(words, trigger):
    """What might happen hasn't."""
    assert find_status(Telling(words, words.index(trigger))) is None


@pytest.mark.parametrize(
    ("words", "trigger", "status"),
    [
        ("Police confirmed the gunshots", "gunshots", "confirmed"),
        ("The army denied shelling the town", "shelling", "denied"),
        (
            "Rebels claimed to have shot down a drone",
            "shot down",
            "claimed",
        ),
        ("Leaders threatened to block the road", "block", "threatened"),
        (
            "A protest is planned to be held; protesters will march",
            "march",
            "planned",
        ),
        ("Shells hit the market", "Shells", "reported"),
    ],
)
def test_the_words_tell_the_status(words, trigger, status):
    """Claim, denial, threat and plan are told apart."""
    assert find_status(Telling(words, words.index(trigger))) == status
