"""What a page says where nothing is drawn: no JavaScript, an old browser, a damaged file."""

from __future__ import annotations

from typing import Final

UNDRAWN: Final = (
    '<p class="sitmap-undrawn">The map isn\u2019t drawn. JavaScript is off here, the browser is '
    "too old, or this file is cut or damaged: open it in another browser, or get it again.</p>"
)
"""Stands where the map will be, before every script, until something is drawn beside it."""

CUT_STYLE: Final = (
    "<style>body:empty::before{"
    'content:"Nothing can be shown: this file is cut. Get it again."}'
    "body:empty::before,.sitmap-undrawn{display:block;margin:2em;font:16px/1.5 sans-serif}"
    ".sitmap-undrawn:not(:only-child){display:none}</style>"
)
"""The first style of a page; where a file ends before its body, the style alone can speak."""
