"""Where indexes are kept."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Final

import platformdirs

from sitmap.errors import GazetteerError
from sitmap.gazetteer.writer import FORMAT

__all__ = ["EMBEDDED", "default_folders", "user_folder"]

EMBEDDED: Final = Path(__file__).parents[1] / "_assets" / "gazetteer"
"""Folder of the index that comes with the package."""

_DECIDING: Final = ("XDG_DATA_HOME", "HOME", "LOCALAPPDATA", "USERPROFILE")
"""What platformdirs looks at."""


def user_folder() -> Path:
    """Return the folder of the user's index; each format has its own, so that versions don't meet.

    Raises
    ------
    GazetteerError
        The user has no home folder.
    """
    try:
        return _folder_in(tuple(map(os.environ.get, _DECIDING)))
    except RuntimeError as error:
        raise GazetteerError(
            f"there is no folder for country files ({error}); set HOME or XDG_DATA_HOME"
        ) from None


def default_folders() -> tuple[Path, ...]:
    """Return the folder of the user's country files, if there are any that this user may read."""
    try:
        folder = user_folder()
    except GazetteerError:
        return ()
    # os.path takes a folder that may not be entered for one that isn't there; pathlib raises
    return (folder,) if os.path.exists(folder / "meta.json") else ()  # noqa: PTH110


@lru_cache(maxsize=8)
def _folder_in(_: tuple[str | None, ...]) -> Path:
    """Ask once for each state of the environment: it takes as long as reading a short report."""
    return platformdirs.user_data_path("sitmap", appauthor=False) / f"gazetteer-{FORMAT}"
