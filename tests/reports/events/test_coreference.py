"""The same event told again is one row with all its quotes; two events are two."""

from __future__ import annotations

import warnings
from typing import Any

import pandas as pd
import pytest

from sitmap.reports import parse_report

PUBLISHED = "2024-05-31"  # a Friday


def draft(told: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return parse_report(told, published=PUBLISHED).incidents


@pytest.mark.parametrize(
    ("told", "quotes"),
    [
        (
            (
                "SUMMARY: A bus was ambushed near Djibo on 28 May; nine dead.\n\n"
                "DETAILS: At about 0900 on 28 May gunmen ambushed a bus on the Djibo road, "
                "killing nine passengers.\n\n"
                "COMMENT: The ambush near Djibo on 28 May is the deadliest for months."
            ),
            3,
        ),
        (
            (
                "Mardi, des hommes armés ont attaqué un convoi près de Djibo, tuant quatre "
                "soldats.\n\n"
                "Gunmen attacked a convoy near Djibo on Tuesday, killing four soldiers."
            ),
            2,
        ),
        (
            (
                "У вівторок російський дрон влучив у маршрутку в Нікополі, загинули дві "
                "жінки.\n\n"
                "On Tuesday a Russian drone hit a minibus in Nikopol, killing two women."
            ),
            2,
        ),
        (
            (
                "Police fired tear gas at protesters in Nairobi on Tuesday and arrested 12 of "
                "them. Tuesday's protest in Nairobi was called over taxes."
            ),
            2,
        ),
        (
            "Forty soldiers shot and killed four protesters in Conakry on 8 May 2024.",
            1,
        ),
    ],
)
def test_one_event_told_again_is_one_row(told: str, quotes: int) -> None:
    """Told as a clash and an attack, in two languages, as a protest and what ended it."""
    rows = draft(told)
    assert len(rows) == 1
    assert len(rows["quotes"].iloc[0].split()) == quotes


@pytest.mark.parametrize(
    "told",
    [
        (
            "A grenade exploded at a bar in Bujumbura on Monday, killing two people. "
            "On the same day a second grenade went off at a bus station in Bujumbura, "
            "wounding five."
        ),
        (
            "Gunmen killed a judge in Quetta on Tuesday. "
            "Gunmen killed a doctor in Quetta on Thursday."
        ),
        (
            "Shelling killed three people in Nikopol on Monday. "
            "Shelling killed four in Kherson on Monday."
        ),
    ],
)
def test_two_events_are_two_rows(told: str) -> None:
    """A second grenade, another day, another town."""
    assert len(draft(told)) == 2


@pytest.mark.parametrize(
    "told",
    [
        (
            "Blast rocks Melitopol. An explosion went off in the centre late on Sunday; a car bomb"
            " had killed a police officer."
        ),
        (
            "1. Kurram: Convoy ambushed. Unknown gunmen opened fire on vehicles at Mandori"
            " on 28 May."
            " 41 killed."
        ),
    ],
)
def test_a_few_words_at_the_head_and_what_tells_them_in_full_are_one(told):
    """The headline within a paragraph is no second event, and has the day of the other."""
    [row] = draft(told).itertuples()
    assert str(row.date_start)[:10] in {"2024-05-26", "2024-05-28"}


def test_a_head_of_another_place_stays_an_event_of_its_own():
    """Two towns, two events."""
    told = "Blast rocks Melitopol. A drone hit a bus in Nikopol on Thursday, killing two."
    assert list(draft(told).place_name) == ["Melitopol", "Nikopol"]


SECTIONS = (
    "UPPER NILE\n\nOn 16 May, armed youth attacked a camp near Malakal, killing 12 people.\n\n"
    "JONGLEI\n\nBetween 17 and 18 May, raiders stole cattle in Duk County. Three children were"
    " abducted.\n"
)


def test_what_a_section_counts_is_not_of_the_section_before():
    """The children were abducted in Jonglei, and not in the attack near Malakal."""
    rows = parse_report(SECTIONS, published="2024-05-20").incidents
    [camp] = rows[rows["fatalities_best"].fillna(0) == 12].itertuples()
    assert pd.isna(camp.abducted_best)


def test_two_villages_that_no_list_has_are_two():
    """They have no ids to be compared by: their names tell them apart."""
    told = (
        "In Iraq, a sticky bomb went off in Qarandil district on Monday. A roadside bomb went off"
        " in Zanbural district on Monday, injuring a driver."
    )
    rows = parse_report(told, published="2024-06-03").incidents
    assert len(rows) == 2


def test_a_war_of_years_ago_is_not_where_news_was_told():
    """What a country lost in a year lies at no dateline."""
    told = (
        "GORIS, Armenia, June 2 - Two soldiers were shot dead in Goris on Saturday.\n\n"
        "In 2020, a war killed at least 6,500 people.\n"
    )
    rows = parse_report(told, published="2024-06-03").incidents
    [war] = rows[rows["status"] == "historical"].itertuples()
    assert war.geometry is None


@pytest.mark.parametrize(
    ("told", "place", "day"),
    [
        (
            (
                "Gunmen shot seven people in Kashmir, police said Friday. The assailants fired at "
                "a camp in Shopian late Wednesday."
            ),
            "Shopian",
            "2024-05-29",
        ),
        (
            (
                "Fighters overran a base in northern Burkina Faso, residents told reporters on "
                "Thursday.\n\nThe raid on the base at Djibo began on Sunday."
            ),
            "Djibo",
            "2024-05-26",
        ),
    ],
)
def test_a_lead_that_names_the_country_is_told_in_full_further_on(
    told: str, place: str, day: str
) -> None:
    """The town and the day are of the fuller telling; the day of saying is no event's."""
    [row] = draft(told).itertuples()
    assert place in f"{row.place} {row.place_name}"
    assert str(row.date_start.date()) == day


def test_lines_of_a_log_with_days_of_their_own_are_events_of_their_own() -> (
    None
):
    """A place named by "the town" is that of its own line."""
    rows = draft(
        "27 May, Omdurman. Artillery fire on a market: 54 dead.\n"
        "28 May, Kassala. Quiet.\n"
        "29 May, Kadugli. Shells fall on the town from the east. State TV counts 44 dead."
    )
    assert [str(each.date()) for each in rows["date_start"]] == [
        "2024-05-27",
        "2024-05-29",
    ]
    assert rows["fatalities_best"].tolist() == [54, 44]
