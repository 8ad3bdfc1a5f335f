"""Every way the rules can say no.

::

    TickwellError
    ├── NotFound            no such thing, or it is somebody else's (they must look alike)
    ├── NotAllowed          this actor may not do this
    ├── Conflict            true when the page was opened, no longer true now
    ├── Invalid             what was typed cannot be; carries one sentence per field
    ├── GuessLimit          too many wrong tries at a door; carries when it opens again
    ├── UnknownZone         a time zone the pinned data does not know
    ├── ImpossibleTime      a clock time that does not exist on that day
    ├── ProtocolError       a protocol file cannot be used; carries every problem found
    │   └── TimingError     timing words that mean nothing
    ├── StoreError          the database cannot be used
    │   ├── UnsafeDatabase  this SQLite can lose data (the WAL-reset bug)
    │   └── RowRefused      a row breaks a rule of its table (unique, reference, append-only)
    └── BrokenChain         the audit record does not verify

Web answers are mapped in one place (``checklist.web.errors``); nothing here knows of HTTP.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime


class TickwellError(Exception):
    """Any refusal made by the rules; its text is a sentence a person can act on."""


class NotFound(TickwellError):
    """No such thing, or not yours: the two answers are the same on purpose."""


class NotAllowed(TickwellError):
    """The actor is known, and may not do this."""


class Conflict(TickwellError):
    """Somebody changed it first; nothing was written."""


class Invalid(TickwellError):
    """What was typed cannot be.

    ``problems`` maps a field's name to one sentence to show beside it; the name ``""`` is the form
    as a whole.
    """

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = dict(problems)


class GuessLimit(TickwellError):
    """Too many wrong tries. ``until`` is None where only staff can open the door again."""

    def __init__(self, sentence: str, *, until: datetime | None) -> None:
        super().__init__(sentence)
        self.until = until


class UnknownZone(TickwellError):
    """A time zone name that the pinned time zone data does not hold."""


class ImpossibleTime(TickwellError):
    """A clock time that the clocks skip on that day."""


class ProtocolError(TickwellError):
    """A protocol cannot be used. ``problems`` holds every one found, not just the first."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class TimingError(ProtocolError):
    """Timing words that mean nothing; says what was expected, and where."""


class StoreError(TickwellError):
    """The database cannot be used; the text says why and what to do."""


class UnsafeDatabase(StoreError):
    """This SQLite has a bug that can lose acknowledged writes, so it is refused."""


class RowRefused(StoreError):
    """The database refused one row: a doubled key, a missing reference, or an append-only table."""


class BrokenChain(StoreError):
    """An audit entry was changed, dropped or swapped."""
