"""The ground below the incidents: roads, waters, buildings and places, cut to a map."""

from __future__ import annotations

from sitmap._lazy import import_on_use

__all__ = [
    "Cut",
    "Prepared",
    "add_ground",
    "cut_ground",
    "ground_folder",
    "installed_ground",
    "open_ground",
    "prepare_ground",
    "remove_ground",
]

_HOMES = {
    "Cut": ".cut",
    "cut_ground": ".cut",
    "Prepared": ".prepared",
    "prepare_ground": ".prepare",
    **dict.fromkeys(
        (
            "add_ground",
            "ground_folder",
            "installed_ground",
            "open_ground",
            "remove_ground",
        ),
        ".store",
    ),
}

__getattr__ = import_on_use(__name__, _HOMES)
