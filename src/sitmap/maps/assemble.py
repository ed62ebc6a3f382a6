"""From a map's layers and options to what it says: the one place where that is worked out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from sitmap.layers.basemap import opening_views
from sitmap.layers.content import Credit
from sitmap.layers.element import PageLayer
from sitmap.layers.frames import make_frame
from sitmap.maps.content import MapContent, Opening, incident_points
from sitmap.notes import ATTRIBUTION, name_reports
from sitmap.outlines import split_box
from sitmap.policies import status_notes
from sitmap.sanitize import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from branca.element import Element

    from sitmap.layers.content import LayerContent, MapFrame
    from sitmap.layers.words import Words
    from sitmap.maps.content import Tiles
    from sitmap.maps.layer import MapLayer
    from sitmap.outlines import Box
    from sitmap.reports import Report
    from sitmap.views import View

_PAGE_PX: Final = (1_000, 560)
"""A page's map, in pixels: what a centre and a zoom show."""

# degrees
_HALF_EARTH: Final = 180.0
_MERCATOR_END: Final = 84.0  # degrees of latitude
# the world at zoom 0, as web maps have it
_TILE_PX: Final = 256


@dataclass(frozen=True)
class MapOptions:
    """What a map's maker says of it, beside its layers; see `sitmap.Map`.

    Attributes
    ----------
    extent
        What is in view, west, south, east, north, unless `center` and `zoom` say so.
    date, day
        The day given; that, or else the last that its incidents tell of.
    sources
        Whom to credit; None are those that the tables name.
    """

    extent: Box
    title: str | None = None
    subtitle: str | None = None
    date: str | None = None
    day: str | None = None
    lang: str = "en"
    names: str = "en"
    note: str | None = "auto"
    status_formulas: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[Credit, ...] | None = None
    center: tuple[float, float] | None = None
    zoom: int | None = None
    tiles: Tiles | None = None
    reports: tuple[Report, ...] = ()
    views: tuple[View, ...] = ()


def frame_of(options: MapOptions, children: Sequence[Element]) -> MapFrame:
    """Return what a map with these options tells its layers."""
    opening = _open(options)
    return make_frame(
        children,
        lang=options.lang,
        names=options.names,
        bounds=opening.box,
        day=options.day,
    )


def assemble(
    options: MapOptions, children: Sequence[Element]
) -> MapContent:
    """Work out what a map says.

    Parameters
    ----------
    options
        What its maker says of it.
    children
        Its elements in their order: sitmap's layers say what they show, and what is none is named
        among what only a browser draws.
    """
    frame = frame_of(options, children)
    told: tuple[MapLayer, ...] = frame.beside
    layers = tuple(layer.describe(frame) for layer in told)
    notes = _status_notes(options, layers)
    blurred = tuple(note for layer in layers for note in layer.notes)
    title = options.title or _describe(options.reports, layers, frame.words)
    return MapContent(
        title=one_line(title),
        subtitle=one_line(options.subtitle) if options.subtitle else None,
        is_titled=bool(options.title),
        date=find_day(options.date, layers),
        lang=options.lang,
        words=frame.words,
        names=options.names,
        opening=_open(options),
        layers=layers,
        notes=(*notes, *blurred),
        has_no_note=not options.note,
        sources=_sources(options, layers),
        credits=_credits(options.tiles, layers),
        paper_credits=_credits(None, layers)[1:],
        tiles=options.tiles,
        reports=options.reports,
        views=options.views,
        not_drawn=tuple(_name_undrawn(children, options.tiles)),
    )


def _open(options: MapOptions) -> Opening:
    if options.center is None or options.zoom is None:
        return Opening(options.extent)
    lat, lon = options.center
    half = _HALF_EARTH / 2**options.zoom * _PAGE_PX[0] / _TILE_PX
    south, north = (
        max(lat - half / 2, -_MERCATOR_END),
        min(lat + half / 2, _MERCATOR_END),
    )
    return Opening(
        (lon - half, south, lon + half, north), options.center, options.zoom
    )


def find_day(
    given: str | None, layers: Sequence[LayerContent]
) -> str | None:
    """Return the day that a map is of: the one given, or with sites the last one told of."""
    dated = [layer.date for layer in layers if layer.is_dated]
    if given is not None or not dated:
        return given
    days = [layer.days[1] for layer in layers if layer.days is not None]
    return max(days or (day for day in dated if day), default=None)


def _describe(
    reports: Sequence[Report], layers: Sequence[LayerContent], words: Words
) -> str:
    """Title a map without one: by its only report, or by the number of its incidents."""
    titles = [report.title for report in reports if report.title]
    if len(reports) == 1 and titles:
        return titles[0]
    totals = [layer.total for layer in layers if layer.total is not None]
    return (
        words.say("incidents", n=sum(totals))
        if totals
        else words.say("map")
    )


def _status_notes(
    options: MapOptions, layers: Sequence[LayerContent]
) -> tuple[str, ...]:
    if options.note != "auto":
        return (one_line(options.note),) if options.note else ()
    views = [
        view
        for box, _ in split_box(options.extent)
        for view in opening_views(box)
    ]
    points = incident_points(layers)
    return tuple(
        status_notes(
            views,
            points,
            lang=options.lang,
            formulas=options.status_formulas,
        )
    )


def _sources(
    options: MapOptions, layers: Sequence[LayerContent]
) -> tuple[Credit, ...]:
    if options.sources is not None:
        return options.sources
    named = [credit for layer in layers for credit in layer.sources]
    reports = name_reports(
        options.reports, {credit.text for credit in named}
    )
    return (
        *named,
        *(Credit(str(one["text"]), one["url"]) for one in reports),
    )


def _credits(
    tiles: Tiles | None, layers: Sequence[LayerContent]
) -> tuple[Credit, ...]:
    """Name Leaflet, the basemap, the names, and the services that located incidents, each once."""
    usual = [Credit(str(one["text"]), one["url"]) for one in ATTRIBUTION]
    always = usual if tiles is None else [*usual[::2], tiles.credit]
    services = [credit for layer in layers for credit in layer.credits]
    return tuple(
        {credit.text: credit for credit in (*always, *services)}.values()
    )


def _name_undrawn(
    children: Sequence[Element], tiles: Tiles | None
) -> Iterator[str]:
    """Name what only a browser shows: folium's own elements with their number, and tiles."""
    counts = Counter(
        type(one).__name__
        for one in children
        if not isinstance(one, PageLayer)
    )
    for name, count in sorted(counts.items()):
        yield name if count == 1 else f"{count} {name}"
    for host in () if tiles is None else tiles.hosts:
        named = urlsplit(host).netloc.removeprefix("*.")
        yield f"the tiles of {named} (land and borders are drawn instead)"
