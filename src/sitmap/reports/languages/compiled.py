"""What the build made of a language: its patterns compiled, its tables read, in one file.

A language has hundreds of regular expressions; to compile them takes `re` longer than to read a
report with them. The build keeps the compiled code, one file a language (`keep_languages`). A file
holds for one version of Python, each pattern of it for one text, and its tables for the sources
that they were read from: whatever doesn't fit is made anew, as if there were no file.

A report needs few of the patterns: a file has a head that tells where the code of each is.
"""

from __future__ import annotations

import marshal
import re
import sys
from array import array
from functools import cached_property, lru_cache
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
_HEAD: Final = 8
"""Bytes in which the length of a file's head is told."""
_Code = tuple[bytes, int, int, dict[str, int], tuple[str | None, ...]]
_loaders: Final[list[Callable[[str], Any]]] = []
_asked: Final[dict[str, dict[tuple[str, int], None]]] = {}


class _Place(NamedTuple):
    """Where the code of a pattern is, and words of which every match of it holds one."""

    start: int
    end: int
    hints: tuple[str, ...]


class _Kept(NamedTuple):
    """A file of a language."""

    digest: str
    patterns: Mapping[tuple[str, int], tuple[int, int, tuple[str, ...]]]
    tables: Mapping[str, Any]
    codes: memoryview

    def place_of(self, key: tuple[str, int]) -> _Place | None:
        """Return where a pattern is, if it was kept."""
        place = self.patterns.get(key)
        return None if place is None else _Place(*place)

    def code_at(self, place: _Place) -> _Code:
        """Return the code that was kept there."""
        # the package's own file, as its .pyc
        code: _Code = marshal.loads(self.codes[place.start : place.end])  # noqa: S302
        return code


class LazyPattern:
    """A pattern of a language that is compiled when it is first searched with: most never are.

    Parameters
    ----------
    text, language, flags
        As for `compile_pattern`.

    Examples
    --------
    >>> LazyPattern("shell(?:s|ed)?", "en").pattern.fullmatch("shelled") is not None
    True
    """

    def __init__(self, text: str, language: str, flags: int = 0) -> None:
        self._told = text, language, flags
        _ask(text, language, flags)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return compile_pattern(*self._told)

    @property
    def hints(self) -> tuple[str, ...]:
        """Words of which every match holds one, if the build found any."""
        text, language, flags = self._told
        place = _load(language).place_of((text, int(flags)))
        return () if place is None else place.hints


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
    key = _ask(text, language, flags)
    kept = _load(language)
    place = kept.place_of(key)
    if place is None:
        return re.compile(text, flags)
    code, told, groups, numbers, names = kept.code_at(place)
    made: re.Pattern[str] = _engine.compile(
        text, told, array(_CODE, code).tolist(), groups, numbers, names
    )
    return made


def _ask(text: str, language: str, flags: int) -> tuple[str, int]:
    """Let the build know of a pattern, and return what it is kept by."""
    key = (text, int(flags))
    _asked.setdefault(language, {})[key] = None
    return key


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
    nothing = _Kept("", {}, {}, memoryview(b""))
    file = ASSETS / f"{language}.{_VERSION}"
    if _engine is None or not file.is_file():
        return nothing
    try:
        return _read(memoryview(file.read_bytes()))
    except (OSError, ValueError, EOFError, TypeError):
        return nothing


def _read(data: memoryview) -> _Kept:
    """Read a file's head; ValueError where what it tells of isn't there."""
    behind = _HEAD + int.from_bytes(data[:_HEAD], "big")
    # the package's own file, as its .pyc
    digest, patterns, tables, size = marshal.loads(data[_HEAD:behind])  # noqa: S302
    codes = data[behind:]
    if len(codes) != size:
        message = "the file is cut off"
        raise ValueError(message)
    return _Kept(digest, patterns, tables, codes)


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
    codes = bytearray()
    patterns = {}
    for text, flags in _asked.get(language, {}):
        code = marshal.dumps(_compile(text, flags))
        end = len(codes) + len(code)
        patterns[text, flags] = (len(codes), end, hints_of(text, flags))
        codes += code
    head = marshal.dumps((digest, patterns, dict(tables), len(codes)))
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{language}.{_VERSION}"
    file.write_bytes(len(head).to_bytes(_HEAD, "big") + head + codes)


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
    )
