"""The frames that languages share: a table of theirs, filled with the words of a language.

A language is either a folder of whole tables (``en``) or a folder with one file of words
(``words.toml``); the tables of the second kind are the templates in ``shared``, filled in. In a
template ``@name@`` stands for the words of that name: as the whole value it is the list itself,
inside a regular expression it is their alternation.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from sitmap.reports.languages.compiled import digest_of, kept_table
from sitmap.reports.text.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HOME: Final = files("sitmap.reports.languages")
_SLOT: Final = re.compile(r"@([a-z_]+)@")
_GLUED: Final = "@glued@"
"""Where an "and" may stand glued to the next word, in the languages that write it so (Arabic)."""
_LIST: Final = re.compile(r"<([a-z_]+)>")
_NEVER: Final = "(?!)"
"""What no text matches: the alternation of no words."""
_TABLES: Final = (
    "near",
    "weekday_steps",
    "ones",
    "tens",
    "larger",
    "articles",
    "rough",
    "dozens",
    "km",
    "journeys",
    "bearing_angles",
    "day_words",
)
_CALENDAR: Final = ("months", "weekdays")
_EMPTY: Final[Mapping[str, Any]] = {
    "seasons": {"-": [1, 1]},
    "part_of_month": {"-": [1, 10]},
    "tens": {},
    "larger": {},
    "articles": {},
    "rough": {},
    "ten_joints": [],
    "dozens": {},
    "bearing_angles": {},
    "journeys": {},
    "between_places": [],
    "same_places": [],
    "day_words": {},
    "at_least": [],
    "up_to": [],
    "about": [],
    "weekday_steps": {},
    "kin": "",
    "many": "",
    "more_glued": "",
    "apart": "",
    "killed_open": "",
    "killed_close": "",
    "arrested_open": "",
    "arrested_close": "",
    "whose": "",
    "one_more": "",
    "twos": "",
    "more_words": "",
}
"""What a language may leave out."""
_ACTORS: Final = (
    "state",
    "police",
    "rebels",
    "unknown",
    "crowd",
    "weapon_actors",
    "people_of",
)
"""Lists of who acts: words with blanks between, or with commas where an entry has several."""
_NOBODY: Final = (
    ("nobody", "harmed"),
    ("nobody_killed", "dead_words"),
    ("nobody_injured", "hurt_words"),
)
"""Lists of what says that nobody was hurt, was killed, was wounded."""
_TEN: Final = 10
# letters of a word that tells a date even in a phrase
_LONG: Final = 4
# ways to write one phrase, beyond which a table is mistaken
_MOST_VARIANTS: Final = 400


@lru_cache(maxsize=64)
def has_words(code: str) -> bool:
    """Tell whether a language is a file of words."""
    return (_HOME / code / "words.toml").is_file()


@lru_cache(maxsize=1)
def sources_digest() -> str:
    """Return what tells the files of this package apart from those that the build read."""
    folders = (each for each in _HOME.iterdir() if each.is_dir())
    files = (
        each
        for folder in (_HOME, *folders)
        for each in folder.iterdir()
        if each.is_file()
    )
    texts = (
        each
        for each in files
        if each.name.endswith((".toml", ".csv", ".py"))
    )
    return digest_of(each.read_bytes() for each in sorted(texts, key=str))


@lru_cache(maxsize=32)
def read_words(code: str) -> Mapping[str, Any]:
    """Return a language's words; those of another alphabet are written over from the first.

    ``like = "sr"`` and ``letters`` (what is written how) in the file do that.
    """
    kept: Mapping[str, Any] | None = kept_table(
        code, "words", sources_digest()
    )
    return _read_words(code) if kept is None else kept


def _read_words(code: str) -> Mapping[str, Any]:
    content = tomllib.loads(
        (_HOME / code / "words.toml").read_text("utf-8")
    )
    if "like" not in content:
        return _with_unmarked({**_EMPTY, **_unpack(content)})
    letters = dict(pair.split("=") for pair in content["letters"].split())
    base = read_words(content["like"])
    plain = {
        name: base[name] for name in ("lexicon", *_TABLES) if name in base
    }
    rewritten = {
        name: {
            _rewrite(key, letters): value for key, value in table.items()
        }
        for name, table in plain.items()
        if name != "lexicon"
    }
    return {**_rewrite(dict(base), letters), **rewritten, **content}


def _unpack(content: Mapping[str, Any]) -> dict[str, Any]:
    """Read the tables that are written in one line: ``один/одна=1, два/две=2``."""
    tables = {
        name: _pairs(content[name])
        for name in _TABLES
        if isinstance(content.get(name), str)
    }
    lists: dict[str, Any] = {
        name: [each.split("/") for each in content[name].split()]
        for name in _CALENDAR
        if isinstance(content.get(name), str)
    }
    if isinstance(content.get("units"), str):
        lists["units"] = {
            unit: words.split("/")
            for unit, _, words in _sides(content["units"])
        }
    return {**content, **tables, **lists}


def _with_unmarked(words: dict[str, Any]) -> dict[str, Any]:
    """Add to the calendar and the numbers how they are written without marks: "juce" for "juče"."""
    letters = _unmarked(words)
    if not letters:
        return words
    done = dict(words)
    for table in filter(words.__contains__, _TABLES):
        done[table] = _unmark_keys(words[table], letters)
    for listed in _CALENDAR:
        done[listed] = [_unmark(each, letters) for each in words[listed]]
    done["units"] = {
        unit: _unmark(each, letters)
        for unit, each in words["units"].items()
    }
    return done


def _unmarked(words: Mapping[str, Any]) -> dict[str, str]:
    """Return the letters that may be written without their marks, and how."""
    return dict(
        pair.split("=") for pair in words.get("unmarked", "").split()
    )


def _unmark_keys(
    table: Mapping[str, Any], letters: Mapping[str, str]
) -> dict[str, Any]:
    return {
        _rewrite(word, letters): value for word, value in table.items()
    } | dict(table)


def _unmark(listed: list[str], letters: Mapping[str, str]) -> list[str]:
    """Return words, and behind them those that are written otherwise without marks."""
    if not letters:
        return listed
    return list(
        dict.fromkeys(
            [*listed, *(_rewrite(each, letters) for each in listed)]
        )
    )


def _pairs(text: str) -> dict[str, Any]:
    return {
        word: _value(value)
        for words, _, value in _sides(text)
        for word in words.split("/")
    }


def _sides(text: str) -> list[tuple[str, str, str]]:
    return [part.rpartition("=") for part in _split(text)]


def _value(text: str) -> Any:
    """Return a number, or two with a colon between."""
    numbers = [
        float(each) if "." in each else int(each)
        for each in text.split(":")
    ]
    return numbers[0] if len(numbers) == 1 else numbers


def _rewrite(value: Any, letters: Mapping[str, str]) -> Any:
    """Write the words of a table in other letters, its keys too where they are words."""
    if isinstance(value, str):
        found = re.compile("|".join(sorted(letters, key=len, reverse=True)))
        return found.sub(lambda match: letters[match[0]], value)
    if isinstance(value, list):
        return [_rewrite(each, letters) for each in value]
    if isinstance(value, dict):
        return {key: _rewrite(each, letters) for key, each in value.items()}
    return value


def _split(words: str) -> list[str]:
    return [
        part
        for each in words.split(",")
        if (part := " ".join(each.split()))
    ]


def fill_table(code: str, name: str) -> Mapping[str, Any] | None:
    """Return a language's table from the shared template, or None where there is no such frame."""
    path = _HOME / "shared" / f"{name}.toml"
    if not path.is_file():
        return None
    words = {**_derived(read_words(code)), **read_words(code)}
    model = tomllib.loads(
        (_HOME / "en" / f"{name}.toml").read_text("utf-8")
    )
    own = tomllib.loads(path.read_text("utf-8"))
    table: dict[str, Any] = _fill(_complete(own, model), words)
    if name == "events":
        _expand_events(table, words)
    return table


