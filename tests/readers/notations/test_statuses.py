"""Words for status and confidence in the languages that tables come in."""

import pytest

from sitmap.readers.notations.statuses import (
    read_confidence_word,
    read_status,
    read_verified,
)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            "confirmed",
            (
                "confirmed, Verified, e konfirmuar, potvrđeno, потврђено, потврдено, підтверджено, "
                "подтверждено, "
                "potwierdzone, confirmé, confirmado, bestätigt, doğrulandı, مؤكد"
            ),
        ),
        (
            "reported",
            (
                "reported, unconfirmed, Not confirmed, e pakonfirmuar, nepotvrđeno, непотврђено, "
                "не "
                "підтверджено, "
                "не подтверждено, niepotwierdzone, non confirmé, sin confirmar, unbestätigt, "
                "doğrulanmadı, غير مؤكد"
            ),
        ),
        (
            "claimed",
            (
                "claimed, alleged, navodno, наводно, заявлено, якобы, rzekomo, allégué, presunto, "
                "angeblich, iddia, مزعوم"
            ),
        ),
        (
            "disputed",
            (
                "disputed, i kontestuar, sporno, спорно, оскаржується, sporne, contesté, "
                "disputado, "
                "umstritten, tartışmalı"
            ),
        ),
        (
            "denied",
            (
                "denied, debunked, cancelled, demantuar, demantovano, демантовано, спростовано, "
                "опровергнуто, "
                "zdementowane, démenti, desmentido, dementiert, yalanlandı, نفي"
            ),
        ),
        (
            "planned",
            (
                "planned, i planifikuar, planirano, планирано, заплановано, запланировано, "
                "planowane, "
                "prévu, previsto, "
                "geplant, planlanan, مخطط"
            ),
        ),
        (
            "threatened",
            (
                "threatened, kërcënuar, pretnja, претња, погроза, угроза, menacé, amenaza, tehdit, "
                "تهديد"
            ),
        ),
        (
            "historical",
            "historical, istorijski, історичний, historique, tarihi",
        ),
    ],
)
def test_words_for_a_status(code, words):
    """Each word by itself, whatever its case."""
    told = words.split(", ")
    assert {word: read_status(word) for word in told} == dict.fromkeys(
        told, code
    )
    assert {
        read_status(word.upper()) for word in told if "ı" not in word
    } == {code}


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (
            0.9,
            (
                "high, High confidence, e lartë, visoka, висока, високий, высокая, wysoka, élevée, "
                "alta, hoch, yüksek, عالية"
            ),
        ),
        (
            0.6,
            (
                "medium, moderate, mesatare, srednja, средња, середня, средняя, średnia, moyenne, "
                "media, mittel, orta, متوسطة"
            ),
        ),
        (
            0.3,
            (
                "low, e ulët, niska, ниска, низька, низкая, niski, faible, baja, niedrig, düşük, "
                "منخفضة"
            ),
        ),
    ],
)
def test_words_of_confidence(share, words):
    """High is .9, medium .6, low .3."""
    told = words.split(", ")
    assert {
        word: read_confidence_word(word) for word in told
    } == dict.fromkeys(told, share)


@pytest.mark.parametrize(
    "word",
    [
        "active",
        "submitted_via_web",
        "closed",
        "",
        "12",
        "confirmation number",
    ],
)
def test_other_words_are_none(word):
    """A status of a form is no status of an event."""
    assert read_status(word) is None
    assert read_confidence_word(word) is None


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        (["TRUE", "FALSE"], ["confirmed", "reported"]),
        (["yes", "No"], ["confirmed", "reported"]),
        (["да", "нет"], ["confirmed", "reported"]),
    ],
)
def test_a_column_of_yes_and_no_says_whether_it_was_verified(texts, codes):
    """What nobody has verified isn't denied."""
    assert list(read_verified(texts).values()) == codes


def test_false_beside_other_words_is_a_denial():
    """And a code is nobody's word for yes."""
    assert read_verified(["false", "confirmed"]) == {}
    assert read_verified(["1", "0"]) == {}
    assert read_status("false") == "denied"
