"""What to count by, and how to read the rows: one frozen value that goes to every worker."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field, fields
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import pandas as pd

from sitmap._version import __version__
from sitmap.errors import InputError
from sitmap.readers.area_names import find_names, name_areas
from sitmap.readers.cameo import CONFLICT_ROOTS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import geopandas as gpd

Step = Literal["day", "week", "month", "year"]
STEPS: Final[tuple[Step, ...]] = get_args(Step)
FINEST: Final = 11
"""The finest H3 resolution: cells of 25 m, finer than any incident's coordinates."""

_H3: Final = re.compile(r"h3:(\d{1,2})")


@dataclass(frozen=True)
class AreaSet:
    """Areas to count by: names (unique, sorted) and shapes as WKB in EPSG:4326."""

    names: tuple[str, ...]
    shapes: tuple[bytes, ...] = field(repr=False)
    called: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    """All names and codes of each, by which rows may name it."""
    levels: tuple[str, ...] = field(default=(), repr=False)
    """admin1, admin2 and the like; empty where the file doesn't say."""

    def __post_init__(self) -> None:
        """Let areas that nothing more is said of be known by their names."""
        if not self.called:
            object.__setattr__(
                self, "called", tuple((name,) for name in self.names)
            )
        if not self.levels:
            object.__setattr__(self, "levels", ("",) * len(self.names))


@dataclass(frozen=True)
class Plan:
    """What to count by and how to read rows; made by `make_plan`.

    Attributes
    ----------
    step
        day, week (from Monday), month or year.
    resolution
        Of H3 cells; None for areas.
    areas
        The areas; None for cells.
    columns
        Ours to theirs, where the user says so.
    dayfirst
        The order of 03/04/2023, where a file doesn't show it.
    encoding
        Of CSV files that aren't UTF-8.
    roots
        CAMEO roots of GDELT events to count; None for all.
    coarse
        Whether rows known only to a region or a country count, at its centre.
    show
        Statuses counted beside those that a map draws.
    locate
        Whether rows without coordinates are looked up by their place's name.
    country
        Country of places that name none.
    published
        Day of publication of reports that don't state it.
    """

    step: Step = "day"
    resolution: int | None = None
    areas: AreaSet | None = None
    columns: tuple[tuple[str, str], ...] = ()
    dayfirst: bool | None = None
    encoding: str | None = None
    roots: tuple[str, ...] | None = CONFLICT_ROOTS
    coarse: bool = False
    show: frozenset[str] = frozenset()
    locate: bool = True
    country: str | None = None
    published: str | None = None

    @property
    def by(self) -> list[str]:
        """Return what is counted by, as in a summary's metadata."""
        return [
            self.step,
            "area" if self.resolution is None else f"h3:{self.resolution}",
        ]

    @cached_property
    def fingerprint(self) -> str:
        """Return a name for the plan.

        Kept partial results are used again only under the same one.
        """
        areas = (
            ()
            if self.areas is None
            else (
                self.areas.names,
                [shape.hex() for shape in self.areas.shapes],
                self.areas.called,
            )
        )
        said = {
            each.name: getattr(self, each.name)
            for each in fields(self)
            if each.name != "areas"
        }
        said |= {
            "show": sorted(self.show),
            "areas": areas,
            "sitmap": __version__,
        }
        return hashlib.sha256(
            json.dumps(said, default=str, sort_keys=True).encode()
        ).hexdigest()[:16]


def make_plan(
    by: str | Sequence[str] = ("day", "h3:5"),
    *,
    areas: gpd.GeoDataFrame | None = None,
    area_id: str | None = None,
    columns: Mapping[str, str] | None = None,
    dayfirst: bool | None = None,
    encoding: str | None = None,
    roots: Sequence[str] | None = CONFLICT_ROOTS,
    coarse: bool = False,
    show_statuses: Collection[str] = (),
    locate: bool = True,
    country: str | None = None,
    published: str | None = None,
) -> Plan:
    """Check what was asked for, and make a plan of it.

    Parameters
    ----------
    by
        A step of time and a kind of place: ``"day,h3:5"``, ``("month", "area")``. Event types are
        always kept apart.
    areas
        Polygons in any CRS, with a column of names; needed to count by area. A point in several
        counts for the smallest of them.
    area_id
        The column that tells the areas apart, if their names don't.
    columns, dayfirst, encoding, roots
        As for `sitmap.read`.
    coarse
        Count rows known only to a region or a country at its centre, too.
    show_statuses
        Count rows of these statuses, too: planned, threatened, denied, historical.
    locate
        Look up rows that name a place and have no coordinates.
    country
        Country of places that name none.
    published
        Day of publication of reports that don't state it, ``YYYY-MM-DD``.

    Raises
    ------
    InputError
        `by` isn't understood, or there are no areas to count by, or two of the same name.

    Examples
    --------
    >>> make_plan("week,h3:4").by
    ['week', 'h3:4']
    """
    step, resolution = _parse_by(by)
    if resolution is None and areas is None:
        raise InputError(
            "counting by area needs the areas: areas=sitmap.read_areas(…), or --areas FILE"
        )
    return Plan(
        step=step,
        resolution=resolution,
        areas=_area_set(areas, area_id)
        if areas is not None and resolution is None
        else None,
        columns=tuple(sorted((columns or {}).items())),
        dayfirst=dayfirst,
        encoding=encoding,
        roots=None if roots is None else tuple(roots),
        coarse=coarse,
        show=frozenset(show_statuses),
        locate=locate,
        country=country,
        published=published,
    )


