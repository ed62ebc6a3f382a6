"""Single sentences of the newswire, of kinds that differ: what, where and when each tells."""

from __future__ import annotations

import warnings

import pandas as pd
import pytest

import sitmap
from sitmap.gazetteer.text import fold
from sitmap.reports import parse_report

TOLD = [
    (
        (
            "Masked men stormed a police post outside Agadez before dawn on Monday and made "
            "off with weapons, leaving three officers dead."
        ),
        "Battles",
        "Agadez",
        "2025-06-02",
    ),
    (
        (
            "Farmers blocked the motorway near Thessaloniki with tractors on Monday in "
            "protest at fuel prices."
        ),
        "Protests",
        "Thessaloniki",
        "2025-06-02",
    ),
    (
        (
            "Gunmen on motorbikes opened fire on a bar in Durán on Saturday night, killing "
            "five people and injuring eight."
        ),
        "Violence against civilians",
        "Durán",
        "2025-05-31",
    ),
    (
        (
            "An Israeli strike on a tent encampment in Khan Younis killed nine people on "
            "Monday, medics said."
        ),
        "Explosions/Remote violence",
        "Khan Younis",
        "2025-06-02",
    ),
    (
        "Herders killed 17 people in an attack on two villages near Makurdi on Sunday.",
        "Violence against civilians",
        "Makurdi",
        "2025-06-01",
    ),
    (
        "Soldiers and rebels traded fire near Goma for a second day on Monday.",
        "Battles",
        "Goma",
        "2025-06-02",
    ),
    (
        "Rebel fighters overran an army base in Kutkai on Thursday and took 40 soldiers prisoner.",
        "Battles",
        "Kutkai",
        "2025-05-29",
    ),
    (
        "A landmine blast killed a farmer and his son near Izium on Monday.",
        "Explosions/Remote violence",
        "Izium",
        "2025-06-02",
    ),
    (
        (
            "Police in Dhaka fired tear gas at garment workers who had blocked a road on "
            "Monday to demand unpaid wages."
        ),
        "Protests",
        "Dhaka",
        "2025-06-02",
    ),
    (
        "Vandals smashed 30 gravestones in the Jewish cemetery of Czernowitz on Friday night.",
        "Strategic developments",
        "Chernivtsi",
        "2025-05-30",
    ),
    (
        "An opposition lawmaker was shot and wounded outside his home in Zacatecas on Sunday.",
        "Violence against civilians",
        "Zacatecas",
        "2025-06-01",
    ),
    (
        "Russian missiles slammed into a hotel in Odesa on Friday, wounding seven.",
        "Explosions/Remote violence",
        "Odesa",
        "2025-05-30",
    ),
    (
        (
            "A bomb planted under the car of a journalist exploded in Karachi on Monday "
            "without injuring anyone."
        ),
        "Explosions/Remote violence",
        "Karachi",
        "2025-06-02",
    ),
    (
        "Looters emptied a World Food Programme warehouse in El Fasher on Tuesday.",
        "Strategic developments",
        "El Fasher",
        "2025-06-03",
    ),
    (
        (
            "Settlers attacked Palestinian shepherds south of Hebron on Saturday, breaking "
            "the arm of a boy of 14."
        ),
        "Violence against civilians",
        "Hebron",
        "2025-05-31",
    ),
    (
        "A gunfight between rival gangs in Cité Soleil left nine dead on Sunday.",
        "Battles",
        "Cité Soleil",
        "2025-06-01",
    ),
    (
        "Troops shot dead two demonstrators in Bunia on Monday.",
        "Protests",
        "Bunia",
        "2025-06-02",
    ),
    (
        "Car bomb outside ministry in Mogadishu kills four",
        "Explosions/Remote violence",
        "Mogadishu",
        "2025-06-02",
    ),
    (
        "A convoy carrying UN peacekeepers came under small-arms fire near Kidal on Monday.",
        "Battles",
        "Kidal",
        "2025-06-02",
    ),
    (
        "Teachers went on strike across Lima on Monday.",
        "Protests",
        "Lima",
        "2025-06-02",
    ),
    (
        "Two people were wounded when a rocket crashed into a house in Kiryat Shmona on Saturday.",
        "Explosions/Remote violence",
        "Kiryat Shmona",
        "2025-05-31",
    ),
    (
        "A teenager was raped by soldiers in Nyala on 24 May, a rights group said.",
        "Violence against civilians",
        "Nyala",
        "2025-05-24",
    ),
    (
        "Kosovo police seized rifles and grenades in a house in Leposavić on Thursday.",
        "Strategic developments",
        "Leposavić",
        "2025-05-29",
    ),
    (
        (
            "The body of a councillor, abducted a week earlier, was found with gunshot "
            "wounds in Buenaventura on Friday."
        ),
        "Violence against civilians",
        "Buenaventura",
        "2025-05-30",
    ),
    (
        "A church was burned down in Jaranwala on Saturday by a crowd of several hundred.",
        "Riots",
        "Jaranwala",
        "2025-05-31",
    ),
    (
        "A remote-controlled device blew up a pickup carrying police in Quetta on Monday.",
        "Explosions/Remote violence",
        "Quetta",
        "2025-06-02",
    ),
    (
        "Prison guards were taken hostage by inmates in Guayaquil on Monday.",
        "Violence against civilians",
        "Guayaquil",
        "2025-06-02",
    ),
    (
        "Dock workers walked off the job in Haifa on Sunday.",
        "Protests",
        "Haifa",
        "2025-06-01",
    ),
    (
        "Coast guards fired on a migrant boat off Zuwara on Saturday.",
        "Violence against civilians",
        "Zuwara",
        "2025-05-31",
    ),
    (
        "Hundreds of supporters rallied in Dakar on Saturday to call for his release.",
        "Protests",
        "Dakar",
        "2025-05-31",
    ),
    (
        "A US drone strike near Jilib on Sunday killed a commander of the group.",
        "Explosions/Remote violence",
        "Jilib",
        "2025-06-01",
    ),
    (
        "Inmates rioted at a jail in Tocorón on Sunday; six died.",
        "Riots",
        "Tocorón",
        "2025-06-01",
    ),
    (
        "In Sloviansk a guided bomb flattened a school on Monday.",
        "Explosions/Remote violence",
        "Sloviansk",
        "2025-06-02",
    ),
    (
        "Rival protesters hurled bottles at each other in Novi Sad on Sunday.",
        "Riots",
        "Novi Sad",
        "2025-06-01",
    ),
]


