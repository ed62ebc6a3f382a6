"""Participants: who did it and to whom."""

import csv
from pathlib import Path

from tests.reports.events.parsed import rows

from sitmap.reports.events.participants import find_actors

ACTORS = Path(__file__).parents[1] / "sentences" / "actors.csv"


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


def test_a_target_a_load_and_a_part_of_the_dead_do_nothing():
    """Who stands behind a preposition or "among them" is no doer."""
    told = "Airstrikes on a hall sheltering displaced families killed 11 civilians."
    assert find_actors(told, 0) == (None, "civilians")
    told = (
        "Raiders stormed the town, killing 28 people, among them ten women."
    )
    assert find_actors(told, told.index("stormed")) == ("Raiders", None)


def test_a_weapon_in_the_name_of_a_deed_is_no_actor():
    """ "Artillery shelling by" an army is the army's; a drone that hits is one."""
    told = "Artillery shelling by SPLM-N killed three civilians."
    assert find_actors(told, 0) == ("SPLM-N", "civilians")
    told = "Drones hit the market."
    assert find_actors(told, 0) == ("Drones", None)


def test_two_sides_are_told_apart():
    """The first of "between" is the one side, the second the other."""
    told = (
        "Clashes between the M23 and Wazalendo fighters killed nine people."
    )
    assert find_actors(told, 0) == ("M23", "Wazalendo fighters")


def test_who_is_named_for_what_is_theirs_did_nothing():
    """ "The driver's assistant": the driver isn't in it."""
    told = "The driver's assistant was hit when looters came."
    assert find_actors(told, told.index("hit"))[0] is None


def test_actors_of_seventy_five_sentences():
    """Sentences of the wires' kind, by hand: who did it, and to whom.

    When first read, 17 of the last 25 doers and 15 of the sufferers were right.
    """
    with ACTORS.open(encoding="utf-8", newline="") as lines:
        told = list(csv.DictReader(lines))
    right = {"actor1": 0, "actor2": 0}
    for row in told:
        drafted = rows(row["text"])
        for name in right:
            found = drafted[name].iloc[0] if len(drafted) else "none"
            found = found if isinstance(found, str) else ""
            right[name] += _is_same(row[name], found)
    assert len(told) == 75
    assert right["actor1"] >= 65
    assert right["actor2"] >= 62


def _is_same(asked: str, found: str) -> bool:
    """Tell whether both name the same, or a longer name of it."""
    return asked.casefold() in found.casefold() if asked else not found


def test_nobody_is_hurt_in_a_weapon():
    """Drones over a town suffer nothing."""
    told = "Defences opened fire at drones over Kharkiv."
    assert find_actors(told, told.index("opened")) == (None, None)


def test_who_only_does_something_about_it_did_not_do_it():
    """Police who arrest two over a fire set nothing alight."""
    told = "Police have arrested two men on suspicion of setting fire to a mosque."
    assert "Police" not in find_actors(told, told.index("setting"))
    assert find_actors(told, told.index("arrested"))[0] == "Police"
