"""A preview as plain values, for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from checklist.actions.trying.model import Preview
from checklist.core import clock
from checklist.core.bounds import Bounds
from checklist.core.moments import Moment
from checklist.core.plan.model import Flag, QuestionAsked, Task, Teaching
from checklist.core.protocol import CallLine, Measure


def plain(preview: Preview) -> dict[str, object]:
    """Only dicts, lists, text, numbers, booleans and None, in a fixed order of keys.

    Instants are ISO 8601 with the zone's offset at that instant; windows are half-open; null is
    what there is not. Tasks stand as the plan is read.
    """
    return _Plain(preview=preview, tz=clock.zone(preview.inputs.voice.zone)).whole()


@dataclass(frozen=True, kw_only=True)
class _Plain:
    preview: Preview
    tz: ZoneInfo

    def whole(self) -> dict[str, object]:
        protocol, content = self.preview.protocol, self.preview.content
        return {
            "protocol": protocol.key,
            "version": protocol.version,
            "title": content.title,
            "language": content.language,
            "procedure": self.moment(content.anchors.get("procedure")),
            "arrival": self.moment(content.anchors.get("arrival")),
            "zone": self.tz.key,
            "tasks": [self.task(task) for task in content.tasks],
            "questions": [_question(question) for question in content.questions],
            "red_flags": [self.flag(flag) for flag in content.flags],
            "undecided": [
                {"what": one.what, "key": one.key, "text": one.text}
                for one in self.preview.undecided
            ],
            "anchors": {
                name: {
                    "at": self.instant(moment.at),
                    "day": None if moment.day is None else moment.day.isoformat(),
                    "firm": moment.firm,
                }
                for name, moment in content.anchors.items()
            },
            "regimens": dict(content.regimens),
            "gates": [
                {"key": gate.key, "label": gate.label, "open": gate.open} for gate in content.gates
            ],
        }

    def task(self, task: Task) -> dict[str, object]:
        return {
            "key": task.key,
            "step": task.step,
            "kind": task.kind.value,
            "owner": task.owner.value,
            "phase": task.phase.value,
            "criticality": int(task.criticality),
            "title": task.title,
            "text": task.text,
            "when": task.when or None,
            "opens": self.instant(opens(task, self.preview)),
            "due": self.instant(task.due_at),
            "closes": self.instant(task.closes_at),
            "counts": task.counts or None,
            "sittings": [
                {"name": sitting.name, "at": self.instant(sitting.at)} for sitting in task.sittings
            ],
            "amount": task.amount or None,
            "gap": task.gap or None,
            "estimated": task.estimated,
            "late": task.late,
            "open_end": task.open_end,
            "waiting": task.waiting,
            "void": task.void,
            "impossible": task.impossible,
            "medicine": self.medicine(task.medicine_id),
            "except": task.except_ or None,
            "measure": self.measure(task.measure),
            "teach_back": _teaching(task.teaching),
        }

    def flag(self, flag: Flag) -> dict[str, object]:
        return {
            "key": flag.key,
            "tier": flag.tier.value,
            "text": flag.text,
            "opens": self.instant(flag.opens_at),
            "closes": self.instant(flag.closes_at),
            "call": _calls(flag.calls),
            "raised": flag.raised,
        }

    def medicine(self, medicine_id: str) -> str | None:
        medicines = self.preview.inputs.medicines
        return next((m.name for m in medicines if m.id == medicine_id), None)

    def measure(self, measure: Measure | None) -> dict[str, object] | None:
        if measure is None:
            return None
        language = self.preview.content.language
        return {
            "unit": measure.unit,
            "possible": _bounds(measure.possible),
            "outside": [
                {**_bounds(o.bounds), "tier": o.tier.value, "text": o.words.get(language)}
                for o in measure.outside
            ],
        }

    def instant(self, at: datetime | None) -> str | None:
        return None if at is None else clock.local(at, self.tz).isoformat(timespec="seconds")

    def moment(self, moment: Moment | None) -> str | None:
        """An instant, a day alone, or null."""
        if moment is None or moment.day is None:
            return None
        return moment.day.isoformat() if moment.at is None else self.instant(moment.at)


def opens(task: Task, preview: Preview) -> datetime | None:
    """When the task opens (UTC); None where it is simply there from the booking on."""
    steps = {step.key: step for step in preview.protocol.steps}
    step = steps.get(task.step)
    from_booking = task.opens_at == preview.inputs.booked_at
    return None if from_booking and (step is None or not step.opens) else task.opens_at


def _question(question: QuestionAsked) -> dict[str, object]:
    return {
        "key": question.key,
        "kind": question.kind,
        "ask": question.ask,
        "hint": question.hint or None,
        "detail": question.detail or None,
        "criticality": int(question.criticality),
        "matters": list(question.matters),
        "unit": question.unit or None,
        "at_least": question.at_least,
        "at_most": question.at_most,
        "options": dict(question.options),
    }


def _bounds(bounds: Bounds) -> dict[str, object]:
    named = ("at_least", "at_most", "above", "below")
    return {name: value for name in named if (value := getattr(bounds, name)) is not None}


def _calls(calls: Iterable[CallLine]) -> list[dict[str, object]]:
    return [
        {"phone": call.phone, "from": call.since or None, "until": call.until or None}
        for call in calls
    ]


def _teaching(teaching: Teaching | None) -> dict[str, object] | None:
    if teaching is None:
        return None
    return {"ask": teaching.ask, "right": teaching.right, "wrong": list(teaching.wrong)}
