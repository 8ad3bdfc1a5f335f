"""Building a plan and storing it, and a reschedule with its diff: the actions, without the web."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bench.town import Town, new_plan
from checklist.actions import booking, revise
from checklist.store import Store, anchors

FIRST_NUMBER = 900_000


def book(store: Store, town: Town, *, times: int) -> tuple[float, list[booking.Booked]]:
    """Book so many plans; seconds each (median) and what was booked."""
    booked: list[booking.Booked] = []

    def one(number: int) -> None:
        now = datetime.now(UTC)
        new = new_plan(FIRST_NUMBER + number, town.clinic, town.protocol_id, now)
        booked.append(booking.add_plan(store, new, actor=town.nurse, now=now))

    return _median(one, times), booked


def reschedule(store: Store, town: Town, booked: list[booking.Booked]) -> float:
    """Move each of these plans by a week; seconds each (median)."""

    def one(number: int) -> None:
        now = datetime.now(UTC)
        plan_id = booked[number].plan_id
        moved = new_plan(number, town.clinic, town.protocol_id, now + timedelta(days=7))
        with store.write(town.nurse, now, on=(plan_id,)) as tx:
            for name, moment in (("procedure", moved.procedure), ("arrival", moved.arrival)):
                anchors.add(tx, plan_id, name, moment, actual=False, by=town.nurse, at=now)
            revise.revise(tx, plan_id, actor=town.nurse, now=now, reason="Moved by a week")

    return _median(one, len(booked))


def _median(work: Callable[[int], None], times: int) -> float:
    taken = []
    for number in range(times):
        began = time.perf_counter()
        work(number)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)
