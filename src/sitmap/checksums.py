"""SHA-256 of files, whatever their size: what specs, packs, media and grounds are checked by."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits.

    Raises
    ------
    OSError
        It can't be read.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> path = pathlib.Path(tempfile.mkdtemp(), "empty")
    >>> _ = path.write_bytes(b"")
    >>> hash_file(path)[:8]
    'e3b0c442'
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
