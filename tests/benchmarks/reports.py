"""Measure the reading of reports.

Names, resolution, event types, the article, the sample reports, speed. One run, one table.

``python tests/benchmarks/reports.py``; needs the measuring data in ../shared/data for all but the
samples.
"""

from __future__ import annotations

import csv
import json
import sys
import time
import warnings
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from sitmap.gazetteer import open_gazetteer
from sitmap.geodesy import distance_m
from sitmap.reports import NameSpan, parse_report, read_report
from sitmap.reports.events.event_types import classify_event
from sitmap.reports.places.lookup import Lookup
from sitmap.reports.places.mentions import Mention, find_toponyms
from sitmap.reports.tables import SURE
from sitmap.reports.text.sentences import split_sentences
from sitmap.reports.text.tokenizer import split_tokens

ROOT = Path(__file__).parent.parent.parent
SHARED = ROOT.parent / "shared" / "data"
SAMPLES = ROOT / "data" / "reports"
NEAR_M = 161_000
COUNTRIES = frozenset({"PCLI", "PCLS", "PCLD", "PCL", "PCLF"})
CASE_TYPES = {
    "ABDUCT_DISSAP": "Abduction/forced disappearance",
    "AGREEMENT": "Agreement",
    "AIR_STRIKE": "Air/drone strike",
    "ARMED_CLASH": "Armed clash",
    "ARREST": "Arrests",
    "ART_MISS_ATTACK": "Shelling/artillery/missile attack",
    "ATTACK": "Attack",
    "ATTRIB": "Attribution",
    "CHANGE_TO_GROUP_ACT": "Change to group/activity",
    "CHEM_WEAP": "Chemical weapon",
    "DIPLO": "Meeting",
    "DISR_WEAP": "Disrupted weapons use",
    "FORCE_AGAINST_PROTEST": "Excessive force against protesters",
    "GOV_REGAINS_TERIT": "Government regains territory",
    "GRENADE": "Grenade",
    "HQ_ESTABLISHED": "Headquarters or base established",
    "MAN_MADE_DISASTER": "Man-made disaster",
    "MOB_VIOL": "Mob violence",
    "NATURAL_DISASTER": "Natural disaster",
    "NON_STATE_ACTOR_OVERTAKES_TER": "Non-state actor overtakes territory",
    "NON_VIOL_TERRIT_TRANSFER": "Non-violent transfer of territory",
    "ORG_CRIME": "Organised crime",
    "OTHER": "Other",
    "PEACE_PROTEST": "Peaceful protest",
    "PROPERTY_DISTRUCT": "Looting/property destruction",
    "PROTEST_WITH_INTER": "Protest with intervention",
    "REM_EXPLOS": "Remote explosive/landmine/IED",
    "SEX_VIOL": "Sexual violence",
    "SUIC_BOMB": "Suicide bomb",
    "VIOL_DEMONSTR": "Violent demonstration",
}


class Gold(NamedTuple):
    """A toponym of the corpora."""

    start: int
    end: int
    point: tuple[float, float] | None
    is_country: bool
    country: str


def read_corpus(name: str) -> list[tuple[str, list[Gold]]]:
    """Read a corpus; spans that are off are moved to the nearest occurrence of their phrase."""
    tree = ET.parse(SHARED / "toponyms" / f"{name}.xml")  # noqa: S314 - our own file
    return [
        (article.findtext("text") or "", _golds(article))
        for article in tree.iter("article")
    ]


def _golds(article: ET.Element) -> list[Gold]:
    text = article.findtext("text") or ""
    golds = []
    for each in article.iter("toponym"):
        start, phrase = (
            int(each.findtext("start") or 0),
            each.findtext("phrase") or "",
        )
        if text[start : start + len(phrase)] != phrase:
            found = [
                at for at in range(len(text)) if text.startswith(phrase, at)
            ]
            if not found:
                continue
            start = min(found, key=lambda at: abs(at - start))
        tag = each.find("gaztag")
        lat = (
            tag.findtext("lat") if tag is not None else each.findtext("lat")
        )
        lon = (
            tag.findtext("lon") if tag is not None else each.findtext("lon")
        )
        code = (tag.findtext("fcode") or "") if tag is not None else ""
        country = (tag.findtext("country") or "") if tag is not None else ""
        golds.append(
            Gold(
                start,
                start + len(phrase),
                (float(lat), float(lon)) if lat and lon else None,
                code in COUNTRIES,
                country,
            )
        )
    return golds


