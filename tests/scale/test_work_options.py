"""Who does a count: options of the work are parted from those of the plan."""

import pytest

from sitmap.errors import DataWarning, InputError
from sitmap.scale.plan import make_plan
from sitmap.scale.work_options import How, split_options


def test_options_of_the_work_are_no_options_of_the_plan():
    """A scheduler alone means Dask; the rest goes to the plan."""
    plan, how = split_options("day,h3:5", {"workers": 3, "country": "XK"})
    assert (how.engine, how.workers) == ("local", 3)
    assert plan == make_plan("day,h3:5", country="XK")
    told = {"scheduler": "tcp://a:1"}
    assert split_options("day,h3:5", told)[1].engine == "dask"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"engine": "spark"}, "choose one of local, dask"),
        (
            {"engine": "local", "scheduler": "tcp://a:1"},
            "a scheduler is for engine dask",
        ),
        ({"workers": 0}, "workers 0: give the number of processes"),
    ],
)
def test_what_cannot_be_done_is_refused(options, told):
    with pytest.raises(InputError, match=told):
        split_options("day,h3:5", dict(options))


def test_a_line_that_nobody_hears_is_a_warning():
    heard = []
    How(say=heard.append).tell("a file is left off")
    assert heard == ["a file is left off"]
    with pytest.warns(DataWarning, match="a file is left off"):
        How().tell("a file is left off")
