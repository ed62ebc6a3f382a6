"""A user's own areas as a layer: districts, sectors; outlines for incidents known only to one."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final

from sitmap.layers.area_matches import match_areas
from sitmap.layers.area_table import conform_areas
from sitmap.layers.blobs import gzip_bytes
from sitmap.layers.content import (
    AreaPicture,
    KeyEntry,
    KeyGroup,
    LayerContent,
    LinePicture,
    Stroke,
    StrokeLook,
)
from sitmap.layers.element import PageLayer
from sitmap.layers.labels import choose_name
from sitmap.layers.looks import COLOURS
from sitmap.layers.shape_history import pack_shapes
from sitmap.layers.spans import last_day, list_absent, span_days, stands_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas as gpd

    from sitmap.layers.content import MapFrame

_OUTLINE: Final = StrokeLook(COLOURS["border"], "#5d6872", width=1.0)
_LOOKS: Final = (
    StrokeLook("#9c2a1f", "#f0948a", 1.4, fill=0.2),
    StrokeLook("#1f5c8e", "#8fc1f0", 1.4, (6, 3), fill=0.16),
    StrokeLook("#8a6100", "#e0b45c", 1.4, (2, 3), fill=0.16),
    StrokeLook("#5b3a86", "#c6a8f0", 1.4, (8, 3, 2, 3), fill=0.16),
    StrokeLook("#2f6b4f", "#8fd0b0", 1.4, (4, 4), fill=0.16),
)
"""For whose the areas are, where they are dated: told apart by their edges, too."""
_REST: Final = StrokeLook("#5c6670", "#a4adb5", 1.2, fill=0.12)
# about 150 m, which no reader sees on a map of districts
_TOLERANCE_DEG: Final = 0.0015


class Areas(PageLayer):
    """Outlines of areas.

    An incident that is known only to a district is hatched in the district's outline.

    Parameters
    ----------
    areas
        Polygons in any CRS, with a column of names (``name``, ``name_sq``, ``name_sr``…, or as
        OCHA's COD, GADM, geoBoundaries, Overture or Who's On First call it), and where the file has
        more than one level a column for it (``level``, ``placetype``). Areas with days or years
        from which and to which each was there (``from``, ``to``…), or with the ``date`` of each
        picture of a front, are drawn on these days, coloured by whose they are (``control``,
        ``side``, ``type``…, else by name); a page's timeline moves them.
    name
        What the layer control calls it.
    show
        Whether the outlines are drawn when the page opens.

    Raises
    ------
    InputError
        There are no polygons, or no column names them.

    Examples
    --------
    >>> import folium, geopandas, shapely
    >>> shape = shapely.box(20, 42, 21, 43)
    >>> square = geopandas.GeoDataFrame({"name": ["Sector A"]}, geometry=[shape], crs=4326)
    >>> len(Areas(square).add_to(folium.Map(tiles=None)).areas)
    1
    """

    kind: ClassVar[str] = "areas"

    def __init__(
        self,
        areas: gpd.GeoDataFrame,
        name: str = "Areas",
        *,
        show: bool = True,
    ) -> None:
        super().__init__(name, show=show)
        self.areas = conform_areas(areas)

    @cached_property
    def date(self) -> str | None:
        """The last day that its areas tell of, ISO; None where none is dated."""
        return last_day(self.areas)

    def describe(self, frame: MapFrame) -> LayerContent:
        """Say the outlines of the map's day, and which areas incidents may be known to lie in."""
        day = frame.day or self.date
        stands = stands_on(self.areas, day)
        there = self.areas[stands]
        name = self.say_name("areas", frame.words)
        absent = list_absent(
            self.areas, stands, str(day), "an area that wasn't there on"
        )
        return LayerContent(
            self.kind,
            name,
            is_shown=self.show,
            key=self._say_key(there, name, frame),
            strokes=tuple(self._draw(there, frame)),
            areas=there,
            date=day if self.date else None,
            is_dated=self.date is not None,
            left_off=absent,
        )

    def _draw(
        self, there: gpd.GeoDataFrame, frame: MapFrame
    ) -> Iterator[Stroke]:
        is_named = self.date is not None
        for row, shape in zip(
            there.itertuples(), there.geometry, strict=True
        ):
            called = choose_name(row.name_, row.own, frame.names)
            yield Stroke(
                called, shape, self._look(row.what), is_named=is_named
            )

    def _say_key(
        self, there: gpd.GeoDataFrame, name: str, frame: MapFrame
    ) -> tuple[KeyGroup, ...]:
        if self.date is None:
            return (KeyGroup("", (KeyEntry(name, LinePicture(_OUTLINE)),)),)
        whats = there["what"].unique()
        entries = [
            KeyEntry(what or name, AreaPicture(look))
            for what, look in self._looks.items()
            if what in whats
        ]
        rest = sorted(what for what in whats if what not in self._looks)
        if rest:
            told = frame.words.say(
                "other_values", n=len(rest), values=", ".join(rest)
            )
            entries.append(KeyEntry(told, AreaPicture(_REST)))
        if entries:
            return (KeyGroup("", tuple(entries)),)
        return ()

    def _look(self, what: str) -> StrokeLook:
        return self._looks.get(what, _REST) if self.date else _OUTLINE

    @cached_property
    def _looks(self) -> dict[str, StrokeLook]:
        """The looks of the kinds of dated areas, the most frequent first."""
        counts = self.areas["what"].value_counts()
        ordered = sorted(
            counts.index, key=lambda what: (-counts[what], what)
        )
        few = (
            ordered
            if len(ordered) <= len(_LOOKS)
            else ordered[: len(_LOOKS) - 1]
        )
        return dict(zip(few, _LOOKS, strict=False))

    def settings(self) -> Mapping[str, Any]:
        """Return how many areas there are, the day of the map, and the looks of their kinds."""
        listed = (*self._looks.values(), _REST)
        at = {id(look): number for number, look in enumerate(listed)}
        if self.date is None:
            return {"count": len(self.areas)}
        return {
            "count": len(self.areas),
            "date": self.frame.day or self.date,
            "span": span_days(self.areas),
            "styles": [asdict(look) for look in listed],
            "style": [
                at[id(self._look(what))] for what in self.areas["what"]
            ],
        }

    def blobs(self) -> Mapping[str, bytes]:
        """Return what is said of the areas as a gzip of JSON, and their shapes."""
        is_dated, names = self.date is not None, self.frame.names
        told = {} if is_dated else self._names_told()
        shapes = self.areas.geometry
        packed = pack_shapes(
            shapes
            if is_dated
            else shapes.simplify_coverage(_TOLERANCE_DEG),
            self.areas["from"],
        )
        ordered = self.areas.rename(
            columns={"from": "begin", "to": "until"}
        )
        areas = [
            {
                "id": "",
                "country": "",
                "names": [*row.names, *told.get(at, ())],
                "name": choose_name(row.name_, row.own, names),
                "what": row.what,
                "from": row.begin,
                "to": row.until,
                "facts": row.facts,
            }
            for at, row in enumerate(ordered.itertuples())
        ]
        data = json.dumps(
            {"shapes": packed.to_settings(), "areas": areas},
            ensure_ascii=False,
        )
        return {
            "core": gzip_bytes(data.encode("utf-8", "replace")),
            **packed.blobs,
        }

    def _names_told(self) -> dict[int, list[str]]:
        """Return what the map's incidents call each area.

        Those known to such an area only, and lying in it.
        """
        from sitmap.layers.incidents import Incidents

        siblings = (
            []
            if self._parent is None
            else list(self._parent._children.values())  # noqa: SLF001 - there is no other way
        )
        told: dict[int, list[str]] = {}
        for layer in siblings:
            if isinstance(layer, Incidents):
                for at, name in match_areas(
                    layer.drawn, self.areas
                ).items():
                    told.setdefault(at, []).extend(name)
        return told

    def _get_self_bounds(self) -> list[list[float | None]]:
        there = self.areas[stands_on(self.areas, self.date)]
        west, south, east, north = (
            self.areas if there.empty else there
        ).total_bounds
        return [[south, west], [north, east]]
