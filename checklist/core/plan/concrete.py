"""A draft made concrete: dated, in words, with a meaning that a mark can stand on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from checklist.core import clock, schedule, wording
from checklist.core.plan.draft import Draft
from checklist.core.plan.model import Task, Teaching
from checklist.core.plan.setting import Setting
from checklist.core.protocol import Kind, Phase
from checklist.core.schedule import Moment

PHASE_ORDER = {Phase.BEFORE: 0, Phase.DAY: 1, Phase.AFTER: 2}

NO_MEANING = frozenset(
    {"first_name", "clinic", "phone", "decided_by", "restart_owner", "cleared_by"}
)
"""Slots that name people and numbers: what is asked stays the same when they change."""


def concrete(draft: Draft, setting: Setting) -> Task:
    """The task, in the patient's language; instants in UTC.

    Words that name what nobody knows yet give way to the step's ``unknown`` words.
    """
    slots = _slots(draft, setting)
    words = draft.words
    title, text, templates = _told(draft, slots, setting)
    window = draft.window
    return Task(
        key=draft.key,
        step=draft.step,
        kind=draft.kind,
        owner=draft.owner,
        phase=draft.phase,
        criticality=draft.criticality,
        title=title,
        text=text,
        opens_at=schedule.opening(draft.opens or setting.anchors[schedule.BOOKED], setting.tz),
        due_at=None if draft.due is None else schedule.due_end(draft.due, setting.tz),
        closes_at=None if draft.closes is None else schedule.closing(draft.closes, setting.tz),
        day=_day(draft, setting),
        when="" if draft.waiting or draft.void or draft.over else _when(draft, setting),
        meaning=_meaning(draft, templates, slots),
        why=slots.render_known(words.why),
        kept=slots.render_known(words.kept),
        slipped=slots.render_known(words.slipped),
        after_slip=slots.render_known(words.after_slip),
        after_cant=slots.render_known(words.after_cant),
        estimated=any(not moment.firm for moment in window.values()),
        limit=draft.limit,
        fasting=draft.fasting,
        clock=_fasting_clock(draft, setting),
        medicine_id=draft.medicine_id,
        questions=draft.questions,
        counts=draft.counts,
        sittings=draft.sittings,
        amount=draft.amount,
        gap=draft.gap,
        repeats=draft.repeats,
        series=draft.series,
        waiting=draft.waiting,
        void=draft.void,
        impossible=draft.impossible,
        open_end=draft.open_end,
        over=draft.over,
        clearance=draft.clearance,
        except_=slots.render_known(draft.except_),
        measure=draft.measure,
        teaching=_teaching(draft, slots),
    )


def _when(draft: Draft, setting: Setting) -> str:
    return setting.phrases.when(draft, setting.tz, setting.locale, setting.seen_from)


def _teaching(draft: Draft, slots: wording.Slots) -> Teaching | None:
    """The teach-back question; None while its right answer is not known."""
    asked = draft.teach_back
    if asked is None:
        return None
    right = slots.render_known(asked.right)
    if not right:
        return None
    wrong = (slots.render_known(one) for one in asked.wrong)
    return Teaching(
        ask=slots.render_known(asked.ask), right=right, wrong=tuple(one for one in wrong if one)
    )


def reading_order(task: Task, order: int) -> tuple[int, str, int, int, str]:
    """By phase, then time, then gravity, then the protocol's own order."""
    first = task.opens_at if task.kind is Kind.AVOID else task.due_at
    first = first or task.opens_at or task.closes_at
    stamp = clock.utc_text(first) if first is not None else "9"  # not known yet: last
    return (PHASE_ORDER[task.phase], stamp, -int(task.criticality), order, task.key)


def _slots(draft: Draft, setting: Setting) -> wording.Slots:
    return wording.Slots(
        moments={**setting.anchors, **draft.moments, **draft.window},
        texts={**setting.texts, **draft.texts},
        tz=setting.tz,
        locale=setting.locale,
        seen_from=setting.seen_from,
    )


