"""Code lists: ACLED's own numbers, each sub-event of one type, and nothing heavy to read them."""

import subprocess
import sys
from itertools import chain

from sitmap.vocabulary import EVENT_TYPES, OFF_MAP_STATUSES, STATUSES


def test_event_types_are_acleds():
    """Six types and 25 sub-events (ACLED codebook), no sub-event under two types."""
    subs = list(chain(*EVENT_TYPES.values()))
    assert (len(EVENT_TYPES), len(subs), len(set(subs))) == (6, 25, 25)


def test_what_stays_off_the_map_is_a_status():
    """What happened stays on it."""
    assert set(STATUSES) - OFF_MAP_STATUSES == {
        "confirmed",
        "reported",
        "claimed",
        "disputed",
    }


def test_the_lists_cost_no_heavy_import():
    """Whoever needs the words needs no pandas."""
    program = (
        "import sys, sitmap.vocabulary; print('pandas' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"
