"""Lists of places are as many events."""

from tests.reports.events.parsed import mention, passages, rows

from sitmap.reports.events.place_lists import list_others


def test_towns_of_a_list_are_told_one_after_the_other():
    told = passages(
        "Protests were held in Batumi, Kutaisi and in Gori on Tuesday."
    )
    others = list_others(told, mention(told, "Batumi"), len(told.text))
    assert [each.name for each in others] == ["Kutaisi", "Gori"]
    last = list_others(told, mention(told, "Gori"), len(told.text))
    assert list(last) == []
    assert list(list_others(told, None, len(told.text))) == []


def test_each_town_of_a_list_is_drafted():
    told = "Protests were held in Batumi, Kutaisi and Gori on Tuesday."
    assert sorted(rows(told)["place_name"]) == ["Batumi", "Gori", "Kutaisi"]
