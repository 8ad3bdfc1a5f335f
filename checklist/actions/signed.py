"""The sign-off that was made last, and whether it still stands."""

from __future__ import annotations

from dataclasses import dataclass

from checklist.core.plan.model import Revision
from checklist.core.signing import Since, Undoing, undoings
from checklist.store import Reader, dose_reports, marks, revisions, sign_offs
from checklist.store.sign_offs import SignOffRow


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A sign-off, and everything that undid it since."""

    made: SignOffRow
    undone: tuple[Undoing, ...]

    @property
    def stands(self) -> bool:
        return not self.undone


def last_signed(reader: Reader, plan_id: str, revision: Revision) -> Signed | None:
    """The plan's last sign-off as it stood with this ``revision``; None where nobody signed."""
    made = sign_offs.latest(reader, plan_id)
    if made is None:
        return None
    later = revisions.since(reader, plan_id, made.revision + 1)
    since = Since(
        at=made.at,
        fingerprint=made.fingerprint,
        now=revision,
        revisions=[one for one in later if one.number <= revision.number],
        marks=marks.by_task(reader, plan_id),
        reports=dose_reports.of_plan(reader, plan_id),
    )
    return Signed(made=made, undone=undoings(since))


def is_signed(reader: Reader, plan_id: str, revision: Revision) -> bool:
    """Whether a sign-off stands."""
    signed = last_signed(reader, plan_id, revision)
    return signed is not None and signed.stands
