"""Which column of a file is which: the layouts and names that `sitmap.read` knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from sitmap.errors import InputError
from sitmap.readers.columns import map_columns
from sitmap.readers.layouts.acled import COLUMNS_OF_ACLED, is_acled
from sitmap.readers.layouts.ucdp import COLUMNS_OF_UCDP, is_ucdp

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitmap.scale.plan import Plan

__all__ = ["Kind", "Layout", "find_layout"]

Kind = Literal["GDELT", "ACLED", "UCDP GED", "table"]

ROLES: Final[tuple[str, ...]] = (
    "longitude", "latitude", "geometry", "date_start", "event_type", "fatalities_best", "precision", "status", "keep",
    "root", "place", "country", "admin1",
)  # fmt: skip
_GDELT: Final = {
    "longitude": "actiongeo_long",
    "latitude": "actiongeo_lat",
    "date_start": "sqldate",
    "event_type": "eventcode",
    "precision": "actiongeo_type",
    "root": "eventrootcode",
}
_PRECISION: Final[dict[Kind, str]] = {"ACLED": "geo_precision", "UCDP GED": "where_prec"}
_TYPE: Final[dict[Kind, str]] = {"UCDP GED": "type_of_violence"}


@dataclass(frozen=True)
class Layout:
    """What a file's columns mean.

    Attributes
    ----------
    kind
        Whose codes they hold.
    columns
        Role to the file's column: `ROLES`.
    crs
        Of ``geometry``, if it isn't EPSG:4326; anything that pyproj reads.
    dayfirst
        The order of 03/04/2023 in this file, decided once, so that it doesn't depend on how the
        rows are cut.
    """

    kind: Kind
    columns: Mapping[str, str]
    crs: Any = None
    dayfirst: bool | None = None

    @property
    def wanted(self) -> list[str]:
        """Return the columns to read, each once."""
        return list(dict.fromkeys(self.columns.values()))

    def with_dayfirst(self, dayfirst: bool | None) -> Layout:
        """Return the layout with the order of day and month decided."""
        return replace(self, dayfirst=dayfirst)


def find_layout(
    names: Sequence[str],
    plan: Plan,
    *,
    file: str = "the table",
    geometry: str | None = None,
    crs: Any = None,
) -> Layout:
    """Find the columns that counting needs.

    Parameters
    ----------
    names
        The file's columns.
    plan
        Says which column is which where the user has said so.
    file
        What messages call the file.
    geometry
        The column of points, if the file has one, and
    crs
        its CRS where that isn't EPSG:4326.

    Raises
    ------
    InputError
        No column holds a place, or none a date.

    Examples
    --------
    >>> from sitmap.scale.plan import Plan
    >>> find_layout(["LAT", "Long", "Event Date", "colour"], Plan(resolution=5)).columns
    {'longitude': 'Long', 'latitude': 'LAT', 'date_start': 'Event Date'}
    """
    kind, found = _recognise(list(names), dict(plan.columns), file)
    if geometry is not None and "longitude" not in dict(plan.columns):
        found = {
            role: name for role, name in found.items() if role not in ("longitude", "latitude")
        }
        found["geometry"] = geometry
    kept: dict[str, str] = {role: found[role] for role in ROLES if role in found}
    _require(kept, plan, list(names), file)
    return Layout(kind, kept, crs)


def _recognise(names: list[str], given: dict[str, str], file: str) -> tuple[Kind, dict[str, str]]:
    lower = {name.lower(): name for name in names}
    if {"sqldate", "actiongeo_lat", "actiongeo_long"} <= set(lower):
        checked = {
            ours: name
            for name, ours in map_columns(names, given, file=file).items()
            if ours in given
        }
        return "GDELT", {
            role: lower[name] for role, name in _GDELT.items() if name in lower
        } | checked
    kind, known = _signature(names)
    by_layout = {role: lower[name] for role, name in known.items() if name in lower}
    mapped = map_columns(
        names,
        {**{role: by_layout[role] for role in by_layout if role in ROLES}, **given},
        file=file,
    )
    found = {ours: name for name, ours in mapped.items()}
    for role, of_kind in (("precision", _PRECISION), ("event_type", _TYPE)):
        if role not in given and of_kind.get(kind) in lower:
            found[role] = lower[of_kind[kind]]
    if "keep" in lower:
        found["keep"] = lower["keep"]
    return kind, found


def _signature(names: list[str]) -> tuple[Kind, Mapping[str, str]]:
    import pandas as pd

    header = pd.DataFrame(columns=names)
    if is_acled(header):
        return "ACLED", COLUMNS_OF_ACLED
    return ("UCDP GED", COLUMNS_OF_UCDP) if is_ucdp(header) else ("table", {})


def _require(found: Mapping[str, str], plan: Plan, names: list[str], file: str) -> None:
    listed = ", ".join(names[:15])
    if not (
        {"longitude", "latitude"} <= set(found)
        or "geometry" in found
        or (plan.locate and "place" in found)
    ):
        raise InputError(
            f"{file}: no column with a coordinate or a place; it has {listed}. Name them: --lon, --lat"
        )
    if "date_start" not in found:
        raise InputError(f"{file}: no column with a date; it has {listed}. Name it: --date")
