"""Timings: the words mean something, whatever the clinician chooses."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.core.errors import TimingError
from checklist.core.plan import parsed
from checklist.core.plan.model import PLANNED_ANCHORS
from checklist.core.protocol import Protocol
from checklist.protocols.checks.ground import Ground
from checklist.protocols.checks.places import timing_places
from checklist.protocols.checks.sound import misfits
from checklist.protocols.names import Names
from checklist.protocols.problems import Finding, Path, suggestion

__all__ = ["check_timings"]


def check_timings(protocol: Protocol, ground: Ground) -> Iterator[Finding]:
    """Every timing that means nothing."""
    for path, words in timing_places(protocol):
        yield from _timing(protocol, ground.names, words, path)


def _timing(protocol: Protocol, names: Names, words: str, path: Path) -> Iterator[Finding]:
    try:
        timing = parsed.timing(words)
    except TimingError as wrong:
        problems = [_bare_clock(words)] if _is_clock(words) else wrong.problems
        yield from (Finding(path=path, text=text) for text in problems)
        return
    if timing.open_ended and path[-1] != "closes":
        text = "“at least” is an open end: it stands in “closes” only."
        yield Finding(path=path, text=text)
    for anchor in sorted(timing.anchors):
        if not anchor.startswith("{") and anchor not in names.moments:
            yield Finding(path=path, text=_no_anchor(anchor, names))
    for choice in sorted(timing.choices - names.choices):
        text = f"there is no choice “{choice}”.{suggestion(choice, names.choices)}"
        yield Finding(path=path, text=text)
    for text in misfits(timing, {choice.key: choice for choice in protocol.choices}):
        yield Finding(path=path, text=text)


def _is_clock(words: str) -> bool:
    try:
        return bool(parsed.clock(words))
    except TimingError:
        return False


def _bare_clock(words: str) -> str:
    return (
        f"a clock time needs its day: write “{words} the day before procedure”, or "
        f"“{words} on the day of procedure”."
    )


def _no_anchor(anchor: str, names: Names) -> str:
    near = suggestion(anchor, names.moments)
    if not near:
        own = sorted(names.anchors - set(PLANNED_ANCHORS))
        near = f" There are: {', '.join((*PLANNED_ANCHORS, *own))}, and every step by its name."
    return f"there is no anchor “{anchor}”.{near}"
