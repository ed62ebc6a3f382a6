"""Words that tell an event, and the types that they tell."""

import csv

import pytest
from tests.reports.events.parsed import rows

from sitmap.incidents import EVENT_TYPES
from sitmap.reports.events.lexicon import (
    EXTRA_TYPES,
    classify_event,
    event_type_of,
    find_hits,
    weaken,
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
