"""Endings of reports: what the commands take for one."""

import pytest

from sitmap.cli.inputs import is_report


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.txt", True),
        ("A.HTM", True),
        ("mail.eml", True),
        ("page.mhtml", True),
        ("a.csv", False),
        ("a.pdf", False),
    ],
)
def test_a_report_is_told_by_its_ending(name, told):
    assert is_report(name) is told
