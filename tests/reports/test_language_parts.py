"""A report in one language, or in several."""

import pytest

from sitmap.errors import InputError
from sitmap.reports.language_parts import read_parts, unite_parts
from sitmap.reports.options import ReadOptions
from sitmap.reports.protocols import NameSpan
from sitmap.reports.text.source import Source
from sitmap.reports.text.tokenizer import split_tokens

ENGLISH = (
    "Gunmen attacked a police post in Goma on Monday and killed two officers, the mayor said. "
    "The attackers fled before the army arrived."
)
FRENCH = (
    "Des hommes armés ont attaqué un poste de police à Bukavu lundi et ont tué deux agents, a "
    "déclaré le maire. Les assaillants ont pris la fuite avant l'arrivée de l'armée."
)


def parts_of(
    text, *, near=None, recognizer=None, language=None, source=None
):
    options = ReadOptions(None, near, (), recognizer, None, language)
    read = Source(text, None, None, None, source)
    return read_parts(
        read, split_tokens(text), None, language or "en", options
    )


def names(parts):
    return [
        (part.code, each.surface)
        for part in parts
        for each in part.passages.mentions
    ]


def test_a_report_in_one_language_is_one_part():
    [part] = parts_of(ENGLISH)
    assert part.code == "en"
    assert part.passages.text == ENGLISH
    assert names([part]) == [("en", "Goma")]


def test_each_language_reads_its_own_passages():
    """Offsets are those of the whole text: what is another's is blank."""
    text = f"{ENGLISH}\n\n{FRENCH}\n"
    parts = parts_of(text)
    assert [part.code for part in parts] == ["en", "fr"]
    assert {len(part.passages.text) for part in parts} == {len(text)}
    assert names(parts) == [("en", "Goma"), ("fr", "Bukavu")]
    whole = unite_parts(parts, text)
    assert whole.text == text
    assert [text[each.start : each.end] for each in whole.mentions] == [
        "Goma",
        "Bukavu",
    ]
    starts = [token.start for token in whole.tokens]
    assert starts == sorted(starts)


def test_who_names_the_language_gets_one_part():
    assert [
        part.code
        for part in parts_of(f"{ENGLISH}\n\n{FRENCH}", language="en")
    ] == ["en"]


def test_a_recognizer_says_where_names_are():
    """And we say what they mean; what it doesn't name is no name."""

    class OnlyTheFirst:
        def recognize(self, text):
            at = text.index("Goma")
            return [NameSpan(at, at + 4)]

    [part] = parts_of(
        f"{ENGLISH} Later they were seen in Bukavu.",
        recognizer=OnlyTheFirst(),
    )
    [mention] = part.passages.mentions
    assert (mention.surface, mention.country) == ("Goma", "CD")


def test_where_a_report_is_from_decides_between_namesakes():
    """Tripoli is Libya's, and Lebanon's in a report from Lebanon."""
    told = "Gunmen attacked a checkpoint in Tripoli on Monday."
    countries = {
        near: next(
            iter(parts_of(told, near=near)[0].passages.mentions)
        ).country
        for near in ("Libya", "Lebanon")
    }
    assert countries == {"Libya": "LY", "Lebanon": "LB"}


def test_a_home_that_nobody_knows_is_told():
    with pytest.raises(
        InputError, match="near='Xyzzyx': no place of this name is known"
    ):
        parts_of(ENGLISH, near="Xyzzyx")
