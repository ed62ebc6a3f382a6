"""Looks at a folder again and again: runs once it is at rest, and no passing fault ends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitmap.errors import OutputError, SitmapError

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class Poll:
    """Looks, and runs when what is seen has changed and was the same at the look before.

    What only time or a person's hand mends (another run at work, no room on the disk, a folder that
    can't be reached) is tried again at the next look; what the files themselves are to blame for,
    when they have changed. Each reason is told once, until another one comes.

    Attributes
    ----------
    look
        Returns what is seen: anything that compares equal while nothing changes.
    run
        Does the work.
    wait
        Returns when it is time for the next look, or raises to end.
    tell
        Is told why a look or a run failed.

    Examples
    --------
    >>> seen = iter(["a", "a", "a", "b", "b"])
    >>> done = []
    >>> def end_after(looks=iter(range(5))):
    ...     if next(looks) == 4:
    ...         raise KeyboardInterrupt
    >>> poll = Poll(lambda: next(seen), lambda: done.append("run"), end_after, print)
    >>> try:
    ...     poll.go_on()
    ... except KeyboardInterrupt:
    ...     done
    ['run', 'run']
    """

    look: Callable[[], Any]
    run: Callable[[], object]
    wait: Callable[[], None]
    tell: Callable[[str], None]
    _done: Any = None
    _before: Any = None
    _told: str = ""

    def go_on(self) -> None:
        """Look until `wait` ends it."""
        while True:
            self._look_once()
            self.wait()

    def _look_once(self) -> None:
        try:
            seen = self.look()
        except (SitmapError, OSError) as error:
            self._say(str(error))
            self._before = None
            return
        if (
            seen not in (self._done, None)
            and seen == self._before
            and self._attempt()
        ):
            self._done = seen
        self._before = seen

    def _attempt(self) -> bool:
        """Run; returns whether there is nothing to try again."""
        try:
            self.run()
        except (SitmapError, OSError) as error:
            self._say(str(error))
            return isinstance(error, SitmapError) and not isinstance(
                error, OutputError
            )
        self._told = ""
        return True

    def _say(self, reason: str) -> None:
        if reason != self._told:
            self.tell(reason)
        self._told = reason
