"""Participants: who did it and to whom."""

from tests.reports.events.parsed import rows

from sitmap.reports.events.participants import find_actors


def test_the_passive_tells_who_did_it():
    """ "Captured by the Russian army": the army is the first actor."""
    clause = "which was captured by the Russian army on March 4"
    assert find_actors(clause, clause.index("captured")) == (
        "Russian army",
        None,
    )


def test_an_army_that_fights_the_state_takes_ground_from_it():
    """An independence army is no government."""
    told = (
        "The Kachin Independence Army captured a base near Bhamo on Monday."
    )
    [row] = rows(told).itertuples()
    assert row.sub_event_type == "Non-state actor overtakes territory"


def test_police_officers_who_were_killed_did_nothing():
    """They are one actor in two words, and it was done to them."""
    told = "Two police officers were killed on Sunday in Banjska."
    assert find_actors(told, told.index("killed")) == (
        None,
        "police officers",
    )


def test_who_was_hurt_beside_others_did_not_do_it():
    """Both of "ten protesters and two officers were injured" were, and pupils kidnap nobody."""
    told = "Ten Serb protesters and two EULEX officers were injured when a grenade was thrown."
    assert (
        "Ten Serb protesters"
        not in find_actors(told, told.index("thrown"))[:1]
    )
    told = "At least 137 pupils kidnapped from a school in Kuriga were rescued."
    assert find_actors(told, told.index("kidnapped")) == (None, "pupils")
