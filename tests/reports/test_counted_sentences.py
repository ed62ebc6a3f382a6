"""What a sentence counts is what a careful reader would note: sixty and more, by hand."""

from __future__ import annotations

import csv
import warnings
from pathlib import Path

import pandas as pd
import pytest

from sitmap.reports import parse_report
from sitmap.reports.events.casualties import find_casualties
from sitmap.reports.events.casualty_counts import Count

ONE, NONE, OPEN = Count(1, 1, 1), Count(0, 0, 0), Count()


def exactly(number: int) -> Count:
    return Count(number, number, number)


def at_least(number: int) -> Count:
    return Count(number, number, None)


@pytest.mark.parametrize(
    ("told", "killed", "injured"),
    [
        # the number before the subject counts no dead
        (
            "Two car bombs killed nine people in the market.",
            exactly(9),
            OPEN,
        ),
        (
            "Three air strikes killed at least 14 villagers.",
            at_least(14),
            OPEN,
        ),
        ("Four shells wounded six children.", OPEN, exactly(6)),
        ("Five gunmen shot dead a teacher near Gao.", ONE, OPEN),
        (
            "Twenty drones killed one person and injured seven.",
            ONE,
            exactly(7),
        ),
        ("Two suicide bombers killed 31 worshippers.", exactly(31), OPEN),
        ("A dozen rockets killed two women.", exactly(2), OPEN),
        ("Hundreds of soldiers killed four protesters.", exactly(4), OPEN),
        # active
        ("A landmine killed three herders.", exactly(3), OPEN),
        (
            "The blast killed a policeman and wounded four others.",
            ONE,
            exactly(4),
        ),
        ("Gunmen killed seven miners in their sleep.", exactly(7), OPEN),
        (
            "Shelling killed five civilians, injuring 12.",
            exactly(5),
            exactly(12),
        ),
        (
            "The attack left nine soldiers dead and 20 wounded.",
            exactly(9),
            exactly(20),
        ),
        ("The raid claimed the lives of six people.", exactly(6), OPEN),
        ("Militants beheaded two farmers.", exactly(2), OPEN),
        ("A sniper shot dead a 62-year-old man.", ONE, OPEN),
        # passive
        ("Eight soldiers were killed in an ambush.", exactly(8), OPEN),
        ("A farmer was killed by a mine.", ONE, OPEN),
        ("Two men were shot dead outside a bar.", exactly(2), OPEN),
        ("Three nurses have been killed since noon.", exactly(3), OPEN),
        ("Four people were stabbed to death.", exactly(4), OPEN),
        (
            "Nine fishermen were hacked to death by assailants.",
            exactly(9),
            OPEN,
        ),
        (
            "Twenty-two people were injured, three of them badly.",
            OPEN,
            exactly(22),
        ),
        ("Six people, two of them children, were hurt.", OPEN, exactly(6)),
        ("Two policemen and a driver were wounded.", OPEN, exactly(3)),
        ("A mother and her three sons were killed.", exactly(4), OPEN),
        ("Five rebels and two soldiers were killed.", exactly(7), OPEN),
        # intransitive
        (
            "Eleven passengers died when the bus hit a mine.",
            exactly(11),
            OPEN,
        ),
        ("The driver died on the way to hospital.", ONE, OPEN),
        ("Six patients did not survive the strike.", exactly(6), OPEN),
        ("Two guards perished in the fire.", exactly(2), OPEN),
        ("Three people lost their lives.", exactly(3), OPEN),
        ("A boy lost a leg when he trod on the device.", OPEN, ONE),
        # headlines and telegrams
        ("Four dead, nine wounded in market blast", exactly(4), exactly(9)),
        ("Two killed in grenade attack", exactly(2), OPEN),
        ("Three soldiers killed in clash near Menaka", exactly(3), OPEN),
        ("2 KIA, 5 WIA.", exactly(2), exactly(5)),
        ("DRIVER KIA.", ONE, OPEN),
        ("15 injured after rally in Tbilisi", OPEN, exactly(15)),
        ("Death toll rises to 52.", exactly(52), OPEN),
        # bounds
        ("At least seven people were killed.", at_least(7), OPEN),
        ("More than 40 people were injured.", OPEN, at_least(40)),
        ("Up to 30 fighters were killed.", Count(None, None, 30), OPEN),
        ("About 20 people were wounded.", OPEN, Count(None, 20, None)),
        (
            "Between four and seven people were killed.",
            Count(4, None, 7),
            OPEN,
        ),
        ("The strike killed 10 to 12 people.", Count(10, None, 12), OPEN),
        ("A dozen villagers were killed.", exactly(12), OPEN),
        ("Half a dozen people were injured.", OPEN, exactly(6)),
        ("Two hundred people were injured.", OPEN, exactly(200)),
        ("1,300 people were killed.", exactly(1300), OPEN),
        # nobody
        ("There were no casualties.", NONE, NONE),
        ("No one was killed.", NONE, OPEN),
        ("Nobody was hurt.", NONE, NONE),
        ("No injuries were reported.", OPEN, NONE),
        ("There was no loss of life.", NONE, OPEN),
        (
            "The rocket fell in a field without causing casualties.",
            NONE,
            NONE,
        ),
        # bodies and tolls
        ("The bodies of four men were found in a well.", exactly(4), OPEN),
        ("Police recovered 13 bodies.", exactly(13), OPEN),
        ("The death toll from the attack stands at 18.", exactly(18), OPEN),
        (
            "The number of dead has risen to 23, the mayor said.",
            exactly(23),
            OPEN,
        ),
        # what isn't counted
        (
            "Since January 300 people have been killed in the province.",
            OPEN,
            OPEN,
        ),
        ("The road was closed for 12 hours.", OPEN, OPEN),
        ("He was 17 when the war began.", OPEN, OPEN),
        ("Forty vehicles were destroyed.", OPEN, OPEN),
    ],
)
def test_the_numbers_are_those_of_the_sentence(
    told: str, killed: Count, injured: Count
) -> None:
    """Killed and injured, low, best and high, as the words give them."""
    found = find_casualties(told)
    assert (found.fatalities, found.injured) == (killed, injured)


