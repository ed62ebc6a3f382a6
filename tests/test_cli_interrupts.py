"""Ctrl-C in long work."""

import os
import signal

import pytest

from sitmap.cli.interrupts import one_interrupt


def press():
    os.kill(os.getpid(), signal.SIGINT)


def test_the_first_ctrl_c_stops_and_no_other_breaks_in():
    """Whoever presses twice gets the work's own end, not a broken one."""
    before = signal.getsignal(signal.SIGINT)
    try:
        with pytest.raises(KeyboardInterrupt), one_interrupt():
            try:
                press()
            finally:
                press()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_ctrl_c_that_python_lost_stops_at_the_next_step():
    """As one that comes while a destructor runs."""
    before = signal.getsignal(signal.SIGINT)
    try:
        with pytest.raises(KeyboardInterrupt), one_interrupt() as stop_if_asked:
            with pytest.raises(KeyboardInterrupt):
                press()
            stop_if_asked()
    finally:
        signal.signal(signal.SIGINT, before)


def test_work_that_ends_gives_ctrl_c_back():
    """The handler that was there is there again."""
    before = signal.getsignal(signal.SIGINT)
    with one_interrupt() as stop_if_asked:
        stop_if_asked()
    assert signal.getsignal(signal.SIGINT) is before
