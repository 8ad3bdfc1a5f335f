"""Built plans that between them show every word a patient can read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from functools import lru_cache

from checklist.core import clock
from checklist.core.clearances import Clearance, ClearanceKind
from checklist.core.marks import MarkState
from checklist.core.medicines import Decision, DecisionKind, Medicine
from checklist.core.plan.build import build
from checklist.core.plan.model import AnchorValue, Answer, Content, Inputs, Link, Voice
from checklist.core.protocol import MedicineWords, Owner, Protocol, StepWords, Tier
from checklist.core.schedule import Moment
from checklist.protocols import load_shipped, shipped

TZ = clock.zone("Europe/London")
BOOKED = datetime(2027, 2, 8, 9, 0, tzinfo=UTC)
DECIDED = datetime(2027, 2, 20, 9, 0, tzinfo=UTC)
SURE = AnchorValue(moment=Moment.at_instant(datetime(2027, 3, 4, 10, 30, tzinfo=UTC), TZ))
ARRIVAL = AnchorValue(moment=Moment.at_instant(datetime(2027, 3, 4, 8, 30, tzinfo=UTC), TZ))
DAY_ONLY = AnchorValue(moment=Moment.on(date(2027, 3, 4)))
ENDED = AnchorValue(
    moment=Moment.at_instant(datetime(2027, 3, 4, 11, 30, tzinfo=UTC), TZ), actual=True
)
GONE_HOME = AnchorValue(
    moment=Moment.at_instant(datetime(2027, 3, 4, 15, 0, tzinfo=UTC), TZ), actual=True
)

KNOWN = {"procedure": SURE, "arrival": ARRIVAL}
OVER = {**KNOWN, "procedure_end": ENDED, "home": GONE_HOME}
BARELY = {"procedure": DAY_ONLY}
AFTERNOON = {
    "procedure": AnchorValue(moment=Moment.at_instant(datetime(2027, 3, 4, 14, 0, tzinfo=UTC), TZ)),
    "arrival": AnchorValue(moment=Moment.at_instant(datetime(2027, 3, 4, 13, 0, tzinfo=UTC), TZ)),
}


def vertebroplasty() -> Protocol:
    """The shipped protocol, as new patients have it."""
    return load_shipped("vertebroplasty-2")[1]


def protocols() -> tuple[Protocol, ...]:
    """Every shipped protocol in each of its versions: old ones are still read by somebody."""
    return tuple(load_shipped(name)[1] for name in shipped())


def decision(kind: DecisionKind, medicine: str, **given: object) -> Decision:
    """A decision of Dr Rao's about one medicine."""
    fixed: dict[str, object] = {"decided_by": "Dr Rao", "decided_at": DECIDED, **given}
    name = f"{medicine}-{kind}"
    return Decision(id=name, medicine_id=medicine, kind=kind, **fixed)  # type: ignore[arg-type]  # mixed keywords of one call


MEDICINES = (
    Medicine(id="warfarin", name="warfarin", form="tablet", group="anticoagulant"),
    Medicine(id="undecided", name="Eliquis 5mg", form="tablet", group="anticoagulant"),
    Medicine(id="formless", name="ibuprofen", group="nsaid"),
    Medicine(id="take", name="amlodipine", form="tablet"),
    Medicine(id="take-when", name="bisoprolol", form="tablet"),
    Medicine(id="keep", name="vitamin D", form="capsule"),
    Medicine(id="change", name="insulin", form="dose", group="diabetes"),
    Medicine(id="planned", name="clopidogrel", form="tablet", group="antiplatelet"),
    Medicine(id="restart", name="aspirin", form="tablet", group="antiplatelet"),
    Medicine(id="open", name="fish oil", group="bleeding_herbs"),
)
LAST_DOSE = datetime(2027, 2, 26, 18, 0, tzinfo=UTC)
RESTART = datetime(2027, 3, 6, 8, 0, tzinfo=UTC)
DECISIONS = (
    decision(
        DecisionKind.STOP,
        "warfarin",
        last_dose=LAST_DOSE,
        restart_owner="Dr Rao",
        restart_by=datetime(2027, 3, 5, 16, 0, tzinfo=UTC),
    ),
    decision(DecisionKind.TAKE, "take", take_at=datetime(2027, 3, 4, 6, 0, tzinfo=UTC)),
    decision(DecisionKind.TAKE, "take-when"),
    decision(DecisionKind.KEEP, "keep"),
    decision(DecisionKind.CHANGE, "change", instruction="Take half your dose on Wednesday."),
    decision(DecisionKind.STOP, "planned", last_dose=LAST_DOSE, restart_at=RESTART),
    decision(DecisionKind.STOP, "restart", last_dose=LAST_DOSE),
    decision(
        DecisionKind.RESTART,
        "restart",
        restart_at=RESTART,
        decided_at=datetime(2027, 3, 4, 14, 0, tzinfo=UTC),
    ),
    decision(DecisionKind.STOP, "open"),
)


ANSWERED = ("smoker", "diabetes", "infection")
OTHER_CHOICES = {
    "anaesthesia": "asleep",
    "sips": "sips",
    "bed_rest": "none",
    "bed_rest_anchor": "home",
    "drink_allowed": "clear drinks",
}


