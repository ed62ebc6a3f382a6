"""A mission's presence as a layer.

It shows sites, open or closed on the map's date, and tells its strength.
"""

from __future__ import annotations

import calendar
import math
import re
from datetime import date as Date  # noqa: N812 - `date` is the option's name
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np
import pandas as pd
import shapely

from sitmap.errors import InputError
from sitmap.layers.content import LayerContent
from sitmap.layers.element import PageLayer
from sitmap.layers.sites import (
    kind_of_site,
    say_site_key,
    sites_on,
    states_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from sitmap.layers.content import MapFrame

_DATE: Final = re.compile(
    r"([12]\d{3})(?:-(0[1-9]|1[0-2]))?(?:-([0-3]\d))?"
)


class Presence(PageLayer):
    """Sites of a peacekeeping mission on a date, with role, nation, strength and source.

    Parameters
    ----------
    sites
        One row per site with points: ``name``, and what there is of ``site_id``, ``names_alt``,
        ``role``, ``lead_nation``, ``uncertainty_m`` (radius in metres), ``open_from``, ``open_to``,
        ``status``, ``source``, ``source_url`` (`sitmap.read_presence`).
    strength
        Figures of the whole mission: ``as_of``, ``nation`` (TOTAL or a nation), ``troops``,
        ``comparator``, ``source``, ``source_url`` (`sitmap.read_strength`). They are shown as
        figures, never at a point.
    date
        The day the map shows (a date or "2022-08-17"); None shows the last day that the tables tell
        of. Sites not yet open are left off; sites closed by then are drawn as closed.
    name
        What the layer control calls it.
    show
        Whether it is drawn when the page opens.

    Raises
    ------
    InputError
        `sites` is no table of sites, or `date` is no date.
    """

    kind: ClassVar[str] = "presence"

    def __init__(
        self,
        sites: gpd.GeoDataFrame,
        strength: pd.DataFrame | None = None,
        *,
        date: Date | str | None = None,
        name: str = "Presence",
        show: bool = True,
    ) -> None:
        super().__init__(name, show=show)
        from sitmap.readers.presence import conform_sites, conform_strength

        self.sites = conform_sites(sites)
        self.strength = (
            conform_strength(strength) if strength is not None else None
        )
        self.date = iso_day(date) or _last_day_told(
            self.sites, self.strength
        )

    @property
    def left_off(self) -> pd.DataFrame:
        """The sites that have no point: ``row``, ``what``, ``value``, ``why``."""
        off = self.sites[self.sites.geometry.isna()]
        told = "a site without coordinates; give lat and lon"
        return pd.DataFrame(
            {
                "row": off.index,
                "what": off["name"],
                "value": "",
                "why": told,
            }
        )

    def describe(self, frame: MapFrame) -> LayerContent:
        """Say which sites stood on the layer's day, in which state."""
        shown = sites_on(self.sites, self.date)
        return LayerContent(
            self.kind,
            self.say_name("presence", frame.words),
            is_shown=self.show,
            key=say_site_key(shown, frame.words),
            sites=shown,
            date=self.date,
            is_dated=True,
            left_off=self.left_off.assign(n=1),
            told_until=_newest_day(self.sites, self.strength),
        )

    def settings(self) -> Mapping[str, Any]:
        """Return date, strength and sites as plain values; sites with kind and states by day."""
        sites = self.sites[self.sites.geometry.notna()]
        places = pd.DataFrame(
            {
                "lat": sites.geometry.y.round(6),
                "lon": sites.geometry.x.round(6),
            },
            index=sites.index,
        )
        fields = pd.concat([sites.drop(columns="geometry"), places], axis=1)
        strength = [] if self.strength is None else _records(self.strength)
        told = [
            {
                **row,
                "kind": _kind(row),
                "states": [list(state) for state in states_of(row)],
            }
            for row in _records(fields)
        ]
        return {"date": self.date, "sites": told, "strength": strength}

    def grounds(self) -> NDArray[np.float64]:
        """Return where the sites are."""
        points = shapely.get_coordinates(
            self.sites.geometry.dropna().to_numpy()
        )
        return np.column_stack([points, np.zeros(len(points))])

    def _get_self_bounds(self) -> list[list[float | None]]:
        points = self.sites.geometry.dropna()
        if points.empty:
            return [[None, None], [None, None]]
        west, south, east, north = points.total_bounds
        return [[south, west], [north, east]]


def _kind(row: Mapping[Any, Any]) -> str:
    return kind_of_site(row.get("role"), row.get("name"), row.get("kind"))


_DATED: Final = ("open_from", "open_to", "as_of", "source_date")


def _newest_day(
    sites: gpd.GeoDataFrame, strength: pd.DataFrame | None
) -> str | None:
    """Return the last day that any date of the tables tells of; a year alone is its last day."""
    tables = [sites] if strength is None else [sites, strength]
    found = (
        _DATE.match(str(text))
        for table in tables
        for name in _DATED
        if name in table
        for text in table[name].dropna()
    )
    return max((_last_of(match) for match in found if match), default=None)


def _last_day_told(
    sites: gpd.GeoDataFrame, strength: pd.DataFrame | None
) -> str | None:
    """Return the last day of the dates in the tables ("1999"); of later ones nothing is known."""
    told = [
        sites["open_from"],
        sites["open_to"],
        *([] if strength is None else [strength["as_of"]]),
    ]
    found = (
        _DATE.search(str(text))
        for column in told
        for text in column.dropna()
    )
    return max((_last_of(match) for match in found if match), default=None)


def _last_of(match: re.Match[str]) -> str:
    year, month, day = match[1], match[2] or "12", match[3]
    return f"{year}-{month}-{day or calendar.monthrange(int(year), int(month))[1]}"


def iso_day(value: Date | str | None) -> str | None:
    """Return a day as YYYY-MM-DD.

    Raises
    ------
    InputError
        The text is no date in that form.
    """
    if value is None:
        return None
    try:
        day = (
            value if isinstance(value, Date) else Date.fromisoformat(value)
        )
        return day.strftime("%Y-%m-%d")
    except (ValueError, TypeError):
        raise InputError(
            f"date {value!r} is no day; write it as 2022-08-17"
        ) from None


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values, null for what is missing."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [
        {str(key): _plain(value) for key, value in row.items()}
        for row in plain.to_dict("records")
    ]


def _plain(value: Any) -> Any:
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return (
        value
        if value is None or isinstance(value, str | bool | int | float)
        else str(value)
    )
