"""When an event was: what its clause tells, else its sentence, its item, the heading, the lead."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from datetime import timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.reports.languages import read_table
from sitmap.reports.languages.compiled import compile_pattern, per_language
from sitmap.reports.text.dates import TimeSpan
from sitmap.reports.text.numbers import read_number

if TYPE_CHECKING:
    from datetime import date

    from sitmap.reports.passages import Passages
    from sitmap.reports.text.outline import Item
    from sitmap.reports.text.sentences import Sentence

_NEVER: Final = "(?!)"
"""Stands for words that a language leaves out."""
_HISTORY_DAYS: Final = 365
"""What lies further back is told as history, unless a report is of that year."""
# sentences in which a day is looked for
_BACK: Final = 12
_YEAR: Final = re.compile(r"\d{4}")
_A_SEASON: Final = timedelta(days=90)
"""A plan for a month that is further back is for that month of the next year."""
_FINE: Final = ("day", "week")
_BESIDE: Final = re.compile(
    r"(?:[^\W\d_]{1,2}['’])?[^\W\d_]+ (?:[^\W\d_]{2,3} )?"  # noqa: RUF001
)
"""A trigger, maybe behind an article that is glued to it, and a preposition."""
_DAYS: Final = ("day", "weekday", "near", "nights", "night_of", "night_to")
"""What tells a day, and may need the day of publication to be one."""
_OPEN: Final = TimeSpan(
    0, 0, "", None, None, "unknown", "needs the day of publication", "day"
)
"""Stands for a day that is told, and can't be known."""
_LEAD: Final = 200
"""Sentences of a lead that are looked at: a scan may be one paragraph of ten thousand."""
_NOT_NEAR: Final = ("lead", "nowhere", "day")
"""What is less near to an event than the day on which it is told."""
_PARAGRAPH: Final = attrgetter("paragraph")


class When(NamedTuple):
    """A date, and where it was told: clause, sentence, item, heading, lead, day or nowhere."""

    span: TimeSpan | None
    where: str


class _Words(NamedTuple):
    saying: re.Pattern[str]
    another: re.Pattern[str]
    when_behind: re.Pattern[str]
    same_day: re.Pattern[str]
    day_after: re.Pattern[str]
    day_before: re.Pattern[str]
    days_later: re.Pattern[str]
    days_after_it: re.Pattern[str]
    days_after_first: re.Pattern[str]
    week_before: re.Pattern[str]
    later: re.Pattern[str]
    later_deed: re.Pattern[str]
    now: re.Pattern[str]
    weeks_unit: str
    back_ways: frozenset[str]


@per_language
def _load(language: str) -> _Words:
    table = read_table(language, "when")
    plain = ("weeks_unit", "back_ways")
    patterns = {
        name: compile_pattern(
            table.get(name, _NEVER), language, re.IGNORECASE
        )
        for name in _Words._fields
        if name not in plain
    }
    ways = frozenset(table["back_ways"].split())
    return _Words(
        **patterns, weeks_unit=table["weeks_unit"], back_ways=ways
    )


