"""A value to write down, and what the patient reads at once where it lies outside what is fine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checklist.core.attention import ReasonKind, Resolution
from checklist.core.attention.values import outside
from checklist.core.bounds import Bounds
from checklist.core.marks import Mark, MarkState
from checklist.core.plan.model import Task
from checklist.core.plan.today import Placed
from checklist.core.protocol import Outside, Tier
from checklist.web.patient.ground import Ground
from checklist.web.patient.parts_view import day_and_clock


def measuring(task: Task, ground: Ground) -> dict[str, Any]:
    """The arguments of measure_card that are a measure's own. Raises ValueError for another task.

    ``rules`` are all alerts a number can raise, the first that holds counts; js/measure.js shows
    them while the number is typed, so that a dangerous one waits for no server.
    """
    if task.measure is None:
        raise ValueError("nothing is measured here")
    unsaved = ground.unsaved_of(task.key)
    return {
        "unit": task.measure.unit,
        "typed": "" if unsaved is None else unsaved.typed,
        "error": "" if unsaved is None else unsaved.problem,
        "possible": _bounds(task.measure.possible),
        "rules": [_bounds(rule.bounds) | _alert(rule, ground) for rule in task.measure.outside],
    }


def value_words(task: Task, value: str) -> str:
    """ "37.5 °C"."""
    unit = task.measure.unit if task.measure is not None else ""
    return f"{value} {unit}".strip()


def alert(task: Task, mark: Mark | None, ground: Ground) -> dict[str, Any] | None:
    """What this value asks for: the arguments of value_alert; None where it is fine."""
    if mark is None or mark.state is not MarkState.DONE:
        return None
    met = outside(task, mark.value)
    return None if met is None else _alert(met, ground)


def standing(ground: Ground) -> Iterator[dict[str, Any]]:
    """The alerts for the head of the list: every value that staff have not dealt with yet."""
    for placed in ground.page.placed:
        mark = placed.state.shows
        made = alert(placed.task, mark, ground) if placed.task.measure is not None else None
        if mark is None or made is None or made["tone"] == Tier.MENTION or _dealt(placed, ground):
            continue
        said = f"{value_words(placed.task, mark.value)}, {day_and_clock(mark, ground)}"
        yield made | {"title": placed.task.title, "said": said}


def _dealt(placed: Placed, ground: Ground) -> bool:
    mark = placed.state.shows
    cause = "" if mark is None else mark.id
    dealt = Resolution(reason=ReasonKind.VALUE, subject=placed.task.key, cause=cause)
    return dealt in ground.settled


def _bounds(bounds: Bounds) -> dict[str, str]:
    """Bounds as data- attributes hold them; empty for none on that side."""
    found = {
        "at_least": bounds.at_least,
        "at_most": bounds.at_most,
        "above": bounds.above,
        "below": bounds.below,
    }
    return {name: "" if bound is None else f"{bound!r}" for name, bound in found.items()}


def _alert(rule: Outside, ground: Ground) -> dict[str, Any]:
    language = ground.revision.content.language
    words = rule.words.get(language) or next(iter(rule.words.values()))
    return {"tone": rule.tier.value, "words": ground.told(words)} | _call(rule.tier, ground)


def _call(tier: Tier, ground: Ground) -> dict[str, str]:
    """Whom to call: the number of the clinic's country, or the one that answers at this hour."""
    if tier is Tier.EMERGENCY:
        number = ground.clinic.emergency_number
        return {"phone": number, "phone_label": f"Call {number}"}
    if tier is Tier.SAME_DAY:
        return {"phone": ground.phone, "phone_label": f"Call us: {ground.phone}"}
    return {"phone": "", "phone_label": ""}
