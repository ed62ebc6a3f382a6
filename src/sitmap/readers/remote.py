"""What lies elsewhere, read only when the caller allows it: http(s) links and PostGIS."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from sitmap.errors import InputError
from sitmap.readers.limits import check_size
from sitmap.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

# without a byte from the server
_TIMEOUT_S: Final = 60
_CHUNK: Final = 1 << 20


@contextmanager
def fetched(url: str) -> Iterator[Path]:
    """Fetch a link into a temporary file that is gone afterwards.

    Raises
    ------
    InputError
        It is no http(s) link, can't be fetched, or is too large.
    """
    if urlsplit(url).scheme not in ("http", "https"):
        raise InputError(
            f"{url}: only http and https links are fetched; download it first"
        )
    with scratch_folder() as folder:
        target = folder / (
            PurePosixPath(urlsplit(url).path).name or "table"
        )
        try:
            _fetch(url, target)
        except (URLError, OSError, ValueError) as error:
            if isinstance(error, InputError):
                raise
            reason = getattr(error, "reason", error)
            if isinstance(error, HTTPError):
                error.close()
            raise InputError(
                f"{url}: can't be fetched ({reason}); download it with a browser"
            ) from None
        yield target


def _fetch(url: str, target: Path) -> None:
    request = Request(url, headers={"User-Agent": "sitmap"})  # noqa: S310 - the scheme was checked
    size = 0
    with (
        urlopen(request, timeout=_TIMEOUT_S) as answer,  # noqa: S310 - http(s) alone
        target.open("wb") as file,
    ):
        while chunk := answer.read(_CHUNK):
            size += len(chunk)
            check_size(size, url)
            file.write(chunk)
