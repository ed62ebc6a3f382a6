"""Draws the gallery: ``make map`` runs it.

Each map is written to maps/, with what was drawn and how long it took.
"""

from __future__ import annotations

import time
import warnings
from pathlib import Path

import sitmap
from tests.synthetic import make_summary

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"


def draw_north_kosovo() -> sitmap.Map:
    """Incidents in north Kosovo with KFOR's presence."""
    return sitmap.Map(
        sitmap.read(DATA / "incidents/north-kosovo.csv"),
        presence=sitmap.read_presence(DATA / "presence/kfor-sites.csv"),
        strength=sitmap.read_strength(DATA / "presence/kfor-strength.csv"),
        title="North Kosovo: incidents and KFOR presence",
        subtitle="Reported incidents, July 2022 to November 2024",
    )


def draw_august_2022() -> sitmap.Map:
    """Bare place names and dates from one report: geocoding at work."""
    incidents = sitmap.locate(
        sitmap.read(DATA / "incidents/august-2022.csv")
    )
    return sitmap.Map(
        incidents,
        title="August 2022: what one press report tells, and where",
        subtitle="Places found by name in the embedded gazetteer",
        date="2022-08-17",
    )


def draw_week_in_the_north() -> sitmap.Map:
    """One report, read: its text beside the map, its incidents drafted, each with its sentence."""
    report = sitmap.read_report(
        DATA / "reports/09-week-in-the-north.txt", published="2023-06-18"
    )
    return sitmap.Map(
        report.incidents,
        presence=sitmap.read_presence(DATA / "presence/kfor-sites.csv"),
        reports=[report],
        subtitle="Drafted from one report: every mark opens its sentence (sample text, not news)",
    )


def draw_density() -> sitmap.Map:
    """Five million synthetic events, counted by day and H3 cell.

    The map of what is too much for points.
    """
    return sitmap.Map(
        density=make_summary(5_000_000, places=150_000),
        title="Five million events, counted by cell",
        subtitle="Synthetic: places of the gazetteer by Zipf's law",
    )


GALLERY = {
    "week-in-the-north": draw_week_in_the_north,
    "north-kosovo": draw_north_kosovo,
    "august-2022": draw_august_2022,
}
COUNTED = {"density": draw_density}


def main() -> None:
    """Draw every map of the gallery."""
    warnings.simplefilter(
        "ignore", sitmap.DataWarning
    )  # counts are added up; the page says how
    for name, draw in {**GALLERY, **COUNTED}.items():
        start = time.perf_counter()
        made = draw()
        path = ROOT / "maps" / f"{name}.html"
        made.save(path)
        drawn = sum(len(layer.drawn) for layer in made.incidents) + sum(
            layer.total for layer in made.densities
        )
        left_off = made.left_off
        seconds = time.perf_counter() - start
        kilobytes = path.stat().st_size / 1000
        told = (
            f"{drawn:,} incidents drawn, {len(left_off)} left off, {kilobytes:.0f} kB,"
            f" {seconds:.1f} s"
        )
        print(f"maps/{name}.html: {told}")
        for row in left_off.itertuples():
            print(f"  left off: {row.what} - {row.why}")


if __name__ == "__main__":
    main()
