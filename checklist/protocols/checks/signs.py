"""Measured values and warning signs: what a number means, and whom to call at any hour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import Final

from checklist.core.bounds import Bounds
from checklist.core.errors import TimingError
from checklist.core.plan import parsed
from checklist.core.protocol import CallLine, Measure, Outside, Protocol, RedFlag, Tier
from checklist.core.words import clock_words
from checklist.protocols.checks.bounds import both, within
from checklist.protocols.problems import Finding, Path

__all__ = ["check_signs"]

_DAY: Final = 24 * 60
_GRAVITY: Final = {Tier.EMERGENCY: 2, Tier.SAME_DAY: 1, Tier.MENTION: 0}
_PHONES: Final = frozenset({"clinic", "emergency"})


def check_signs(protocol: Protocol) -> Iterator[Finding]:
    """Every bound that means nothing, and every hour without a number to call."""
    for index, step in enumerate(protocol.steps):
        if step.measure is not None:
            yield from _measure(step.measure, ("steps", index, "measure"))
    for index, flag in enumerate(protocol.red_flags):
        yield from _calls(flag, ("red_flags", index))


def _measure(measure: Measure, path: Path) -> Iterator[Finding]:
    possible = measure.possible
    if possible.empty:
        text = f"no number can be “{possible}” at once."
        yield Finding(path=(*path, "possible"), text=text)
        return
    for index, outside in enumerate(measure.outside):
        at = (*path, "outside", index)
        text = _nonsense(outside, possible)
        if text:
            yield Finding(path=at, text=text)
        else:
            yield from _shadowed(measure, index, outside, at)


def _nonsense(outside: Outside, possible: Bounds) -> str:
    bounds = outside.bounds
    if bounds == Bounds():
        return "expected at_least, at_most, above or below, with a number."
    if bounds.empty:
        return f"no number can be “{bounds}” at once."
    if both(bounds, possible).empty:
        return f"“{bounds}” can never be typed: “possible” is {possible}."
    if within(possible, bounds):
        return f"every number that can be typed is “{bounds}”: “possible” is {possible}."
    return ""


def _shadowed(measure: Measure, index: int, outside: Outside, path: Path) -> Iterator[Finding]:
    """The gravest rule that a value meets is the one that counts."""
    for other, rule in enumerate(measure.outside):
        graver = _GRAVITY[rule.tier] > _GRAVITY[outside.tier]
        first = _GRAVITY[rule.tier] == _GRAVITY[outside.tier] and other < index
        if (graver or first) and within(outside.bounds, rule.bounds):
            text = (
                f"this is never shown: “{outside.bounds}” lies within “{rule.bounds}”, "
                f"which is {rule.tier}."
            )
            yield Finding(path=path, text=text)
            return


def _calls(flag: RedFlag, path: Path) -> Iterator[Finding]:
    covered: list[tuple[int, int]] = []
    for index, line in enumerate(flag.calls):
        at = (*path, "call", index)
        if line.phone not in _PHONES and not any(letter.isdigit() for letter in line.phone):
            text = f"expected a phone number, clinic or emergency, found “{line.phone}”."
            yield Finding(path=(*at, "phone"), text=text)
        problems = list(_hours(line, at))
        yield from problems
        if problems:
            return
        covered += _spans(line)
    missing = _gap(covered)
    if flag.calls and missing:
        since, until = (_clock(minutes) for minutes in missing)
        text = f"nobody answers from {since} until {until}: each hour of the day needs a number."
        yield Finding(path=(*path, "call"), text=text)


def _hours(line: CallLine, path: Path) -> Iterator[Finding]:
    if bool(line.since) != bool(line.until):
        text = "“from” and “until” go together; without both, the number is for any hour."
        yield Finding(path=path, text=text)
        return
    for key, words in (("from", line.since), ("until", line.until)):
        try:
            if words:
                parsed.clock(words)
        except TimingError as wrong:
            yield from (Finding(path=(*path, key), text=text) for text in wrong.problems)


def _spans(line: CallLine) -> list[tuple[int, int]]:
    """From which minute of the day to which; two spans where it passes midnight."""
    if not line.since:
        return [(0, _DAY)]
    since, until = (_minutes(parsed.clock(words)) for words in (line.since, line.until))
    return [(since, until)] if since < until else [(since, _DAY), (0, until)]


def _gap(covered: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The first stretch of the day that nothing covers, as it goes on past midnight."""
    reached, gaps = 0, list[tuple[int, int]]()
    for since, until in sorted(covered):
        if since > reached:
            gaps.append((reached, since))
        reached = max(reached, until)
    if reached < _DAY:
        gaps.append((reached, _DAY))
    if len(gaps) > 1 and gaps[0][0] == 0 and gaps[-1][1] == _DAY:
        return gaps[-1][0], gaps[0][1]
    return gaps[0] if gaps else None


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(minutes: int) -> str:
    return (
        "the end of the day"
        if minutes == _DAY
        else (clock_words(time(minutes // 60, minutes % 60)) if minutes else "the start of the day")
    )
