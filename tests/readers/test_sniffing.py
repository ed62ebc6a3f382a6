"""What is no table is named for what it is, with what to do."""

import io
import zipfile

import pytest

from sitmap.errors import InputError
from sitmap.readers import read


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (b"%PDF-1.7\n", r"is a PDF; .*save a report's text as \.txt"),
        (b"{\\rtf1\\ansi Shots in Goma.}", "is rich text; copy its table"),
        (b"\x89PNG\r\n\x1a\n", r"is a picture, .*recognition \(OCR\)"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "is a picture"),
        (b"GIF89a\x01\x00", "is a picture"),
        (b"\x1f\x8b\x08\x00", "is packed with gzip; unpack it first"),
    ],
)
def test_a_file_that_is_no_table_is_named(tmp_path, start, told):
    """By how it begins, whatever its ending says."""
    path = tmp_path / "incidents.csv"
    path.write_bytes(start)
    with pytest.raises(InputError, match=f"incidents.csv: {told}"):
        read(path)


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("word/document.xml", "is a Word document without a table"),
        ("ppt/presentation.xml", "is a PowerPoint file; copy its table"),
    ],
)
def test_a_document_is_no_zip_to_unpack(tmp_path, inside, told):
    """Nobody finds a table in its parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(inside, "<document/>")
    path = tmp_path / "report.docx"
    path.write_bytes(packed.getvalue())
    with pytest.raises(InputError, match=told):
        read(path)