def draft(text: str):
    """Return what is drafted of a text that came out on a Tuesday."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sitmap.DataWarning)
        return parse_report(text, published="2025-06-03").incidents


@pytest.mark.parametrize(("told", "kind", "place", "day"), TOLD)
def test_a_sentence_of_the_newswire_is_one_incident(
    told: str, kind: str, place: str, day: str
) -> None:
    """Its type, its place in the report's words, its day counted from Tuesday, 3 June 2025."""
    rows = draft(told)
    assert rows["event_type"].to_list() == [kind]
    row = rows.iloc[0]
    assert fold(place) in fold(f"{row.place} {row.place_name}")
    assert day in (str(row.date_start.date()), str(row.date_end.date()))


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (
            "Jihadists attacked a village near Djibo on Monday, killing 20 civilians.",
            "Attack",
        ),
        (
            "Rebels attacked an army post near Djibo on Monday.",
            "Armed clash",
        ),
        (
            "Police clashed with miners in La Paz on Monday.",
            "Violent demonstration",
        ),
    ],
)
def test_who_acted_on_whom_decides_the_type(told: str, kind: str) -> None:
    """Fighters against villagers attack, against an army fight; police and a crowd riot."""
    assert draft(told)["sub_event_type"].to_list() == [kind]


def test_a_village_no_gazetteer_has_is_put_into_the_state_behind_it():
    """There is a Maga in Cameroon; the one in Nigeria's Kebbi is somewhere in that state."""
    row = draft(
        "Gunmen took 25 girls from a hostel in Maga, Kebbi State, on Monday."
    ).iloc[0]
    assert (row.place, row.precision, row.country) == (
        "Maga",
        "admin1",
        "NG",
    )
    assert abs(row.geometry.y - 11.5) < 1
    assert abs(row.geometry.x - 4.1) < 1


