"""One run at a time: a lock that goes with the process that holds it, however that ends."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from sitmap.errors import OutputError
from sitmap.scratch import hold_alone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class BusyError(OutputError):
    """Another run holds the lock."""


@contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Hold a lock file's lock; the file stays, the lock goes even when the process is killed.

    Raises
    ------
    BusyError
        Another run holds it.
    OutputError
        The folder can't be written to.
    """
    with ExitStack() as held:
        try:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o666))
            held.enter_context(hold_alone(path))
        except BlockingIOError as error:
            raise BusyError(
                f"{path}: another run is at work; nothing was done"
            ) from error
        except OSError as error:
            told = f"{path}: can't be written ({error.strerror}); check space and permissions"
            raise OutputError(told) from error
        yield
