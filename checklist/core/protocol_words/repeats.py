"""How a step repeats, in one sentence."""

from __future__ import annotations

from checklist.core.protocol_words.slots import filled_words
from checklist.core.protocol_words.speaker import Speaker, either
from checklist.core.protocol_words.timings import timing_words
from checklist.core.repeats import Repeat, Session, Stage

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def repeat_words(speaker: Speaker, repeat: Repeat) -> str:
    """ "Every day, 4 times a day, at least 4 hours apart, for 1 week"."""
    parts = [_days(speaker, repeat)]
    if repeat.stages:
        parts.append("then ".join(f"{_stage(speaker, repeat, stage)}; " for stage in repeat.stages))
    else:
        parts.append(_often(speaker, repeat.sessions, repeat.times))
    parts[-1] = parts[-1].removesuffix("; ")
    if not repeat.stages and repeat.amount:
        parts.append(filled_words(speaker, speaker.of(repeat.amount)))
    if repeat.gap:
        parts.append(f"at least {timing_words(speaker, repeat.gap)} apart")
    if repeat.cycle is not None:
        on, off = (timing_words(speaker, w) for w in (repeat.cycle.on, repeat.cycle.off))
        parts.append(f"{on} on, {off} off")
    return ", ".join(part for part in parts if part)


def _days(speaker: Speaker, repeat: Repeat) -> str:
    if repeat.weekdays:
        return f"Every {either([_DAYS[day] for day in repeat.weekdays]).replace(' or ', ' and ')}"
    return f"Every {timing_words(speaker, repeat.every).removeprefix('1 ')}"


def _often(speaker: Speaker, sessions: tuple[Session, ...], times: int) -> str:
    if sessions:
        at = [_session(speaker, session) for session in sessions]
        return f"at {either(at).replace(' or ', ' and ')}"
    return "once a day" if times == 1 else f"{times} times a day"


def _session(speaker: Speaker, session: Session) -> str:
    clock = timing_words(speaker, session.clock)
    same = session.name.replace(" ", "") == clock.replace(" ", "")
    return clock if same else f"{clock} ({session.name})"


def _stage(speaker: Speaker, repeat: Repeat, stage: Stage) -> str:
    sessions, times = stage.sessions, stage.times
    if not sessions and not times:
        sessions, times = repeat.sessions, repeat.times
    words = stage.amount or repeat.amount
    amount = filled_words(speaker, speaker.of(words)) if words else ""
    often = _often(speaker, sessions, times)
    return f"{often}{f', {amount},' if amount else ''} for {timing_words(speaker, stage.lasts)}"
