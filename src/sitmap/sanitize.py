"""Texts of others made harmless: one line of them, shown to a terminal that can't obey it."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 1_000
"""Characters of a line: about ten lines of a terminal, beyond which nobody reads on."""

_PICTURES: Final = 0x2400
"""Unicode's pictures of the controls (https://www.unicode.org/charts/PDF/U2400.pdf)."""

# the control character beyond ASCII's letters
_DELETE: Final = 0x7F

# Escapes of eight bits, marks that turn the reading direction, separators that a terminal may
# break at, tags and lone surrogates. The joiners that Persian and Indic words need stay.
_HIDDEN: Final = re.compile(
    "[\x80-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_CONTROLS: Final = {
    **{code: chr(_PICTURES + code) for code in range(32)},
    _DELETE: "\u2421",
}
_BREAKS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""What breaks or controls a line."""


def one_line(text: str) -> str:
    r"""Return a text as one line: what breaks or controls a line becomes a blank.

    Examples
    --------
    >>> one_line("North\r\n  Kosovo\x1b")
    'North Kosovo'
    """
    whole = text.encode(
        "utf-8", "replace"
    ).decode()  # half letters, which no file can hold
    return " ".join(_BREAKS.sub(" ", whole).split())


def spell_name(name: str) -> str:
    r"""Return a file's name as text that a table can hold: bytes of it that are none are spelled.

    Examples
    --------
    >>> spell_name("Пећ\udcff.txt")
    'Пећ\\udcff.txt'
    """
    return name.encode("utf-8", "backslashreplace").decode()


def show_controls(text: str, longest: int | None = _LONGEST) -> str:
    r"""Return text as one line without anything that a terminal obeys.

    Examples
    --------
    >>> show_controls("a\x1b[2Jb\nsitmap: all is well\u202e")
    'a␛[2Jb␊sitmap: all is well<U+202E>'
    """
    if (
        longest is not None and len(text) > longest
    ):  # what to do stands at the end
        text = f"{text[: longest // 2]} … {text[-longest // 2 :]}"
    return _HIDDEN.sub(_name, text.translate(_CONTROLS))


def escape_json(told: str) -> str:
    r"""Escape in JSON what a terminal would obey; the value that it stands for stays the same.

    Examples
    --------
    >>> escape_json('"a\x7fb\u202e"')
    '"a\\u007fb\\u202e"'
    """
    return _HIDDEN.sub(_escape, told.replace("\x7f", "\\u007f"))


def _name(found: re.Match[str]) -> str:
    return f"<U+{ord(found[0]):04X}>"


def _escape(found: re.Match[str]) -> str:
    code = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(
        f"\\u{code[at : at + 4]}" for at in range(0, len(code), 4)
    )
