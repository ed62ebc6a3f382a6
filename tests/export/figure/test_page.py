"""The page of a figure."""

import pandas as pd
import pytest

import sitmap
from sitmap.errors import OutputError

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")


def _map(rows=3):
    return sitmap.Map(
        pd.DataFrame(
            {
                "title": [f"t{at}" for at in range(rows)],
                "latitude": [42.0 + at / 10 for at in range(rows)],
                "longitude": [20.5] * rows,
            }
        )
    )


@pytest.mark.parametrize(
    ("name", "options", "told"),
    [
        ("a.gif", {}, "choose one of these endings"),
        ("a.png", {"table": "above"}, "choose beside or behind"),
        ("a.png", {"table": "behind"}, "write a .pdf, not a .png"),
        (
            "a.pdf",
            {"table": "behind", "facet": "week"},
            "leave out facet or table",
        ),
        ("a.png", {"size": (50_000, 50_000)}, "."),
    ],
)
def test_what_cannot_be_drawn_is_told_before_it_is(
    tmp_path, name, options, told
):
    """And nothing is written."""
    with pytest.raises(OutputError, match=told):
        _map().figure(tmp_path / name, **options)
    assert list(tmp_path.iterdir()) == []


def test_numbers_go_to_every_incident_up_to_a_limit():
    """A document with its own table asks for so many; one more, and there are none."""
    from sitmap.export.figure.page import draw_numbered

    picture, rows, outside = draw_numbered(
        _map(), size="square", dpi=50, most=3
    )
    assert picture.startswith(b"\x89PNG")
    assert [row.number for row in rows] == [1, 2, 3]
    assert outside == 0
    _, rows, _ = draw_numbered(_map(), size="square", dpi=50, most=2)
    assert rows == []


def test_too_many_to_number_is_told_with_the_number(monkeypatch, tmp_path):
    """Rather than fifty pages of table."""
    from sitmap.export.figure import page

    monkeypatch.setattr(page, "_MOST_NUMBERED", 2)
    with pytest.raises(OutputError, match="3 incidents are too many"):
        _map().figure(tmp_path / "a.pdf", table="beside", dpi=40)


def test_a_table_behind_is_pages_of_its_own():
    """One of the map, and one of the rows."""
    from sitmap.export.figure.figure_file import figure_settings
    from sitmap.export.figure.page import draw_pages
    from sitmap.export.figure.scene import read_scene

    scene = read_scene(_map().content())
    with figure_settings():
        pages = draw_pages(scene, (210.0, 297.0), table="behind")
    assert len(pages) == 2
