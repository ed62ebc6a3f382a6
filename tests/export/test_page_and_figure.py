"""Page and figure say the same: ten maps, every language of the page, every choice of names."""

from __future__ import annotations

import base64
import gzip
import html
import json
import re
import warnings
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tests.maps_of_all_kinds import HOSTILE, MAPS

from sitmap.errors import DataWarning
from sitmap.map_options import PAGE_LANGUAGES

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")

from sitmap.export.figure import draw_figure
from sitmap.export.figure.legend import read_legend
from sitmap.export.figure.scene import LOOK, read_scene

if TYPE_CHECKING:
    from pathlib import Path

    import sitmap

NAMES = ["en", "sq", "sr", "sr-Cyrl", "local", "both"]
KINDS = {
    "u8": "u1",
    "u16": "<u2",
    "u32": "<u4",
    "i32": "<i4",
    "d32": "<i4",
    "f32": "<f4",
}
ISOLATES = re.compile("[\u2066-\u2069\u200e\u200f]")


class Page:
    """What a page holds, read back from its HTML as its script reads it."""

    def __init__(self, made: sitmap.Map) -> None:
        text = made.get_root().render()
        found = re.findall(
            r'class="sitmap-(map|layer)"([^>]*)>(.*?)</script>',
            text,
            re.DOTALL,
        )
        self.settings: dict[str, Any] = next(
            json.loads(data) for kind, _, data in found if kind == "map"
        )
        self.layers: dict[str, dict[str, Any]] = {
            re.findall(r'data-layer="(.*?)"', about)[0]: json.loads(data)
            for kind, about, data in found
            if kind == "layer"
        }
        blobs = re.findall(
            r'type="application/octet-stream" id="(.*?)">(.*?)</script>',
            text,
        )
        self.blobs = {name: base64.b64decode(data) for name, data in blobs}

    def read(self, layer: str, name: str) -> bytes:
        """Return a blob's data."""
        return gzip.decompress(self.blobs[f"{layer}/{name}"])

    def of_kind(self, kind: str) -> list[tuple[str, dict[str, Any]]]:
        """Return the layers of a kind, in the order of the page."""
        return [
            pair for pair in self.layers.items() if pair[1]["kind"] == kind
        ]

    def looks(self) -> list[Counter[tuple[str, str]]]:
        """Count shape and colour of the incidents drawn, layer by layer, by the payload's codes."""
        return [
            self._looks_of(name, told)
            for name, told in self.of_kind("incidents")
        ]

    def _looks_of(
        self, name: str, told: dict[str, Any]
    ) -> Counter[tuple[str, str]]:
        columns, start = {}, 0
        data = self.read(name, "core")
        for column, kind in told["core"]:
            width = np.dtype(KINDS[kind]).itemsize
            planes = np.frombuffer(
                data, np.uint8, width * told["rows"], start
            )
            raw = np.ascontiguousarray(planes.reshape(width, -1).T).view(
                KINDS[kind]
            )
            columns[column], start = (
                raw.ravel(),
                start + width * told["rows"],
            )
        if "categories" in told:
            entries = told["categories"]["entries"]
            codes = columns["category"][: told["located"]]
            return Counter(
                (entries[one - 1]["shape"], entries[one - 1]["light"])
                for one in codes
            )
        by_type = {
            one["type"]: (one["shape"], one["colour"])
            for one in told.get("looks", ())
        }
        listed = json.loads(self.read(name, "codes"))["event_type"]
        none = ("dot", "#6b7280")
        of_code = [none, *(by_type.get(one, none) for one in listed)]
        return Counter(
            of_code[one] for one in columns["event_type"][: told["located"]]
        )

    def left_off(self) -> list[tuple[str, str]]:
        """List row and reason of what isn't drawn."""
        told = [
            (str(one.get("row")), one["why"])
            for one in self.settings["left_off"]
        ]
        for name, _ in self.of_kind("incidents"):
            off = json.loads(self.read(name, "codes"))["left_off"]
            rows = zip(off["row"], off["why"], strict=True)
            told += [(str(row), off["reasons"][why]) for row, why in rows]
        return sorted(told)

    def names(self) -> dict[str, str]:
        """Return what the page writes for each place that it names."""
        ((name, _),) = self.of_kind("basemap")
        labels = json.loads(self.read(name, "core"))["labels"]
        return {one["t"]: one.get("s", one["t"]) for one in labels}


def make(name: str, **options: Any) -> sitmap.Map:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        return MAPS[name](**options)


def joined(texts: Any) -> str:
    """Put lines together as a reader does; marks of direction aren't read."""
    return ISOLATES.sub("", " ".join(" ".join(texts).split()))


