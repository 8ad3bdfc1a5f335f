"""Repeats: they end, and what is to be done in a day fits into it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import time
from itertools import pairwise, product
from typing import Final

from checklist.core.errors import TimingError
from checklist.core.plan import parsed
from checklist.core.protocol import Choice, ChoiceKind, Protocol, Step
from checklist.core.repeats import Repeat, Session
from checklist.protocols.checks.ground import Ground
from checklist.protocols.checks.lengths import (
    amounts_of,
    choice_in,
    length_problem,
    lengths_of,
    usable_length,
)
from checklist.protocols.problems import Finding, Path, suggestion

__all__ = ["check_repeats", "has_sessions"]

_DAY: Final = 24 * 60
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9:_-]*")


def check_repeats(protocol: Protocol, ground: Ground) -> Iterator[Finding]:
    """Every repeat that could not be kept."""
    choices = {choice.key: choice for choice in protocol.choices}
    steps = {step.key: step for step in protocol.steps}
    for index, step in enumerate(protocol.steps):
        path: Path = ("steps", index)
        yield from _lengths(step, protocol, ground, path)
        if step.repeat is not None:
            yield from _window(step, path)
            yield from _in_time(step, choices, path)
            yield from _days(step.repeat, choices, ground, (*path, "repeat"))
        if step.around is not None:
            yield from _around(step, path)
            yield from _nothing_around(step.around.step, steps, path)


def _window(step: Step, path: Path) -> Iterator[Finding]:
    if not step.opens:
        yield Finding(path=path, text="a repeat begins somewhere: “opens” is missing.")
    repeat = step.repeat
    if not step.closes and repeat is not None and not repeat.stages:
        text = "a repeat ends somewhere: expected “closes”, or how long it goes on (“for”)."
        yield Finding(path=path, text=text)
    elif not step.closes and repeat is not None and repeat.cycle is not None:
        text = "a cycle goes on until the step “closes”: its stages begin anew with each turn."
        yield Finding(path=path, text=text)
    if step.due:
        text = "a repeat is due each time it comes: take “due” out, or write times with “at”."
        yield Finding(path=(*path, "due"), text=text, at_key=True)


def _lengths(step: Step, protocol: Protocol, ground: Ground, path: Path) -> Iterator[Finding]:
    """Every length that is none, or a choice that may be none of its family."""
    for way, words, calendar in lengths_of(step):
        text = length_problem(words, protocol, ground.names.choices, calendar=calendar)
        if words and text:
            yield Finding(path=(*path, *way), text=text)


def _in_time(step: Step, choices: Mapping[str, Choice], path: Path) -> Iterator[Finding]:
    """Every stretch in which the step might not come at all."""
    if step.repeat is None or step.repeat.weekdays:
        return
    every = step.repeat.every
    apart = [amount for amount in amounts_of(every, choices) if amount.family == "calendar"]
    for way, words, calendar in lengths_of(step):
        if not calendar or way[-1] in ("every", "off") or (words == every and choice_in(words)):
            continue
        for lasts, each in product(amounts_of(words, choices), apart):
            if lasts.family == "calendar" and lasts.rough_minutes < each.rough_minutes:
                text = f"“{lasts}” is shorter than every “{each}”: nothing may fall in it."
                yield Finding(path=(*path, *way), text=text)
                break


def _days(
    repeat: Repeat, choices: Mapping[str, Choice], ground: Ground, path: Path
) -> Iterator[Finding]:
    """The times of one day, in each stretch."""
    stretches: list[tuple[Path, int, Sequence[Session]]] = [(path, repeat.times, repeat.sessions)]
    for index, stage in enumerate(repeat.stages):
        if stage.times or stage.sessions:
            stretches.append(((*path, "stages", index), stage.times or 1, stage.sessions))
    for at, times, sessions in stretches:
        found = list(_sessions(sessions, choices, ground, at))
        yield from found
        if not found and usable_length(repeat.gap, choices, calendar=False):
            yield from _fits(repeat, times, sessions, choices, at)


def _sessions(
    sessions: Sequence[Session], choices: Mapping[str, Choice], ground: Ground, path: Path
) -> Iterator[Finding]:
    for session in sessions:
        at = (*path, "at", session.name)
        if not _NAME.fullmatch(session.name):
            text = f"expected a name in small letters such as morning, found “{session.name}”."
            yield Finding(path=at, text=text, at_key=True)
        if session.clock.startswith("{"):
            yield from _chosen(session, choices, ground, at)
            continue
        try:
            parsed.clock(session.clock)
        except TimingError as wrong:
            yield from (Finding(path=at, text=text) for text in wrong.problems)
            return
    clocks = Counter(_clock(session, choices) for session in sessions)
    for session in sessions:
        if clocks.pop(_clock(session, choices), 0) > 1:
            text = f"“{session.clock}” stands here twice: each time of day needs its own."
            yield Finding(path=(*path, "at", session.name), text=text)


def _chosen(
    session: Session, choices: Mapping[str, Choice], ground: Ground, path: Path
) -> Iterator[Finding]:
    name = session.clock.strip("{} ")
    if name not in ground.names.choices:
        near = suggestion(name, ground.names.choices)
        yield Finding(path=path, text=f"there is no choice “{name}”.{near}")
    elif name in choices and choices[name].kind is not ChoiceKind.CLOCK:
        text = f"“{name}” is no clock time: it needs “kind: clock”."
        yield Finding(path=path, text=text)


def _clock(session: Session, choices: Mapping[str, Choice]) -> time | str:
    words = session.clock
    if words.startswith("{"):
        choice = choices.get(words.strip("{} "))
        words = words if choice is None else choice.default
    try:
        return parsed.clock(words)
    except TimingError:
        return session.name  # told where it stands


def _fits(
    repeat: Repeat,
    times: int,
    sessions: Sequence[Session],
    choices: Mapping[str, Choice],
    path: Path,
) -> Iterator[Finding]:
    """The longest that the gap can be has to fit, on days that may follow one another."""
    longest = max(amounts_of(repeat.gap, choices), key=lambda amount: amount.rough_minutes)
    gap = longest.rough_minutes
    daily = not repeat.weekdays and any(
        amount.rough_minutes == _DAY for amount in amounts_of(repeat.every, choices)
    )
    clocks = [_clock(session, choices) for session in sessions]
    minutes = sorted(c.hour * 60 + c.minute for c in clocks if isinstance(c, time))
    if minutes:
        between = [later - one for one, later in pairwise(minutes)]
        between += [_DAY - minutes[-1] + minutes[0]] if daily else []
        if any(length < gap for length in between):
            text = f"two of these times are less than “gap: {longest}” apart"
            yield Finding(
                path=(*path, "at"), text=text + (", counting the night." if daily else ".")
            )
    elif (times if daily else times - 1) * gap > _DAY:
        text = f"{times} times a day, {longest} apart, do not fit into a day"
        most = _DAY // gap
        hint = f": at most {most}." if most else ": write “every” for what is not each day."
        yield Finding(path=(*path, "times"), text=text + hint)


def _around(step: Step, path: Path) -> Iterator[Finding]:
    around = step.around
    if around is None:
        return
    for key in ("opens", "due", "closes", "repeat"):
        if getattr(step, key):
            text = f"“around” says when this is in force: take “{key}” out."
            yield Finding(path=(*path, key), text=text, at_key=True)
    if not around.before and not around.after:
        text = "expected “before”, “after” or both, such as “2 hours”."
        yield Finding(path=(*path, "around"), text=text)


def _nothing_around(target: str, steps: Mapping[str, Step], path: Path) -> Iterator[Finding]:
    """An avoid around what never has a time would never be in force."""
    step = steps.get(target)
    if step is None or has_times(step):
        return
    how = "write them with “at”" if step.repeat is not None else "write its “due”"
    text = f"“{target}” has no times of day for this to lie around: {how}."
    yield Finding(path=(*path, "around", "step"), text=text)


def has_times(step: Step) -> bool:
    """Whether a step ever has a clock time: a counter has none, any other once it is done."""
    if step.repeat is not None:
        return has_sessions(step.repeat)
    return bool(step.opens or step.due)


def has_sessions(repeat: Repeat) -> bool:
    """Whether a repeat is done at times of day."""
    return bool(repeat.sessions or any(stage.sessions for stage in repeat.stages))