def test_a_town_spelled_otherwise_is_found_in_the_country_of_the_report():
    """Kyaukphyu is Kyaukpyu, at 19.43 north, 93.55 east."""
    row = draft(
        "YANGON, June 3 - Shells hit a school in Kyaukphyu on Monday."
    ).iloc[0]
    assert abs(row.geometry.y - 19.43) < 0.1
    assert abs(row.geometry.x - 93.55) < 0.1


def test_a_list_of_headlines_is_read():
    """Where nothing but headlines is told, they are what is told."""
    rows = draft(
        "Airstrike kills 13 in Sagaing\n\nCar bomb in Mogadishu kills four\n"
    )
    assert rows["place_name"].to_list() == ["Sagaing Region", "Mogadishu"]


def test_each_of_two_events_of_a_sentence_has_its_own_dead():
    """The thirty died in the air strikes, none is told of the attack that was beaten off."""
    told = (
        "Troops repelled an attack on Maiduguri on Sunday; "
        "30 bandits were killed in air strikes near Katsina on Monday."
    )
    rows = draft(told)
    assert rows["place_name"].to_list() == ["Maiduguri", "Katsina"]
    assert rows["fatalities_best"].isna().to_list() == [True, False]


def test_a_road_between_two_towns_is_its_middle():
    """Makurdi is at 7.73 N 8.54 E, Lafia at 8.49 N 8.52 E."""
    row = draft(
        "Youths blocked the Makurdi–Lafia highway on Monday in protest at killings."
    ).iloc[0]
    assert abs(row.geometry.y - 8.11) < 0.05
    assert row.precision == "near"


def test_what_rockets_were_fired_towards_is_their_place():
    """They were fired from Mays al-Jabal; Kiryat Shmona was hit."""
    row = draft(
        "Rockets were fired from Tyre towards Kiryat Shmona on Monday."
    ).iloc[0]
    assert row.place_name == "Qiryat Shmona"


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (
            "Two soldiers were killed by a mine near Menaka on Monday, the army said.",
            "reported",
        ),
        (
            "The army said that its jets had killed 30 fighters near Menaka on Monday.",
            "claimed",
        ),
        (
            "A march against the law is to leave Belfast City Hall on Friday.",
            "planned",
        ),
    ],
)
def test_a_party_claims_its_deeds_and_reports_its_losses(
    told: str, status: str
) -> None:
    """What an army says of its own dead, nobody doubts."""
    assert draft(told)["status"].to_list() == [status]


def test_a_region_in_the_first_sentence_comes_before_the_place_line():
    """The train was held in Balochistan's mountains; the report is from Quetta."""
    told = (
        "QUETTA, June 3 - A train was seized by separatists in the mountains of Balochistan "
        "on Monday, police said."
    )
    row = draft(told).iloc[0]
    assert (row.event_type, row.place_name) == (
        "Violence against civilians",
        "Balochistan",
    )


def test_a_suburb_that_has_namesakes_lies_in_the_city_that_heads_its_item():
    """Gombe is a state of Nigeria, too."""
    told = (
        "- Goma: shots were fired at a patrol on Sunday.\n"
        "- Kinshasa: demonstrators looted shops in Gombe on Monday.\n"
        "- Beni: rebels attacked a post on Sunday.\n"
    )
    assert draft(told)["country"].to_list() == ["CD", "CD", "CD"]


def test_days_after_an_event_are_counted_back():
    """Three days before Monday, 2 June, was Friday."""
    told = (
        "The tram ran again in Magdeburg on Monday, three days after a car ploughed through "
        "a crowd there, killing five people."
    )
    assert str(draft(told).iloc[0].date_start.date()) == "2025-05-30"


