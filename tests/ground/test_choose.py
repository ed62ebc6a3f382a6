"""Which ground a map stands on; a bad one never costs the map."""

import numpy as np
import pytest

from sitmap.errors import DataWarning, InputError
from sitmap.ground.choose import check_ground, choose_ground

SPOTS = np.array([[20.86, 42.89]])
BOX = (20.0, 42.0, 21.0, 43.0)


@pytest.mark.parametrize("given", [None, 5, ["a"]])
def test_what_is_no_ground_is_told(given):
    """With what may be given."""
    with pytest.raises(InputError, match="give a file, True"):
        check_ground(given, 2)


def test_a_file_that_is_not_there_is_told(tmp_path):
    """A folder is none either."""
    for path in (tmp_path, tmp_path / "no.osm.pbf"):
        with pytest.raises(
            InputError, match="is no file; ground comes from"
        ):
            check_ground(path, 2)


@pytest.mark.parametrize("limit", [0, -1, True, "2", None, float("nan")])
def test_a_limit_is_a_number_of_megabytes(limit):
    """Above nothing."""
    with pytest.raises(InputError, match="give a number of megabytes"):
        check_ground(True, limit)


def test_none_is_asked_for_and_none_is_given():
    """Without a warning."""
    assert choose_ground(False, SPOTS, BOX, limit_mb=2) is None


def test_a_bad_file_costs_the_ground_and_not_the_map(tmp_path):
    """And the warning says why."""
    path = tmp_path / "bad.osm.pbf"
    path.write_bytes(b"no extract")
    with pytest.warns(DataWarning, match="drawn without ground: .*bad.osm"):
        assert choose_ground(path, SPOTS, BOX, limit_mb=2) is None
