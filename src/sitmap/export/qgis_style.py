"""The style that a GeoPackage brings along: sure, doubtful and vague rows apart, in QGIS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

from sitmap.incidents import OFF_MAP_STATUSES
from sitmap.layers.looks import (
    HOLLOW,
    SHAPES,
    SYMBOL_COLOURS,
    assign_symbols,
)
from sitmap.precision import AREAS, VAGUE_M

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

# What QGIS calls its simple markers (https://docs.qgis.org, Simple marker): names that 3.22 knows,
# which Debian 12 has; one that it doesn't know it draws as a circle, which is Protests' symbol.
_MARKERS: Final = {
    "burst": "star",
    "triangle-down": "triangle",
    "bar": "rectangle",
    "star": "cross_fill",
    "dot": "circle",
}
_SIZE_MM: Final = "3.2"
_VAGUE_MM: Final = "2.2"
_WHITE: Final = "#ffffff"
_FAINT: Final = "66"  # of ff: rings of many rows lie over each other
_CLEAR: Final = "#ffffff00"
_ON_THE_GROUND: Final = "RenderMetersInMapUnits"
_EXPRESSION: Final = 3
"""QGIS's number for what an expression computes (QgsProperty::ExpressionBasedProperty)."""


@dataclass(frozen=True, slots=True)
class _Marker:
    """One simple marker of a symbol."""

    shape: str
    outline: str
    fill: str
    size_mm: str = _SIZE_MM
    is_dashed: bool = False
    size_m: str = ""  # an expression, in metres on the ground


@dataclass(frozen=True, slots=True)
class _Group:
    """A part of the legend: what it is called, whom it holds, whether and how they are drawn."""

    label: str
    holds: str  # an expression of QGIS's
    is_drawn: bool
    draw: Callable[[int], list[_Marker]]  # by the number of a symbol


def write_qml(types: Iterable[str], columns: Collection[str]) -> str:
    """Write a QGIS style with a rule for each event type and how surely its rows are placed.

    Rows that are known only to an area get a faint hollow mark in a dashed ring of the area's size;
    claimed, disputed and historical ones are hollow; what a map leaves off by its status is there,
    switched off.

    Examples
    --------
    >>> 'label="Riots"' in write_qml(["Riots"], ["event_type"])
    True
    """
    symbols = assign_symbols(sorted(types))
    groups = _list_groups(columns)
    width = len(symbols) + 1
    rules = [
        _write_group(group, symbols, at * width, "event_type" in columns)
        for at, group in enumerate(groups)
    ]
    numbers = [*symbols.values(), len(SHAPES) - 1]
    drawn = [group.draw(number) for group in groups for number in numbers]
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        '<qgis version="3.22" styleCategories="Symbology">'
        '<renderer-v2 type="RuleRenderer" enableorderby="0" symbollevels="0" forceraster="0">'
        f'<rules key="sitmap">{"".join(rules)}</rules>'
        f"<symbols>{''.join(map(_write_symbol, range(len(drawn)), drawn))}</symbols>"
        "</renderer-v2></qgis>"
    )


def _list_groups(columns: Collection[str]) -> list[_Group]:
    vague = _vague(columns)
    off, hollow = (
        _one_of("status", statuses) if "status" in columns else "false"
        for statuses in (OFF_MAP_STATUSES, HOLLOW - OFF_MAP_STATUSES)
    )
    ring = '2 * "uncertainty_m"' if "uncertainty_m" in columns else ""
    on = f"NOT ({off}) AND NOT ({vague})"
    return [
        _Group(
            "Known only to an area, ringed",
            f"NOT ({off}) AND ({vague})",
            True,
            _ringed(ring),
        ),
        _Group(
            "Claimed, disputed or historical",
            f"{on} AND ({hollow})",
            True,
            _hollow,
        ),
        _Group(
            "Known to a spot or a town",
            f"{on} AND NOT ({hollow})",
            True,
            _filled,
        ),
        _Group("Kept off the map by their status", off, False, _hollow),
    ]


def _vague(columns: Collection[str]) -> str:
    told = []
    if "precision" in columns:
        told.append(_one_of("precision", AREAS))
    if "uncertainty_m" in columns:
        told.append(f'coalesce("uncertainty_m" > {VAGUE_M:.0f}, false)')
    return " OR ".join(told) or "false"


