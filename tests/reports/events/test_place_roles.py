"""What the words beside a name say of its role."""

import pytest
from tests.reports.events.parsed import mention, passages

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
