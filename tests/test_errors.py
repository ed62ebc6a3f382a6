"""One base, and subclasses that are also what Python users expect to catch."""

import pickle

import pytest

from sitmap import errors

ERRORS = ["InputError", "OutputError", "GazetteerError", "ServiceError"]


@pytest.mark.parametrize("name", ERRORS)
def test_every_error_is_one_of_ours_and_of_pythons(name):
    """Whoever catches ValueError or OSError needs nothing of sitmap's."""
    kind = getattr(errors, name)
    usual = ValueError if name == "InputError" else OSError
    assert issubclass(kind, errors.SitmapError)
    assert issubclass(kind, usual)


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_says_its_line_and_crosses_processes(name):
    """Workers hand errors on pickled; an OSError with one text is that text."""
    told = getattr(errors, name)("x.csv: line 3 is odd; mend it")
    assert str(told) == "x.csv: line 3 is odd; mend it"
    again = pickle.loads(pickle.dumps(told))  # noqa: S301 - our own
    assert (type(again), str(again)) == (type(told), str(told))


def test_warnings_are_shown_by_default():
    """Python hides warnings of deprecation from users; what was left off isn't one."""
    assert issubclass(errors.DataWarning, UserWarning)
    assert issubclass(errors.AssetWarning, UserWarning)
    assert set(errors.__all__) == {
        *ERRORS,
        "SitmapError",
        "DataWarning",
        "AssetWarning",
    }
