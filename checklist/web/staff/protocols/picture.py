"""A protocol as a picture: a road from before to after, a row for each step.

A bar is a limit in force, or a stretch in which something may be done; a tick is something to do;
an arrow is an end or a beginning that the protocol leaves open. The table of steps below the
picture says the same in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from checklist.core.protocol import Criticality, Kind, Protocol, Step
from checklist.core.protocol_words import Speaker, filled_words
from checklist.web.staff.protocols.places import PROCEDURE_AT, Placed, anchors_of, place
from checklist.web.staff.protocols.stops import Road

ROW = 34
"""Pixels of a row: a line of words, and the mark under it."""

TOP = 52
"""Pixels above the first row: the stops' names."""

_SIZES = (
    ("", 5, 1.0),
    ("wide", 8, 0.71),
    ("wider", 10, 0.58),
    ("long", 13, 0.44),
    ("longer", 17, 0.34),
    ("longest", 10_000, 0.25),
)
"""A picture's class, up to how many stops on a side it serves, and how much of its least width a
letter takes, in per cent."""


def picture(protocol: Protocol, speaker: Speaker) -> dict[str, Any]:
    """What the component protocol_picture draws."""
    placed = [one for one in place(protocol) if one.known]
    road = Road(
        (at for one in placed for at in (one.opens, one.due, one.closes) if at is not None),
        anchors_of(protocol),
    )
    size, letter = next((name, wide) for name, most, wide in _SIZES if road.count <= most)
    rows = [
        _row(one, road, speaker, letter) | {"y": TOP + ROW * number}
        for number, one in enumerate(sorted(placed, key=_first))
    ]
    return {
        "rows": rows,
        "stops": road.drawn(),
        "height": TOP + ROW * len(rows) + 8,
        "size": size,
        "words": _words(protocol, placed),
        "left_out": len(protocol.steps) - len(placed),
    }


def _first(placed: Placed) -> tuple[datetime, datetime]:
    """In the order in which they begin; what ends sooner first."""
    times = [at for at in (placed.opens, placed.due, placed.closes) if at is not None]
    return (times[0], times[-1])


def _row(placed: Placed, road: Road, speaker: Speaker, letter: float) -> dict[str, Any]:
    step = placed.step
    avoids = step.kind is Kind.AVOID
    ends = placed.closes or placed.due
    start = 0.0 if placed.opens is None else road.x(placed.opens)
    end = 100.0 if ends is None else road.x(ends)
    lasts = placed.opens is not None or placed.closes is not None
    tick = None if avoids else placed.due
    if not avoids and placed.closes is None and placed.due is None:
        tick = placed.opens
    title = _shown(filled_words(speaker, speaker.of(step.words).title))
    x = start if lasts or tick is None else road.x(tick)
    fits = x + len(title) * letter <= 100.0
    return {
        "title": title,
        "label_x": x if fits else end,
        "anchor": "start" if fits else "end",
        "bar": _bar(start, end, endless=ends is None or _open(step))
        if lasts and end > start
        else None,
        "tick": None if tick is None else road.x(tick),
        "kind": step.kind.value,
        "critical": step.criticality is Criticality.HARM,
        "repeats": step.repeat is not None,
    }


def _bar(start: float, end: float, *, endless: bool) -> dict[str, Any]:
    return {"x": start, "width": round(end - start, 2), "end": end, "endless": endless}


def _open(step: Step) -> bool:
    """Whether it ends by asking, and not by itself: "at least 6 weeks after procedure"."""
    return step.closes.startswith("at least ")


def _shown(title: str) -> str:
    most = 60
    return title if len(title) <= most else title[: most - 1].rstrip() + "…"


def _words(protocol: Protocol, placed: Iterable[Placed]) -> str:
    """The picture in one sentence, for those who cannot see it; the table says the rest."""
    every = list(placed)
    before = sum(1 for one in every if _first(one)[0] < PROCEDURE_AT)
    limits = sum(1 for one in every if one.step.kind is Kind.AVOID)
    counted = "1 is a limit" if limits == 1 else f"{limits} are limits"
    return (
        f"{len(every)} of {len(protocol.steps)} steps on a road with the procedure in the middle: "
        f"{before} begin before it, {len(every) - before} with it or after. {counted}. "
        "The steps are listed in words below."
    )
