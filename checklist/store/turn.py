"""The writer's turn: one writer at a time, first come, first served.

SQLite lets one connection write at a time and makes the others poll, which starves some of them for
most of a second. Here the threads of one process queue in order and each hands the turn to the
next; processes sharing the file take turns through a lock on a file beside the database, which the
operating system frees when a process dies.
"""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from pathlib import Path

from checklist.core.errors import StoreError

LONGEST_WAIT_SECONDS = 30.0


class Turn:
    """The turn for one database file. Raises StoreError to the thread that already holds it."""

    def __init__(self, lock_file: Path) -> None:
        self._closed = False
        self._guard = threading.Lock()
        self._queue: deque[threading.Lock] = deque()
        self._taken = False
        self._holder: int | None = None
        self._file = _open_lock_file(lock_file)

    def take(self) -> None:
        """Wait for the turn. Raises StoreError after 30 seconds, as something hangs."""
        if self._closed:
            raise StoreError("The database was closed.")
        me = threading.get_ident()
        if self._holder == me:
            raise StoreError("A write was begun inside another write of the same thread.")
        self._queue_up()
        try:
            _lock(self._file)
        except BaseException:
            self._hand_on()
            raise
        self._holder = me

    def give_back(self) -> None:
        """End the turn; the longest waiting thread has it next."""
        self._holder = None
        _unlock(self._file)
        self._hand_on()

    @property
    def waiting(self) -> int:
        """How many threads of this process wait for the turn."""
        return len(self._queue)

    @property
    def is_mine(self) -> bool:
        """Whether the calling thread holds the turn."""
        return self._holder == threading.get_ident()

    def close(self) -> None:
        """No more turns: whoever asks for one gets a StoreError."""
        self._closed = True
        os.close(self._file)

    def _queue_up(self) -> None:
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            gate = threading.Lock()
            gate.acquire()
            self._queue.append(gate)
        try:
            mine = gate.acquire(timeout=LONGEST_WAIT_SECONDS)
        except BaseException:  # somebody pressed Ctrl-C: whoever waits behind must not hang
            if not self._leave(gate):
                self._hand_on()
            raise
        if not mine and self._leave(gate):
            raise StoreError("Nothing could be saved: another write has not ended. Try again.")

    def _leave(self, gate: threading.Lock) -> bool:
        """Stop waiting; False when the turn came in that very moment and is ours."""
        with self._guard:
            if gate in self._queue:
                self._queue.remove(gate)
                return True
            return False

    def _hand_on(self) -> None:
        with self._guard:
            if self._queue:
                self._queue.popleft().release()
            else:
                self._taken = False


def _open_lock_file(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        os.lseek(file, 0, os.SEEK_SET)
        while True:
            try:
                msvcrt.locking(file, msvcrt.LK_LOCK, 1)  # tries for ten seconds
            except OSError:
                continue
            return

    def _unlock(file: int) -> None:
        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)

    def _unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
