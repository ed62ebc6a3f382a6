"""What is too much for points: incidents counted by cell or area and by time, as a layer."""

from __future__ import annotations

import html
import json
import warnings
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sitmap.errors import DataWarning, InputError
from sitmap.geodesy import METRES_PER_DEGREE
from sitmap.layers.area_outlines import pack_areas
from sitmap.layers.area_table import conform_areas
from sitmap.layers.blobs import gzip_bytes
from sitmap.layers.cells import (
    cell_centres,
    cell_outlines,
    cell_width_m,
    parents_of,
)
from sitmap.layers.content import Credit, LayerContent
from sitmap.layers.density_bins import last_day_of
from sitmap.layers.density_input import (
    EDGE,
    check_options,
    read_summary,
    unit_of,
    within_map,
)
from sitmap.layers.density_key import count_places, say_count_key
from sitmap.layers.density_levels import Level, choose_levels, count_all
from sitmap.layers.density_places import (
    COARSEST,
    join_names,
    match_names,
    name_cells,
)
from sitmap.layers.element import PageLayer
from sitmap.layers.incidents import narrowest_span
from sitmap.layers.packed_lines import SCALE
from sitmap.layers.rates import ENOUGH, find_people, own_breaks, rate_places

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from sitmap.layers.classes import Classes
    from sitmap.layers.content import CountedPlaces, KeyGroup, MapFrame
    from sitmap.layers.counted import (
        Step,
    )
    from sitmap.layers.counted_folder import (
        Bounds,
    )


_REST: Final = "…"  # the rarest types, counted together

# of a page without its counts: Leaflet, scripts, the basemap
_FRAME_BYTES: Final = 1_300_000

_BASE64: Final = 4 / 3

_TOP: Final = 20  # places named where there is no JavaScript