def _one_of(column: str, values: Iterable[str]) -> str:
    return f'coalesce("{column}" IN ({", ".join(map(_quote, sorted(values)))}), false)'


def _quote(text: str) -> str:
    """Write a text as QGIS's expressions have it."""
    escaped = (
        text.replace("\\", "\\\\").replace("'", "''").replace("\n", "\\n")
    )
    return f"'{escaped}'"


def _filled(number: int) -> list[_Marker]:
    return [_Marker(SHAPES[number], _WHITE, SYMBOL_COLOURS[number])]


def _hollow(number: int) -> list[_Marker]:
    return [_Marker(SHAPES[number], SYMBOL_COLOURS[number], _WHITE)]


def _ringed(size_m: str) -> Callable[[int], list[_Marker]]:
    def draw(number: int) -> list[_Marker]:
        colour = SYMBOL_COLOURS[number]
        ring = _Marker(
            "dot", colour + _FAINT, _CLEAR, is_dashed=True, size_m=size_m
        )
        return [
            *([ring] if size_m else []),
            _Marker(SHAPES[number], colour, _WHITE, _VAGUE_MM),
        ]

    return draw


def _write_group(
    group: _Group, symbols: Mapping[str, int], first: int, by_type: bool
) -> str:
    """Write a rule that holds the group, and in it one for each type and one for the rest."""
    named = (
        [(name, f'"event_type" = {_quote(name)}') for name in symbols]
        if by_type
        else []
    )
    rules = "".join(
        _write_rule(f"{first + at}", name, holds, first + at)
        for at, (name, holds) in enumerate([*named, ("other", "ELSE")])
    )
    return (
        f'<rule key="group{first}" label={quoteattr(group.label)} filter={quoteattr(group.holds)} '
        f'checkstate="{int(group.is_drawn)}">{rules}</rule>'
    )


def _write_rule(key: str, label: str, holds: str, symbol: int) -> str:
    return (
        f'<rule key="rule{key}" label={quoteattr(label)} filter={quoteattr(holds)} '
        f'symbol="{symbol}"/>'
    )


def _write_symbol(name: int, markers: Iterable[_Marker]) -> str:
    layers = "".join(map(_write_marker, markers))
    return f'<symbol type="marker" name="{name}" alpha="1" clip_to_extent="1">{layers}</symbol>'


def _write_marker(marker: _Marker) -> str:
    options = {
        "name": _MARKERS.get(marker.shape, marker.shape),
        "angle": "180" if marker.shape == "triangle-down" else "0",
        "color": _rgba(marker.fill),
        "outline_color": _rgba(marker.outline),
        "outline_style": "dash" if marker.is_dashed else "solid",
        "outline_width": "0.4",
        "size": marker.size_mm,
        "size_unit": _ON_THE_GROUND if marker.size_m else "MM",
    }
    rows = "".join(
        f'<Option type="QString" name="{key}" value="{value}"/>'
        for key, value in options.items()
    )
    return (
        '<layer class="SimpleMarker" enabled="1" locked="0" pass="0">'
        f'<Option type="Map">{rows}</Option>{_write_size(marker.size_m)}</layer>'
    )


def _write_size(expression: str) -> str:
    """Write what QGIS computes a marker's size by, if it does."""
    if not expression:
        return ""
    return (
        '<data_defined_properties><Option type="Map">'
        '<Option type="QString" name="name" value=""/><Option type="Map" name="properties">'
        '<Option type="Map" name="size"><Option type="bool" name="active" value="true"/>'
        f'<Option type="QString" name="expression" value={quoteattr(expression)}/>'
        f'<Option type="int" name="type" value="{_EXPRESSION}"/></Option></Option>'
        '<Option type="QString" name="type" value="collection"/></Option></data_defined_properties>'
    )


def _rgba(colour: str) -> str:
    """Write ``#rrggbb`` or ``#rrggbbaa`` as QGIS does."""
    parts = [
        int(colour[at : at + 2], 16) for at in range(1, len(colour), 2)
    ]
    return ",".join(map(str, [*parts, 255][:4]))
