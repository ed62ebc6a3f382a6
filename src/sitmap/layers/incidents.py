"""The incidents of a table as a layer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np
import pandas as pd

from sitmap.errors import InputError
from sitmap.geocoding.credits import find_credits
from sitmap.geodesy import METRES_PER_DEGREE
from sitmap.incidents import (
    OFF_MAP_STATUSES,
    STATUSES,
    find_drawable,
    find_left_off,
    is_incident_table,
    read_coordinates,
)
from sitmap.incidents import conform as conform_columns
from sitmap.layers.categories import find_column
from sitmap.layers.content import Credit, IncidentMarks, LayerContent, Told
from sitmap.layers.element import PageLayer
from sitmap.layers.incident_key import say_incident_key
from sitmap.layers.label_by import read_labels
from sitmap.layers.looks import SHAPES, assign_looks
from sitmap.layers.military import read_codes
from sitmap.layers.payload import Notes, Payload, encode_incidents
from sitmap.layers.symbols import SymbolOptions, code_column, part_symbols
from sitmap.notes import blur_note, list_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from sitmap.layers.classes import Classes
    from sitmap.layers.content import MapFrame
    from sitmap.layers.looks import Look
    from sitmap.layers.military import Codes
    from sitmap.layers.symbols import Symbols, SymbolSet
    from sitmap.layers.thumbnails import MediaFolders

_FILTERS: Final = frozenset(
    {
        "event_type",
        "sub_event_type",
        "actor1",
        "actor2",
        "status",
        "precision",
        "source",
    }
)
"""Columns that every page filters by (web/src/filters.js)."""

_MOST_OWN: Final = 24
"""Filters of a map's own beside the six of every page, a bit each in 30 (web/src/filters.js)."""

_COARSE: Final = ("near", "admin2", "admin1", "country")
# metres: what is wider is drawn as an area
_MOST_REACH_M: Final = 150_000.0


