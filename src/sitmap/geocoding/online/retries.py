"""How often a query is asked again, and how long a service is left alone before that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitmap.geocoding.online.failures import Failure
    from sitmap.geocoding.online.rate_limit import Turn


@dataclass(frozen=True, slots=True)
class Retries:
    """How patient the asking of a service is.

    Attributes
    ----------
    deadline_s
        Seconds for a query, once it is its turn: every attempt, the pauses between them, and the
        last byte.
    attempts
        How often a query is asked while the fault may pass (too many requests, a server in trouble,
        no connection); a service that doesn't answer in time isn't asked twice.
    cap_s
        A service that asks to wait for longer is no longer asked.
    """

    deadline_s: float
    attempts: int
    cap_s: float

    def is_last(
        self, failure: Failure, attempt: int, left_s: float
    ) -> bool:
        """Tell whether a query that failed isn't asked again."""
        return (
            not failure.is_passing
            or attempt >= self.attempts
            or left_s <= 0
        )

    def pause(self, failure: Failure, attempt: int, turn: Turn) -> float:
        """Let the host rest where it asks for it, or before the next attempt; for so many seconds.

        Without a word from the host it is a second, then two, then four.
        """
        if failure.stops or not failure.is_passing:
            return 0.0
        told_s = failure.retry_after_s
        pause_s = 2.0 ** (attempt - 1) if told_s is None else told_s
        if attempt < self.attempts or told_s is not None:
            turn.pause(pause_s)
        return pause_s
