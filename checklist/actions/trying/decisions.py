"""Medicines as they are typed to try a protocol: a name, and what was decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from checklist.actions.trying import times
from checklist.actions.trying.fields import refuse
from checklist.core.medicine_names import recognise
from checklist.core.medicines import Decision, DecisionKind, Medicine
from checklist.core.protocol import Protocol
from checklist.protocols import medicine_list

DECIDED_BY: Final = "Your doctor"
FORMS: Final = (
    "Write keep, stop:WHEN, stop:WHEN,restart:WHEN, take:WHEN or change:WORDS, "
    "or nothing while it is undecided."
)
_TIMED: Final = ("stop", "restart", "take")


@dataclass(frozen=True, kw_only=True)
class Made:
    """When decisions are made (UTC): before the procedure, and ``after`` once it is over."""

    before: datetime
    after: datetime | None


def medicine(name: str, number: int, protocol: Protocol) -> Medicine:
    """A medicine as on the box, in the group its words match. ``number`` makes its id."""
    if not name.strip():
        raise refuse("Write the medicine’s name first, such as warfarin=keep.")
    told = recognise(name, medicine_list(), protocol.medicine_groups)
    return Medicine(id=f"m{number}", name=name.strip(), **vars(told))


def decisions(typed: str, medicine_id: str, made: Made, tz: ZoneInfo) -> tuple[Decision, ...]:
    """What was decided, in order; nothing where nothing was. Raises Invalid with a sentence."""
    word, _, rest = typed.strip().partition(":")
    one = _One(medicine_id=medicine_id, made=made)
    if not typed.strip():
        return ()
    if word == "keep" and not rest:
        return (one.decision(DecisionKind.KEEP),)
    if word == "change" and rest.strip():
        return (one.decision(DecisionKind.CHANGE, instruction=rest.strip()),)
    return one.timed(_times(typed, tz))


def _times(typed: str, tz: ZoneInfo) -> dict[str, datetime]:
    """ "stop:WHEN,restart:WHEN", each word once."""
    found: dict[str, datetime] = {}
    for part in typed.split(","):
        word, colon, when = part.strip().partition(":")
        if word not in _TIMED or not colon or word in found:
            raise refuse(f"“{typed}” is not a decision. {FORMS}")
        found[word] = times.instant(when, tz)
    if found.keys() == {"restart"}:
        raise refuse("A restart goes with its last dose, which we never guess. " + FORMS)
    if "take" in found and len(found) > 1:
        raise refuse("A medicine taken on the day is neither stopped nor restarted. " + FORMS)
    if {"stop", "restart"} <= found.keys() and found["restart"] <= found["stop"]:
        raise refuse("The restart must be after the last dose.")
    return found


@dataclass(frozen=True, kw_only=True)
class _One:
    medicine_id: str
    made: Made

    def timed(self, found: dict[str, datetime]) -> tuple[Decision, ...]:
        if "take" in found:
            return (self.decision(DecisionKind.TAKE, take_at=found["take"]),)
        stopped = self.decision(
            DecisionKind.STOP,
            last_dose=found["stop"],
            restart_at=found.get("restart"),
            restart_owner=DECIDED_BY,
        )
        if "restart" not in found or self.made.after is None:
            return (stopped,)
        restarted = self.decision(
            DecisionKind.RESTART, at=self.made.after, restart_at=found["restart"]
        )
        return (stopped, restarted)

    def decision(
        self,
        kind: DecisionKind,
        *,
        at: datetime | None = None,
        last_dose: datetime | None = None,
        take_at: datetime | None = None,
        restart_at: datetime | None = None,
        restart_owner: str = "",
        instruction: str = "",
    ) -> Decision:
        order = 2 if kind is DecisionKind.RESTART else 1
        return Decision(
            id=f"{self.medicine_id}.{order}",
            medicine_id=self.medicine_id,
            kind=kind,
            decided_by=DECIDED_BY,
            decided_at=at or self.made.before,
            last_dose=last_dose,
            take_at=take_at,
            restart_at=restart_at,
            restart_owner=restart_owner,
            instruction=instruction,
        )
