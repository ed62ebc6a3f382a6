"""What is denied is drafted as denied, off the map, in every language."""

from __future__ import annotations

import warnings

import pytest

from sitmap.errors import DataWarning
from sitmap.reports import parse_report


@pytest.mark.parametrize(
    ("language", "told", "place"),
    [
        (
            "uk",
            "Штаб спростував повідомлення про прорив військ у Сумах.",
            "Sumy",
        ),
        (
            "sr",
            "Ministar je demantovao da je vojska dovezla tenkove u Zvečan.",
            "Zvečan",
        ),
        (
            "sq",
            "Ministria mohoi se trupa të armatosura kanë hyrë në Podujevë.",
            "Podujeva",
        ),
        (
            "de",
            "Die Miliz bestritt, Omdurman geplündert zu haben.",
            "Omdurman",
        ),
        (
            "fr",
            "L'armée a démenti avoir perdu des soldats à Tessalit.",
            "Tessalit",
        ),
        (
            "tr",
            "Valilik, Cizre'de karakola saldırı olduğu haberini yalanladı.",
            "Cizre",
        ),
    ],
)
def test_a_denial_with_forces_in_it_is_drafted_as_denied(
    language: str, told: str, place: str
) -> None:
    """Whatever was said to have happened: a reader sees that it is denied, and where."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        (row,) = parse_report(
            told, published="2025-06-11", language=language
        ).incidents.itertuples()
    assert (row.status, row.place_name) == ("denied", place)


def test_a_denial_of_another_place_denies_nothing_before_it() -> None:
    """The governor of Arauca denies a strike there; the attack in Tibú stays reported."""
    told = (
        "Hombres armados atacaron ayer un bus en Tibú. "
        "El gobernador de Arauca desmintió un paro en Saravena."
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        rows = parse_report(
            told, published="2025-06-11", language="es"
        ).incidents
    assert rows.loc[rows["place_name"] == "Tibú", "status"].tolist() == [
        "reported"
    ]
