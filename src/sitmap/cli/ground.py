"""Commands on the ground: prepare an extract, see what a file holds, install it for every map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sitmap.cli.inputs import FILE
from sitmap.cli.outputs import check_outputs
from sitmap.cli.progress_lines import end_progress, show_count
from sitmap.cli.terminal import say
from sitmap.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from sitmap.ground import Prepared

_NONE = "none"


def ground_options(command: Any) -> Any:
    """Add the options of the ground that a page and a figure share."""
    command = click.option(
        "--ground-mb",
        type=float,
        help="What --ground may add to the page; the farthest and the least is left off. [2]",
    )(command)
    return click.option(
        "--ground",
        metavar="FILE",
        help=(
            "Roads, waters, buildings and places: an OpenStreetMap extract (.osm.pbf, .gpkg), a "
            "PMTiles archive, or a prepared file; none leaves off what is installed."
        ),
    )(command)


def choose_basemap(
    ground: str | None,
    ground_mb: float | None,
    *,
    kosovo_outline: str,
    tiles: str | None,
) -> dict[str, Any]:
    """Return the option of `sitmap.Map` that draws the ground asked for, if any is.

    Raises
    ------
    InputError
        There are tiles, too.
    """
    if ground is None and ground_mb is None:
        return {}
    if tiles:
        raise InputError(
            "--ground and --tiles are two grounds for one map; take one out"
        )
    from sitmap.layers import Basemap

    given: bool | str = (
        True if ground is None else ground if ground != _NONE else False
    )
    made = Basemap(
        kosovo_outline=kosovo_outline,  # type: ignore[arg-type]  # click has checked it
        ground=given,
        ground_mb=2.0 if ground_mb is None else ground_mb,
        ground_progress=show_count,
    )
    return {"basemap": made}


@click.group()
def ground() -> None:
    """Prepare and install the ground below the incidents: roads, waters, buildings, places."""


@ground.command()
@click.argument("extract", type=FILE)
@click.option(
    "-o",
    "--output",
    type=FILE,
    required=True,
    help="The file to write, NAME.ground.",
)
def prepare(extract: Path, output: Path) -> None:
    """Prepare an extract: a small file from which a map is cut in a moment.

    Extracts of OpenStreetMap by country or region are at download.geofabrik.de.

    \b
    Example:
      sitmap ground prepare kosovo-latest.osm.pbf -o kosovo.ground
    """
    from sitmap.ground import prepare_ground
    from sitmap.ground.prepared import read_prepared

    check_outputs([output], [extract])
    prepare_ground(extract, output, progress=show_count)
    end_progress()
    _say_prepared(read_prepared(output))


@ground.command()
@click.argument("files", nargs=-1, type=FILE, metavar="[FILE…]")
def info(files: tuple[Path, ...]) -> None:
    """Say what prepared files hold; without any, what is installed."""
    from sitmap.ground import ground_folder, installed_ground
    from sitmap.ground.prepared import read_prepared

    for file in files:
        if not file.is_file():
            raise InputError(
                f"{file}: is no file; give what sitmap ground prepare wrote"
            )
        _say_prepared(read_prepared(file))
    if files:
        return
    installed = installed_ground()
    say(
        f"installed in {ground_folder()}:"
        if installed
        else "no ground is installed; sitmap ground add FILE"
    )
    for one in installed:
        _say_prepared(one)


@ground.command()
@click.argument("file", type=FILE)
def add(file: Path) -> None:
    """Install a prepared file: maps whose incidents it holds stand on it from now on.

    Every part of it is checked first: it may come from anybody.
    """
    from sitmap.ground import add_ground

    target, prepared = add_ground(file)
    _say_prepared(prepared)
    say(f"{target}: installed")


@ground.command()
@click.argument("name")
def remove(name: str) -> None:
    """Take an installed file away, by its name as info tells it."""
    from sitmap.ground import remove_ground

    say(f"{remove_ground(name)}: removed")


def _say_prepared(prepared: Prepared) -> None:
    from sitmap.checksums import hash_file

    west, south, east, north = prepared.box
    count = sum(prepared.features.values())
    size = prepared.path.stat().st_size / 1e6
    say(
        f"{prepared.path.stem}: {count:,} features of {prepared.name}, {size:,.3g} MB"
    )
    say(
        f"  {south:.3f} to {north:.3f} north, {west:.3f} to {east:.3f} east; {prepared.credit}"
    )
    most = sorted(
        prepared.features, key=lambda kind: -prepared.features[kind]
    )
    told = (
        f"{prepared.features[kind]:,} {kind.replace('_', ' ')}"
        for kind in most
    )
    say(f"  {', '.join(told)}")
    say(
        f"  SHA-256 {hash_file(prepared.path)}, of the source {prepared.source_sha256}"
    )
