"""Where to look for an event whose sentence names no place."""

import pytest
from tests.reports.events.parsed import rows


@pytest.mark.parametrize(
    ("told", "places"),
    [
        # the sentence before in the same paragraph
        (
            "Gunmen raided Djibo on Monday. On Tuesday shells killed four people.",
            ["Djibo", "Djibo"],
        ),
        # the item's run-in heading
        (
            (
                "Nyala: A drone killed six people on Tuesday.\n\n"
                "El Geneina: Gunmen shot dead two traders on Tuesday."
            ),
            ["Nyala", "El Geneina"],
        ),
        # the dateline
        (
            "NYALA, Sudan, May 30 (Reuters) - A drone strike killed six people on Thursday.",
            ["Nyala"],
        ),
        # nowhere
        ("Gunmen shot dead two traders on Tuesday.", [""]),
    ],
)
def test_the_nearest_place_told_before(told, places):
    assert rows(told)["place_name"].fillna("").tolist() == places


def test_there_is_the_town_told_last():
    """The hospital "there" is in Nyala, though Nyala was only fled to."""
    told = "Thousands fled to Nyala on Monday. The hospital there was shelled on Tuesday."
    assert rows(told)["place_name"].tolist()[-1] == "Nyala"
