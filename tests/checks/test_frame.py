"""What a reader looks for around the incidents."""

import pandas as pd
import pytest

import sitmap
from sitmap.checks.frame import check_frame
from sitmap.schema import conform

ROWS = {"title": ["x"], "latitude": [42.9], "longitude": [20.9]}


def _found(table=ROWS, **options):
    given = (
        table if isinstance(table, pd.DataFrame) else pd.DataFrame(table)
    )
    one = sitmap.Map(given, **options)
    return {
        finding.check: finding.why for finding in check_frame(one.content())
    }


GOOD = {"title": "T", "date": "2024-03-05", "sources": ["Own (CC BY 4.0)"]}


def test_a_map_with_all_of_it_has_no_finding():
    """Title, date, and sources with their licence."""
    assert _found(**GOOD) == {}


@pytest.mark.parametrize(
    ("lacking", "kind"),
    [
        ({"title": None}, "no title"),
        ({"date": None}, "no date"),
        ({"sources": []}, "no source"),
        ({"sources": ["Own"]}, "no licence"),
        ({"note": None}, "no status note"),
    ],
)
def test_each_that_lacks_is_found_alone(lacking, kind):
    """With what to give."""
    assert list(_found(**(GOOD | lacking))) == [kind]


def test_a_note_matters_only_where_a_disputed_place_is_shown():
    """Fiji needs none."""
    fiji = {"title": ["x"], "latitude": [-17.8], "longitude": [178.0]}
    assert _found(fiji, **GOOD, note=None) == {}


def test_tables_of_others_ask_for_their_own_words():
    """By columns that only their exports have, until the sources name them."""
    told = ROWS | {"dyad_name": ["a"], "type_of_violence": [1]}
    ucdp = conform(pd.DataFrame(told))
    assert "UCDP GED is CC BY 4.0" in _found(ucdp, **GOOD)["no licence"]
    named = GOOD | {"sources": ["UCDP GED 24.1 (CC BY 4.0)"]}
    assert _found(ucdp, **named) == {}
