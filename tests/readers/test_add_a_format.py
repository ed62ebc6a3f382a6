"""The page that says how to add a format, followed to the letter with a toy format."""

from __future__ import annotations

import re
from types import ModuleType

import pytest

import sitmap
from sitmap.errors import DataWarning, InputError
from sitmap.readers import sniffing


@pytest.fixture
def page(root, monkeypatch):
    """The page's text, with its reader in the table of marks as the page says."""
    text = (root / "docs" / "extend" / "add-a-format.md").read_text("utf-8")
    module = ModuleType("radio_log")
    exec(  # noqa: S102
        re.search(r"```python\n(.*?)```", text, re.DOTALL)[1], vars(module)
    )
    table = re.search(r"_MARKUP: Final = (\{.*\})", text)[1]
    marks = eval(table, {**vars(sniffing), **vars(module)})  # noqa: S307 - the page's own line
    monkeypatch.setattr(sniffing, "_MARKUP", marks)
    return text


def test_the_toy_format_of_the_page_is_read(page, tmp_path):
    log = tmp_path / "log.txt"
    log.write_text(
        re.search(r"```xml\n(.*?)```", page, re.DOTALL)[1], "utf-8"
    )
    with pytest.warns(DataWarning, match="2: has no hour"):
        first, second = sitmap.read(log).itertuples()
    assert (first.place, first.time, first.notes) == (
        "Mitrovica",
        "07:40",
        "Road blocked at the bridge.",
    )
    assert (second.place, second.problem) == (
        "Zvečan",
        "message 2: has no hour",
    )


@pytest.mark.usefixtures("page")
def test_what_is_no_such_log_is_one_clear_line(tmp_path):
    log = tmp_path / "cut.xml"
    log.write_text("<radiolog><message date=")
    with pytest.raises(InputError, match=r"^cut\.xml: is no valid XML \("):
        sitmap.read(log)


def test_the_page_keeps_the_marks_that_there_are(page, root):
    """Its line of marks is the line of the source and one more."""
    source = (root / "src/sitmap/readers/sniffing.py").read_text("utf-8")
    before = re.search(r"_MARKUP: Final = \{(.*?)\}", source, re.DOTALL)[1]
    told = re.search(r"_MARKUP: Final = \{(.*?)\}", page, re.DOTALL)[1]
    assert "".join(before.split()).strip(",") in "".join(told.split())
