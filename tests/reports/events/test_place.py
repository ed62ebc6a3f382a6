"""Where an event was: not in what holds a village, nor where a meeting spoke of."""

from sitmap.reports import parse_report


def test_what_holds_a_village_does_not_place_its_event():
    """Banjska, in the municipality of Zvečan, is Banjska; a town hall is no town."""
    told = (
        "Banjska, in the municipality of Zvečan, in Kosovo, was calm until Thursday, when shots"
        " were fired. Hundreds of people protested peacefully outside the town hall in Leposavić on"
        " Friday."
    )
    rows = parse_report(told, published="2023-06-18").incidents
    assert rows["place_name"].tolist() == ["Banjska", "Leposavić"]
    assert rows["date_start"].dt.day.tolist() == [15, 16]


def test_a_meeting_is_where_it_was_held_and_no_incident_is_lost_to_it():
    """Not in the ministers' countries; and shells hours after a summit are shells."""
    met = (
        "The defence ministers of Serbia and Kosovo met KFOR's commander in Pristina on"
        " 3 May 2022."
    )
    [row] = parse_report(
        met, published="2022-05-09", include=["diplomacy"]
    ).incidents.itertuples()
    assert (row.event_type, row.place_name) == ("Diplomacy", "Pristina")
    shelled = "Shells hit a school in Kharkiv on Monday, hours after the leaders met in Istanbul."
    row, summit = parse_report(
        shelled, published="2022-05-11", include=["diplomacy"]
    ).incidents.itertuples()
    assert (row.sub_event_type, row.place_name) == (
        "Shelling/artillery/missile attack",
        "Kharkiv",
    )
    assert (summit.event_type, summit.place_name) == (
        "Diplomacy",
        "Istanbul",
    )


def test_a_group_goes_by_its_letters_and_a_town_by_its_name():
    """JAS is an alias of Jos, and burns shelters."""
    told = "Gunmen shot two men in Monguno on Sunday. In Cross Kauwa, JAS burned forty shelters."
    rows = parse_report(told, published="2024-10-22").incidents
    assert "Jos" not in rows["place_name"].tolist()


def test_people_of_a_country_place_nothing_in_its_middle():
    """Kosovo Serbs who protest in North Mitrovica do so there."""
    told = "North Mitrovica: about 500 Kosovo Serbs took part in a protest at the main bridge."
    [row] = parse_report(
        told, published="2022-11-08"
    ).incidents.itertuples()
    assert row.place_name == "North Mitrovica"
