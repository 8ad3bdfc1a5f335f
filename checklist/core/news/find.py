"""Find the news between the revision that was last acknowledged and the newest one.

The first revision is printed and handed over, so it needs no acknowledgement. What was shown is
compared with what stands now, and not step by step: what moved there and back is no news. Of each
instruction the earliest that was shown counts, in whichever revision it first stood.

News is a procedure on another day; an instruction for the patient or a carer with other words or
another time; and one that left the list before it was done. No news is

- what is only added: it stands on the list;
- of a procedure that is called off, every single thing that is over with it: one notice says so;
- an estimate that firms up, and what we promised to tell: a time, a result;
- what the clinic does itself, another phone number, another name;
- what an answer took off the list, unless it could harm: who answers has the list before them;
- what came and went in between, unless it could harm;
- after a move of the day, the dates of recovery: they move with it, and the new list has them;
- what was over by the time it changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from checklist.core import clock
from checklist.core.moments import Moment, due_end
from checklist.core.news.history import History, alike, history, made_at
from checklist.core.news.medicines import medicine_changes
from checklist.core.news.model import NOTHING, Moved, News, Off, Piece
from checklist.core.plan.model import Revision, Task
from checklist.core.protocol import Phase


def find(revisions: Sequence[Revision]) -> News:
    """The news of a plan.

    ``revisions`` are the newest acknowledged one, or else the first, and all later, in order.
    """
    if len(revisions) < 2:
        return NOTHING
    known = history(revisions)
    if known.newest.inputs.called_off is not None:
        return _called_off(revisions, known)
    moved = _moved(revisions)
    changes = _one_a_step(_changes(known, day_moved=moved is not None))
    pieces = [*medicine_changes(known), *changes]
    return News(
        revision=known.newest.number,
        voice=known.newest.inputs.voice,
        moved=moved,
        read_at=made_at(revisions[0]),
        pieces=tuple(one for one in pieces if not _was_over(one)),
    )


def _called_off(revisions: Sequence[Revision], known: History) -> News:
    """One thing to read, which tells all of it (``core.plan.notice``).

    What left the list left it for that one reason. Only what is still to be done, after a procedure
    that was stopped midway, can be another beside it.
    """
    last = next(
        (
            now
            for was, now in zip(reversed(revisions[:-1]), reversed(revisions[1:]), strict=True)
            if _told_of(was) != _told_of(now)
        ),
        None,
    )
    changes = _changes(known, day_moved=False)
    return News(
        revision=known.newest.number,
        voice=known.newest.inputs.voice,
        moved=None,
        read_at=made_at(revisions[0]),
        pieces=tuple(
            one for one in _one_a_step(changes) if one.now is not None and not _was_over(one)
        ),
        off=None if last is None else Off(made_in=last.number, made_at=made_at(last)),
    )


def _told_of(revision: Revision) -> tuple[object, ...]:
    """What the notice on top rests on: another of these is something new to read."""
    inputs = revision.inputs
    off, call = inputs.called_off, inputs.callback
    return (
        "" if off is None else off.id,
        "" if call is None else call.id,
        tuple((t.key, t.text) for t in revision.content.tasks if t.medicine_id),
    )


def _one_a_step(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """What is repeated day by day changes as one: the next time of it stands for all."""
    by_step: dict[tuple[str, bool], list[Piece]] = {}
    for piece in pieces:
        if not _was_over(piece):
            by_step.setdefault((piece.was.step, piece.now is None), []).append(piece)
    for first, *others in by_step.values():
        latest = max((first, *others), key=lambda one: one.made_in)
        yield replace(first, made_in=latest.made_in, made_at=latest.made_at)


def _moved(revisions: Sequence[Revision]) -> Moved | None:
    days = [one.content.anchors["procedure"] for one in revisions]
    on = [one.inputs.called_off is None for one in revisions]
    steps = range(1, len(days))
    if all(on) and days[0].day == days[-1].day:
        return None  # there and back is no news; called off and on again is
    last = max(i for i in steps if (days[i].day, on[i]) != (days[i - 1].day, on[i - 1]))
    tz = clock.zone(revisions[-1].inputs.voice.zone)
    day = days[-1].day
    return Moved(
        was=days[0],
        now=days[-1],
        ends_at=None if day is None else due_end(Moment.on(day), tz),
        made_in=revisions[last].number,
        made_at=made_at(revisions[last]),
    )


def _changes(known: History, *, day_moved: bool) -> Iterator[Piece]:
    """In reading order: what stands on the list, then what left it. Medicines are told apart."""
    for key, new in known.now.items():
        old = known.shown[key]
        if new.medicine_id or alike(old, new) or _firms_up(old, new):
            continue
        dated = day_moved and new.phase is Phase.AFTER and old.title == new.title
        if not dated or _was_said(old, new):
            yield _piece(old, new, known)
    for key, old in known.shown.items():
        if key not in known.now and not old.medicine_id and _is_missed(old, known):
            yield _piece(old, None, known)


def _firms_up(old: Task, new: Task) -> bool:
    """What was "about", or still to be told, is told; or is another estimate, or more exact."""
    if _was_said(old, new):
        return False
    if old.waiting or old.void:
        return True
    if old.title != new.title:
        return False
    if not old.estimated:
        return _is_more_exact(old, new)
    same_words = old.meaning.partition("-")[0] == new.meaning.partition("-")[0]
    untold = old.due_at is None and old.closes_at is None
    return not new.estimated or untold or same_words


def _was_said(old: Task, new: Task) -> bool:
    """Whether a clinician or an event ended a limit, or made it longer, since it was shown."""
    return (old.over, old.clearance) != (new.over, new.clearance)


def _is_more_exact(old: Task, new: Task) -> bool:
    """The same day, from an hour on that is known now: its words and its meaning are the same."""
    ends = (old.due_at, old.closes_at) == (new.due_at, new.closes_at)
    return ends and (old.text, old.meaning, old.day) == (new.text, new.meaning, new.day)


def _is_missed(old: Task, known: History) -> bool:
    return old.critical or (old.key in known.base and old.key not in known.answered_away)


def _piece(old: Task, new: Task | None, known: History) -> Piece:
    made = known.made_by(old.key)
    return Piece(was=old, now=new, made_in=made.number, made_at=made_at(made))


def _was_over(piece: Piece) -> bool:
    return piece.ends_at is not None and piece.ends_at <= piece.made_at
