"""Cells that hold links, and sources that hold them in their text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitmap.readers.cells import LONGEST, fill_cells, texts_of
from sitmap.readers.notations.links import Links, find_links

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Protocol

    import pandas as pd

    class Problems(Protocol):
        """Collects one line a row."""

        def add(self, found: Mapping[Any, str]) -> None:
            """Take lines by index label."""


_SPACES: Final = "".join(filter(str.isspace, map(chr, range(0x3001))))
_PLAIN_LINK: Final = rf'^https?://[^{_SPACES},;|<>"]+$'
"""White space by name: pandas leaves Arrow, which is ten times as fast, for a `\\s`."""


def link_rows(
    table: pd.DataFrame,
    problems: Problems,
    *,
    keep: Callable[[pd.DataFrame, str, pd.Series[Any]], None],
) -> None:
    """Read ``source_url``: every address of a cell, a blank between; what is none is told.

    Where no column is one of links, those that stand among the names of sources are taken; the
    words of an anchor name the source. ``media`` and ``archive_url`` are parted the same way.

    Parameters
    ----------
    table
        Under our names.
    problems
        Takes cells without an address.
    keep
        Called with the table, the column's name and the cells that say more than addresses.
    """
    if "source_url" in table:
        _read_links(table, problems, keep)
    elif "source" in table:
        _links_of_sources(table)
    for name in ("media", "archive_url"):
        if name in table:
            texts = texts_of(table[name])
            found = {text: _listed(text) for text in _odd_links(texts)}
            table[name] = texts.replace(found) if found else texts


def _odd_links(texts: pd.Series[Any]) -> list[str]:
    """Return the distinct texts that are more than one plain address."""
    plain = texts.isna() | texts.str.contains(
        _PLAIN_LINK, regex=True
    ).fillna(value=False)
    return list(texts[~plain.astype(bool)].unique())


def _listed(text: str) -> str:
    links = find_links(text)
    return (
        text
        if links.rest or not links.addresses
        else " ".join(links.addresses)
    )


def _read_links(
    table: pd.DataFrame,
    problems: Problems,
    keep: Callable[[pd.DataFrame, str, pd.Series[Any]], None],
) -> None:
    texts = texts_of(table["source_url"])
    known = {text: find_links(text) for text in _odd_links(texts)}
    if known:
        wrong = [
            text for text, links in known.items() if not links.addresses
        ]
        bad = texts[texts.isin(wrong)]
        problems.add({at: _no_link(text) for at, text in bad.items()})
        rest = [
            text
            for text, links in known.items()
            if links.rest or not links.addresses
        ]
        if rest:
            keep(table, "source_url", texts.where(texts.isin(rest)))
        fill_cells(table, "source", _named(texts, known))
    table["source_url"] = _addresses(texts, known)


def _addresses(
    texts: pd.Series[Any], known: Mapping[str, Links]
) -> pd.Series[Any]:
    if not known:
        return texts
    found = {
        text: " ".join(links.addresses) or None
        for text, links in known.items()
    }
    dressed = texts.isin(list(found))
    return texts.where(~dressed, texts.map(found).astype("string"))


def _named(
    texts: pd.Series[Any], known: Mapping[str, Links]
) -> pd.Series[Any]:
    """Return the words of anchors, of the rows that have them."""
    names = {
        text: links.name for text, links in known.items() if links.name
    }
    return (
        texts.map(names).dropna().astype("string") if names else texts[:0]
    )


def _links_of_sources(table: pd.DataFrame) -> None:
    """Take the addresses out of a column of sources; the words that stand beside them stay."""
    texts = texts_of(table["source"])
    likely = (
        texts.str.contains(r"(?i)https?:|www\.", regex=True)
        .fillna(value=False)
        .astype(bool)
    )
    known = {text: find_links(text) for text in texts[likely].unique()}
    known = {
        text: links for text, links in known.items() if links.addresses
    }
    if not known:
        return
    linked = texts.where(texts.isin(list(known)))
    table["source_url"] = _addresses(linked, known)
    bare = [text for text, links in known.items() if not links.rest]
    table["source"] = texts.mask(texts.isin(bare)).fillna(
        _named(texts, known)
    )


def _no_link(text: str) -> str:
    return f"source_url {text[:LONGEST]!r} is no address; write https://…"