def is_right(gold: Gold, mention: Mention | None, library: Any) -> bool:
    """Tell whether a mention is within 161 km of the gold point.

    A country, whether it is that country.
    """
    if (
        mention is None
        or mention.lat is None
        or mention.lon is None
        or gold.point is None
    ):
        return False
    if (
        gold.is_country
        and mention.place is not None
        and mention.place.kind == "country"
    ):
        from sitmap.gazetteer.text import fold

        return any(
            place.country == mention.country
            for place in library.exact(fold(gold.country))
            if place.kind == "country"
        ) or _near(gold, mention)
    return _near(gold, mention)


def _near(gold: Gold, mention: Mention) -> bool:
    assert gold.point is not None
    assert mention.lat is not None
    assert mention.lon is not None
    return distance_m(*gold.point, mention.lat, mention.lon) <= NEAR_M


def measure_toponyms(name: str, lookup: Lookup) -> dict[str, float]:
    """Overlap scores, end-to-end resolution, and resolution with gold spans."""
    count: Counter[str] = Counter()
    for text, golds in read_corpus(name):
        tokens, sentences = split_tokens(text), split_sentences(text)
        found = [
            each
            for each in find_toponyms(text, tokens, sentences, lookup)
            if each.kind not in ("person", "organisation")
        ]
        spans = [NameSpan(gold.start, gold.end) for gold in golds]
        given = find_toponyms(text, tokens, sentences, lookup, spans=spans)
        for gold in golds:
            hit = next(
                (
                    each
                    for each in found
                    if each.start < gold.end and each.end > gold.start
                ),
                None,
            )
            told = next(
                (
                    each
                    for each in given
                    if each.start < gold.end and each.end > gold.start
                ),
                None,
            )
            count["gold"] += 1
            count["hit"] += hit is not None
            count["points"] += gold.point is not None
            sure = hit is not None and hit.score >= SURE
            count["resolved"] += (
                sure
                and gold.point is not None
                and hit is not None
                and hit.lat is not None
            )
            count["right"] += sure and is_right(gold, hit, lookup.library)
            count["given right"] += is_right(gold, told, lookup.library)
        count["found"] += len(found)
        count["true"] += sum(
            any(
                each.start < gold.end and each.end > gold.start
                for gold in golds
            )
            for each in found
        )
    precision, recall = (
        count["true"] / count["found"],
        count["hit"] / count["gold"],
    )
    return {
        "precision": precision,
        "recall": recall,
        "overlap F1": 2 * precision * recall / (precision + recall),
        "recall@161 km": count["right"] / count["points"],
        "precision@161 km of resolved": count["right"] / count["resolved"],
        "gold spans: accuracy@161 km": count["given right"]
        / count["points"],
    }


def measure_types() -> dict[str, float]:
    """Weighted F1 of event types on CASE 2021 task 2 (the half for development)."""
    with (SHARED / "events" / "case2021-dev.tsv").open(
        encoding="utf-8"
    ) as file:
        rows = list(
            csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        )
    gold = [CASE_TYPES[row["SubType"]] for row in rows]
    found = [classify_event(row["EventSnippet"]) for row in rows]
    scores = {name: _f1(gold, found, name) for name in set(gold)}
    return {"weighted F1": sum(scores[name] for name in gold) / len(gold)}


def _f1(gold: list[str], found: list[str | None], name: str) -> float:
    both = sum(
        one == two == name for one, two in zip(gold, found, strict=True)
    )
    total = gold.count(name) + found.count(name)
    return 2 * both / total if total else 0.0


def measure_article() -> dict[str, float]:
    """Mentions of the press report against its gold, by exact span, persons and demonyms left out."""
    gold = json.loads(
        (SHARED / "reports" / "2022-08-17-brussels.gold.json").read_text(
            "utf-8"
        )
    )
    report = read_report(
        SHARED / "reports" / "2022-08-17-brussels.txt",
        published="2022-08-17",
    )
    wanted = {
        (each["start"], each["end"]) for each in gold["place_mentions"]
    }
    table = report.mentions
    kept = table[~table["kind"].isin(["person", "demonym"])]
    found = set(zip(kept["start"], kept["end"], strict=True))
    split = {(each["start"], each["end"]) for each in gold["sentences"]}
    ours = {(each.start, each.end) for each in report.sentences}
    return {
        "mentions F1": 2 * len(wanted & found) / (len(wanted) + len(found)),
        "sentences F1": 2 * len(split & ours) / (len(split) + len(ours)),
    }


