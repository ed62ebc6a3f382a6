"""The values of a chunk's rows that counting needs: points, days, event types.

And why a row has none.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from sitmap.incidents import OFF_MAP_STATUSES
from sitmap.readers.columns import is_longitude_first
from sitmap.readers.notations.angles import fold_angles, read_angle
from sitmap.readers.notations.counts import Count, Grouping, read_count
from sitmap.readers.notations.dates import parse_date
from sitmap.readers.notations.directions import decide_letters
from sitmap.readers.notations.points import read_positions
from sitmap.scale.counts import NO_DAY
from sitmap.scale.encoded import (
    Encoded,
    encode,
    is_text,
    numbers_of,
    texts_of,
)
from sitmap.scale.partial import Told
from sitmap.scale.places import pack_points

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    from sitmap.scale.counts import Ints
    from sitmap.scale.partial import Tally
    from sitmap.scale.plan import Plan, Step
    from sitmap.scale.roles import Roles

_EPOCH: Final = date(1970, 1, 1).toordinal() - 1
_LAST_DAY: Final = date.max.toordinal() - 1
_NOT_COUNTED: Final = "not counted"
_ISO_TIME: Final = r"^\d{4}-\d{2}-\d{2}[T ,]"
_NO: Final = frozenset({"false", "no", "n", "0"})


class Screen:
    """Notes for each row of a chunk the first reason against counting it."""

    def __init__(self, length: int) -> None:
        self._why = np.zeros(length, np.uint8)
        self._reasons: list[str] = ["counted"]
        self._examples: dict[str, str] = {}

    def refuse(
        self,
        rows: npt.NDArray[np.bool_],
        reason: str,
        find_example: Callable[[Any], str] | None = None,
    ) -> None:
        """Say why some rows aren't counted; those that have a reason already keep it."""
        if not rows.any():
            return
        fresh = rows & self.passed
        if fresh.any():
            self._why[fresh] = len(self._reasons)
            self._reasons.append(reason)
            if find_example is not None:
                self._examples[reason] = find_example(fresh)[:40]

    @property
    def passed(self) -> npt.NDArray[np.bool_]:
        """Return the rows without a reason against them."""
        rows: npt.NDArray[np.bool_] = self._why == 0
        return rows

    def tally(self) -> Tally:
        """Count the rows by reason."""
        told: Tally = {}
        for at, reason in enumerate(self._reasons[1:], 1):
            rows = int(np.count_nonzero(self._why == at))
            told[reason] = Told(
                told.get(reason, Told(0)).rows + rows,
                self._examples.get(reason),
            )
        return told


def find_hidden(
    table: pa.Table, roles: Roles, plan: Plan, screen: Screen
) -> None:
    """Refuse rows that a map of this table leaves off.

    They are no conflict events, not kept in review, planned or denied.
    """
    if plan.roots is not None and "root" in roles.columns:
        roots = encode(table[roles.columns["root"]])
        padded = [
            text and text.zfill(2) for text in texts_of(roots.distinct)
        ]
        _refuse_values(
            roots,
            padded,
            set(padded) - set(plan.roots),
            "CAMEO root {} is no conflict event",
            screen,
        )
        screen.refuse(
            roots.codes < 0, "CAMEO root none is no conflict event"
        )
    if "status" in roles.columns:
        status = encode(table[roles.columns["status"]])
        codes = roles.codes.get("status")
        said = texts_of(status.distinct)
        words = [
            text and (codes.find(text) if codes else text.casefold())
            for text in said
        ]
        _refuse_values(
            status,
            words,
            OFF_MAP_STATUSES - plan.show,
            "status is {}",
            screen,
        )
    if "keep" in roles.columns:
        keep = encode(table[roles.columns["keep"]])
        dropped = [
            (text or "").casefold() in _NO
            for text in texts_of(keep.distinct)
        ]
        screen.refuse(
            keep.spread(dropped, bool, null=False),
            "the review doesn't keep it",
        )


