"""The wheel carries the licences of what it holds of others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import hatch_build
import pytest

if TYPE_CHECKING:
    from pathlib import Path


def test_every_package_of_the_page_is_named_with_its_licence(
    tmp_path: Path,
) -> None:
    if not (hatch_build.WEB / "node_modules/leaflet").is_dir():
        pytest.skip("the page's packages aren't installed (npm ci)")
    hatch_build.write_notices(tmp_path / "THIRD-PARTY.txt")
    told = (tmp_path / "THIRD-PARTY.txt").read_text("utf-8")
    needed = json.loads(
        (hatch_build.WEB / "package.json").read_text("utf-8")
    )["dependencies"]
    for name, version in needed.items():
        assert f"\n{name} {version}: " in told
    assert (
        "Redistribution and use in source and binary forms" in told
    )  # Leaflet, BSD-2-Clause
    assert "Apache License" in told  # h3-js
    assert "UNICODE LICENSE V3" in told  # CLDR
    assert "CC BY 4.0" in told  # GeoNames
