"""How far a count is: what was kept from before doesn't make the rest look faster."""

import pytest

from sitmap.scale.clock import Clock, Standing
from sitmap.scale.work_options import How


def test_the_rest_is_reckoned_from_what_this_run_did():
    """Of 100 bytes 40 were kept and 30 done in 15 s: 30 more take as long."""
    now = Standing(10, 7, 4, 100, 70, 40, rows=900, seconds=15.0)
    assert now.seconds_left == pytest.approx(15.0)
    assert Standing(10, 4, 4, 100, 40, 40, 0, 0.1).seconds_left is None


def test_a_clock_tells_each_part_that_is_done():
    """One part was kept; two more of 30 and 50 bytes follow."""
    heard = []
    clock = Clock(3, 100, How(progress=heard.append))
    clock.keep([20])
    clock.tick(30, 7)
    clock.tick(50, 5)
    told = [
        (one.parts_done, one.parts_kept, one.bytes_done, one.rows)
        for one in heard
    ]
    assert told == [(2, 1, 50, 7), (3, 1, 100, 12)]
