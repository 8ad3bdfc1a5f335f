"""What a patient reads about each medicine, from what a clinician decided, or has not yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from checklist.core import clock
from checklist.core.medicines import Decision, DecisionKind, Medicine, Standing, standing
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import Inputs
from checklist.core.protocol import Criticality, Kind, Owner, Phase, Protocol
from checklist.core.schedule import Moment


@dataclass(frozen=True, kw_only=True)
class MedicineTask:
    """A task about one medicine, before it has words. ``words`` names a field of MedicineWords."""

    medicine: Medicine
    words: str
    kind: Kind
    phase: Phase
    criticality: Criticality
    owner: Owner = Owner.PATIENT
    opens: Moment | None = None
    due: Moment | None = None
    closes: Moment | None = None
    moments: Mapping[str, Moment] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


def medicine_tasks(
    protocol: Protocol, inputs: Inputs, tz: ZoneInfo
) -> Iterator[MedicineTask]:
    """Every medicine's tasks. Until decided: keep taking it; on the day: call before you take it."""
    for medicine in inputs.medicines:
        if medicine.withdrawn:
            continue
        stands = standing(medicine.id, inputs.decisions)
        if stands.decision is None:
            yield from _undecided(medicine, protocol, inputs, tz)
        else:
            yield from _decided(medicine, stands, inputs, tz)


def _undecided(
    medicine: Medicine, protocol: Protocol, inputs: Inputs, tz: ZoneInfo
) -> Iterator[MedicineTask]:
    criticality = (
        protocol.group(medicine.group).criticality if medicine.group else Criticality.DELAY
    )
    procedure = inputs.anchors["procedure"].moment
    the_day = Moment.on(procedure.day) if procedure.day else None
    next_dose = f"your next {medicine.form}" if medicine.form else "you take more"
    texts = {"medicine": medicine.name, "dose": medicine.dose, "next_dose": next_dose}
    yield MedicineTask(
        medicine=medicine,
        words="undecided",
        kind=Kind.KNOW,
        phase=Phase.BEFORE,
        criticality=criticality,
        closes=the_day,
        texts=texts,
    )
    if the_day is not None:
        yield MedicineTask(
            medicine=medicine,
            words="undecided_day",
            kind=Kind.KNOW,
            phase=Phase.DAY,
            criticality=criticality,
            opens=the_day,
            texts=texts,
        )


def _decided(
    medicine: Medicine, stands: Standing, inputs: Inputs, tz: ZoneInfo
) -> Iterator[MedicineTask]:
    decision = stands.decision
    assert decision is not None  # noqa: S101 - the caller asked; narrows the type
    texts = {
        "medicine": medicine.name,
        "dose": medicine.dose,
        "decided_by": decision.decided_by,
        "instruction": decision.instruction,
        "restart_owner": decision.restart_owner or decision.decided_by,
    }
    if decision.kind is DecisionKind.STOP:
        yield from _stopped(medicine, decision, texts, tz)
        yield _restart(medicine, stands, inputs, texts, tz)
    else:
        yield _continued(medicine, decision, texts, tz)


def _continued(
    medicine: Medicine, decision: Decision, texts: Mapping[str, str], tz: ZoneInfo
) -> MedicineTask:
    """Keep, take on the day, or change: one task, in the clinician's terms."""
    take_at = _moment(decision.take_at, tz)
    moments = {} if take_at is None else {"take_at": take_at}
    kind, phase, criticality = {
        DecisionKind.KEEP: (Kind.KNOW, Phase.BEFORE, Criticality.COMFORT),
        DecisionKind.TAKE: (Kind.DO, Phase.DAY, Criticality.HARM),
        DecisionKind.CHANGE: (Kind.DO, Phase.BEFORE, Criticality.HARM),
    }[decision.kind]
    return MedicineTask(
        medicine=medicine,
        words=decision.kind.value,
        kind=kind,
        phase=phase,
        criticality=criticality,
        opens=None if decision.take_at is None else Moment.on(clock.day_of(decision.take_at, tz)),
        due=take_at,
        moments=moments,
        texts=texts,
    )


def _stopped(
    medicine: Medicine, decision: Decision, texts: Mapping[str, str], tz: ZoneInfo
) -> Iterator[MedicineTask]:
    """The last dose is one thing to do; from then on, one thing not to do."""
    last_dose = _moment(decision.last_dose, tz)
    moments = {} if last_dose is None else {"last_dose": last_dose}
    shared = {"medicine": medicine, "moments": moments, "texts": texts, "phase": Phase.BEFORE}
    yield MedicineTask(
        words="last_dose",
        kind=Kind.DO,
        criticality=Criticality.HARM,
        due=last_dose,
        **shared,  # type: ignore[arg-type]  # one dict for two calls
    )
    yield MedicineTask(
        words="stop",
        kind=Kind.AVOID,
        criticality=Criticality.HARM,
        opens=last_dose,
        closes=_moment(decision.restart_at, tz),
        **shared,  # type: ignore[arg-type]  # one dict for two calls
    )


def _restart(
    medicine: Medicine,
    stands: Standing,
    inputs: Inputs,
    texts: Mapping[str, str],
    tz: ZoneInfo,
) -> MedicineTask:
    """Provisional until decided after the procedure: bleeding or a stitch changes it."""
    decision = stands.decision
    assert decision is not None  # noqa: S101 - the caller asked; narrows the type
    restart_at = decision.restart_at
    confirmed = False
    if stands.restart is not None:
        restart_at = stands.restart.restart_at
        texts = {**texts, "decided_by": stands.restart.decided_by}
        confirmed = _after_procedure(stands.restart.decided_at, inputs)
    moments = {
        name: moment
        for name, moment in (
            ("restart_at", _moment(restart_at, tz)),
            ("restart_by", _moment(decision.restart_by, tz)),
        )
        if moment is not None
    }
    words = "restart_unknown" if restart_at is None else "restart_planned"
    return MedicineTask(
        medicine=medicine,
        words="restart" if confirmed else words,
        kind=Kind.DO if confirmed else Kind.KNOW,
        phase=Phase.AFTER,
        criticality=Criticality.HARM,
        due=moments.get("restart_at") if confirmed else None,
        opens=None,
        moments=moments,
        texts=texts,
    )


def _after_procedure(decided_at: datetime, inputs: Inputs) -> bool:
    """Whether the procedure was over, as recorded, when this was decided."""
    if not is_actual(inputs.anchors, "procedure_end"):
        return False
    ended = inputs.anchors["procedure_end"].moment.at
    return ended is not None and decided_at >= ended


def _moment(instant: datetime | None, tz: ZoneInfo) -> Moment | None:
    return None if instant is None else Moment.at_instant(instant, tz)
