"""Each thread's own connection to read through, and how deep in reading it is."""

from __future__ import annotations

import threading
from collections.abc import Callable

from checklist.core.errors import StoreError
from checklist.store.sqlite import Connection


class Mine(threading.local):
    """One thread's reading: its connection once it has one, and how many reads are open."""

    connection: Connection | None = None
    depth: int = 0


class Readers:
    """The reading connections of all threads; those of ended threads are closed."""

    def __init__(self, open_one: Callable[[], Connection]) -> None:
        self._open_one = open_one
        self._guard = threading.Lock()
        self._opened: list[tuple[threading.Thread, Connection]] = []
        self._closed = False
        self.mine = Mine()

    def __len__(self) -> int:
        return len(self._opened)

    def connection(self) -> Connection:
        """This thread's connection. Raises StoreError once the database was closed."""
        if self.mine.connection is None:
            if self._closed:
                raise StoreError("The database was closed.")
            connection = self._open_one()
            self.mine.connection = connection
            with self._guard:
                self._forget_ended_threads()
                self._opened.append((threading.current_thread(), connection))
        return self.mine.connection

    def close(self) -> None:
        with self._guard:
            for _, connection in self._opened:
                connection.close()
        self.abandon()

    def abandon(self) -> list[tuple[threading.Thread, Connection]]:
        """Forget every connection without closing it, and give them."""
        abandoned, self._opened = self._opened, []
        self._closed = True
        self.mine = Mine()
        return abandoned

    def _forget_ended_threads(self) -> None:
        for thread, connection in self._opened:
            if not thread.is_alive():
                connection.close()
        self._opened = [kept for kept in self._opened if kept[0].is_alive()]
