"""Whether a text is about conflict: matches, trials and memories are told in its words."""

from datetime import date

import pytest
from tests.reports.events import parsed

from sitmap.reports.events.casualties import Casualties
from sitmap.reports.events.date import When
from sitmap.reports.events.event import Event
from sitmap.reports.events.finder import find_events
from sitmap.reports.events.relevance import Relevance, without_long_ago
from sitmap.reports.events.triggers import STRONG

NOWHERE = When(None, "nowhere")

WAR = (
    "Shelling killed two soldiers near Avdiivka on Sunday. Drones attacked the front line, and"
    " troops fired mortars. Gunmen ambushed a convoy, and fighters shelled the town again."
)
MATCH = (
    "The striker scored twice in the second half. The goalkeeper was under fire all match, and"
    " the league champions attacked until the referee blew the whistle at the stadium."
)


@pytest.mark.parametrize(
    ("text", "is_other", "is_grounded"),
    [(WAR, False, True), (MATCH, True, False)],
)
def test_a_report_is_weighed_as_a_whole(text, is_other, is_grounded):
    """Words of force in number make a report of conflict; those of a match make it sport."""
    relevance = Relevance(parsed.passages(text))
    assert (relevance.is_other, relevance.is_grounded) == (
        is_other,
        is_grounded,
    )


@pytest.mark.parametrize(
    ("text", "is_figure"), [(WAR, False), (MATCH, True)]
)
def test_the_words_of_war_are_a_figure_in_a_match(text, is_figure):
    """A goalkeeper under fire is no exchange of fire."""
    passages = parsed.passages(text)
    told = Relevance(passages).is_figure_of_speech(
        passages.sentences[1], STRONG, Casualties()
    )
    assert told is is_figure


def test_an_old_crime_in_court_is_no_news():
    """What a trial is about happened long ago, unless its day is told and near."""
    text = (
        "In Berlin begann vor Gericht der Prozess gegen den Angeklagten wegen des Anschlags."
        " Die Anklage wirft ihm Mord vor, das Urteil wird im Juli erwartet."
    )
    passages = parsed.passages(text)
    assert Relevance(passages).is_of_another_field(
        "Attack", passages.sentences[0], Casualties(), NOWHERE
    )


def test_news_of_force_is_of_no_other_field():
    """Neither a trial nor a council is told of."""
    passages = parsed.passages(WAR)
    assert not Relevance(passages).is_of_another_field(
        "Attack", passages.sentences[0], Casualties(), NOWHERE
    )


def _event(year: int) -> Event:
    day = date(year, 3, 1)
    return Event(0, 10, "Attack", first=day, last=day)


def test_what_is_remembered_is_left_out_and_a_history_is_read():
    """One event of 1998 beside two of this year is a memory; three of it are the matter."""
    news = [_event(2024), _event(2024), _event(1998)]
    kept = without_long_ago(news, date(2024, 6, 3))
    assert [each.first.year for each in kept] == [2024, 2024]
    history = [_event(1998), _event(1998), _event(1999)]
    assert without_long_ago(history, date(2024, 6, 3)) == history
    assert without_long_ago([_event(1863)], date(2024, 6, 3)) == []
    assert without_long_ago(news, None) == news


REVIEW = (
    "A convoy is ambushed in a mountain pass and eleven men are dead before the titles fade. The"
    " battle scenes are thrilling, and so are the special effects. In cinemas from Friday; three"
    " stars. The village is shelled to rubble by its own side in the end, and that hits hard."
)


def test_set_phrases_tell_a_kind_of_text():
    """A review has few words of its field, and phrases that stand nowhere else."""
    assert Relevance(parsed.passages(REVIEW)).domains.names == {"stage"}


def test_a_set_phrase_makes_no_field_of_a_report_of_war():
    """A report full of force may end on travel advice."""
    told = (
        WAR
        + " The embassy advises against all travel; avoid demonstrations."
    )
    assert not Relevance(parsed.passages(told)).is_other


def test_a_protest_about_a_vote_is_told():
    """A bill and a parliament are what people march about; the vote alone is no incident."""
    protest = (
        "TBILISI — Police used water cannon and tear gas against thousands of protesters outside"
        " the parliament late on Sunday after deputies voted for a bill. Sixty-three demonstrators"
        " were detained and six officers were injured, the ministry said. An opposition leader was"
        " beaten by riot police. The prime minister vowed to push the bill through; a final vote is"
        " expected in June."
    )
    assert not Relevance(parsed.passages(protest)).is_other
    vote = (
        "TBILISI — Deputies voted for a bill on Sunday. The opposition attacked the prime minister"
        " in parliament and lost the vote by ten ballots. A final vote is expected in June; the"
        " voters elect a new parliament in October, and the candidates begin their campaign in"
        " August."
    )
    assert Relevance(parsed.passages(vote)).is_other


def test_a_rally_against_a_vote_is_told_in_a_report_about_it():
    """Words of an election are of what people march against; the day is told, the place above."""
    told = (
        "TBILISI, Oct 28 - Tens of thousands rallied outside parliament on Monday to protest "
        "against what the opposition calls a stolen election, as the ruling party celebrated its "
        "votes.\n\n"
        "Election observers had seen ballots stuffed at polling stations. The commission annulled "
        "the result of one ballot box. Voters in the runoff will get new ballots, and the poll in "
        "Marneuli is held again. Candidates of four parties want a recount of the votes."
    )
    passages = parsed.passages(told, date(2024, 10, 28))
    assert "Peaceful protest" in [
        each.sub_event_type for each in find_events(passages)
    ]


def test_what_never_happened_nowhere_is_a_turn_of_speech():
    """A notice to customers that no ship was attacked tells no incident."""
    told = (
        "Piracy: there has been no attack on a vessel of ours since 2011. "
        + "We thank you for your bookings and look forward to your cargo. "
        * 12
    )
    assert not find_events(parsed.passages(told, date(2025, 10, 8)))


COLUMN = (
    "{label}The war we stopped counting\n\nI have reported from Grozny, from Aleppo, from Mosul. "
    "Aleppo fell; Mosul was retaken house by house; and Grozny was rebuilt. Rockets hit a market "
    "in Kharkiv and two people died there, and nobody wrote a line.\n\n"
)


@pytest.mark.parametrize(
    ("label", "end"),
    [
        ("Opinion: ", ""),
        ("", "The writer's new book, Under Fire, is out in May."),
    ],
)
def test_a_piece_of_opinion_tells_no_news_without_a_day(label, end):
    """What such a text tells of no day is its matter, and marks no map."""
    assert parsed.rows(COLUMN.format(label=label) + end).empty


def test_a_piece_of_opinion_may_tell_what_happened_on_a_day():
    told = "Editorial: Enough\n\nOn Tuesday a rocket killed two people in Kharkiv."
    [row] = parsed.rows(told).itertuples()
    assert row.fatalities_best == 2


def test_a_report_of_a_brawl_at_a_match_tells_what_else_happened():
    """A paragraph without a word of sport, with its own place and day, is news."""
    told = (
        "A brawl between fans of two football clubs at a match in Gračanica on Sunday left two "
        "men with bruises. The referee had sent off a striker and the goalkeeper.\n\n"
        "In Štrpce, unknown persons threw stones at a bus on Saturday, breaking two windows.\n\n"
        "In Zubin Potok, 50 people blocked the road to Brnjak for an hour on Monday."
    )
    places = set(parsed.rows(told).place_name)
    assert {"Štrpce", "Zubin Potok"} <= places
