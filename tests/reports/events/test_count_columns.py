"""Numbers in the columns of a report's own table are counted as its header says."""

from __future__ import annotations

import pytest

from sitmap.reports import parse_report
from sitmap.reports.events.casualty_counts import Count
from sitmap.reports.events.count_columns import find_rows

ROWS = (
    ("Governorate", "Location", "Event", "Killed", "Injured"),
    ("Taiz", "Mocha", "Shelling of a house", "2", "5"),
    ("Hodeidah", "Hays", "Drone strike", "0", "1,200+"),
    ("Marib", "Sirwah", "Landmine explosion", "1", "-"),
)


@pytest.mark.parametrize(
    "table",
    [
        "\n".join(" | ".join(row) for row in ROWS),
        "\n".join("\t".join(row) for row in ROWS),
        "\n".join(f"| {' | '.join(row)} |" for row in ROWS),
    ],
    ids=["bars", "tabs", "Markdown"],
)
def test_a_row_counts_what_its_columns_say(table: str) -> None:
    """Zero is nobody, a dash is not told, "1,200+" is at least so many."""
    rows = [*find_rows(f"Log\n\n{table}\n").values()]
    assert [row.fatalities for row in rows] == [
        Count(2, 2, 2),
        Count(0, 0, 0),
        Count(1, 1, 1),
    ]
    assert [row.injured for row in rows] == [
        Count(5, 5, 5),
        Count(1200, 1200, None),
        Count(),
    ]


def test_a_drafted_row_has_the_counts_of_its_columns() -> None:
    """Its sentence tells an event, its cells the dead."""
    table = "\n".join(" | ".join(row) for row in ROWS)
    report = parse_report(f"Daily log\n\n{table}\n", published="2024-02-20")
    found = report.incidents
    assert list(found["fatalities_best"]) == [2, 0, 1]
    assert list(found["injured_low"].fillna(-1)) == [5, 1200, -1]


@pytest.mark.parametrize(
    "told",
    [
        "Place | Event | Rooms | Beds\nHays | Shelling | 2 | 5\n",  # nobody is counted
        "Hays | Shelling | 2 | 5\nMocha | Shelling | 3 | 6\n",  # no header
        "Three were killed and five injured in Hays.\n",
    ],
)
def test_numbers_without_a_header_that_counts_people_count_nobody(
    told: str,
) -> None:
    """Only a header tells what a bare number is."""
    assert find_rows(told) == {}


def test_columns_of_two_groups_are_summed_and_a_total_counts_alone() -> (
    None
):
    """Soldiers and civilians are two columns; "total killed" has both."""
    told = "Place | Civilians killed | Soldiers killed\nHays | 2 | 3\n"
    (row,) = find_rows(told).values()
    assert row.fatalities == Count(5, 5, 5)
    told = (
        "Place | Civilians killed | Soldiers killed | Total killed\n"
        "Hays | 2 | 3 | 5\n"
    )
    (row,) = find_rows(told).values()
    assert row.fatalities == Count(5, 5, 5)


@pytest.mark.parametrize(
    ("language", "header"),
    [
        ("fr", "Lieu | Fait | Morts | Blessés"),
        ("es", "Lugar | Hecho | Muertos | Heridos"),
        ("uk", "Місце | Подія | Загиблі | Поранені"),
    ],
)
def test_headers_in_other_languages_are_read(
    language: str, header: str
) -> None:
    """The words that count in sentences count in headers, too."""
    (row,) = find_rows(f"{header}\nHays | x | 2 | 5\n", language).values()
    assert (row.fatalities.best, row.injured.best) == (2, 5)
