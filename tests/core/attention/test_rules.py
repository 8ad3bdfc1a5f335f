"""What holds of every reason, whichever rule found it."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from checklist.core.attention import Facts, Reason, Resolution, reasons
from checklist.core.attention.model import is_a_clinicians
from checklist.core.clock import from_utc_text, utc_text
from checklist.core.marks import Mark, MarkState
from checklist.core.medicines import DecisionKind
from checklist.core.plan.model import PlanState
from tests.core.attention.facts import answer, facts, mark
from tests.core.plans import AMLODIPINE, STOP, WARFARIN, booked, decided, happened, inputs, plan

DECIDED = st.sampled_from(
    [
        (),
        (STOP,),
        (decided(DecisionKind.KEEP),),
        (STOP, decided(DecisionKind.VOID, "2027-02-24 09:00")),
    ]
)


@st.composite
def any_facts(draw: st.DrawFn) -> Facts:
    """A plan in time or late, decided or not, with marks, answers and events or without."""
    when = draw(st.sampled_from(["2027-02-15 09:00", "2027-03-03 15:00", "2027-03-04 07:00"]))
    made = booked(when, medicines=(WARFARIN, AMLODIPINE), decisions=draw(DECIDED))
    if not draw(st.booleans()):
        made = replace(made, anchors={})
    state = draw(st.sampled_from(PlanState))
    if state is PlanState.RECOVERING and made.anchors:
        made = happened(made, "2027-03-04 15:00", procedure_end="2027-03-04 11:30")
    content = plan(made)
    keys = draw(st.lists(st.sampled_from([t.key for t in content.tasks]), max_size=4, unique=True))
    marks: list[Mark] = [
        mark(content, key, draw(st.sampled_from(list(MarkState))), "2027-03-03 16:00")
        for key in keys
    ]
    return facts(
        made,
        *marks,
        content=content,
        state=state,
        unread=draw(st.sampled_from([(), (answer("allergies", "yes"),)])),
        contacted_at=draw(st.sampled_from([None, made.booked_at])),
        paper=draw(st.booleans()),
        signed=draw(st.booleans()),
    )


@given(any_facts())
def test_a_reason_is_for_a_while_and_to_be_dealt_with_in_it(known: Facts) -> None:
    for reason in reasons(known):
        assert reason.since <= reason.from_at
        assert reason.until_at is None or reason.from_at < reason.until_at
        assert reason.do_by > reason.since
        assert all(from_utc_text(utc_text(at)) == at for at in (reason.from_at, reason.do_by))


@given(any_facts())
def test_no_two_rows_of_one_cause_hold_at_once(known: Facts) -> None:
    def overlap(one: Reason, other: Reason) -> bool:
        first, second = sorted((one, other), key=lambda r: r.from_at)
        return first.until_at is None or first.until_at > second.from_at

    found = reasons(known)
    for index, one in enumerate(found):
        for other in found[index + 1 :]:
            same = (one.kind, one.subject, one.cause) == (other.kind, other.subject, other.cause)
            assert not (same and overlap(one, other)), one.words


@given(any_facts())
def test_words_say_what_is_known_and_are_whole(known: Facts) -> None:
    for reason in reasons(known):
        said = f"{reason.words} {reason.detail}"
        assert reason.words.strip() == reason.words != ""
        assert not re.search(r"still taking|[{}]|None|midnight|UTC", said), said


@given(any_facts())
def test_every_reason_can_be_settled_and_settling_it_settles_no_other(known: Facts) -> None:
    found = reasons(known)
    for reason in found:
        done = Resolution(reason=reason.kind, subject=reason.subject, cause=reason.cause)
        left = reasons(replace(known, resolutions=frozenset({done})))
        assert (reason in left) is is_a_clinicians(reason.kind, reason.subject)
        assert {r for r in found if (r.kind, r.subject) != (reason.kind, reason.subject)} <= set(
            left
        )


@given(any_facts())
def test_the_same_facts_give_the_same_reasons(known: Facts) -> None:
    shuffled = replace(known, states=dict(reversed(list(known.states.items()))))
    assert reasons(known) == reasons(shuffled)


def test_a_plan_on_track_asks_for_nothing_before_its_time() -> None:
    known = facts(inputs(medicines=(WARFARIN,), decisions=(STOP,)), signed=True)
    first = min(r.from_at for r in reasons(known))
    assert utc_text(first) >= "2027-02-18"  # the answers' due is the first thing to pass
