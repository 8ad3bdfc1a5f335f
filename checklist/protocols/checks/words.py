"""Words: every language is there, every slot means something, and nothing unknown is promised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checklist.core.protocol import ChoiceKind, Kind, Owner, Phase, Protocol, Step, StepWords
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
from checklist.protocols.checks.places import PLAIN, RENDERED, medicine_states
from checklist.protocols.checks.samples import sample_plans
from checklist.protocols.names import Names
from checklist.protocols.problems import Finding, Path, suggestion

__all__ = ["check_words"]


@dataclass(frozen=True, kw_only=True)
class _Slots:
    """What words may name here."""

    moments: frozenset[str]
    texts: frozenset[str]


def check_words(protocol: Protocol, names: Names) -> Iterator[Finding]:
    """Every problem with the words of any language."""
    yield from _languages(protocol, names)
    texts = VOICE_SLOTS | (names.choices - _anchor_choices(protocol))
    for index, step in enumerate(protocol.steps):
        own = frozenset(field for field in STEP_SLOTS if getattr(step, field))
        slots = _Slots(moments=names.anchors | own, texts=texts)
        moments = list(_least_known(protocol, step))
        for language, words in step.words.items():
            path: Path = ("steps", index, language)
            yield from list(_slots(words, slots, path)) or _promises(words, moments, path)
            yield from _needed(step, words, path)
    for language, state, words in medicine_states(protocol):
        path = ("medicines", language, state)
        allowed = MEDICINE_SLOTS[state]
        slots = _Slots(
            moments=names.anchors | (allowed & MEDICINE_MOMENTS),
            texts=texts | (allowed & MEDICINE_TEXTS),
        )
        open_times = [dict.fromkeys(MEDICINE_MOMENTS, Moment.unknown())]
        yield from list(_slots(words, slots, path)) or _promises(words, open_times, path)
        if state == "stop":
            yield from _avoid_words(words, path)


def _anchor_choices(protocol: Protocol) -> frozenset[str]:
    """Choices of an anchor have no words of their own."""
    return frozenset(c.key for c in protocol.choices if c.kind is ChoiceKind.ANCHOR)


def _languages(protocol: Protocol, names: Names) -> Iterator[Finding]:
    """Never a mix: whoever reads one language reads all of the protocol in it."""
    worded: list[tuple[Path, Mapping[str, object]]] = [
        (("title",), protocol.title),
        (("medicines",), protocol.medicine_words),
    ]
    for index, choice in enumerate(protocol.choices):
        for option, words in choice.options.items():
            worded.append((("choices", index, "options", option), words))
    for section, elements in (
        ("questions", [q.words for q in protocol.questions]),
        ("steps", [s.words for s in protocol.steps]),
        ("red_flags", [f.words for f in protocol.red_flags]),
        ("about", [a.words for a in protocol.about]),
    ):
        worded += [((section, index), words) for index, words in enumerate(elements)]
    for path, words_by_language in worded:
        for language in sorted(names.languages - words_by_language.keys()):
            yield Finding(path=path, text=f"the words in “{language}” are missing here.")
        for language in sorted(words_by_language.keys() - names.languages):
            text = f"“{language}” is no language of this protocol; “texts” names them."
            yield Finding(path=(*path, language), text=text, at_key=True)


def _slots(words: StepWords, slots: _Slots, path: Path) -> Iterator[Finding]:
    for field in RENDERED:
        yield from _template(getattr(words, field), slots, (*path, field))
    nothing = _Slots(moments=frozenset(), texts=frozenset())
    for field in PLAIN:
        yield from _template(getattr(words, field), nothing, (*path, field))


def _template(template: str, slots: _Slots, path: Path) -> Iterator[Finding]:
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


def _least_known(protocol: Protocol, step: Step) -> Iterator[Mapping[str, Moment]]:
    """The step's moments while no more than the day of the procedure is known."""
    for plan in sample_plans(protocol, time_known=False):
        yield {**plan.anchors, **plan.window(step)}


def _promises(
    words: StepWords, least_known: Sequence[Mapping[str, Moment]], path: Path
) -> Iterator[Finding]:
    """Only ``text`` may name a time that can be unknown, as ``unknown`` stands in for it alone."""
    shaky = {field for field in RENDERED if _may_be_unknown(getattr(words, field), least_known)}
    if "text" in shaky and not words.unknown:
        text = "this names a time that may not be known yet: “unknown” is missing beside it."
        yield Finding(path=(*path, "text"), text=text)
    for field in RENDERED:
        if field in shaky - {"text"}:
            text = "this names a time that may not be known yet; only “text” may, with “unknown”."
            yield Finding(path=(*path, field), text=text)
    if words.unknown and least_known and "text" not in shaky:
        text = "this is never shown: every time in “text” is always known."
        yield Finding(path=(*path, "unknown"), text=text, at_key=True)


def _may_be_unknown(template: str, least_known: Sequence[Mapping[str, Moment]]) -> bool:
    return any(names_unknown_time(template, moments) for moments in least_known)


def _needed(step: Step, words: StepWords, path: Path) -> Iterator[Finding]:
    if step.kind is Kind.AVOID:
        yield from _avoid_words(words, path)
    else:
        for field in ("kept", "slipped", "after_slip"):
            if getattr(words, field):
                text = f"“{field}” stands in an avoid, not in a step to {step.kind}."
                yield Finding(path=(*path, field), text=text, at_key=True)
    if step.owner is not Owner.CLINIC and not words.why:
        yield Finding(path=path, text="“why” is missing: people keep to what they understand.")
    soon = step.due and step.phase is Phase.BEFORE and step.kind is not Kind.KNOW
    if soon and step.owner is not Owner.CLINIC and not words.late:
        text = "“late” is missing: what to read when the plan is booked after this was due."
        yield Finding(path=path, text=text)


def _avoid_words(words: StepWords, path: Path) -> Iterator[Finding]:
    for field in ("kept", "slipped", "after_slip"):
        if not getattr(words, field):
            yield Finding(path=path, text=f"“{field}” is missing: an avoid needs its own buttons.")
