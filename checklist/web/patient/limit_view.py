"""What not to do for a while, with its bar; and eating and drinking, which are shown as one."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from checklist.core import clock, words
from checklist.core.moments import last_full_day
from checklist.core.plan import fasting as fasting_rule
from checklist.core.plan.model import Task
from checklist.core.plan.places import Place, Stage
from checklist.core.plan.today import Placed
from checklist.web.open_end import ask_us, at_least_until
from checklist.web.patient.ground import Ground
from checklist.web.patient.parts_view import CHANGED, UNSURE, block, why_url

FASTING: Final = "fasting"
"""The key under which the two fasting tasks stand on the page."""

NEVER_QUITE: Final = 95
"""How far the bar of a limit goes that only we can end: it must not look finished by itself."""


def limit(placed: Placed, ground: Ground) -> dict[str, Any]:
    """``args`` of limit_bar, and the ``block`` of what can be said; None ahead of its time."""
    task = placed.task
    tz, locale = ground.clinic.tz, ground.clinic.locale
    args: dict[str, Any] = {
        "key": task.key,
        "title": task.title,
        "sentence": ground.told(task.text),
        "why_url": why_url(task, ground),
        "important": task.critical and placed.place is Place.CARE and placed.in_force,
        "except_": ground.told(task.except_),
        "ask": open_words(task, ground) if task.open_end else "",
    }
    if task.opens_at is not None and task.closes_at is not None:
        gone = _gone(ground.now, task.opens_at, task.closes_at)
        most = NEVER_QUITE if task.open_end else 100
        end = words.day_words(last_full_day(task.closes_at, tz), locale)
        args |= {
            "gone": min(gone, most) if placed.place is Place.CARE else 0,
            "start": words.day_words(clock.day_of(task.opens_at, tz), locale),
            "end": f"{end}, then ask us" if task.open_end else end,
        }
    asks = placed.place is Place.CARE and (placed.in_force or task.open_end)
    return {"args": args, "block": block(placed, ground) if asks else None}


def _gone(now: datetime, opens: datetime, closes: datetime) -> int:
    """How much of a limit's time is over, 0 to 100. What was ended before it began is over."""
    if closes <= opens or now >= closes:
        return 100
    return max(round(100 * (now - opens) / (closes - opens)), 0)


def open_words(task: Task, ground: Ground) -> str:
    """ "At least until the end of Wednesday 14 April. Ask us before you do this again." """
    language = ground.revision.content.language
    said = at_least_until(task, language, ground.clinic.tz, ground.clinic.locale)
    at_least = f"{said[:1].upper()}{said[1:]}." if said else ""
    return f"{at_least} {ask_us(task, language)}".strip()


def fasting(ground: Ground) -> dict[str, Any]:
    """The arguments of fasting_card. Raises LookupError for a plan that has no fasting."""
    placed = {p.task.key: p for p in ground.page.placed if p.task.fasting}
    both = [placed[t.key] for t in ground.revision.content.tasks if t.key in placed]
    told = [_told(p.task, ground.told(_as_of_now(p.task, ground))) for p in both]
    late = any(p.task.late for p in both)
    blocks = [_block(p, ground, first=p is both[0]) for p in both]
    return {
        "key": FASTING,
        "title": _title(ground),
        "notice": CHANGED if any(p.state.reopened is not None for p in both) else "",
        "limits": [tile for tile, _ in told if tile["time"]],
        "texts": list(dict.fromkeys(rest for _, rest in told if rest)),
        "blocks": [made for made in blocks if made is not None],
        "why_url": why_url(both[0].task, ground),
        "phone": ground.phone if late else "",
        "action": ground.mark_url,
    }


def _as_of_now(task: Task, ground: Ground) -> str:
    """What is over does not read as if it could still be kept."""
    content = ground.revision.content
    locale = ground.revision.inputs.voice.locale
    return fasting_rule.told(
        task, ground.now, tz=ground.clinic.tz, locale=locale, language=content.language
    )


def _title(ground: Ground) -> str:
    day = ground.revision.content.anchors["procedure"].day
    if day is None:
        return "Eating and drinking before your procedure"
    return f"Eating and drinking on {words.day_words(day, ground.clinic.locale)}"


def _told(task: Task, text: str) -> tuple[dict[str, str], str]:
    """The tile, and the sentences beside it. The tile takes the sentence that holds the time."""
    sentences = text.split(". ")
    timed = [s for s in sentences if task.clock and task.clock in s]
    if not timed:
        return {"text": task.title, "time": task.clock, "day": ""}, text
    rest = ". ".join(s for s in sentences if s is not timed[0])
    if rest and not rest.endswith("."):
        rest += "."
    return {"text": timed[0].partition(task.clock)[0].strip(), "time": task.clock, "day": ""}, rest


def _block(placed: Placed, ground: Ground, *, first: bool) -> dict[str, Any] | None:
    """Before the day there is nothing to press but "I'm not sure", which is about both."""
    made = block(placed, ground)
    if ground.page.stage is not Stage.BEFORE or made["said"] or made["done"]:
        return made
    return made | {"choices": [], "links": [UNSURE]} if first else None
