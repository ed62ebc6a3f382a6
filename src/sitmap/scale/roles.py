"""Which column of a file is which: the layouts and names that `sitmap.read` knows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import InputError
from sitmap.readers import recognition
from sitmap.readers.assignment import assign_columns
from sitmap.readers.columns import map_columns
from sitmap.readers.degree_columns import find_hemispheres

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from sitmap.readers.layout import Codes, Layout
    from sitmap.scale.plan import Plan

ROLES: Final[tuple[str, ...]] = (
    "longitude",
    "latitude",
    "coordinates",
    "geometry",
    "date_start",
    "event_type",
    "fatalities_best",
    "precision",
    "status",
    "keep",
    "root",
    "place",
    "country",
    "admin1",
)
_CODED: Final = ("precision", "event_type", "status")


@dataclass(frozen=True)
class Roles:
    """What a file's columns mean for counting.

    Attributes
    ----------
    columns
        Role to the file's column: `ROLES`.
    codes
        Role to the codes that its column holds, where the file's layout has any.
    crs
        Of ``geometry``, if it isn't EPSG:4326; anything that pyproj reads.
    dayfirst
        The order of 03/04/2023 in this file, decided once, so that it doesn't depend on how the
        rows are cut.
    """

    columns: Mapping[str, str]
    codes: Mapping[str, Codes] = field(default_factory=dict)
    crs: Any = None
    dayfirst: bool | None = None

    def describe(self) -> str:
        """Say in one line which column is used for what."""
        return ", ".join(
            role if role == name else f"{role} from {name!r}"
            for role, name in self.columns.items()
        )

    @property
    def wanted(self) -> list[str]:
        """Return the columns to read, each once."""
        return list(dict.fromkeys(self.columns.values()))

    def with_dayfirst(self, dayfirst: bool | None) -> Roles:
        """Return the roles with the order of day and month decided."""
        return replace(self, dayfirst=dayfirst)


def find_roles(
    names: Sequence[str],
    plan: Plan,
    *,
    file: str = "the table",
    geometry: str | None = None,
    crs: Any = None,
    head: pd.DataFrame | None = None,
) -> Roles:
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
    head
        The file's first rows, whose values tell what no name does.

    Raises
    ------
    InputError
        No column holds a place, or none a date, or the rows are no incidents.

    Examples
    --------
    >>> from sitmap.scale.plan import Plan
    >>> find_roles(["LAT", "Long", "Event Date", "colour"], Plan(resolution=5)).columns
    {'longitude': 'Long', 'latitude': 'LAT', 'date_start': 'Event Date'}
    """
    given = dict(plan.columns)
    layout = recognition.find_layout(names)
    if layout is not None and layout.refused:
        raise InputError(
            f"{file}: {layout.refused} (recognised as {layout.name})"
        )
    codes = _codes(layout, names, given)
    found = _columns(layout, list(names), given, file, head)
    found |= {role: name for role, (name, _) in codes.items()}
    if geometry is not None and "longitude" not in given:
        found = {
            role: name
            for role, name in found.items()
            if role not in ("longitude", "latitude", "coordinates")
        }
        found["geometry"] = geometry
    kept: dict[str, str] = {
        role: found[role] for role in ROLES if role in found
    }
    _require(kept, plan, list(names), file)
    _refuse_hemispheres(kept, head, file)
    return Roles(kept, {role: one for role, (_, one) in codes.items()}, crs)


def _columns(
    layout: Layout | None,
    names: list[str],
    given: dict[str, str],
    file: str,
    head: pd.DataFrame | None,
) -> dict[str, str]:
    """Match columns by the layout's record, then by their names where it leaves them open."""
    known = {} if layout is None else layout.match(names)
    known = {role: name for role, name in known.items() if role in ROLES}
    said = {**known, **given}
    opened = names if layout is None or layout.open else list(said.values())
    if head is None or layout is not None:
        mapped = dict(map_columns(opened, said, file=file))
    else:
        mapped = dict(assign_columns(head, said, file=file).columns)
    found = {ours: name for name, ours in mapped.items()}
    lower = {name.lower(): name for name in names}
    root = (
        lower.get(layout.root.lower())
        if layout is not None and layout.root
        else None
    )
    if root is not None:
        found["root"] = root
    return found | ({"keep": lower["keep"]} if "keep" in lower else {})


def _codes(
    layout: Layout | None, names: Sequence[str], given: Mapping[str, str]
) -> dict[str, tuple[str, Codes]]:
    """Find the columns of codes by the layout's record, except where the user names another."""
    if layout is None:
        return {}
    lower = {name.lower(): name for name in names}
    found = {}
    for role in _CODED:
        codes = getattr(layout, role)
        if role in given or codes is None or isinstance(codes, str):
            continue
        name = next(
            (
                lower[each.lower()]
                for each in codes.names
                if each.lower() in lower
            ),
            None,
        )
        if name is not None:
            found[role] = (name, codes)
    return found


def _refuse_hemispheres(
    found: Mapping[str, str], head: pd.DataFrame | None, file: str
) -> None:
    """Refuse degrees whose N and S stand in columns of their own: chunks aren't joined so."""
    if head is None or not {"longitude", "latitude"} <= set(found):
        return
    used = set(found.values())
    letters = find_hemispheres(
        head, [name for name in head.columns if name not in used]
    )
    if letters:
        columns = " and ".join(map(repr, letters.values()))
        raise InputError(
            f"{file}: {columns} say N or S, E or W of the degrees, which isn't counted so;"
            " join them first: sitmap read FILE -o joined.csv"
        )


def _require(
    found: Mapping[str, str], plan: Plan, names: list[str], file: str
) -> None:
    listed = ", ".join(names[:15])
    if not (
        {"longitude", "latitude"} <= set(found)
        or {"geometry", "coordinates"} & set(found)
        or (plan.locate and "place" in found)
    ):
        raise InputError(
            f"{file}: no column with a coordinate or a place; it has {listed}. Name them: --lon,"
            " --lat"
        )
    if "date_start" not in found:
        raise InputError(
            f"{file}: no column with a date; it has {listed}. Name it: --date"
        )
