"""How the names of reports end: asked before anything is read, so that nothing else is loaded."""

from __future__ import annotations

from typing import Final

PAGES: Final = (".html", ".htm")
MAILS: Final = (".eml", ".mhtml", ".mht")
"""What mail programs save, and pages that browsers save as if they were mail."""

SUFFIXES: Final = (".txt", ".md", *PAGES, *MAILS)
