"""The review page: a draft is kept, dropped and corrected beside its report, offline."""

from __future__ import annotations

import json
import math
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sitmap.export.content_security import write_policy
from sitmap.export.files import write_file
from sitmap.export.page_settings import page_words
from sitmap.export.review_content import Plain, find_box, review_content
from sitmap.export.undrawn import CUT_STYLE, UNDRAWN
from sitmap.layers.basemap import Basemap, box_around
from sitmap.layers.element import (
    NO_LOOKUPS,
    inert_blob,
    inert_json,
    read_asset,
)
from sitmap.layers.words import load_words
from sitmap.policies import status_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from sitmap.reports.report import Report

_BOOT: Final = "review.boot();"
_BASEMAP: Final = "review_basemap"
_LABELS: Final = 400
"""Place names: whoever moves a mark finds the spot by what lies around it."""


def write_review(
    draft: gpd.GeoDataFrame,
    reports: Sequence[Report],
    path: str | Path,
    *,
    name: str = "draft.csv",
    lang: str = "en",
) -> Path:
    """Write the page on which a draft is reviewed beside its reports.

    Parameters
    ----------
    draft
        The drafted incident table, or one reviewed before.
    reports
        The reports that it was drafted from.
    path
        Where to.
    name
        What the draft is called; the reviewed table is downloaded as ``NAME-reviewed.csv``.
    lang
        Language of the page, as BCP 47.

    Raises
    ------
    InputError
        There are no words in that language.
    OutputError
        The file can't be written.
    """
    page = render_review(draft, reports, name=name, lang=lang)
    return write_file(path, page.encode("utf-8", "replace"))


def render_review(
    draft: gpd.GeoDataFrame,
    reports: Sequence[Report],
    *,
    name: str,
    lang: str = "en",
) -> str:
    """Return the page that `write_review` writes."""
    # the gazetteer's index is opened for a review, not by an import
    from sitmap.geocoding import Gazetteer

    box = find_box(draft, reports)
    basemap = Basemap(box_around(box), labels=_LABELS, ground=False)
    settings = {
        "lang": load_words(lang).lang,
        "strings": _words(lang),
        "file": name,
        "download": f"{Path(name).stem}-reviewed.csv",
        "bounds": [[box[1], box[0]], [box[3], box[2]]],
        "notes": list(status_notes(box, lang=lang)),
        "basemap": dict(basemap.settings()),
        **review_content(draft, reports, Gazetteer()),
    }
    return _compose(_finite(settings), basemap, name, lang)


def _words(lang: str) -> Plain:
    """Return the page's words in a language, those of the review among them."""
    own = json.loads(read_asset("review-words.json")).get(
        lang.partition("-")[0], {}
    )
    told: Any = page_words(lang).get("strings", {})
    return {**told, **own}


def _finite(value: Any) -> Any:
    """Return plain values without NaN and without NumPy's numbers, which JSON hasn't."""
    if isinstance(value, dict):
        return {key: _finite(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(each) for each in value]
    if hasattr(value, "item"):
        value = value.item()
    return (
        None
        if isinstance(value, float) and not math.isfinite(value)
        else value
    )


def _compose(
    settings: Plain, basemap: Basemap, name: str, lang: str
) -> str:
    scripts = [read_asset("leaflet.js"), read_asset("review.js")]
    styles = [
        read_asset(one)
        for one in ("leaflet.css", "sitmap.css", "review.css")
    ]
    lines = [
        f'<!DOCTYPE html>\n<html lang="{escape(lang, quote=True)}">\n<head>',
        '<meta charset="utf-8">',
        CUT_STYLE,
        NO_LOOKUPS,
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        write_policy([*scripts, _BOOT], ()),
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape(name)}</title>",
        *(f"<style>{style}</style>" for style in styles),
        "</head>\n<body>",
        f'<div id="review">{UNDRAWN}</div>',
        *(f"<script>{script}</script>" for script in scripts),
        f'<script type="application/json" class="sitmap-review">{inert_json(settings)}</script>',
        *(
            inert_blob(f"{_BASEMAP}/{key}", data)
            for key, data in basemap.blobs().items()
        ),
        f"<script>{_BOOT}</script>",
        "</body>\n</html>\n",
    ]
    return "\n".join(lines)
