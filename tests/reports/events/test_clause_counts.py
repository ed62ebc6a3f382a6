"""Who was hurt in a sentence, with the numbers of its dates left out."""

from tests.reports.events import parsed

from sitmap.reports.events.clause_counts import counts_in, told_in


def test_the_day_of_a_date_counts_nobody():
    """The 24 of "24 May" is blanked, letter by letter; offsets stay."""
    text = "On 24 May three soldiers were killed in Gao."
    passages = parsed.passages(text)
    [sentence] = passages.sentences
    told = told_in(passages, sentence)
    assert "24" not in told
    assert len(told) == len(text)
    assert counts_in(passages, sentence).fatalities.best == 3
