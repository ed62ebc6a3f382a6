"""Lists of people, and parts of a number of them."""

import pytest

from sitmap.reports.events.casualties import find_casualties
from sitmap.reports.events.casualty_counts import Count
from sitmap.reports.events.casualty_frames import load_words
from sitmap.reports.events.casualty_lists import reckon_parts, sum_list


@pytest.mark.parametrize(
    ("listed", "count"),
    [
        ("a couple, their daughter and their grandson", Count(4, 4, 4)),
        ("a woman of 26 and her newborn", Count(2, 2, 2)),
        ("himself and three others", Count(4, 4, 4)),
        ("at least two soldiers and a guard", Count(3, 3, None)),
        ("a bull and two herders", Count(2, 2, 2)),
        ("Ali Hassan, a teacher, and his son", Count(2, 2, 2)),
    ],
)
def test_a_list_is_summed(listed, count):
    """Ages and beasts count nobody, and who a person is isn't another one."""
    assert sum_list(listed, load_words("en")) == count


@pytest.mark.parametrize(
    ("told", "reckoned"),
    [
        ("a third of the 30 passengers", "10 of the 30 passengers"),
        ("all but one of the seven", "6 of the seven"),
        (
            "killed six of the nine on board and wounded the rest",
            "killed six of the nine on board and wounded 3",
        ),
        ("half of them", "half of them"),
    ],
)
def test_a_part_of_a_number_is_a_number(told, reckoned):
    """Where the whole isn't told, neither is the part."""
    assert reckon_parts(told, load_words("en")) == reckoned


@pytest.mark.parametrize(
    ("told", "killed"),
    [
        ("Ali Hassan and his two sons were killed.", 3),
        ("Hassan and his son were killed.", 2),
        # a place, and then a clause of its own
        ("Russia shelled Bila Tserkva and two women were killed.", 2),
        ("In Deir Al Balah and in Rafah a man was killed.", 1),
        ("Police chased a man and a guard was killed.", 1),
        ("Five were shot dead, and the gunman also died.", 6),
        ("Eighteen rebels were cut down; one soldier fell.", 19),
        ("Two guards were killed and a driver died.", 3),
        ("Nine people were killed; three soldiers were killed.", 9),
        ("Ten died, including two others from the village.", 10),
        ("Three bodies were found, raising the toll from 12 to 15.", 15),
        ("The court was told that the helicopter had died.", None),
    ],
)
def test_who_is_counted_together(told, killed):
    """A list has its verb in the plural; others are added, and a toll counts all."""
    assert find_casualties(told).fatalities.best == killed
    assert isinstance(find_casualties(told).fatalities, Count)


@pytest.mark.parametrize(
    ("language", "told", "killed"),
    [
        ("ru", "Мать и её сын погибли.", 2),
        ("es", "Una mujer y sus dos hijos murieron.", 3),
        ("fr", "Un couple et ses deux enfants ont péri.", 4),
        ("tr", "Bir korucu şehit oldu, iki terörist öldürüldü.", 3),
        ("fr", "Le bilan est de cinq morts et dix-sept blessés.", 5),
        # an article is no number, and nobody may be counted by it
        ("fr", "Deux obus ont tué dans un camp.", None),
        # an "and" glued to the number, and a number in two words
        ("ar", "أسفر التفجير عن سقوط 6 قتلى و20 جريحا.", 6),
        ("ar", "سبعة وثلاثين شخصا قتلوا.", 37),
        ("de", "Der Anschlag kostete 33 Gläubige das Leben.", 33),
    ],
)
def test_pairs_and_others_in_other_languages(language, told, killed):
    """Who is counted together, in the words of each language."""
    assert find_casualties(told, language).fatalities.best == killed
