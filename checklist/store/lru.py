"""A small cache of what never changes once it is written, by id, shared by all threads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Immutables(Generic[T]):
    """Keeps the ``most`` values asked for last. Ids are never given twice, so none goes stale."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._guard = threading.Lock()
        self._known: OrderedDict[str, T] = OrderedDict()

    def get(self, id: str, read: Callable[[], T]) -> T:
        """The value with this id, read by ``read`` where it is not known."""
        with self._guard:
            found = self._known.get(id)
            if found is not None:
                self._known.move_to_end(id)
                return found
        made = read()
        with self._guard:
            self._known[id] = made
            if len(self._known) > self._most:
                self._known.popitem(last=False)
        return made