@pytest.mark.parametrize(
    ("told", "low", "high"),
    [
        (
            "Hospital officials said 40 people were killed; the mayor said the number was 46.",
            40,
            46,
        ),
        (
            "Nine diggers were hacked to death, local chiefs say; the army gives five.",
            5,
            9,
        ),
        (
            "Police said six people were killed, but residents put the number at nine.",
            6,
            9,
        ),
        ("Officers counted five dead, the local hospital nine.", 5, 9),
    ],
)
def test_two_voices_give_a_low_and_a_high_and_no_best(
    told: str, low: int, high: int
) -> None:
    """Both are told with who says so."""
    found = find_casualties(told)
    assert found.fatalities == Count(low, None, high)
    assert f"{low} killed" in found.counts_told
    assert f"{high} killed" in found.counts_told


@pytest.mark.parametrize(
    ("told", "what", "number"),
    [
        ("Eleven fishermen were led away from their huts.", "abducted", 11),
        ("Bandits kidnapped 15 schoolgirls on Monday.", "abducted", 15),
        ("Two aid workers were abducted near Goma.", "abducted", 2),
        ("Police arrested three men in Zvečan.", "arrested", 3),
        ("Twelve people were detained after the march.", "arrested", 12),
        ("Eleven arrests were made.", "arrested", 11),
        ("Four sailors are missing.", "missing", 4),
        ("A woman and two children went missing.", "missing", 3),
    ],
)
def test_the_missing_the_abducted_and_the_arrested_are_counted(
    told: str, what: str, number: int
) -> None:
    """Each in its own column."""
    assert getattr(find_casualties(told), what).best == number


