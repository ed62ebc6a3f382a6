"""Public names that are imported when they are first used.

So a package costs only what is used of it.
"""

from __future__ import annotations

import sys
import warnings
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def import_on_use(
    package: str,
    homes: Mapping[str, str],
    *,
    former: Mapping[str, str] | None = None,
) -> Callable[[str], Any]:
    """Make the `__getattr__` of a package.

    Parameters
    ----------
    package
        Its name.
    homes
        In which module each of its names is.
    former
        What names of earlier releases are called today; they work, and warn.
    """

    def find(name: str) -> Any:
        if former is not None and name in former:
            told = f"{package}.{name} is called {former[name]}"
            warnings.warn(told, DeprecationWarning, stacklevel=2)
            return find(former[name])
        if name not in homes:
            raise AttributeError(
                f"module {package!r} has no attribute {name!r}"
            )
        value = getattr(import_module(homes[name], package), name)
        setattr(sys.modules[package], name, value)
        return value

    return find
