"""Words: every slot means something, and nothing unknown is promised."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checklist.core.errors import TimingError
from checklist.core.plan import parsed
from checklist.core.plan.parsed import PARTS
from checklist.core.protocol import ChoiceKind, Kind, Owner, Protocol, Step, StepWords, TeachBack
from checklist.core.schedule import Moment
from checklist.core.wording import (
    FORMS,
    MEDICINE_MOMENTS,
    MEDICINE_SLOTS,
    MEDICINE_TEXTS,
    STEP_SLOTS,
    VOICE_SLOTS,
    SlotError,
    names_unknown_time,
    slots_in,
)
from checklist.protocols.checks.ground import Ground
from checklist.protocols.checks.places import (
    PLAIN,
    RENDERED,
    fixed_words,
    has_slots,
    medicine_states,
)
from checklist.protocols.checks.repeats import has_sessions
from checklist.protocols.checks.samples import SamplePlan, sample_plan, ways_to_choose
from checklist.protocols.checks.sound import once
from checklist.protocols.problems import Finding, Path, suggestion, warning

__all__ = ["check_words"]

_REPEATING = frozenset({"amount", "counts", "gap"})
"""Texts that the words of a repeating step may name."""


@dataclass(frozen=True, kw_only=True)
class _Slots:
    """What words may name here."""

    moments: frozenset[str]
    texts: frozenset[str]


_NOTHING = _Slots(moments=frozenset(), texts=frozenset())


def check_words(protocol: Protocol, ground: Ground) -> Iterator[Finding]:
    """Every problem with the slots of any language."""
    names = ground.names
    texts = VOICE_SLOTS | (names.choices - _anchor_choices(protocol))
    plans = [(plan, dict(plan.anchors)) for plan in _least_known(once(ground.quiet))]
    steps = {step.key: step for step in protocol.steps}
    for index, step in enumerate(protocol.steps):
        slots = _Slots(moments=names.anchors | _own(step), texts=texts | _of_repeat(step))
        moments = [ChainMap(_window(step, steps, p), anchors) for p, anchors in plans]
        if any(getattr(step, part) and part not in now for part in PARTS for now in moments):
            moments = []  # a timing of its own has a problem, which is told there
        for language, words in step.words.items():
            path: Path = ("steps", index, language)
            yield from list(_slots(words, slots, path)) or _promises(words, moments, path)
            yield from _needed(step, words, path)
            yield from _taught(step.teach_back.get(language), slots, path)
    for language, state, words in medicine_states(protocol):
        if (language, state) in names.written:
            taught = protocol.medicine_teaching.get(state, {}).get(language)
            slots = _of_medicine(state, names.anchors, texts)
            yield from _medicine(words, slots, ("medicines", language, state))
            yield from _taught(taught, slots, ("medicines", language, state))
    for path, template in fixed_words(protocol):
        yield from _template(template, _NOTHING, path)


def _own(step: Step) -> frozenset[str]:
    """The moments of its own that a step's words may name."""
    own = {part for part in STEP_SLOTS if getattr(step, part)}
    if not step.opens and _is_range(step.due):
        own.add("opens")
    if step.repeat is not None or step.around is not None:
        own = set(STEP_SLOTS)
    return frozenset(own)


def _is_range(words: str) -> bool:
    """Whether it is a window: "7 to 10 days after procedure" opens where the range begins."""
    try:
        return bool(words) and parsed.timing(words).has_range
    except TimingError:
        return False  # told by the check of timings


def _of_repeat(step: Step) -> frozenset[str]:
    repeat = step.repeat
    if repeat is None:
        return frozenset()
    told = set() if repeat.separate else {"counts"}  # a box for each time is one time
    if repeat.gap:
        told.add("gap")
    if repeat.amount or (repeat.stages and all(stage.amount for stage in repeat.stages)):
        told.add("amount")
    return frozenset(told)


def _of_medicine(state: str, anchors: frozenset[str], texts: frozenset[str]) -> _Slots:
    allowed = MEDICINE_SLOTS[state]
    return _Slots(
        moments=anchors | (allowed & MEDICINE_MOMENTS), texts=texts | (allowed & MEDICINE_TEXTS)
    )


def _medicine(words: StepWords, slots: _Slots, path: Path) -> Iterator[Finding]:
    open_times = [dict.fromkeys(MEDICINE_MOMENTS, Moment.unknown())]
    yield from list(_slots(words, slots, path)) or _promises(words, open_times, path)


def _taught(taught: TeachBack | None, slots: _Slots, path: Path) -> Iterator[Finding]:
    if taught is None:
        return
    path = (*path, "teach_back")
    for key, template in (("ask", taught.ask), ("right", taught.right)):
        yield from _template(template, slots, (*path, key))
    for at, template in enumerate(taught.wrong):
        yield from _template(template, slots, (*path, "wrong", at))
        if template == taught.right:
            text = "this is the right answer too: a wrong one has to differ from it."
            yield Finding(path=(*path, "wrong", at), text=text)


def _anchor_choices(protocol: Protocol) -> frozenset[str]:
    """Choices of an anchor have no words of their own."""
    return frozenset(c.key for c in protocol.choices if c.kind is ChoiceKind.ANCHOR)


