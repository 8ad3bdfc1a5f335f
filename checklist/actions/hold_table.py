"""A clinic keeps its own hold table: a line is added or ended, and never rewritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.errors import Conflict, Invalid
from checklist.core.hold_table import HoldRule
from checklist.store import Store, hold_rules
from checklist.store.ids import new_id

MOST_LETTERS = 200
MOST_LINES = 500
NEEDED = {
    "medicine": "Write the medicine, as on the box or its generic name.",
    "hold": "Write how long, in the words of your table.",
    "source": "Write where it comes from: a guideline, with its year.",
    "owner": "Write who keeps this line.",
}


@dataclass(frozen=True, kw_only=True)
class NewLine:
    """One line as it was typed. ``review_on`` is None where no day could be read."""

    medicine: str
    hold: str
    source: str
    owner: str
    review_on: date | None
    dose: str = ""
    kidney: str = ""


def add_line(store: Store, line: NewLine, *, actor: Actor, now: datetime) -> HoldRule:
    """Add a line to the actor's clinic's table. Raises Invalid by field."""
    require(actor, Act.KEEP_HOLD_TABLE)
    texts = {
        name: getattr(line, name).strip()
        for name in ("medicine", "dose", "kidney", "hold", "source", "owner")
    }
    problems = {name: text for name, text in NEEDED.items() if not texts[name]}
    problems |= {
        name: f"Please use fewer than {MOST_LETTERS} letters."
        for name, text in texts.items()
        if len(text) > MOST_LETTERS
    }
    if line.review_on is None or problems:
        asked = {} if line.review_on else {"review_on": "Write when this is looked at again."}
        raise Invalid({**problems, **asked})
    with store.write(actor, now) as tx:
        if len(hold_rules.of_clinic(tx, actor.clinic_id)) >= MOST_LINES:
            raise Invalid({"": "The table is full. End a line first."})
        made = HoldRule(id=new_id(), review_on=line.review_on, **texts)
        hold_rules.add(tx, actor.clinic_id, made, by=actor, at=now)
        tx.enter(
            Verb.HOLD_TABLE_CHANGED,
            subject=made.id,
            payload={**texts, "review_on": line.review_on.isoformat()},
            clinic_id=actor.clinic_id,
        )
    return made


def end_line(store: Store, line_id: str, *, actor: Actor, now: datetime) -> None:
    """Take a line out of use; it stays in the record. Raises Conflict for one that is not in it."""
    require(actor, Act.KEEP_HOLD_TABLE)
    with store.write(actor, now) as tx:
        if not hold_rules.end(tx, actor.clinic_id, line_id, now):
            raise Conflict("This line is no longer in the table. Load the page again.")
        tx.enter(
            Verb.HOLD_TABLE_CHANGED,
            subject=line_id,
            payload={"ended": True},
            clinic_id=actor.clinic_id,
        )
