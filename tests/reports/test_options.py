"""What a reader of reports may be asked for."""

import pytest

from sitmap.errors import InputError
from sitmap.reports import parse_report
from sitmap.reports.options import ReadOptions, drafts_incidents

NOTHING = (None, None, (), None, None)


def test_a_kind_that_nobody_drafts_is_told_with_the_known_ones():
    """Two that are wrong are told in order."""
    with pytest.raises(
        InputError,
        match=r"\['gossip', 'sports'\]: known are diplomacy, statements",
    ):
        parse_report("Nothing.", include={"sports", "gossip", "crime"})


def test_titles_are_in_english_or_as_reported():
    with pytest.raises(
        InputError, match="titles='fr': known are en, report"
    ):
        parse_report("Nothing.", titles="fr")


def test_a_language_that_is_not_ready_drafts_when_it_is_named():
    """Dutch names places only; who says that the text is Dutch gets drafts all the same."""
    assert drafts_incidents("en", ReadOptions(*NOTHING, None))
    assert not drafts_incidents("nl", ReadOptions(*NOTHING, None))
    assert drafts_incidents("nl", ReadOptions(*NOTHING, "nl"))
