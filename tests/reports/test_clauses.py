"""Casualties, status, actors, kinds: one clause at a time."""

import csv

import pytest

from sitmap.incidents import EVENT_TYPES
from sitmap.reports import parse_report
from sitmap.reports.events.casualties import Count, find_casualties
from sitmap.reports.events.lexicon import (
    EXTRA_TYPES,
    classify_event,
    event_type_of,
    find_hits,
    weaken,
)
from sitmap.reports.events.participants import find_actors
from sitmap.reports.events.status import Telling, find_status


@pytest.mark.parametrize(
    ("words", "killed", "injured"),
    [
        (
            "Three soldiers were killed and at least 12 wounded.",
            Count(3, 3, 3),
            Count(12, 12, None),
        ),
        (
            "There were no casualties or injuries.",
            Count(0, 0, 0),
            Count(0, 0, 0),
        ),
        ("No one was killed.", Count(0, 0, 0), Count()),
        (
            "The blast killed up to twenty people.",
            Count(None, None, 20),
            Count(),
        ),
        ("Police said a woman was killed.", Count(1, 1, 1), Count()),
        ("The death toll rose to 41.", Count(41, 41, 41), Count()),
        ("The road was closed for 12 hours.", Count(), Count()),
    ],
)
def test_numbers_are_read_with_their_bounds(words, killed, injured):
    """What the words leave open stays open; "no casualties" is a zero, not a gap."""
    found = find_casualties(words)
    assert (found.fatalities, found.injured) == (killed, injured)


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


def test_the_passive_tells_who_did_it():
    """ "Captured by the Russian army": the army is the first actor."""
    clause = "which was captured by the Russian army on March 4"
    assert find_actors(clause, clause.index("captured")) == (
        "Russian army",
        None,
    )


def test_every_type_of_the_lexicon_is_acleds_or_listed_as_extra(root):
    """The lexicon can't invent a type."""
    known = {sub for subs in EVENT_TYPES.values() for sub in subs} | set(
        EXTRA_TYPES
    )
    words = (
        root / "src/sitmap/reports/languages/en/events.toml"
    ).read_text("utf-8")
    names = [
        line.partition('"')[2].rstrip('"\n')
        for line in words.splitlines()
        if line.startswith("name = ")
    ]
    assert set(names) <= known
    assert all(event_type_of(name) for name in names)


def test_a_pattern_that_asks_for_two_things_needs_both():
    """Tear gas alone is no protest."""
    assert not any(
        hit.sub_event_type == "Protest with intervention" and hit.is_event
        for hit in weaken(find_hits(["tear", "gas", "factory"]))
    )


def test_event_types_of_case_2021_reach_two_thirds(shared):
    """Weighted F1 over 30 types of the development half is .65 at least."""
    from tests.benchmarks import reports as bench

    with (shared / "events" / "case2021-dev.tsv").open(
        encoding="utf-8"
    ) as file:
        rows = list(
            csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        )
    gold = [bench.CASE_TYPES[row["SubType"]] for row in rows]
    found = [classify_event(row["EventSnippet"]) for row in rows]
    assert (
        sum(bench._f1(gold, found, name) for name in gold) / len(gold)
        >= 0.65
    )


def test_in_is_no_protest_word():
    """An arrest in a town is an arrest; at a protest it is an intervention."""
    assert (
        classify_event(
            "Special police arrested three men in Zvečan on Saturday."
        )
        == "Arrests"
    )
    assert (
        classify_event("Police arrested three demonstrators at the rally.")
        == "Protest with intervention"
    )


def test_what_holds_a_village_does_not_place_its_event():
    """Banjska, in the municipality of Zvečan, is Banjska; a town hall is no town."""
    told = (
        "Banjska, in the municipality of Zvečan, in Kosovo, was calm until Thursday, when shots"
        " were fired. Hundreds of people protested peacefully outside the town hall in Leposavić on"
        " Friday."
    )
    rows = parse_report(told, published="2023-06-18").incidents
    assert rows["place_name"].tolist() == ["Banjska", "Leposavić"]
    assert rows["date_start"].dt.day.tolist() == [15, 16]


def test_a_meeting_is_where_it_was_held_and_no_incident_is_lost_to_it():
    """Not in the ministers' countries; and shells hours after a summit are shells."""
    met = "The defence ministers of Serbia and Kosovo met KFOR's commander in Pristina on 3 May 2022."
    [row] = parse_report(
        met, published="2022-05-09", include=["diplomacy"]
    ).incidents.itertuples()
    assert (row.event_type, row.place_name) == ("Diplomacy", "Pristina")
    shelled = "Shells hit a school in Kharkiv on Monday, hours after the leaders met in Istanbul."
    [row] = parse_report(
        shelled, published="2022-05-11", include=["diplomacy"]
    ).incidents.itertuples()
    assert (row.sub_event_type, row.place_name) == (
        "Shelling/artillery/missile attack",
        "Kharkiv",
    )
