"""Whether a pack is still what it was: every byte, and the map that its files make."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitmap.desk.evidence.bag import (
    extract_pack,
    load_bagit,
    make_bag,
    zip_bag,
)
from sitmap.desk.evidence.pack import PAGE, SPEC, make_page
from sitmap.errors import InputError, SitmapError
from sitmap.scratch import scratch_folder
from sitmap.spec import hash_file, list_versions

if TYPE_CHECKING:
    from collections.abc import Iterator

_FACTS = ("Bag-Software-Agent", "Bagging-Date", "External-Description")


@dataclass(frozen=True)
class Verified:
    """What became of a pack.

    Attributes
    ----------
    files
        How many it holds.
    sha256
        Of the pack.
    findings
        What isn't as it was, a line each; none if all is.
    told
        What to know besides, a line each.
    """

    files: int
    sha256: str
    findings: tuple[str, ...]
    told: tuple[str, ...] = ()


def verify_pack(
    path: str | Path, *, sha256: str | None = None, remake: bool = True
) -> Verified:
    """Find every byte of a pack that has changed, and make its map again.

    Parameters
    ----------
    path
        As `pack_evidence` wrote it.
    sha256
        That the pack had when it was made: hashes in a pack don't tell who wrote them.
    remake
        Whether to make the map again; its files are then read as those of any map.

    Raises
    ------
    InputError
        It is no pack, or one that must not be unpacked.
    OutputError
        bagit isn't installed.
    """
    load_bagit()
    pack = Path(path)
    if not pack.is_file():
        raise InputError(
            f"{pack}: is no file; give a pack that sitmap evidence pack wrote"
        )
    digest = hash_file(pack)
    with scratch_folder() as made:
        folder = made / "bag"
        folder.mkdir()
        damaged = extract_pack(pack, folder)
        files = sum(one.is_file() for one in folder.rglob("*"))
        findings = [
            f"{name}: has changed (its sum in the zip file differs)"
            for name in damaged
        ]
        findings += [
            one
            for one in _check_bag(folder)
            if one.split(":")[0] not in damaged
        ]
        told: tuple[str, ...] = ()
        if sha256 is not None and sha256.strip().lower() != digest:
            findings.append(f"the pack is another: its SHA-256 is {digest}")
        if not findings:
            findings += _check_container(folder, Path(made), digest)
        if not findings and remake:
            again, told = _check_page(folder / "data", made / "map.html")
            findings += again
    return Verified(files, digest, tuple(findings), told)


def _check_bag(folder: Path) -> Iterator[str]:
    """Say which files aren't as the bag's lists have them, every one of them."""
    bagit = load_bagit()
    try:
        bag = bagit.Bag(str(folder))
        bag.info.pop(
            "Payload-Oxum", None
        )  # a sum of sizes, which names no file
        bag.validate(completeness_only=True)
    except bagit.BagValidationError as error:
        yield from (
            (_say(one) for one in error.details)
            if error.details
            else [f"bag: {error}"]
        )
    except (bagit.BagError, OSError, ValueError, LookupError) as error:
        yield f"bag: {str(error).replace(str(folder), '').strip()}"
        return
    for name, hashes in sorted(bag.entries.items()):
        file, then = folder / name, str(hashes.get("sha256", "")).lower()
        if file.is_file() and (now := hash_file(file)) != then:
            yield f"{name}: has changed (SHA-256 {now[:12]}…, was {then[:12]}…)"
    if missing := [
        name for name in (SPEC, PAGE) if f"data/{name}" not in bag.entries
    ]:
        yield f"data/{missing[0]}: is missing"


def _say(error: Any) -> str:
    kind = type(error).__name__
    if kind == "FileMissing":
        return f"{error.path}: is missing"
    return (
        f"{error.path}: was added"
        if kind == "UnexpectedFile"
        else str(error)
    )


def _check_container(folder: Path, made: Path, digest: str) -> list[str]:
    """Make the pack again of its own files: what differs then is in the lists or the zip."""
    bag = load_bagit().Bag(str(folder))
    facts = {name: str(bag.info.get(name, "")) for name in _FACTS}
    lists = {
        one.name: one.read_bytes()
        for one in folder.iterdir()
        if one.is_file()
    }
    again = made / "again"
    (folder / "data").rename(again)
    make_bag(again, facts)
    own = {
        one.name: one.read_bytes()
        for one in again.iterdir()
        if one.is_file()
    }
    same = zip_bag(again, made / "again.zip") == digest
    (again / "data").rename(folder / "data")
    changed = sorted(
        name for name in {*lists, *own} if lists.get(name) != own.get(name)
    )
    if changed:
        return [
            f"{name}: {'has changed' if name in own else 'was added'}"
            for name in changed
        ]
    told = "the zip file around the files has changed: its names, days or what stands behind them"
    return [] if same else [told]


def _check_page(
    data: Path, page: Path
) -> tuple[list[str], tuple[str, ...]]:
    """Make the map again, and say whether it is the same."""
    try:
        told = make_page(data / SPEC, page)
    except SitmapError as error:
        said = str(error).replace(f"{data}/", "data/")
        return [f"data/{PAGE}: can't be made again: {said}"], ()
    before, now = (data / PAGE).read_bytes(), page.read_bytes()
    if before == now:
        return [], told
    at = next(
        (
            at
            for at, pair in enumerate(zip(before, now, strict=False))
            if pair[0] != pair[1]
        ),
        0,
    )
    versions = " ".join(
        f"{name}={version}" for name, version in list_versions().items()
    )
    return [
        f"data/{PAGE}: made again by {versions}, it differs from byte {at:,} on"
    ], told