class DateFinder:
    """Finds the days of a report's events.

    Parameters
    ----------
    passages
        The text and what was found in it.
    """

    def __init__(self, passages: Passages) -> None:
        self.passages = passages
        self.text = passages.text
        self.words = _load(passages.language)
        self._headings: dict[int, TimeSpan | None] = {}

    def find(self, number: int, start: int, end: int, trigger: int) -> When:
        """Look for the date in the clause, the sentence, the item, the headings."""
        sentence = self.passages.sentences[number]
        every = self._dates(sentence)
        spans = [
            span for span in every if not self._is_of_saying(span, trigger)
        ]
        own = [
            span for span in spans if not self._is_of_later(span, trigger)
        ]
        spans = own or spans
        inside = [span for span in spans if start <= span.start < end]
        if inside:
            nearest = self._right_behind(inside, trigger) or _nearest(
                inside, trigger
            )
            return When(self._after(nearest, trigger), "clause")
        told = self.text[sentence.start : sentence.end]
        if spans:
            nearest = _nearest(spans, trigger)
            day = self._after(nearest, trigger)
            if nearest.start >= end:
                day = self._before(day, sentence.start)
            return When(day, "sentence")
        if self._is_unresolved(sentence):
            return When(None, "nowhere")
        beyond = self._beyond(number, told)
        if every and beyond.where in _NOT_NEAR:
            return When(_with_eve(every[0]), "saying")
        return beyond

    def _is_of_later(self, span: TimeSpan, trigger: int) -> bool:
        """Tell the day of what came of it: "two were kidnapped; released on 21 November"."""
        if span.start < trigger:
            return False
        deed = self.words.later_deed
        return deed.search(self.text, trigger + 1, span.start) is not None

    def _is_unresolved(self, sentence: Sentence) -> bool:
        """Tell whether a sentence has a day of its own that lacks its year: no other's is it."""
        return any(
            span.first is None and span.reads in _DAYS
            for span in self.passages.dates_in(sentence.start, sentence.end)
        )

    def _is_of_saying(self, span: TimeSpan, trigger: int) -> bool:
        """Tell the day on which somebody tells it: "gunmen shot two men, police said Monday"."""
        if span.start < trigger or span.reads != "weekday":
            return False
        between = self.text[trigger : span.start]
        return self.words.saying.search(between) is not None

    def _right_behind(
        self, spans: list[TimeSpan], trigger: int
    ) -> TimeSpan | None:
        """Return the date that stands right behind the trigger: "a hotel, bombed in 1984"."""
        return next(
            (
                span
                for span in spans
                if span.start > trigger
                and _BESIDE.fullmatch(self.text, trigger, span.start)
            ),
            None,
        )

    def _after(self, span: TimeSpan, trigger: int) -> TimeSpan:
        """Move a day that something came so much later on: "Monday, three days after a car …"."""
        match = self.words.days_after_it.match(self.text, span.end)
        if match is None or match.end() > trigger:
            return span
        return _shifted(span, -self._days(match))

    def _before(self, span: TimeSpan, start: int) -> TimeSpan:
        """Move the day of what came so much later: "Two days after a car …, men … on Friday"."""
        match = self.words.days_after_first.match(self.text, start)
        return span if match is None else _shifted(span, -self._days(match))

    def _days(self, match: re.Match[str]) -> int:
        count = read_number(match["number"], self.passages.language) or 1
        unit = match["unit"].lower()
        return (
            7 * count if self.words.weeks_unit.startswith(unit) else count
        )

    def assume(self, number: int) -> When:
        """Return the report's own day and the one before, for what it dates nowhere.

        News tells of yesterday and today where it tells no day. That it is assumed costs
        confidence, and is said.
        """
        published = self.passages.published
        if published is None:
            return When(None, "nowhere")
        start = self.passages.sentences[number].start
        first = published - timedelta(days=1)
        why = "no day is told: the report's own, or the one before"
        span = TimeSpan(
            start, start, "", first, published, "day", why, "assumed"
        )
        return When(span, "report's day only")

    def is_history(self, span: TimeSpan | None) -> bool:
        """Tell whether a date lies so far back that it is told as history."""
        published = self.passages.published
        last = span.last if span else None
        return bool(
            last and published and (published - last).days > _HISTORY_DAYS
        )

    def is_ahead(self, span: TimeSpan | None) -> bool:
        """Tell whether a date lies after the day of publication."""
        published = self.passages.published
        return bool(
            span and span.first and published and span.first > published
        )

    def ahead(self, span: TimeSpan | None) -> TimeSpan | None:
        """Return the coming weekday or month for one of before: what is planned lies ahead."""
        published = self.passages.published
        if span is None or not (published and span.last):
            return span
        if span.reads == "weekday":
            return _shifted(span, 7) if span.last < published else span
        if _YEAR.search(span.surface) or published - span.last < _A_SEASON:
            return span
        return _a_year_on(span)

    def _dates(self, sentence: Sentence) -> list[TimeSpan]:
        spans = self.passages.dates_in(sentence.start, sentence.end)
        found = [span for span in spans if self._may_date(span, sentence)]
        line = self.passages.dateline
        # the place line's own day is the report's, not the event's
        return [
            span
            for span in found
            if not (line and line[0] <= span.start < line[1])
        ]

    def own_days(self, start: int, end: int) -> list[str]:
        """Return the days that a clause tells."""
        spans = self.passages.dates_in(start, end)
        return [
            str(span.first)
            for span in spans
            if span.first and span.precision == "day"
        ]

    def _may_date(self, span: TimeSpan, sentence: Sentence) -> bool:
        if span.first is None:
            return False
        if span.reads == "before" or self.words.when_behind.match(
            self.text, span.end
        ):
            return True
        return not self.words.another.search(
            self.text[sentence.start : span.start]
        )

    def _beyond(self, number: int, told: str) -> When:
        words = self.words
        relative = (
            words.same_day,
            words.day_before,
            words.day_after,
            words.days_later,
        )
        same_day = any(each.search(told) for each in relative)
        last = self._last_date(number, beyond=same_day)
        later = self.words.later.match(told) is not None and not same_day
        if last is _OPEN or (last is not None and later):
            return When(None, "nowhere")
        if last is not None:
            return When(self._moved(last, told), "item")
        heading = self._heading(number)
        if heading is not None:
            return When(self._moved(heading, told), "heading")
        if self._is_log(number) or self.words.now.search(told):
            return When(self._today(number), "day")
        lead = self._lead(number)
        if lead is not None:
            return When(self._moved(lead, told), "lead")
        return When(None, "nowhere")

    def _last_date(
        self, number: int, *, beyond: bool = False
    ) -> TimeSpan | None:
        """Return the last date told before, in the item; `_OPEN` where that lacks its year."""
        here = self.passages.sentences[number].paragraph
        for sentence in reversed(
            self.passages.sentences[max(0, number - _BACK) : number]
        ):
            if sentence.paragraph != here and not beyond:
                return None
            days = (
                span
                for span in self._dates(sentence)
                if span.precision in _FINE
            )
            # what is told after a plan isn't told of the plan's day
            found = next(
                (span for span in days if not self.is_ahead(span)), None
            )
            if found is not None:
                return found
            if sentence.paragraph == here and self._is_unresolved(sentence):
                return _OPEN
        return None

    def _heading(self, number: int) -> TimeSpan | None:
        """Return the day of the headings above."""
        outline, known = self.passages.outline, self._headings
        at = outline[self.passages.sentences[number].paragraph].heading
        above: list[int] = []
        found: TimeSpan | None = None
        # a report of a thousand headings may have no day above any of them: each is asked once
        while at is not None and at not in known and found is None:
            above.append(at)
            found = self._day_of(outline[at])
            at = outline[at].heading
        if found is None and at is not None:
            found = known[at]
        known.update(dict.fromkeys(above, found))
        return found

    def _day_of(self, item: Item) -> TimeSpan | None:
        spans = self.passages.dates_in(item.start, item.end)
        # a heading that is a year alone is of a calendar or a chronicle
        alone = (
            span.end - span.start == item.end - item.start for span in spans
        )
        return next(
            (
                span
                for span, whole in zip(spans, alone, strict=True)
                if span.first and (span.precision == "day" or whole)
            ),
            None,
        )

    def _lead(self, number: int) -> TimeSpan | None:
        """Return the first day of the paragraphs before; the dateline's own day is none."""
        published = self.passages.published
        here = self.passages.sentences[number].paragraph
        sentences = self.passages.sentences
        near = bisect_left(sentences, here - 1, hi=number, key=_PARAGRAPH)
        near = max(near, number - _LEAD)
        first = min(
            bisect_left(sentences, 2, hi=number, key=_PARAGRAPH),
            near,
            _LEAD,
        )
        # the paragraph before, and the first two of the report
        for sentence in (
            *reversed(sentences[near:number]),
            *reversed(sentences[:first]),
        ):
            found = next(
                (
                    span
                    for span in self._dates(sentence)
                    if span.precision == "day"
                ),
                None,
            )
            if found is not None and not (
                published and found.first and found.first > published
            ):
                return found
        return None

    def _is_log(self, number: int) -> bool:
        """Tell whether the items are a log of the day, each with its hour."""
        outline = self.passages.outline
        return outline[self.passages.sentences[number].paragraph].has_hour

    def _today(self, number: int) -> TimeSpan | None:
        published = self.passages.published
        if published is None:
            return None
        start = self.passages.sentences[number].start
        return TimeSpan(
            start,
            start,
            "",
            published,
            published,
            "day",
            "the day of the log",
            "log",
        )

    def _moved(self, span: TimeSpan, told: str) -> TimeSpan:
        """Move a day by what is told of the next: "the following morning", "two days later"."""
        words = self.words
        if words.day_after.search(told):
            return _shifted(span, 1)
        if words.day_before.search(told):
            return _shifted(_day_behind(span), -1)
        if words.week_before.search(told):
            return _shifted(span, -7)
        match = words.days_later.search(told)
        if match is None:
            return span
        count = read_number(match["number"], self.passages.language) or 0
        days = (
            7 * count
            if match["unit"].lower() == words.weeks_unit
            else count
        )
        return _shifted(
            span, -days if match["way"].lower() in words.back_ways else days
        )


