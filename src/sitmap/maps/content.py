"""What a map says, whole: title, period, layers, key, notes, sources, what is left off; frozen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np
import pandas as pd
import shapely

from sitmap.layers.content import EMPTY_LEFT_OFF
from sitmap.layers.incident_key import say_incident_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd
    from numpy.typing import NDArray

    from sitmap.ground.features import Features
    from sitmap.ground.sheet import Sheet
    from sitmap.layers.content import (
        CountedPlaces,
        Credit,
        KeyGroup,
        LabelsWanted,
        LayerContent,
        Site,
        Stroke,
    )
    from sitmap.layers.words import Words
    from sitmap.outlines import Box
    from sitmap.reports import Report
    from sitmap.views import View


class HasContent(Protocol):
    """What an output draws: `sitmap.Map`, or anything else that says what it shows."""

    def content(self) -> MapContent:
        """Return what the map says."""
        ...


@dataclass(frozen=True, slots=True)
class Opening:
    """What is in view as the map opens: bounds, or a centre (latitude, longitude) and a zoom.

    `box` is what that shows of the world: west, south, east, north in degrees.
    """

    box: Box
    center: tuple[float, float] | None = None
    zoom: int | None = None


@dataclass(frozen=True, slots=True)
class Tiles:
    """A tile service below the layers, which a page alone can show."""

    url: str
    attribution: str
    max_zoom: int
    subdomains: str
    hosts: tuple[str, ...]
    credit: Credit


@dataclass(frozen=True)
class MapContent:
    """Everything that a map says, in its language; page, figure, documents and checks draw it.

    Attributes
    ----------
    title, subtitle, is_titled
        The title block; whether its maker gave the title, or it is what the layers make of it.
    date
        The day that the map is of, ISO, where one was given or sites of a mission are shown.
    lang, words, names
        Language of the map's words, the words, and which names labels show.
    opening
        What is in view as it opens.
    layers
        What each layer says, in their order.
    notes, has_no_note
        What must be read with it; whether its maker wanted no note on the status of places.
    sources, credits, paper_credits
        Whom the tables name, and whose basemap, names and services are in it: on a page, and on
        paper, which shows neither tiles nor what draws the page.
    tiles, reports, views
        A tile service, the reports that it was drafted from, and views to choose from.
    not_drawn
        Names of what only a browser shows: folium's own elements, with their number, and tiles.
    """

    title: str
    subtitle: str | None
    is_titled: bool
    date: str | None
    lang: str
    words: Words
    names: str
    opening: Opening
    layers: tuple[LayerContent, ...]
    notes: tuple[str, ...] = ()
    has_no_note: bool = False
    sources: tuple[Credit, ...] = ()
    credits: tuple[Credit, ...] = ()
    paper_credits: tuple[Credit, ...] = ()
    tiles: Tiles | None = None
    reports: tuple[Report, ...] = ()
    views: tuple[View, ...] = ()
    not_drawn: tuple[str, ...] = ()

    @property
    def period(self) -> tuple[str, str] | None:
        """First and last day that the layers tell of, ISO."""
        days = [
            layer.days for layer in self.layers if layer.days is not None
        ]
        return (
            (min(day for day, _ in days), max(day for _, day in days))
            if days
            else None
        )

    @property
    def key(self) -> tuple[tuple[str, tuple[KeyGroup, ...]], ...]:
        """Each layer's name and its part of the key."""
        return tuple(
            (layer.name, layer.key) for layer in self.layers if layer.key
        )

    @cached_property
    def left_off(self) -> pd.DataFrame:
        """What isn't drawn and why: ``row``, ``what``, ``value``, ``why``, ``n``."""
        tables = [
            layer.left_off
            for layer in self.layers
            if not layer.left_off.empty
        ]
        return (
            pd.concat(tables, ignore_index=True)
            if tables
            else EMPTY_LEFT_OFF
        )

    @property
    def n_left_off(self) -> int:
        """How many incidents and sites aren't drawn."""
        return int(self.left_off["n"].sum())

    @property
    def labels(self) -> LabelsWanted | None:
        """The places that the map wants named, if it has a basemap."""
        return next(
            (
                layer.labels
                for layer in self.layers
                if layer.labels is not None
            ),
            None,
        )

    @property
    def ground(self) -> Features | None:
        """Roads, waters and places that the map stands on."""
        return next(
            (
                layer.ground
                for layer in self.layers
                if layer.ground is not None
            ),
            None,
        )

    @property
    def pictures(self) -> tuple[tuple[Sheet, float], ...]:
        """Pictures on the ground that are shown, and how opaque each is drawn."""
        shown = (layer.picture for layer in self.layers if layer.is_shown)
        return tuple(picture for picture in shown if picture is not None)

    @property
    def areas(self) -> gpd.GeoDataFrame | None:
        """Outlines of the user's own, for incidents known only to an area."""
        found = [
            layer.areas for layer in self.layers if layer.areas is not None
        ]
        return (
            None
            if not found
            else found[0]
            if len(found) == 1
            else pd.concat(found)
        )

    @property
    def sites(self) -> tuple[Site, ...]:
        """The sites of missions."""
        return tuple(site for layer in self.layers for site in layer.sites)

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """Lines and outlines."""
        return tuple(
            stroke for layer in self.layers for stroke in layer.strokes
        )

    @property
    def counts(self) -> tuple[CountedPlaces, ...]:
        """Counted places."""
        return tuple(
            layer.counts
            for layer in self.layers
            if layer.counts is not None
        )

    @property
    def kosovo_outline(self) -> str:
        """How the line between Kosovo and Serbia is drawn."""
        told = (layer.kosovo_outline for layer in self.layers)
        return next((one for one in told if one is not None), "dashed")

    @property
    def has_relief(self) -> bool:
        """Whether mountains are shaded."""
        return any(layer.has_relief for layer in self.layers)

    @property
    def has_land(self) -> bool:
        """Whether land and borders are drawn: the basemap's, or in the stead of tiles."""
        return self.tiles is not None or any(
            layer.kosovo_outline for layer in self.layers
        )

    @property
    def incident_points(self) -> NDArray[np.float64]:
        """Longitudes and latitudes of all incidents drawn, in degrees, shape (n, 2)."""
        return incident_points(self.layers)

    @property
    def n_drawn(self) -> int:
        """How many incidents have a mark of their own."""
        return sum(
            len(layer.incidents.drawn)
            for layer in self.layers
            if layer.incidents
        )

    @cached_property
    def _names(self) -> dict[str, str]:
        labels = (
            () if self.labels is None else self.labels.find(closely=True)
        )
        return {label.name: label.text for label in reversed(labels)}

    def name_of(self, name: str) -> str:
        """Return a place's name as the map writes it, where its labels know the place."""
        return name if self.names == "en" else self._names.get(name, name)

    def only(
        self, rows: tuple[NDArray[np.bool_] | None, ...]
    ) -> MapContent:
        """Return the content with some of the incidents: a mask of the drawn rows of each layer."""
        layers = tuple(
            layer if mask is None else _only(layer, mask, self.words)
            for layer, mask in zip(self.layers, rows, strict=True)
        )
        return replace(self, layers=layers)


def incident_points(layers: Iterable[LayerContent]) -> NDArray[np.float64]:
    """Return longitudes and latitudes of the incidents drawn, in degrees, shape (n, 2)."""
    drawn = [
        shapely.get_coordinates(one.incidents.drawn.geometry)
        for one in layers
        if one.incidents
    ]
    return np.concatenate([*drawn, np.empty((0, 2))])


def _only(
    layer: LayerContent, rows: NDArray[np.bool_], words: Words
) -> LayerContent:
    if layer.incidents is None:
        return layer
    marks = layer.incidents.only(rows)
    return replace(
        layer, incidents=marks, key=say_incident_key(marks, words)
    )
