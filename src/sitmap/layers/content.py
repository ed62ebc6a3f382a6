"""What a layer says: its marks, its part of the key, what it leaves off; said once for all.

A kind of layer fills a `LayerContent` in one method, `PageLayer.describe(frame)`, from what the map
tells it (`MapFrame`: words of its language, names wanted, what is in view). `sitmap.maps.assemble`
puts these together to one `MapContent`, and page, figure, Word, slides, `check` and notebook draw
that and nothing else: a new kind needs its layer here and its drawing on the page; a figure draws
its strokes, areas, sites and key from this content without knowing the kind.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np
import pandas as pd
import shapely

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from sitmap.ground.features import Features
    from sitmap.ground.sheet import Sheet
    from sitmap.layers.categories import Categories
    from sitmap.layers.element import PageLayer
    from sitmap.layers.looks import Look
    from sitmap.layers.military import Undrawn
    from sitmap.layers.words import Words
    from sitmap.outlines import Box

LEFT_OFF_COLUMNS: Final = ("row", "what", "value", "why", "n")
# of the box: a country's name needs its outline no finer
_LABEL_DETAIL: Final = 1_000

EMPTY_LEFT_OFF: Final = pd.DataFrame(
    {name: [] for name in LEFT_OFF_COLUMNS}, dtype=object
)
"""What is left off where nothing is."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Whom to name, and a link (http or https alone becomes one on a page)."""

    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class StrokeLook:
    """How a line is drawn: its colour on light and dark ground, width, and dashes (none: solid).

    Widths and dashes are in CSS pixels, of which a figure has 96 to the inch; `fill` is how opaque
    the colour is inside an area, from 0 to 1.
    """

    colour: str
    dark: str
    width: float = 2.0
    dashes: tuple[float, ...] = ()
    fill: float = 0.0


@dataclass(frozen=True, slots=True)
class SymbolPicture:
    """An incident's symbol, filled as its status has it."""

    kind: ClassVar[str] = "symbol"
    look: Look
    status: str = "reported"


@dataclass(frozen=True, slots=True)
class ClusterPicture:
    """Several incidents as a ring of shares."""

    kind: ClassVar[str] = "cluster"
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class PrecisionPicture:
    """How a precision looks: a disc, or a hatched area for all that are areas."""

    kind: ClassVar[str] = "precision"
    precision: str
    look: Look


@dataclass(frozen=True, slots=True)
class SitePicture:
    """A site of a mission by its kind (headquarters, camp, post, crossing) and state."""

    kind: ClassVar[str] = "site"
    site: str
    state: str


@dataclass(frozen=True, slots=True)
class FillPicture:
    """A class of counts."""

    kind: ClassVar[str] = "fill"
    colour: str


@dataclass(frozen=True, slots=True)
class LinePicture:
    """A line, as it is drawn."""

    kind: ClassVar[str] = "line"
    look: StrokeLook


@dataclass(frozen=True, slots=True)
class AreaPicture:
    """An area, as its edge and its inside are drawn."""

    kind: ClassVar[str] = "area"
    look: StrokeLook


@dataclass(frozen=True, slots=True)
class GroundPicture:
    """A kind of what the map stands on, and from which zoom it is drawn."""

    kind: ClassVar[str] = "ground"
    name: str
    zoom: int


Picture = (
    SymbolPicture
    | ClusterPicture
    | PrecisionPicture
    | SitePicture
    | FillPicture
    | LinePicture
    | AreaPicture
    | GroundPicture
)


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A line of the key: words, what stands before them, and how many there are."""

    text: str
    picture: Picture | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Entries under a head; an empty head is the layer's name. Notes are lines below them.

    A folded group is one that a reader opens where there is little room.
    """

    head: str
    entries: tuple[KeyEntry, ...]
    notes: tuple[str, ...] = ()
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Categories that the key tells, and the number of each drawn row's; -1 where it has none."""

    categories: Categories
    of_drawn: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class IncidentMarks:
    """The incidents that are drawn, each with its category.

    Attributes
    ----------
    drawn
        Rows of the incident table that stand on the map.
    categories
        What they are drawn as: by the event type, or by columns of the table.
    of_drawn
        The number of each drawn row's category.
    told
        What the key tells of them: the categories, or colours and shapes apart.
    labels
        The words at each mark; empty where there are none.
    """

    drawn: gpd.GeoDataFrame
    categories: Categories
    of_drawn: NDArray[np.int64]
    told: tuple[Told, ...] = ()
    labels: tuple[str, ...] = ()

    def only(self, rows: NDArray[np.bool_]) -> IncidentMarks:
        """Return the marks of some of the rows."""
        return replace(
            self,
            drawn=self.drawn[rows],
            of_drawn=self.of_drawn[rows],
            told=tuple(
                Told(one.categories, one.of_drawn[rows])
                for one in self.told
            ),
            labels=tuple(compress(self.labels, rows)),
        )