def _parse_by(by: str | Sequence[str]) -> tuple[Step, int | None]:
    words = [
        word.strip()
        for word in (by.split(",") if isinstance(by, str) else by)
    ]
    steps = [step for step in STEPS if step in words]
    places = [word for word in words if word not in STEPS]
    if len(steps) != 1 or len(places) != 1:
        known = f"one of {', '.join(STEPS)} and one of area, h3:0 to h3:{FINEST}"
        raise InputError(
            f"by {','.join(words)!r}: name {known}, as in day,h3:5"
        )
    if places[0] == "area":
        return steps[0], None
    cell = _H3.fullmatch(places[0])
    if cell is None or int(cell[1]) > FINEST:
        raise InputError(
            f"by {places[0]!r}: is no kind of place; choose area or h3:0 to h3:{FINEST} (h3:5 is"
            " 250 km²)"
        )
    return steps[0], int(cell[1])


def _area_set(areas: gpd.GeoDataFrame, area_id: str | None) -> AreaSet:
    import shapely

    polygons = areas[
        areas.geometry.notna()
        & areas.geom_type.isin(["Polygon", "MultiPolygon"])
    ]
    polygons = (
        polygons.to_crs(4326) if polygons.crs else polygons.set_crs(4326)
    )
    if polygons.empty:
        raise InputError("the table of areas holds no polygons")
    names = _names_of(polygons, area_id)
    shapes = shapely.to_wkb(
        shapely.make_valid(polygons.geometry.to_numpy())
    )
    called, levels = _all_names(polygons, names)
    ordered = sorted(zip(names, shapes, called, levels, strict=True))
    twins = sorted(
        {one for (one, *_), (two, *_) in pairwise(ordered) if one == two}
    )
    if twins:
        raise InputError(
            f"{len(twins)} names stand for several areas each, {twins[0]!r} for one; name a column"
            " that tells them apart: area_id= (--area-id)"
        )
    return AreaSet(*map(tuple, zip(*ordered, strict=True)))


def _all_names(
    polygons: Any, names: Sequence[str]
) -> tuple[list[tuple[str, ...]], list[str]]:
    """Return every name of each area, in all its languages, with its code; and its level."""
    plain = pd.DataFrame(polygons.drop(columns=polygons.geometry.name))
    if {"names", "level"} <= set(plain.columns):
        told, levels = (
            list(plain["names"]),
            plain["level"].fillna("").tolist(),
        )
    elif find_names([str(column) for column in plain.columns]):
        told, level = name_areas(plain)
        levels = [level] * len(names)
    else:
        told, levels = [[] for _ in names], [""] * len(names)
    codes = plain["code"] if "code" in plain else pd.Series("", plain.index)
    called = [
        tuple(
            dict.fromkeys([name, *others, *([str(code)] if code else [])])
        )
        for name, others, code in zip(
            names, told, codes.fillna(""), strict=True
        )
    ]
    return called, levels


def _names_of(polygons: Any, area_id: str | None) -> list[str]:
    if area_id is not None:
        if area_id not in polygons:
            raise InputError(
                f"areas: no column {area_id!r}; there are {', '.join(map(str, polygons.columns))}"
            )
        return [str(name) for name in polygons[area_id]]
    if {"names", "level"} <= set(
        polygons.columns
    ):  # as sitmap.read_areas returns them
        return [str(names[0]) for names in polygons["names"]]
    names, _ = name_areas(polygons.drop(columns=polygons.geometry.name))
    return [each[0] for each in names]