def _told(draft: Draft, slots: wording.Slots, setting: Setting) -> tuple[str, str, tuple[str, str]]:
    """The title and text, and the templates they were made from."""
    words = draft.words
    title = slots.render_known(words.title)
    for template in _templates(draft, setting):
        text = slots.render_known(template)
        if text:
            return title, text, (words.title, template)
    return title, setting.phrases.untold, (words.title, setting.phrases.untold)


def _templates(draft: Draft, setting: Setting) -> tuple[str, ...]:
    """Which words are tried, in their order.

    While nobody knows when it begins, an order that names no time would be an order for now.
    """
    words, begins = draft.words, draft.opens if draft.opens is not None else draft.due
    if begins is None or begins.day is not None:
        return (words.text, words.unknown)
    if draft.repeats or draft.impossible:
        return (words.unknown or setting.phrases.untold,)
    return (words.unknown or words.text,)


def _fasting_clock(draft: Draft, setting: Setting) -> str:
    if not draft.fasting:
        return ""
    day = setting.anchors["procedure"].day
    return setting.phrases.clock(draft.opens, day, setting.tz, setting.locale)


def _day(draft: Draft, setting: Setting) -> date | None:
    """The local day a task belongs to: its due, else its beginning, else its last day."""
    for moment in (draft.due, draft.opens):
        if moment is not None and moment.day is not None:
            return moment.day
    if draft.closes is not None and draft.closes.day is not None:
        return _last_day(draft.closes, setting.tz)
    return setting.anchors["procedure"].day if draft.phase is Phase.DAY else None


def _last_day(closes: Moment, tz: ZoneInfo) -> date | None:
    instant = schedule.closing(closes, tz)
    return None if instant is None else schedule.last_full_day(instant, tz)


def _meaning(draft: Draft, templates: tuple[str, str], slots: wording.Slots) -> str:
    """What was told, as two digests: of the words, and of the times they bind to.

    A mark stands while both are the same. An estimate that firms up at the very time it named
    changes neither; nor does a new phone number. Answers given stay given when the day moves,
    unless the questions change or the step asks anew on a day of its own.
    """
    if draft.kind is Kind.ANSWER:
        templates = (draft.words.title, draft.words.text)
    words = [*templates, *draft.questions]
    times = list(_binding(draft))
    for template in templates:
        for name, form in wording.slots_in(template):
            if name in slots.texts and not form:
                words += [] if name in NO_MEANING else [f"{name}={slots.texts[name]}"]
            elif draft.kind is not Kind.ANSWER:
                times.append(f"{name}={_stamp(slots.moments.get(name), form)}")
    return f"{_digest(words)}-{_digest(times)}"


def _binding(draft: Draft) -> Iterator[str]:
    """The times a mark is about, whether or not the words name them.

    The beginning of what is to be avoided, and everything on the day: a fast kept on another night
    is not kept, and today's drops are not tomorrow's. The end of a window binds nothing: stopping
    stays stopped when a restart is set.
    """
    if draft.repeats:
        yield _stamp(draft.due or draft.opens, "day")
        return
    on_the_day = draft.phase is Phase.DAY
    if on_the_day or (draft.kind is Kind.AVOID and draft.phase is Phase.BEFORE):
        yield _stamp(draft.opens, "")
    if on_the_day or draft.kind is Kind.ATTEND:
        yield _stamp(draft.due, "")
    if draft.counted:
        yield _stamp(draft.due or draft.opens, "day")
    if draft.kind is Kind.ANSWER and not on_the_day:
        yield _stamp(draft.opens, "")


def _stamp(moment: Moment | None, form: str) -> str:
    if moment is None or moment.day is None:
        return "?"
    if moment.at is None or form == "day":
        return moment.day.isoformat()
    return clock.utc_text(moment.at - timedelta(microseconds=moment.at.microsecond))


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
