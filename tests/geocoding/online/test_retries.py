"""How often a query is asked again, and how long a service is left alone before that."""

from types import SimpleNamespace

import pytest

from sitmap.geocoding.online.retries import Retries

PATIENT = Retries(deadline_s=30.0, attempts=3, cap_s=60.0)


def _failure(*, is_passing=True, stops=False, retry_after_s=None):
    return SimpleNamespace(
        is_passing=is_passing, stops=stops, retry_after_s=retry_after_s
    )


class _Turn:
    def __init__(self):
        self.paused = []

    def pause(self, seconds):
        self.paused.append(seconds)


@pytest.mark.parametrize(
    ("failure", "attempt", "left_s", "last"),
    [
        (_failure(), 1, 10.0, False),
        (_failure(), 2, 10.0, False),
        (_failure(), 3, 10.0, True),
        (_failure(), 1, 0.0, True),
        (_failure(is_passing=False), 1, 10.0, True),
    ],
)
def test_when_a_query_is_asked_no_more(failure, attempt, left_s, last):
    """At the third attempt, without time left, or where the fault doesn't pass."""
    assert PATIENT.is_last(failure, attempt, left_s) is last


@pytest.mark.parametrize(("attempt", "seconds"), [(1, 1.0), (2, 2.0)])
def test_pauses_double_without_a_word_from_the_host(attempt, seconds):
    """A second, then two."""
    turn = _Turn()
    assert PATIENT.pause(_failure(), attempt, turn) == seconds
    assert turn.paused == [seconds]


def test_the_last_attempt_rests_only_where_the_host_asks():
    """The next query of the table would come too soon for it."""
    turn = _Turn()
    PATIENT.pause(_failure(), 3, turn)
    assert turn.paused == []
    assert PATIENT.pause(_failure(retry_after_s=7.0), 3, turn) == 7.0
    assert turn.paused == [7.0]


def test_what_does_not_pass_needs_no_rest():
    """Nor does a host that isn't asked any more."""
    turn = _Turn()
    assert PATIENT.pause(_failure(is_passing=False), 1, turn) == 0
    assert PATIENT.pause(_failure(stops=True), 1, turn) == 0
    assert turn.paused == []