class Incidents(PageLayer):
    """Incidents: a symbol per type, clusters, honest precision, a card with fields and source.

    Parameters
    ----------
    incidents
        The incident table (any frame that `sitmap.conform` takes, or what `sitmap.geocode`
        returns), points in any CRS. Rows without a point, and rows that are planned, threatened,
        denied or historical, are listed beside the map and not drawn.
    name
        What the layer control calls it.
    show
        Whether it is drawn when the page opens.
    notes
        "full" puts every note into the page, "short" its first 200 characters, "none" leaves notes
        out: smaller files.
    show_statuses
        Statuses to draw although they are kept off the map by default: ``{"planned"}``.
    color_by
        A column of the table that gives symbols their colour and shape in place of the event type.
    palette
        Colours for it: a name of `sitmap.layers.categories.PALETTES`, a list of ``#rrggbb``, or one
        for each value.
    filter_by
        Columns that a reader can filter by, beside type, status, precision, actors and sources.
    symbol_by
        A column that gives symbols their shape; colours stay those of `color_by` or the type.
    symbols
        ``"pictograms"`` (or ``"ocha"``) draws a pictogram for each kind of incident that has one;
        ``"app6"`` draws the APP-6 or MIL-STD-2525 codes that `symbol_by` names, and needs the extra
        ``sitmap[app6]``: a code that can't be drawn is told, and its row keeps its usual mark.
    label_by
        A column whose text stands at each mark.
    classes
        How numbers are parted: 2 to 7 classes of about as many rows each, ``"equal"``,
        ``"natural"`` (needs ``sitmap[classes]``), with a number as ``"natural:4"``, or the edges
        between classes (``[10, 50]``).

    Raises
    ------
    InputError
        A column holds what the incident table can't.

    Examples
    --------
    >>> import folium, sitmap
    >>> towns = sitmap.geocode(["Zvečan"], country="XK")
    >>> layer = sitmap.Incidents(towns).add_to(folium.Map(tiles=None))
    >>> len(layer.incidents), len(layer.left_off)
    (1, 0)
    """

    kind: ClassVar[str] = "incidents"

    def __init__(
        self,
        incidents: pd.DataFrame,
        name: str = "Incidents",
        *,
        show: bool = True,
        notes: Notes = "full",
        show_statuses: Iterable[str] = (),
        color_by: str | None = None,
        palette: str | Iterable[str] | Mapping[str, str] | None = None,
        filter_by: Iterable[str] = (),
        symbol_by: str | None = None,
        symbols: SymbolSet | None = None,
        label_by: str | None = None,
        classes: Classes = None,
    ) -> None:
        super().__init__(name, show=show)
        self.incidents: gpd.GeoDataFrame = _as_table(
            _unique_rows(incidents)
        )
        self.notes: Notes = notes
        self.show_statuses = _check_statuses(show_statuses)
        self.filter_by = _check_filters(self.incidents, filter_by)
        self.media: MediaFolders | None = None
        colours = (
            tuple(palette) if isinstance(palette, Iterator) else palette
        )
        self.symbols = SymbolOptions(
            color_by, colours, symbol_by, symbols or "shapes", classes
        )
        self.labels = read_labels(self.incidents, label_by)
        self._parted: tuple[Mapping[str, Look], Symbols] | None = None
        self._codes = self._read_codes()
        if (
            not self.symbols.is_usual
        ):  # what is wrong with a column is said at once
            self._part(assign_looks(self.event_types()))

    def _read_codes(self) -> Codes | None:
        if self.symbols.symbols != "app6":
            return None
        column = code_column(self.incidents, self.symbols)
        return read_codes(self.incidents, column, drawn=self._is_drawn)

    def _part(self, looks: Mapping[str, Look]) -> Symbols:
        """Part the rows by what they are drawn as; the map gives event types their looks."""
        if self._parted is None or self._parted[0] != looks:
            parted = part_symbols(
                self.incidents,
                self.symbols,
                looks,
                drawn=self._is_drawn,
                codes=self._codes,
            )
            self._parted = (dict(looks), parted)
        return self._parted[1]

    @cached_property
    def _is_drawn(self) -> NDArray[np.bool_]:
        off: NDArray[np.bool_] = self.incidents.index.isin(
            self.left_off["row"]
        )
        return np.logical_not(off)

    @cached_property
    def left_off(self) -> pd.DataFrame:
        """The rows that the map doesn't draw: ``row``, ``what``, ``value``, ``why``."""
        return find_left_off(
            self.incidents, show_statuses=self.show_statuses
        )

    @cached_property
    def drawn(self) -> gpd.GeoDataFrame:
        """The rows that the map draws."""
        return (
            self.incidents
            if self.left_off.empty
            else self.incidents.drop(index=self.left_off["row"])
        )

    @cached_property
    def _payload(self) -> Payload:
        return encode_incidents(
            self.incidents,
            notes=self.notes,
            left_off=self.left_off,
            categories=None
            if self.symbols.is_usual
            else self._part(self.frame.looks).categories,
            filter_by=self.filter_by,
            labels=self.labels,
            media=self.media,
        )

    def settings(self) -> Mapping[str, Any]:
        """Return the payload's settings."""
        return self._payload.settings

    def blobs(self) -> Mapping[str, bytes]:
        """Return the payload's columns and blocks of text."""
        return self._payload.blobs

    def event_types(self) -> list[str]:
        """Return the event types of the table, on the map or not, in their order.

        Where they are more than there are looks, the most frequent first: the rarest are grey.
        """
        kinds = self.incidents["event_type"].astype("category").cat
        counts = kinds.codes.value_counts()
        used = [at for at in range(len(kinds.categories)) if at in counts]
        if len(used) >= len(SHAPES):
            used.sort(key=lambda at: -counts[at])
        return [str(kinds.categories[at]) for at in used]

    def describe(self, frame: MapFrame) -> LayerContent:
        """Say what is drawn, by which categories, and what is left off."""
        drawn, words = self.drawn, frame.words
        marks = self._marks(frame.looks)
        undrawn = self._codes.undrawn if self._codes is not None else ()
        blurred = blur_note(drawn, words.lang)
        lost = (
            words.say("undrawn_codes", n=len(undrawn)) if undrawn else None
        )
        return LayerContent(
            self.kind,
            self.say_name("incidents_title", words),
            is_shown=self.show,
            key=say_incident_key(marks, words),
            total=len(drawn),
            incidents=marks,
            looks={
                name: frame.looks[name]
                for name in self.event_types()
                if name in frame.looks
            },
            days=_days_of(drawn),
            left_off=self.left_off.assign(n=1),
            sources=tuple(Credit(**one) for one in list_sources(drawn)),  # type: ignore[arg-type]
            credits=tuple(Credit(**one) for one in find_credits(drawn)),  # type: ignore[arg-type]
            notes=tuple(note for note in (blurred, lost) if note),
            undrawn=undrawn,
            table=self.incidents,
        )

    def _marks(self, looks: Mapping[str, Look]) -> IncidentMarks:
        parted, on_map = self._part(looks), self._is_drawn
        return IncidentMarks(
            self.drawn,
            parted.categories,
            parted.categories.of_row[on_map],
            tuple(Told(one, one.of_row[on_map]) for one in parted.told),
            tuple(compress(self.labels, on_map)),
        )

    def spots(self) -> NDArray[np.float64]:
        """Return where the incidents are that the map draws."""
        return np.column_stack(self._coordinates)

    @cached_property
    def _coordinates(
        self,
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Longitudes and latitudes of what is drawn, read once of a million shapes."""
        return read_coordinates(self.drawn.geometry)

    def grounds(self) -> NDArray[np.float64]:
        """Return where the incidents are, each with its metres of uncertainty if it is coarse."""
        drawn = self.drawn
        radii = (
            drawn["uncertainty_m"]
            .fillna(0)
            .where(drawn["precision"].isin(_COARSE), 0)
        )
        return np.column_stack([self.spots(), radii.to_numpy(dtype=float)])

    @cached_property
    def view_bounds(self) -> list[list[float | None]]:
        """What to show of the world.

        It is ``[[south, west], [north, east]]``, east beyond 180 across the antimeridian.
        """
        (south, west), (north, east) = self._bounds
        if west is None or east is None or east - west <= 180:  # noqa: PLR2004 - degrees
            return self._bounds
        x, _ = read_coordinates(self._seen.geometry)
        first, width = narrowest_span(x)
        return (
            self._bounds
            if width > 180  # noqa: PLR2004 - degrees
            else [[south, first], [north, first + width]]
        )

    @property
    def _seen(self) -> gpd.GeoDataFrame:
        """What is drawn; where nothing is, what has a point: a map of plans opens at its places."""
        placed = self.incidents[find_drawable(self.incidents.geometry)]
        return placed if self.drawn.empty else self.drawn

    def _get_self_bounds(self) -> list[list[float | None]]:
        return self._bounds

    @cached_property
    def _bounds(self) -> list[list[float | None]]:
        drawn = self._seen
        if drawn.empty:
            return [[None, None], [None, None]]
        x, y = read_coordinates(drawn.geometry)
        # an area is more than its point; but one row that is known to a country only must not
        # shrink all the others
        coarse = drawn["precision"].isin(_COARSE)
        reach = (
            drawn["uncertainty_m"]
            .fillna(0)
            .where(coarse, 0)
            .clip(upper=_MOST_REACH_M)
            / METRES_PER_DEGREE
        ).to_numpy()
        south, north = (
            max((y - reach).min(), -90.0),
            min((y + reach).max(), 90.0),
        )
        return [
            [south, max((x - reach).min(), -180.0)],
            [north, min((x + reach).max(), 180.0)],
        ]


def _days_of(drawn: gpd.GeoDataFrame) -> tuple[str, str] | None:
    first, last = drawn["date_start"].min(), drawn["date_end"].max()
    if pd.isna(first) or pd.isna(last):
        return None
    return f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}"


def narrowest_span(longitudes: NDArray[np.float64]) -> tuple[float, float]:
    """Return begin and width, in degrees, of the narrowest stretch that holds all longitudes.

    Examples
    --------
    >>> narrowest_span(np.array([178.0, -179.0, 179.5]))
    (178.0, 3.0)
    """
    around = np.unique(longitudes % 360)
    gaps = np.diff(around, append=around[0] + 360)
    widest = int(gaps.argmax())
    first = float(around[(widest + 1) % len(around)])
    return first if first <= 180 else first - 360, 360 - float(gaps[widest])  # noqa: PLR2004


def _unique_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Give rows new numbers where tables were put together and two rows have one label."""
    if not isinstance(frame, pd.DataFrame):
        kind = type(frame).__name__
        raise InputError(
            f"incidents: a table is needed, not {kind}; sitmap.read(path) makes one of a file"
        )
    return frame if frame.index.is_unique else frame.reset_index(drop=True)


def _check_statuses(statuses: Iterable[str]) -> frozenset[str]:
    given = frozenset([statuses] if isinstance(statuses, str) else statuses)
    unknown = sorted(given - set(STATUSES))
    if unknown:
        raise InputError(
            f"show_statuses: {unknown[0]!r} is no status; choose of"
            f" {', '.join(sorted(OFF_MAP_STATUSES))}"
        )
    return given


def _check_filters(
    table: pd.DataFrame, columns: Iterable[str]
) -> tuple[str, ...]:
    """Return the columns that are no filters anyway, each once."""
    given = [columns] if isinstance(columns, str) else list(columns)
    found = [find_column(table, name, "filter_by") for name in given]
    own = tuple(
        name for name in dict.fromkeys(found) if name not in _FILTERS
    )
    if len(own) > _MOST_OWN:
        raise InputError(
            f"filter_by: names {len(own)} columns; a page has room for {_MOST_OWN}"
        )
    return own


def _as_table(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    """Bring what a user gives into the incident table.

    What `sitmap.geocode` returns has our names.
    """
    is_geocoded = {"address", "match", "n_candidates", "status"} <= set(
        frame.columns
    )
    if is_geocoded:
        return conform_columns(_from_geocoded(frame))
    if is_incident_table(frame):
        return conform_columns(frame)
    from sitmap.readers.frames import conform

    return conform(frame)


def _from_geocoded(frame: pd.DataFrame) -> pd.DataFrame:
    """Read answers as incidents: their ``status`` is about the look-up and not about an event."""
    lost = frame["status"].isin(["not_found", "error"])
    by = (
        frame["located_by"].astype("string")
        if "located_by" in frame
        else pd.Series(pd.NA, frame.index, dtype="string")
    )
    return frame.drop(
        columns=["status", "match", "score", "address"]
    ).assign(
        title=frame["address"],
        place_name=frame["address"],
        located_by=by.fillna(
            "gazetteer:" + frame["match"].astype("string")
        ).mask(lost),
        match_score=frame["score"],
        problem=(
            "name "
            + pd.Series(range(1, len(frame) + 1), frame.index).astype(
                "string"
            )
            + ": not found"
        ).where(lost),
    )
