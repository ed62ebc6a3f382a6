"""The words that tell an event: which clauses have them, and what they come to."""

from tests.reports.events import parsed

from sitmap.reports.events.date import DateFinder
from sitmap.reports.events.place import PlaceFinder
from sitmap.reports.events.triggers import Triggers


def _triggers(passages, include=()):
    return Triggers(
        passages,
        PlaceFinder(passages),
        DateFinder(passages),
        frozenset(include),
        is_grounded=True,
    )


def _kinds(passages, include=()):
    triggers = _triggers(passages, include)
    return [
        [kind.name for kind in triggers.kinds_of(clause.hits)][:1]
        for sentence in passages.sentences
        for clause in triggers.clauses_of(sentence)
    ]


def test_two_clauses_of_a_sentence_tell_two_events():
    """Each has its own place and its own verb."""
    passages = parsed.passages(
        "Gunmen ambushed a convoy near Gao on Monday, and protesters blocked a road in Bamako."
    )
    [[ambush], [protest]] = _kinds(passages)
    assert ambush in ("Attack", "Armed clash")
    assert "protest" in protest.lower() or "demonstration" in protest


def test_the_title_of_a_work_tells_nothing():
    """A novel that is called so is no ambush."""
    named = parsed.passages(
        'He presented his novel "The Ambush at Dawn" in Oslo.'
    )
    assert _kinds(named) == []
    told = parsed.passages("Soldiers were killed in an ambush in Gao.")
    assert _kinds(told) != []


def test_accidents_are_told_where_they_are_asked_for():
    """A storm is no incident; with disasters it is one."""
    passages = parsed.passages(
        "A flood killed three people in Derna on Monday."
    )
    assert _kinds(passages, ["disasters"]) not in ([], [[]])
    assert [kind for [kind] in filter(None, _kinds(passages))] == []


def test_the_plainest_word_stands_first():
    """The offset is of the verb, not of the place it begins with."""
    text = "Kharkiv was shelled on Sunday."
    passages = parsed.passages(text)
    triggers = _triggers(passages)
    [clause] = triggers.clauses_of(passages.sentences[0])
    kind = triggers.kinds_of(clause.hits)[0]
    assert triggers.offsets_of(clause, kind)[0] == text.index("shelled")


def test_who_blames_hides_no_dead():
    """The words of who speaks are about the event, which is told beside them."""
    told = parsed.passages(
        "A police officer was killed and another wounded on Sunday when a patrol came under fire"
        " near Banjska, the prime minister said, blaming criminals."
    )
    assert _kinds(told) == [["Armed clash"]]


def test_what_is_set_on_fire_on_a_road_is_not_fired_on():
    """A truck that burns at a gate came under no fire."""
    told = parsed.passages(
        "In Zubin Potok, a truck was set on fire on the road to the gate."
    )
    assert _kinds(told) == [["Looting/property destruction"]]


def test_a_surname_and_a_month_tell_nothing():
    """Mr. Lynch is on a waiting list, and March 23 is a day."""
    for told in (
        "Twelve people are on a list in Tbilisi, Mr. Lynch said.",
        "Twelve people were on leave in Tbilisi on March 23.",
    ):
        passages = parsed.passages(told)
        assert not any(
            kind in ("Mob violence", "Peaceful protest")
            for kinds in _kinds(passages)
            for kind in kinds
        )


def test_a_march_is_told_beside_its_month():
    """People march in a month, too."""
    passages = parsed.passages(
        "Thousands of students marched in Tbilisi on March 23."
    )
    assert _kinds(passages) == [["Peaceful protest"]]


def test_what_befell_some_of_the_wounded_is_no_event_of_its_own():
    """The two who were hit in an exchange of fire are of the sixteen of the attack."""
    [row] = parsed.rows(
        "Gunmen killed 28 people in Pont-Sondé on Tuesday. Sixteen others were wounded, "
        "including two gang members hit in an exchange of fire with police."
    ).itertuples()
    assert (row.fatalities_best, row.injured_best) == (28, 16)


def test_rebels_take_a_town_and_bandits_a_son():
    """Who is taken tells ground from people."""
    told = {
        "The town of Gusau was taken by rebels on Tuesday.": (
            "Non-state actor overtakes territory"
        ),
        "Her son was taken by gunmen in Gusau on Tuesday.": (
            "Abduction/forced disappearance"
        ),
    }
    for each, kind in told.items():
        [row] = parsed.rows(each).itertuples()
        assert row.sub_event_type == kind


def test_hostages_who_are_freed_are_no_abduction():
    """What an army ends isn't what it did."""
    [row] = parsed.rows(
        "The army freed 18 hostages near Komanda on Tuesday."
    ).itertuples()
    assert (row.sub_event_type, row.title) == (
        "Other",
        "Hostages freed near Komanda",
    )


def test_occupied_and_abandoned_say_what_a_place_is():
    """A depot in an occupied town was struck; abandoned houses were burned."""
    told = {
        "Our units struck an ammunition depot in occupied Yasynuvata on Tuesday.": (
            "Shelling/artillery/missile attack"
        ),
        "Men torched two abandoned houses in Churachandpur on Tuesday night.": (
            "Looting/property destruction"
        ),
        "Rebels occupied Yasynuvata on Tuesday.": (
            "Non-state actor overtakes territory"
        ),
    }
    for each, kind in told.items():
        assert parsed.rows(each).sub_event_type.tolist() == [kind]
