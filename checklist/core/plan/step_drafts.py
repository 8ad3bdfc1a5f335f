"""From the steps on the road to drafts: one for a step, or one for each of its days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from checklist.core.plan import cleared, parsed
from checklist.core.plan.draft import Draft
from checklist.core.plan.laid import Laid
from checklist.core.plan.phases import phase_of
from checklist.core.plan.repeats import Occurrence
from checklist.core.plan.setting import Setting
from checklist.core.protocol import Around, Kind, Phase, StepWords
from checklist.core.schedule import Moment
from checklist.core.wording import Slots

_NO_TIME = timedelta()


def step_drafts(setting: Setting, laid: tuple[Laid, ...]) -> Iterator[Draft]:
    """Every step's drafts, in the protocol's order."""
    by_key = {one.step.key: one for one in laid}
    for one in laid:
        if one.step.around is not None and not one.void:
            yield from _around(one, one.step.around, by_key, setting)
        elif one.occurrences is None:
            yield _draft(one, setting)
        else:
            whole = replace(_draft(one, setting), series=_series(one.occurrences, setting))
            for occurrence in one.occurrences:
                day = _of_day(whole, occurrence, setting)
                yield replace(day, phase=_phase(day, setting)) if one.step.phase_by_time else day


def _draft(laid: Laid, setting: Setting) -> Draft:
    step, language = laid.step, setting.language
    words = step.words[language]
    asked = (key for key in step.questions if setting.holds(setting.protocol.question(key).when))
    return Draft(
        key=step.key,
        step=step.key,
        kind=step.kind,
        phase=_phase_of(laid, setting),
        criticality=step.criticality,
        words=_standing_in(words, laid, setting),
        order=laid.order,
        owner=step.owner,
        opens=laid.window.opens,
        due=laid.window.due,
        closes=laid.window.closes,
        questions=tuple(asked),
        fasting=step.fasting,
        limit=step.limit,
        counted=laid.counted,
        gap=_gap(laid, setting),
        texts={**_usual(laid, setting), **cleared.texts(laid)},
        waiting=laid.waiting,
        void=laid.void,
        impossible=laid.crossed is not None,
        repeats=step.repeat is not None and laid.occurrences is None,
        open_end=laid.open_end,
        over=laid.over is not None,
        clearance=None if laid.clearance is None else laid.clearance.kind,
        moments=cleared.moments(laid, setting.tz),
        except_=_except(words, laid, setting),
        measure=step.measure,
        teach_back=step.teach_back.get(language),
    )


def _phase_of(laid: Laid, setting: Setting) -> Phase:
    """As its author says, or where its own times stand in this plan, as far as they are known."""
    step = laid.step
    if not step.phase_by_time or step.repeat is not None:
        return step.phase
    return phase_of(laid.window, setting.anchors["procedure"]) or step.phase


def _usual(laid: Laid, setting: Setting) -> Mapping[str, str]:
    """What a repeat's words name while its days are not known: as it is done on a usual day."""
    repeat = laid.step.repeat
    if repeat is None:
        return {}
    return {
        "amount": _amount(repeat.amount, setting),
        "counts": str(len(repeat.sessions) or repeat.times),
        "gap": _gap(laid, setting),
    }


def _amount(words: Mapping[str, str], setting: Setting) -> str:
    """How much each time, with the clinic's own values in it."""
    slots = Slots(moments={}, texts=setting.texts, tz=setting.tz, locale=setting.locale)
    return slots.render_known(words.get(setting.language, ""))


def _series(days: tuple[Occurrence, ...], setting: Setting) -> str:
    """From its first day to its last, in words."""
    if len(days) < 2:
        return ""
    first, last = (_day_of(one.due) for one in (days[0], days[-1]))
    return setting.phrases.between(first, last, setting.tz, setting.locale, setting.seen_from)


def _day_of(moment: Moment) -> Moment:
    return moment if moment.day is None else Moment.on(moment.day, firm=moment.firm)


def _gap(laid: Laid, setting: Setting) -> str:
    repeat = laid.step.repeat
    if repeat is None or not repeat.gap:
        return ""
    return setting.phrases.amount(parsed.amount_in(repeat.gap, setting.inputs.choices))


def _standing_in(words: StepWords, laid: Laid, setting: Setting) -> StepWords:
    """The words, with what stands in their place while nothing is asked, and where none are."""
    phrases = setting.phrases
    if laid.void:
        text = words.void or phrases.void
        return replace(words, text=text, unknown=text)
    if laid.waiting:
        text = words.waiting or phrases.waiting
        return replace(words, text=text, unknown=text)
    words = cleared.told(words, laid, phrases)
    if laid.step.kind is Kind.AVOID:
        return replace(
            words,
            kept=words.kept or phrases.kept,
            slipped=words.slipped or phrases.slipped,
            after_slip=words.after_slip or phrases.after_slip,
        )
    return words


def _except(words: StepWords, laid: Laid, setting: Setting) -> str:
    if laid.over is not None:
        return ""
    if words.except_ or not laid.step.allows:
        return words.except_
    titles = [
        step.words[setting.language].title
        for step in setting.protocol.steps
        if step.key in laid.step.allows and setting.holds(step.when)
    ]
    return setting.phrases.except_.format(allowed="; ".join(titles)) if titles else ""


def _of_day(whole: Draft, one: Occurrence, setting: Setting) -> Draft:
    amount = _amount(one.amount, setting)
    texts = {
        "amount": amount,
        "counts": str(one.counts or 1),
        "gap": whole.gap,
    }
    return replace(
        whole,
        key=whole.key + one.suffix,
        opens=one.opens,
        due=one.due,
        closes=one.closes,
        exact=one.exact,
        repeats=True,
        counts=one.counts,
        sittings=one.sittings,
        amount=amount,
        texts=texts,
    )


def _phase(one: Draft, setting: Setting) -> Phase:
    """Where one day of many stands: with the days before the procedure, on it, or after it."""
    procedure, day = setting.anchors["procedure"].day, None if one.due is None else one.due.day
    if procedure is None or day is None:
        return one.phase
    if day == procedure:
        return Phase.AFTER if one.phase is Phase.AFTER else Phase.DAY
    return Phase.BEFORE if day < procedure else Phase.AFTER


def _around(
    laid: Laid, around: Around, by_key: Mapping[str, Laid], setting: Setting
) -> Iterator[Draft]:
    """One avoid around each time of another step; one without times while none is known."""
    whole = _draft(laid, setting)
    other = by_key[around.step]
    times = list(_times(other, setting))
    if not times:
        yield replace(whole, opens=Moment.unknown(), closes=Moment.unknown())
    choices = setting.inputs.choices
    before, after = _length(around.before, choices), _length(around.after, choices)
    for suffix, at, firm in times:
        yield replace(
            whole,
            key=whole.key + suffix,
            opens=Moment.at_instant(at - before, setting.tz, firm=firm),
            closes=Moment.at_instant(at + after, setting.tz, firm=firm),
            repeats=bool(suffix),
        )


def _times(other: Laid, setting: Setting) -> Iterator[tuple[str, datetime, bool]]:
    if other.step.repeat is None:
        moment = setting.anchors[other.step.key]
        if moment.at is not None:
            yield "", moment.at, moment.firm
        return
    for one in other.occurrences or ():
        for sitting in one.sittings:
            if sitting.at is not None:
                suffix = one.suffix if "." in one.suffix else f"{one.suffix}.{sitting.name}"
                yield suffix, sitting.at, one.due.firm


def _length(words: str, choices: Mapping[str, str]) -> timedelta:
    return parsed.amount_in(words, choices).elapsed if words else _NO_TIME
