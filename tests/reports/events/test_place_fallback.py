"""Where to look for an event whose sentence names no place."""

import pytest
from tests.reports.events.parsed import rows


@pytest.mark.parametrize(
    ("told", "places"),
    [
        # the sentence before in the same paragraph
        (
            "Gunmen raided Djibo on Monday. On Tuesday shells killed four people.",
            ["Djibo", "Djibo"],
        ),
        # the item's run-in heading
        (
            (
                "Nyala: A drone killed six people on Tuesday.\n\n"
                "El Geneina: Gunmen shot dead two traders on Tuesday."
            ),
            ["Nyala", "El Geneina"],
        ),
        # the dateline
        (
            "NYALA, Sudan, May 30 (Reuters) - A drone strike killed six people on Thursday.",
            ["Nyala"],
        ),
        # nowhere
        ("Gunmen shot dead two traders on Tuesday.", [""]),
    ],
)
def test_the_nearest_place_told_before(told, places):
    assert rows(told)["place_name"].fillna("").tolist() == places


def test_there_is_the_town_told_last():
    """The hospital "there" is in Nyala, though Nyala was only fled to."""
    told = "Thousands fled to Nyala on Monday. The hospital there was shelled on Tuesday."
    assert rows(told)["place_name"].tolist()[-1] == "Nyala"


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        (
            "en",
            "KHARTOUM, May 29 (Reuters) - Fighters killed 20 people in {} on Tuesday.",
            "On Wednesday another 160 were massacred in the same village.",
        ),
        (
            "es",
            "El lunes hombres armados mataron a seis personas en {}.",
            "El martes fueron asesinadas doce personas en el mismo municipio.",
        ),
        (
            "fr",
            "Une mine a tué six soldats lundi à {}.",
            "Mardi, une mine a tué deux soldats dans le même village.",
        ),
        (
            "de",
            "Am Montag tötete in {} eine Mine sechs Soldaten.",
            "Am Dienstag tötete im selben Ort eine Mine zwei Soldaten.",
        ),
    ],
)
def test_the_same_village_is_the_one_told_before(language, first, second):
    """Not the dateline, nor none: where the sentences before were, in whatever paragraph."""
    told = first.format("Djibo") + "\n\n" + second
    assert set(rows(told, language)["place_name"]) == {"Djibo"}


def test_the_same_village_may_be_one_that_no_gazetteer_has():
    told = (
        "KHARTOUM, May 29 (Reuters) - Fighters killed 20 people in Tawiloba village, North"
        " Darfur, on Tuesday.\n\nOn Wednesday another 160 were massacred in the same village."
    )
    assert set(rows(told)["place_name"]) == {"Northern Darfur"}


def test_what_is_told_anew_from_another_country_is_not_where_the_event_before_was():
    told = (
        "Gunmen raided Djibo on Monday. Hospital officials in Niamey said 40 people were killed"
        " in a market blast on Tuesday."
    )
    raid, blast = rows(told).itertuples()
    assert raid.place_name == "Djibo"
    assert blast.geometry is None
    assert blast.confidence <= 0.5


def test_what_is_told_of_the_same_attack_from_another_country_is_where_it_was():
    told = (
        "Gunmen raided Djibo on Monday. The UN in New York said 12 people were killed in the"
        " attack."
    )
    assert set(rows(told)["place_name"]) == {"Djibo"}
