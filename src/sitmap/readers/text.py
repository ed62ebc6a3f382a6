"""Bytes of a file to text: what it is, and in which encoding."""

from __future__ import annotations

import codecs
import io
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from sitmap.errors import DataWarning, InputError
from sitmap.readers.encodings import guess_encoding, guess_utf16
from sitmap.readers.limits import check_size

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD: Final = 65_536  # bytes that show what a file is
_PIECE: Final = 1 << 20
_BLANK: Final = 0x20  # what lies below it controls, and is no letter
_FEW: Final = 50  # a text has less than one zero in so many bytes
# bytes before the first that is no UTF-8, for the guess
_BEFORE: Final = 1000

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def check_path(path: str | Path) -> Path:
    """Return the path of a local file that is there.

    Raises
    ------
    InputError
        It is a link, there is no such file, or it is a folder.
    """
    file = Path(path)
    if "://" in str(path) or str(path).startswith("/vsi"):
        raise InputError(
            f"{path}: sitmap reads local files only; download it first, or allow it:"
            " allow_remote=True (--allow-remote)"
        )
    if file.is_dir():
        raise InputError(f"{file}: is a folder; name a file in it")
    if not file.exists():
        raise InputError(
            f"{file}: no such file; check the name (looked in {file.absolute().parent})"
        )
    if file.is_fifo():
        raise InputError(
            f"{file}: is a pipe, which can be read only once; save it into a file first"
        )
    if not file.is_file():  # /dev/zero never ends
        raise InputError(
            f"{file}: is a device and no file; save what it gives into a file first"
        )
    return file


def read_bytes(path: str | Path) -> bytes:
    """Read a local file whole.

    Raises
    ------
    InputError
        There is no such file, it is a folder, it can't be read, it is too large, or it is empty.
    """
    file = check_path(path)
    try:
        check_size(file.stat().st_size, file)
        data = file.read_bytes()
    except OSError as error:
        raise InputError(
            f"{file}: can't be read ({error.strerror}); check its permissions"
        ) from error
    if not data.strip():
        raise InputError(
            f"{file}: is empty; a table needs a line of column names and rows"
        )
    return data


_REMEDY: Final = "give encoding="


def decode(
    data: bytes,
    *,
    file: str,
    encoding: str | None = None,
    remedy: str = _REMEDY,
) -> str:
    """Decode by the given encoding, a byte-order mark, UTF-8, or else by a guess with a warning.

    `remedy` is what the warning says to do if the guess is wrong.

    Raises
    ------
    InputError
        The bytes are no text, or not in the encoding that was given.
    """
    return open_text(
        data, file=file, encoding=encoding, remedy=remedy
    ).read()


def _known_encoding(head: bytes, encoding: str | None) -> str | None:
    if encoding:
        return encoding
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    return guess_utf16(head)


