"""Score drafted incidents and place mentions against a set of reports with gold.

``python -m tests.reports.gold.score PRED_DIR SET`` with SET a folder that holds ``reports/`` and
``gold/``. PRED_DIR/NN.json (or NN.geojson) is one of

- a GeoJSON FeatureCollection, a Feature per incident, with "mentions" as a foreign member,
- ``{"incidents": [...], "mentions": [...]}``,
- a list of incidents; the mentions are then in PRED_DIR/NN.mentions.json.

Incidents have event_type, sub_event_type, latitude, longitude, date_start, date_end, status,
quote_start and quote_end; optional are on_map (else: has coordinates), evidence [{start, end}] and
fatalities or fatalities_best. Mentions have start, end, latitude, longitude, and a kind that is
"place" unless it is told. Offsets are code points of the report. No file: nothing drafted.

A drafted incident may match a gold one if a quote of it lies in a SENTENCE that holds evidence and
none is longer than 700 characters; the pairs are the ones that agree best. Read *located* (matched
and placed within the tolerance, or rightly kept off the map) and *strict* (located, and date, type
and status right): bare detection by chance reaches .5 to .7 in texts as dense as these.
Gold that is optional makes a match neither a hit nor a false alarm.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.reports.gold.matching import (
    Drafted,
    Gold,
    agrees_in_date,
    agrees_in_place,
    agrees_in_status,
    agrees_in_sub_type,
    agrees_in_type,
    distance_km,
    match_incidents,
    measure_overlap,
    read_drafted,
    read_number,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Rows = list[dict[str, Any]]
Counts = Counter[str]


class Draft(NamedTuple):
    """What a reader made of one report, as plain rows."""

    incidents: Rows
    mentions: Rows


class Mention(NamedTuple):
    """A drafted mention of a place."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    kind: str


def read_set(folder: Path) -> Iterator[tuple[Gold, str]]:
    """Yield the gold of each report of a set, and its text."""
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        # newlines stay as they are: the offsets count them
        with (folder / "reports" / gold["file"]).open(
            encoding="utf-8", newline=""
        ) as file:
            yield gold, file.read()


def read_draft(folder: Path, name: str) -> Draft:
    """Read what was drafted of a report; nothing, where there is no file."""
    found = [
        path
        for end in ("json", "geojson")
        if (path := folder / f"{name}.{end}").exists()
    ]
    if not found:
        return Draft([], [])
    told = json.loads(found[0].read_text(encoding="utf-8"))
    if isinstance(told, list):
        beside = folder / f"{name}.mentions.json"
        text = (
            beside.read_text(encoding="utf-8") if beside.exists() else "[]"
        )
        return Draft(told, json.loads(text))
    if told.get("type") == "FeatureCollection":
        incidents = [
            _flatten(feature) for feature in told.get("features") or []
        ]
        return Draft(incidents, told.get("mentions") or [])
    return Draft(told.get("incidents") or [], told.get("mentions") or [])


def _flatten(feature: dict[str, Any]) -> dict[str, Any]:
    row = dict(feature.get("properties") or {})
    points = list(
        _walk_points((feature.get("geometry") or {}).get("coordinates"))
    )
    if not points:
        return {"on_map": False, **row}
    lons, lats = zip(*points, strict=True)
    middle = {
        "longitude": (min(lons) + max(lons)) / 2,
        "latitude": (min(lats) + max(lats)) / 2,
    }
    return {**row, **middle}


