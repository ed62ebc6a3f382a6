"""Short forms of countries and states: "N.C.", "Ind.", "US" and, behind a comma, "OH"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitmap.reports.places.words import load_codes

if TYPE_CHECKING:
    from sitmap.gazetteer import Place
    from sitmap.reports.places.name import Name, NameText
    from sitmap.reports.text.tokenizer import Token

_SHORT_FORM: Final = 4.0
"""Points of "N.C.": nothing else is written so."""


@lru_cache(maxsize=16)
def short_words(language: str) -> frozenset[str]:
    """Return every word that may begin a short form: most capitals are none."""
    forms = (
        *load_codes("abbreviations.csv", language),
        *load_codes("postal.csv", language),
    )
    words = {
        piece
        for form in forms
        for piece in (
            form.split()[0].rstrip("."),
            form.replace(".", ""),
            form,
        )
    }
    return frozenset(words)


def match_short_form(text: NameText, at: int) -> Name | None:
    """Match "N.C.", "Ind.", "US" and, behind a comma, "OH"."""
    token = text.tokens[at]
    if token.text.rstrip(".") not in short_words(text.lookup.language):
        return None  # most capitals
    dotted = (
        token.text
        if token.text.endswith(".")
        else token.text + text.written[token.end : token.end + 1]
    )
    for form, end in (
        (dotted, token.start + len(dotted)),
        (token.text, token.end),
    ):
        place = text.lookup.short_form(form)
        if place is not None and _fits(text, at, form):
            return _short_name(text, at, place, end)
    place = (
        _behind_comma_form(text, token)
        if text.is_behind_comma(at)
        else None
    )
    return _short_name(text, at, place, token.end) if place else None


def _behind_comma_form(text: NameText, token: Token) -> Place | None:
    code = load_codes("postal.csv", text.lookup.language).get(token.text)
    return (
        text.lookup.by_code(code)
        if code
        else text.lookup.bare_form(token.text)
    )


def _short_name(text: NameText, at: int, place: Place, end: int) -> Name:
    name = text.name(at, at + 1, f"={place.id}", (place,), stop=end)
    return name._replace(points=_SHORT_FORM, reasons=("a short form",))


def _fits(text: NameText, at: int, form: str) -> bool:
    """Read "Miss." and "Ill." as states behind a place only, "U.S." anywhere."""
    if form in text.words.doubtful_forms:
        return text.is_behind_comma(at)
    return form.count(".") > 0 or form not in text.words.bare_doubtful_forms