@dataclass(frozen=True)
class TextFile:
    """A text in a file or in memory, in a known encoding; it is read from its beginning each time.

    Attributes
    ----------
    source
        The file, or its bytes.
    encoding
        As Python calls it.
    quotes
        How many quotes (") it has.
    errors
        What becomes of bytes that are no text: "strict", "replace", or read as an old page.
    blank
        Whether it says nothing.
    """

    source: Path | bytes
    encoding: str = "utf-8"
    quotes: int = 0
    errors: str = "strict"
    blank: bool = False

    def chunks(self) -> Iterator[str]:
        """Decode piece by piece, without a byte-order mark."""
        decoder = codecs.getincrementaldecoder(self.encoding)(self.errors)
        first = True
        with open_binary(self.source) as stream:
            while True:
                data = stream.read(_PIECE)
                text = decoder.decode(data, final=not data)
                if first:
                    text = text.removeprefix("\ufeff")
                yield text
                first = first and not text
                if not data:
                    return

    def read(self) -> str:
        """Decode the whole."""
        return "".join(self.chunks())

    def head(self, characters: int) -> str:
        """Decode no more than some first characters."""
        parts: list[str] = []
        length = 0
        for text in self.chunks():
            parts.append(text)
            length += len(text)
            if length >= characters:
                break
        return "".join(parts)[:characters]

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open a stream of the text in UTF-8, without a byte-order mark."""
        if self.encoding == "utf-8" and self.errors == "strict":
            with open_binary(self.source) as stream:
                yield stream
        else:
            yield cast("BinaryIO", io.BufferedReader(_Utf8(self.chunks())))


class _Utf8(io.RawIOBase):
    """Texts as a stream of UTF-8."""

    def __init__(self, texts: Iterator[str]) -> None:
        super().__init__()
        self._texts, self._left = texts, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left:
            text = next(self._texts, None)
            if text is None:
                return 0
            self._left = text.encode()
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size


@contextmanager
def open_binary(source: Path | bytes) -> Iterator[BinaryIO]:
    """Open a file, or bytes as one.

    Raises
    ------
    InputError
        It can't be read.
    """
    if isinstance(source, bytes):
        yield io.BytesIO(source)
        return
    try:
        opened = source.open("rb")
    except OSError as error:
        raise InputError(
            f"{source}: can't be read ({error.strerror}); check its permissions"
        ) from error
    with opened:
        yield opened


def open_text(
    source: Path | bytes,
    *,
    file: str,
    encoding: str | None = None,
    stacklevel: int = 4,
    remedy: str = _REMEDY,
) -> TextFile:
    """Find a text's encoding: as given, by a mark, UTF-8, or else a guess with a warning.

    Raises
    ------
    InputError
        It is no text, or not in the encoding that was given.
    """
    with open_binary(source) as stream:
        head = stream.read(_HEAD)
    known = _known_encoding(head, encoding)
    if known is None and _is_padded(head):
        return _without_nul(source, file, stacklevel, remedy)
    if known is None and b"\x00" in head:
        raise InputError(
            f"{file}: is no table but binary data of an unknown kind; save it as CSV or GeoJSON"
        )
    try:
        return _counted(TextFile(source, known or "utf-8"))
    except LookupError:
        raise InputError(
            f"{file}: no encoding is called {known!r}; try utf-8, cp1252, cp1250 or utf-16"
        ) from None
    except UnicodeDecodeError:
        line, guess = _guess(source, known)
    if known is not None:
        raise InputError(
            f"{file}: line {line} is not {known}; try encoding='cp1252', 'cp1250' or 'utf-16'"
        )
    told = _guessed(file, line, guess, remedy)
    if mixed := _find_mixed(source):
        guess = guess_encoding(b"".join(mixed))
        told = (
            f"{file}: line {line} is not UTF-8 as others are, one of {len(mixed):,} such; they are"
            f" read as {guess}. If names look wrong, {remedy}"
        )
        warnings.warn(told, DataWarning, stacklevel=stacklevel)
        return _counted(TextFile(source, errors=_errors_of(guess)))
    warnings.warn(told, DataWarning, stacklevel=stacklevel)
    return _counted(TextFile(source, guess, errors="replace"))


def _find_mixed(source: Path | bytes) -> list[bytes]:
    """Find the lines that aren't UTF-8 where more of those beyond ASCII are; else none."""
    with open_binary(source) as stream:
        beyond = [line for line in stream if not line.isascii()]
    wrong = [line for line in beyond if not _is_utf8(line)]
    return wrong if len(wrong) * 2 < len(beyond) else []


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _errors_of(page: str) -> str:
    """Name the way to read bytes that are no UTF-8: as those of an old page."""
    name = f"sitmap.{page}"

    def read(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        start, end = error.start, error.end
        wrong = error.object[start:end]
        read = wrong.decode(page, "replace")
        return read, end

    codecs.register_error(name, read)
    return name


def _is_padded(head: bytes) -> bool:
    """Tell a text with a few zero bytes in it, as broken disks and old databases leave them."""
    nul = head.count(0)
    others = sum(byte < _BLANK and byte not in b"\t\n\r" for byte in head)
    return 0 < nul == others and nul * _FEW < len(head)


def _without_nul(
    source: Path | bytes, file: str, stacklevel: int, remedy: str
) -> TextFile:
    with open_binary(source) as stream:
        data = stream.read()
    told = f"{file}: {data.count(0):,} zero bytes in it are no text, and left out"
    warnings.warn(told, DataWarning, stacklevel=stacklevel + 1)
    return open_text(
        data.replace(b"\x00", b""),
        file=file,
        stacklevel=stacklevel + 1,
        remedy=remedy,
    )


def _counted(text: TextFile) -> TextFile:
    """Read it once, to see that it can be, whether it says anything, and how many quotes it has."""
    blank, quotes = True, 0
    for piece in text.chunks():
        blank = blank and not piece.strip()
        quotes += piece.count('"')
    return replace(text, blank=blank, quotes=quotes)


def _guess(source: Path | bytes, encoding: str | None) -> tuple[int, str]:
    """Return the line of the first byte that isn't in an encoding, and which it may be in."""
    with open_binary(source) as stream:
        data = stream.read()
    try:
        data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        start = error.start
        line = data.count(b"\n", 0, start) + 1
        around = data[max(0, start - _BEFORE) :]
        return line, guess_encoding(around)
    return 1, "utf-8"


def _guessed(file: str, line: int, guess: str, remedy: str) -> str:
    kind = {
        "cp1250": "Central European",
        "cp1251": "Cyrillic",
        "cp1252": "Western European",
        "cp1254": "Turkish",
        "cp1256": "Arabic",
    }.get(guess, "Unicode")
    return (
        f"{file}: line {line} is not UTF-8; read as {guess} ({kind}). If names look wrong, "
        f"{remedy}"
    )
