"""The map: layers, title block, legend and notes as one folium map that saves to one file."""

from __future__ import annotations

import base64
import importlib.util
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import folium
import pandas as pd

from sitmap.export.files import write_file
from sitmap.export.html import Page
from sitmap.export.page_settings import map_settings
from sitmap.layers.area_table import read_areas
from sitmap.layers.areas import Areas
from sitmap.layers.basemap import Basemap, KosovoOutline
from sitmap.layers.content import Credit
from sitmap.layers.density import Density
from sitmap.layers.element import PageLayer
from sitmap.layers.incidents import Incidents
from sitmap.layers.lines import Lines
from sitmap.layers.presence import Presence, iso_day
from sitmap.layers.raster import Raster
from sitmap.layers.thumbnails import MEDIA_MB, MediaFolders
from sitmap.map_options import check_options
from sitmap.maps.assemble import MapOptions, assemble, frame_of
from sitmap.maps.first_view import bounds_of_counted, widen_view
from sitmap.maps.folium_links import list_links
from sitmap.maps.given_layers import (
    as_density,
    as_incidents,
    as_lines,
    as_presence,
    check_rates,
    find_media_folders,
)
from sitmap.maps.tiles import read_tiles
from sitmap.sanitize import one_line
from sitmap.views import read_views

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date as Date  # noqa: N812 - `date` is the option's name

    import geopandas as gpd
    import xyzservices
    from branca.element import Element

    from sitmap.export.figure.page import Facet, Size, Table
    from sitmap.layers.classes import Classes
    from sitmap.layers.content import LayerContent, MapFrame
    from sitmap.layers.symbols import SymbolSet
    from sitmap.maps.content import MapContent
    from sitmap.reports import Report
    from sitmap.vocabulary import Names