def _refuse_values(
    coded: Encoded,
    words: list[str | None],
    refused: Any,
    reason: str,
    screen: Screen,
) -> None:
    for word in sorted(
        {word for word in words if word in refused}, key=str
    ):
        rows = coded.spread(
            [each == word for each in words], bool, null=False
        )
        screen.refuse(rows, reason.format(word or "none"))


def read_points(
    table: pa.Table, roles: Roles, plan: Plan, screen: Screen
) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Read coordinates to 1e-7 of a degree (a centimetre), packed into one integer a row.

    Returns
    -------
    key, located
        The packed coordinates, and which rows have usable ones. Rows that have none at all aren't
        refused here: they may name a place.
    """
    lon, lat = _coordinates(table, roles, screen)
    without_lon, without_lat = np.isnan(lon), np.isnan(lat)
    given = ~(without_lon | without_lat)
    screen.refuse(
        without_lon & ~without_lat, "there is a latitude but no longitude"
    )
    screen.refuse(
        without_lat & ~without_lon, "there is a longitude but no latitude"
    )
    with np.errstate(invalid="ignore"):
        inside = (np.abs(lon) <= 180) & (np.abs(lat) <= 90)  # noqa: PLR2004 - degrees
    null_island = (lon == 0) & (lat == 0)
    screen.refuse(
        given & ~inside,
        "coordinates are off the Earth",
        partial(_name_point, lon, lat),
    )
    screen.refuse(
        null_island, "coordinates are (0, 0), which stands for missing"
    )
    if not plan.coarse and plan.areas is None:
        refuse_coarse(find_coarse(table, roles), screen)
    with np.errstate(invalid="ignore"):  # what isn't located is no number
        return pack_points(lon, lat), given & inside & ~null_island


def _name_point(lon: Any, lat: Any, rows: npt.NDArray[np.bool_]) -> str:
    return min(
        f"{x:g}, {y:g}"
        for x, y in set(
            zip(lon[rows].tolist(), lat[rows].tolist(), strict=True)
        )
    )


def _coordinates(
    table: pa.Table, roles: Roles, screen: Screen
) -> tuple[Any, Any]:
    if "geometry" in roles.columns:
        return _from_geometry(table[roles.columns["geometry"]], roles.crs)
    if not {"longitude", "latitude"} <= set(roles.columns):
        if "coordinates" in roles.columns:
            return _from_positions(
                table, roles.columns["coordinates"], screen
            )
        nowhere = np.full(table.num_rows, np.nan)
        return nowhere, nowhere
    axes = []
    for role in ("longitude", "latitude"):
        numbers, unread, texts = numbers_of(
            table[roles.columns[role]], _degrees
        )
        screen.refuse(
            unread,
            f"{role} is no number of degrees",
            texts.first_of if texts is not None else None,
        )
        axes.append(numbers)
    return axes[0], axes[1]


def _from_positions(
    table: pa.Table, name: str, screen: Screen
) -> tuple[Any, Any]:
    """Read a column whose cells hold both coordinates, each distinct text once."""
    coded = encode(table[name])
    texts = pd.Series(texts_of(coded.distinct), dtype="string")
    found = read_positions(
        texts, heading=name, longitude_first=is_longitude_first(name)
    )
    unread = [at in found.problems for at in range(len(texts))]
    screen.refuse(
        coded.spread(unread, bool, null=False),
        "coordinates can't be read",
        coded.first_of,
    )
    lon, lat = (
        coded.spread(axis, float, null=np.nan)
        for axis in (found.geometry.x, found.geometry.y)
    )
    return lon, lat


_LETTERS, _ = decide_letters(["n"])


def _degrees(text: str) -> float | None:
    """Read degrees in any writing but letters that only a whole column could tell."""
    angle = read_angle(fold_angles(text), _LETTERS)
    if angle is None:
        return None
    return angle.degrees


def _from_geometry(column: pa.ChunkedArray, crs: Any) -> tuple[Any, Any]:
    """Read points from WKB; other shapes by a point inside them."""
    import geopandas as gpd
    import shapely

    shapes = shapely.from_wkb(column.to_numpy(), on_invalid="ignore")
    shapes[shapely.is_empty(shapes)] = (
        None  # GEOS refuses the x of an empty point
    )
    other = shapely.get_type_id(shapes) > 0
    if other.any():
        shapes[other] = shapely.point_on_surface(shapes[other])
    if crs is not None:
        shapes = gpd.GeoSeries(shapes, crs=crs).to_crs(4326).to_numpy()
    return shapely.get_x(shapes), shapely.get_y(shapes)


def find_coarse(
    table: pa.Table, roles: Roles
) -> dict[str, npt.NDArray[np.bool_]]:
    """Return which rows are known only to a region, and which only to a country."""
    if "precision" not in roles.columns:
        return {}
    coded = encode(table[roles.columns["precision"]])
    codes = roles.codes.get("precision")
    said = texts_of(coded.distinct)
    pairs = [codes.find(text) if codes and text else None for text in said]
    words = [
        text if pair is None else pair[0]
        for text, pair in zip(said, pairs, strict=True)
    ]
    return {
        place: coded.spread(
            [each == word for each in words], bool, null=False
        )
        for word, place in (("admin1", "region"), ("country", "country"))
    }


def refuse_coarse(
    coarse: Mapping[str, npt.NDArray[np.bool_]], screen: Screen
) -> None:
    """Refuse rows of regions and countries: a centre is no place where anything happened."""
    for place, rows in coarse.items():
        screen.refuse(rows, f"known only to its {place}")


def read_days(
    table: pa.Table,
    roles: Roles,
    plan: Plan,
    counted: npt.NDArray[np.bool_],
) -> tuple[Ints, dict[str, Told]]:
    """Read days as numbers (0 is 0001-01-01), brought to the start of the plan's step.

    `NO_DAY` where there is none.

    Returns
    -------
    days, undated
        And why rows that are counted have none.
    """
    column = table[roles.columns["date_start"]]
    screen = Screen(table.num_rows)
    screen.refuse(~counted, _NOT_COUNTED)
    if pa.types.is_temporal(column.type):
        coded = encode(_to_dates(column))
        ordinals = [
            NO_DAY if day is None else day.toordinal() - 1
            for day in coded.distinct
        ]
    else:
        dayfirst = (
            plan.dayfirst if plan.dayfirst is not None else roles.dayfirst
        )
        coded = encode(_without_time(column))
        ordinals = _parse_days(coded, dayfirst, screen)
    screen.refuse(coded.codes < 0, "no date")
    starts = _to_step(np.array([*ordinals, NO_DAY], np.int64), plan.step)
    return starts[coded.codes], {
        why: told
        for why, told in screen.tally().items()
        if why != _NOT_COUNTED
    }


def _to_dates(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_timestamp(column.type) and column.type.tz is not None:
        column = pc.local_timestamp(column)
    return column.cast(pa.date32(), safe=False)


def _without_time(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Cut the time off ISO texts, of which no two may be the same."""
    if pa.types.is_dictionary(column.type) or not is_text(column.type):
        return column
    timed = pc.match_substring_regex(column, _ISO_TIME)
    if not pc.any(timed).as_py():
        return column
    return pc.if_else(
        pc.fill_null(timed, fill_value=False),
        pc.utf8_slice_codeunits(column, 0, 10),
        column,
    )


