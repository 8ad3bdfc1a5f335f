"""Clear away what no longer counts: nothing anybody did, only what time has made idle."""

from __future__ import annotations

from datetime import datetime, timedelta

from checklist.core.actors import system
from checklist.core.audit import Verb
from checklist.store import Store, attention, clinics, guesses, sessions

GUESSES_KEPT = timedelta(days=2)
SESSIONS_KEPT = timedelta(days=30)
"""How long an ended session's row stays, so that a look into the record still finds it."""


def sweep(store: Store, *, now: datetime) -> int:
    """Clear reasons whose time is over, old wrong guesses and sessions long ended; give how many.

    Attention rows can be made again from what causes them; none of these three is a record.
    """
    with store.read() as reader:
        every = clinics.every(reader)
    with store.write(system("upkeep"), now) as tx:
        swept = sum(attention.sweep(tx, clinic.id, now) for clinic in every)
        swept += guesses.sweep(tx, now - GUESSES_KEPT)
        swept += sessions.sweep(tx, now - SESSIONS_KEPT)
        if swept:
            tx.enter(Verb.SWEPT, subject="", payload={"rows": swept})
    return swept
