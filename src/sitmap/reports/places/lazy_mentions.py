"""Mentions that are found when they are first asked for: a text that tells no event needs none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitmap.reports.places.mentions import Mention


class LazyMentions(Sequence["Mention"]):
    """A list of mentions that is made by the first look at it.

    Parameters
    ----------
    find
        Makes the list.
    has_any
        Tells at little cost that it won't be empty; False where it can't tell.
    """

    def __init__(
        self, find: Callable[[], list[Mention]], has_any: Callable[[], bool]
    ) -> None:
        self._find = find
        self._ask = has_any

    @cached_property
    def _has_any(self) -> bool:
        return self._ask()

    @cached_property
    def _found(self) -> list[Mention]:
        return self._find()

    @overload
    def __getitem__(self, at: int) -> Mention: ...

    @overload
    def __getitem__(self, at: slice) -> list[Mention]: ...

    def __getitem__(self, at: int | slice) -> Mention | list[Mention]:
        """Return a mention, or a list of some."""
        return self._found[at]

    def __len__(self) -> int:
        """Count them."""
        return len(self._found)

    def __iter__(self) -> Iterator[Mention]:
        """Yield them in the order of the text."""
        return iter(self._found)

    def __bool__(self) -> bool:
        """Tell whether there are any, without finding them all where that is plain."""
        found = self.__dict__.get("_found")
        return bool(
            self._has_any or self._found if found is None else found
        )

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes as what was found."""
        return list, (self._found,)
