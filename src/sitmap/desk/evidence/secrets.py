"""Keys and passwords that stand in links: what nobody hands on with a map."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_IN_QUERY: Final = re.compile(
    r"[?&#](api[_-]?key|access[_-]?token|auth[_-]?token|token|password|passwd|pwd|secret|"
    r"client[_-]?secret|signature|x-amz-signature|sig|key)=([^&\s\"'<>,;|]+)",
    re.IGNORECASE,
)
_IN_HOST: Final = re.compile(
    r"\b[a-z][a-z0-9+.-]*://[^/\s:@\"']+:([^/\s@\"']+)@", re.IGNORECASE
)
_SHORTEST: Final = 6
"""Characters of what can be a key: `?token=1` is a page's number."""


def find_secrets(text: str) -> Iterator[str]:
    """Name what looks like a key or a password in a link, without saying it.

    Examples
    --------
    >>> list(find_secrets("https://a.example/x?api_key=0123456789 and https://u:pass@b.example"))
    ['api_key=…', 'a password before the host']
    """
    for found in _IN_QUERY.finditer(text):
        if len(found[2]) >= _SHORTEST:
            yield f"{found[1]}=…"
    if _IN_HOST.search(text):
        yield "a password before the host"
