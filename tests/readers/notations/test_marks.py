"""Marks and digits as they are pasted from other programs."""

from __future__ import annotations

from sitmap.readers.notations.marks import fold_angle_marks, fold_marks


def test_digits_of_other_scripts_become_ours() -> None:
    assert fold_marks("٤٢") == fold_marks("۴۲") == fold_marks("४२") == "42"


def test_dashes_that_stand_for_minus_become_one() -> None:
    assert fold_marks("\u221212") == "-12"


def test_blanks_that_do_not_break_become_plain() -> None:
    assert fold_marks("1\u00a0765") == "1 765"


def test_primes_quotes_and_rings_become_degrees() -> None:
    assert fold_angle_marks("42\u00ba53\u203224\u2033") == "42°53'24\""
    assert fold_angle_marks("42\u02da53\u2019") == "42°53'"
