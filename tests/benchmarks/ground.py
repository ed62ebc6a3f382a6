"""Measure the ground: ``python -m tests.benchmarks.ground [--repeat MB] [--frames]``.

Reads the extract of Liechtenstein in ../shared: size and time of preparing it, of a page of 40 made
incidents against the same page without ground, and (with ``--repeat 500``) the memory that an
extract of that many megabytes takes: the handed one over and over, with shifted ids and places.
``--frames`` opens the page in Chromium and pans it with 2 MB of ground.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterator

EXTRACT = (
    Path(__file__).parents[3]
    / "shared/data/streets/liechtenstein-2013.osm.pbf"
)
SQUARE_KM = 160
ID_STEP = 3_000_000_000  # above the highest id of 2013
COLUMNS = 30  # copies side by side
WIDE, TALL = 0.3, 0.4  # degrees from copy to copy
NANO = 1_000_000_000
GRAIN = 100  # nanodegrees, the usual unit of a place
MIDDLE = (9.51, 47.15)

PREPARE = """
import resource, sys, time
from sitmap.ground import prepare_ground
from sitmap.ground.prepared import read_prepared
began = time.perf_counter()
target = prepare_ground(sys.argv[1], sys.argv[2])
took = time.perf_counter() - began
held = sum(read_prepared(target).features.values())
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
print(f"{took:.1f} s, {peak:,.0f} MB of memory at most, {held:,} features")
"""


def make_incidents(copies: int = 1) -> pd.DataFrame:
    """Make 40 incidents in Vaduz and Schaan, and in as many copies of them."""
    made = np.random.default_rng(1)
    towns = np.array([[9.521, 47.141], [9.509, 47.167]]).repeat(20, axis=0)
    points = towns + made.normal(0, 0.006, (40, 2))
    one = pd.DataFrame(
        {
            "event_type": made.choice(["Protests", "Battles", "Riots"], 40),
            "title": [f"Made incident {at}" for at in range(40)],
            "date_start": pd.Timestamp("2024-01-01")
            + pd.to_timedelta(range(40), "D"),
            "latitude": points[:, 1],
            "longitude": points[:, 0],
            "precision": "exact",
        }
    )
    shifted = [
        one.assign(longitude=one["longitude"] + WIDE * at)
        for at in range(copies)
    ]
    return pd.concat(shifted, ignore_index=True)


def save_map(path: Path, ground: Any, *, copies: int = 1) -> float:
    """Save a map, and return the seconds that it took."""
    import sitmap

    began = time.perf_counter()
    basemap = sitmap.Basemap(ground=ground)
    sitmap.Map(
        make_incidents(copies), title="Vaduz and Schaan", basemap=basemap
    ).save(path)
    return time.perf_counter() - began


def measure_page(folder: Path) -> None:
    """Tell size and seconds of a page with ground and without."""
    save_map(
        folder / "plain.html", False
    )  # whatever is read once for all maps
    plain = min(save_map(folder / "plain.html", False) for _ in range(3))
    first = save_map(folder / "ground.html", EXTRACT)
    again = min(save_map(folder / "ground.html", EXTRACT) for _ in range(3))
    more = (folder / "ground.html").stat().st_size - (
        folder / "plain.html"
    ).stat().st_size
    print(f"page: {more / 1e3:,.0f} kB more than without ground")
    print(
        f"build: {first - plain:.2f} s more the first time, {again - plain:.2f} s the second"
    )


def measure_preparing(source: Path, folder: Path) -> None:
    """Tell what preparing takes, in a process of its own."""
    target = folder / "x.ground"
    command = [sys.executable, "-c", PREPARE, str(source), str(target)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True
    )
    size = target.stat().st_size / 1e6
    print(
        f"prepare {source.stat().st_size / 1e6:,.1f} MB: {done.stdout.strip()}, {size:,.2f} MB"
    )


def measure_frames(file: Path) -> None:
    """Drag a page for two seconds, and tell the frames a second and the longest."""
    from playwright.sync_api import sync_playwright
    from tests.browser.chromium import find_chromium
    from tests.browser.conftest import FLAGS

    watch = """() => { const times = window.frames_ = []; let last = performance.now();
      const step = (now) => { times.push(now - last); last = now; requestAnimationFrame(step); };
      requestAnimationFrame(step); }"""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=FLAGS
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(file.as_uri())
        page.evaluate("sitmap.ready")
        ready = page.evaluate(
            "performance.getEntriesByName('sitmap:ready')[0].startTime"
        )
        print(
            f"{file.name}: {file.stat().st_size / 1e6:.2f} MB, ready in {ready:.0f} ms"
        )
        for zoom in (12, 14, 16):
            page.evaluate(
                f"map_sitmap.setView([47.15, 9.51], {zoom}, {{animate: false}})"
            )
            page.wait_for_timeout(800)
            page.mouse.move(600, 400)
            page.mouse.down()
            page.evaluate(watch)
            for step in range(120):
                page.mouse.move(600 - 4 * step, 400 - 2 * step)
                page.wait_for_timeout(10)
            times = np.array(page.evaluate("window.frames_")[1:])
            page.mouse.up()
            told = f"{1000 / times.mean():.0f} frames a second, the longest {times.max():.0f} ms"
            print(f"  dragging at zoom {zoom}: {told}")
        browser.close()


def read_varint(data: bytes, at: int) -> tuple[int, int]:
    """Read a number and where the next thing begins."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at += 1
        if byte < 0x80:
            return value, at
        shift += 7


