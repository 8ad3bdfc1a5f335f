"""The patient's first page: the head, the timeline picture, and the parts below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from checklist.core import clock, words
from checklist.core.marks import TaskState
from checklist.core.moments import last_full_day
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import PlanState, Task
from checklist.core.plan.phrases.off import off_phrases
from checklist.core.plan.places import UNEASY, Place, Stage
from checklist.core.protocol import Kind, Owner, Phase
from checklist.web.patient import measure_view, notice_view, teach_view
from checklist.web.patient.ahead import ahead
from checklist.web.patient.card_view import cards
from checklist.web.patient.ground import Ground
from checklist.web.patient.news_view import banner
from checklist.web.then_and_now import TITLES as TITLES_THEN
from checklist.web.then_and_now import pictures, worth_showing

TITLES: Final = {
    Place.TODAY: "Do today",
    Place.CARE: "Take care",
    Place.MEDICINES: "Your medicines",
    Place.NEXT: "Next",
    Place.AFTER: "After your procedure",
    Place.OURS: "What we do for you",
    Place.DONE: "You have done",
    Place.EARLIER: "No longer to do",
}
CLOSED: Final = (
    "We have closed it, as your recovery is over. You do not have to tick anything. "
    "Keep the warning signs near you. Call us if you are worried."
)
ALWAYS: Final = (Place.TODAY, Place.DONE)
MOST_STOPS: Final = 9


def today(ground: Ground) -> dict[str, Any]:
    """Everything templates/patient/today.html shows."""
    return {
        "head": head(ground),
        "timeline": timeline(ground),
        "teach": teach_view.part(ground),
        "parts": [part for part in _parts(ground) if _is_shown(part, ground)],
        "alerts": list(measure_view.standing(ground)),
        "notice": notice_view.shown(ground.notice, ground.told, ground.phone),
        "news": banner(
            ground.news, ground.plan.id, ground.told, beside_notice=ground.notice is not None
        ),
        **_then_and_now(ground),
    }


def _then_and_now(ground: Ground) -> dict[str, Any]:
    """The outlook in the patient's own numbers, once there is a then and a now."""
    content, answers = ground.revision.content, ground.revision.inputs.answers
    shown = ground.page.stage is Stage.AFTER and worth_showing(content, answers)
    return {
        "then_title": TITLES_THEN[content.language],
        "pictures": pictures(content, answers, ground.now, ground.told) if shown else [],
    }


def _is_shown(part: dict[str, Any], ground: Ground) -> bool:
    """Called off, an empty part says nothing: there is nothing to come."""
    filled = bool(part["cards"] or part["drawn"])
    return filled or (part["place"] in ALWAYS and not ground.called_off)


def _parts(ground: Ground) -> Iterable[dict[str, Any]]:
    for place, title in TITLES.items():
        shown = [] if place is Place.AFTER else cards(ground.page.at(place), ground)
        yield {
            "place": place,
            "title": title,
            "beside": _beside(place, ground),
            "cards": shown,
            "drawn": ahead(ground) if place is Place.AFTER else "",
            "empty": _empty(place, ground) if place in ALWAYS and not shown else "",
        }


def _empty(place: Place, ground: Ground) -> str:
    """What stands where there are no cards. A tick may stand in a card that is still needed."""
    if place is Place.TODAY:
        return "Nothing to do today."
    return "Nothing yet. Tick a box when you have done it." if not ground.plan.done_count else ""


def _beside(place: Place, ground: Ground) -> str:
    if place is Place.TODAY:
        return words.day_words(_today(ground), ground.clinic.locale)
    return progress(ground) if place is Place.DONE and not ground.called_off else ""


def progress(ground: Ground) -> str:
    """ "3 of 9": the patient's own tasks up to the procedure."""
    return f"{ground.plan.done_count} of {ground.plan.due_count}"


def _today(ground: Ground) -> date:
    return clock.day_of(ground.now, ground.clinic.tz)


def head(ground: Ground) -> dict[str, str]:
    """The one heading, and the line under it: what, where and at what time."""
    content, locale = ground.revision.content, ground.clinic.locale
    made = {
        "title": _title(ground),
        "helping": f"You are helping {ground.first_name}." if ground.helped else "",
        "closed": CLOSED if ground.plan.state is PlanState.CLOSED else "",
        "procedure": content.title,
        "arrive": "",
        "starts": "",
        "place": ground.revision.inputs.voice.arrival_place,
    }
    if ground.called_off:
        return made | {"place": "off", "procedure": _was_planned(ground)}
    arrival = content.anchors["arrival"]
    if ground.page.stage is not Stage.AFTER and arrival.at is not None:
        day = content.anchors["procedure"].day
        made["arrive"] = words.time_words(arrival, ground.clinic.tz, locale, on=day)
    elif ground.page.stage is not Stage.AFTER:
        made["place"] = ""
    return made | {"starts": _starts(ground)}


