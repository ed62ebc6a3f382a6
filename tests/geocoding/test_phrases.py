"""The grammar of place phrases."""

import json
from pathlib import Path

import pytest

from sitmap.geocoding.phrases import Offset, parse_part, parse_phrase

NAUGHTY = (
    Path(__file__).parents[2].parent / "shared/data/badinput/blns/blns.json"
)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Sloviansk town", "Sloviansk", "town"),
        ("town of Sloviansk", "Sloviansk", "town"),
        ("the village of Andreevka", "Andreevka", "village"),
        ("Donetsk oblast", "Donetsk", "admin1"),
        ("Rif Dimashq Governorate", "Rif Dimashq", "admin1"),
        ("Mintaqat Markaz Hamah district", "Markaz Hamah", "admin2"),
        ("Zvečan municipality", "Zvečan", "municipality"),
        ("opština Zvečan", "Zvečan", "municipality"),
        ("komuna e Zveçanit", "Zveçanit", "municipality"),
        ("Bossangoa sub-prefecture", "Bossangoa", "admin2"),
        ("Lake Gazivode", "Gazivode", "lake"),
    ],
)
def test_kind_words_before_and_after(text, name, kind):
    """The name is what is left; the kind is one of those that the word may mean."""
    phrase = parse_phrase(text)
    assert phrase.name == name
    assert kind in phrase.kinds
    assert not phrase.facility


@pytest.mark.parametrize(
    ("text", "name", "facility"),
    [
        (
            "Donetsk International airport",
            "Donetsk",
            "international airport",
        ),
        ("Kakhovka dam", "Kakhovka", "dam"),
        ("Dolzhanskiy border post", "Dolzhanskiy", "border post"),
        ("the hospital in Mariupol", "Mariupol", "hospital"),
        ("a school in Avdiivka", "Avdiivka", "school"),
        (
            "Zaporizhzhia Nuclear Power Plant",
            "Zaporizhzhia",
            "nuclear power plant",
        ),
    ],
)
def test_things_at_a_place_are_told_from_the_place(text, name, facility):
    """The town's name is kept apart from the thing that is meant."""
    phrase = parse_phrase(text)
    assert (phrase.name, phrase.facility) == (name, facility)


@pytest.mark.parametrize(
    ("text", "name", "others"),
    [
        (
            "Khuwayn al Kabir village (Tell al-Khuwaiyn)",
            "Khuwayn al Kabir",
            ("Tell al-Khuwaiyn",),
        ),
        ("Ferizaj/Uroševac", "Ferizaj", ("Uroševac",)),
    ],
)
def test_alternatives_in_brackets_and_after_a_slash(text, name, others):
    """Each is a name of the same place."""
    phrase = parse_phrase(text)
    assert (phrase.name, phrase.alternatives) == (name, others)


@pytest.mark.parametrize(
    ("text", "name", "containers"),
    [
        (
            "Banjska, Zvečan municipality, Kosovo",
            "Banjska",
            ("Zvečan municipality", "Kosovo"),
        ),
        (
            "Hranitne village (Volnovakha raion)",
            "Hranitne",
            ("Volnovakha raion",),
        ),
        (
            "Bakhmut district of Donetsk region",
            "Bakhmut",
            ("Donetsk region",),
        ),
        ("NATO Headquarters in Brussels", "NATO", ("Brussels",)),
    ],
)
def test_containment(text, name, containers):
    """What holds the place, the smallest first."""
    phrase = parse_phrase(text)
    assert (phrase.name, phrase.containers) == (name, containers)


@pytest.mark.parametrize(
    ("text", "name", "offset"),
    [
        (
            "15 km north-east of Tuzla",
            "Tuzla",
            Offset("distance", 45.0, 15_000.0),
        ),
        (
            "about 2 miles SE of Raqqa city",
            "Raqqa",
            Offset("distance", 135.0, 2 * 1609.344),
        ),
        ("30 km from Homs", "Homs", Offset("distance", None, 30_000.0)),
        (
            "500 metres west of the Ibar bridge",
            "Ibar",
            Offset("distance", 270.0, 500.0),
        ),
        ("north of Mitrovica", "Mitrovica", Offset("towards", 0.0)),
        ("near the village of Andreevka", "Andreevka", Offset("near")),
        ("outskirts of Aleppo", "Aleppo", Offset("near")),
        ("southern outskirts of Aleppo", "Aleppo", Offset("part", 180.0)),
        ("Sloviansk area", "Sloviansk", Offset("near")),
        ("Aleppo (north)", "Aleppo", Offset("part", 0.0)),
    ],
)
def test_relations(text, name, offset):
    """Directions and distances, in the words of reports."""
    phrase = parse_phrase(text)
    assert (phrase.name, phrase.offset) == (name, offset)


@pytest.mark.parametrize(
    "text",
    [
        "M03 road between Sloviansk and Artemivsk town",
        "the Sloviansk-Artemivsk road",
        "road from Sloviansk to Artemivsk",
    ],
)
def test_between_two_places(text):
    """The two ends of a road."""
    phrase = parse_phrase(text)
    assert (phrase.name, phrase.other.name) == ("Sloviansk", "Artemivsk")


def test_a_name_with_a_direction_is_a_name_first():
    """ "North Mitrovica" is whole; that it may be a part of Mitrovica is the second reading."""
    assert parse_phrase("North Mitrovica").name == "North Mitrovica"
    assert parse_part("North Mitrovica").name == "Mitrovica"
    assert parse_part("Mitrovica") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "()",
        ",",
        "of",
        "in in in in",
        "near " * 40,
        "((((" * 40,
        "a, " * 60,
    ],
)
def test_what_says_nothing_is_no_trouble(text):
    """No exception, no endless descent."""
    parse_phrase(text)
    parse_part(text)


@pytest.mark.skipif(
    not NAUGHTY.exists(), reason="shared/data is not beside the repository"
)
def test_naughty_strings_parse():
    """515 strings that break software."""
    for text in json.loads(NAUGHTY.read_text(encoding="utf-8")):
        parse_phrase(text[:200])
