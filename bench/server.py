"""The app and the yardsticks on one waitress, in a process of its own.

``python -m bench.server DATA`` prints its port and serves until its standard input is closed, so
that it never outlives whoever started it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from waitress.server import create_server
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from bench import yardsticks
from checklist.cli.serving import CONNECTIONS, HOST, SWITCH_SECONDS, THREADS
from checklist.settings import Settings
from checklist.store import Keys, open_store
from checklist.web.app import create_app

ROOT_KEY = bytes(range(32))
LOG = "bench.log"


def settings_for(folder: Path) -> Settings:
    """The settings of every process of a run: durable, as in production."""
    return Settings(data_dir=folder, root_key=ROOT_KEY)


@dataclass(frozen=True, kw_only=True)
class Running:
    """A server that answers. ``peak_mb`` is the most memory its process ever held."""

    port: int
    process: int

    @property
    def peak_mb(self) -> float:
        return peak_mb(self.process)


def peak_mb(process: int) -> float:
    """The most memory a process held so far, in MB; Linux only (0.0 elsewhere)."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0.0
    for line in status.read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    """Serve the database in ``folder`` while the block lasts."""
    with (
        (folder / LOG).open("ab") as log,
        subprocess.Popen(
            [sys.executable, "-m", "bench.server", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            port = process.stdout.readline().strip()
            if not port:
                raise RuntimeError(f"The server did not start; see {folder / LOG}.")
            yield Running(port=int(port), process=process.pid)
        finally:
            process.stdin.close()


def main(folder: Path) -> None:
    """Serve until standard input is closed."""
    sys.setswitchinterval(SWITCH_SECONDS)
    settings = settings_for(folder)
    store = open_store(settings)
    key = Keys.of(settings.root_key).database
    app = create_app(settings, store)
    bare = yardsticks.create_yardsticks(folder, key, settings.durability)
    server = create_server(
        DispatcherMiddleware(app, {yardsticks.PREFIX: bare}),
        host=HOST,
        port=0,
        threads=THREADS,
        connection_limit=CONNECTIONS,
        ident=None,
    )
    threading.Thread(target=_end_with_input, daemon=True).start()
    print(server.effective_port, flush=True)
    server.run()


def _end_with_input() -> None:
    sys.stdin.read()
    os._exit(0)  # every save is durable: there is nothing to tidy, and waitress has no other end


if __name__ == "__main__":
    main(Path(sys.argv[1]))
