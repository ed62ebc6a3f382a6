"""What is in a table: span, counts by type, place, status and precision, and what lacks what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.readers.frames import conform

if TYPE_CHECKING:
    import geopandas as gpd

# lines of a kind in a terminal
_MOST: Final = 15
_WANTED: Final = (
    "geometry",
    "date_start",
    "event_type",
    "title",
    "place",
    "country",
    "precision",
    "uncertainty_m",
    "status",
    "source",
    "source_url",
    "source_date",
)
# letters of the longest bar
_BAR: Final = 24


def summary(incidents: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Summarise an incident table, or any frame that `sitmap.conform` makes one of.

    Returns
    -------
    dict of pandas.DataFrame
        ``overview`` (one row: rows, located, first, last, fatalities low, best and high), counts by
        ``event_type``, ``month``, ``place``, ``country``, ``status``, ``precision`` and ``source``
        (column ``rows``), and ``lacking`` (how many rows lack which column).

    Examples
    --------
    >>> import sitmap
    >>> from sitmap.samples import sample_path
    >>> frames = summary(sitmap.read(sample_path("north-kosovo.csv")))
    >>> frames["overview"].loc[0, ["rows", "located"]].to_list()
    [16, 16]
    >>> frames["event_type"].loc["Riots", "rows"]
    np.int64(4)
    """
    incidents = conform(incidents)
    months = incidents["date_start"].dt.strftime("%Y-%m")
    named = incidents["place_name"].fillna(incidents["place"])
    columns = {
        "event_type": incidents["event_type"],
        "month": months,
        "place": named,
        "country": incidents["country"],
        "status": incidents["status"],
        "precision": incidents["precision"],
        "source": incidents["source"],
    }
    counted = {
        name: _counts(column, by_time=name == "month")
        for name, column in columns.items()
    }
    return {
        "overview": _overview(incidents),
        **counted,
        "lacking": _lacking(incidents),
    }


def _overview(incidents: gpd.GeoDataFrame) -> pd.DataFrame:
    best = incidents["fatalities_best"]
    ends = {
        kind: incidents[f"fatalities_{kind}"] for kind in ("low", "high")
    }
    told = {  # what a row gives alone is its low and its high figure, too
        "low": ends["low"].fillna(best),
        "best": best,
        "high": ends["high"].fillna(best),
    }
    said = {
        f"fatalities_{kind}": column.sum(min_count=1)
        if kind == "best" or ends[kind].notna().any()
        else pd.NA
        for kind, column in told.items()
    }
    row: dict[str, Any] = {
        "rows": len(incidents),
        "located": int(incidents.geometry.notna().sum()),
        "first": incidents["date_start"].min(),
        "last": incidents["date_end"].max(),
        **said,
        "without_fatalities": int(best.isna().sum()),
        "with_a_problem": int(incidents["problem"].notna().sum()),
    }
    return pd.DataFrame([row])


def _counts(column: pd.Series[Any], *, by_time: bool) -> pd.DataFrame:
    counts = column.astype("string").fillna("(none)").value_counts()
    frame = pd.DataFrame({"rows": counts.astype("int64")}).rename_axis(
        "name"
    )
    return (
        frame.sort_index()
        if by_time
        else frame.sort_values(["rows", "name"], ascending=[False, True])
    )


def _lacking(incidents: gpd.GeoDataFrame) -> pd.DataFrame:
    lacking = {name: int(incidents[name].isna().sum()) for name in _WANTED}
    frame = pd.DataFrame(
        {"rows": lacking.values()},
        index=pd.Index(lacking.keys(), name="column"),
    )
    return frame[frame["rows"] > 0].sort_values(
        "rows", ascending=False, kind="stable"
    )


def format_summary(frames: dict[str, pd.DataFrame]) -> str:
    """Write a summary for a terminal: a line of overview, then short bars."""
    one = frames["overview"].iloc[0]
    span = (
        f"{one['first']:%Y-%m-%d} to {one['last']:%Y-%m-%d}"
        if pd.notna(one["first"])
        else "no dates"
    )
    lines = [
        (
            f"{one['rows']:,} rows, {one['located']:,} with a point, "
            f"{one['with_a_problem']:,} with a problem; {span}"
        )
    ]
    if pd.notna(one["fatalities_best"]):
        low, high = (
            f"{one[name]:,}" if pd.notna(one[name]) else "?"
            for name in ("fatalities_low", "fatalities_high")
        )
        without = one["without_fatalities"]
        lines.append(
            f"fatalities: {one['fatalities_best']:,} best, {low} low, {high} high"
            + (f"; {without:,} rows have no best figure" if without else "")
        )
    for name, frame in frames.items():
        if name != "overview" and len(frame):
            lines += [
                "",
                name.replace("_", " ")
                if name != "lacking"
                else "rows that lack",
                *_bars(frame),
            ]
    return "\n".join(lines)


def _bars(frame: pd.DataFrame) -> list[str]:
    shown = frame.head(_MOST)
    longest = max(int(shown["rows"].max()), 1)
    names = [_printable(name)[:40] for name in shown.index]
    width = max(map(len, names))
    bars = [
        f"  {name:<{width}} {rows:>9,} {'█' * max(1, round(_BAR * rows / longest))}"
        for name, rows in zip(names, shown["rows"], strict=True)
    ]
    more = len(frame) - len(shown)
    return [*bars, f"  … and {more:,} more"] if more else bars


def _printable(text: object) -> str:
    """Keep control characters, which a terminal would obey, out of it."""
    return "".join(
        letter if letter.isprintable() else "\ufffd" for letter in str(text)
    )