def _slots(words: StepWords, slots: _Slots, path: Path) -> Iterator[Finding]:
    for field in RENDERED:
        yield from _template(getattr(words, field), slots, (*path, field.rstrip("_")))
    for field in PLAIN:
        yield from _template(getattr(words, field), _NOTHING, (*path, field))


def _template(template: str, slots: _Slots, path: Path) -> Iterator[Finding]:
    if not has_slots(template):
        return
    try:
        named = slots_in(template)
    except SlotError as wrong:
        yield from (Finding(path=path, text=text) for text in wrong.problems)
        return
    for name, form in named:
        text = _slot_problem(name, form, slots)
        if text:
            yield Finding(path=path, text=text)


def _slot_problem(name: str, form: str, slots: _Slots) -> str:
    known = slots.moments | slots.texts
    if not known:
        return f"these words are the same for every patient: {{{name}}} cannot stand here."
    if name in STEP_SLOTS and name not in known:
        return f"this step has no “{name}”, so {{{name}}} means nothing here."
    if name not in known:
        return f"there is no slot {{{name}}} here.{suggestion(name, known)}"
    if name in slots.texts and form:
        return f"{{{name}}} has no form “{form}”."
    if form not in FORMS:
        return f"expected {{{name}}}, {{{name}:time}} or {{{name}:day}}, found “{form}”."
    return ""


def _least_known(quiet: Protocol) -> Iterator[SamplePlan]:
    """Plans of which no more than the day of the procedure is known, for every choice of anchor."""
    for choices in ways_to_choose([c for c in quiet.choices if c.kind is ChoiceKind.ANCHOR]):
        yield sample_plan(quiet, choices, None)


def _window(step: Step, steps: Mapping[str, Step], plan: SamplePlan) -> dict[str, Moment]:
    window = plan.window(step)
    if step.repeat is not None:
        return dict.fromkeys(PARTS, Moment.on(date.min))  # each of its days has its own
    if step.around is not None:
        return dict.fromkeys(("opens", "closes"), _around(step.around.step, steps, plan))
    moments = {part: getattr(window, part) for part in PARTS}
    return {part: moment for part, moment in moments.items() if moment is not None}


def _around(target: str, steps: Mapping[str, Step], plan: SamplePlan) -> Moment:
    """As closely as the times are known that an avoid lies around: a day alone is no time."""
    step = steps.get(target)
    if step is not None and step.repeat is not None and has_sessions(step.repeat):
        return Moment.on(date.min)  # each of its times has its own
    moment = plan.anchors.get(target, Moment.unknown())
    return moment if moment.at is not None else Moment.unknown()


def _promises(
    words: StepWords, least_known: Sequence[Mapping[str, Moment]], path: Path
) -> Iterator[Finding]:
    """Only ``text`` may name a time that can be unknown, as ``unknown`` stands in for it alone."""
    shaky = {field for field in RENDERED if _may_be_unknown(getattr(words, field), least_known)}
    if "text" in shaky and not words.unknown:
        text = (
            "this names a time that may not be known yet: without “unknown” beside it, "
            "people read “We will tell you when.”"
        )
        yield warning((*path, "text"), text)
    for field in RENDERED:
        if field in shaky - {"text"}:
            text = "this names a time that may not be known yet; only “text” may, with “unknown”."
            yield Finding(path=(*path, field.rstrip("_")), text=text)
    if "title" not in shaky and _names_any(words.title, least_known):
        text = "this names a day: while the procedure has no date, the title is empty."
        yield warning((*path, "title"), text)
    if words.unknown and least_known and not _names_any(words.text, least_known):
        text = "this is never shown: “text” names no time."
        yield Finding(path=(*path, "unknown"), text=text, at_key=True)


def _names_any(template: str, plans: Sequence[Mapping[str, Moment]]) -> bool:
    """Whether the words name a time at all: without a date for the procedure, none is known."""
    return any(name in moments for name, _ in slots_in(template) for moments in plans)


def _may_be_unknown(template: str, least_known: Sequence[Mapping[str, Moment]]) -> bool:
    return has_slots(template) and any(
        names_unknown_time(template, moments) for moments in least_known
    )


def _needed(step: Step, words: StepWords, path: Path) -> Iterator[Finding]:
    if step.kind is not Kind.AVOID:
        for field in ("kept", "slipped", "after_slip", "except_"):
            if getattr(words, field):
                key = field.rstrip("_")
                text = f"“{key}” stands in an avoid, not in a step to {step.kind}."
                yield Finding(path=(*path, key), text=text, at_key=True)
    for field in ("cleared", "after_cleared"):
        if getattr(words, field) and not step.limit:
            text = f"“{field}” stands in a limit (“limit: yes”): nothing else is ended early."
            yield Finding(path=(*path, field), text=text, at_key=True)
    if words.waiting and step.waits_for is None:
        text = "this is never shown: the step waits for nothing (“waits_for”)."
        yield Finding(path=(*path, "waiting"), text=text, at_key=True)
    if step.owner is not Owner.CLINIC and not words.why:
        yield warning(path, "“why” is missing: people keep to what they understand.")
