"""What changed between two revisions, and what a sign-off rests on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime

from checklist.core import clock
from checklist.core.medicines import DecisionKind
from checklist.core.plan.model import Change, ChangeKind, Content, Inputs, Task
from checklist.core.plan.series import as_one
from checklist.core.protocol import Phase


def diff(before: Content | None, after: Content) -> tuple[Change, ...]:
    """Every task added, dropped, moved or reworded, one line each. The first revision changes none.

    MOVED says the date phrases where only times changed, REWORDED the whole texts. An estimate that
    firms up at the very time it named is no change. What comes every day is one line.
    """
    if before is None:
        return ()
    return tuple(_changes(before, after))


def _changes(before: Content, after: Content) -> Iterator[Change]:
    old = {task.key: task for task in as_one(before.tasks)}
    new = {task.key: task for task in as_one(after.tasks)}
    for key, task in new.items():
        if key not in old:
            yield _change(ChangeKind.ADDED, task, "", task.text)
        else:
            yield from _changed(old[key], task)
    for key, task in old.items():
        if key not in new:
            yield _change(ChangeKind.DROPPED, task, task.text, "")


def _changed(old: Task, new: Task) -> Iterator[Change]:
    if (old.title, old.text, old.when) == (new.title, new.text, new.when):
        return
    if _words(old) != _words(new) or old.late != new.late:
        same_text = old.text == new.text
        before, after = (old.title, new.title) if same_text else (old.text, new.text)
        yield _change(ChangeKind.REWORDED, new, before, after)
    elif old.meaning != new.meaning or _window(old) != _window(new):
        before, after = (old.when, new.when) if old.when != new.when else (old.text, new.text)
        yield _change(ChangeKind.MOVED, new, before, after)


def _words(task: Task) -> str:
    """The part of a meaning that digests words; the other digests times."""
    return task.meaning.partition("-")[0]


def _window(task: Task) -> tuple[object, ...]:
    return (task.opens_at, task.due_at, task.closes_at)


def _change(kind: ChangeKind, task: Task, before: str, after: str) -> Change:
    return Change(kind=kind, key=task.key, title=task.title, before=before, after=after)


def fingerprint(content: Content, inputs: Inputs) -> str:
    """What a sign-off rests on: the day, the site, the "before" tasks, answers, decisions.

    Recording that the procedure is done, or deciding a restart, changes none of it; nor does an
    answer to a question that is only asked afterwards.
    """
    before = [task for task in content.tasks if task.phase is not Phase.AFTER]
    asked_after = {q for t in content.tasks if t.phase is Phase.AFTER for q in t.questions}
    asked_after -= {q for t in before for q in t.questions}
    rests_on = {
        "day": str(content.anchors["procedure"].day),
        "site": inputs.voice.site,
        "tasks": sorted(
            [t.key, t.meaning, _stamp(t.opens_at), _stamp(t.due_at), _why(t, inputs)]
            for t in before
        ),
        "answers": sorted(
            [a.question, a.value, a.detail]
            for a in inputs.answers.values()
            if a.question not in asked_after
        ),
        "decisions": sorted(_decisions(inputs)),
    }
    return hashlib.sha256(json.dumps(rests_on).encode()).hexdigest()


def _decisions(inputs: Inputs) -> Iterator[str]:
    """Every decision but a restart, and a second clinician's word on it."""
    for decision in inputs.decisions:
        if decision.kind is not DecisionKind.RESTART:
            yield decision.id
        if decision.approval is not None:
            yield decision.approval.id


def _why(task: Task, inputs: Inputs) -> str:
    """Why it is asked, which may name a choice that nothing else does; a phone number is none."""
    return task.why.replace(inputs.voice.phone, "") if inputs.voice.phone else task.why


def _stamp(at: datetime | None) -> str:
    return "" if at is None else clock.utc_text(at)
