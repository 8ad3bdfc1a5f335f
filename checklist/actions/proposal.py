"""A change of a live plan as somebody proposes it, and what of it differs from how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from checklist.actions import choices as bounds
from checklist.actions.callbacks import OFFERED, Promise
from checklist.actions.gathering import defaults
from checklist.core.clinic import Clinic
from checklist.core.medicine_names import recognise
from checklist.core.medicines import Medicine
from checklist.core.moments import Moment
from checklist.core.plan.model import AnchorValue, Inputs
from checklist.core.protocol import Protocol
from checklist.protocols import medicine_list
from checklist.store import Reader, anchors, choices, medicines
from checklist.store.plans import PlanRow


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What is to change; None, or no entry, leaves a thing as it is. Instants are UTC.

    ``procedure`` may be another day, another time, or unknown: postponed without a date. When its
    day changes, ``arrival`` and ``earliest_start`` are unknown unless they are given with it.
    ``protocol_id`` is another version of the plan's protocol, which only a clinician may take, and
    ``approved`` says that they read what it changes. ``reason`` is for colleagues. ``promise`` is
    the call about the medicine decisions that fall with it, where any do.
    """

    procedure: Moment | None = None
    arrival: Moment | None = None
    earliest_start: Moment | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    site: str | None = None
    protocol_id: str = ""
    approved: bool = False
    reason: str = ""
    promise: Promise = OFFERED


@dataclass(frozen=True, kw_only=True)
class Delta:
    """The rows that would be written: what is proposed and is not so already."""

    anchors: Mapping[str, Moment]
    choices: Mapping[str, str]
    site: str | None
    protocol_id: str
    rematched: tuple[Medicine, ...]

    @property
    def empty(self) -> bool:
        return not (self.anchors or self.choices or self.site is not None or self.protocol_id)


def delta_of(
    reader: Reader, plan: PlanRow, proposal: Proposal, protocol: Protocol, clinic: Clinic
) -> Delta:
    """What the proposal changes. ``protocol`` is the one the plan would follow."""
    upgraded = proposal.protocol_id not in ("", plan.protocol_id)
    return Delta(
        anchors=_anchors(anchors.current(reader, plan.id), proposal),
        choices=_choices(choices.current(reader, plan.id), proposal, protocol, clinic),
        site=None if proposal.site in (None, plan.site) else proposal.site,
        protocol_id=proposal.protocol_id if upgraded else "",
        rematched=_rematched(medicines.of_plan(reader, plan.id), protocol) if upgraded else (),
    )


def changed(inputs: Inputs, delta: Delta) -> Inputs:
    """The inputs of a plan with the delta in them; decisions are not its business."""
    said = {name: AnchorValue(moment=moment) for name, moment in delta.anchors.items()}
    rematched = {medicine.id: medicine for medicine in delta.rematched}
    site = inputs.voice.site if delta.site is None else delta.site
    return replace(
        inputs,
        voice=replace(inputs.voice, site=site),
        anchors=anchors.standing({**inputs.anchors, **said}),
        choices={**inputs.choices, **delta.choices},
        medicines=tuple(rematched.get(one.id, one) for one in inputs.medicines),
    )


def _anchors(stands: Mapping[str, AnchorValue], proposal: Proposal) -> dict[str, Moment]:
    was = stands["procedure"].moment
    will_be = was if proposal.procedure is None else proposal.procedure
    wanted = {"procedure": will_be}
    if was.day != will_be.day:  # nothing planned stays dated from the old day; what happened does
        planned = [name for name, value in stands.items() if not value.actual]
        wanted |= {name: Moment.unknown() for name in planned if name != "procedure"}
    for name, said in (("arrival", proposal.arrival), ("earliest_start", proposal.earliest_start)):
        if said is not None:  # a day alone says nothing that the procedure does not say
            wanted[name] = said if said.at is not None else Moment.unknown()
    return {name: moment for name, moment in wanted.items() if moment != _known(stands, name)}


def _known(stands: Mapping[str, AnchorValue], name: str) -> Moment:
    return stands[name].moment if name in stands else Moment.unknown()


def _choices(
    said: Mapping[str, str], proposal: Proposal, protocol: Protocol, clinic: Clinic
) -> dict[str, str]:
    """The values to set. What a new version does not allow any more goes back to its default."""
    own, found = defaults(protocol, clinic), {}
    for choice in protocol.choices:
        stands = said.get(choice.key, own[choice.key])
        wanted = proposal.choices.get(choice.key)
        if wanted is None:
            wanted = own[choice.key] if bounds.problem(choice, stands) else stands
        if wanted != stands:
            found[choice.key] = wanted
    return found


def _rematched(named: tuple[Medicine, ...], protocol: Protocol) -> tuple[Medicine, ...]:
    """The medicines that the new version knows otherwise than the old one did."""
    found = []
    for medicine in named:
        told = recognise(medicine.name, medicine_list(), protocol.medicine_groups)
        known = replace(medicine, **vars(told))
        if known != medicine:
            found.append(known)
    return tuple(found)