def _parse_days(
    coded: Encoded, dayfirst: bool | None, screen: Screen
) -> list[int]:
    found = [
        _parse_day(text, dayfirst) if text else "no date"
        for text in texts_of(coded.distinct)
    ]
    for reason in sorted({each for each in found if isinstance(each, str)}):
        rows = coded.spread(
            [each == reason for each in found], bool, null=False
        )
        screen.refuse(
            rows, reason, coded.first_of if reason != "no date" else None
        )
    return [each if isinstance(each, int) else NO_DAY for each in found]


@lru_cache(maxsize=200_000)
def _parse_day(text: str, dayfirst: bool | None) -> int | str:
    found = parse_date(text, dayfirst=dayfirst)
    if isinstance(found, tuple):
        return date.fromisoformat(found[0]).toordinal() - 1
    if "day/month" in found:
        return "the date may be day/month or month/day; say which: --dayfirst or --monthfirst"
    return "is no date that sitmap reads"


def _to_step(day: Ints, step: Step) -> Ints:
    """Bring days to the first of their week (Monday), month or year."""
    if step == "day":
        return day
    if step == "week":
        return np.where(
            day == NO_DAY, day, day - day % 7
        )  # 0001-01-01 was a Monday
    stamps = (
        (np.minimum(day, _LAST_DAY) - _EPOCH)
        .astype("datetime64[D]")
        .astype(f"datetime64[{step[0].upper()}]")
    )
    first: Ints = stamps.astype("datetime64[D]").astype(np.int64) + _EPOCH
    return np.where(day == NO_DAY, day, first)


