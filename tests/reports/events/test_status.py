"""Status: wishes, conditions and fears are no events, and who vouches for what is told."""

import pytest

from sitmap.reports.events.status import (
    Telling,
    find_status,
    is_at_large,
)


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


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("Tom, you heard an explosion?", "explosion"),
        ("A drawing of a tank firing at a school", "firing"),
        ("Veterans wounded in Iraq have found work", "wounded"),
        ("He was shot by a friend who took him for a boar", "shot"),
        ("The simulator lets two people fire at drones", "fire"),
        ("Protests take place in Manila at short notice", "Protests"),
        (
            "In May is the anniversary of the shoot-out in Banjska",
            "shoot-out",
        ),
        ("I've stopped fighting with my neighbour", "fighting"),
    ],
)
def test_pictures_habits_and_questions_are_no_events(words, trigger):
    """What is asked, drawn, taught, mistaken or a country's way is told as no event."""
    assert find_status(Telling(words, words.index(trigger))) is None


@pytest.mark.parametrize(
    ("words", "trigger", "status"),
    [
        ("No rockets were fired at Ashkelon", "fired", "denied"),
        ("No drones had been launched at Odesa", "launched", "denied"),
        ("Vuhledar hasn't fallen.", "fallen", "denied"),
        ("Toretsk has not fallen to the Russians", "fallen", "denied"),
        ("They haven't taken Makariv", "taken", "denied"),
        (
            'The "gunshots" on Saturday were a nail gun',
            "gunshots",
            "denied",
        ),
        (
            "Soldiers wounded in Bakhmut today have died",
            "wounded",
            "reported",
        ),
        (
            "They haven't taken part; the mob stormed it",
            "stormed",
            "reported",
        ),
    ],
)
def test_what_did_not_happen_is_denied(words, trigger, status):
    """Nothing fired, nothing taken, a bang of something else; what happened beside it stays."""
    assert find_status(Telling(words, words.index(trigger))) == status


def test_what_is_called_for_or_true_of_any_such_thing_tells_nothing():
    """ "Let us storm the gates"; "a missile that kills eight hardly merits a line"."""
    told = "Let us storm the gates of our comfort."
    assert find_status(Telling(told, told.index("storm"))) is None
    told = (
        "Today a missile that kills eight in Kharkiv hardly merits a line."
    )
    assert find_status(Telling(told, told.index("kills"))) is None
    told = "On Monday a missile that killed eight hit Kharkiv."
    assert find_status(Telling(told, told.index("killed"))) == "reported"


def test_what_is_judged_is_told_elsewhere():
    """A mayor who condemns the attack tells none."""
    told = "The mayor condemned the attack."
    assert is_at_large(told, told.index("attack"))
    told = "The mayor condemned nobody. The attack killed two."
    assert not is_at_large(told, told.index("attack"))
