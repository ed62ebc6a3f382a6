"""Participants: who did it and to whom."""

from sitmap.reports.events.participants import find_actors


def test_the_passive_tells_who_did_it():
    """ "Captured by the Russian army": the army is the first actor."""
    clause = "which was captured by the Russian army on March 4"
    assert find_actors(clause, clause.index("captured")) == (
        "Russian army",
        None,
    )
