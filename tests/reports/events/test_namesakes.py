"""Towns that stray from all that a report names."""

from tests.reports.events.parsed import mention, passages

from sitmap.reports.events.namesakes import ReportPlaces

UKRAINE = (
    "Shells fell in Kharkiv, Izium, Kramatorsk and Sloviansk on Tuesday. Police in Moscow"
    " arrested six."
)


def test_towns_are_told_once_each_and_countries_by_weight():
    places = ReportPlaces(passages(UKRAINE + " Kharkiv was dark."))
    names = [each.name for each in places.towns.values()]
    assert names == [
        "Kharkiv",
        "Izium",
        "Kramatorsk",
        "Sloviansk",
        "Moscow",
    ]
    assert places.main_countries == ("UA", "RU")


def test_a_town_within_reach_is_no_namesake():
    told = passages(UKRAINE)
    places = ReportPlaces(told)
    assert not places.is_stray(mention(told, "Moscow"))
    assert not places.is_stray(mention(told, "Izium"))


def test_the_only_far_town_of_a_country_not_named_is_a_namesake():
    """Lima is a city of 8 million; in a report of four towns of Ukraine it is out of place."""
    told = passages(UKRAINE.replace("Moscow", "Lima"))
    assert ReportPlaces(told).is_stray(mention(told, "Lima"))


def test_a_report_of_two_towns_has_no_middle_to_stray_from():
    told = passages(
        "Shells fell in Kharkiv on Tuesday. Police in Lima arrested six."
    )
    assert not ReportPlaces(told).is_stray(mention(told, "Lima"))
