"""Bulletins, logs and terse notes: rows of lists, stars for grades, headings that are dates."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from sitmap.reports import parse_report
from sitmap.reports.text.sentences import split_sentences

PUBLISHED = "2024-05-15"  # a Wednesday


def draft(told: str, published: str = PUBLISHED) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return parse_report(told, published=published).incidents


def test_stars_behind_a_sentence_end_it() -> None:
    """A bulletin grades each sentence by one to three stars."""
    text = "Two men were shot in Kumba. *** A grenade went off in Buea. * Calm elsewhere."
    found = [text[each.start : each.end] for each in split_sentences(text)]
    assert found == [
        "Two men were shot in Kumba. ***",
        "A grenade went off in Buea. *",
        "Calm elsewhere.",
    ]


def test_rows_that_begin_with_a_name_and_a_colon_are_apart() -> None:
    """Long rows of a list are no broken lines of one paragraph."""
    text = (
        "BUNIA: Two farmers shot dead as armed men raid a hamlet at dawn, elders say\n"
        "GOMA: Traders block the road to the airport with burning tyres over tax\n"
        "KALEMIE: Ferry resumes"
    )
    assert [each.paragraph for each in split_sentences(text)] == [0, 1, 2]


def test_a_day_without_a_month_is_the_last_such_day() -> None:
    """A report of the third that tells of "the 9th" tells of the month before."""
    told = "Gunmen killed a guard in Nyala on the night of the 9th."
    found = draft(told, published="2024-06-03")
    assert [str(day)[:10] for day in found["date_start"]] == ["2024-05-09"]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("in the first week of the month", "2024-05-01", "2024-05-07"),
        ("in the last week of April", "2024-04-25", "2024-04-30"),
        ("at the beginning of March", "2024-03-01", "2024-03-10"),
    ],
)
def test_parts_of_months_are_read(
    words: str, first: str, last: str
) -> None:
    """A week or ten days, no single day."""
    row = draft(f"Gunmen killed a guard in Nyala {words}.").iloc[0]
    assert (str(row["date_start"])[:10], str(row["date_end"])[:10]) == (
        first,
        last,
    )


def test_a_heading_that_is_a_year_dates_its_items() -> None:
    """A calendar of decades ago draws nothing; one of the last years draws history."""
    told = "ON THIS DAY\n\n1972\nA man was shot dead in Belfast as he carried in the milk."
    assert draft(told).empty
    found = draft(told.replace("1972", "2021"))
    assert found["status"].tolist() == ["historical"]
    assert str(found["date_start"].iloc[0])[:10] == "2021-01-01"


@pytest.mark.parametrize(
    "told",
    [
        "News of a raid on the hospital in Gori on Monday was invented, the mayor said.",
        "A report of an ambush near Goma on Friday has been withdrawn by the agency.",
        'Police call the video of a shooting in Nyala "fake"; the mayor agrees.',
        "It is false that drones hit the market of Kupiansk on Sunday.",
        "Fighters said they had seized a post at Goma on Monday, which the army denied.",
        "That a teacher was beheaded in Goma on Monday, as a radio said, isn't so.",
        "The town hall of Gori was not attacked on Sunday, whatever you read.",
        "The road in Gori was closed by a landslide, not, as first reported, by a bomb.",
        "Talk of a raid on Bunia on Friday: our monitors say there was none.",
        "Word of an ambush near Goma on Monday turned out to be untrue.",
    ],
)
def test_what_the_teller_refutes_is_denied(told: str) -> None:
    """Drafted, with its status, and off the map."""
    assert draft(told)["status"].tolist() == ["denied"]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (
            "Durres, 20:15. Two men on a scooter fired six times at customers.",
            "Attack",
        ),
        (
            "A clerk, 44, was pushed into a grey car outside his house in Guayaquil on Monday.",
            "Abduction/forced disappearance",
        ),
        (
            "After two days of battle the town of Djibo fell to the militants on Monday.",
            "Non-state actor overtakes territory",
        ),
        (
            "Residents with sticks and stones met the surveyors in Argo on Monday.",
            "Violent demonstration",
        ),
        (
            "Doctors in Kano down tools on Monday over pay.",
            "Peaceful protest",
        ),
        (
            "Police picked up the secretary of a union in Yangon on Monday.",
            "Arrests",
        ),
        (
            "A mortar bomb was found near Vukovar on Monday and blown up at noon.",
            "Disrupted weapons use",
        ),
        (
            "Nine fighters handed themselves in at Bria on Monday.",
            "Change to group/activity",
        ),
        ("Elders in Baidoa brokered a truce on Monday.", "Agreement"),
        (
            "Hooded men stopped a bus on the road in Kumbo on Monday and burned it.",
            "Looting/property destruction",
        ),
        (
            "FPV into a minibus in Antonivka on Monday, driver killed.",
            "Air/drone strike",
        ),
    ],
)
def test_terse_words_tell_what_happened(told: str, kind: str) -> None:
    """Police logs, chats and bulletins say much without a verb of force."""
    assert kind in draft(told)["sub_event_type"].tolist()


@pytest.mark.parametrize(
    "told",
    [
        'Readers in Turin chose "The Siege of Mosul" on Monday.',
        "A siren went off in Haifa on Monday, as it does every April.",
        "Was the market of Nyala shelled on Monday?",
        "In sport: Partizan was shot down in Nis on Monday by a goalkeeper on loan.",
        "You've been shot at in Aleppo and kidnapped near Mosul before the menu comes up.",
        "A strike on the depots of Goma on Friday can't be ruled out.",
        "We expect more abductions in Zamfara on Friday.",
        "Rebels fired 41 drones and made 60 attacks on Kharkiv in 24 hours.",
        "Guides wanted in Karlovac for the hall on the shelling of the town.",
        "A road in Pyla, where work had led to scuffles in 2021, is finished.",
    ],
)
def test_what_is_no_event_is_not_drafted(told: str) -> None:
    """Titles of works, habits, questions, games, guesses and counts of a time."""
    assert draft(told).empty


def test_a_column_that_borrows_the_words_of_war_draws_nothing() -> None:
    """One weak sentence of force in a long text about bins is a figure of speech."""
    filler = "The bins of our street have not been emptied since the holidays began again. "
    told = f"Bins\n\n{filler * 9}On Tuesday residents ambushed the clerk of works in the hall.\n"
    assert draft(told).empty


@pytest.mark.parametrize(
    ("told", "place"),
    [
        (
            "Families fled to Goma. On Monday the hospital there was shelled by rebels.",
            "Goma",
        ),
        (
            "A Pakistan coy convoy was ambushed near Bunia on Monday.",
            "Bunia",
        ),
        (
            "Rebels fired on the Ghana battalion outside Kadugli on Monday.",
            "Kadugli",
        ),
        (
            "Kyiv summoned the envoy over a strike on a house in Sumy on Monday.",
            "Sumy",
        ),
        (
            "KAMPALA, May 14 - A convoy bound for Bunia was ambushed on Monday.",
            "Bunia",
        ),
    ],
)
def test_the_place_is_where_it_happened(told: str, place: str) -> None:
    """No owner's country, no speaker's capital and no place line."""
    found = draft(told)["place_name"].tolist()
    assert found == [place] or place in str(found[0])


def test_who_speaks_again_and_again_is_no_place() -> None:
    """The label of an answer is a person."""
    told = (
        "Talk with the commissioner\n\nQ: What happened in Tari on Monday?\n\n"
        "COMMISSIONER: Men shot two guards outside the hospital.\n\nQ: And then?\n\n"
        "COMMISSIONER: They burned a lorry.\n"
    )
    assert "COMMISSIONER" not in str(draft(told)["place"].tolist())


def test_the_night_between_two_days_is_both_days() -> None:
    """Not the night before publication."""
    row = draft(
        "Gunmen shot two guards in Goma in the night of 27 to 28 April."
    ).iloc[0]
    assert (str(row["date_start"])[:10], str(row["date_end"])[:10]) == (
        "2024-04-27",
        "2024-04-28",
    )


def test_a_ship_west_of_a_port_is_not_put_into_the_sea_of_the_heading() -> (
    None
):
    """65 nautical miles are 120 km: from 42.95 to 41.82 degrees east."""
    told = (
        "WEEKLY NOTE\n\nRed Sea\n\nOn 12 May a ship 65 nautical miles west of Hodeidah "
        "was struck by a drone.\n\nGulf of Aden\n\nOn 13 May a ship was fired on off Aden.\n"
    )
    found = draft(told)
    assert abs(found.geometry.iloc[0].x - 41.82) < 0.15


def test_a_short_line_that_breaks_off_goes_on() -> None:
    """A scan of a narrow column: no line ends with a small word or half of one."""
    text = "Two guards were shot in the\nMarket of Goma on\nMon-\nDay and a lorry was burned."
    assert {each.paragraph for each in split_sentences(text)} == {0}
    assert [
        str(day)[:10]
        for day in draft(text.replace("Mon-\nDay", "Monday"))["date_start"]
    ]


def test_a_riot_and_the_march_it_was_thrown_at_are_one_event() -> None:
    """One day in one street: the march is no second row."""
    told = (
        "Loyalists in Novi Sad threw stones and bottles on Monday at protesters who had gathered "
        "peacefully outside the office, and marchers blocked the road."
    )
    assert draft(told)["event_type"].tolist() == ["Riots"]
