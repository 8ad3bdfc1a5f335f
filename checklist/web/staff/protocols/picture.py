"""A protocol as a picture: a road from before to after, a row for each step.

A bar is a limit in force, or a stretch in which something may be done; a tick is something to do;
an arrow is an end or a beginning that the protocol leaves open. The table of steps below the
picture says the same in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from checklist.core.protocol import Kind, Protocol
from checklist.core.protocol_words import Speaker, filled_words
from checklist.web.staff.protocols.places import PROCEDURE_AT, Placed, anchors_of, place
from checklist.web.staff.protocols.stops import Road

ROW = 34
"""Pixels of a row: a line of words, and the mark under it."""

TOP = 52
"""Pixels above the first row: the stops' names."""

_WIDE, _WIDER = 5, 8
_TO_THE_LEFT = 55.0
_LETTER = 0.75  # about how much of the width a letter takes, in per cent, where it is narrowest


def picture(protocol: Protocol, speaker: Speaker) -> dict[str, Any]:
    """What the component protocol_picture draws."""
    placed = [one for one in place(protocol) if one.known]
    road = Road(
        (at for one in placed for at in (one.opens, one.due, one.closes) if at is not None),
        anchors_of(protocol),
    )
    rows = [
        _row(one, road, speaker, TOP + ROW * place_)
        for place_, one in enumerate(sorted(placed, key=_first))
    ]
    return {
        "rows": rows,
        "stops": road.drawn(),
        "height": TOP + ROW * len(rows) + 8,
        "size": "wider" if road.count > _WIDER else "wide" if road.count > _WIDE else "",
        "words": _words(protocol, placed),
        "left_out": len(protocol.steps) - len(placed),
    }


def _first(placed: Placed) -> tuple[datetime, datetime]:
    """In the order in which they begin; what ends sooner first."""
    times = [at for at in (placed.opens, placed.due, placed.closes) if at is not None]
    return (times[0], times[-1])


def _row(placed: Placed, road: Road, speaker: Speaker, top: int) -> dict[str, Any]:
    step = placed.step
    avoids = step.kind is Kind.AVOID
    start = road.x(placed.opens) if placed.opens is not None else 0.0
    ends = placed.closes or placed.due
    end = road.x(ends) if ends is not None else 100.0
    tick = None if avoids else placed.due or (placed.opens if placed.closes is None else None)
    x = road.x(tick) if tick is not None else None
    bar = avoids or placed.closes is not None or (placed.opens is not None and start != end)
    title = filled_words(speaker, speaker.of(step.words).title)
    shown = _shown(title)
    anchor, at = _label(start if bar else (x or start), shown)
    return {
        "title": shown,
        "y": top,
        "label_x": at,
        "anchor": anchor,
        "bar": _bar(start, end, placed, avoids=avoids) if bar else None,
        "tick": x,
        "kind": "avoid" if avoids else step.kind.value,
        "critical": step.criticality == 3,
        "repeats": step.repeat is not None,
    }


def _bar(start: float, end: float, placed: Placed, *, avoids: bool) -> dict[str, Any]:
    """A bar from ``start`` to ``end``; one with nothing on it is as wide as a stop's middle."""
    endless = avoids and placed.closes is None
    return {
        "x": start,
        "width": round(max((100.0 if endless else end) - start, 0.8), 2),
        "endless": endless,
        "beginless": placed.opens is None,
    }


def _label(x: float, title: str) -> tuple[str, float]:
    """Where the words of a row stand: over its beginning, or ending there where room is short."""
    if x > _TO_THE_LEFT and x + len(title) * _LETTER > 100.0:
        return "end", 100.0
    return "start", x


def _shown(title: str) -> str:
    most = 60
    return title if len(title) <= most else title[: most - 1].rstrip() + "…"


def _words(protocol: Protocol, placed: Iterable[Placed]) -> str:
    """The picture in one sentence, for those who cannot see it; the table says the rest."""
    every = list(placed)
    before = sum(1 for one in every if _first(one)[0] < PROCEDURE_AT)
    limits = sum(1 for one in every if one.step.kind is Kind.AVOID)
    return (
        f"{len(every)} of {len(protocol.steps)} steps on a road with the procedure in the middle: "
        f"{before} begin before it, {len(every) - before} with it or after. {limits} are limits. "
        "The steps are listed in words below."
    )
