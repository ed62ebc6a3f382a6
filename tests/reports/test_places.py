"""Names in context: which are places, and which place."""

import pytest

from sitmap.reports import NameSpan, parse_report

pytestmark = pytest.mark.filterwarnings("ignore::sitmap.errors.DataWarning")


def mentions_of(text, **options):
    table = parse_report(text, **options).mentions
    return {row.surface: row for row in table.itertuples()}


def test_a_person_with_a_places_name_is_a_person():
    """Jordan Smith and Mayor Lincoln are not on the map."""
    found = mentions_of(
        "Jordan Smith met Mayor Lincoln in Ohio. Smith said no."
    )
    assert {row.kind for name, row in found.items() if name != "Ohio"} <= {
        "person"
    }


def test_alexandria_with_louisiana_in_the_text_is_louisianas():
    """Containers decide for the whole report: one sense."""
    found = mentions_of(
        "Police in Alexandria made arrests. A man from nearby Pineville, Louisiana, was held in"
        " Alexandria."
    )
    assert found["Alexandria"].geometry.y == pytest.approx(31.31, abs=0.1)


def test_near_brings_a_bare_name_home():
    """The same name, with and without a home."""
    text = "Police in Alexandria said the road is closed."
    assert mentions_of(text)["Alexandria"].country == "EG"
    assert mentions_of(text, near="Louisiana")["Alexandria"].country == "US"


def test_mitrovica_in_a_kosovo_report_is_not_the_one_in_serbia():
    """Countries named decide."""
    found = mentions_of(
        "Sirens sounded in Mitrovica, in the north of Kosovo, near Zvečan."
    )
    assert found["Mitrovica"].country == "XK"


def test_treaties_and_processes_are_no_places():
    """ "Brussels Agreements", "Belgrade-Pristina dialogue" keep the name, but can't place an event."""
    found = mentions_of(
        "The Brussels Agreements and the Belgrade-Pristina dialogue go on, and Moscow said it"
        " agrees."
    )
    assert {name: row.kind for name, row in found.items()} == {
        "Brussels": "organisation",
        "Belgrade": "organisation",
        "Pristina": "organisation",
        "Moscow": "metonym",
    }


def test_demonyms_name_their_country_and_place_nothing():
    """A Serbian president is no event in Serbia."""
    assert (
        mentions_of("The Serbian president and a Georgian guard met.")[
            "Serbian"
        ].kind
        == "demonym"
    )


def test_descriptions_are_read_from_the_names_around():
    """The city, the north of the country, our northern neighbour; some roads stay nowhere."""
    found = mentions_of(
        "Kosovo and Serbia differ. Kosovo’s forces watch our northern neighbor. Shots were heard in"
        " Mitrovica, in Kosovo, in the north of the country, and in the city some roads were"
        " blocked."
    )
    assert found["our northern neighbor"].name == "Serbia"
    assert found["the north of the country"].name == "North Kosovo"
    assert found["the city"].name == "Mitrovica"
    assert found["some roads"].geometry is None


def test_common_words_are_words_first():
    """Split, Reading, Police and March in a sentence about none of them."""
    assert not mentions_of(
        "Reading the March news, the Police were Split. Of all, Nancy won."
    ).keys() & {
        "Reading",
        "March",
        "Police",
        "Split",
        "Of",
    }


def test_names_found_by_someone_else_are_resolved():
    """A recognizer says where; sitmap says which."""

    class Spans:
        def recognize(self, text):
            return [
                NameSpan(text.index("Ankara"), text.index("Ankara") + 6)
            ]

    found = mentions_of("talks in Ankara and Paris", recognizer=Spans())
    assert {name: row.country for name, row in found.items()} == {
        "Ankara": "TR"
    }


def test_right_to_left_marks_change_nothing():
    """Direction marks around a name keep its offsets."""
    text = "Shelling hit \u202eAleppo\u202c in Syria on Monday."
    row = mentions_of(text, published="2020-01-08")["Aleppo"]
    assert text[row.start : row.end] == "Aleppo"
