"""Events in the order of the text, each with place, day, actors, dead and status."""

from datetime import date

import pytest
from tests.reports.events import parsed

from sitmap.reports.events.finder import find_events

MONDAY = "2024-06-03"
TEXT = (
    "Rebels shelled Gao on Sunday, killing two soldiers. On Monday, police arrested nine people in"
    " Bamako."
)


def test_each_sentence_is_an_event_with_what_it_tells():
    """Two sentences, two places, two days."""
    shelling, arrests = find_events(parsed.passages(TEXT, MONDAY))
    assert shelling.place.surface == "Gao"
    assert shelling.first == date(2024, 6, 2)
    assert shelling.casualties.fatalities.best == 2
    assert (arrests.sub_event_type, arrests.place.surface) == (
        "Arrests",
        "Bamako",
    )
    assert (arrests.first, arrests.casualties.arrested.best) == (
        date(2024, 6, 3),
        9,
    )


def test_progress_ends_at_the_last_character():
    """Told at the first sentence and at the end."""
    told = []
    find_events(
        parsed.passages(TEXT, MONDAY), progress=lambda *at: told.append(at)
    )
    assert told == [(0, len(TEXT)), (len(TEXT), len(TEXT))]


@pytest.mark.parametrize("include", [(), ("diplomacy",)])
def test_what_is_asked_for_is_found_beside_incidents(include):
    """A meeting is no incident; with diplomacy it is drafted."""
    met = "The foreign ministers of Serbia and Kosovo met in Skopje on Monday."
    events = find_events(parsed.passages(met, MONDAY), include)
    assert [each.place.surface for each in events] == ["Skopje"] * len(
        include
    )


def test_a_document_of_headlines_is_read_and_a_heading_is_not():
    """Where everything is a heading, headings tell; above a text they repeat it."""
    events = find_events(
        parsed.passages("Drones hit Odesa\n\nDrones hit Sumy\n", MONDAY)
    )
    assert len(events) >= 1
    told = "Attack in Odesa\n\nDrones hit a port in Odesa on Sunday, wounding one worker.\n"
    assert len(find_events(parsed.passages(told, MONDAY))) == 1


@pytest.mark.parametrize(
    ("told", "events"),
    [
        (
            (
                "Three days after the 10 May blast that killed five people in Quetta, gunmen killed"
                " two policemen in Mastung on Monday."
            ),
            [
                ("Quetta", date(2024, 5, 10), 5),
                ("Mastung", date(2024, 6, 3), 2),
            ],
        ),
        (
            (
                "A week after a car bomb killed seven people in Mosul, gunmen shot dead a judge in"
                " Kirkuk on Sunday."
            ),
            [
                ("Mosul", date(2024, 5, 26), 7),
                ("Kirkuk", date(2024, 6, 2), 1),
            ],
        ),
        (
            "Two days after rebels seized Sake, drones struck the airport in Goma on Friday.",
            [
                ("Sake", date(2024, 5, 29), None),
                ("Goma", date(2024, 5, 31), None),
            ],
        ),
        (
            "After gunmen attacked a market in Jos on Sunday, residents fled.",
            [("Jos", date(2024, 6, 2), None)],
        ),
    ],
)
def test_what_came_before_is_an_event_of_its_own_day(told, events):
    """A sentence that begins with "… days after" tells two events, each with its own dead."""
    assert [
        (each.place.surface, each.first, each.casualties.fatalities.best)
        for each in find_events(parsed.passages(told, MONDAY))
    ] == events


def test_what_is_remembered_in_passing_is_not_at_the_dateline():
    """The talks are in Doha; the hostages were not taken there."""
    told = (
        "DOHA, June 3 - Negotiators met on Monday to hammer out a truce.\n\n"
        "A draft would see the release of hostages seized in the attack of 7 October 2022."
    )
    assert not find_events(parsed.passages(told, MONDAY))


def test_an_item_of_a_bulletin_has_no_day_of_another():
    """Each item is headed by its town; the second tells no day."""
    told = (
        "Manbij. A booby trap killed two people on 3 May.\n\n"
        "Latakia. An explosion occurred in a shop; four bodies were pulled out."
    )
    first, second = find_events(parsed.passages(told, MONDAY))
    assert first.first == date(2024, 5, 3)
    assert second.first == date(
        2024, 6, 2
    )  # the report's day or the one before


def test_what_somebody_said_that_happened_is_no_event_told_before():
    """In "said that shelling" the word points to nothing."""
    told = (
        "On 20 May the patrol saw a hole in a wall in Pokrovsk. The headmistress said that shelling"
        " had occurred on the evening of 18 May, when nobody was inside."
    )
    assert [
        each.first for each in find_events(parsed.passages(told, MONDAY))
    ] == [date(2024, 5, 18)]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (
            "Rebels took the airstrip at Kavumu on Sunday, two residents said.",
            "Non-state actor overtakes territory",
        ),
        (
            "In Kfar Kila, two houses were levelled on Sunday.",
            "Looting/property destruction",
        ),
        (
            "Hezbollah said it had hit Haifa with rockets on Sunday.",
            "Shelling/artillery/missile attack",
        ),
        (
            "An explosion occurred in Vilnius.",
            "Remote explosive/landmine/IED",
        ),
        ("Grenade thrown at cafe in Mitrovica.", "Grenade"),
        ("Curfew imposed in Port-au-Prince.", "Other"),
        (
            "Protesters in Zubin threw stun grenades at police in Zvečan on Sunday.",
            "Violent demonstration",
        ),
    ],
)
def test_short_forms_have_their_type(told, kind):
    """What a headline tells in five words is typed by them."""
    assert [
        each.sub_event_type
        for each in find_events(parsed.passages(told, MONDAY))
    ] == [kind]


def test_an_alert_is_no_air_raid():
    """Nothing fell."""
    assert not find_events(
        parsed.passages("Air raid alert in Kyiv on Sunday.", MONDAY)
    )
