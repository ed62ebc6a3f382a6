"""The article of Arabic names, which every desk writes in its own way: Al-, El-, As-, Ash-.

"Al-Durayhimi", "Ad Durayhimi" and "Ed Durayhimi" are one town; gazetteers list one or two of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# the letters that the article is spoken alike with, the longest first
_SUN_LETTERS: Final = (
    "sh",
    "th",
    "dh",
    "t",
    "d",
    "r",
    "z",
    "s",
    "n",
)
_PLAIN: Final = ("al", "el")
ARTICLES: Final = frozenset(
    {"al", "el", "ad", "ar", "ash", "az", "ed", "er", "esh", "ez"}
)
"""Articles that open a name; "as", "at" and "an" are English words, too."""


def with_other_articles(article: str, rest: str) -> Iterator[str]:
    """Yield a folded name with the other ways to write its article.

    Parameters
    ----------
    article
        Its first word.
    rest
        The words behind it.

    Examples
    --------
    >>> list(with_other_articles("al", "durayhimi"))
    ['el durayhimi', 'ad durayhimi', 'ed durayhimi']
    >>> list(with_other_articles("el", "mazraa")), list(with_other_articles("new", "delhi"))
    (['al mazraa'], [])
    """
    if article not in ARTICLES:
        return
    sounds = filter(rest.startswith, _SUN_LETTERS)
    sound = next(sounds, "")
    spoken = [f"{vowel}{sound}" for vowel in "ae"] if sound else []
    for each in (*_PLAIN, *spoken):
        if each != article:
            yield f"{each} {rest}"
