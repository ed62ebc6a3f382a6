"""Public names that are imported when they are first used."""

import sys
import types

import pytest

from sitmap._lazy import import_on_use


@pytest.fixture
def package(monkeypatch):
    made = types.ModuleType("a_package")
    monkeypatch.setitem(sys.modules, "a_package", made)
    made.__getattr__ = import_on_use(
        "a_package",
        {"sqrt": "math", "gone": "math"},
        former={"root": "sqrt"},
    )
    return made


def test_a_name_is_found_once_and_kept(package):
    """From then on it costs no look-up."""
    assert "sqrt" not in vars(package)
    assert package.sqrt(9) == 3
    assert "sqrt" in vars(package)


def test_a_former_name_works_and_warns(package):
    """With what it is called today."""
    with pytest.warns(
        DeprecationWarning, match="a_package.root is called sqrt"
    ):
        assert package.root(4) == 2
    assert "root" not in vars(package)


@pytest.mark.parametrize("name", ["nothing", "gone", "_sqrt"])
def test_other_names_are_none(package, name):
    """As of any module: also one that its home has lost."""
    assert not hasattr(package, name)