@dataclass(frozen=True, kw_only=True)
class Block:
    """What a person reads in one go, and where it comes from."""

    where: str
    text: str


def inputs(anchors: dict[str, AnchorValue], *, locale: str = "en_GB", **choices: str) -> Inputs:
    """A plan of the worked timeline, in which everything a protocol asks about is the case."""
    answers = {key: Answer(id=key, question=key, value="yes") for key in ANSWERED}
    return Inputs(
        voice=Voice(
            zone="Europe/London",
            locale=locale,
            language="en",
            first_name="Maria",
            clinic_name="Riverside Spine Clinic",
            phone="01632 960 123",
            arrival_place="Entrance B",
        ),
        anchors=anchors,
        choices=choices,
        answers=answers,
        medicines=MEDICINES,
        decisions=DECISIONS,
        booked_at=BOOKED,
        as_of=BOOKED,
    )


@lru_cache(maxsize=1)
def contents() -> tuple[Content, ...]:
    """Every shipped protocol in each of the ways a patient could read it."""
    return tuple(content for protocol in protocols() for content in contents_of(protocol))


def contents_of(protocol: Protocol) -> Iterator[Content]:
    """Before, with every time known; as little known as can be; afterwards; the other choices.

    After that: the other half of the day, what staff record and what patients say they cannot do,
    and the other answers.
    """
    known = {choice.key: choice.options for choice in protocol.choices}
    other = {k: v for k, v in OTHER_CHOICES.items() if v in known.get(k, ())}
    yield build(protocol, inputs(KNOWN))
    yield build(protocol, inputs(BARELY))
    yield build(protocol, inputs(OVER))
    yield build(protocol, inputs(KNOWN, **other))
    yield build(protocol, inputs(BARELY, **other))
    yield build(protocol, inputs(KNOWN, locale="en_US"))
    if "food_hours" in known:
        yield build(protocol, inputs(KNOWN, food_hours="10 hours 30 minutes"))  # as the day begins
    yield build(protocol, inputs(AFTERNOON))
    yield build(protocol, inputs({**OVER, **dict.fromkeys(protocol.anchors, ENDED)}))
    yield build(protocol, _nothing_went_well(protocol))
    for kind in ClearanceKind:
        yield build(protocol, _limits_changed(protocol, kind))


def _limits_changed(protocol: Protocol, kind: ClearanceKind) -> Inputs:
    """A clinician said of every limit that it is over, goes on longer, or counts again."""
    last_day = None if kind is ClearanceKind.CLEARED else date(2027, 4, 29)
    made = {
        step.key: Clearance(
            id=step.key,
            step=step.key,
            kind=kind,
            reason="Healing well",
            by="Dr Rao",
            at=datetime(2027, 3, 29, 9, 0, tzinfo=UTC),
            last_day=last_day,
        )
        for step in protocol.steps
        if step.limit
    }
    return replace(inputs(OVER), clearances=made)


def _nothing_went_well(protocol: Protocol) -> Inputs:
    """Every question is answered "yes", and every step was said not to be possible."""
    made = inputs(KNOWN)
    asked = {q.key: Answer(id=q.key, question=q.key, value="yes") for q in protocol.questions}
    cant = Link(state=MarkState.CANT, at=DECIDED)
    return replace(made, answers=asked, links={step.key: cant for step in protocol.steps})


@lru_cache(maxsize=1)
def blocks() -> tuple[Block, ...]:
    """Everything to read, each text once."""
    found: dict[str, Block] = {}
    for content in contents():
        for block in (*_tasks(content), *_rest(content)):
            if block.text.strip(" ."):
                found.setdefault(block.text, block)
    for protocol in protocols():
        for block in _late(protocol):
            found.setdefault(block.text, block)
    return tuple(found.values())


def _tasks(content: Content) -> Iterator[Block]:
    for task in content.tasks:
        yield Block(where=f"{task.key}, text", text=f"{task.title}. {task.text}")
        for part in ("why", "after_slip", "after_cant", "except_"):
            yield Block(where=f"{task.key}, {part}", text=getattr(task, part))
        if task.owner is not Owner.CLINIC:
            buttons = [f"{label}." for label in (task.kept, task.slipped) if label]
            yield Block(where=f"{task.key}, buttons", text=" ".join(buttons))


def _rest(content: Content) -> Iterator[Block]:
    for asked in content.questions:
        yield Block(where=f"question {asked.key}", text=f"{asked.ask} {asked.hint}".strip())
        yield Block(where=f"question {asked.key}, detail", text=asked.detail)
    for page in content.about:
        yield Block(where=f"about {page.key}", text=" ".join((page.title + ".", *page.paragraphs)))
    for tier in Tier:
        signs = " ".join(flag.text for flag in content.flags if flag.tier is tier)
        yield Block(where=f"warning signs, {tier}", text=signs)


def _late(protocol: Protocol) -> Iterator[Block]:
    for step in protocol.steps:
        words = step.words["en"]
        if words.late:
            yield Block(where=f"{step.key}, late", text=f"{words.title}. {words.late}")


def medicine_states() -> Iterator[tuple[str, StepWords]]:
    """The words of each state of a medicine, in English."""
    words = vertebroplasty().medicine_words["en"]
    for state in fields(MedicineWords):
        yield state.name, getattr(words, state.name)