def fits(gold: dict[str, Any], row: Any) -> dict[str, bool]:
    """Compare a gold incident with a drafted row, field by field."""
    point = row.geometry
    placed = gold.get("place", row.place) == row.place
    if "lat" in gold:
        placed = (
            point is not None
            and distance_m(gold["lat"], gold["lon"], point.y, point.x)
            <= gold["km"] * 1000
        )
    elif "place" in gold:
        placed = placed and point is None
    return {
        "typed": gold["sub_event_type"] == row.sub_event_type,
        "placed": placed,
        "dated": (
            "date" not in gold
            or (
                pd.notna(row.date_start)
                and f"{row.date_start:%Y-%m-%d}" == gold["date"]
            )
        ),
        "counted": all(
            _as_int(getattr(row, f"{name}_best")) == gold[name]
            for name in ("fatalities", "injured")
            if name in gold
        ),
        "status": gold.get("status", row.status) == row.status,
    }


def _as_int(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def measure_samples() -> dict[str, float]:
    """Incidents of the sample reports.

    Found (right type, right place or date), and what of them is right.
    """
    count: Counter[str] = Counter()
    for name, gold in json.loads(
        (SAMPLES / "gold.json").read_text("utf-8")
    ).items():
        rows = list(
            read_report(
                SAMPLES / name, published=gold["published"]
            ).incidents.itertuples()
        )
        count["drafted"] += len(rows)
        count["false on quiet reports"] += (
            len(rows) if not gold["incidents"] else 0
        )
        for wanted in gold["incidents"]:
            count["wanted"] += 1
            best = max(
                rows,
                key=lambda row: sum(fits(wanted, row).values()),
                default=None,
            )
            if best is None or not (
                fits(wanted, best)["typed"]
                and (
                    fits(wanted, best)["placed"]
                    or fits(wanted, best)["dated"]
                )
            ):
                print(f"  missed in {name}: {wanted}", file=sys.stderr)
                continue
            rows.remove(best)
            count["found"] += 1
            count.update(
                field
                for field, right in fits(wanted, best).items()
                if right
            )
            if not all(fits(wanted, best).values()):
                print(
                    f"  in {name}: {wanted} {fits(wanted, best)}",
                    file=sys.stderr,
                )
    shares = {
        name: count[name] / max(count["found"], 1)
        for name in ("typed", "placed", "dated", "counted", "status")
    }
    return {
        "recall": count["found"] / count["wanted"],
        "precision": count["found"] / max(count["drafted"], 1),
        **shares,
        "false on quiet reports": float(count["false on quiet reports"]),
    }


def measure_speed() -> dict[str, float]:
    """Megabytes of text a second of processor time, after start.

    Texts never seen, seen before, and one dense report.
    """
    texts = [text for text, _ in read_corpus("lgl-dev")]
    dense = (SHARED / "reports" / "2022-08-17-brussels.txt").read_text(
        "utf-8"
    )
    parse_report("Shells hit Kharkiv on Monday.", published="2009-03-25")
    return {
        "294 reports, first time MB/s": _speed(texts),
        "294 reports, again MB/s": max(_speed(texts) for _ in range(3)),
        "as one text MB/s": max(
            _speed(["\n\n".join(texts)]) for _ in range(3)
        ),
        "the article, 50 times MB/s": max(
            _speed([dense] * 50) for _ in range(3)
        ),
    }


def _speed(texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        parse_report(text, published="2009-03-25")
    return sum(map(len, texts)) / 1e6 / (time.process_time() - start)


def main() -> None:
    """Print one table."""
    warnings.simplefilter("ignore")
    lookup = Lookup(open_gazetteer())
    measures = {"speed": measure_speed()} if SHARED.is_dir() else {}
    measures["samples"] = measure_samples()
    if SHARED.is_dir():
        measures |= {
            "article": measure_article(),
            "LGL-dev": measure_toponyms("lgl-dev", lookup),
            "TR-News-dev": measure_toponyms("trnews-dev", lookup),
            "CASE-2021-dev": measure_types(),
        }
    else:
        print(
            "left out: all but the samples, as ../shared/data isn't there"
        )
    for name, values in measures.items():
        for what, value in values.items():
            print(f"{name:<22} {what:<32} {value:8.3f}")


if __name__ == "__main__":
    main()
