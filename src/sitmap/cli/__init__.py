"""The command line: thin commands, one per verb. Nothing heavy is imported until a command runs.

Exit codes: 0 done, 1 done with findings, 2 bad usage or bad input, with one clear line; 3 another
run is at work (watch); 130 stopped from the keyboard, 141 when what reads the output has closed it.
"""

from __future__ import annotations

import gc
import os
import traceback
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitmap._version import __version__
from sitmap.cli.combine import combine
from sitmap.cli.compare import compare
from sitmap.cli.diff import diff
from sitmap.cli.evidence import evidence, verify
from sitmap.cli.fetch import fetch
from sitmap.cli.geocode import geocode
from sitmap.cli.ground import ground
from sitmap.cli.maps import atlas, demo, figure, map_command
from sitmap.cli.near import near
from sitmap.cli.places import gazetteer
from sitmap.cli.reports import extract
from sitmap.cli.review import merge, review
from sitmap.cli.scale import aggregate
from sitmap.cli.summary import summary
from sitmap.cli.tables import check, read
from sitmap.cli.terminal import drop_stdout, guard_streams, say
from sitmap.cli.watch import watch
from sitmap.errors import SitmapError
from sitmap.sanitize import show_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["main"]


# as click exits for bad usage
_BAD_INPUT = 2
_COLLECT_EVERY = 50_000
"""New objects after which cycles are looked for: 700, the default, costs a command a tenth."""
_INTERRUPTED = 130  # 128 and the number of the signal, as a shell tells it
# 128 + SIGPIPE (13), as shells count
_BROKEN_PIPE = 141
_FULL_ACCOUNT = "SITMAP_TRACEBACK"
"""Environment variable that shows where in sitmap a fault lies."""


class _Commands(click.Group):
    """Turns errors into one line and an exit code, and warnings into lines on stderr."""

    def main(self, *args: Any, **options: Any) -> Any:
        """Run a command line."""
        guard_streams()
        gc.set_threshold(_COLLECT_EVERY, 20, 20)
        return super().main(*args, **options)

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        """Read the arguments; what a message quotes of them is shown, not obeyed."""
        with _plain_usage_errors():
            return super().make_context(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that the arguments name."""
        warnings.showwarning = _show_warning
        try:
            with _plain_usage_errors():
                return super().invoke(ctx)
        except (
            SitmapError,
            OSError,
            MemoryError,
            KeyboardInterrupt,
        ) as error:
            ctx.exit(_tell(error))
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if os.environ.get(_FULL_ACCOUNT):
                raise
            ctx.exit(_tell_fault(error))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Keep the order of the work, not of the alphabet."""
        return list(self.commands)


@contextmanager
def _plain_usage_errors() -> Iterator[None]:
    try:
        yield
    except click.ClickException as error:
        error.message = show_controls(error.message)  # type: ignore[misc]  # click's own stubs
        raise


def _tell(error: BaseException) -> int:
    """Say what ended the command, and return its exit code."""
    if isinstance(error, SitmapError):
        say(f"sitmap: {error}", err=True)
        return _BAD_INPUT
    if isinstance(error, KeyboardInterrupt):
        say(err=True)
        say("sitmap: stopped", err=True)
        return _INTERRUPTED
    drop_stdout()
    if isinstance(error, BrokenPipeError):
        return _BROKEN_PIPE
    if isinstance(error, MemoryError):
        say(
            "sitmap: there isn't enough memory; give it less at once, or see --max-mb",
            err=True,
        )
        return _BAD_INPUT
    name = getattr(error, "filename", None)
    reason = getattr(error, "strerror", None) or error
    say(
        f"sitmap: {f'{name}: ' if name else ''}{reason}; check space and permissions",
        err=True,
    )
    return _BAD_INPUT


def _tell_fault(error: Exception) -> int:
    """Say that it is our own fault, and where: a line that can be reported."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(where.filename).name}, line {where.lineno}"
    told = f"{type(error).__name__}: {error}"
    remedy = f"please report it with what {_FULL_ACCOUNT}=1 shows"
    say(
        f"sitmap: this is a fault of sitmap itself ({told}; {place}); {remedy}",
        err=True,
    )
    return _BAD_INPUT


def _show_warning(
    message: Warning | str, category: type[Warning], *_: Any, **__: Any
) -> None:
    if category.__module__.startswith("sitmap"):
        say(f"sitmap: {message}", err=True)


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="sitmap")
def main() -> None:
    """Situation maps from incident tables.

    Places resolved offline, one HTML file that always opens.

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
    atlas,
    extract,
    review,
    merge,
    read,
    summary,
    check,
    combine,
    compare,
    diff,
    watch,
    near,
    evidence,
    verify,
    aggregate,
    fetch,
    gazetteer,
    ground,
):
    main.add_command(_command)
