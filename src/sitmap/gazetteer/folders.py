"""Where indexes are kept."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import platformdirs

from sitmap.gazetteer.writer import FORMAT

__all__ = ["EMBEDDED", "user_folder"]

EMBEDDED: Final = Path(__file__).parents[1] / "_assets" / "gazetteer"
"""Folder of the index that comes with the package."""


def user_folder() -> Path:
    """Return the folder of the user's index; each format has its own, so that versions don't meet."""
    return platformdirs.user_data_path("sitmap", appauthor=False) / f"gazetteer-{FORMAT}"
