"""The content security policy of a page: which scripts may run in it, and what it may load.

See https://www.w3.org/TR/CSP3/.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def write_policy(scripts: Iterable[str], tile_hosts: Iterable[str]) -> str:
    """Allow the static scripts by their hash, pictures in the page, and nothing else.

    Tiles come from the hosts that the user asked for.
    """
    hashes = " ".join(f"'sha256-{_sha256(script)}'" for script in scripts)
    images = " ".join(["data:", "blob:", *tile_hosts])
    rules = (
        "default-src 'none'",
        f"script-src {hashes}",
        "style-src 'unsafe-inline'",
        f"img-src {images}",
        "connect-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode(
        "ascii"
    )
