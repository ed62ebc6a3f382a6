"""The days of events: what is planned lies ahead."""

import pytest
from tests.reports.events.parsed import rows


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("in January", "2025-01-01", "2025-01-31"),
        ("on 3 February", "2025-02-03", "2025-02-03"),
        ("in January 2024", "2024-01-01", "2024-01-31"),
        ("in June", "2024-06-01", "2024-06-30"),
        ("in May", "2024-05-01", "2024-05-31"),
    ],
)
def test_a_plan_for_a_month_that_is_past_is_for_the_next_one(
    when, first, last
):
    """The reports are of 31 May 2024; a plan for this month may have been late in the telling."""
    [row] = rows(
        f"MONUSCO is to close its base in Bunia {when}."
    ).itertuples()
    assert row.status == "planned"
    assert (str(row.date_start.date()), str(row.date_end.date())) == (
        first,
        last,
    )


def test_the_day_of_what_came_of_it_is_not_its_own():
    """They were taken on the 19th, and not when they were let go."""
    [row] = rows(
        "19 May: two aid workers were kidnapped near Rutshuru; released on 21 May."
    ).itertuples()
    assert str(row.date_start.date()) == "2024-05-19"
    [row] = rows(
        "The army freed 18 hostages near Komanda on 21 May."
    ).itertuples()
    assert str(row.date_start.date()) == "2024-05-21"


def test_the_day_of_a_place_line_with_a_colon_is_the_papers():
    """The clash was on Saturday; in a log the day before the colon is the event's."""
    told = (
        "IMPHAL, May 27: Two volunteers were killed and five others injured as militants "
        "attacked a village in Kangpokpi on Saturday.\n\nA shutdown was called."
    )
    row = rows(told).iloc[0]
    assert (str(row.date_start.date()), row.fatalities_best) == (
        "2024-05-25",
        2,
    )
    told = (
        "KUTUM, May 27: Armed men killed two traders.\n\n"
        "NYALA, May 28: Armed men killed three traders."
    )
    days = [str(day.date()) for day in rows(told).date_start]
    assert days == ["2024-05-27", "2024-05-28"]
