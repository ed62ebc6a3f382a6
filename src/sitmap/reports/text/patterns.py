# ruff: noqa: RUF001  - an apostrophe has several forms
"""Regular expressions of many words: as a tree of letters, so that `re` tries few of them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_END = ""
_CODES = {"*": r"\w*", "'": "['’ʼ]"}
"""How letters are written that stand for more than themselves."""


def any_of(words: Iterable[str]) -> str:
    """Return a pattern, in one group that isn't captured, that matches the longest of words.

    An asterisk stands for the rest of a word; no words match nothing.

    `re` tries the alternatives of a list one after the other; of a tree it tries one a letter.

    Examples
    --------
    >>> any_of(["man", "men", "many"])
    '(?:m(?:an(?:y)?|en))'
    >>> bool(re.fullmatch(any_of(["ten", "twenty"]), "twenty"))
    True
    """
    return _any_of(tuple(words))


@lru_cache(maxsize=256)
def _any_of(words: tuple[str, ...]) -> str:
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[_END] = {}
    return f"(?:{_write(tree)})" if tree else "(?!)"


def _write(tree: dict[str, Any]) -> str:
    run = ""
    while len(tree) == 1 and _END not in tree:
        [(letter, tree)] = tree.items()
        run += _write_letter(letter)
    branches = [
        _write_letter(letter) + _write(branch)
        for letter, branch in tree.items()
        if letter != _END
    ]
    if not branches:
        return run
    joined = "|".join(branches)
    if _END not in tree:
        return f"{run}(?:{joined})"
    return f"{run}(?:{joined})?"


@lru_cache(maxsize=1_000)
def _write_letter(letter: str) -> str:
    return _CODES.get(letter, re.escape(letter))