@pytest.mark.parametrize(
    ("told", "killed", "injured"),
    [
        (
            "Gunmen killed a mayor, his wife and their driver.",
            exactly(3),
            OPEN,
        ),
        (
            "A teacher, her husband and two of their children died.",
            exactly(4),
            OPEN,
        ),
        (
            "Four soldiers, two policemen and a civilian were killed.",
            exactly(7),
            OPEN,
        ),
        (
            "An eight-year-old boy and his grandmother were killed.",
            exactly(2),
            OPEN,
        ),
        ("None of the 40 passengers was hurt.", OPEN, NONE),
        (
            "Shelling killed at least 5 & injured 20+.",
            at_least(5),
            at_least(20),
        ),
        ("KIA: 3, WIA: 11", exactly(3), exactly(11)),
        ("A sniper killed one protester and wounded another.", ONE, ONE),
        ("The army said it had lost four men.", exactly(4), OPEN),
        ("The raid killed one hundred and six people.", exactly(106), OPEN),
    ],
)
def test_lists_of_people_are_summed(
    told: str, killed: Count, injured: Count
) -> None:
    """Who is named one by one is counted one by one."""
    found = find_casualties(told)
    assert (found.fatalities, found.injured) == (killed, injured)


@pytest.mark.parametrize(
    ("told", "killed", "injured"),
    [
        ("Eleven Palestinians were killed in the raid.", exactly(11), OPEN),
        (
            "Four Kenyan police officers were shot dead by gunmen.",
            exactly(4),
            OPEN,
        ),
        (
            "The bomb killed seven Ukrainians, including a pregnant woman, and wounded 30 more.",
            exactly(7),
            exactly(30),
        ),
        (
            "At least three were killed and six more injured.",
            at_least(3),
            exactly(6),
        ),
        (
            "Five people died on the spot; two more died in hospital.",
            exactly(7),
            OPEN,
        ),
        (
            "Twelve wounded and not a single death were reported.",
            NONE,
            exactly(12),
        ),
        ("He was killed along with his two sons.", exactly(3), OPEN),
        (
            "The commander, his wife and their three children died when the missile struck.",
            exactly(5),
            OPEN,
        ),
        ("A family of five was killed in the shelling.", exactly(5), OPEN),
        ("A mother and her two children were killed.", exactly(3), OPEN),
        ("A couple and their baby were burned alive.", exactly(3), OPEN),
        (
            "Militants killed two policemen, three soldiers and a child.",
            exactly(6),
            OPEN,
        ),
        (
            (
                "Two policemen and one civilian were killed, and four civilians and a soldier were"
                " injured."
            ),
            exactly(3),
            exactly(5),
        ),
        ("The number of injured has risen to 84.", OPEN, exactly(84)),
        (
            "Hospitals received 23 wounded and eight bodies.",
            exactly(8),
            exactly(23),
        ),
        (
            "Seventeen bodies were brought to the morgue, and 60 wounded to the hospital.",
            exactly(17),
            exactly(60),
        ),
        ("The strike took nine lives.", exactly(9), OPEN),
        ("Nine lives were lost.", exactly(9), OPEN),
        ("A stray bullet hit a girl in the leg.", OPEN, ONE),
        ("Shrapnel wounded the pilot.", OPEN, ONE),
        ("The assailants killed no one, but took 12 women.", NONE, OPEN),
        ("There was no loss of life.", NONE, OPEN),
        ("No casualties have been reported so far.", NONE, NONE),
        ("Nobody died.", NONE, OPEN),
        ("The crew escaped unharmed.", NONE, NONE),
        ("At least 200 are feared dead.", at_least(200), OPEN),
        ("As many as 70 could be dead.", Count(None, None, 70), OPEN),
        ("Fewer than ten people died.", Count(None, None, 9), OPEN),
        ("More than a dozen people were killed.", at_least(12), OPEN),
        ("A dozen people were wounded.", OPEN, exactly(12)),
        ("Half a dozen fighters were killed.", exactly(6), OPEN),
        ("Scores of villagers were killed.", Count(40, None, None), OPEN),
        ("Two people, one of them a child, were killed.", exactly(2), OPEN),
        ("Killed: 3; wounded: 11.", exactly(3), exactly(11)),
        ("3 KIA and 7 WIA.", exactly(3), exactly(7)),
        (
            "The attack left four wounded, two of them seriously.",
            OPEN,
            exactly(4),
        ),
        ("The attack left a woman dead and her child injured.", ONE, ONE),
        ("Police shot and killed a 19-year-old man.", ONE, OPEN),
        ("The protester, 24, died of gunshot wounds.", ONE, OPEN),
        (
            "One soldier lost his life and two sustained injuries.",
            ONE,
            exactly(2),
        ),
        ("The blast injured at least one person.", OPEN, at_least(1)),
        (
            "The ministry denied that 12 soldiers had been killed.",
            exactly(12),
            OPEN,
        ),
        ("Both drivers died.", exactly(2), OPEN),
        ("All four occupants of the car were killed.", exactly(4), OPEN),
        (
            "The sole survivor said that 18 others had been shot.",
            OPEN,
            OPEN,
        ),
        (
            "The army says it killed 35 militants and lost two men.",
            exactly(37),
            OPEN,
        ),
        (
            "Seven insurgents were killed, as were two soldiers.",
            exactly(9),
            OPEN,
        ),
        (
            "An Israeli soldier was killed and three were wounded.",
            ONE,
            exactly(3),
        ),
        ("Two men died and a third was hurt.", exactly(2), ONE),
        (
            "Thirty-one people lost their lives in Saturday's blast.",
            exactly(31),
            OPEN,
        ),
        (
            "One hundred and four bodies have been buried.",
            exactly(104),
            OPEN,
        ),
        (
            "A Red Cross volunteer died of his injuries on Monday.",
            ONE,
            OPEN,
        ),
        ("The grenade maimed two children.", OPEN, exactly(2)),
        (
            "Israel killed 40 people in Gaza, medics said. The army said it had no knowledge.",
            exactly(40),
            OPEN,
        ),
        (
            "Witnesses spoke of 15 dead, the police of four.",
            Count(4, None, 15),
            OPEN,
        ),
        (
            "The government says 22 died. Opposition leaders say the real figure is over 60.",
            Count(22, None, 60),
            OPEN,
        ),
        ("22 killed, not 25 as reported earlier.", exactly(22), OPEN),
    ],
)
def test_the_dead_are_counted_however_they_are_told(
    told: str, killed: Count, injured: Count
) -> None:
    """Lives lost, bodies brought, demonyms, companions, sums in one sentence, zeros in words."""
    found = find_casualties(told)
    assert (found.fatalities, found.injured) == (killed, injured)


