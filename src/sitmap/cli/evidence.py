"""Commands of evidence: a map packed with all it is made of, and whether a pack still is so."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitmap.cli.inputs import FILE
from sitmap.cli.outputs import check_outputs
from sitmap.cli.specs import allow_outside_option
from sitmap.cli.terminal import say

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.group()
def evidence() -> None:
    """Pack a map with its inputs, media and reports, so that it can be checked and made again."""


@evidence.command()
@click.argument("spec", type=FILE)
@click.option(
    "-o", "--output", type=FILE, default=Path("pack.zip"), show_default=True
)
@click.option(
    "--report",
    "reports",
    type=FILE,
    multiple=True,
    help="A text that incidents were drafted from (repeat as needed).",
)
@click.option(
    "--allow-keys",
    is_flag=True,
    help="Links may carry what looks like a key.",
)
@allow_outside_option
def pack(
    spec: Path,
    output: Path,
    reports: Sequence[Path],
    *,
    allow_keys: bool,
    allow_outside: bool,
) -> None:
    """Pack the map of SPEC (sitmap map … --save-spec) into one file: a bag of BagIt in a zip.

    In it are the spec, its inputs, the files that rows name (media, archive_url), reports, and the
    page, each with its SHA-256. The same files give the same bytes. Media go in as they are, with
    the position that a camera wrote.

    Exit codes: 0 packed, 1 packed but a file that a row names is missing or isn't what its sha256
    says, 2 not packed.

    \b
    Examples:
      sitmap evidence pack map.toml -o pack.zip
      sitmap evidence pack map.toml --report report.txt -o pack.zip
    """
    from sitmap.desk.evidence.pack import pack_evidence
    from sitmap.spec import read_spec

    inputs = [
        one.path
        for one in read_spec(spec, allow_outside=allow_outside).inputs
    ]
    check_outputs([output], [spec, *inputs, *reports])
    packed = pack_evidence(
        spec,
        output,
        reports=reports,
        allow_outside=allow_outside,
        allow_keys=allow_keys,
    )
    for line in (*packed.findings, *packed.told):
        say(f"sitmap: {line}", err=True)
    say(f"{output}: {packed.files} files, {packed.media} of them media")
    say(f"  SHA-256 {packed.sha256}")
    if packed.findings:
        sys.exit(1)


@click.command()
@click.argument("pack", type=FILE)
@click.option(
    "--sha256", help="What the pack's SHA-256 was when it was made."
)
@click.option(
    "--files-only", is_flag=True, help="Don't make the map again."
)
def verify(pack: Path, sha256: str | None, *, files_only: bool) -> None:
    """Tell whether PACK is as it was made: every byte, and the map that its files make.

    Hashes inside a pack don't tell who wrote them: keep the SHA-256 that pack told elsewhere, and
    give it with --sha256.

    Exit codes: 0 all is as it was, 1 something has changed, each named in a line, 2 no pack, or one
    that is unsafe to unpack (links, doubled names, paths that lead outside).

    \b
    Examples:
      sitmap verify pack.zip
      sitmap verify pack.zip --sha256 3f2a…
    """
    from sitmap.desk.evidence.verify import verify_pack

    found = verify_pack(pack, sha256=sha256, remake=not files_only)
    for line in found.told:
        say(f"  {line}", err=True)
    for line in found.findings:
        say(f"{pack}: {line}")
    if found.findings:
        sys.exit(1)
    made = "" if files_only else "; the map was made again, and is the same"
    say(f"{pack}: {found.files} files, all as they were packed{made}")
