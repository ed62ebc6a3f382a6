"""Bytes of a file to text: what it is, and in which encoding."""

from __future__ import annotations

import codecs
import warnings
from pathlib import Path
from typing import Final

from sitmap.errors import DataWarning, InputError

__all__ = ["decode", "read_bytes"]

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_bytes(path: str | Path) -> bytes:
    """Read a local file whole.

    Raises
    ------
    InputError
        There is no such file, it is a folder, it can't be read, or it is empty.
    """
    file = Path(path)
    if "://" in str(path) or str(path).startswith("/vsi"):
        raise InputError(f"{path}: sitmap reads local files only; download it first")
    if file.is_dir():
        raise InputError(f"{file}: is a folder; name a file in it")
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{file}: no such file; check the name (looked in {file.resolve().parent})") from None
    except OSError as error:
        raise InputError(f"{file}: can't be read ({error.strerror}); check its permissions") from error
    if not data.strip():
        raise InputError(f"{file}: is empty; a table needs a line of column names and rows")
    return data


def decode(data: bytes, *, file: str, encoding: str | None = None) -> str:
    """Decode by the given encoding, a byte-order mark, UTF-8, or else as cp1252 with a warning.

    Raises
    ------
    InputError
        The bytes are no text, or not in the encoding that was given.
    """
    if encoding is not None:
        return _decode_as(data, encoding, file)
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _decode_as(data, name, file)
    if b"\x00" in data[:65536]:
        raise InputError(f"{file}: is no table but binary data; give a CSV or GeoJSON file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        told = (
            f"{file}: line {line} is not UTF-8; read as cp1252 (Western European). If names look wrong, give encoding="
        )
        warnings.warn(told, DataWarning, stacklevel=4)
        return data.decode("cp1252", "replace")


def _decode_as(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        raise InputError(f"{file}: no encoding is called {encoding!r}; try utf-8, cp1252, cp1250 or utf-16") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{file}: line {line} is not {encoding}; try encoding='cp1252', 'cp1250' or 'utf-16'"
        ) from None