def _walk_points(coordinates: Any) -> Iterator[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
        return
    for each in coordinates or []:
        yield from _walk_points(each)


def count_report(gold: Gold, text: str, draft: Draft) -> Counts:
    """Count hits, misses and false alarms of one report."""
    drafted = [read_drafted(row) for row in draft.incidents]
    return count_mentions(gold, text, draft.mentions) + count_incidents(
        gold, text, drafted
    )


def is_named(surface: str) -> bool:
    """Say whether a mention is a name: it has a capital, or its script knows none (Arabic)."""
    return any(
        char.isupper() or unicodedata.category(char) == "Lo"
        for char in surface
    )


def count_mentions(gold: Gold, text: str, rows: Rows) -> Counts:
    """Count place mentions; metonyms and lower-case descriptions are neither hit nor alarm."""
    golds = gold["mentions"]
    drafted, invalid = _read_mentions(rows, len(text))
    matched, touched = _match_mentions(drafted, golds)
    counts: Counts = Counter({"m_invalid": invalid})
    for index, mention in enumerate(drafted):
        theirs = golds[matched[index]] if index in matched else None
        kind = theirs["kind"] if theirs else None
        counts["m_kind_n"] += theirs is not None
        counts["m_kind_ok"] += kind == mention.kind
        if mention.kind == "place":
            touching = kind or (
                golds[touched[index]]["kind"] if index in touched else None
            )
            counts += _count_place(mention, theirs, touching, text)
    names = [
        each["kind"] == "place" and is_named(each["surface"])
        for each in golds
    ]
    counts["m_gold"] = sum(names)
    counts["m_found"] = sum(
        names[j] and drafted[i].kind == "place" for i, j in matched.items()
    )
    return counts


def _read_mentions(rows: Rows, length: int) -> tuple[list[Mention], int]:
    mentions = []
    for row in rows:
        start, end = (
            read_number(row.get("start")),
            read_number(row.get("end")),
        )
        if start is None or end is None or not 0 <= start < end <= length:
            continue
        point = (
            read_number(row.get("latitude")),
            read_number(row.get("longitude")),
        )
        mentions.append(
            Mention(
                int(start), int(end), *point, row.get("kind") or "place"
            )
        )
    return mentions, len(rows) - len(mentions)


def _match_mentions(
    drafted: list[Mention], golds: list[Gold]
) -> tuple[dict[int, int], dict[int, int]]:
    """Pair mentions by how much of them overlaps, and tell the best that each one touches."""
    pairs = sorted(
        (-_share(mention, theirs), i, j)
        for i, mention in enumerate(drafted)
        for j, theirs in enumerate(golds)
        if mention.start < theirs["end"] and mention.end > theirs["start"]
    )
    matched: dict[int, int] = {}
    touched: dict[int, int] = {}
    for _, i, j in pairs:
        touched.setdefault(i, j)
        if i not in matched and j not in matched.values():
            matched[i] = j
    return matched, touched


def _share(mention: Mention, theirs: Gold) -> float:
    shared = min(mention.end, theirs["end"]) - max(
        mention.start, theirs["start"]
    )
    return shared / (
        max(mention.end, theirs["end"])
        - min(mention.start, theirs["start"])
    )


def _count_place(
    mention: Mention, theirs: Gold | None, touching: str | None, text: str
) -> Counts:
    if theirs is not None and theirs["kind"] == "place":
        if not is_named(theirs["surface"]):
            return Counter()
        return Counter(m_tp=1, m_placed=_is_placed(mention, theirs))
    if touching == "metonym":
        return Counter(m_on_metonym=1)
    if touching is None and not is_named(text[mention.start : mention.end]):
        return Counter()
    return Counter({"m_fp": 1, f"m_fp_{touching or 'nothing'}": 1})


def _is_placed(mention: Mention, theirs: Gold) -> bool:
    if mention.lat is None or mention.lon is None:
        return False
    away = distance_km(
        mention.lat, mention.lon, theirs["lat"], theirs["lon"]
    )
    return away <= theirs["km_tolerance"]


def count_incidents(
    gold: Gold, text: str, drafted: list[Drafted]
) -> Counts:
    """Count incidents that were found, placed and read right, and those that weren't there."""
    golds = gold["incidents"]
    matched = match_incidents(drafted, golds)
    required = [each for each in golds if not each["optional"]]
    counts: Counts = Counter(i_gold=len(required), i_pred=len(drafted))
    counts["i_gold_map"] = sum(each["on_map"] for each in required)
    counts["noinc_articles"] = int(gold["no_incident"])
    for index, each in enumerate(drafted):
        counts["map_pred"] += each.on_map
        counts["i_badquote"] += not each.quotes or any(
            end > len(text) for _, end in each.quotes
        )
        if index in matched:
            theirs = golds[matched[index]]
            counts += _count_matched(each, theirs)
            counts["false_noinc"] += gold["no_incident"] and each.on_map
        else:
            near = any(
                measure_overlap(each, golds[j]) for j in matched.values()
            )
            counts += Counter(
                i_fp=1, map_false=each.on_map, i_fp_same_sentence=near
            )
            counts["false_noinc"] += gold["no_incident"]
    return counts


def _count_matched(each: Drafted, theirs: Gold) -> Counts:
    placed = agrees_in_place(each, theirs)
    counts: Counts = Counter()
    if each.on_map and not theirs["on_map"]:
        counts += Counter(
            {"map_wrong": 1, f"map_wrong_{theirs['status']}": 1}
        )
    elif each.on_map and not placed:
        counts += Counter(map_wrong=1, map_wrong_place=1)
    if theirs["optional"]:
        return counts + Counter(i_opt=1)
    return (
        counts
        + _count_read_right(each, theirs, placed)
        + _count_dead(each, theirs)
    )


def _count_read_right(each: Drafted, theirs: Gold, placed: bool) -> Counts:
    located = (
        each.on_map and placed if theirs["on_map"] else not each.on_map
    )
    dated = agrees_in_date(each, theirs) if theirs["date_start"] else True
    typed, told = (
        agrees_in_type(each, theirs),
        agrees_in_status(each, theirs),
    )
    on_map = bool(theirs["on_map"])
    return Counter(
        i_tp=1,
        i_located=located,
        i_strict=located and dated and typed and told,
        place_n=on_map,
        place_ok=on_map and placed,
        mapped_of_should=on_map and each.on_map,
        date_n=theirs["date_start"] is not None,
        date_ok=theirs["date_start"] is not None and dated,
        type_n=1,
        type_ok=typed,
        sub_ok=agrees_in_sub_type(each, theirs),
        status_ok=told,
        status_exact=each.status == theirs["status"],
    )


def _count_dead(each: Drafted, theirs: Gold) -> Counts:
    low, best, high = (
        theirs[f"fatalities_{which}"] for which in ("low", "best", "high")
    )
    told = [number for number in (low, best, high) if number is not None]
    if each.fatalities is None or not told:
        return Counter()
    right = (
        (low or 0)
        <= each.fatalities
        <= (max(told) if high is None else high)
    )
    return Counter(fat_n=1, fat_ok=right)


def _divide(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _f1(precision: float | None, recall: float | None) -> float | None:
    if precision is None or recall is None:
        return None
    if not precision or not recall:
        return 0.0
    return round(2 * precision * recall / (precision + recall), 4)


def summarise(counts: Counts) -> dict[str, Any]:
    """Turn counts into shares; None where there was nothing to divide by."""
    return {**_summarise_mentions(counts), **_summarise_incidents(counts)}


def _summarise_mentions(counts: Counts) -> dict[str, Any]:
    precision = _divide(counts["m_tp"], counts["m_tp"] + counts["m_fp"])
    recall = _divide(counts["m_found"], counts["m_gold"])
    kinds = ("demonym", "organisation", "person", "nothing")
    return {
        "mention_precision": precision,
        "mention_recall": recall,
        "mention_f1": _f1(precision, recall),
        "mention_placed": _divide(counts["m_placed"], counts["m_tp"]),
        "mention_found_and_placed": _divide(
            counts["m_placed"], counts["m_gold"]
        ),
        "mention_fp_on": {kind: counts[f"m_fp_{kind}"] for kind in kinds},
        "mention_invalid": counts["m_invalid"],
        "mention_kind_accuracy": _divide(
            counts["m_kind_ok"], counts["m_kind_n"]
        ),
    }


def _summarise_incidents(counts: Counts) -> dict[str, Any]:
    found, drafted = counts["i_tp"], counts["i_tp"] + counts["i_fp"]
    gold, mapped = counts["i_gold"], counts["map_pred"]

    def share(key: str) -> float | None:
        return _f1(
            _divide(counts[key], drafted), _divide(counts[key], gold)
        )

    wrong = {
        key[10:]: n
        for key, n in counts.items()
        if key.startswith("map_wrong_")
    }
    return {
        "incident_precision": _divide(found, drafted),
        "incident_recall": _divide(found, gold),
        "incident_f1": share("i_tp"),
        "incident_f1_located": share("i_located"),
        "incident_f1_strict": share("i_strict"),
        "place_right": _divide(counts["place_ok"], counts["place_n"]),
        "date_right": _divide(counts["date_ok"], counts["date_n"]),
        "type_right": _divide(counts["type_ok"], counts["type_n"]),
        "sub_type_right": _divide(counts["sub_ok"], counts["type_n"]),
        "status_right": _divide(counts["status_ok"], counts["type_n"]),
        "status_exact": _divide(counts["status_exact"], counts["type_n"]),
        "fatalities_right": _divide(counts["fat_ok"], counts["fat_n"]),
        "mapped_recall": _divide(
            counts["mapped_of_should"], counts["i_gold_map"]
        ),
        "mapped_wrong_rate": _divide(counts["map_wrong"], mapped),
        "mapped_false_rate": _divide(counts["map_false"], mapped),
        "mapped_wrong_by": wrong,
        "false_incidents_per_no_incident_article": _divide(
            counts["false_noinc"], counts["noinc_articles"]
        ),
        "counts": _name_counts(counts),
    }


def _name_counts(counts: Counts) -> dict[str, int]:
    names = {
        "gold_incidents": "i_gold",
        "predicted": "i_pred",
        "detected": "i_tp",
        "false": "i_fp",
        "false_in_matched_sentence": "i_fp_same_sentence",
        "on_optional": "i_opt",
        "bad_quotes": "i_badquote",
        "mapped": "map_pred",
        "gold_mentions": "m_gold",
    }
    return {name: counts[key] for name, key in names.items()}


def score_set(
    folder: Path, draft: Callable[[Gold, str], Draft]
) -> dict[str, Any]:
    """Score a set: overall, by theme (of languages: by language) and by report.

    `draft` is called with the gold (for its ``published`` and ``language``) and the text.
    """
    whole: Counts = Counter()
    by_theme: dict[str, Counts] = defaultdict(Counter)
    by_report = {}
    for gold, text in read_set(folder):
        counts = count_report(gold, text, draft(gold, text))
        whole.update(counts)
        by_theme[gold["theme"].split(":")[0]].update(counts)
        by_report[Path(gold["file"]).stem] = summarise(counts)
    themes = {
        theme: summarise(counts)
        for theme, counts in sorted(by_theme.items())
    }
    return {
        "overall": summarise(whole),
        "by_theme": themes,
        "by_report": by_report,
    }


def main() -> None:
    """Score a folder of drafts from the command line."""
    usage = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=usage
    )
    parser.add_argument("drafts", type=Path, metavar="PRED_DIR")
    parser.add_argument("set", type=Path, metavar="SET")
    parser.add_argument("--by-report", action="store_true")
    options = parser.parse_args()

    def draft(gold: Gold, _text: str) -> Draft:
        return read_draft(options.drafts, Path(gold["file"]).stem)

    scored = score_set(options.set, draft)
    if not options.by_report:
        del scored["by_report"]
    print(json.dumps(scored, indent=1, ensure_ascii=False))  # noqa: T201 - its output


if __name__ == "__main__":
    main()
