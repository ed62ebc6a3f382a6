"""Ways to damage a file, each told by a seed: the same seed makes the same bytes again."""

from __future__ import annotations

import io
import random
import re
import zipfile

TOKENS = tuple(
    token.encode("utf-8", "surrogatepass")
    for token in (
        *(
            '"',
            ",",
            ";",
            "\t",
            "\r",
            "\n",
            "\r\n",
            "\x00",
            "\ufeff",
            "{",
            "}",
            "[",
            "]",
            "<",
        ),
        *(
            "</",
            "&",
            "&amp;",
            "NaN",
            "1e999",
            "-1e309",
            "9" * 20,
            "null",
            "-0",
            "true",
            "'",
        ),
        *(
            "9999-99-99",
            "0000-00-00",
            "24:61",
            "\ud83d",
            "\\ud83d",
            "\\u0000",
            "=1+1",
            "\u202e",
        ),
        *("\x1b[2J", "../", "{{7*7}}", "<!DOCTYPE a [<!ENTITY b 'c'>]>"),
    )
)
"""What stands in files of the field that broke readers."""


def damage(whole: bytes, seed: int) -> bytes:
    """Damage a file; in an archive, half of the seeds damage a member, so that sums hold."""
    chance = random.Random(seed)
    if whole.startswith(b"PK") and chance.random() < 0.5:
        return _damage_member(whole, chance)
    return _damage(whole, chance)


def _damage_member(whole: bytes, chance: random.Random) -> bytes:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(whole)) as old,
        zipfile.ZipFile(packed, "w") as new,
    ):
        names = old.namelist()
        hit = chance.choice(names)
        for name in names:
            data = old.read(name)
            if name == hit and chance.random() < 0.1:
                continue
            new.writestr(
                name, _damage(data, chance) if name == hit else data
            )
    return packed.getvalue()


def _damage(whole: bytes, chance: random.Random) -> bytes:
    data = bytearray(whole)
    for _ in range(chance.choice((1, 1, 2, 5))):
        if data:
            chance.choice(_WAYS)(data, chance)
    return bytes(data)


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def _take_out(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.randrange(1, 99)]


def _change_bytes(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 3, 12))):
        data[chance.randrange(len(data))] = chance.randrange(256)


def _change_bit(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _put_in(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    data[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 1, 200))


def _repeat(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    part = data[start : start + chance.randrange(1, 400)]
    data[start:start] = part * chance.choice((1, 2, 30))


def _change_number(data: bytearray, chance: random.Random) -> None:
    found = list(re.finditer(rb"\d+", data))
    if found:
        one = chance.choice(found)
        data[one.start() : one.end()] = chance.choice(
            (b"", b"-1", b"0", b"1e999", b"9" * 25, b"NaN")
        )


def _change_lines(data: bytearray, chance: random.Random) -> None:
    lines = bytes(data).split(b"\n")
    chance.shuffle(lines)
    data[:] = b"\n".join(lines)


_WAYS = (
    _cut,
    _take_out,
    _change_bytes,
    _change_bit,
    _put_in,
    _put_in,
    _repeat,
    _change_number,
    _change_lines,
)
