"""What a map says, apart from how it is drawn: rows, sites, title, date, sources and notes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import pandas as pd

from sitmap.export.figure.counts import CountedPlaces, count_places
from sitmap.export.look import assign_symbols
from sitmap.layers.areas import Areas
from sitmap.layers.basemap import Basemap
from sitmap.layers.density import Density
from sitmap.layers.incidents import Incidents
from sitmap.layers.presence import Presence
from sitmap.layers.words import Words, load_words
from sitmap.notes import ATTRIBUTION

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray

    from sitmap.layers.categories import Categories, Look
    from sitmap.outlines import Box

__all__ = ["Scene", "Site", "read_scene"]

_BY: Final = "_category"
_AREAS_OF: Final = frozenset({"admin2", "admin1", "country"})


@dataclass(frozen=True)
class Site:
    """A mission's site on the day of the map."""

    name: str
    kind: str
    state: str
    lon: float
    lat: float


@dataclass(frozen=True)
class Scene:
    """Everything that a figure shows."""

    title: str
    subtitle: str | None
    date: str | None
    incidents: gpd.GeoDataFrame
    sites: tuple[Site, ...]
    symbols: dict[str, int | Look]
    bounds: Box
    sources: tuple[str, ...]
    notes: tuple[str, ...]
    credits: tuple[str, ...]
    names: str
    words: Words
    kosovo_outline: str
    left_off: int
    areas: gpd.GeoDataFrame | None = None
    has_basemap: bool = True
    counts: CountedPlaces | None = None
    by: str = "event_type"
    key: str = ""

    @property
    def is_wide(self) -> NDArray[np.bool_]:
        """Whether each row is known only to a district, a region or a country."""
        wide: NDArray[np.bool_] = self.incidents["precision"].isin(_AREAS_OF).to_numpy(dtype=bool)
        return wide

    @property
    def points(self) -> gpd.GeoDataFrame:
        """Rows that have a symbol of their own."""
        return self.incidents[~self.is_wide]

    @property
    def wide(self) -> gpd.GeoDataFrame:
        """Rows known only to a district, a region or a country."""
        return self.incidents[self.is_wide]

    def only(self, rows: pd.Series[bool]) -> Scene:
        """Return the same scene with some of its incidents."""
        return replace(self, incidents=self.incidents[rows.to_numpy()])


def read_scene(one: Any) -> tuple[Scene, list[str]]:
    """Read a `sitmap.Map`.

    Returns
    -------
    scene, not_drawn
        The second names what of the map a figure can't show.
    """
    settings = one.settings()
    (south, west), (north, east) = settings["bounds"] or _around(
        settings["center"], settings["zoom"]
    )
    layers = list(one._children.values())  # noqa: SLF001 - folium offers no other way
    words = load_words(settings["lang"])
    tables = [layer for layer in layers if isinstance(layer, Incidents)]
    coloured = next((one.categories for one in tables if one.categories), None)
    drawn = [_coloured(layer, words) if coloured else layer.drawn for layer in tables]
    incidents = drawn[0] if len(drawn) == 1 else _joined(drawn)
    densities = [layer for layer in layers if isinstance(layer, Density)]
    bounds = (float(west), float(south), float(east), float(north))
    areas = [layer.areas for layer in layers if isinstance(layer, Areas)]
    scene = Scene(
        title=_one_line(settings["title"]),
        subtitle=_one_line(settings["subtitle"]) if settings["subtitle"] else None,
        date=settings["date"],
        incidents=incidents,
        sites=tuple(
            site for layer in layers if isinstance(layer, Presence) for site in _sites(layer)
        ),
        symbols=_symbols(incidents, tables, words),
        by=_BY if coloured else "event_type",
        key=_say_column(coloured.column, words) if coloured else "",
        bounds=bounds,
        sources=tuple(_one_line(source["text"]) for source in settings["sources"]),
        notes=tuple(_one_line(note) for note in settings["notes"]),
        credits=tuple(str(credit["text"]) for credit in ATTRIBUTION if credit["text"] != "Leaflet"),
        names=settings["names"],
        words=load_words(settings["lang"]),
        kosovo_outline=next(
            (layer.kosovo_outline for layer in layers if isinstance(layer, Basemap)), "dashed"
        ),
        left_off=len(one.left_off)
        + sum(sum(one.left_out.values()) - len(one.left_out) for one in densities),
        areas=areas[0] if areas else None,
        counts=count_places(densities[0], bounds, load_words(settings["lang"]))
        if densities
        else None,
        has_basemap=settings["tiles"] is not None
        or any(isinstance(layer, Basemap) for layer in layers),
    )
    return scene, _not_drawn(layers, settings["tiles"])


