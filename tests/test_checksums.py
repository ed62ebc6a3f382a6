"""SHA-256 of files, by the examples that its standard gives (FIPS 180-2, appendix B)."""

import pytest

from sitmap.checksums import hash_file


@pytest.mark.parametrize(
    ("content", "digest"),
    [
        (
            b"abc",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ),
        (
            b"a" * 1_000_000,
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
        ),
    ],
)
def test_the_standards_examples(tmp_path, content, digest):
    """Three letters, and a million of one."""
    path = tmp_path / "file"
    path.write_bytes(content)
    assert hash_file(path) == digest


def test_what_is_not_there_has_none(tmp_path):
    """It is an error of the system, which every caller tells in its own words."""
    with pytest.raises(FileNotFoundError):
        hash_file(tmp_path / "nothing")