def test_a_hoax_is_denied():
    """Nothing was there to defuse."""
    assert draft("Hoax call in Pristina on Monday: bomb at courthouse.")[
        "status"
    ].to_list() == ["denied"]


def test_what_is_only_spelled_a_little_alike_is_another_place():
    """Rampura, a quarter of Dhaka, isn't Rangpur."""
    told = "DHAKA, June 3 - Protesters torched a police post in Rampurra on Monday."
    assert "Rangpur" not in draft(told)["place_name"].dropna().to_list()


@pytest.mark.parametrize(
    ("told", "kinds"),
    [
        (
            "Student leaders in Dhaka suspended their protests for 48 hours on Monday.",
            [],
        ),
        ("Hanoi has protested against the drilling on Monday.", []),
        (
            "Aircraft presumed to be American attacked lorries in Raqqa on Monday.",
            ["Air/drone strike"],
        ),
        (
            "Troops in Goma burned a camp on Monday; a tug recovered bodies at Bukavu.",
            ["Armed clash"],
        ),
    ],
)
def test_words_that_only_look_like_a_trigger_found_nothing(
    told: str, kinds: list[str]
) -> None:
    """What was suspended was going on; a capital that protests writes a note."""
    assert draft(told)["sub_event_type"].to_list() == kinds


@pytest.mark.parametrize(
    ("told", "killed", "injured"),
    [
        (
            "A woman and her two daughters were killed by a shell in Goma on Monday.",
            3,
            None,
        ),
        (
            "A shell killed a man and his three sons in Goma on Monday.",
            4,
            None,
        ),
        ("Eight dead as truck hits mine near Sirte", 8, None),
        (
            "The death toll from the bombing in Mogadishu on Monday rose to 37 from 32.",
            37,
            None,
        ),
        (
            "One hundred and twenty people were killed in an attack on Goma on Monday.",
            120,
            None,
        ),
        (
            "A 6-year-old girl was killed in shelling of Kherson on Monday.",
            1,
            None,
        ),
        (
            "3 attackers and a guard were killed in a raid in Makhachkala on Monday.",
            4,
            None,
        ),
        (
            "The attack in Goma on Monday left 8 people dead and 20 with injuries.",
            8,
            20,
        ),
        (
            "A bomb in Kabul on Monday killed two and injured seven, according to police.",
            2,
            7,
        ),
        (
            "Shells killed a government officer and two others in Rajouri on Monday.",
            3,
            None,
        ),
    ],
)
def test_the_dead_are_counted_in_whole_sentences(
    told: str, killed: int, injured: int | None
) -> None:
    """Families, ages, tolls that rise, and the voice that gives a number."""
    rows = draft(told)
    assert rows["fatalities_best"].to_list() == [killed]
    assert [
        None if pd.isna(each) else each for each in rows["injured_best"]
    ] == [injured]


@pytest.mark.parametrize(
    ("told", "kind", "killed"),
    [
        (
            "An American woman of 26 was killed by a bullet in Beita on Friday.",
            "Attack",
            1,
        ),
        (
            "Three rescue workers died in an Israeli strike in Tyre on Monday.",
            "Air/drone strike",
            3,
        ),
    ],
)
def test_ages_count_nobody_and_workers_who_die_in_a_strike_do_not_strike(
    told: str, kind: str, killed: int | None
) -> None:
    """26 is her age; a strike kills from the air."""
    rows = draft(told)
    assert rows["fatalities_best"].isna().to_list() == [killed is None]
    assert killed is None or rows["fatalities_best"].to_list() == [killed]
    assert killed is None or rows["sub_event_type"].to_list() == [kind]


def test_the_dead_of_another_town_are_not_added() -> None:
    """What the next sentence counts in Tyre didn't die near Safed."""
    told = "Rockets set a field on fire near Safed on Sunday. Three people drowned in Tyre."
    assert draft(told)["fatalities_best"].isna().all()


def test_what_did_not_happen_is_denied():
    """A controlled blast is none of war."""
    told = "An explosion at a depot in Feodosia on Sunday was a controlled blast by sappers."
    assert set(draft(told)["status"]) == {"denied"}
