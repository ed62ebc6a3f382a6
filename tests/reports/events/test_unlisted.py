"""Names that no gazetteer has: spelled alike, or put into what holds them."""

from tests.reports.events.parsed import mention, passages, rows

from sitmap.reports.events.unlisted import find_alike, put_into
from sitmap.reports.places.mentions import Mention

NAME = Mention(0, 9, "Umm Ruwba", "place")


def test_a_name_with_a_letter_less_is_the_town_of_the_country():
    """Um Ruwaba, Sudan (12.91 N 31.22 E), without one of its letters."""
    found = find_alike(NAME, ["SD"])
    assert (found.name, found.country) == ("Umm Ruwaba", "SD")
    assert (round(found.lat, 1), round(found.lon, 1)) == (12.9, 31.2)
    assert found.surface == "Umm Ruwba"
    assert found.score <= 0.6
    assert found.why == "spelled like Umm Ruwaba"


def test_no_town_of_another_country_and_no_short_name_is_alike():
    assert find_alike(NAME, ["UA"]) is None
    assert find_alike(NAME, []) is None
    assert find_alike(Mention(0, 4, "Maga", "place"), ["NG"]) is None


def test_a_village_in_a_region_is_as_unsure_as_the_region():
    told = passages("Gunmen raided a village in North Darfur on Tuesday.")
    region = mention(told, "North Darfur")
    placed = put_into(NAME, region)
    assert (placed.surface, placed.name) == ("Umm Ruwba", region.name)
    assert placed.precision == "admin1"
    assert placed.uncertainty_m == region.uncertainty_m + 10_000
    assert placed.why.startswith("not listed in the gazetteer")


def test_a_village_told_of_a_town_is_near_it():
    told = passages("Gunmen raided Djibo on Tuesday.")
    placed = put_into(NAME, mention(told, "Djibo"))
    assert placed.precision == "near"


def test_a_township_is_the_unit_that_its_town_is_called_by():
    """Kanbalu (23.2 N 95.5 E) is listed; its township is as wide as a district."""
    name = Mention(0, 16, "Kanbalu Township", "place")
    found = find_alike(name, ["MM"])
    assert (found.name, found.precision) == ("Kanbalu", "admin2")
    assert (round(found.lat, 1), round(found.lon, 1)) == (23.2, 95.5)
    assert found.uncertainty_m >= 25_000
    assert found.why == "not listed in the gazetteer; called by Kanbalu"


def test_an_event_in_a_township_is_there_and_not_in_its_country():
    [row] = rows(
        "Airstrikes killed 11 civilians in Kanbalu Township on Tuesday, Myanmar's rebels said."
    ).itertuples()
    assert (row.place_name, row.precision) == ("Kanbalu", "admin2")
