"""Military symbol codes that can't be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitmap.checks.findings import Finding
from sitmap.layers.military import find_undrawable
from sitmap.layers.symbols import CODE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import geopandas as gpd

    from sitmap.maps.content import MapContent

_CHECK: Final = "symbol code"


def find_symbol_codes(incidents: gpd.GeoDataFrame) -> Iterator[Finding]:
    """Find codes that can't be drawn, in a column of a usual name."""
    for column in incidents.columns:
        if str(column).casefold() in CODE_COLUMNS:
            for one in find_undrawable(incidents, column):
                yield Finding(
                    _CHECK, "warning", one.row, one.value, one.why
                )


def find_undrawn(
    content: MapContent, known: Sequence[Finding]
) -> list[Finding]:
    """Find what a map's own column of codes has that can't be drawn, each row once."""
    told = {one.row for one in known if one.check == _CHECK}
    undrawn = [
        one
        for layer in content.layers
        for one in layer.undrawn
        if one.row not in told
    ]
    return [
        Finding(_CHECK, "warning", one.row, one.value, one.why)
        for one in undrawn
    ]
