"""The release recipe: each try has its line, and one that fails is the recipe's failure."""

from pathlib import Path

import pytest

from tests import release


@pytest.mark.parametrize("fault", ["", "sitmap demo: no page"])
def test_each_try_has_its_line(monkeypatch, capsys, fault):
    """The wheel with newest and lowest versions on each Python, the sdist once."""
    packages = [Path("sitmap-1.whl"), Path("sitmap-1.tar.gz")]
    monkeypatch.setattr(release, "build", lambda: packages)
    monkeypatch.setattr(
        release, "find_pythons", lambda _: {"3.11.7": "a", "3.13.0": "b"}
    )
    monkeypatch.setattr(
        release,
        "try_release",
        lambda package, python, level: release.Outcome(
            package.suffix[1:], python[0], level, 1.2, fault
        ),
    )
    assert release.main([]) == int(bool(fault))
    lines = [
        line.split()[:3]
        for line in capsys.readouterr().out.splitlines()[1:]
    ]
    assert lines == [
        ["whl", "3.11.7", "highest"],
        ["whl", "3.11.7", "lowest-direct"],
        ["whl", "3.13.0", "highest"],
        ["whl", "3.13.0", "lowest-direct"],
        ["gz", "3.11.7", "highest"],
    ]
