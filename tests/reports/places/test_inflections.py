"""Endings and glued letters taken off names, by made rules and by those of the languages."""

import pytest

from sitmap.reports.places.inflections import (
    Inflections,
    elision_of,
    load_inflections,
    take_off_elision,
)

MADE = Inflections(
    endings=(("ах", ("и", "")), ("у", ("",))),
    prefixes=("و", "لل=ال"),
    suffix_marks="'",
    locative_endings=frozenset({"de", "da"}),
    holder_endings=frozenset({"in"}),
)


def test_a_word_is_one_of_its_forms_first():
    """Then what its endings leave, and what may stand in their place; all in Latin letters."""
    assert MADE.base_forms("Черкасах") == (
        "cherkasakh",
        "cherkasi",
        "cherkas",
    )
    assert MADE.base_forms("Бахмуту") == ("bakhmutu", "bakhmut")


def test_no_ending_is_taken_off_a_stem_of_a_letter():
    assert MADE.base_forms("Оу") == ("ou",)


def test_glued_letters_are_taken_off_or_changed():
    """ "And" alone, and "to the" for "the"."""
    assert "دمشق" in MADE.base_forms("ودمشق")
    assert "الرقة" in [
        form.replace("ه", "ة") for form in MADE.base_forms("للرقة")
    ]


def test_what_stands_behind_a_mark_tells_the_case():
    assert MADE.tells_where("Ankara'da")
    assert MADE.tells_holder("Mardin'in")
    assert not MADE.tells_where("Mardin'in")
    assert not MADE.tells_where("Ankara")
    assert MADE.base_forms("Ankara'da") == ("ankara",)


def test_names_of_several_words_try_the_nearest_first():
    """Each word in each of its forms, the written ones before all."""
    forms = list(MADE.joined_forms(["Новому", "Бахмуту"]))
    assert forms[0] == "novomu bakhmutu"
    assert forms[-1] == "novom bakhmut"
    assert len(forms) == 4


def test_no_more_than_two_hundred_combinations_are_tried():
    assert len(list(MADE.joined_forms(["Бахмуту"] * 12))) == 200


@pytest.mark.parametrize(
    ("language", "written", "key", "first"),
    [
        ("uk", "Краматорську", "kramatorsk", "Краматорськ"),
        ("uk", "КРАМАТОРСЬКУ", "kramatorsk", "КРАМАТОРСЬК"),
        ("uk", "Краматорську", "bakhmut", ""),
    ],
)
def test_a_name_in_its_first_form_keeps_its_capitals(
    language, written, key, first
):
    """Nothing where no rule leads from one to the other."""
    assert load_inflections(language).first_form(written, key) == first


@pytest.mark.parametrize(
    ("language", "word", "whole", "town"),
    [
        ("uk", "Харківська", False, "kharkiv"),
        ("uk", "Харківщина", True, "kharkiv"),
        ("ru", "Донецкая", False, "donetsk"),
    ],
)
def test_an_adjective_leads_to_its_town(language, word, whole, town):
    found = load_inflections(language).towns_of(word, whole=whole)
    assert town in set(found)


@pytest.mark.parametrize("language", ["en", "es"])
def test_some_languages_leave_names_as_they_are(language):
    rules = load_inflections(language)
    assert rules.is_empty
    assert rules.base_forms("Goma") == ("goma",)


@pytest.mark.parametrize(
    ("word", "bare", "letters"),
    [
        ("d'Ituri", "Ituri", 2),
        ("qu'Alep", "Alep", 3),
        ("l’Est", "Est", 2),
        ("Goma", "Goma", 0),
        # no article: a name of its own
        ("O'Brien", "O'Brien", 0),
        ("Erbil'de", "Erbil'de", 0),
    ],
)
def test_articles_that_are_glued_to_a_name(word, bare, letters):
    assert take_off_elision(word) == bare
    assert elision_of(word) == letters
