"""Where indexes are kept."""

from __future__ import annotations

import os
import warnings
from functools import lru_cache
from pathlib import Path
from typing import Final

import platformdirs

from sitmap.errors import DataWarning, GazetteerError

EMBEDDED: Final = Path(__file__).parents[1] / "_assets" / "gazetteer"
"""Folder of the index that comes with the package."""

_DECIDING: Final = ("XDG_DATA_HOME", "HOME", "LOCALAPPDATA", "USERPROFILE")
"""What platformdirs looks at."""


def user_folder() -> Path:
    """Return the folder of the user's country files and learnt places.

    Raises
    ------
    GazetteerError
        The user has no home folder.
    """
    return _data_folder()[0]


def default_folders() -> tuple[Path, ...]:
    """Return the folder of the user's country files, if there are any that this user may read."""
    try:
        folder = user_folder()
        if folder.is_dir() and any(folder.glob("*/current")):
            return (folder,)
    except (GazetteerError, OSError):
        return ()
    if outdated := outdated_folder():
        told = f"{outdated}: country files of sitmap 0.1, which kept no rows and can't be read now"
        remedy = "add them again (sitmap gazetteer add XX) and delete that folder"
        warnings.warn(f"{told}; {remedy}", DataWarning, stacklevel=3)
    return ()


def outdated_folder() -> Path | None:
    """Return the folder of country files that the first version kept without their rows, if any."""
    try:
        _, outdated = _data_folder()
        return outdated.parent if outdated.is_file() else None
    except (GazetteerError, OSError):
        return None


def _data_folder() -> tuple[Path, Path]:
    """Return the user's folder, and what tells country files of the first version."""
    try:
        return _folders_in(tuple(map(os.environ.get, _DECIDING)))
    except RuntimeError as error:
        raise GazetteerError(
            f"there is no folder for country files ({error}); set HOME or XDG_DATA_HOME"
        ) from None


@lru_cache(maxsize=8)
def _folders_in(_: tuple[str | None, ...]) -> tuple[Path, Path]:
    """Ask once for each state of the environment: it takes as long as reading a short report."""
    home = platformdirs.user_data_path("sitmap", appauthor=False)
    return home / "gazetteer", home / "gazetteer-1" / "meta.json"
