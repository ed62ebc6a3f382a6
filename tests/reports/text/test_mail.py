"""E-mails and pages saved as mail: body, subject and day are read, attachments are named."""

from email.message import EmailMessage

import pytest

from sitmap.errors import DataWarning
from sitmap.reports import read_report
from sitmap.reports.text.mail import is_mail, read_mail
from sitmap.reports.text.source import read_source

STORY = (
    "Gunmen killed three traders near Bunia on Sunday, the mayor said.\n"
)


def _mail() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Desk <desk@example.org>"
    message["Subject"] = "Fwd: Daily report"
    message["Date"] = "Tue, 14 May 2024 23:30:00 -0500"
    message["MIME-Version"] = "1.0"
    return message


def test_the_body_is_read_and_the_day_is_the_senders(tmp_path):
    """Sunday before the Tuesday on which it was sent, by the sender's clock."""
    message = _mail()
    message.set_content(STORY, cte="base64")
    path = tmp_path / "report.eml"
    path.write_bytes(bytes(message))
    report = read_report(path)
    (row,) = report.incidents.itertuples()
    assert (row.place_name, str(row.date_start)[:10]) == (
        "Bunia",
        "2024-05-12",
    )
    assert report.title == "Fwd: Daily report"
    assert report.text == STORY


def test_what_is_attached_is_named_and_not_read(tmp_path):
    message = _mail()
    message.set_content(STORY)
    message.add_attachment(
        b"%PDF", maintype="application", subtype="pdf", filename="map.pdf"
    )
    path = tmp_path / "report.eml"
    path.write_bytes(bytes(message))
    with pytest.warns(
        DataWarning, match=r"attached and not read: map\.pdf"
    ):
        read_report(path)


def test_plain_text_is_taken_before_the_page_that_repeats_it():
    message = _mail()
    message.set_content(STORY)
    message.add_alternative(f"<p>{STORY}</p>", subtype="html")
    mail = read_mail(bytes(message), "a.eml")
    assert mail is not None
    assert (mail.text, mail.is_page) == (STORY, False)


def test_mail_is_told_whatever_its_name(tmp_path):
    """Saved as .txt, its fields are no text of the report."""
    message = _mail()
    message.set_content(STORY)
    path = tmp_path / "mail.txt"
    path.write_bytes(bytes(message))
    assert read_source(path).text == STORY


def test_a_page_saved_as_mhtml_is_read_without_the_day_of_saving(tmp_path):
    path = tmp_path / "page.mhtml"
    path.write_bytes(
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/a\r\n"
        b"Subject: News\r\nDate: Fri, 1 Nov 2024 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n--B\r\n'
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><body><p>Shots were heard in Bu=\r\nnia.</p></body></html>\r\n--B--\r\n"
    )
    source = read_source(path)
    assert (source.text, source.published) == (
        "Shots were heard in Bunia.",
        None,
    )


@pytest.mark.parametrize(
    "text",
    [
        b"From: Bunia office\nTo: all\nSubject: Daily report\n\nShots in Bunia.\n",
        b"Bunia: shots were heard.\nGoma: calm.\n\nNothing else.\n",
        b"",
    ],
)
def test_a_memo_is_no_mail(text):
    """People write From and Subject, too; what they say is part of the report."""
    assert not is_mail(text)


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"no field at all\n",
        b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n" * 3000,
        b"Content-Type: text/plain; charset=martian\nMIME-Version: 1.0\n\nShots in Bunia.\n",
        b"Date: soon\nSubject: =?x?q?=\nMIME-Version: 1.0\n\nShots in Bunia.\n",
    ],
)
def test_damaged_mail_is_no_error(tmp_path, damaged):
    """What can be read is read; the rest is taken for plain text."""
    path = tmp_path / "a.eml"
    path.write_bytes(damaged)
    source = read_source(path)
    assert source.published is None
    assert "Bunia" in source.text or b"Bunia" not in damaged