class Density(PageLayer):
    """Incidents counted by H3 cell or area, and over time.

    What a hundred million points can't show.

    The page has the same timeline and filters as for incidents, and takes each count from the
    summary: it never knows where in a cell an incident was, and says so.

    Parameters
    ----------
    summary
        A summary table (`sitmap aggregate`), or the path of its Parquet or CSV file or of its
        folder, which is read in bounded memory: ``incidents``, ``cell`` (H3) or ``area`` (a name),
        and what there is of ``day``, ``event_type`` and ``fatalities``.
    areas
        Outlines of the areas that the summary names (`sitmap.read_areas`).
    name
        What the layer control calls it.
    show
        Whether it is drawn when the page opens.
    step
        Unit of the timeline: day, week, month or year; by default the finest for which it has room.
    resolution
        Of the cells, at most; by default the summary's own.
    bounds
        West, south, east, north of the view: cells with their centre beyond it are left off, and
        counted as that. Of a folder, only the files that have cells in it are read.
    rate_by
        The column of the areas that tells their people ("population"): colours are incidents per
        100,000 of them, of areas with five incidents or more; the others are grey.
    classes
        Where classes begin, as ``[1, 5, 20]`` or "1,5,20"; they stay while the dates change.
    page_mb
        What the page may weigh. Beyond it, cells and time are added up, and the page says how.

    Raises
    ------
    InputError
        The table is no summary, an option isn't known, or areas are missing.

    Warns
    -----
    DataWarning
        Cells or time were added up.

    Examples
    --------
    >>> import folium
    >>> rows = {"cell": ["851f1d4bfffffff"] * 2, "incidents": [3, 4]}
    >>> rows |= {"day": ["2022-07-31", "2022-08-01"]}
    >>> layer = Density(pd.DataFrame(rows)).add_to(folium.Map(tiles=None))
    >>> layer.total, layer.places
    (7, 1)
    """

    kind: ClassVar[str] = "density"

    def __init__(
        self,
        summary: pd.DataFrame | str | Path,
        areas: gpd.GeoDataFrame | None = None,
        *,
        name: str = "Density",
        show: bool = True,
        step: Step | None = None,
        resolution: int | None = None,
        bounds: Bounds | None = None,
        page_mb: float = 10.0,
        rate_by: str | None = None,
        classes: Classes = None,
    ) -> None:
        super().__init__(name, show=show)
        check_options(step, resolution, page_mb)
        counted, unit, self._own_resolution = read_summary(
            summary, step, resolution, bounds
        )
        self.areas: gpd.GeoDataFrame | None = None
        if counted.by == "area":
            if areas is None:
                raise InputError(
                    "the summary counts by area: give the outlines, areas=sitmap.read_areas(…)"
                    " (--areas)"
                )
            self.areas = conform_areas(areas)
            counted = match_names(counted, self.areas)
        self.people = (
            None
            if rate_by is None
            else find_people(self._outlined(), rate_by)
        )
        """People of each area; None where counts aren't rates."""
        self._given_classes = classes
        self.own_breaks  # noqa: B018 - what is wrong with the classes is said at once
        counted = within_map(counted)
        self._unit = unit or unit_of(counted, step)
        self._step, self._room = step, _room(page_mb)
        self.whole = count_all(counted, self._unit, resolution)
        """Every count, by the layer's unit of time and finest cells."""
        self.total = counted.total
        """How many incidents are counted."""
        self.sources = counted.sources
        self._first_day = counted.span[0] if counted.span else None
        self._span = (
            None
            if counted.span is None
            else (
                counted.span[0],
                last_day_of(counted.span[1], counted.step),
            )
        )
        self._counted = counted.without_rows()

    def _outlined(self) -> gpd.GeoDataFrame:
        if self.areas is None:
            raise InputError(
                "rate_by: rates need counts by area: sitmap aggregate --by month,area"
            )
        return self.areas

    @cached_property
    def own_breaks(self) -> tuple[float, ...] | None:
        """Where the user's own classes begin; None where the numbers say it."""
        kind = np.array([0]) if self.people is None else np.array([0.5])
        return own_breaks(self._given_classes, kind)

    @property
    def scripts(self) -> tuple[str, ...]:
        """What draws it on the page; H3's own library is there for cells only."""
        return (
            ("density.js",)
            if self.areas is not None
            else ("h3.js", "density.js")
        )

    @property
    def left_out(self) -> Mapping[str, int]:
        """Reasons with their number of incidents: the former name of what `left_off` lists."""
        warnings.warn(
            "Density.left_out is called left_off",
            DeprecationWarning,
            stacklevel=2,
        )
        return self._counted.left_off

    @property
    def places(self) -> int:
        """How many cells or areas there are."""
        return self.whole.places

    @property
    def left_off(self) -> pd.DataFrame:
        """What the map doesn't draw, a row for each reason.

        Its columns are ``row``, ``what``, ``value`` and ``why``.
        """
        reasons = self._counted.left_off
        words = [
            f"{count:,} incident{'' if count == 1 else 's'}"
            for count in reasons.values()
        ]
        return pd.DataFrame(
            {"row": None, "what": words, "value": "", "why": list(reasons)},
            dtype=object,
        )

    @property
    def days(self) -> tuple[str, str] | None:
        """First and last day that is counted, as YYYY-MM-DD."""
        if self._span is None:
            return None
        first, last = (str(np.datetime64(day, "D")) for day in self._span)
        return first, last

    def event_types(self) -> list[str]:
        """Return the event types that are counted."""
        return [
            name for name in self._counted.kinds if name and name != _REST
        ]

    def describe(self, frame: MapFrame) -> LayerContent:
        """Say the counts of all time, in places as fine as paper shows over what is in view."""
        counts, key = self._count(frame)
        off = pd.DataFrame(
            {
                "row": None,
                "what": [
                    frame.words.say("incidents", n=count)
                    for count in self._counted.left_off.values()
                ],
                "value": "",
                "why": list(self._counted.left_off),
                "n": list(self._counted.left_off.values()),
            },
            dtype=object,
        )
        return LayerContent(
            self.kind,
            self.say_name("density", frame.words),
            is_shown=self.show,
            key=key,
            total=self.total,
            counts=counts,
            looks={
                name: frame.looks[name]
                for name in self.event_types()
                if name in frame.looks
            },
            days=self.days,
            left_off=off,
            sources=tuple(Credit(source) for source in self.sources),
        )

    def _count(
        self, frame: MapFrame
    ) -> tuple[CountedPlaces, tuple[KeyGroup, ...]]:
        counts = count_places(self, frame.bounds, frame.words)
        if self.people is None:
            return counts, say_count_key(counts, frame.words)
        people = self.people[self.totals()["incidents"].to_numpy() > 0]
        return rate_places(counts, people, self.own_breaks, frame.words)

    @cached_property
    def _levels(self) -> list[Level]:
        levels = choose_levels(
            self.whole,
            self._first_day or 0,
            self._room - len(self._outlines),
        )
        for told in self._told(levels):
            warnings.warn(
                f"{self.label}: {told}", DataWarning, stacklevel=2
            )
        return levels

    def _told(self, levels: list[Level]) -> list[str]:
        """Say what is coarser on the page than in the summary."""
        timed, last = levels[0], levels[-1]
        told = []
        if (
            timed.unit != self._counted.step
            and self._span
            and timed.unit != self._step
        ):
            told.append(
                f"counted by {timed.unit} on the page, not by {self._counted.step}, which the"
                " timeline has no room for"
            )
        own = self._own_resolution or self.whole.resolution
        if timed.resolution != own and timed.resolution is not None:
            finest = (
                ""
                if last.resolution == timed.resolution
                else f", and of H3 {last.resolution} while all dates are shown"
            )
            told.append(
                f"counted in cells of H3 {timed.resolution}, not {own}{finest}: the page would be "
                "too large otherwise (page_mb=)"
            )
        if self.whole.fatalities is not None and timed.fatalities is None:
            told.append(
                "those killed are counted over all of the time only: the page would be too large"
                " otherwise (page_mb=)"
            )
        if self._counted.others:
            told.append(
                f"the {self._counted.others} rarest event types are counted together"
            )
        return told

    def settings(self) -> Mapping[str, Any]:
        """Return what the page needs beside the counts (src/sitmap/web/README.md)."""
        counted, levels = self._counted, self._levels
        return {
            "by": counted.by,
            "total": self.total,
            "unit": levels[0].unit,
            "step": counted.step,
            "days": self.days and list(self.days),
            "types": list(counted.kinds),
            "others": counted.others,
            "killed": self.whole.fatalities is not None,
            "resolution": self.whole.resolution,
            "coarsest": min(COARSEST, self.whole.resolution or 0),
            "levels": [level.encoded[0] for level in levels],
            **self._classes_told(),
        }

    def _classes_told(self) -> dict[str, Any]:
        """Return what the page needs of rates and classes of one's own: they stay as they are."""
        if self.people is None and self.own_breaks is None:
            return {}
        counts, _ = self._count(self.frame)
        told: dict[str, Any] = {"breaks": list(counts.breaks)}
        if self.people is not None:
            people = [
                None if np.isnan(one) else one
                for one in self.people.tolist()
            ]
            told |= {"people": people, "enough": ENOUGH}
        return told

    def blobs(self) -> Mapping[str, bytes]:
        """Return the counts, and outlines of areas or names of cells."""
        packed = {
            f"{number}/{name}": blob
            for number, level in enumerate(self._levels)
            for name, blob in level.encoded[1].items()
        }
        return {
            **packed,
            **(
                {"text/names": self._outlines}
                if self.areas is None
                else {"areas": self._outlines}
            ),
        }

    @cached_property
    def _outlines(self) -> bytes:
        """The areas' names and outlines; of cells the names of places in them."""
        if self.areas is None:
            found: Any = name_cells(self.whole, self._bounds)
        else:
            found = {"scale": SCALE, "areas": pack_areas(self.areas)}
        return gzip_bytes(
            json.dumps(
                found, ensure_ascii=False, separators=(",", ":")
            ).encode("utf-8", "replace")
        )

    def _markup(self, blobs: Mapping[str, bytes]) -> str:
        return f"{super()._markup(blobs)}\n{self._without_script()}"

    def _without_script(self) -> str:
        """Say in words what the map shows, for a browser that runs no script."""
        words, sums = self._sums(self.whole.resolution)
        most = np.argsort(-sums, kind="stable")[:_TOP]
        period = f", {' to '.join(self.days)}" if self.days else ""
        kind = "cells" if self.areas is None else "areas"
        head = (
            f"{html.escape(self.label)}: {self.total:,} incidents in {self.places:,}"
            f" {kind}{period}."
        )
        rows = (
            f"<li>{html.escape(words(at))}: {sums[at]:,}</li>"
            for at in most
            if sums[at]
        )
        return (
            f"<noscript><p>{head} The map needs JavaScript. Most"
            f" incidents:</p><ol>{''.join(rows)}</ol></noscript>"
        )

    def totals(self, resolution: int | None = None) -> gpd.GeoDataFrame:
        """Return cells (no finer than the layer's own) or areas with all their incidents.

        Returns
        -------
        geopandas.GeoDataFrame
            ``place`` (name of the area, or cell in hexadecimal digits), ``incidents``, and the
            outline in EPSG:4326.
        """
        words, sums = self._sums(resolution)
        outlines = (
            self.areas.geometry.to_numpy()
            if self.areas is not None
            else cell_outlines(self._cells(resolution)[0])
        )
        return gpd.GeoDataFrame(
            {
                "place": [words(at) for at in range(len(sums))],
                "incidents": sums,
            },
            geometry=outlines,
            crs=4326,
        )

    def _sums(
        self, resolution: int | None
    ) -> tuple[Callable[[int], str], NDArray[np.int64]]:
        """Return what each place is called, and its incidents."""
        sums = np.bincount(
            self.whole.place,
            self.whole.incidents,
            minlength=self.whole.places,
        ).astype(np.int64)
        if self.areas is not None:
            names = self.areas["names"]
            return lambda at: join_names(names.iloc[at]), sums
        cells, place = self._cells(resolution)
        return lambda at: f"{int(cells[at]):x}", np.bincount(
            place, sums, minlength=len(cells)
        ).astype(np.int64)

    def _cells(
        self, resolution: int | None
    ) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        own = cast("int", self.whole.resolution)
        level = own if resolution is None else min(resolution, own)
        cells, place = np.unique(
            parents_of(self.whole.cells, level), return_inverse=True
        )
        return cells, place.ravel()

    @property
    def view_bounds(self) -> list[list[float | None]]:
        """What to show of the world.

        It is ``[[south, west], [north, east]]``, east beyond 180 across the antimeridian.
        """
        west, south, east, north = self._bounds
        if self.areas is None and east - west > 180:  # noqa: PLR2004 - degrees
            first, width = narrowest_span(
                cell_centres(self.whole.cells)[:, 0]
            )
            west, east = (
                (first, first + width) if width <= 180 else (west, east)  # noqa: PLR2004 - degrees
            )
        return [[south, west], [north, east]]

    def _get_self_bounds(self) -> list[list[float | None]]:
        west, south, east, north = self._bounds
        return [[south, west], [north, east]]

    @cached_property
    def _bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of what is counted."""
        counted = np.unique(self.whole.place)
        if self.areas is not None:
            west, south, east, north = map(
                float,
                shapely.total_bounds(
                    self.areas.geometry.to_numpy()[counted]
                ),
            )
            return west, south, east, north
        centres = cell_centres(self.whole.cells)
        pad = (
            cell_width_m(cast("int", self.whole.resolution))
            / 2
            / METRES_PER_DEGREE
        )
        (west, south), (east, north) = (
            centres.min(axis=0) - pad,
            centres.max(axis=0) + pad,
        )
        return (
            max(float(west), -180.0),
            max(float(south), -EDGE),
            min(float(east), 180.0),
            min(float(north), EDGE),
        )


def _room(page_mb: float) -> float:
    return (page_mb * 1e6 - _FRAME_BYTES) / _BASE64