@dataclass(frozen=True, slots=True)
class Site:
    """A mission's site on the day of the map."""

    name: str
    kind: str
    state: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line or an outline: what it is called, its geometry in degrees, and how it is drawn."""

    name: str
    geometry: BaseGeometry
    look: StrokeLook
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class CountedPlaces:
    """Outlines with their numbers, and where the second and every further class begins.

    `incidents` are counts, or what is worked out of them: a difference, a rate. `numbers` say which
    of several maps' common places each is.
    """

    what: str
    told: str
    outlines: tuple[BaseGeometry, ...]
    incidents: NDArray[Any]
    breaks: tuple[float, ...]
    colours: tuple[str, ...]
    numbers: tuple[int, ...] = ()

    @property
    def classes(self) -> NDArray[np.int64]:
        """The number of each outline's class; -1 where it has no number."""
        found = np.searchsorted(self.breaks, self.incidents, side="right")
        classes: NDArray[np.int64] = np.where(
            np.isnan(self.incidents), -1, found
        )
        return classes


@dataclass(frozen=True, slots=True)
class PlaceLabel:
    """A place's name as the map writes it, and where; the first ranks matter most.

    `name` is what tables and reports call it, `text` what the map's `names` make of that; `others`
    are further spots for the name of a country, where its own is taken.
    """

    name: str
    text: str
    lon: float
    lat: float
    rank: int
    kind: str
    zoom: int = 0
    others: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class LabelsWanted:
    """Which places a map wants named: found when something draws them, the same for all that do.

    Attributes
    ----------
    box, focus
        West, south, east, north in degrees: the whole, and the part where villages matter.
    limit
        Settlements at most, besides those near the points.
    names
        Which of a place's names is written: as `MapFrame.names`.
    points
        Longitudes and latitudes (n, 2) whose towns come first, and around which a page names more.
    ground
        What the map stands on, whose places are named, too.
    """

    box: Box
    focus: Box
    limit: int
    names: str = "en"
    points: NDArray[np.float64] | None = None
    ground: Features | None = None

    def find(self, *, closely: bool = False) -> tuple[PlaceLabel, ...]:
        """Return the labels, most important first; closely with those around the points."""
        if closely:
            return self._closely
        return self._at_once

    def find_in(self, box: Box) -> tuple[PlaceLabel, ...]:
        """Return the labels of a part of the box; countries are named inside what it has."""
        from sitmap.layers.labels import find_labels, name_label
        from sitmap.outlines import split_box

        _, south, _, north = box
        sides = [(part[0], part[2]) for part, _ in split_box(box)]
        countries = _countries_in(box)
        found = find_labels(box, box, countries, limit=0, names=self.names)
        shapes = [cut for _, _, cut in countries]
        named = tuple(
            _with_spots(name_label(label, self.names), shapes)
            for label in found
        )
        return named + tuple(
            one
            for one in self._settlements
            if south < one.lat < north
            and any(west < one.lon < east for west, east in sides)
        )

    @cached_property
    def _settlements(self) -> tuple[PlaceLabel, ...]:
        return self._find([], closely=False)

    @cached_property
    def _closely(self) -> tuple[PlaceLabel, ...]:
        return self._find(_countries_in(self.box), closely=True)

    @cached_property
    def _at_once(self) -> tuple[PlaceLabel, ...]:
        return self._find(_countries_in(self.box), closely=False)

    def _find(
        self,
        countries: list[tuple[str, str, BaseGeometry]],
        *,
        closely: bool,
    ) -> tuple[PlaceLabel, ...]:
        from sitmap.ground.places import join_labels
        from sitmap.layers.labels import find_labels, name_label

        found = find_labels(
            self.box,
            self.focus,
            countries,
            limit=self.limit,
            names=self.names,
            points=self.points,
            closely=closely,
        )
        if self.ground is not None and self.limit:
            found = join_labels(found, self.ground)
        return tuple(name_label(label, self.names) for label in found)


_ACROSS: Final = (0.5, 0.35, 0.65, 0.2, 0.8, 0.08, 0.92)
"""Of a country's height: where further spots for its name are, the middle first."""


