"""Small maps on one sheet."""

import pytest

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")


@pytest.mark.parametrize(
    ("count", "aspect", "grid"),
    [
        (1, 1.5, (1, 1)),
        (2, 2.0, (2, 1)),
        (4, 1.0, (2, 2)),
        (5, 1.0, (2, 3)),
        (6, 1.5, (3, 2)),
        (3, 0.1, (1, 3)),
        (3, 50.0, (3, 1)),
        (36, 1.0, (6, 6)),
    ],
)
def test_panels_are_about_square(count, aspect, grid):
    """Columns are the root of their number times the sheet's aspect; the rows hold all of them."""
    from sitmap.export.figure.facets import _grid

    columns, rows = _grid(count, aspect)
    assert (columns, rows) == grid
    assert columns * rows >= count > columns * (rows - 1)
