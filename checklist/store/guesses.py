"""Wrong guesses at a door or a password. They outlive a restart; who guessed is not kept.

``subject`` ("staff:" and an address, or "address:" and where it came from) is kept as a digest.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from checklist.core.clock import utc_text
from checklist.store import codec
from checklist.store.reader import Reader
from checklist.store.writer import Tx


def wrong(reader: Reader, subject: str) -> tuple[int, datetime | None]:
    """How many wrong guesses in a row, and when the last was (UTC)."""
    row = reader.one(
        "SELECT wrong, last_at FROM guess WHERE subject = :subject", {"subject": _digest(subject)}
    )
    return (0, None) if row is None else (row["wrong"], codec.needed_instant(row["last_at"]))


def add_wrong(tx: Tx, subject: str, now: datetime, *, forget_after: timedelta) -> int:
    """Count one more; begins anew when the last one is longer ago. Gives the count."""
    count, last = wrong(tx, subject)
    count = 1 if last is None or now - last > forget_after else count + 1
    tx.run(
        """INSERT INTO guess (subject, wrong, last_at) VALUES (:subject, :wrong, :at)
        ON CONFLICT (subject) DO UPDATE SET wrong = excluded.wrong, last_at = excluded.last_at""",
        {"subject": _digest(subject), "wrong": count, "at": utc_text(now)},
    )
    return count


def forget(tx: Tx, subject: str) -> None:
    """After a right guess."""
    tx.run("DELETE FROM guess WHERE subject = :subject", {"subject": _digest(subject)})


def sweep(tx: Tx, before: datetime) -> int:
    """Clear away guesses older than this; give how many."""
    return tx.run("DELETE FROM guess WHERE last_at < :before", {"before": utc_text(before)})


def _digest(subject: str) -> str:
    return hashlib.sha256(subject.encode()).hexdigest()[:32]