def _with_spots(
    label: PlaceLabel, shapes: list[BaseGeometry]
) -> PlaceLabel:
    """Add the middles of the widest stretches across the country that a label is of."""
    spot = shapely.Point(label.lon, label.lat)
    shape = next((one for one in shapes if one.contains(spot)), None)
    if shape is None:
        return label
    west, south, east, north = shape.bounds
    heights = [south + share * (north - south) for share in _ACROSS]
    across = [
        shape.intersection(shapely.LineString([(west, y), (east, y)]))
        for y in heights
    ]
    widest = [
        max(shapely.get_parts(one), key=shapely.length)
        for one in across
        if not one.is_empty
    ]
    return replace(
        label,
        others=tuple((one.centroid.x, one.centroid.y) for one in widest),
    )


def _countries_in(box: Box) -> list[tuple[str, str, BaseGeometry]]:
    from sitmap.outlines import FINEST_DEG, load_outlines

    tolerance = max(FINEST_DEG, (box[2] - box[0]) / _LABEL_DETAIL)
    return load_outlines().countries_at(box, tolerance)


@dataclass(frozen=True, slots=True)
class MapFrame:
    """What a map tells each of its layers before they say what they show.

    Attributes
    ----------
    words
        Of the map's language.
    names
        Which names labels show: "en", "sq", "sr", "sr-Cyrl", "local" or "both".
    bounds
        What is in view as the map opens: west, south, east, north in degrees.
    day
        The day that it is of, ISO: the one given, or else the last that its incidents tell of.
    looks
        The look of each event type, the same in all layers of the map.
    beside
        The map's layers, this one among them, in their order.
    """

    words: Words
    names: str
    bounds: Box
    day: str | None
    looks: Mapping[str, Look]
    beside: tuple[PageLayer, ...] = ()


@dataclass(frozen=True)
class LayerContent:
    """Everything that a layer says; what it hasn't stays empty.

    Attributes
    ----------
    kind, name
        The kind of layer, and its name in the map's language (or as its maker calls it).
    key
        Its part of the key.
    total
        Incidents that it tells of, on the map or not; None for layers that tell of none.
    incidents, sites, strokes, counts, labels
        Its marks: incidents, sites of a mission, lines and outlines, counted places, names wanted.
    areas
        Outlines that incidents known only to an area are hatched in (`sitmap.read_areas`).
    looks
        The look of each of its event types.
    days
        First and last day that it tells of, ISO.
    date, is_dated
        The day that it is shown for, if it has one of its own; whether it changes with the days.
    left_off
        What it doesn't draw and why: ``row``, ``what``, ``value``, ``why``, ``n`` (how many).
    undrawn
        Rows whose symbol code can't be drawn: they have their usual marks.
    sources, credits, notes
        Whom its table names, whose service located its rows, and what a reader must know.
    told_until
        The last day that its own tables tell of, where they are dated.
    kosovo_outline
        How a basemap draws the line between Kosovo and Serbia; None for all other layers.
    has_relief
        Whether mountains are shaded.
    ground
        Roads, waters, buildings and places that the map stands on.
    picture
        A picture on the ground, and how opaque it is drawn, from 0 to 1.
    table
        Its rows as a table of incidents, those that are left off among them.
    changes
        What changed since an earlier table (`sitmap.desk.diff`), where it is compared with one.
    """

    kind: str
    name: str
    is_shown: bool = True
    key: tuple[KeyGroup, ...] = ()
    total: int | None = None
    incidents: IncidentMarks | None = None
    sites: tuple[Site, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    counts: CountedPlaces | None = None
    labels: LabelsWanted | None = None
    areas: gpd.GeoDataFrame | None = None
    looks: Mapping[str, Look] = field(default_factory=dict)
    days: tuple[str, str] | None = None
    date: str | None = None
    is_dated: bool = False
    left_off: pd.DataFrame = field(default_factory=lambda: EMPTY_LEFT_OFF)
    undrawn: tuple[Undrawn, ...] = ()
    sources: tuple[Credit, ...] = ()
    credits: tuple[Credit, ...] = ()
    notes: tuple[str, ...] = ()
    told_until: str | None = None
    kosovo_outline: str | None = None
    has_relief: bool = False
    ground: Features | None = None
    picture: tuple[Sheet, float] | None = None
    table: gpd.GeoDataFrame | None = None
    changes: pd.DataFrame | None = None