GOLD = Path(__file__).parent / "gold"
NOT_YET = (
    "Deux sœurs ont été fauchées par un obus ; leur frère, blessé, a succombé dans la nuit.",
    "L'hôpital fait état de dix morts, la mairie de treize.",
    "قتل شرطيان وأصيب ثالث.",
)
"""A third one behind a comma, a voice without its verb, "a third" of no noun."""


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(
            row,
            marks=[pytest.mark.xfail(strict=True)]
            if row["sentence"] in NOT_YET
            else [],
        )
        for name in (
            "casualties-2.csv",
            "casualties-3.csv",
            "casualties-4.csv",
            "casualties-languages-2.csv",
            "casualties-languages-3.csv",
            "casualties-languages-4.csv",
        )
        for row in csv.DictReader(
            (GOLD / name).read_text("utf-8").splitlines()
        )
    ],
    ids=lambda row: row["sentence"][:40],
)
def test_sentences_written_apart_are_counted(row: dict[str, str]) -> None:
    """Sentences that were written before the rules they try, by kind."""
    found = find_casualties(row["sentence"], row.get("language", "en"))
    kinds = ("killed", "injured")
    names = [
        f"{kind}_{which}"
        for kind in kinds
        for which in ("low", "best", "high")
    ]
    wanted = [int(row[name]) if row[name] else None for name in names]
    told = [*found.fatalities, *found.injured]
    for low in (0, 3):
        if wanted[low : low + 3] == [None] * 3 and told[low + 1] is None:
            told[low] = None  # of vague words any low will do
    assert told == wanted
    for kind in ("missing", "abducted", "arrested"):
        if kind in row:
            count = int(row[kind]) if row[kind] else None
            assert getattr(found, kind).best == count


