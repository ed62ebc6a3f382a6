"""What the words beside a name say of its role."""

import pytest
from tests.reports.events.parsed import mention, passages, rows

from sitmap.reports.events import place_roles
from sitmap.reports.events.namesakes import ReportPlaces
from sitmap.reports.events.place_roles import PlaceRoles, Role


def read(told: str, name: str) -> tuple[Role, bool]:
    read = passages(told)
    roles, found = PlaceRoles(read, ReportPlaces(read)), mention(read, name)
    return roles.role(found), roles.may_place(found)


@pytest.mark.parametrize(
    ("told", "name", "role"),
    [
        ("Shells fell in Nyala on Tuesday.", "Nyala", place_roles.IN),
        ("Drones struck Nyala on Tuesday.", "Nyala", place_roles.TARGET),
        ("A shell hit the mosque of Nyala.", "Nyala", place_roles.THING),
        ("Six were abducted from Nyala.", "Nyala", place_roles.FROM_PLACE),
        ("A mine lay on the road to Nyala.", "Nyala", place_roles.WAY),
        ("Three families fled to Nyala.", "Nyala", place_roles.NO),
        ("The mayor of Nyala spoke.", "Nyala", place_roles.NO),
        ("Khartoum said nothing of it.", "Khartoum", place_roles.NO),
        ("Nyala, 3 May: shots were heard.", "Nyala", place_roles.BARE),
    ],
)
def test_words_beside_a_name_tell_its_role(told, name, role):
    found, may_place = read(told, name)
    assert found is role
    assert may_place is (role is not place_roles.NO)


def test_both_ends_of_a_long_road_are_only_on_the_way():
    told = "Gunmen stopped a bus on the Kaduna-Abuja highway."
    assert read(told, "Kaduna")[0] is place_roles.WAY
    assert read(told, "Abuja")[0] is place_roles.WAY


def test_what_holds_a_village_is_a_holder():
    read = passages(
        "Shots were fired in Banjska, in the municipality of Zvečan."
    )
    roles = PlaceRoles(read, ReportPlaces(read))
    assert roles.is_holder(mention(read, "Zvečan"))
    assert not roles.is_holder(mention(read, "Banjska"))


@pytest.mark.parametrize(
    "told",
    [
        "Hospital officials in Nyala said 40 people were killed.",
        "Police sources in Nyala told AFP that nine had died.",
        "Shells killed nine, a doctor said in Nyala.",
        "Shells killed nine, residents told a radio station in Nyala.",
        "Shells killed nine, a priest said by telephone from Nyala.",
        "Shells killed nine, the army announced on Tuesday in Nyala.",
        "The governor, who was in Nyala, called it sabotage.",
    ],
)
def test_where_one_speaks_who_tells_of_it_is_no_place_of_it(told):
    found, may_place = read(told, "Nyala")
    assert found is place_roles.NO
    assert not may_place


@pytest.mark.parametrize(
    "told",
    [
        "Officials in Nyala were shot dead.",
        "He said six people had died in Nyala.",
        "The blast in Nyala is said to have killed nine.",
    ],
)
def test_where_something_was_is_its_place_though_one_speaks_of_it(told):
    assert read(told, "Nyala")[1]


def test_where_an_event_is_announced_for_is_its_place():
    told = "Another protest had been announced for Nyala."
    assert read(told, "Nyala")[0] is place_roles.FROM_PLACE


def test_where_drones_came_from_is_not_where_they_struck():
    """All towns of the list are where they were launched."""
    told = (
        "Kharkiv was dark. The enemy attacked Kharkiv with 83 drones from Yeysk, Orel and Kursk on"
        " Monday."
    )
    assert rows(told)["place_name"].tolist() == ["Kharkiv"]


def test_the_first_word_of_a_name_is_no_place():
    """There is a Wadi in India, and a Moss near Oslo."""
    told = "In Gaza, a cart was shelled south of Wadi Gaza on Friday; one girl was killed."
    assert "IN" not in rows(told)["country"].tolist()
    told = (
        "Shots were fired at a house in Moss Side, Manchester, on Saturday."
    )
    [row] = rows(told).itertuples()
    assert row.place == "Manchester"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "fr",
            "Des responsables à Bamako ont déclaré que six soldats avaient été tués mardi dans une attaque.",
        ),
        (
            "de",
            "Beamte in Bamako sagten, am Dienstag seien sechs Menschen bei einem Angriff getötet worden.",
        ),
        (
            "es",
            "Autoridades en Bogotá dijeron que el martes seis personas murieron en un ataque.",
        ),
        (
            "ru",
            "Власти в Киеве заявили, что во вторник при обстреле погибли шесть человек.",
        ),
        (
            "uk",
            "Джерела в Києві повідомили, що у вівторок внаслідок обстрілу загинули шість людей.",
        ),
    ],
)
def test_who_speaks_is_elsewhere_in_languages(language, told):
    [row] = rows(told, language).itertuples()
    assert row.geometry is None
