"""Places at the head of an item."""

from tests.reports.events.parsed import passages

from sitmap.reports.events.item_places import ItemPlaces
from sitmap.reports.events.namesakes import ReportPlaces
from sitmap.reports.events.place_roles import PlaceRoles

BULLETIN = (
    "DARFUR\n\n"
    "Nyala: A drone hit the market, killing six.\n\n"
    "El Geneina: Gunmen burned forty houses.\n\n"
    "Tawiloba: Shells wounded two herders."
)


def items(told: str) -> tuple[ItemPlaces, list]:
    read = passages(told)
    places = ReportPlaces(read)
    found = ItemPlaces(read, places, PlaceRoles(read, places))
    return found, list(read.outline)


def test_a_run_in_heading_names_the_place_listed_or_not():
    found, outline = items(BULLETIN)
    labels = [found.label(item) for item in outline]
    assert [label and label.surface for label in labels] == [
        None,
        "Nyala",
        "El Geneina",
        "Tawiloba",
    ]
    assert labels[3].lat is None
    assert labels[3].why == "not listed in the gazetteer"


def test_a_heading_of_a_name_alone_is_all_place():
    found, outline = items(BULLETIN)
    assert found.has_labels
    assert [found.is_all_place(item) for item in outline] == [0, 1, 1, 0]


def test_who_speaks_again_and_again_is_no_place():
    talk = "Tawiloba: Shells fell.\n\nNyala: Yes.\n\nTawiloba: They did.\n\nNyala: No."
    found, outline = items(talk)
    assert found.label(outline[0]) is None


def test_a_heading_of_a_day_is_passed_over_to_the_one_above():
    told = "Weekly\n\nNyala\n\nA drone hit the market.\n\n28 May\n\nShells wounded two herders."
    found, outline = items(told)
    assert found.heading(outline[2]).name == "Nyala"