def _complete(
    own: Mapping[str, Any], model: Mapping[str, Any]
) -> dict[str, Any]:
    """Return a table with the keys of a whole one.

    What a shared frame doesn't name fits no word.
    """
    empty: dict[type, Any] = {str: _NEVER, list: [], dict: {}}
    rest = {
        key: empty.get(type(value), value)
        for key, value in model.items()
        if key not in own
    }
    inner = {
        key: _complete(value, model[key])
        for key, value in own.items()
        if isinstance(value, dict) and isinstance(model.get(key), dict)
    }
    return {**rest, **own, **inner}


def _joined_numbers(words: Mapping[str, Any]) -> dict[str, int]:
    """Return what tells the ones before the tens: "seven and-thirty" (Arabic, German)."""
    letter = str(words.get("glued", ""))[:1]
    joint = f" {letter}" if letter else words.get("ones_first", "")
    return {
        f"{one}{joint}{ten}": value + more
        for one, value in words["ones"].items()
        for ten, more in words["tens"].items()
        if joint and 0 < value < _TEN
    }


def _derived(words: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lists that follow from others: what dates are found by."""
    # a short word is a hint by itself alone ("dje", "dün"), not as part of a phrase
    near_hints = {
        word
        for phrase in words["near"]
        for word in phrase.split()
        if word == phrase or len(word) >= _LONG
    }
    units = ",".join(",".join(each) for each in words["units"].values())
    nobody = [
        _stem(",".join(words.get(name, "") for name in names))
        for names in _NOBODY
    ]
    stems = {
        f"{kind}_stems": [
            *_stem(words.get(kind, "")),
            *(nobody[0] + nobody[at]),
        ]
        for at, kind in enumerate(("killed", "injured"), 1)
    }
    return {
        **stems,
        **_split_actors(words),
        "exact": _joined_numbers(words),
        "glue": str(words.get("glued", ""))[:1],
        **{
            f"{kind}_stems": _stem(
                f"{words.get(kind, '')}, {words.get(f'{kind}_open', '')}"
            )
            for kind in ("missing", "abducted", "arrested")
        },
        # the word behind a name: of "teilte mit" the second says nothing of who stands before it
        "says_words": ",".join(
            each
            for each in _split(words.get("says", ""))
            if " " not in each
        ),
        "people_say": ",".join(
            each
            for each in _split(words.get("says", ""))
            if " " not in each
            and each not in _split(words.get("places_say", ""))
        ),
        "about_words": ",".join(words.get("about", [])),
        "month_words": ",".join(words["units"].get("month", ())),
        "since_months": ",".join(
            f"{each} {month}"
            for each in _split(words.get("since", ""))
            for months in words["months"]
            for month in months
        ),
        "people_and_kin": " ".join(
            (
                words["people"],
                *(each for each in _split(words["kin"]) if " " not in each),
            )
        ),
        "near_hints": " ".join(sorted(near_hints)),
        "weekday_words": ",".join(
            each for day in words["weekdays"] for each in day
        ),
        "weekday_step_words": ",".join(words["weekday_steps"]),
        "unit_words": units,
        "several_names": ",".join(
            [
                *(
                    word
                    for word, value in {
                        **words["ones"],
                        **words["tens"],
                    }.items()
                    if value > 1
                ),
                *words["dozens"],
            ]
        ),
        "number_names": ",".join(
            {**words["ones"], **words["tens"], **words["larger"]}
        ),
        "unlisted_targets": words.get(
            "unlisted_targets", words.get("target_words", "")
        ),
        # what a sentence may begin with and is no place, though one is called so
        "plain_words": " ".join(
            (
                words.get("common_words", ""),
                words["people"],
                *words["ones"],
                *words["tens"],
            )
        ),
        "past_steps": ",".join(
            key for key, step in words["weekday_steps"].items() if step < 0
        ),
    }


def _split_actors(words: Mapping[str, Any]) -> dict[str, str]:
    """Return who acts as single words and as phrases: "special" alone is nobody."""
    entries = {name: words.get(name, "") for name in _ACTORS}
    listed = {
        name: _split(told) if "," in told else told.split()
        for name, told in entries.items()
    }
    single = {
        f"{name}_words": " ".join(each for each in told if " " not in each)
        for name, told in listed.items()
    }
    phrases = {
        f"{name}_phrases": "|".join(each for each in told if " " in each)
        for name, told in listed.items()
    }
    return single | phrases


def _stem(words: str) -> list[str]:
    """Return the letters that words begin with, in lower case."""
    return [each.split("*")[0].lower() for each in _split(words)]


def _fill(value: Any, words: Mapping[str, Any]) -> Any:
    if isinstance(value, dict):
        return {key: _fill(each, words) for key, each in value.items()}
    if isinstance(value, list):
        return [_fill(each, words) for each in value]
    if not isinstance(value, str):
        return value
    whole = _SLOT.fullmatch(value)
    if whole:
        told = words.get(whole[1], "")
        return told.replace(",", " ") if isinstance(told, str) else told
    glued = f"[{words['glued']}]?" if words.get("glued") else ""
    letters = _unmarked(words)
    return _SLOT.sub(
        lambda match: any_of(
            _unmark(_split(words.get(match[1], "")), letters)
        ),
        value.replace(_GLUED, glued),
    )


def _expand_events(table: dict[str, Any], words: Mapping[str, Any]) -> None:
    """Write out both orders, phrases of several words, and the language's own patterns."""
    letters = {
        mark: plain
        for mark, plain in _unmarked(words).items()
        if len(plain) > 1
    }
    lexicon = {
        name: ", ".join(_unmark(_split(listed), letters))
        if letters
        else listed
        for name, listed in words["lexicon"].items()
    }
    table["words"] = {
        name: " ".join(each for each in _split(listed) if " " not in each)
        for name, listed in lexicon.items()
    }
    lists = (lexicon.get(name, "") for name in table.pop("grounds").split())
    grounds = [
        each
        for listed in lists
        for each in _split(listed)
        if " " not in each
    ]
    actors = [
        words[f"{name}_words"]
        for name in table.pop("ground_actors").split()
    ]
    table["words"]["grounds"] = " ".join([*grounds, *actors])
    own = words.get("patterns", {})
    for entry in table["types"]:
        for key in (
            "frames",
            "loose_frames",
            "event",
            "loose",
            "after",
            "cue",
        ):
            lines = entry.get(key, [])
            entry[key] = [
                out for line in lines for out in _variants(line, lexicon)
            ]
        entry["frames"] += own.get(entry["name"], [])
    shared = [
        out.removesuffix(" 0")
        for line in table["masks"]
        for out in _variants(f"{line} 0", lexicon)
    ]
    table["masks"] = [*shared, *words.get("masks", [])]


def _variants(line: str, lexicon: Mapping[str, str]) -> Iterator[str]:
    """Yield a pattern in both orders of ``<>``, once with each phrase of its lists."""
    body, _, weight = line.rpartition(" ")
    sides = body.split(" <> ")
    orders = (
        [body]
        if len(sides) == 1
        else [" .. ".join(sides), " .. ".join(reversed(sides))]
    )
    for order in orders:
        names = _LIST.findall(order)
        options = [_options(name, lexicon) for name in names]
        for count, chosen in enumerate(product(*options)):
            if count > _MOST_VARIANTS:
                return
            written = order
            for name, pick in zip(names, chosen, strict=True):
                written = (
                    written.replace(f"<{name}>", pick, 1)
                    if pick[0] != "<"
                    else written
                )
            yield f"{written} {weight}"


def _options(name: str, lexicon: Mapping[str, str]) -> list[str]:
    listed = _split(lexicon.get(name, ""))
    phrases = [each for each in listed if " " in each]
    single = [f"<{name}>"] if len(phrases) < len(listed) else []
    return single + phrases
