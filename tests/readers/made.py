"""What the tests of readers have in common: their files, and tables made of a text."""

import warnings
from pathlib import Path

import sitmap
from sitmap.errors import DataWarning

FILES = Path(__file__).with_name("files")


def days(table):
    """Return the first day of each row."""
    return table["date_start"].dt.strftime("%Y-%m-%d").to_list()


def write(folder, content, name):
    """Write a file, and return its path."""
    path = folder / name
    path.write_bytes(
        content if isinstance(content, bytes) else content.encode()
    )
    return path


def read_text(folder, text, name="table.csv", **options):
    """Read a text as if it were a file."""
    return sitmap.read(write(folder, text, name), **options)


def read_quietly(folder, text, name="table.txt", **options):
    """Read a text as if it were a file, whatever there is to be told of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        return read_text(folder, text, name, **options)
