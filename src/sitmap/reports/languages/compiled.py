"""What the build made of a language: its patterns compiled, its tables read, in one file.

A language has hundreds of regular expressions; to compile them takes `re` longer than to read a
report with them. The build keeps the compiled code, one file a language (`keep_languages`). A file
holds for one version of Python, each pattern of it for one text, and its tables for the sources
that they were read from: whatever doesn't fit is made anew, as if there were no file.
"""

from __future__ import annotations

import marshal
import re
import sys
from array import array
from functools import lru_cache
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from sitmap.reports.languages.hints import hints_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

ASSETS: Final = Path(__file__).parents[2] / "_assets" / "languages"
_engine: Final[Any] = (
    import_module("_sre") if sys.implementation.name == "cpython" else None
)
_VERSION: Final = f"{sys.implementation.cache_tag}-{getattr(_engine, 'MAGIC', 0)}-{sys.byteorder}"
"""Of the interpreter and its engine of regular expressions, whose code is kept."""
_CODE: Final = "I"
"""Type of the numbers that the engine's code is made of (`array.typecodes`)."""

_Loaded = TypeVar("_Loaded")
_Code = tuple[
    bytes, int, int, dict[str, int], tuple[str | None, ...], tuple[str, ...]
]
_loaders: Final[list[Callable[[str], Any]]] = []
_asked: Final[dict[str, dict[tuple[str, int], None]]] = {}


class _Kept(NamedTuple):
    """A file of a language."""

    digest: str
    patterns: Mapping[tuple[str, int], _Code]
    tables: Mapping[str, Any]


def per_language(
    load: Callable[[str], _Loaded],
) -> Callable[[str], _Loaded]:
    """Remember what a function loads of a language, and let the build know of it."""
    cached = lru_cache(maxsize=16)(load)
    _loaders.append(cached)
    return cached


def compile_pattern(
    text: str, language: str, flags: int = 0
) -> re.Pattern[str]:
    """Compile a pattern of a language, or take its code from what the build kept.

    Examples
    --------
    >>> compile_pattern("shell(?:s|ed)?", "en").fullmatch("shelled") is not None
    True
    """
    key = (text, int(flags))
    _asked.setdefault(language, {})[key] = None
    kept = _load(language).patterns.get(key)
    if kept is None:
        return re.compile(text, flags)
    code, told, groups, numbers, names, _ = kept
    made: re.Pattern[str] = _engine.compile(
        text, told, array(_CODE, code).tolist(), groups, numbers, names
    )
    return made


def kept_hints(text: str, language: str, flags: int = 0) -> tuple[str, ...]:
    """Return words of which every match of a pattern holds one, if the build found any."""
    kept = _load(language).patterns.get((text, int(flags)))
    return () if kept is None else kept[-1]


def kept_table(language: str, name: str, digest: str) -> Any:
    """Return a table that the build read of sources with this digest, or None."""
    kept = _load(language)
    return kept.tables.get(name) if kept.digest == digest else None


def digest_of(sources: Iterable[bytes]) -> str:
    """Return what tells sources apart from others."""
    total = blake2b(digest_size=16)
    for source in sources:
        total.update(len(source).to_bytes(8, "big") + source)
    return total.hexdigest()


@lru_cache(maxsize=16)
def _load(language: str) -> _Kept:
    nothing = _Kept("", {}, {})
    file = ASSETS / f"{language}.{_VERSION}"
    if _engine is None or not file.is_file():
        return nothing
    try:
        return _Kept(*marshal.loads(file.read_bytes()))  # noqa: S302  (of the package, as its .pyc)
    except (OSError, ValueError, EOFError, TypeError):
        return nothing


def keep_language(
    language: str,
    digest: str,
    tables: Mapping[str, Any],
    folder: Path = ASSETS,
) -> None:
    """Load all of a language and write what was compiled and read for it.

    Parameters
    ----------
    language
        Its code.
    digest
        Of the sources of `tables` (`digest_of`).
    tables
        As they were read.
    folder
        Where the file goes.
    """
    for load in _loaders:
        load(language)
    patterns = {key: _compile(*key) for key in _asked.get(language, {})}
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{language}.{_VERSION}"
    file.write_bytes(marshal.dumps((digest, patterns, dict(tables))))


def _compile(text: str, flags: int) -> _Code:
    """Do what `re.compile` does, up to the code that it hands to its engine."""
    parser, compiler = (
        import_module("re._parser"),
        import_module("re._compiler"),
    )
    parsed = parser.parse(text, flags)
    state = parsed.state
    code = array(_CODE, compiler._code(parsed, flags))  # noqa: SLF001  (no public way)
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    told = flags | state.flags
    groups, numbers = state.groups - 1, dict(state.groupdict)
    return (
        code.tobytes(),
        told,
        groups,
        numbers,
        tuple(names),
        hints_of(text, flags),
    )
