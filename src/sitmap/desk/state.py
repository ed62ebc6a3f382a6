"""What the last run of a watched folder wrote, kept beside its page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitmap.errors import InputError
from sitmap.export.files import write_file
from sitmap.export.gis import to_csv_text
from sitmap.layers.changed import CHANGE, FIELDS
from sitmap.scratch import scratch_folder

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd


@dataclass(frozen=True)
class State:
    """The last run: a digest of its input and options, its day, and its incidents as CSV."""

    digest: str
    as_of: str | None
    rows: str

    def read_incidents(self) -> gpd.GeoDataFrame | None:
        """Return the incidents of the last run; None where it had none."""
        from sitmap.readers import read

        if not self.rows:
            return None
        with scratch_folder() as folder:
            path = folder / "last.csv"
            path.write_text(self.rows, "utf-8")
            return read(path)


def read_state(path: Path) -> State | None:
    """Read what the last run kept, or None where there was none.

    Raises
    ------
    InputError
        The file is no state of a run.
    """
    if not path.exists():
        return None
    try:
        said = json.loads(path.read_text("utf-8"))
        return State(said["digest"], said["as_of"], said["rows"])
    except (ValueError, KeyError, TypeError):
        told = f"{path}: is not what a run of sitmap watch keeps; remove it to begin anew"
        raise InputError(told) from None


def write_state(
    path: Path,
    incidents: gpd.GeoDataFrame | None,
    *,
    digest: str,
    as_of: str | None,
) -> None:
    """Keep a run's incidents; the old state stands until the new one is whole."""
    rows = ""
    if incidents is not None and len(incidents):
        rows = to_csv_text(
            incidents.drop(columns=[CHANGE, FIELDS], errors="ignore")
        )
    said = {"digest": digest, "as_of": as_of, "rows": rows}
    write_file(
        path,
        json.dumps(said, ensure_ascii=False).encode("utf-8", "replace"),
    )
