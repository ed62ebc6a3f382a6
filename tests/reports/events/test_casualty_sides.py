"""Whose dead they are: those of two sides are summed, a part or a retold number is not."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from sitmap.reports import parse_report
from sitmap.reports.events.casualties import find_casualties

GOLD = Path(__file__).parents[1] / "gold"


@pytest.mark.parametrize(
    ("told", "killed"),
    [
        # an officer and three attackers are four, however far apart they are told
        (
            (
                "Gunmen attacked a police post in Bannu on Monday. One officer was killed. "
                "Three attackers were killed in the exchange of fire."
            ),
            4,
        ),
        (
            (
                "Militants attacked a base near Gao on Monday, killing six soldiers. "
                "The army said 20 militants were killed in the response."
            ),
            26,
        ),
        # a part of those counted
        (
            (
                "A car bomb hit Mogadishu on Monday, killing four people. "
                "Three soldiers were among the dead."
            ),
            4,
        ),
        # one side, told again
        (
            (
                "Gunmen killed five villagers in Djibo on Monday. "
                "Five farmers died in the attack, the mayor said."
            ),
            5,
        ),
        # one person, told again
        (
            (
                "A policeman was shot dead in Quetta on Monday. "
                "The father of three died on the spot."
            ),
            1,
        ),
    ],
)
def test_the_dead_of_two_sides_are_summed_over_sentences(
    told: str, killed: int
) -> None:
    """Soldiers, armed men and civilians are never the same people."""
    incidents = parse_report(told, published="2024-06-04").incidents
    assert list(incidents["fatalities_best"]) == [killed]


def test_two_parties_that_tell_each_other_s_dead_give_no_sum() -> None:
    """Each number has one teller, and none tells both: low and high, no best."""
    told = (
        "The army and rebels clashed near Quiterajo on Monday. The army said six rebels died. "
        "The rebels said four soldiers died."
    )
    (row,) = parse_report(
        told, published="2024-06-04"
    ).incidents.itertuples()
    assert (row.fatalities_low, row.fatalities_high) == (4, 6)


@pytest.mark.parametrize(
    ("told", "abducted", "arrested"),
    [
        ("Militants seized more than 80 outposts.", None, None),
        ("Militants seized four police vehicles.", None, None),
        ("Militants seized four policemen near Gao.", 4, None),
        ("Bandits made off with 300 cows and two herdsmen.", 2, None),
        ("Troops killed 11 militants and captured four.", None, 4),
        ("The rebels captured 25 soldiers and a colonel.", 26, None),
        ("Troops rescued nine kidnapped girls.", None, None),
        (
            "Police seized 30 rifles and arrested a man and his two sons.",
            None,
            3,
        ),
    ],
)
def test_things_are_no_abducted_persons_and_prisoners_are_arrested(
    told: str, abducted: int | None, arrested: int | None
) -> None:
    """What is taken may be a thing; armed men that are captured are held, not abducted."""
    found = find_casualties(told)
    assert (found.abducted.best, found.arrested.best) == (
        abducted,
        arrested,
    )


@pytest.mark.parametrize(
    ("care", "injured"),
    [
        (
            "On Sunday alone, the hospital in Tawila received 35 wounded from El Fasher.",
            None,
        ),
        ("The hospital received 35 wounded from across the state.", None),
        ("The hospital received 35 wounded.", 35),
        ("The hospital received 35 wounded from the strike.", 35),
    ],
)
def test_a_hospital_s_wounded_of_many_places_are_no_event_s(
    care: str, injured: int | None
) -> None:
    """They are of the event before only where nothing says that they came from elsewhere."""
    told = f"On Saturday a shell hit Abu Shouk camp in El Fasher, killing seven people. {care}"
    row = parse_report(told, published="2025-05-12").incidents.iloc[0]
    assert row["fatalities_best"] == 7
    got = None if pd.isna(row["injured_best"]) else row["injured_best"]
    assert got == injured


@pytest.mark.parametrize(
    ("name", "most_wrong"),
    [
        ("casualties-5.csv", 0),
        ("casualties-6.csv", 3),
        ("casualties-7.csv", 1),
    ],
)
def test_sentences_of_many_desks_are_read(
    name: str, most_wrong: int
) -> None:
    """Wire, blotters, hospitals, monitors and communiqués: every number as worked out by hand."""
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wrong = [row["sentence"] for row in rows if not _is_read(row)]
    assert len(wrong) <= most_wrong, wrong


def _is_read(row: dict[str, str]) -> bool:
    found = find_casualties(row["sentence"])
    for whom, count in (
        ("killed", found.fatalities),
        ("injured", found.injured),
    ):
        told = tuple(
            _number(row[f"{whom}_{which}"])
            for which in ("low", "best", "high")
        )
        vague = told == (None, None, None) and count.best is None
        if tuple(count) != told and not vague:
            return False
    return all(
        getattr(found, kind).best == _number(row[kind])
        for kind in ("missing", "abducted", "arrested")
    )


def _number(told: str) -> int | None:
    return int(told) if told else None


def test_a_toll_by_evening_is_of_the_event_though_a_remark_stands_between() -> (
    None
):
    """The paragraph behind the lead first tells nothing new, and then counts the dead."""
    told = (
        "A drone strike on a market in Kabkabiya killed at least 20 people on Sunday, a group said."
        "\n\nThe committee said the death toll could rise. By evening the town's only hospital had "
        "counted 33 dead."
    )
    (row,) = parse_report(
        told, published="2024-08-11"
    ).incidents.itertuples()
    assert row.fatalities_best == 33


def test_a_teller_before_but_tells_another_number() -> None:
    """The police confirm the raid, but tell fewer dead: low and high, with both tellers."""
    told = (
        "Three vigilantes were killed and 20 villagers kidnapped when gunmen raided Gusau on "
        "Saturday. Police spokesman Yazid Abubakar confirmed the attack but said only two "
        "vigilantes died and 12 persons were kidnapped."
    )
    (row,) = parse_report(
        told, published="2024-04-08"
    ).incidents.itertuples()
    assert (row.fatalities_low, row.fatalities_high) == (2, 3)
    assert "Yazid Abubakar" in row.counts_told


@pytest.mark.parametrize(
    ("told", "killed"),
    [
        ("7 VDP and 11 attackers KIA.", 18),
        # one beside several others
        ("A teacher was shot dead and two others were killed.", 3),
        ("A man was killed and three others died later.", 4),
        ("A 9mm round killed a bystander and three more were grazed.", 1),
        # an age, not a number of men
        ("A man aged about 30 was found shot dead.", 1),
        # words that aren't listed, where what befell them befalls people alone
        ("Two ruffians were lynched by a mob.", 2),
        ("Forty cows were killed.", None),
        ("Rebels hacked 14 civilians to death.", 14),
        # a headline without commas
        ("9 killed 31 injured in Kharkiv.", 9),
        (
            "The rebels shot at a bus, killing 10 of them and the driver.",
            11,
        ),
        # the other side
        ("We lost three killed, while the enemy's losses are 50 dead.", 53),
        # an adjective of a country is nobody
        (
            "Four fighters died, and the Lebanese health ministry was hit.",
            4,
        ),
        ("In Gao 4 FAMa and 12 fighters were killed.", 16),
        ("Three FARDC were killed and two IEDs defused.", 3),
    ],
)
def test_everyone_who_died_is_counted_once(
    told: str, killed: int | None
) -> None:
    """Units by their short names, one beside others, the enemy; devices and ministries don't."""
    assert find_casualties(told).fatalities.best == killed
