"""Errors: one base, and a few subclasses that are also what Python users expect to catch."""

from __future__ import annotations

__all__ = [
    "AssetWarning",
    "DataWarning",
    "GazetteerError",
    "InputError",
    "OutputError",
    "ServiceError",
    "SitmapError",
]


class SitmapError(Exception):
    """Base of every error that sitmap raises on purpose; its text is one line with the remedy."""


class InputError(SitmapError, ValueError):
    """The input can't be used: a missing file, no table, no column with a place or a coordinate."""


class OutputError(SitmapError, OSError):
    """The output can't be written: a folder, a missing parent, a full disk."""


class GazetteerError(SitmapError, OSError):
    """The gazetteer index or a country file can't be read or written."""


class ServiceError(SitmapError, OSError):
    """An online service gave no answer: no network, a refusal, a fault.

    Or it is no longer asked.
    """


class DataWarning(UserWarning):
    """Some rows were left off or changed; the text counts them and names the first."""


class AssetWarning(UserWarning):
    """The page still needs a file from the network, named in the text."""
