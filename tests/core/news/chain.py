"""Revisions of the worked plan, one after the other, and what there is to tell of them."""

from __future__ import annotations

from checklist.core.news import News, Telling, find, telling
from checklist.core.plan.model import Content, Inputs, Revision
from checklist.core.protocol import Protocol
from tests.core.plans import PROTOCOL, plan


def chain(*made: Inputs, protocol: Protocol = PROTOCOL) -> list[Revision]:
    """A revision for each, numbered from 1, made when its inputs say."""
    found: list[Revision] = []
    before: Content | None = None
    for number, inputs in enumerate(made, start=1):
        before = plan(inputs, before, protocol)
        found.append(
            Revision(
                id=f"r{number}",
                plan_id="p1",
                number=number,
                inputs=inputs,
                content=before,
                made_at=inputs.as_of,
            )
        )
    return found


def news(*made: Inputs, protocol: Protocol = PROTOCOL) -> News:
    return find(chain(*made, protocol=protocol))


def told(*made: Inputs, protocol: Protocol = PROTOCOL) -> Telling:
    """The news in words; there must be some."""
    found = news(*made, protocol=protocol)
    assert found
    return telling(found)


def subjects(found: News) -> list[str]:
    """What it is about: task keys."""
    return [piece.was.key for piece in found.pieces]
