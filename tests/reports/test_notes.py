"""What is said of a report that lacks something."""

import warnings

import pytest

from sitmap.errors import DataWarning
from sitmap.reports import parse_report


def notes(text, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return parse_report(text, **options).notes


def test_an_empty_report_is_told_with_its_remedy():
    """And nothing else is said of it."""
    [note] = notes("  \n")
    assert note.startswith("the report holds no words")
    assert "save the text as .txt" in note


def test_a_relative_date_without_a_day_of_publication_is_told():
    told = "Gunmen killed two people in Goma on Monday."
    assert any("no day of publication" in note for note in notes(told))
    assert notes(told, published="2024-03-05") == ()


def test_a_report_without_a_place_says_so():
    assert notes("The choir sang.", published="2024-03-05") == (
        "no place is named in the report",
    )


def test_a_report_without_an_incident_says_so():
    assert notes("The choir sang in Goma.", published="2024-03-05") == (
        "no incident is told in the report",
    )


def test_a_language_whose_incidents_are_not_read_is_named():
    """With the languages that are, and the way to ask for it all the same."""
    dutch = (
        "Twee mensen zijn maandag om het leven gekomen bij een aanval op een dorp in de buurt "
        "van Goma, zei de politie. Het was niet duidelijk wie de aanval had uitgevoerd."
    )
    told = notes(dutch, published="2024-03-05")
    [note] = [each for each in told if "seems to be" in each]
    assert note.startswith("the text seems to be Dutch")
    assert "--report-lang" in note
    assert "Albanian, Arabic, English" in note


def test_every_note_is_a_warning():
    with pytest.warns(DataWarning, match="holds no words"):
        parse_report("")
