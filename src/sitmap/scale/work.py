"""One task: a part of the input to its counts as bytes.

It runs here, in another process, or on another machine.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from sitmap.errors import DataWarning, InputError
from sitmap.scale.chunks import count_chunk
from sitmap.scale.partial import Partial, Told, merge, merge_tallies
from sitmap.scale.runs import Codec, pack_counts
from sitmap.scale.streams import read_chunks
from sitmap.scale.text_blocks import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

    from sitmap.scale.inputs import Part
    from sitmap.scale.plan import Plan

_FULL: Final = 1_000_000
"""Keys that a task holds before it packs them."""


@dataclass(frozen=True)
class Result:
    """What a task sends back: sorted counts as bytes, and the tallies.

    Attributes
    ----------
    placed, named
        Runs of counts, as `sitmap.scale.runs.pack_counts` makes them.
    rows, left_off, undated
        As in `sitmap.scale.partial.Partial`.
    failed
        Reports of the part that couldn't be read.
    """

    placed: tuple[bytes, ...] = ()
    named: tuple[bytes, ...] = ()
    rows: int = 0
    left_off: Mapping[str, Told] = field(default_factory=dict)
    undated: Mapping[str, Told] = field(default_factory=dict)
    failed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Failure:
    """Why a part could not be counted, in one line."""

    reason: str


def run_part(
    part: Part, plan: Plan, codec: Codec = "zstd"
) -> Result | Failure:
    """Count one part.

    Whatever is wrong with it comes back as a value, so that it can't stop the others.
    """
    skipped, failed = Skipped(), dict[str, str]()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DataWarning)
            chunks = read_chunks(part, plan, skipped, failed)
            counted = (
                count_chunk(chunk, plan, part.roles) for chunk in chunks
            )
            result = pack_partials(counted, codec)
    except Exception as error:  # noqa: BLE001 - another's code
        return Failure(explain(error, part.file))
    if not skipped.rows:
        return Result(
            result.placed,
            result.named,
            result.rows,
            result.left_off,
            result.undated,
            failed,
        )
    left_off = merge_tallies(
        [
            result.left_off,
            {skipped.reason: Told(skipped.rows, skipped.example)},
        ]
    )
    return Result(
        result.placed,
        result.named,
        result.rows + skipped.rows,
        left_off,
        result.undated,
        failed,
    )


def run_frame(frame: pd.DataFrame, plan: Plan) -> Result | Failure:
    """Count one partition of a frame."""
    try:
        return pack_partials([count_chunk(frame, plan)])
    except Exception as error:  # noqa: BLE001 - as in run_part
        return Failure(explain(error, "the frame"))


def explain(error: Exception, file: str) -> str:
    """Say in one line what went wrong with a file."""
    text = " ".join(str(error).split()).removeprefix(f"{file}: ")
    if isinstance(error, InputError):
        return text
    if isinstance(error, FileNotFoundError):
        return (
            "no such file where it was looked for; all workers must see the files under the same"
            " path"
        )
    if isinstance(error, MemoryError):
        return "there is not enough memory for it"
    if isinstance(error, (pa.ArrowException, OSError)):
        return f"can't be read ({text[:150] or type(error).__name__}); write it again"
    return f"can't be counted ({type(error).__name__}: {text[:150]})"


def pack_partials(
    partials: Iterable[Partial], codec: Codec = "zstd"
) -> Result:
    """Merge partial results, and pack them whenever there are many keys.

    Memory stays bounded, however long it is.
    """
    placed: list[bytes] = []
    named: list[bytes] = []
    tallies = Partial()
    for merged in _compacted(partials):
        for counts, packed in (
            (merged.placed, placed),
            (merged.named, named),
        ):
            if len(counts):
                packed.append(pack_counts(counts, codec))
        tallies = merge(
            [
                tallies,
                Partial(
                    rows=merged.rows,
                    left_off=merged.left_off,
                    undated=merged.undated,
                ),
            ]
        )
    return Result(
        tuple(placed),
        tuple(named),
        tallies.rows,
        tallies.left_off,
        tallies.undated,
    )


def _compacted(partials: Iterable[Partial]) -> Iterator[Partial]:
    waiting: list[Partial] = []
    keys = 0
    for partial in partials:
        waiting.append(partial)
        keys += len(partial.placed) + len(partial.named)
        if keys >= _FULL:
            yield merge(waiting)
            waiting, keys = [], 0
    yield merge(waiting)
