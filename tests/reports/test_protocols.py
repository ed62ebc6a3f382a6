"""A model of one's own: names found by a recognizer, events by an extractor."""

import re

import pytest

from sitmap.incidents import validate
from sitmap.reports import (
    Event,
    EventExtractor,
    NameSpan,
    Recognizer,
    parse_report,
)

TEXT = "Rumours from Alexandria: a kerfuffle at the port. Later a second kerfuffle in Cairo, in Egypt."


class Capitals:
    """Takes every capitalised word behind "in" or "from" for a place."""

    def recognize(self, text):
        return [
            NameSpan(*match.span("name"))
            for match in re.finditer(
                r"(?:in|from) (?P<name>[A-Z]\w+)", text
            )
        ]


class Kerfuffles:
    """Finds one kind of event that the lexicon doesn't know."""

    def extract(self, passages):
        for sentence in passages.sentences:
            told = passages.text[sentence.start : sentence.end]
            if "kerfuffle" in told:
                places = passages.mentions_in(sentence.start, sentence.end)
                yield Event(
                    sentence.start,
                    sentence.end,
                    "Mob violence",
                    place=places[0] if places else None,
                    confidence=0.4,
                )


def test_the_plug_ins_are_what_the_protocols_say():
    """Nothing of ours has to be inherited."""
    assert isinstance(Capitals(), Recognizer)
    assert isinstance(Kerfuffles(), EventExtractor)


def test_a_recognizer_says_where_and_sitmap_which():
    """Alexandria beside Cairo is Egypt's."""
    table = parse_report(
        TEXT,
        published="2024-05-02",
        recognizer=Capitals(),
        extractor=Kerfuffles(),
    ).mentions
    assert dict(zip(table["surface"], table["country"], strict=True)) == {
        "Alexandria": "EG",
        "Cairo": "EG",
        "Egypt": "EG",
    }


def test_an_extractor_gives_events_and_sitmap_the_table():
    """Each row with its quote, its point and the extractor's confidence."""
    report = parse_report(
        TEXT, published="2024-05-02", extractor=Kerfuffles()
    )
    table = report.incidents
    assert table["sub_event_type"].tolist() == [
        "Mob violence",
        "Mob violence",
    ]
    assert table["place_name"].tolist() == ["Alexandria", "Cairo"]
    assert table["confidence"].tolist() == [0.4, 0.4]
    assert (
        table["quote"].tolist()[1]
        == "Later a second kerfuffle in Cairo, in Egypt."
    )
    assert table.geometry.notna().all()
    assert validate(table).empty


def test_an_extractor_may_read_any_language():
    """That only English is read is a limit of our own lexicon."""
    georgian = "ამბავი და kerfuffle Berlin არის რომ გზა დაკეტილია, კერძოდ მანქანებისთვის."
    with pytest.warns(UserWarning, match="Georgian"):
        report = parse_report(
            georgian, published="2024-05-02", extractor=Kerfuffles()
        )
    assert report.incidents["place_name"].tolist() == ["Berlin"]
