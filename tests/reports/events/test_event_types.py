"""Weights of types, summed and ordered by hand."""

import csv

import pytest
from tests.reports.events.parsed import rows

from sitmap.incidents import EVENT_TYPES
from sitmap.reports.events.event_types import (
    EXTRA_TYPES,
    classify_event,
    event_type_of,
    rank_types,
    sum_weights,
)
from sitmap.reports.events.lexicon import Hit
from sitmap.reports.languages import read_table

STRIKE, ATTACK = "Air/drone strike", "Attack"


def hit(kind, weight, role="event"):
    return Hit(0, 1, kind, weight, role)


def test_a_further_word_of_a_type_adds_half_of_the_one_before():
    """4, half of 3 and a quarter of 2 are 6, in whatever order they come."""
    told = [hit(STRIKE, 2), hit(STRIKE, 4), hit(STRIKE, 3)]
    assert sum_weights(told) == {STRIKE: 6.0}


def test_a_frame_counts_half():
    """Frames are wide; a caller that trusts them more says so."""
    told = [hit(STRIKE, 5, "frame"), hit(ATTACK, 3)]
    assert sum_weights(told) == {STRIKE: 2.5, ATTACK: 3.0}
    assert sum_weights(told, frame_share=1.0)[STRIKE] == 5.0


def test_an_aftermath_counts_where_nothing_tells_the_event():
    """Who was hurt says what happened only if nothing else does."""
    after = hit(ATTACK, 3, "after")
    assert sum_weights([after]) == {ATTACK: 3.0}
    assert sum_weights([after, hit(STRIKE, 2)]) == {STRIKE: 2.0}
    assert sum_weights([after, hit(STRIKE, 2, "cue")])[ATTACK] == 3.0


@pytest.mark.parametrize(
    ("sums", "best"),
    [
        ({}, None),
        ({STRIKE: 3.0, ATTACK: 4.0}, STRIKE),
        # 1.9 of 4.0 is below two, and below half of what it did
        ({STRIKE: 1.9, ATTACK: 4.0}, ATTACK),
        ({STRIKE: 2.5, ATTACK: 5.1}, ATTACK),
        (
            {"Peaceful protest": 9.0, "Violent demonstration": 2.5},
            "Violent demonstration",
        ),
        (
            {"Peaceful protest": 9.0, "Violent demonstration": 2.4},
            "Peaceful protest",
        ),
        (
            {
                "Remote explosive/landmine/IED": 5.0,
                "Man-made disaster": 2.5,
            },
            "Man-made disaster",
        ),
        ({"Looting/property destruction": 6.0, ATTACK: 2.8}, ATTACK),
        # gunmen alone, who set a post on fire
        (
            {"Looting/property destruction": 6.0, ATTACK: 2.5},
            "Looting/property destruction",
        ),
    ],
)
def test_what_tells_more_comes_first(sums, best):
    """What became of a protest, what was used, what was done to people."""
    ranked = rank_types(sums)
    assert next(iter(ranked), None) == best
    assert sorted(ranked) == sorted(sums)


def test_every_type_of_the_lexicon_is_acleds_or_listed_as_extra():
    """The lexicon can't invent a type."""
    known = {sub for subs in EVENT_TYPES.values() for sub in subs}
    names = [each["name"] for each in read_table("en", "events")["types"]]
    assert len(names) > 20
    assert set(names) <= known | set(EXTRA_TYPES)
    assert all(event_type_of(name) for name in names)


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


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (
            "A patrol found 12 hand grenades and two mines near Leposavić on Monday.",
            "Disrupted weapons use",
        ),
        (
            "A hand grenade was found in front of a house in Leposavić on Monday.",
            "Disrupted weapons use",
        ),
        (
            "Farmers discovered an unexploded mortar shell near Leposavić on Monday.",
            "Disrupted weapons use",
        ),
        (
            "A hand grenade was thrown at a house in Leposavić on Monday.",
            "Grenade",
        ),
        (
            "A car bomb was found beside a barracks in Popayán on Sunday and deactivated.",
            "Disrupted weapons use",
        ),
        (
            "11:15 - strike on an apartment in Ghobeiry, Beirut; 6 killed.",
            "Air/drone strike",
        ),
        (
            "Teachers are on strike against pay cuts in Lagos on Sunday.",
            "Peaceful protest",
        ),
        (
            "Ukrainian forces struck an ammunition depot near Belgorod on Monday.",
            "Shelling/artillery/missile attack",
        ),
        (
            "Russian forces continued positional engagements near Hlyboke on Monday.",
            "Armed clash",
        ),
        (
            "Nine enemy UAVs were shot down over Odesa on Monday.",
            "Disrupted weapons use",
        ),
    ],
)
def test_words_tell_what_was_done_with_weapons(told, kind):
    [row] = rows(told).itertuples()
    assert row.sub_event_type == kind


def test_who_is_charged_with_murder_set_off_no_charge():
    told = "Two teenagers have been charged with murder in Leeds and will be tried on Friday."
    assert rows(told).empty


def test_who_shot_himself_attacked_nobody():
    """And a bomber who died with others did."""
    assert rows("A constable shot himself in Srinagar on Sunday.").empty
    told = "A man blew himself up in Mogadishu on Sunday, killing himself and three others."
    [row] = rows(told).itertuples()
    assert row.sub_event_type == "Suicide bomb"
