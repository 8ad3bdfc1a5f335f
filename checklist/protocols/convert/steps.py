"""Steps, their repeats and their words."""

from __future__ import annotations

from collections.abc import Mapping

from checklist.core.protocol import (
    Around,
    Criticality,
    Measure,
    Outside,
    Phase,
    Step,
    StepWords,
    TeachBack,
)
from checklist.core.repeats import Cycle, Repeat, Session, Stage
from checklist.protocols import shape
from checklist.protocols.convert.conditions import bounds, condition
from checklist.protocols.hours import clocks_of_a_day, in_hours

__all__ = ["step", "step_words"]

_WORDS = tuple(shape.StepWordsShape.model_fields)


def step(said: shape.StepShape) -> Step:
    """One step. A phase that was not written is worked out later, by ``phases``."""
    return Step(
        key=said.step,
        kind=said.kind,
        phase=said.phase or Phase.AFTER,
        criticality=Criticality(int(said.criticality)),
        words={language: step_words(words) for language, words in said.words.items()},
        owner=said.owner,
        opens=said.opens or "",
        due=said.due or "",
        closes=said.closes or "",
        when=condition(said.when),
        questions=tuple(said.questions or ()),
        fasting=said.fasting or "",
        limit=said.limit,
        sources=tuple(said.sources or ()),
        repeat=_repeat(said.repeat),
        until=condition(said.until),
        waits_for=condition(said.waits_for),
        stays=said.once_started == "stays",
        voids=said.if_missed == "voids",
        around=_around(said.around),
        allows=tuple(said.allows or ()),
        measure=_measure(said.measure),
        teach_back=dict(_taught(said)),
    )


def step_words(said: shape.StepWordsShape) -> StepWords:
    """One language's words."""
    return StepWords(**{field: getattr(said, field) for field in _WORDS})


def _taught(said: shape.StepShape) -> Mapping[str, TeachBack]:
    return {
        language: teach_back(words.teach_back)
        for language, words in said.words.items()
        if words.teach_back is not None
    }


def teach_back(said: shape.TeachBackShape) -> TeachBack:
    """One language's teach-back question."""
    return TeachBack(ask=said.ask, right=said.right, wrong=tuple(said.wrong))


def _around(said: shape.AroundShape | None) -> Around | None:
    if said is None:
        return None
    return Around(step=said.step, before=said.before or "", after=said.after or "")


def _measure(said: shape.MeasureShape | None) -> Measure | None:
    if said is None:
        return None
    return Measure(
        unit=said.unit,
        possible=bounds(said.possible),
        outside=tuple(
            Outside(bounds=bounds(part), tier=part.tier, words=part.words)
            for part in said.outside or ()
        ),
    )


def _repeat(said: shape.RepeatShape | None) -> Repeat | None:
    if said is None:
        return None
    return Repeat(
        every=said.every if said.every and not in_hours(said.every) else "1 day",
        weekdays=tuple(sorted({shape.WEEKDAYS.index(day) for day in said.on or ()})),
        times=int(said.times or 1),
        sessions=_sessions(said),
        gap=said.gap or "",
        separate=said.separate,
        stages=_stages(said),
        cycle=None if said.cycle is None else Cycle(on=said.cycle.on, off=said.cycle.off),
        amount=said.amount,
    )


def _stages(said: shape.RepeatShape) -> tuple[Stage, ...]:
    """What goes on "for" so long is one stage, in which nothing changes."""
    if said.for_ is not None:
        return (Stage(lasts=said.for_),)
    return tuple(_stage(part) for part in said.stages or ())


def _stage(said: shape.StageShape) -> Stage:
    return Stage(
        lasts=said.for_,
        times=int(said.times or 0),
        sessions=_sessions(said),
        amount=said.amount,
    )


def _sessions(said: shape.RepeatShape | shape.StageShape) -> tuple[Session, ...]:
    named = said.at or {}
    if said.every and said.from_ and said.until:
        clocks = clocks_of_a_day(said.every, said.from_, said.until)
        named = {clock.replace(" ", ""): clock for clock in clocks}
    return tuple(Session(name=name, clock=clock) for name, clock in named.items())
