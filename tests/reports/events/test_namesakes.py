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


SUDAN = (
    "Drones struck El Obeid, in Sudan, on Friday. Shells fell on El Fasher, and on El Fasher's"
    " market. Fighters left Khartoum. Talks were held in Geneva. A hospital in Tawila took the"
    " wounded, and a market in Kuma was bombed."
)


def test_what_few_know_strays_sooner_than_a_great_city():
    """Villages of these names are listed in Yemen and Japan alone; the report's lie in Darfur."""
    told = passages(SUDAN)
    places = ReportPlaces(told)
    assert places.is_stray(mention(told, "Tawila"))
    assert places.is_stray(mention(told, "Kuma"))
    assert not places.is_stray(mention(told, "El Obeid"))


DONBAS = (
    "Shells fell in Horlivka, Bakhmut, Zolote and Donetsk on Tuesday. Shots were heard in Berezove"
    " and in Olenivka."
)


def test_a_village_at_the_other_end_of_the_country_is_another_of_its_name():
    """The one Berezove that is listed lies in Rivne, 700 km from all the rest."""
    told = passages(DONBAS)
    places = ReportPlaces(told)
    assert places.is_stray(mention(told, "Berezove"))
    assert not places.is_stray(mention(told, "Olenivka"))


def test_a_village_whose_region_is_named_is_where_it_is_said_to_be():
    told = passages(
        DONBAS.replace("in Berezove", "in Berezove in Rivne region")
    )
    assert not ReportPlaces(told).is_stray(mention(told, "Berezove"))


BULLETIN = (
    "QUITO: Two were shot on Sunday in Quito and in Ibarra.\n\n"
    "CULIACÁN: Gunmen carried off a family on Sunday.\n\n"
    "BOGOTÁ: Police arrested six on Sunday in Bogotá and in Cali.\n"
)


def test_a_city_that_heads_an_item_of_a_bulletin_of_many_countries_is_itself():
    told = passages(BULLETIN)
    assert not ReportPlaces(told).is_stray(mention(told, "CULIACÁN"))


def test_regions_make_the_middle_too():
    """Buda is a town of Hungary, and a village of Kaduna."""
    told = passages(
        "Pupils were kidnapped in Kuriga, Kaduna State. They were freed in Zamfara State, near"
        " Gusau. Bandits killed a man in Buda."
    )
    assert ReportPlaces(told).is_stray(mention(told, "Buda"))


def test_what_is_called_a_village_is_no_far_town_of_the_name():
    """Zee Kone is listed as a town of Bago, 16.95 N; the report is of Sagaing, 22 to 24 N."""
    strays = {}
    for called in (
        "the village of Zee Kone",
        "Zee Kone village",
        "Zee Kone",
    ):
        told = passages(
            f"Jets bombed {called} in Myanmar on Tuesday. Troops left Monywa, Shwebo, Kawlin, "
            "Kanbalu and Indaw on Monday."
        )
        named = mention(told, "Zee Kone")
        strays[called] = ReportPlaces(told).is_stray(named)
    assert strays == {
        "the village of Zee Kone": True,
        "Zee Kone village": True,
        "Zee Kone": False,
    }
