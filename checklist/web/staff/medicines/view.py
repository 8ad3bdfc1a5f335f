"""One card for each medicine: what it is, what is decided, what the patient reads and will read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for

from checklist.core import words
from checklist.core.medicines import (
    Decision,
    DecisionKind,
    Medicine,
    standing,
)
from checklist.core.plan.model import Content
from checklist.core.plan.restarts import confirmed_restart
from checklist.web.forms import Filled
from checklist.web.staff.medicines.decision_words import KINDS, decided_words
from checklist.web.staff.medicines.dose_view import strip
from checklist.web.staff.medicines.filled import filled, name_of
from checklist.web.staff.medicines.names_view import as_written, concern, facts
from checklist.web.staff.medicines.table import Table
from checklist.web.staff.medicines.told import told


def cards(table: Table) -> list[dict[str, Any]]:
    """The cards, those to decide first."""
    return [card(medicine, table) for medicine in table.listed]


def card(medicine: Medicine, table: Table) -> dict[str, Any]:
    """One card of the page; see templates/components/medicine_decision.html."""
    stands = standing(medicine.id, table.decisions)
    undecided, group = stands.undecided, table.protocol.group(medicine.group)
    return {
        "id": medicine.id,
        "name": as_written(medicine),
        "facts": " · ".join(part for part in facts(medicine) if part),
        "group": concern(medicine, group),
        "decide_by": _decide_by(medicine, table) if undecided else "",
        "late": undecided and is_late(medicine, table),
        "undecided": undecided,
        "to_restart": table.to_restart(medicine),
        "voided": stands.voided is not None,
        "decided": _decided(medicine, table),
        "options": _options(stands.decision),
        "fields": _fields(medicine, table),
        "reads": _reads(medicine, table.revision.content),
        "will_read": _will_read(medicine, table),
        "doses": _doses(medicine, table),
        "ask_url": url_for("asking.form", plan_id=table.revision.plan_id, about=medicine.id),
        **told(medicine, table),
        "touched": _touched(medicine, table),
        "open": undecided or table.to_restart(medicine) or _touched(medicine, table),
    }


def _decided(medicine: Medicine, table: Table) -> dict[str, str]:
    inputs, tz = table.revision.inputs, table.clinic.tz
    stands = standing(medicine.id, inputs.decisions)
    confirmed = confirmed_restart(stands, inputs, tz) is not None
    return decided_words(
        stands.restart or stands.decision, table.clinic, table.now, confirmed=confirmed
    )


def is_late(medicine: Medicine, table: Table) -> bool:
    """Whether the clinic's own decide-by has passed and nothing is decided."""
    by = table.decide_by(medicine)
    return by is not None and by <= table.now and table.undecided(medicine)


def _decide_by(medicine: Medicine, table: Table) -> str:
    by = table.decide_by(medicine)
    if by is None:
        return ""
    said = f"decide by {words.until_words(by, table.clinic.tz, table.clinic.locale)}"
    return f"{said}: late" if by <= table.now else said


def _options(decision: Decision | None) -> list[dict[str, str]]:
    """What may be chosen; a restart only for what stands stopped."""
    stopped = decision is not None and decision.kind is DecisionKind.STOP
    return [
        {"value": kind.value, "label": label}
        for kind, label in KINDS.items()
        if stopped or kind is not DecisionKind.RESTART
    ]


def _fields(medicine: Medicine, table: Table) -> dict[str, dict[str, str]]:
    """Value and error of every field, by its short name."""
    before = filled(medicine.id, table.revision.inputs, table.clinic)
    fields = {}
    for short in FIELDS:
        name = name_of(medicine.id, short)
        kept = before.get(name, "")
        if table.typed is not None:
            # A radio button nobody chose is not sent at all; everything else comes back as typed.
            kept = table.typed.value(name, kept if short == "seen" else "")
        elif short == "kind" and table.keep and table.keepable(medicine):
            kept = DecisionKind.KEEP.value
        fields[short] = {"name": name, "value": kept, "error": table.sent.wrong.get(name, "")}
    return fields


FIELDS = (
    "seen",
    "kind",
    "last_day",
    "last_time",
    "last_time_which",
    "ending",
    "restart_day",
    "restart_time",
    "restart_time_which",
    "told_by",
    "told_day",
    "take_time",
    "take_time_which",
    "instruction",
    "again_day",
    "again_time",
    "again_time_which",
    "consulted",
    "reason",
    "source",
)
"""The fields of one medicine, in the order in which they stand."""


def in_order(wrong: Mapping[str, str], listed: Sequence[Medicine]) -> dict[str, str]:
    """Problems in the order of the page, for the summary at its top."""
    places = [name_of(medicine.id, short) for medicine in listed for short in FIELDS]
    return dict(
        sorted(wrong.items(), key=lambda item: places.index(item[0]) if item[0] in places else -1)
    )


def summary(table: Table) -> list[dict[str, str]]:
    """Problems for the component error_summary, each with its medicine's name."""
    names = {medicine.id: medicine.name for medicine in table.listed}
    found = []
    wrong = {**(table.typed or Filled()).wrong, **table.reported.wrong}
    for name, sentence in wrong.items():
        medicine = names.get(name.partition("-")[0], "")
        found.append({"name": name, "text": f"{medicine}: {sentence}" if medicine else sentence})
    return found


def _touched(medicine: Medicine, table: Table) -> bool:
    """Whether this card came back decided anew, or with something wrong."""
    anew = any(one.medicine_id == medicine.id for one in table.sent.decided)
    return anew or any(name.startswith(f"{medicine.id}-") for name in table.sent.wrong)


# What the patient reads --------------------------------------------------------------------------


def _reads(medicine: Medicine, content: Content) -> list[dict[str, str]]:
    return [
        {"title": task.title, "text": task.text}
        for task in content.tasks
        if task.medicine_id == medicine.id
    ]


def _will_read(medicine: Medicine, table: Table) -> list[dict[str, str]]:
    """What changes for this medicine if this is saved; empty where nothing is previewed."""
    anew = {one.medicine_id for one in table.sent.decided}
    if table.will is None or medicine.id not in anew or _touched_wrong(medicine, table):
        return []
    return _reads(medicine, table.will)


def _touched_wrong(medicine: Medicine, table: Table) -> bool:
    return any(name.startswith(f"{medicine.id}-") for name in table.sent.wrong)


def _doses(medicine: Medicine, table: Table) -> dict[str, Any]:
    decision = standing(medicine.id, table.decisions).decision
    if table.typed is not None:
        last = table.sent.typed_doses.get(medicine.id)
    else:
        last = decision.last_dose if decision is not None else None
    return strip(last, table.procedure, table.clinic, table.now)
