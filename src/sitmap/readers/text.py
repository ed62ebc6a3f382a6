"""Bytes of a file to text: what it is, and in which encoding."""

from __future__ import annotations

import codecs
import warnings
from pathlib import Path
from typing import Final

from sitmap.errors import DataWarning, InputError
from sitmap.readers.encodings import guess_encoding, guess_utf16
from sitmap.readers.limits import check_size

__all__ = ["check_path", "decode", "decode_and_tell", "read_bytes"]

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
            f"{path}: sitmap reads local files only; download it first, or allow it: allow_remote=True (--allow-remote)"
        )
    if file.is_dir():
        raise InputError(f"{file}: is a folder; name a file in it")
    if not file.exists():
        raise InputError(
            f"{file}: no such file; check the name (looked in {file.resolve().parent})"
        )
    if file.is_fifo():
        raise InputError(
            f"{file}: is a pipe, which can be read only once; save it into a file first"
        )
    if not file.is_file():  # /dev/zero never ends
        raise InputError(f"{file}: is a device and no file; save what it gives into a file first")
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
        raise InputError(f"{file}: is empty; a table needs a line of column names and rows")
    return data


def decode(data: bytes, *, file: str, encoding: str | None = None) -> str:
    """Decode by the given encoding, a byte-order mark, UTF-8, or else by a guess with a warning.

    Raises
    ------
    InputError
        The bytes are no text, or not in the encoding that was given.
    """
    return decode_and_tell(data, file=file, encoding=encoding)[0]


def decode_and_tell(
    data: bytes, *, file: str, encoding: str | None = None, stacklevel: int = 4
) -> tuple[str, str]:
    """Decode, and say in which encoding.

    Returns
    -------
    text, encoding
        The text without a byte-order mark, and the encoding's name.

    Raises
    ------
    InputError
        The bytes are no text, or not in the encoding that was given.
    """
    known = (
        encoding
        or next((name for bom, name in _BOMS if data.startswith(bom)), None)
        or guess_utf16(data)
    )
    if known is not None:
        return _decode_as(data, known, file).removeprefix("\ufeff"), known
    if b"\x00" in data[:65536]:
        raise InputError(
            f"{file}: is no table but binary data of an unknown kind; save it as CSV or GeoJSON"
        )
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        guess = guess_encoding(data[max(0, error.start - 1000) :])
        line = data.count(b"\n", 0, error.start) + 1
        warnings.warn(_guessed(file, line, guess), DataWarning, stacklevel=stacklevel)
        return data.decode(guess, "replace"), guess


def _guessed(file: str, line: int, guess: str) -> str:
    kind = {"cp1250": "Central European", "cp1251": "Cyrillic", "cp1252": "Western European"}.get(
        guess, "Unicode"
    )
    return f"{file}: line {line} is not UTF-8; read as {guess} ({kind}). If names look wrong, give encoding="


def _decode_as(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        raise InputError(
            f"{file}: no encoding is called {encoding!r}; try utf-8, cp1252, cp1250 or utf-16"
        ) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{file}: line {line} is not {encoding}; try encoding='cp1252', 'cp1250' or 'utf-16'"
        ) from None
