"""What is too large to read: told before any of it is read, by the memory that there is."""

from __future__ import annotations

import ctypes
import os
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY_PER_BYTE: Final = 7
"""What reading takes in memory at its peak for each byte of a file (measured: CSV 5 to 6,
GeoJSON 6, GeoPackage 7)."""

# a table that takes more is worked on in parts
_MOST_MEMORY: Final = 10_000_000_000
_SHARE: Final = 0.8  # of the memory that is available
_GROUPS: Final = (
    ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
    (
        "/sys/fs/cgroup/memory/memory.limit_in_bytes",
        "/sys/fs/cgroup/memory/memory.usage_in_bytes",
    ),
)
_allowed: ContextVar[float | None] = ContextVar("_allowed", default=None)


@contextmanager
def allow_size(max_mb: float | None) -> Iterator[None]:
    """Let files of up to `max_mb` megabytes be read in this block, whatever memory there is.

    None is the usual rule.
    """
    if max_mb is not None and not max_mb > 0:
        raise InputError(
            f"max_mb is {max_mb!r}; give a number of megabytes (--max-mb)"
        )
    before = _allowed.set(max_mb)
    try:
        yield
    finally:
        _allowed.reset(before)


def check_size(
    size: int, file: str | Path, *, per_byte: float = MEMORY_PER_BYTE
) -> None:
    """Refuse what wouldn't fit into memory, before any of it is read.

    Parameters
    ----------
    size
        Bytes of the file, unpacked.
    file
        What messages call it.
    per_byte
        What its format takes in memory for each of them.

    Raises
    ------
    InputError
        It is larger than what fits, or than the caller allows.
    """
    said = _allowed.get()
    room = (
        said * 1e6
        if said is not None
        else min(_MOST_MEMORY, _SHARE * available_memory()) / per_byte
    )
    if size > room:
        raise InputError(
            f"{file}: holds {size / 1e6:,.0f} MB, and {room / 1e6:,.0f} MB is the most that is read"
            " here; split it by year, keep only the rows and columns that the map needs, or allow"
            f" it: max_mb={size / 1e6:.0f} (--max-mb; reading takes about"
            f" {size * per_byte / 1e9:.1f} GB of memory)"
        )


def available_memory() -> int:
    """Return how many bytes of memory a program can still take, in this container.

    Plenty where nobody knows.

    Examples
    --------
    >>> available_memory() > 0
    True
    """
    known = [
        _available_on_linux(),
        *(_left_in_group(*files) for files in _GROUPS),
    ]
    return min(
        (room for room in known if room is not None), default=_half_of_all()
    )


def give_back_memory() -> None:
    """Give what is freed back to the system, where the C library would keep it for later (glibc).

    A table is read in thousands of small pieces: what they leave behind is as large as the table.
    """
    trim = (
        getattr(ctypes.CDLL(None), "malloc_trim", None)
        if os.name == "posix"
        else None
    )
    if trim is not None:
        trim(0)


def _available_on_linux() -> int | None:
    """Free memory and what caches would give back.

    The free pages alone are few on a machine at work.
    """
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    return next(
        (
            int(line.split()[1]) * 1024
            for line in lines
            if line.startswith("MemAvailable:")
        ),
        None,
    )


def _left_in_group(limit: str, used: str) -> int | None:
    try:
        return int(Path(limit).read_text("ascii")) - int(
            Path(used).read_text("ascii")
        )
    except (OSError, ValueError):  # no such group, or "max"
        return None


def _half_of_all() -> int:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    except (
        AttributeError,
        ValueError,
        OSError,
    ):  # no such figure on this system
        return _MOST_MEMORY
