"""How near two tellings of one event may lie."""

from sitmap.same_event import BETWEEN_REPORTS, BETWEEN_TABLES, WITHIN_REPORT


def test_reach_widens_from_a_sentence_to_a_table():
    """One report has its places of one gazetteer; coders of tables have rules of their own."""
    metres = [
        one.metres
        for one in (WITHIN_REPORT, BETWEEN_REPORTS, BETWEEN_TABLES)
    ]
    assert metres == sorted(set(metres))


def test_within_one_report_a_day_is_a_day():
    """Between sources one may tell of the night before."""
    assert WITHIN_REPORT.days == 0
    assert BETWEEN_REPORTS.days == BETWEEN_TABLES.days == 1
