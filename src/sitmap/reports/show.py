"""A report in a notebook cell: the text as inert HTML, places and incidents marked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sitmap.reports.report import Report

_COLORS: Final = {
    "place": "#9ecae1",
    "facility": "#fdae6b",
    "region": "#a1d99b",
    "metonym": "#dadaeb",
    "demonym": "#eeeeee",
    "organisation": "#eeeeee",
    "person": "#f7f7f7",
}


class Marked:
    """The marked text of a report; Jupyter shows it by ``_repr_html_``.

    Parameters
    ----------
    report
        The report.
    """

    def __init__(self, report: Report) -> None:
        self.report = report

    def _repr_html_(self) -> str:
        text = self.report.text
        quotes = sorted(
            {
                quote
                for event in self.report.events
                for quote in event.quotes
            }
        )
        edges: list[tuple[int, int, str]] = []
        mentions = {
            (each.start, each.end): each
            for each in self.report.passages.mentions
        }
        for start, end in _disjoint(
            [
                (each.start, each.end)
                for each in self.report.passages.mentions
            ]
        ):
            mention = mentions[start, end]
            title = escape(
                f"{mention.kind}: {mention.name}"
                if mention.name
                else mention.kind,
                quote=True,
            )
            edges.append(
                (
                    start,
                    1,
                    f'<mark style="background:{_COLORS[mention.kind]};color:#111" title="{title}">',
                )
            )
            edges.append((end, -1, "</mark>"))
        for start, end in _disjoint(quotes):
            edges.append(
                (start, 0, '<span style="border-bottom:2px solid #d62728">')
            )
            edges.append((end, -2, "</span>"))
        return f'<div style="white-space:pre-wrap;max-width:48em">{_woven(text, edges)}</div>'


def _disjoint(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _woven(text: str, edges: list[tuple[int, int, str]]) -> str:
    """Weave tags into the escaped text: closing ones first at each offset, inner before outer."""
    order = {-1: 0, -2: 1, 0: 2, 1: 3}
    pieces, at = [], 0
    for offset, _, tag in sorted(
        edges, key=lambda edge: (edge[0], order[edge[1]])
    ):
        pieces.append(escape(text[at:offset], quote=False))
        pieces.append(tag)
        at = offset
    pieces.append(escape(text[at:], quote=False))
    return "".join(pieces)
