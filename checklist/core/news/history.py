"""What a patient was shown of each instruction, over the revisions since the last acknowledged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from checklist.core.plan.model import Inputs, Revision, Task
from checklist.core.protocol import Owner


@dataclass(frozen=True, kw_only=True)
class History:
    """``shown`` is every instruction as it was first shown, by task key; ``now`` as it is.

    ``base`` are the keys of the first of these revisions. ``made`` is the revision that last
    changed an instruction. ``answered_away`` are those that an answer took off the list.
    """

    first: Revision
    newest: Revision
    shown: Mapping[str, Task]
    now: Mapping[str, Task]
    base: frozenset[str]
    made: Mapping[str, Revision]
    answered_away: frozenset[str]

    def made_by(self, key: str) -> Revision:
        return self.made.get(key, self.newest)


def history(revisions: Sequence[Revision]) -> History:
    """Of at least one revision, in their order."""
    shown = dict(_theirs(revisions[0]))
    base = frozenset(shown)
    made: dict[str, Revision] = {}
    answered: set[str] = set()
    for before, after in pairwise(revisions):
        old, new = _theirs(before), _theirs(after)
        gone = old.keys() - new.keys()
        for key, task in new.items():
            shown.setdefault(key, task)
            if key not in old or not alike(old[key], task):
                made[key] = after
        made.update(dict.fromkeys(gone, after))
        answered = (answered - new.keys()) | (gone if _is_answer(before, after) else set())
    return History(
        first=revisions[0],
        newest=revisions[-1],
        shown=shown,
        now=_theirs(revisions[-1]),
        base=base,
        made=made,
        answered_away=frozenset(answered),
    )


def alike(old: Task, new: Task) -> bool:
    """Whether both tell a reader the same. A new phone number or another name tells nothing new."""
    if (old.title, old.text, old.when) == (new.title, new.text, new.when):
        return True
    return (old.meaning, old.late, _window(old)) == (new.meaning, new.late, _window(new))


def made_at(revision: Revision) -> datetime:
    return revision.made_at or revision.inputs.as_of


def _window(task: Task) -> tuple[datetime | None, ...]:
    return (task.opens_at, task.due_at, task.closes_at)


def _theirs(revision: Revision) -> dict[str, Task]:
    """What is for the patient or who helps them, by key."""
    return {t.key: t for t in revision.content.tasks if t.owner is not Owner.CLINIC}


def _is_answer(before: Revision, after: Revision) -> bool:
    """Whether nothing but what the patient said (answers, medicines, ticks) made this revision.

    Another protocol leaves the inputs as they are, so what was said must itself differ.
    """
    old, new = before.inputs, after.inputs
    told = (old.answers, old.links) != (new.answers, new.links)
    told = told or len(old.medicines) < len(new.medicines)
    return told and _decided(old) == _decided(new) and set(old.medicines) <= set(new.medicines)


def _decided(inputs: Inputs) -> tuple[object, ...]:
    """What staff put in."""
    return (inputs.anchors, inputs.choices, inputs.decisions, inputs.voice)
