"""Who acted, in languages other than English."""

from __future__ import annotations

import pytest

from sitmap.reports.events.lexicon import find_grounds
from sitmap.reports.events.participants import find_actors, kind_of_actor
from sitmap.reports.languages import list_languages

PACKS = [code for code in list_languages() if code != "en"]


@pytest.mark.parametrize("code", PACKS)
def test_a_sentence_that_names_nobody_has_no_actor(code: str) -> None:
    """Neither the empty word nor a name with a capital is who did it."""
    assert find_actors("Xyz Abc qqq", 8, code) == (None, None)
    assert kind_of_actor("Xyz", code) == ""


@pytest.mark.parametrize(
    ("code", "told", "trigger", "actor", "kind"),
    [
        (
            "tr",
            "Silahlı kişiler karakola saldırdı",
            "saldırdı",
            "Silahlı kişiler",
            "unknown",
        ),
        (
            "tr",
            "Savaş uçakları köyü vurdu",
            "vurdu",
            "Savaş uçakları",
            "weapons",
        ),
        (
            "sr",
            "Oružane snage gađale su selo",
            "gađale",
            "Oružane snage",
            "state",
        ),
        (
            "sr-Cyrl",
            "Оружане снаге гађале су село",
            "гађале",
            "Оружане снаге",
            "state",
        ),
        (
            "sq",
            "Njësia Speciale arrestoi dy veta",
            "arrestoi",
            "Njësia Speciale",
            "police",
        ),
        (
            "fr",
            "Des hommes armés ont attaqué un bus",
            "attaqué",
            "hommes armés",
            "unknown",
        ),
        ("fr", "Le M23 a pris la colline", "pris", "M23", "rebels"),
        (
            "es",
            "Hombres armados atacaron un bus",
            "atacaron",
            "Hombres armados",
            "unknown",
        ),
    ],
)
def test_an_actor_of_several_words_is_named_whole(
    code, told, trigger, actor, kind
) -> None:
    """Its words together, and of the right kind."""
    found = find_actors(told, told.index(trigger), code)[0]
    assert found is not None
    assert found.endswith(actor)
    assert kind_of_actor(found, code) == kind


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("tr", "savas"),
        ("sq", "speciale"),
        ("sr", "oruzane"),
        ("fr", "hommes"),
        ("es", "hombres"),
    ],
)
def test_one_word_of_a_phrase_speaks_of_no_force(
    code: str, word: str
) -> None:
    """A trade war, a special offer and men by themselves are nobody with a weapon."""
    assert not find_grounds([word], code)


@pytest.mark.parametrize(
    ("code", "told", "trigger"),
    [
        (
            "uk",
            "У Херсоні обстріляли ринок, повідомила поліція",
            "обстріляли",
        ),
        ("es", "Atacaron un bus en Tibú, informó la policía", "Atacaron"),
        ("fr", "Un bus a été attaqué, a indiqué la police", "attaqué"),
        (
            "ar",
            "انفجرت عبوة في بعقوبة وقالت الشرطة إن الطريق مغلق",
            "انفجرت",
        ),
    ],
)
def test_who_reports_an_event_has_no_part_in_it(
    code: str, told: str, trigger: str
) -> None:
    """The police behind a verb of saying are neither doer nor victim."""
    assert find_actors(told, told.index(trigger), code) == (None, None)
