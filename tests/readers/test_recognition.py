"""Layouts are recognised: each module declares its records, in any case and order of columns."""

from pathlib import Path

import sitmap
from sitmap.readers.layout import Layout
from sitmap.readers.recognition import find_layout, list_layouts


def test_every_module_of_layouts_declares_records():
    """A layout is found by being there: nothing else lists it, and no two have one name."""
    names = [layout.name for layout in list_layouts()]
    folder = Path(sitmap.__file__).parent / "readers/layouts"
    modules = [
        path.stem for path in folder.glob("*.py") if path.stem != "__init__"
    ]
    assert len(names) >= len(modules)
    assert len(set(names)) == len(names)
    assert all(isinstance(layout, Layout) for layout in list_layouts())


def test_a_layout_is_told_in_any_case_and_order():
    """Names are compared as words; of two that fit, the one that asks for more is taken."""
    assert (
        find_layout(["LOCATION", "EVENT_DATE", "EVENT_ID_CNTY"]).name
        == "ACLED"
    )
    assert find_layout(["place", "date", "events"]) is None
