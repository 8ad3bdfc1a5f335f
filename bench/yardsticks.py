"""What a Flask app costs that does next to nothing: our budgets are multiples of it."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from checklist.store import new_id, sqlite
from checklist.store.sqlite import Durability
from checklist.store.turn import Turn

PREFIX = "/yardstick"


def create_yardsticks(folder: Path, key: bytes, durability: Durability) -> Flask:
    """``empty`` answers "ok"; ``insert`` answers it after one durable insert of one row.

    The insert has the same connection settings and the same writer's turn as the app, in a file of
    its own: with a connection for each thread it would spend its time waiting for the lock.
    """
    app = Flask("yardsticks")
    connection = sqlite.connect(
        folder / "yardstick.db", key, durability=durability, read_only=False
    )
    connection.execute("CREATE TABLE IF NOT EXISTS said (id TEXT PRIMARY KEY, word TEXT NOT NULL)")
    turn = Turn(folder / "yardstick.lock")

    @app.get("/empty")
    def empty() -> str:
        return "ok"

    @app.post("/insert")
    def insert() -> str:
        turn.take()
        try:
            connection.execute(sqlite.BEGIN_WRITE)
            connection.execute("INSERT INTO said (id, word) VALUES (?, ?)", (new_id(), "done"))
            connection.execute("COMMIT")
        finally:
            turn.give_back()
        return "ok"

    return app
