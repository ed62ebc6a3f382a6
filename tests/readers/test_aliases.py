"""What tables call their columns."""

import pytest

from sitmap.incidents import COLUMNS
from sitmap.readers.aliases import fold_name, load_headings


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Event_Date", "event date"),
        ("eventDate", "event date"),
        ("GPSLatitude", "gps latitude"),
        ("ID", "id"),
        ("№ события", "no события"),
        ("ŁÓDŹ", "lodz"),
        ("Şehir (adı)", "sehir adi"),
        ("Ёлка", "елка"),
        ("الإحداثيات", "احداثيات"),
        ("  ", ""),
    ],
)
def test_names_are_folded_to_words(name, folded):
    """Humps, accents, marks and the Arabic article go; Cyrillic stays Cyrillic."""
    assert fold_name(name) == folded


def test_folding_twice_changes_nothing():
    """A folded name is its own."""
    for names in load_headings().names.values():
        assert all(fold_name(name) == name for name in names)


def test_a_heading_is_of_two_columns_only_where_two_languages_share_it():
    """An hour in Kyiv is a year in Skopje, an end in Serbian a country in Polish: values tell."""
    seen = {}
    for ours, names in load_headings().names.items():
        for name in names:
            seen.setdefault(name, set()).add(ours)
    both = {name: ours for name, ours in seen.items() if len(ours) > 1}
    assert both == {
        "event day": {"date_start", "day"},
        "kraj": {"country", "date_end"},
        "prefecture": {"admin1", "admin2"},
        "година": {"time", "year"},
        "округ": {"admin1", "admin2"},
        "شهر": {"place", "month"},
    }


def test_our_own_names_are_known():
    """A table that sitmap wrote, and somebody edited, is read back under the same names."""
    names = load_headings().names
    known = {name for many in names.values() for name in many}
    for ours in ("date_start", "longitude", "place", "event_type", "notes"):
        assert ours in COLUMNS or ours == "longitude"
        assert fold_name(ours) in known
