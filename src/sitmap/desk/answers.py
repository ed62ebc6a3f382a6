"""What somebody has judged of pairs that may be one row: the same, or a new one."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sitmap.errors import InputError
from sitmap.formulas import free_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitmap.desk.matches import Matches

Answers = dict[tuple[str, str], str]
"""The id before and the id after, to ``same`` or ``new``."""

_KNOWN: Final = ("same", "new")
_COLUMNS: Final = ("before", "after", "answer")


def read_answers(path: str | Path) -> Answers:
    """Read what `sitmap diff -o` wrote, with the column ``answer`` filled in: same, or new.

    Raises
    ------
    InputError
        The file can't be read, lacks a column, or an answer is another word or contradicts one.
    """
    table = _read(Path(path))
    names = {str(name).strip().casefold(): name for name in table.columns}
    if lacking := [name for name in _COLUMNS if name not in names]:
        raise InputError(
            f"{path}: lacks the column {lacking[0]!r}; give the list that sitmap diff -o writes, "
            "with same or new in the column answer"
        )
    answers: Answers = {}
    for at, row in enumerate(
        table.fillna("").astype(str).to_dict("records"), start=2
    ):
        before, after, answer = (
            free_text(row[names[name]].strip())
            for name in ("before", "after", "answer")
        )
        if not answer:
            continue
        if answer.casefold() not in _KNOWN:
            raise InputError(
                f"{path}, row {at}: answer is {answer[:80]!r}; write same or new"
            )
        _add(
            answers, (before, after), answer.casefold(), f"{path}, row {at}"
        )
    return answers


def _add(
    answers: Answers, pair: tuple[str, str], answer: str, where: str
) -> None:
    """Add an answer, unless another one says that one of its rows is another's."""
    if answers.get(pair, answer) != answer:
        raise InputError(
            f"{where}: {pair[0]} and {pair[1]} are answered twice, and differently"
        )
    taken = [
        one
        for one, said in answers.items()
        if said == "same" and one != pair
    ]
    clash = [one for one in taken if one[0] == pair[0] or one[1] == pair[1]]
    if answer == "same" and clash:
        raise InputError(
            f"{where}: {pair[0]} can't be the same as {pair[1]}: {clash[0][0]} is {clash[0][1]}"
        )
    answers[pair] = answer


def _read(path: Path) -> pd.DataFrame:
    """Read the formats that `sitmap diff` writes, each cell a text."""
    kind = path.suffix.lower()
    try:
        if kind == ".json":
            return pd.DataFrame(
                json.loads(path.read_text("utf-8")), dtype=object
            )
        if kind == ".xlsx":
            return pd.read_excel(path, dtype=str, engine="calamine")
        text = path.read_text("utf-8-sig")
        head = text.partition("\n")[0]
        parted_by = max(
            ",;\t", key=head.count
        )  # spreadsheets save what their language has
        return pd.read_csv(io.StringIO(text), dtype=str, sep=parted_by)
    except OSError as error:
        raise InputError(
            f"{path}: can't be read ({error.strerror}); check the name"
        ) from None
    except Exception as error:  # noqa: BLE001 - each reader of a workbook raises its own
        told = (
            str(error).splitlines()[0]
            if str(error)
            else type(error).__name__
        )
        raise InputError(
            f"{path}: is no list of answers ({told}); write csv, xlsx or json"
        ) from None


def apply_answers(
    matches: Matches,
    old: pd.DataFrame,
    new: pd.DataFrame,
    answers: Mapping[tuple[str, str], str],
) -> tuple[Matches, list[str]]:
    """Match the pairs that are the same, and name the answers that fit no pair.

    A pair of rows fits where one is gone and the other new.
    """
    gone = _places(old, matches.gone)
    fresh = _places(new, matches.fresh)
    pairs = [pair for pair, answer in answers.items() if answer == "same"]
    fitting = [
        (gone[a], fresh[b]) for a, b in pairs if a in gone and b in fresh
    ]
    strange = [
        f"{a} and {b}"
        for a, b in answers
        if a not in gone or b not in fresh
    ]
    told = (
        [f"answers that fit no gone and new row: {', '.join(strange[:3])}"]
        if strange
        else []
    )
    if len(strange) > 3:  # noqa: PLR2004 - as many as are named
        told[0] += f" and {len(strange) - 3:,} more"
    if not fitting:
        return matches, told
    left, right = (
        np.array(side, np.int64) for side in zip(*fitting, strict=True)
    )
    before, after = (
        np.concatenate([matches.old, left]),
        np.concatenate([matches.new, right]),
    )
    order = np.argsort(after, kind="stable")
    matched = replace(
        matches,
        old=before[order],
        new=after[order],
        gone=matches.gone[~np.isin(matches.gone, left)],
        fresh=matches.fresh[~np.isin(matches.fresh, right)],
    )
    return matched, told


def _places(table: pd.DataFrame, rows: Any) -> dict[str, int]:
    """Return the positions of some rows by their id."""
    ids = table["incident_id"].array.take(rows)
    return {str(one): int(at) for one, at in zip(ids, rows, strict=True)}
