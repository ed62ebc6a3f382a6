"""Ctrl-C in long work."""

import os
import signal
from contextlib import suppress

import pytest

from sitmap.cli.interrupts import one_interrupt


@pytest.fixture(autouse=True)
def handler():
    """Put the handler back that was there."""
    before = signal.getsignal(signal.SIGINT)
    yield before
    signal.signal(signal.SIGINT, before)


def press():
    os.kill(os.getpid(), signal.SIGINT)


def press_twice():
    with one_interrupt():
        try:
            press()
        finally:
            press()


def lose_one():
    with one_interrupt() as stop_if_asked:
        with suppress(KeyboardInterrupt):
            press()
        stop_if_asked()


def test_the_first_ctrl_c_stops_and_no_other_breaks_in():
    """Whoever presses twice gets the work's own end, not a broken one."""
    with pytest.raises(KeyboardInterrupt):
        press_twice()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_a_ctrl_c_that_python_lost_stops_at_the_next_step():
    """As one that comes while a destructor runs."""
    with pytest.raises(KeyboardInterrupt):
        lose_one()


def test_work_that_ends_gives_ctrl_c_back(handler):
    """The handler that was there is there again."""
    with one_interrupt() as stop_if_asked:
        stop_if_asked()
    assert signal.getsignal(signal.SIGINT) is handler
