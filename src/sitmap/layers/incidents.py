"""The incidents of a table as a layer."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from sitmap.incidents import conform, find_left_off
from sitmap.layers.element import PageLayer
from sitmap.layers.payload import Notes, Payload, encode_incidents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import geopandas as gpd
    import pandas as pd

__all__ = ["Incidents"]


class Incidents(PageLayer):
    """Incidents: a symbol per type, clusters, honest precision, and a card with every field and its source.

    Parameters
    ----------
    incidents
        The incident table (any frame that `sitmap.conform` takes, or what `sitmap.geocode` returns), points in any
        CRS. Rows without a point, and rows that are planned, threatened, denied or historical, are listed beside the
        map and not drawn.
    name
        What the layer control calls it.
    show
        Whether it is drawn when the page opens.
    notes
        "full" puts every note into the page, "short" its first 200 characters, "none" leaves notes out: smaller files.
    show_statuses
        Statuses to draw although they are kept off the map by default: ``{"planned"}``.

    Raises
    ------
    InputError
        A column holds what the incident table can't.

    Examples
    --------
    >>> import folium, sitmap
    >>> layer = sitmap.Incidents(sitmap.geocode(["Zvečan"], country="XK")).add_to(folium.Map(tiles=None))
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
    ) -> None:
        super().__init__(name, show=show)
        self.incidents: gpd.GeoDataFrame = conform(_from_geocoded(incidents))
        self.notes: Notes = notes
        self.show_statuses = frozenset(show_statuses)

    @property
    def left_off(self) -> pd.DataFrame:
        """The rows that the map doesn't draw: ``row``, ``what``, ``value``, ``why``."""
        return find_left_off(self.incidents, show_statuses=self.show_statuses)

    @property
    def drawn(self) -> gpd.GeoDataFrame:
        """The rows that the map draws."""
        return self.incidents.drop(index=self.left_off["row"])

    @cached_property
    def _payload(self) -> Payload:
        return encode_incidents(self.incidents, notes=self.notes, show_statuses=self.show_statuses)

    def settings(self) -> Mapping[str, Any]:
        """Return the payload's settings."""
        return self._payload.settings

    def blobs(self) -> Mapping[str, bytes]:
        """Return the payload's columns and blocks of text."""
        return self._payload.blobs

    def _get_self_bounds(self) -> list[list[float | None]]:
        points = self.drawn.geometry
        if points.empty:
            return [[None, None], [None, None]]
        west, south, east, north = points.total_bounds
        return [[south, west], [north, east]]


def _from_geocoded(frame: pd.DataFrame) -> pd.DataFrame:
    """Read what `sitmap.geocode` returns as incidents: its ``status`` is about the look-up and not about an event."""
    if not {"address", "match", "n_candidates", "status"} <= set(frame.columns):
        return frame
    lost = frame["status"].isin(["not_found", "error"])
    return frame.drop(columns=["status", "match", "score", "address"]).assign(
        title=frame["address"],
        place_name=frame["address"],
        located_by=("gazetteer:" + frame["match"].astype("string")).mask(lost),
        match_score=frame["score"],
    )
