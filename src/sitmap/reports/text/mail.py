"""An e-mail's text, subject and day: what mail programs save as .eml, and pages saved as .mhtml.

Attachments are never opened; a note names them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.reports.text.decoded import decode_noted

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

_FIELD: Final = (
    rb"[A-Za-z][A-Za-z0-9-]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n"
)
_HEAD: Final = re.compile(
    rb"(?:From [^\r\n]*\r?\n)?(?:" + _FIELD + rb"){2,}\r?\n"
)
_LOOKED_AT: Final = 65_536
_SURE: Final = re.compile(
    rb"^(?:mime-version|message-id|received):", re.IGNORECASE | re.MULTILINE
)
"""Fields that programs write; a memo that people write has From and Subject, too."""


class Mail(NamedTuple):
    """What an e-mail holds; None where it doesn't say."""

    text: str
    is_page: bool
    title: str | None
    published: str | None
    notes: tuple[str, ...]


def is_mail(data: bytes) -> bool:
    r"""Tell an e-mail by the fields that it begins with.

    Examples
    --------
    >>> is_mail(b"From: a@example.org\nMIME-Version: 1.0\n\nShots in Goma.\n")
    True
    >>> is_mail(b"From: Goma office\nSubject: Daily report\n\nShots in Goma.\n")
    False
    """
    head = _HEAD.match(data[:_LOOKED_AT])
    return head is not None and _SURE.search(head[0]) is not None


def read_mail(data: bytes, name: str) -> Mail | None:
    r"""Read the text of an e-mail; None of what is none, or is too damaged.

    Parameters
    ----------
    data
        The file.
    name
        Of the file, for notes.

    Examples
    --------
    >>> head = b"Subject: Goma\nDate: Tue, 14 May 2024 08:00:00 +0200\n"
    >>> mail = read_mail(head + b"\nShots.\n", "a.eml")
    >>> mail.text, mail.title, mail.published
    ('Shots.\n', 'Goma', '2024-05-14')
    """
    from email import message_from_bytes, policy  # few reports are mail
    from email.message import EmailMessage

    try:
        message = message_from_bytes(
            data, EmailMessage, policy=policy.default
        )
        body = message.get_body(("plain", "html"))
        if body is None or not message.keys():
            return None
        html = body.get_content_subtype() == "html"
        text, guesses = _text_of(body, name)
    except (RecursionError, ValueError, LookupError, AttributeError):
        return (
            None  # fields that nobody can read: it is taken for plain text
        )
    # what a browser saved has the day of saving
    day = (
        None if "Snapshot-Content-Location" in message else _day_of(message)
    )
    notes = (*guesses, *_name_attached(message, name))
    return Mail(text, html, _subject_of(message), day, notes)


def _text_of(body: MIMEPart, name: str) -> tuple[str, tuple[str, ...]]:
    data = body.get_payload(decode=True)
    given = body.get_content_charset()
    if not isinstance(data, bytes):
        return "", ()
    data = data.replace(b"\r\n", b"\n")
    try:
        return data.decode(given or "utf-8"), ()
    except (LookupError, UnicodeDecodeError):
        return decode_noted(data, name)


def _subject_of(message: EmailMessage) -> str | None:
    return " ".join(str(message.get("Subject", "")).split()) or None


def _day_of(message: EmailMessage) -> str | None:
    """Return the day that it was sent, where the sender was."""
    sent = getattr(message.get("Date"), "datetime", None)
    return sent.date().isoformat() if sent else None


def _name_attached(message: EmailMessage, name: str) -> tuple[str, ...]:
    """Say which attachments weren't read."""
    names = [
        each.get_filename() or each.get_content_type()
        for each in message.iter_attachments()
    ]
    if not names:
        return ()
    told = ", ".join(" ".join(each.split()) for each in names)
    return (
        f"{name}: attached and not read: {told}; save an attachment as a file to read it, too",
    )
