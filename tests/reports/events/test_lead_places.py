"""Where a whole report is set."""

from tests.reports.events.parsed import mention, passages, rows

from sitmap.reports.events.lead_places import (
    LeadPlaces,
    is_only_filed_from,
)
from sitmap.reports.events.namesakes import ReportPlaces
from sitmap.reports.events.place_rank import PlaceRanking
from sitmap.reports.events.place_roles import PlaceRoles


def lead_places(told: str) -> LeadPlaces:
    read = passages(told)
    places = ReportPlaces(read)
    roles = PlaceRoles(read, places)
    return LeadPlaces(read, places, roles, PlaceRanking(read, roles))


def test_the_dateline_stands_before_the_first_sentence_or_behind_a_title():
    line = "NYALA, Sudan, May 30 (Reuters) - Shells fell on Thursday."
    assert lead_places(line).dateline.name == "Nyala"
    assert lead_places(f"Shells fall\n\n{line}").dateline.name == "Nyala"


def test_without_a_dateline_it_is_the_town_of_the_title_but_no_country():
    told = "{}\n\nShells fell on Thursday."
    assert (
        lead_places(told.format("Six dead in Nyala")).dateline.name
        == "Nyala"
    )
    assert lead_places(told.format("Six dead in Sudan")).dateline is None


def test_the_lead_holds_for_the_paragraph_behind_it():
    told = "A drone hit the market in Nyala.\n\nTwo were wounded by shells."
    read = lead_places(told)
    assert read.lead(1, told.index("wounded")).name == "Nyala"


def test_the_standfirst_of_an_interview_names_its_town():
    asked = "Who fired?\n\nGunmen did.\n\nWhy?\n\nNobody knows.\n\nWhen?"
    told = f"We heard shots\n\nA nurse tells how shells fell in Nyala.\n\n{asked}"
    assert lead_places(told).standfirst.name == "Nyala"
    assert lead_places(told.replace("?", ".")).standfirst is None


def test_a_great_city_named_in_the_dateline_alone_is_only_where_a_report_was_filed():
    line = (
        "BAMAKO, May 29 (Reuters) - Gunmen attacked a village on Tuesday."
    )
    told = passages(line)
    assert is_only_filed_from(told, mention(told, "BAMAKO"))
    told = passages(line + " Bamako was calm.")
    assert not is_only_filed_from(told, mention(told, "BAMAKO"))
    told = passages(line.replace("BAMAKO", "DJIBO"))
    assert not is_only_filed_from(told, mention(told, "DJIBO"))


def test_a_title_that_tells_who_speaks_where_names_no_place():
    told = "Police sources in Maiduguri told AFP that gunmen had killed 12 fishermen on Tuesday."
    assert lead_places(told).dateline is None


def test_the_dateline_is_told_of_the_report_and_not_of_its_first_clause():
    """Nairobi is where it was filed: a place, but a doubtful one."""
    told = "NAIROBI, May 29 (Reuters) - Gunmen killed nine people on Tuesday, an official said."
    [row] = rows(told).itertuples()
    assert row.place_name == "Nairobi"
    assert "place told in the lead -0.05" in row.confidence_reasons
    assert row.confidence <= 0.7


def test_a_numbered_item_is_not_where_the_one_before_was():
    told = (
        "Daily bulletin, Goma, 24 May 2024\n\n1. Gunmen attacked Sake on 21 May.\n\n2. Six farmers"
        " were killed by militiamen on 22 May."
    )
    assert rows(told)["place_name"].tolist() == ["Sake", "Goma"]