def varint(value: int) -> bytes:
    """Write a number of up to 64 bits; negative ones as protobuf does."""
    value &= 2**64 - 1
    out = bytearray()
    while value > 0x7F:
        out.append((value & 0x7F) | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Yield the fields of a protobuf message: numbers and bytes."""
    at = 0
    while at < len(data):
        key, at = read_varint(data, at)
        value, at = read_varint(data, at)
        if key & 7 == 2:
            yield key >> 3, data[at : at + value]
            at += value
        else:
            yield key >> 3, value


def message(parts: list[tuple[int, int | bytes]]) -> bytes:
    """Write fields."""
    out = []
    for number, value in parts:
        if isinstance(value, int):
            out.append(varint(number << 3) + varint(value))
        else:
            out.append(varint(number << 3 | 2) + varint(len(value)) + value)
    return b"".join(out)


def shift_first(packed: bytes, by: int) -> bytes:
    """Shift a row of differences by its first."""
    folded, at = read_varint(packed, 0)
    first = ((folded >> 1) ^ -(folded & 1)) + by
    return varint((first << 1) ^ (first >> 63)) + packed[at:]


def shift_element(data: bytes, by: int, row: int) -> bytes:
    """Shift the id of a way or a relation, and those that it names in the field `row`."""
    parts: list[tuple[int, int | bytes]] = []
    for number, value in fields(data):
        if number == 1 and isinstance(value, int):
            parts.append((number, value + by))
        elif number == row and isinstance(value, bytes) and value:
            parts.append((number, shift_first(value, by)))
        else:
            parts.append((number, value))
    return message(parts)


def shift_dense(data: bytes, by: int) -> bytes:
    """Shift the ids of nodes."""
    parts: list[tuple[int, int | bytes]] = []
    for number, value in fields(data):
        is_ids = number == 1 and isinstance(value, bytes)
        parts.append((number, shift_first(value, by) if is_ids else value))
    return message(parts)


def shift_block(parts: list[tuple[int, Any]], copy: int) -> bytes:
    """Write a block with its ids and places shifted."""
    by = copy * ID_STEP
    grain = (
        GRAIN + copy % 9
    )  # a per cent larger each, so that no copy compresses as the last
    growth = grain / GRAIN - 1
    lon = (copy % COLUMNS) * WIDE - MIDDLE[0] * growth
    lat = (copy // COLUMNS) * -TALL - MIDDLE[1] * growth
    out: list[tuple[int, int | bytes]] = []
    for number, value in parts:
        if number != 2:
            out.append((number, value))
            continue
        group = []
        for kind, element in fields(value):
            if kind == 2 and isinstance(element, bytes):
                group.append((2, shift_dense(element, by)))
            elif isinstance(element, bytes):
                group.append(
                    (kind, shift_element(element, by, {3: 8, 4: 9}[kind]))
                )
        out.append((2, message(group)))
    out = [(number, value) for number, value in out if number != 17]
    return message(
        [*out, (17, grain), (19, int(lat * NANO)), (20, int(lon * NANO))]
    )


def read_blobs(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the type and the content of each blob."""
    data = path.read_bytes()
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        head: dict[int, Any] = dict(fields(data[at + 4 : at + 4 + size]))
        at += 4 + size
        blob: dict[int, Any] = dict(fields(data[at : at + head[3]]))
        at += head[3]
        yield (
            head[1].decode(),
            blob[1] if 1 in blob else zlib.decompress(blob[3]),
        )


def write_blob(file: Any, kind: str, content: bytes) -> None:
    """Write a blob, compressed."""
    blob = message([(2, len(content)), (3, zlib.compress(content, 1))])
    head = message([(1, kind.encode()), (3, len(blob))])
    file.write(len(head).to_bytes(4, "big") + head + blob)


def repeat_extract(path: Path, megabytes: float) -> Path:
    """Write the extract over and over: all nodes first, then ways, then relations."""
    blobs = list(read_blobs(EXTRACT))
    copies = max(1, round(megabytes * 1e6 / EXTRACT.stat().st_size))
    kinds: dict[int, list[list[tuple[int, Any]]]] = {}
    for kind, content in blobs[1:]:
        assert kind == "OSMData"
        parts = list(fields(content))
        group = next(value for number, value in parts if number == 2)
        kinds.setdefault(next(fields(group))[0], []).append(parts)
    with path.open("wb") as file:
        write_blob(file, "OSMHeader", blobs[0][1])
        for kind in sorted(kinds):
            for copy in range(copies):
                for parts in kinds[kind]:
                    write_blob(file, "OSMData", shift_block(parts, copy))
    return path


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--repeat", type=float, nargs="*", default=[], metavar="MB"
    )
    parser.add_argument("--frames", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = os.environ["XDG_DATA_HOME"] = name
        measure_preparing(EXTRACT, folder)
        print(
            f"  {(folder / 'x.ground').stat().st_size / SQUARE_KM / 1e3:.2f} MB for 1,000 km²"
        )
        measure_page(folder)
        if asked.frames:
            dense = repeat_extract(folder / "dense.osm.pbf", 15)
            save_map(folder / "dense.html", dense, copies=20)
            save_map(folder / "bare.html", False, copies=20)
            measure_frames(folder / "bare.html")
            measure_frames(folder / "dense.html")
        for megabytes in asked.repeat:
            measure_preparing(
                repeat_extract(folder / "large.osm.pbf", megabytes), folder
            )


if __name__ == "__main__":
    main()
