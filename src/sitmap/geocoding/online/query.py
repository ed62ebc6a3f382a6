"""One query from question to answer.

What is kept already, the turn, the attempts, the check, the commit.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from itertools import count
from time import monotonic, time
from typing import TYPE_CHECKING, Any, Final

from geopy.exc import GeocoderParseError

from sitmap.geocoding.online.adapter import Exchange
from sitmap.geocoding.online.cache import Found, Kept
from sitmap.geocoding.online.failures import OnlineError, explain
from sitmap.geocoding.online.told import check_coordinates, is_empty_answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geopy.geocoders.base import Geocoder

    from sitmap.geocoding.online.cache import AnswerCache
    from sitmap.geocoding.online.failures import Breaker, Failure
    from sitmap.geocoding.online.rate_limit import Pacer, Turn
    from sitmap.geocoding.online.retries import Retries

# letters of an address
_ADDRESS_LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a geocoder's method, its query and the options that matter for the answer."""

    method: str
    query: Any
    options: Mapping[str, Any]
    key: str


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks one service, carefully.

    Attributes
    ----------
    retries
        How often, and for how long.
    oldest
        Answers that were kept before this Unix time are asked for again.
    not_found_s
        Seconds for which "not found" is believed; the map of the world grows.
    """

    service: Geocoder
    name: str
    pacer: Pacer
    cache: AnswerCache
    breaker: Breaker
    secrets: tuple[str, ...]
    retries: Retries
    oldest: float
    not_found_s: float

    def known(self, keys: Iterable[str]) -> dict[str, Kept]:
        """Return the answers that are kept and still hold."""
        return {
            key: kept
            for key, kept in self.cache.get_many(keys).items()
            if self._holds(kept)
        }

    def ask(
        self, question: Question, deadline_s: float | None = None
    ) -> Kept:
        """Answer a question, from what is kept or by asking.

        Raises
        ------
        OnlineError
            If there is no answer; the text is one line.
        """
        if kept := self.known([question.key]).get(question.key):
            return kept
        left = deadline_s or self.retries.deadline_s
        for attempt in count(1):
            with self.pacer.turn() as turn:
                result, spent = self._in_turn(question, turn, left)
                if isinstance(result, Kept):
                    return result
                pause = self.retries.pause(result, attempt, turn)
            left -= spent + pause
            if self.retries.is_last(result, attempt, left):
                self.breaker.fail(result)
                raise OnlineError(f"{self.name}: {result.text}")
        raise AssertionError  # count() has no end

    def _in_turn(
        self, question: Question, turn: Turn, left: float
    ) -> tuple[Kept | Failure, float]:
        """Look again at what is kept, as another process may have asked meanwhile; ask.

        Say how long that took.
        """
        if kept := self.known([question.key]).get(question.key):
            return kept, 0.0
        self.breaker.check()
        turn.wait()
        started = monotonic()
        return self._attempt(
            question, turn, started + left
        ), monotonic() - started

    def _attempt(
        self, question: Question, turn: Turn, ends: float
    ) -> Kept | Failure:
        exchange = Exchange(turn, ends)
        try:
            with self.service.adapter.during(exchange):
                method = getattr(self.service, question.method)
                located = method(
                    question.query,
                    exactly_one=False,
                    timeout=self.retries.deadline_s,
                    **question.options,
                )
            places = _check(located, exchange.payload)
        except Exception as error:  # noqa: BLE001 - another's code
            return explain(
                error,
                exchange,
                cap_s=self.retries.cap_s,
                secrets=self.secrets,
            )
        self.cache.put(
            question.key,
            places,
            service=self.name,
            query=str(question.query),
        )
        self.breaker.succeed()
        return Kept(places, time())

    def _holds(self, kept: Kept) -> bool:
        return kept.asked_at >= (
            self.oldest
            if kept.places
            else max(self.oldest, time() - self.not_found_s)
        )


def make_question(
    service: Geocoder,
    host: str,
    method: str,
    query: Any,
    options: Mapping[str, Any],
) -> Question:
    """Make a question; its key holds all that an answer depends on, and neither key nor user agent.

    Two spellings of the same letters, and blanks more or less, are one question.
    """
    if isinstance(query, str):
        query = " ".join(unicodedata.normalize("NFC", query).split())
    named = [
        type(service).__name__,
        host,
        method,
        query,
        sorted(options.items()),
    ]
    return Question(
        method,
        query,
        options,
        json.dumps(named, default=repr, sort_keys=True),
    )


def _check(located: Any, payload: Any) -> tuple[Found, ...]:
    """Turn geopy's list into places with a point of their own.

    An empty one must say that it is empty.
    """
    if not located:
        if is_empty_answer(payload):
            return ()
        raise GeocoderParseError(
            "an answer that is neither a place nor an empty list"
        )
    places = [
        _found(location)
        for location in (
            located if isinstance(located, list) else [located]
        )
    ]
    check_coordinates(places[0])
    return (
        places[0],
        *(place for place in places[1:] if _has_point(place)),
    )


def _found(location: Any) -> Found:
    if location is None:
        raise GeocoderParseError("an answer without coordinates")
    letters = (
        " " if unicodedata.category(letter) == "Cc" else letter
        for letter in str(location.address)
    )
    address = " ".join("".join(letters).split())[:_ADDRESS_LONGEST]
    return Found(
        address,
        float(location.latitude),
        float(location.longitude),
        location.raw,
    )


def _has_point(place: Found) -> bool:
    try:
        check_coordinates(place)
    except GeocoderParseError:
        return False
    return True