class Map(folium.Map):
    """A situation map: a `folium.Map` with incidents, presence, a basemap, key and notes.

    Anything of folium's can be added to it. Text in the table never runs; for elements that aren't
    sitmap's, the guard is their own.

    Parameters
    ----------
    incidents
        The incident table, an `Incidents` layer, any DataFrame or the path of a file: these two are
        read as `sitmap.read` does, and their places looked up where they have no points.
    presence
        Sites of a mission: a table (`sitmap.read_presence`), the path of a file, or a `Presence`
        layer.
    strength
        The mission's strength figures: a table (`sitmap.read_strength`) or the path of a file.
    areas
        Outlines of districts or sectors: a table (`sitmap.read_areas`), the path of a file, or an
        `Areas` layer; incidents known only to one of them are hatched in its outline. What is dated
        (who held what, day by day: also a folder with a file a day) is drawn on its days.
    lines
        Fronts, routes, fences: a table (`sitmap.read_lines`), the path of a file, or a `Lines`
        layer; what is dated is drawn on its days.
    raster
        A picture on the ground, below all marks: a GeoTIFF, or a `Raster` layer.
    density
        Incidents counted by cell or area (`sitmap aggregate`): a summary table or the path of its
        file, whose areas are `areas`; or a `Density` layer.
    reports
        The reports that the incidents were drafted from (`sitmap.read_report`): shown whole beside
        the map, each sentence and its mark linked both ways.
    title, subtitle
        The title block; the title is the page's too. By default the number of incidents that
        are drawn.
    date
        The day that the map shows presence for; by default the last day of the incidents, or
        without them the last day that the presence tables tell of.
    basemap
        The embedded basemap: True, False, or a `Basemap`.
    tiles
        A tile service below the layers: a name that xyzservices knows ("OpenStreetMap.Mapnik") or a
        `TileProvider`. The page then needs the network, and the usual services refuse pages that
        are opened from a file.
    names
        Which names labels show: those of the page's language ("auto"), of another ("en", "sq",
        "sr-Cyrl"…), of the places themselves ("local"), or the Albanian and the Serbian ("both").
    lang
        Language of the page's own words: ar (right to left), de, en, es, fr, ru, sq, sr, sr-Cyrl,
        tr or uk.
    note
        The status note: "auto" puts the one on UNSCR 1244 wherever Kosovo is shown, and names the
        other disputed places that are (`sitmap.policies`); a text replaces it, None leaves it off.
    status_formulas
        For a disputed place, the side whose usual formula stands in the note's stead, as
        ``{"crimea": "ukraine"}``.
    sources
        Whom to credit, as texts or (text, url) pairs; by default the sources that the table names.
    kosovo_outline
        "dashed", "solid" or "absent".
    views
        Named views, chosen from a list or called by ``#view=NAME`` (`sitmap.views.View`):
        ``{"North": {"box": [20.4, 42.8, 21.0, 43.3], "days": ["2023-05-01", "2023-06-30"]}}``.
    show_statuses
        Statuses to draw although they are kept off the map by default, as ``{"planned"}``.
    color_by, palette, filter_by, symbol_by, symbols, label_by, classes
        A column that colours the incidents in place of their type, its colours, columns to filter
        by, a column for shapes or symbol codes, the set of symbols, a column whose text stands at
        the marks, and how numbers are parted: see `sitmap.Incidents`.
    rate_by
        The column of `areas` that tells their people: counts by area are then incidents per
        100,000 of them. `classes` are edges of counts and rates, too.
    location, zoom_start
        (latitude, longitude) and zoom to open at; by default all incidents fit.
    height
        Height in a notebook, in pixels.
    media_folder
        Where the files lie that rows name in ``media``: the page shows small pictures of them, made
        anew without position or camera. By default the folder of `incidents`, if that is a path.
    media_mb, media_outside
        Megabytes of all the pictures at most; whether names may lead out of the folder.

    Raises
    ------
    InputError
        An option or a table is not what it should be.

    Examples
    --------
    >>> import sitmap
    >>> places = sitmap.geocode(["Mitrovica", "Pristina"], country="XK")
    >>> m = sitmap.Map(places, title="Two towns")
    >>> m.get_root().render().startswith("<!DOCTYPE html>")
    True
    """

    def __init__(
        self,
        incidents: pd.DataFrame | str | Path | Incidents | None = None,
        *,
        presence: pd.DataFrame | str | Path | Presence | None = None,
        strength: pd.DataFrame | str | Path | None = None,
        areas: gpd.GeoDataFrame | str | Path | Areas | None = None,
        lines: gpd.GeoDataFrame | str | Path | Lines | None = None,
        raster: str | Path | Raster | None = None,
        density: pd.DataFrame | str | Path | Density | None = None,
        reports: Iterable[Report] = (),
        title: str | None = None,
        subtitle: str | None = None,
        date: Date | str | None = None,
        basemap: bool | Basemap = True,
        tiles: str | xyzservices.TileProvider | None = None,
        names: Names = "auto",
        lang: str = "en",
        note: str | None = "auto",
        status_formulas: Mapping[str, str] | None = None,
        sources: Iterable[str | tuple[str, str]] | None = None,
        kosovo_outline: KosovoOutline = "dashed",
        views: Mapping[str, Any] | None = None,
        show_statuses: Iterable[str] = (),
        color_by: str | None = None,
        palette: str | Iterable[str] | Mapping[str, str] | None = None,
        filter_by: Iterable[str] = (),
        symbol_by: str | None = None,
        symbols: SymbolSet | None = None,
        label_by: str | None = None,
        classes: Classes = None,
        rate_by: str | None = None,
        location: Sequence[float] | None = None,
        zoom_start: int | None = None,
        height: int = 560,
        media_folder: str | Path | Iterable[str | Path] | None = None,
        media_mb: float = MEDIA_MB,
        media_outside: bool = False,
    ) -> None:
        show_statuses, filter_by = (
            _listed(show_statuses),
            _listed(filter_by),
        )
        sources = None if sources is None else _listed(sources)
        check_options(
            title=title,
            subtitle=subtitle,
            date=date,
            note=note,
            status_formulas=status_formulas,
            names=names,
            lang=lang,
            sources=sources,
            kosovo_outline=kosovo_outline,
            views=views,
            show_statuses=show_statuses,
            color_by=color_by,
            palette=palette,
            filter_by=filter_by,
            symbol_by=symbol_by,
            symbols=symbols,
            label_by=label_by,
            classes=classes,
            rate_by=rate_by,
            location=location,
            zoom_start=zoom_start,
            height=height,
            media_mb=media_mb,
            media_outside=media_outside,
        )
        check_rates(rate_by, density)
        super().__init__(
            location=location, tiles=None, zoom_start=zoom_start or 8
        )
        self._id = (
            "sitmap"  # fixed, so that the same input gives the same page
        )
        self._opens_at = (
            None if location is None else (_pair(location), zoom_start or 8)
        )
        self.title = None if title is None else one_line(title)
        self.subtitle = None if subtitle is None else one_line(subtitle)
        self.lang, self.note = lang, note
        self.names = lang if names == "auto" else names
        self.status_formulas = dict(status_formulas or {})
        self.reports = list(reports)
        self.views = read_views(views)
        self._dress: Mapping[str, object] = {}
        self._assembled: MapContent | None = None
        self._given_sources = sources
        self._tiles = read_tiles(tiles) if tiles is not None else None
        self._given_date = iso_day(date)
        self._page = Page(lang=lang, height=f"{height}px")
        self._page.add_child(self)
        if isinstance(basemap, Basemap) or (basemap and tiles is None):
            self.add_child(
                basemap
                if isinstance(basemap, Basemap)
                else Basemap(kosovo_outline=kosovo_outline)
            )
        if raster is not None:
            self.add_child(
                raster if isinstance(raster, Raster) else Raster(raster)
            )
        if isinstance(areas, str | Path):
            areas = read_areas(areas)
        if density is not None:
            self.add_child(as_density(density, areas, rate_by, classes))
        if areas is not None and (density is None or incidents is not None):
            self.add_child(
                areas if isinstance(areas, Areas) else Areas(areas)
            )
        if lines is not None:
            self.add_child(as_lines(lines))
        if incidents is not None:
            self.add_child(
                as_incidents(
                    incidents,
                    show_statuses=show_statuses,
                    color_by=color_by,
                    palette=palette,
                    filter_by=filter_by,
                    symbol_by=symbol_by,
                    symbols=symbols,
                    label_by=label_by,
                    # beside counts, classes without a column are those of the counts alone
                    classes=classes
                    if density is None or color_by or symbol_by
                    else None,
                )
            )
        if presence is not None:
            self.add_child(as_presence(presence, strength, self.date))
        folders = find_media_folders(media_folder, incidents)
        for layer in self.incidents if folders else ():
            layer.media = MediaFolders(folders, media_mb, media_outside)

    def add_child(
        self,
        child: Element,
        name: str | None = None,
        index: int | None = None,
    ) -> Map:
        """Add an element; sitmap's own layers get a name that is the same in every run."""
        if isinstance(child, PageLayer):
            alike = sum(
                type(other) is type(child)
                for other in self._children.values()
            )
            child._id = str(alike + 1)  # noqa: SLF001 - there is no other way
        super().add_child(child, name=name, index=index)
        return self

    @property
    def incidents(self) -> list[Incidents]:
        """The layers of incidents on this map."""
        return [
            child
            for child in self._children.values()
            if isinstance(child, Incidents)
        ]

    @property
    def presence(self) -> list[Presence]:
        """The layers of presence on this map."""
        return [
            child
            for child in self._children.values()
            if isinstance(child, Presence)
        ]

    @property
    def densities(self) -> list[Density]:
        """The layers of counts on this map."""
        return [
            child
            for child in self._children.values()
            if isinstance(child, Density)
        ]

    def content(self) -> MapContent:
        """Return what the map says: title, layers, key, notes, sources, what is left off.

        Page, figure, documents and checks draw this and nothing else.
        """
        return self._assembled or assemble(self._options(), self._layers())

    @property
    def frame(self) -> MapFrame:
        """What the map tells its layers: words, names, what is in view, the look of each type."""
        return frame_of(self._options(), self._layers())

    def _layers(self) -> list[Element]:
        return list(self._children.values())

    def _options(self) -> MapOptions:
        (south, west), (north, east) = self._view_bounds()
        given = self._given_sources
        pairs = [
            (one, None) if isinstance(one, str) else one
            for one in given or ()
        ]
        center, zoom = self._opens_at or (None, None)
        return MapOptions(
            extent=(float(west), float(south), float(east), float(north)),
            title=self.title,
            subtitle=self.subtitle,
            date=self._given_date,
            day=self.date,
            lang=self.lang,
            names=self.names,
            note=self.note,
            status_formulas=self.status_formulas,
            sources=None
            if given is None
            else tuple(Credit(*pair) for pair in pairs),
            center=center,
            zoom=zoom,
            tiles=self._tiles,
            reports=tuple(self.reports),
            views=tuple(self.views),
        )

    @property
    def left_off(self) -> pd.DataFrame:
        """What the map doesn't draw and why: ``row``, ``what``, ``value``, ``why``."""
        return self.content().left_off.drop(columns="n")

    @property
    def date(self) -> str | None:
        """The day that the map shows: the one given, else the last of what it holds."""
        if self._given_date is not None:
            return self._given_date
        last = [layer.drawn["date_end"].max() for layer in self.incidents]
        days = [f"{day:%Y-%m-%d}" for day in last if pd.notna(day)]
        days += [layer.days[1] for layer in self.densities if layer.days]
        dated = [
            one
            for one in self._layers()
            if isinstance(one, Presence | Areas | Lines)
        ]
        return max(
            days or (layer.date for layer in dated if layer.date),
            default=None,
        )

    def render(self, **kwargs: Any) -> str:
        """Render every layer into the page.

        The map itself is made by the page's script from inert settings.

        In a figure that isn't ours (a `branca.element.Figure` that the user made) it renders as any
        folium map does.
        """
        if self.get_root() is not self._page:
            self._show_all()
            return str(super().render(**kwargs))  # type: ignore[no-untyped-call]
        for layer in self.incidents:
            layer.settings()  # their texts are compressed while the other layers are made
        self._assembled = content = self.content()
        try:
            self._page.map_settings = self.settings()
            self._page.title, self._page.lang = content.title, self.lang
            self._page.tile_hosts = (
                () if content.tiles is None else content.tiles.hosts
            )
            for link in list_links(self):
                self._page.header.add_child(link)
            for child in self._children.values():
                child.render(**kwargs)
        finally:
            self._assembled = None
        return ""

    def content_of(self, layer: PageLayer) -> LayerContent | None:
        """Return what a layer says on this map, while a page is rendered."""
        told = [
            one
            for one in self._children.values()
            if isinstance(one, PageLayer)
        ]
        if self._assembled is None or layer not in told:
            return None
        return self._assembled.layers[told.index(layer)]

    def _show_all(self) -> None:
        """Open at the incidents in a figure that isn't ours, as the own page does."""
        fitted = any(
            isinstance(child, folium.FitBounds)
            for child in self._children.values()
        )
        if self._opens_at is None and not fitted:
            self.fit_bounds(self._view_bounds())

    def settings(self) -> dict[str, object]:
        """Return the map's settings for the page (src/sitmap/web/README.md)."""
        return {
            **map_settings(self.content(), self.get_name()),
            # a page that lost one of them says so
            "layers": [
                child.get_name()
                for child in self._children.values()
                if isinstance(child, PageLayer)
            ],
            **self._dress,
        }

    def render_dressed(self, dress: Mapping[str, object]) -> str:
        """Return the page with settings that another page asks for (`sitmap.Map.embed`)."""
        self._dress = dress
        try:
            return str(self.get_root().render())
        finally:
            self._dress = {}

    def save(
        self,
        outfile: str | bytes | Path | BinaryIO,
        close_file: bool = True,
        **kwargs: Any,
    ) -> Path | None:
        """Write the map as one HTML file that needs nothing else.

        Parameters
        ----------
        outfile
            A path (an existing file is replaced at once or not at all), or a file opened for bytes.
        close_file
            Whether to close a file that was passed opened.

        Returns
        -------
        pathlib.Path or None
            The path written, if one was given.

        Raises
        ------
        OutputError
            The path is a folder, its parent doesn't exist, or the disk is full.
        """
        data = self.get_root().render(**kwargs).encode("utf-8", "replace")
        if isinstance(outfile, str | bytes | Path):
            return write_file(os.fsdecode(outfile), data)
        outfile.write(data)
        if close_file:
            outfile.close()
        return None

    def figure(
        self,
        path: str | Path,
        *,
        size: Size = "A4 landscape",
        dpi: float = 200,
        facet: Facet | None = None,
        table: Table | None = None,
    ) -> Path:
        """Draw the map as a figure for print: PNG, SVG or PDF, with text that stays text.

        Needs the extra ``sitmap[figure]``.

        Parameters
        ----------
        path
            A ``.png``, ``.svg`` or ``.pdf`` file; an existing one is replaced at once or not at
            all.
        size
            "A4 landscape", "A4 portrait", "A3 landscape", "16:9", "4:3", "square", or (width,
            height) in millimetres; the legend stands beside the map on a wide page, else below it,
            and shrinks where the page is small.
        dpi
            Pixels per inch of a PNG, and of the relief in SVG and PDF.
        facet
            "week", "month", "year", "event_type" or any column draws a small map for each.
        table
            Number the marks, and list their incidents "beside" the map or "behind" it, on pages of
            their own (PDF).

        Returns
        -------
        pathlib.Path
            The path written.

        Raises
        ------
        OutputError
            The ending or the size isn't known, the page has no room for a map, the file can't be
            written, or matplotlib isn't installed.

        Warns
        -----
        DataWarning
            The map has elements that a figure can't show: folium's own, and tiles.
        """
        from sitmap.export.figure import draw_figure

        return draw_figure(
            self, path, size=size, dpi=dpi, facet=facet, table=table
        )

    def embed(
        self,
        *,
        file: str | Path | None = None,
        height: int = 560,
        ratio: str | None = None,
        compact: bool = False,
        accent: str | None = None,
        font: str | None = None,
        view: str | None = None,
    ) -> str:
        """Return the HTML snippet that shows the map in another page: a sandboxed iframe.

        Parameters
        ----------
        file
            Save the map there and point to it; without it the whole map is in the snippet.
        height
            In pixels.
        ratio
            Width to height, as "16/9", in place of a height.
        compact
            The map first: small title, timeline and notes, and no list until somebody asks for it.
        accent, font
            The page's colour of links and marks of choice, as ``"#0b5c9e"``, and its font's name.
        view
            A view of the map's (`views`) to open at.

        Raises
        ------
        InputError
            `ratio` is no ratio, `accent` no colour, `font` no name, or `view` none of the map's.
        OutputError
            The file can't be written.
        """
        from sitmap.export.embed import Dress, make_embed

        dress = Dress(compact=compact, accent=accent, font=font)
        return make_embed(
            self,
            file=file,
            height=height,
            ratio=ratio,
            dress=dress,
            view=view,
        )

    def check(self) -> pd.DataFrame:
        """Ask what a careful editor asks before a map goes out.

        Returns the findings, a row each (`sitmap.checks`).
        """
        from sitmap.checks import check_map

        return check_map(self)

    def _repr_mimebundle_(
        self,
        include: Any = None,  # noqa: ARG002 - its signature is fixed
        exclude: Any = None,  # noqa: ARG002 - its signature is fixed
    ) -> dict[str, str]:
        """Show the live page, and where a notebook can't (print, PDF) a picture."""
        shown = {
            "text/html": self._repr_html_(),
            "text/plain": f"sitmap.Map: {self.content().title}",
        }
        picture = self._repr_png_()
        if picture is not None:
            shown["image/png"] = base64.b64encode(picture).decode("ascii")
        return shown

    def _repr_png_(self) -> bytes | None:
        """Return the figure as a picture, for what shows no pages; None without matplotlib."""
        if importlib.util.find_spec("matplotlib") is None:
            return None
        with tempfile.TemporaryDirectory() as folder:
            written = self.figure(
                Path(folder) / "map.png", size=(190, 120), dpi=160
            )
            return written.read_bytes()

    def _repr_html_(self, **kwargs: Any) -> str:
        return str(self._page._repr_html_(**kwargs))

    def _view_bounds(self) -> list[list[float]]:
        layers = self._layers()
        return widen_view(
            bounds_of_counted(layers) or self.get_bounds(), layers
        )


def _listed(value: Any) -> Any:
    """Return a list of what can be gone through once only; `check_options` says what is none."""
    is_many = isinstance(value, Iterable) and not isinstance(
        value, str | bytes | Mapping
    )
    if is_many:
        return list(value)
    return value


def _pair(location: Sequence[float]) -> tuple[float, float]:
    lat, lon = location
    return lat, lon