def read_kinds(table: pa.Table, roles: Roles) -> tuple[Ints, list[str]]:
    """Read event types: 0 for none, else 1 + the position in the sorted list."""
    if "event_type" not in roles.columns:
        return np.zeros(table.num_rows, np.int64), []
    coded = (
        _cameo_codes(table, roles)
        if "root" in roles.columns
        else encode(table[roles.columns["event_type"]])
    )
    codes, said = roles.codes.get("event_type"), texts_of(coded.distinct)
    names = [codes.find(text) if codes and text else text for text in said]
    kinds = sorted({name for name in names if name is not None})
    at = {name: number for number, name in enumerate(kinds, 1)}
    return coded.spread(
        [at[name] if name is not None else 0 for name in names], np.int64, 0
    ), kinds


def _cameo_codes(table: pa.Table, roles: Roles) -> Encoded:
    """Read CAMEO codes.

    Where they were stored as numbers, the root says whether a 0 is missing in front.
    """
    coded = encode(table[roles.columns["event_type"]])
    if (
        is_text(table[roles.columns["event_type"]].type)
        or "root" not in roles.columns
    ):
        return coded
    roots = encode(table[roles.columns["root"]])
    width = len(roots.distinct) + 1
    pairs, distinct = pd.factorize(
        (coded.codes + 1) * width + roots.codes + 1
    )
    codes, padded = (
        [None, *texts_of(coded.distinct)],
        [None, *texts_of(roots.distinct)],
    )
    return Encoded(
        pairs.astype(np.int64, copy=False),
        [
            _padded(codes[pair // width], padded[pair % width])
            for pair in distinct.tolist()
        ],
    )


def _padded(code: str | None, root: str | None) -> str | None:
    lacks_zero = (
        code is not None
        and root is not None
        and not code.startswith(root.zfill(2))
    )
    return f"0{code}" if lacks_zero else code


def read_fatalities(
    table: pa.Table, roles: Roles
) -> tuple[Ints, Ints] | None:
    """Read the best figure of each row and whether it states one.

    None where the file has no such column.
    """
    if "fatalities_best" not in roles.columns:
        return None
    column = table[roles.columns["fatalities_best"]]
    if is_text(column.type):
        coded = encode(column)
        best = [
            _best_figure(text or "") for text in texts_of(coded.distinct)
        ]
        numbers = coded.spread(best, np.float64, np.nan)
    else:
        numbers, _, _ = numbers_of(column)
    with np.errstate(invalid="ignore"):
        told = (
            (numbers >= 0)
            & (numbers == np.rint(numbers))
            & np.isfinite(numbers)
        )
    return np.where(told, numbers, 0).astype(np.int64), told.astype(
        np.int64
    )


_UNTOLD: Final = Grouping(None)
"""What a point before three digits means is a question for a whole column, which no chunk is."""


@lru_cache(maxsize=10_000)
def _best_figure(text: str) -> float:
    found = read_count(
        text.strip().removeprefix("'"), _UNTOLD, "fatalities"
    )
    best = found.best if isinstance(found, Count) else None
    if best is None:
        return float("nan")
    return float(best)