def _symbols(incidents: Any, tables: list[Incidents], words: Words) -> dict[str, int | Look]:
    symbols: dict[str, int | Look] = dict(
        assign_symbols(list(incidents["event_type"].cat.categories))
    )
    for layer in tables:
        if layer.categories is not None:
            labels = _labels(layer.categories, words)
            looks = [one.look for one in layer.categories.entries]
            symbols |= dict(zip(labels, looks, strict=True))
    return symbols


def _coloured(layer: Incidents, words: Words) -> Any:
    """Name what each row is coloured by."""
    if layer.categories is None:
        return layer.drawn.assign(**{_BY: layer.drawn["event_type"].astype("string")})
    labels = pd.Series(_labels(layer.categories, words), dtype="string")
    told = labels.iloc[layer.categories.of_row].set_axis(layer.incidents.index)
    return layer.drawn.assign(**{_BY: told.loc[layer.drawn.index]})


def _labels(categories: Categories, words: Words) -> list[str]:
    """Say the categories in words, as the page's key does (web/src/key.js)."""
    labels = []
    for at, one in enumerate(categories.entries):
        if one.others:
            held = ", ".join(words.code(categories.column, value) for value in one.holds)
            more = ", …" if one.others > len(one.holds) else ""
            labels.append(words.say("other_values", n=one.others, values=held + more))
        elif at == categories.lacking:
            labels.append(words.say("no_precision"))
        else:
            labels.append(words.code(categories.column, one.label))
    return labels


def _say_column(column: str, words: Words) -> str:
    key = f"filter_{column}"
    return words.say(key) if key in words.table else column.replace("_", " ")


def _not_drawn(layers: list[Any], tiles: dict[str, Any] | None) -> list[str]:
    """Name what only a browser shows: folium's own elements with their number, and tiles."""
    known = (Incidents, Presence, Basemap, Areas, Density)
    counts = Counter(type(layer).__name__ for layer in layers if not isinstance(layer, known))
    named = [name if count == 1 else f"{count} {name}" for name, count in sorted(counts.items())]
    hosts = [urlsplit(host).netloc for host in tiles["hosts"]] if tiles else []
    return [
        *named,
        *(
            f"the tiles of {host.removeprefix('*.')} (land and borders are drawn instead)"
            for host in hosts
        ),
    ]


def _joined(tables: list[Any]) -> Any:
    from sitmap.incidents import conform

    return (
        conform(pd.concat(tables, ignore_index=True))
        if tables
        else conform(pd.DataFrame({"title": []}))
    )


def _around(center: list[float], zoom: int) -> list[list[float]]:
    """Return the bounds that a page of 1,000 by 560 pixels would show."""
    half = 180 / 2**zoom * 1000 / 256
    return [
        [max(center[0] - half / 2, -84), center[1] - half],
        [min(center[0] + half / 2, 84), center[1] + half],
    ]


def _one_line(text: object) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", str(text)).split())


def _sites(layer: Presence) -> list[Site]:
    sites = layer.sites[layer.sites.geometry.notna()]
    found = []
    for row in sites.itertuples():
        state = _state_on(row, layer.date)
        if state is not None:
            found.append(
                Site(_one_line(row.name), _kind_of(row), state, row.geometry.x, row.geometry.y)
            )
    return found


def _kind_of(site: Any) -> str:
    """Tell the kind by the words of role and name, as the page does (src/sitmap/web/src/sites.js)."""
    role = "" if pd.isna(site.role) else str(site.role).lower()
    words = f"{role} {site.name}".lower()
    if re.search(r"\bcrossing\b|\bgate\b|checkpoint", role):
        return "crossing"
    if re.search(r"\bhq\b|headquarter", words):
        return "headquarters"
    return "post" if re.search(r"\bpost\b|bridge", words) else "camp"


def _state_on(site: Any, date: str | None) -> str | None:
    day = date or "9999"
    opened, closed = _span(site.open_from), _span(site.open_to)
    if opened and day < opened[0]:
        return None
    if closed and day > closed[1]:
        return "closed"
    if closed and day <= closed[0]:
        return "open"
    told = "" if pd.isna(site.status) else str(site.status).lower()
    if closed or re.search("uncertain|unknown", told):
        return "uncertain"
    return "closed" if re.search("closed|former", told) else "open"


def _span(text: Any) -> tuple[str, str] | None:
    found = re.search(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", "" if pd.isna(text) else str(text))
    if not found:
        return None
    year, month, day = found.groups()
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or '31'}"
