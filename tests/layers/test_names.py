"""Tests of which of a place's names a map writes."""

from __future__ import annotations

import pytest

from sitmap.layers.labels import choose_name

_MITROVICA = {"sq": "Mitrovicë", "sr": "Mitrovica"}


@pytest.mark.parametrize(
    ("name", "own", "names", "written"),
    [
        ("Mitrovica", _MITROVICA, "en", "Mitrovica"),
        ("Mitrovica", _MITROVICA, "sq", "Mitrovicë"),
        ("Mitrovica", _MITROVICA, "both", "Mitrovicë / Mitrovica"),
        ("Brussels", {}, "both", "Brussels"),
        (
            "Leposavić/Leposaviq",
            {"sq": "Leposaviq", "sr": "Leposavić"},
            "both",
            "Leposaviq / Leposavić",
        ),
        (
            "Vushtrri/Vučitrn",
            {"sr": "Vučitrn"},
            "both",
            "Vushtrri / Vučitrn",
        ),
        (
            "Zvečan/Zveçan",
            {"sq": "Zveçan", "sr": "Zvečan"},
            "local",
            "Zveçan / Zvečan",
        ),
        ("Korçë", {"sq": "Korça"}, "local", "Korça"),
        ("Srbica", {"sr": "Srbica"}, "sr-Cyrl", "Србица"),
        ("Kyiv", {"uk": "Київ", "ru": "Киев"}, "local", "Київ"),
    ],
)
def test_labels_show_a_language_the_local_names_or_both(
    name: str, own: dict[str, str], names: str, written: str
) -> None:
    """Of a town in Kosovo neither name stands alone where the region's own are asked for."""
    assert choose_name(name, own, names) == written