def _nearest(spans: list[TimeSpan], trigger: int) -> TimeSpan:
    """Return the date nearest to the trigger; a day before a month or a year."""
    return min(
        spans,
        key=lambda span: (
            span.precision not in _FINE,
            abs(span.start - trigger),
        ),
    )


def _with_eve(span: TimeSpan) -> TimeSpan:
    """Return the day on which it is told, or the one before."""
    if span.first is None or span.precision != "day":
        return span
    return replace(span, first=span.first - timedelta(days=1))


def _day_behind(span: TimeSpan) -> TimeSpan:
    """Return the day that a night leads to: the eve of "the night to the 15th" is the 14th."""
    if span.first is None or span.last is None:
        return span
    one_night = span.last - span.first == timedelta(days=1)
    return replace(span, first=span.last) if one_night else span


def _a_year_on(span: TimeSpan) -> TimeSpan:
    """Return "in January" as that of the next year."""
    if span.first is None or span.last is None:
        return span
    behind = span.last + timedelta(days=1)
    try:
        first = span.first.replace(year=span.first.year + 1)
        behind = behind.replace(year=behind.year + 1)
    except ValueError:  # 29 February
        return span
    return replace(span, first=first, last=behind - timedelta(days=1))


def _shifted(span: TimeSpan, days: int) -> TimeSpan:
    if span.first is None or span.last is None or span.precision != "day":
        return span
    day: date = (span.last if days > 0 else span.first) + timedelta(
        days=days
    )
    return replace(span, first=day, last=day)
