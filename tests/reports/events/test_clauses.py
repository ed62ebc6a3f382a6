"""Where a sentence's clauses part."""

import pytest
from tests.reports.events.parsed import rows

from sitmap.reports.events.clauses import split_clauses


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        (
            "Shots were fired in Zvečan, and two men were held",
            ["Shots were fired in Zvečan, and ", "two men were held"],
        ),
        (
            "The army, which retook Bara, denied bombing Kuma",
            ["The army, ", "which retook Bara, ", "denied bombing Kuma"],
        ),
        (
            "Rebels, who hold Goma, have shelled Sake",
            ["Rebels, ", "who hold Goma, ", "have shelled Sake"],
        ),
        (
            "A crater, assessed as caused by a mortar round",
            ["A crater, assessed as caused by a mortar round"],
        ),
        ("Sirens and gunfire sounded", ["Sirens and gunfire sounded"]),
    ],
)
def test_a_sentence_parts_where_another_thing_is_told(sentence, clauses):
    """A clause within another ends where the verb of the one around it comes."""
    found = split_clauses(sentence, 0, len(sentence))
    assert [sentence[start:end] for start, end in found] == clauses


def test_what_a_party_did_elsewhere_lends_no_place_to_its_denial():
    """The army retook one town, and denies having bombed another: two events, each its own."""
    told = (
        "The army, which regained control of El Obeid on 20 May, denied that its planes had bombed"
        " a market near El Fasher, killing dozens."
    )
    retaken, bombed = rows(told).itertuples()
    assert (retaken.place_name, retaken.status) == ("El Obeid", "reported")
    assert (bombed.place_name, bombed.status) == ("El Fasher", "denied")
    assert bombed.fatalities_low == 24


def test_what_a_crater_is_from_is_what_happened():
    """A mortar made it: no air strike beside the shelling."""
    told = "The mission saw a crater in Zolote, assessed as caused by an 82mm mortar round."
    [row] = rows(told).itertuples()
    assert row.sub_event_type == "Shelling/artillery/missile attack"


def test_riot_gear_is_no_riot():
    """What is worn at one."""
    told = "In Leposavić, US troops in riot gear put wire around the town hall on Monday."
    assert rows(told).empty
