"""Kobo: submissions sent since, edited and deleted."""

from tests.desk.services import (
    submission,
)


def test_kobo_is_asked_for_what_was_sent_since(bring, services):
    """One more submission: it alone comes, with those of the last second."""
    bring("kobo")
    services.submissions.append(submission(4, "2024-01-03T09:00:00"))
    before = len(bring.paths())
    found = bring("kobo")
    assert (found.rows, found.new, found.changed) == (4, 1, 0)
    assert "2024-01-02T10%3A00%3A00" in bring.paths()[before]
    assert (
        len(bring.paths()) - before == 2
    )  # what is new, and how many there are


def test_a_kobo_submission_that_was_deleted_goes(bring, services):
    """No page tells it: the count does."""
    bring("kobo")
    services.submissions.pop(1)
    found = bring("kobo")
    assert (found.rows, found.gone) == (2, 1)
    assert bring.table("kobo")["_id"].to_list() == [1, 3]


def test_a_kobo_submission_that_was_edited_comes_with_all(bring, services):
    """Its time of sending stays: only asking for everything shows it."""
    bring("kobo")
    services.submissions[0]["event/what"] = "looting"
    assert not bring("kobo").is_written
    assert bring("kobo", anew=True).changed == 1
    assert bring.table("kobo")["event/what"].to_list() == [
        "looting",
        "shelling",
        "shelling",
    ]
