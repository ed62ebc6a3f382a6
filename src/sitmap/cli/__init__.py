"""The command line: thin commands, one per verb. Nothing heavy is imported until a command runs.

Exit codes: 0 done, 1 done with findings, 2 bad usage or bad input, with one clear line.
"""

from __future__ import annotations

import warnings
from typing import Any

import click

from sitmap._version import __version__
from sitmap.cli.geocode import geocode
from sitmap.cli.maps import demo, figure, map_command
from sitmap.cli.places import gazetteer
from sitmap.cli.reports import extract
from sitmap.cli.scale import aggregate
from sitmap.cli.tables import check, read, summary
from sitmap.errors import SitmapError

__all__ = ["main"]


class _Commands(click.Group):
    """Turns sitmap's errors into one line and exit code 2, and warnings into lines on stderr."""

    def invoke(self, ctx: click.Context) -> Any:
        warnings.showwarning = _show_warning
        try:
            return super().invoke(ctx)
        except SitmapError as error:
            click.echo(f"sitmap: {error}", err=True)
            ctx.exit(2)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Keep the order of the work, not of the alphabet."""
        return list(self.commands)


def _show_warning(message: Warning | str, category: type[Warning], *_: Any, **__: Any) -> None:
    if category.__module__.startswith("sitmap"):
        click.echo(f"sitmap: {message}", err=True)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sitmap")
def main() -> None:
    """Situation maps from incident tables: places resolved offline, one HTML file that always opens.

    \b
    Try:
      sitmap demo
      sitmap geocode "Banjska, Kosovo"
      sitmap map incidents.csv --title "North Kosovo" -o map.html
    """


for _command in (
    demo,
    geocode,
    map_command,
    figure,
    extract,
    read,
    summary,
    check,
    aggregate,
    gazetteer,
):
    main.add_command(_command)