def _starts(ground: Ground) -> str:
    """On the day, when it is planned to start: a list may run late, and then it says so."""
    procedure = ground.revision.content.anchors["procedure"]
    if ground.page.stage is not Stage.DAY or procedure.at is None or procedure.at <= ground.now:
        return ""
    at = words.time_words(procedure, ground.clinic.tz, ground.clinic.locale, on=procedure.day)
    return f"We plan to start at {at}."


def _was_planned(ground: Ground) -> str:
    """What is off, and the day it was planned for."""
    title, day = ground.revision.content.title, ground.revision.content.anchors["procedure"].day
    if day is None:
        return title
    locale = ground.revision.inputs.voice.locale
    planned = off_phrases(ground.revision.content.language).was_planned
    return f"{title}. {planned.format(day=words.day_words(day, locale)).rstrip('.')}"


def _title(ground: Ground) -> str:
    whose = f"{ground.first_name}’s" if ground.helped else f"{ground.first_name}, your"
    if ground.called_off:
        return (
            f"This is {whose} list" if ground.helped else f"{ground.first_name}, this is your list"
        )
    day = ground.revision.content.anchors["procedure"].day
    if ground.plan.state is PlanState.CLOSED:
        return f"{ground.first_name}’s list is closed" if ground.helped else "Your list is closed"
    if ground.page.stage is Stage.AFTER:
        if is_actual(ground.revision.inputs.anchors, "home"):
            return f"{ground.first_name}{' is' if ground.helped else ', you are'} home"
        return f"{whose} procedure {_was(day, ground)}"
    if ground.page.stage is Stage.DAY:
        return f"{whose} procedure is today"
    if day is None:
        return f"{whose} procedure has no day yet"
    return f"{whose} procedure is on {words.day_words(day, ground.clinic.locale)}"


def _was(day: date | None, ground: Ground) -> str:
    if day is None:
        return "is done"
    if day == _today(ground):
        return "was today"
    return f"was on {words.day_words(day, ground.clinic.locale)}"


def timeline(ground: Ground) -> dict[str, Any] | None:
    """The arguments of the timeline picture; None where no procedure has a day."""
    day = ground.revision.content.anchors["procedure"].day
    if day is None or ground.called_off:
        return None
    locale, now_day = ground.clinic.locale, _today(ground)
    mine = [t for t in ground.revision.content.tasks if _is_a_stop(t)]
    before = _by_day((t for t in mine if t.phase is not Phase.AFTER), ground)
    after = _by_day((t for t in mine if t.phase is Phase.AFTER), ground)
    is_after = ground.page.stage is Stage.AFTER
    end = max(after, default=None)
    return {
        "before": _stops(before, ground.states, None if is_after else now_day),
        "after": _stops(after, ground.states, now_day if is_after else None),
        "procedure_label": words.date_words(day, locale),
        "end_label": "" if end is None else words.date_words(end, locale),
        "words": _in_words(day, end, ground),
    }


def _in_words(day: date, end: date | None, ground: Ground) -> str:
    locale = ground.clinic.locale
    was = "was" if ground.page.stage is Stage.AFTER else "is"
    said = [
        f"{progress(ground)} done.",
        f"Today is {words.day_words(_today(ground), locale)}.",
        f"The procedure {was} on {words.day_words(day, locale)}.",
    ]
    if end is not None:
        said.append(f"The list ends on {words.day_words(end, locale)}.")
    return " ".join(said)


def _is_a_stop(task: Task) -> bool:
    return task.kind is not Kind.KNOW and task.owner is not Owner.CLINIC


def _by_day(tasks: Iterable[Task], ground: Ground) -> Mapping[date, list[Task]]:
    """The tasks by the day they are to be done on, or the last day of a limit."""
    found: dict[date, list[Task]] = {}
    for task in tasks:
        day = task.day
        if task.phase is Phase.AFTER and task.due_at is None:
            ends = task.closes_at
            day = None if ends is None else last_full_day(ends, ground.clinic.tz)
        if day is not None:
            found.setdefault(day, []).append(task)
    return dict(sorted(found.items()))


def _stops(
    by_day: Mapping[date, list[Task]], states: Mapping[str, TaskState], today: date | None
) -> list[str]:
    """One stop a day, with "today" in its place; days too many to draw are drawn together."""
    days = list(by_day)
    together = -(-len(days) // MOST_STOPS) or 1
    stops: list[str] = []
    for start in range(0, len(days), together):
        group = days[start : start + together]
        if today is not None and "today" not in stops and group[-1] >= today:
            stops.append("today")
        stops.append(_stop([states[task.key] for day in group for task in by_day[day]]))
    if today is not None and "today" not in stops:
        stops.append("today")
    return stops


def _stop(states: list[TaskState]) -> str:
    if any(state.state in UNEASY for state in states):
        return "problem"
    return "done" if all(state.settled for state in states) else "open"