@pytest.mark.parametrize(
    ("told", "counts", "counts_told"),
    [
        (
            (
                "Gunmen attacked Tessit on 3 May 2024. The army said 11 of its soldiers"
                " were killed. Residents counted 25 bodies."
            ),
            [11, None, 25],
            "11 killed (The army); 25 killed (Residents)",
        ),
        (
            (
                "Rebels attacked Bambari on 3 May 2024. Seven people died, according to"
                " the Red Cross. The government put the number at three."
            ),
            [3, None, 7],
            "7 killed (the Red Cross); 3 killed (The government)",
        ),
        (
            (
                "A bomb exploded in Quetta on 3 May 2024, killing 11, police said."
                " Police later said that 14 had died."
            ),
            [14, 14, 14],
            None,
        ),
        (
            (
                "A bomb exploded in Quetta on 3 May 2024. Police said 11 people were killed."
                " The hospital said on Sunday the toll had risen to 14."
            ),
            [14, 14, 14],
            None,
        ),
    ],
)
def test_voices_of_several_sentences_are_both_told(
    told: str, counts: list[int | None], counts_told: str | None
) -> None:
    """Another voice's number is told beside the first; a toll that grew replaces it."""
    rows = parse_report(told, published="2024-05-04").incidents
    row = rows.iloc[0]
    names = ("fatalities_low", "fatalities_best", "fatalities_high")
    given = [
        None if pd.isna(row[name]) else int(row[name]) for name in names
    ]
    assert (len(rows), given) == (1, counts)
    assert (
        None if pd.isna(row["counts_told"]) else row["counts_told"]
    ) == counts_told


def _only_event(text: str):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        (event,) = parse_report(text, published="2025-06-03").events
    return event


@pytest.mark.parametrize(
    ("behind", "killed", "injured"),
    [
        # a paragraph later, somebody gives another number of the same dead
        ("The army put the number of dead at 14.", (14, None, 21), OPEN),
        (
            "The army, which has sent reinforcements from Bankass, put the number of dead at 14.",
            (14, None, 21),
            OPEN,
        ),
        ("Medics later put the death toll at 24.", (24, 24, 24), OPEN),
        # the wounded are in a town where nothing happened
        (
            "A health worker in Bandiagara said nine wounded had been admitted.",
            (21, 21, 21),
            exactly(9),
        ),
        # of the whole war, or of another town
        (
            "The death toll has passed 40,000, the ministry says.",
            (21, 21, 21),
            OPEN,
        ),
        (
            "In Gao, the death toll of Sunday's attack rose to 30.",
            (21, 21, 21),
            OPEN,
        ),
    ],
)
def test_what_a_later_paragraph_counts(behind, killed, injured):
    event = _only_event(
        "Gunmen raided Ogossagou at dawn and torched homes, killing 21 people."
        f"\n\n{behind}\n"
    )
    assert tuple(event.casualties.fatalities) == killed
    assert event.casualties.injured == injured
    assert event.words == "Ogossagou"


def test_a_count_since_a_month_is_no_event_s():
    event = _only_event(
        "Fighting in El Fasher has cost 300 lives since April.\n"
    )
    assert not event.casualties.fatalities.is_known


@pytest.mark.parametrize(
    ("language", "told", "killed"),
    [
        (
            "fr",
            "L'attaque de Djibo a fait 40 morts selon l'hôpital, 46 selon le maire.",
            Count(40, None, 46),
        ),
        (
            "de",
            "Bei dem Angriff starben laut Klinik 40 Menschen, laut Bürgermeister 46.",
            Count(40, None, 46),
        ),
        ("es", "Tres sicarios mataron a un juez en Durán.", ONE),
        ("ar", "أدى انفجار إلى مقتل 15 شخصاً على الأقل.", at_least(15)),
        (
            "de",
            "Eine Autobombe tötete am 4. Mai 2024 in Mopti mindestens 17 Menschen.",
            at_least(17),
        ),
        ("en", "The raid killed 12 people at least.", at_least(12)),
    ],
)
def test_voices_and_bounds_of_other_languages(
    language: str, told: str, killed: Count
) -> None:
    """Two voices, a bound behind the number, the number of those who did it, a day."""
    assert find_casualties(told, language).fatalities == killed
