"""A preview for the terminal: 100 columns, everything in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from textwrap import wrap
from typing import Final

from checklist.actions.trying import Preview
from checklist.cli.protocol.moments import Moments
from checklist.core.plan.model import Flag, Task
from checklist.core.protocol import Phase

WIDTH: Final = 100
_COLUMNS: Final = (18, 18, 18, 40)
_GAP: Final = "  "
_PHASES: Final = {Phase.BEFORE: "BEFORE", Phase.DAY: "ON THE DAY", Phase.AFTER: "AFTER"}


def table(preview: Preview) -> str:
    """The whole plan, as it is read: before, on the day, after; then what is asked and open."""
    said = Moments(preview)
    lines = [*_head(preview, said)]
    for phase, title in _PHASES.items():
        tasks = [task for task in preview.content.tasks if task.phase is phase]
        if tasks:
            lines += ["", title, *_row(("opens", "due", "closes", "what")), "─" * WIDTH]
        for task in tasks:
            lines += _task(task, said)
    return "\n".join([*lines, *_rest(preview, said)])


def _head(preview: Preview, said: Moments) -> Iterator[str]:
    protocol, content = preview.protocol, preview.content
    yield f"{content.title} ({protocol.key}, version {protocol.version}, in “{content.language}”)"
    yield from _filled(f"Procedure: {said.anchor('procedure')}. Arrival: {said.anchor('arrival')}.")
    booked, seen = preview.inputs.booked_at, preview.inputs.as_of
    seen_words = "" if seen == booked else f" Seen {said.full(seen)}."
    yield from _filled(f"Booked {said.full(booked)}.{seen_words} Times are in {said.tz.key}.")


def _task(task: Task, said: Moments) -> Iterator[str]:
    yield from _row((said.opens(task), said.due(task), said.closes(task), _what(task, said)))
    yield ""


def _what(task: Task, said: Moments) -> str:
    marks = [
        ("LATE", task.late),
        ("WAITING", task.waiting),
        ("VOID", task.void),
        ("NO TIME", task.impossible),
    ]
    told = "".join(f"{mark}. " for mark, holds in marks if holds)
    often = said.often(task)
    parts = (
        f"{told}{task.title}",
        task.text,
        task.except_,
        often,
        f"[{task.key}: {task.kind}, {task.owner}, {int(task.criticality)}]",
    )
    return "\n".join(part for part in parts if part)


def _rest(preview: Preview, said: Moments) -> Iterator[str]:
    content = preview.content
    asked = (f"{q.ask} [{q.key}: {q.kind}]" for q in content.questions)
    flags = ("\n".join((_flag(flag), *said.calls(flag))) for flag in content.flags)
    regimens = (f"{key}: {option}" for key, option in content.regimens.items())
    undecided = (f"{one.text} [{one.what}: {one.key}]" for one in preview.undecided)
    gates = (
        f"{gate.label}: {'open' if gate.open else 'not yet'} [{gate.key}]" for gate in content.gates
    )
    yield from _listed("REGIMENS", regimens)
    yield from _listed("BEFORE THE SIGN-OFF", gates)
    yield from _listed("QUESTIONS", asked)
    yield from _listed("RED FLAGS", flags)
    yield from _listed("NOT DECIDED OR NOT KNOWN YET", undecided)


def _flag(flag: Flag) -> str:
    tier = flag.tier.upper().replace("_", " ")
    return f"{tier}: {flag.text}{' RAISED.' if flag.raised else ''} [{flag.key}]"


def _listed(title: str, items: Iterable[str]) -> Iterator[str]:
    every = list(items)
    if every:
        yield from ("", title, "─" * WIDTH)
    for item in every:
        first, *under = item.split("\n")
        yield from wrap(first, WIDTH, subsequent_indent="  ")
        for line in under:
            yield from wrap(line, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _filled(text: str) -> list[str]:
    return wrap(text, WIDTH)


def _row(cells: tuple[str, ...]) -> Iterator[str]:
    """One row, each cell wrapped to its column."""
    wrapped = [
        [line for part in cell.split("\n") for line in wrap(part, width) or [""]]
        for cell, width in zip(cells, _COLUMNS, strict=True)
    ]
    for parts in zip_longest(*wrapped, fillvalue=""):
        padded = (part.ljust(width) for part, width in zip(parts, _COLUMNS, strict=True))
        yield _GAP.join(padded).rstrip()
