"""Villages that no gazetteer has lie in what is told to hold them."""

from tests.reports.events.parsed import rows


def test_a_village_that_no_gazetteer_has_lies_in_its_region():
    """It keeps its own words, is as unsure as the region, and says how."""
    told = "Gunmen killed six people in Tawiloba village, North Darfur, on Tuesday."
    [row] = rows(told).itertuples()
    assert row.place == "Tawiloba"
    assert row.place_name == "Northern Darfur"
    assert row.precision == "admin1"
    assert row.uncertainty_m > 100_000


def test_a_namesake_elsewhere_is_put_into_the_region_that_is_told():
    """The gazetteer's only Maga is of Cameroon; that of the report is in Kebbi State."""
    told = "Gunmen abducted 25 girls from a school in Maga, Kebbi State, on Monday."
    [row] = rows(told).itertuples()
    assert (row.place, row.place_name, row.country) == (
        "Maga",
        "Kebbi",
        "NG",
    )


def test_a_village_without_anything_that_holds_it_stays_without_a_point():
    told = "Gunmen killed six people in Tawiloba village on Tuesday."
    [row] = rows(told).itertuples()
    assert row.place == "Tawiloba"
    assert row.geometry is None


def test_who_acts_for_a_country_holds_no_town():
    """A town before a comma is not in the country whose troops the clause is about."""
    told = "In Leposavić, US troops shot two men on Sunday."
    [row] = rows(told).itertuples()
    assert (row.place_name, row.country) == ("Leposavić", "XK")
    [row] = rows(
        "In Lima, US soldiers shot two men on Sunday."
    ).itertuples()
    assert row.country == "PE"


def test_a_town_is_in_the_state_behind_its_comma():
    told = "In Paris, Texas, police shot two men on Sunday."
    [row] = rows(told).itertuples()
    assert row.country == "US"


def test_no_village_lies_near_the_city_that_a_report_was_filed_from():
    """Bamako is 1,100 km from Ménaka; of a small town's dateline a village may lie near."""
    told = "{}, May 29 (Reuters) - Gunmen attacked Tin-Essakorane on Tuesday, killing six."
    [row] = rows(told.format("BAMAKO")).itertuples()
    assert row.place == "Tin-Essakorane"
    assert row.geometry is None
    [row] = rows(told.format("DJIBO")).itertuples()
    assert (row.place_name, row.precision) == ("Djibo", "near")


def test_a_village_in_a_region_is_there_whatever_the_dateline_is():
    told = (
        "BAMAKO, May 29 (Reuters) - Gunmen attacked the village of Tin-Essako-Kiran, in Ménaka"
        " region, on Tuesday, killing six."
    )
    [row] = rows(told).itertuples()
    assert (row.place, row.place_name) == ("Tin-Essako-Kiran", "Ménaka")
    assert row.precision == "admin1"
    assert "not listed in the gazetteer" in row.confidence_reasons


def test_a_village_of_a_sector_is_no_far_namesake():
    """The gazetteer has a Zatyshshya of Odesa, 47.33 N 29.88 E, 480 km from Huliaipole."""
    told = (
        "In the Huliaipole sector the enemy advanced near Zatyshshia, the fighting goes on.\n"
        "Two bombs hit Zaporizhzhia on Tuesday, killing one."
    )
    row = rows(told).iloc[0]
    assert row.geometry.x > 35
    assert row.precision == "near"
