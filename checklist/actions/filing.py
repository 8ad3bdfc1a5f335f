"""File what a plan's marks, answers and time add up to: task states, counts, attention.

The rows written here can all be made again from the append-only tables; they exist so that a
worklist is read and not worked out. Called inside the write that caused them.
"""

from __future__ import annotations

from datetime import datetime

from checklist.actions.news import news_of
from checklist.actions.signed import last_signed
from checklist.core.actors import ActorKind
from checklist.core.attention import Facts, reasons
from checklist.core.audit import Verb
from checklist.core.calling_off import CallOffKind
from checklist.core.marks import ONCE, MarkState, TaskState, merge
from checklist.core.moments import Moment
from checklist.core.plan.model import PlanState, Revision, Task
from checklist.core.protocol import Criticality, Kind, Owner, Phase
from checklist.store import (
    Reader,
    Tx,
    answers,
    attention,
    clinics,
    contacts,
    dose_reports,
    flag_taps,
    heard,
    marks,
    mornings,
    patients,
    plans,
    presence,
    protocols,
    resolutions,
    revisions,
    tasks,
    teach_tries,
)
from checklist.store.plans import PlanRow


def file_revision(tx: Tx, plan: PlanRow, revision: Revision) -> None:
    """After a new revision: the task index is made again, then everything else is re-filed."""
    tasks.rebuild(tx, plan.id, revision.content.tasks)
    plans.set_revision(tx, plan.id, revision, _takes_place(revision))
    refile(tx, plan.id)


def _takes_place(revision: Revision) -> Moment:
    """When it stands in the lists of days: not once it is called off, unless it had begun."""
    off = revision.inputs.called_off
    if off is not None and off.kind is not CallOffKind.STOPPED_MIDWAY:
        return Moment.unknown()
    return revision.content.anchors["procedure"]


def refile(tx: Tx, plan_id: str, plan: PlanRow | None = None) -> Facts:
    """Work out states, counts and attention anew and store what changed; give what was found.

    ``plan`` spares reading it again, where nothing of it was written since it was read.
    """
    plan = plan or plans.need(tx, plan_id)
    facts = gather_facts(tx, plan)
    content = facts.revision.content
    tasks.set_states(tx, plan_id, {key: state.state for key, state in facts.states.items()})
    asked = [task for task in content.tasks if counts(task)]
    plans.set_progress(
        tx,
        plan_id,
        done=sum(1 for t in asked if facts.states[t.key].settled),
        asked=len(asked),
        started=facts.contacted_at is not None,
        signed=facts.signed,
        road=road(facts),
    )
    for gone in attention.replace(tx, plan, reasons(facts), facts.resolutions):
        tx.enter(
            Verb.ATTENTION_CLEARED,
            subject=f"{gone.kind}:{gone.subject}",
            payload={"words": gone.words, "band": gone.band},
            plan_id=plan_id,
        )
    return facts


def counts(task: Task) -> bool:
    """Whether a task is one of "3 of 9": the patient's own, before and on the day."""
    return (
        task.kind is not Kind.KNOW
        and task.owner is not Owner.CLINIC
        and task.phase is not Phase.AFTER
    )


def gather_facts(reader: Reader, plan: PlanRow) -> Facts:
    """Everything the attention rules know of one plan."""
    revision = revisions.get(reader, plan.revision_id)
    patient = patients.need(reader, plan.patient_id)
    protocol = protocols.get(reader, plan.protocol_id)
    rare = presence.filled(reader, plan.id)
    signed = last_signed(reader, plan.id, revision) if "sign_off" in rare else None
    dealt = resolutions.of_plan(reader, plan.id) if "resolution" in rare else resolutions.Dealt()
    return Facts(
        clinic=clinics.get(reader, plan.clinic_id),
        state=PlanState(plan.state),
        revision=revision,
        states=states(reader, plan.id, revision, checked="task_check" in rare),
        unread=answers.unread(reader, plan.id, protocol.questions),
        contacted_at=plan.contacted_at,
        paper=patient.reach == "paper",
        signed=signed is not None and signed.stands,
        resolutions=dealt.settled,
        put_off=dealt.put_off,
        passed_on=dealt.passed_on,
        concerns={group.key: group.label for group in protocol.medicine_groups},
        grave=frozenset(
            group.key for group in protocol.medicine_groups if group.criticality is Criticality.HARM
        ),
        news=news_of(reader, revision),
        reached_at=contacts.last_reached(reader, plan.id) if revision.inputs.callback else None,
        reports=dose_reports.of_plan(reader, plan.id) if "dose_report" in rare else (),
        taps=flag_taps.of_plan(reader, plan.id) if "flag_tap" in rare else (),
        tries=teach_tries.of_plan(reader, plan.id) if "teach_try" in rare else (),
        morning=mornings.latest(reader, plan.id) if "morning" in rare else None,
        undone=() if signed is None else signed.undone,
        reached=contacts.reached(reader, plan.id) if "contact" in rare else (),
        heard_at=_heard_at(reader, plan) if plan.state is PlanState.BEFORE else None,
    )


def _heard_at(reader: Reader, plan: PlanRow) -> datetime | None:
    """When they were last heard (UTC): now, where it is they who write."""
    if isinstance(reader, Tx) and reader.actor.kind in (ActorKind.PATIENT, ActorKind.CARER):
        return reader.now
    return heard.of_plan(reader, plan).last


def states(
    reader: Reader, plan_id: str, revision: Revision, *, checked: bool = True
) -> dict[str, TaskState]:
    """What the marks on each task add up to; ``checked`` False where no tick was ever checked.

    A task no longer in the plan has a state too when something was said about it: its words mean
    nothing any more, but a slip still waits to be read.
    """
    made = marks.by_task(reader, plan_id)
    checks = marks.checks_by_task(reader, plan_id) if checked else {}
    found = dict.fromkeys((task.key for task in revision.content.tasks), NOTHING_SAID)
    tasks = {task.key: task for task in revision.content.tasks}
    for key, said in made.items():
        task = tasks.get(key)
        meaning = DROPPED if task is None else task.meaning
        sittings = ONCE if task is None else task.sitting_names
        found[key] = merge(said, meaning, checks.get(key, ()), sittings)
    return found


DROPPED = ""
"""The meaning of a task that is no longer in the plan: no mark was ever made on it."""

NOTHING_SAID = merge((), meaning="")
"""The state of a task without marks, as most are: the same whatever it means."""

ROAD_LETTERS = {MarkState.DONE: "d", MarkState.NOT_NEEDED: "d"}
NEEDS_SOMEBODY = "x"
OPEN = "o"
GRAVER_LETTERS = "dox"
"""Of the days of one step, the gravest letter stands for all."""


def road(facts: Facts) -> str:
    """The little timeline of the worklist, one letter a task in reading order, "|" the procedure.

    d done, x needs somebody, o open. Only what the patient is asked to do counts; what comes every
    day is one letter, and done only once every day is.
    """
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for task in facts.revision.content.tasks:
        if task.kind is Kind.KNOW or task.owner is Owner.CLINIC:
            continue
        state = facts.states[task.key].state
        letter = OPEN if state is None else ROAD_LETTERS.get(state, NEEDS_SOMEBODY)
        side = after if task.phase is Phase.AFTER else before
        name = task.step if task.repeats else task.key
        side[name] = max(letter, side.get(name, letter), key=GRAVER_LETTERS.index)
    return "".join(before.values()) + "|" + "".join(after.values())
