"""What a change does to a live plan, before it is made: what moves, what is asked again and why.

A mark follows its task's key and counts only for the meaning it was made on. So a change asks again
for what was ticked under another meaning, and what was ticked under the meaning that comes back
counts again: moving there and back ends where it began. Nothing said is ever lost; it only rests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from checklist.core.marks import Mark, TaskState
from checklist.core.plan.diff import diff
from checklist.core.plan.knowing import step_of
from checklist.core.plan.model import Change, ChangeKind, Content, Task
from checklist.core.voiding import Voided

ANOTHER_NIGHT = "Fasting is on another night now."
NIGHT_UNKNOWN = "The day of the fast is not known any more."
TOO_LATE = "It is too late for it now. The patient reads: call us today."
TIME_UNKNOWN = "Its time is not known any more."
TIME_CHANGED = "The time changed: was {}, is now {}."
ITS_TIME_CHANGED = "A time it names changed."
WORDS_CHANGED = "The words changed."


@dataclass(frozen=True, kw_only=True)
class Value:
    """One thing that staff set: what it was and what it will be, in words for staff."""

    name: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Reopened:
    """Something was said of this task that will not count any more; ``why`` is for staff."""

    key: str
    title: str
    said: Mark
    why: str


@dataclass(frozen=True, kw_only=True)
class Returned:
    """What was said of this task under the meaning that now comes back, and counts again."""

    key: str
    title: str
    said: Mark


@dataclass(frozen=True, kw_only=True)
class Dropped:
    """A task that is no longer in the plan; ``said`` stood on it, and stays in its history."""

    key: str
    title: str
    text: str
    said: Mark | None


@dataclass(frozen=True, kw_only=True)
class Late:
    """A task whose time is past before anybody could be asked: ``text`` says "call us today"."""

    key: str
    title: str
    text: str


_One = TypeVar("_One", Reopened, Returned, Dropped, Late)


@dataclass(frozen=True, kw_only=True)
class Consequences:
    """Everything a change does, in the plan's reading order.

    ``moved`` holds the date phrases of a task before and after, ``reworded`` its texts. What
    becomes late is in ``late`` alone. ``sign_off_falls`` says that a sign-off stands and will not.
    """

    values: tuple[Value, ...]
    moved: tuple[Change, ...]
    reworded: tuple[Change, ...]
    reopened: tuple[Reopened, ...]
    returned: tuple[Returned, ...]
    dropped: tuple[Dropped, ...]
    added: tuple[Change, ...]
    late: tuple[Late, ...]
    voided: tuple[Voided, ...]
    sign_off_falls: bool


@dataclass(frozen=True, kw_only=True)
class Sides:
    """The plan before and after a change, and what the marks on each task add up to on each side.

    Both states are made of the same marks; only the meanings they are held against differ.
    """

    before: Content
    stood: Mapping[str, TaskState]
    after: Content
    stands: Mapping[str, TaskState]


def consequences(
    both: Sides,
    *,
    values: tuple[Value, ...] = (),
    voided: tuple[Voided, ...] = (),
    sign_off_falls: bool = False,
) -> Consequences:
    """What the change does. ``voided`` are the decisions that fall with it."""
    late = _one_a_step(_late(both))
    too_late = {step_of(one.key) for one in late}
    changes = [c for c in diff(both.before, both.after) if c.key not in too_late]
    by_kind = {
        kind: tuple(change for change in changes if change.kind is kind) for kind in ChangeKind
    }
    return Consequences(
        values=values,
        moved=by_kind[ChangeKind.MOVED],
        reworded=by_kind[ChangeKind.REWORDED],
        reopened=_one_a_step(_reopened(both)),
        returned=_one_a_step(_returned(both)),
        dropped=_one_a_step(_dropped(both)),
        added=by_kind[ChangeKind.ADDED],
        late=late,
        voided=voided,
        sign_off_falls=sign_off_falls,
    )


def _one_a_step(found: Iterable[_One]) -> tuple[_One, ...]:
    """Of the days of one step, the first stands for all: "drops@3" is of "drops"."""
    once: dict[str, _One] = {}
    for one in found:
        once.setdefault(step_of(one.key), one)
    return tuple(once.values())


def _late(both: Sides) -> Iterator[Late]:
    for task in both.after.tasks:
        old = both.before.task(task.key)
        if task.late and (old is None or not old.late):
            yield Late(key=task.key, title=task.title, text=task.text)


def _reopened(both: Sides) -> Iterator[Reopened]:
    for task in both.after.tasks:
        old, said = both.before.task(task.key), _shows(both.stood, task.key)
        if old is not None and said is not None and _shows(both.stands, task.key) is None:
            yield Reopened(key=task.key, title=task.title, said=said, why=_why(old, task))


def _returned(both: Sides) -> Iterator[Returned]:
    for task in both.after.tasks:
        said = _shows(both.stands, task.key)
        if said is not None and _shows(both.stood, task.key) is None:
            yield Returned(key=task.key, title=task.title, said=said)


def _dropped(both: Sides) -> Iterator[Dropped]:
    for task in both.before.tasks:
        if both.after.task(task.key) is None:
            said = _shows(both.stood, task.key)
            yield Dropped(key=task.key, title=task.title, text=task.text, said=said)


def _shows(states: Mapping[str, TaskState], key: str) -> Mark | None:
    return states[key].shows if key in states else None


def _why(old: Task, new: Task) -> str:
    """Why what was said of the old task does not answer the new one."""
    if new.late and not old.late:
        return TOO_LATE
    if new.fasting and old.day != new.day:
        return NIGHT_UNKNOWN if new.day is None else ANOTHER_NIGHT
    if _known(new) < _known(old):
        return TIME_UNKNOWN
    if _words(old) != _words(new):
        return WORDS_CHANGED
    if old.when == new.when:
        return ITS_TIME_CHANGED
    return TIME_CHANGED.format(old.when or "not known", new.when or "not known yet")


def _known(task: Task) -> int:
    """How many of its times are known."""
    return sum(at is not None for at in (task.opens_at, task.due_at, task.closes_at))


def _words(task: Task) -> str:
    """The part of a meaning that digests words; the other digests times."""
    return task.meaning.partition("-")[0]