def assert_same_key(made: sitmap.Map, page: Page) -> None:
    scene = read_scene(made.content())
    said = [
        (
            layer["heading"] if not group["head"] else group["head"],
            entry["text"],
            entry.get("n"),
        )
        for layer in page.layers.values()
        for group in layer.get("key", ())
        for entry in group["entries"]
    ]
    drawn = [
        (block.head, joined(row.words), row.number)
        for block in read_legend(scene)
        for row in block.rows
        if row.draw is not None
    ]
    numbers = [
        "" if n is None else scene.words.number(n) for _, _, n in said
    ]
    assert [(head, text) for head, text, _ in drawn] == [
        (head, joined([text])) for head, text, _ in said
    ]
    assert [number for _, _, number in drawn] == numbers


def assert_same_marks(made: sitmap.Map, page: Page) -> None:
    """Symbols and colours of what is drawn, by the payload's codes and by the figure's looks."""
    scene = read_scene(made.content())
    looks = [scene.looks[number] for number in scene.incidents[LOOK]]
    drawn = Counter((look.shape, look.colour) for look in looks)
    assert drawn == sum(page.looks(), Counter())
    assert len(scene.content.sites) == sum(
        any(
            start <= layer["date"] and state
            for start, state in site["states"]
        )
        for _, layer in page.of_kind("presence")
        for site in layer["sites"]
    )


@pytest.mark.parametrize("name", MAPS)
def test_page_and_figure_say_the_same(name: str, tmp_path: Path) -> None:
    """Title block, key, counts, symbols, notes, sources, credits, what is left off, in order."""
    lang = PAGE_LANGUAGES[list(MAPS).index(name) % len(PAGE_LANGUAGES)]
    made = make(name, lang=lang, names="both")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        page = Page(made)
        svg = draw_figure(
            made, tmp_path / "a.svg", size=(420, 297), dpi=40
        ).read_text("utf-8")
    assert_same_key(made, page)
    assert_same_marks(made, page)
    texts = [
        html.unescape(text)
        for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    ]
    said = joined(texts)
    settings = page.settings
    wanted = [settings["title"], *settings["notes"]]
    wanted += [one["text"] for one in settings["sources"]]
    wanted += [
        one["text"]
        for one in settings["attribution"]
        if one["text"] != "Leaflet"
    ]
    for text in filter(None, [*wanted, settings["subtitle"]]):
        assert joined([text]) in said, text
    content = made.content()
    if content.date:
        assert any(str(int(content.date[:4])) in text for text in texts)
    off = content.left_off
    told = [
        ("None" if row is None else str(row), why)
        for row, why in zip(off["row"], off["why"], strict=True)
    ]
    assert sorted(told) == page.left_off()
    assert settings["n_left_off"] == content.n_left_off
    if content.n_left_off:
        assert (
            joined([content.words.say("off_map", n=content.n_left_off)])
            in said
        )


@pytest.mark.parametrize("lang", PAGE_LANGUAGES)
def test_the_key_is_the_same_in_every_language(lang: str) -> None:
    """Words of categories, statuses, precisions, sites and lines, and how numbers are written."""
    for name in ("presence", "precisions", "categories", "layers"):
        made = make(name, lang=lang)
        assert_same_key(made, Page(made))


@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize("name", ["presence", "areas"])
def test_places_have_the_same_names(name: str, names: str) -> None:
    """Whatever names are asked for, a figure writes for each place what the page does."""
    made = make(name, names=names)
    content, page = made.content(), Page(made)
    written = page.names()
    scene = read_scene(content)
    labels = scene.labels_in(content.opening.box)
    assert len(labels) > 20
    assert {one.name: one.text for one in labels} == {
        one.name: written[one.name] for one in labels
    }
    assert content.name_of("Pristina") == written["Pristina"]


def test_sheets_of_an_atlas_have_the_key_of_their_part() -> None:
    """Counts are those of the part; looks are the whole map's."""
    from sitmap.export.figure.panels import split_scene

    made = make("categories")
    whole = read_scene(made.content())
    parts = dict(split_scene(whole, "weapon", 30))
    legend = [
        row
        for block in read_legend(parts["weapon 01"])
        for row in block.rows
        if row.number
    ]
    assert [(joined(row.words), row.number) for row in legend] == [
        ("weapon 01", "16")
    ]
    assert parts["weapon 01"].looks == whole.looks


def test_one_type_has_one_look_in_all_layers() -> None:
    """Flood and Fire are told apart though each is the first of its own layer."""
    looks = [
        layer.looks
        for layer in make("layers").content().layers
        if layer.looks
    ]
    assert looks[0]["Battles"] == looks[1]["Battles"]
    assert looks[0]["Flood"] != looks[1]["Fire"]
    assert HOSTILE in looks[0]


def test_a_country_whose_middle_is_taken_is_named_beside(
    tmp_path: Path,
) -> None:
    """As on the page, its name goes where it is wide and free."""
    svg = draw_figure(
        make("categories"), tmp_path / "a.svg", dpi=60
    ).read_text("utf-8")
    assert ">K O S O V O<" in svg
