"""Silence, answers to read, readiness, and what nobody recorded."""

from __future__ import annotations

from dataclasses import replace

from checklist.core.attention import Band, Facts, Reason, ReasonKind, reasons
from checklist.core.clearances import Clearance, ClearanceKind
from checklist.core.plan.model import Inputs, PlanState
from checklist.core.protocol import Phase
from tests.core.attention.facts import answer, facts, mark, of, one, resolved
from tests.core.plans import at, booked, happened, inputs, plan, planned

SILENT = facts(contacted_at=None)


# Silence ----------------------------------------------------------------------------------------


def test_forty_eight_hours_of_silence() -> None:
    assert not of(SILENT, ReasonKind.NO_CONTACT, "2027-02-17 08:59")
    reason = one(SILENT, ReasonKind.NO_CONTACT, "2027-02-17 09:00")
    assert reason.words == "No contact yet: nothing opened, nobody reached"
    assert reason.detail == "booked Monday 15 February"
    assert (reason.band, reason.do_by) == (Band.TODAY, at("2027-02-17 17:00"))


def test_silence_is_a_matter_of_now_when_the_procedure_is_near() -> None:
    assert one(SILENT, ReasonKind.NO_CONTACT, "2027-03-02 10:30").band is Band.NOW


def test_any_contact_ends_silence() -> None:
    assert not [r for r in reasons(facts()) if r.kind is ReasonKind.NO_CONTACT]


def test_on_paper_silence_means_nothing_and_a_call_is_due() -> None:
    known = replace(SILENT, paper=True)
    assert not of(known, ReasonKind.NO_CONTACT, "2027-03-03 09:00")
    reason = one(known, ReasonKind.CALL_DUE, "2027-02-17 09:00")
    assert reason.words.startswith("First call to a patient on paper: ")


def test_booked_the_day_before_silence_does_not_wait_for_the_day_after() -> None:
    known = facts(booked("2027-03-03 09:00"), contacted_at=None)
    reason = one(known, ReasonKind.NO_CONTACT, "2027-03-03 09:00")
    assert (reason.band, reason.do_by) == (Band.NOW, at("2027-03-03 17:00"))


def test_silence_over_a_weekend_is_to_be_broken_on_monday() -> None:
    known = facts(booked("2027-02-12 16:00"), contacted_at=None)
    reason = one(known, ReasonKind.NO_CONTACT, "2027-02-14 16:00")
    assert reason.do_by == at("2027-02-15 17:00")


def test_after_the_procedure_silence_is_over() -> None:
    known = replace(SILENT, state=PlanState.RECOVERING)
    assert not of(known, ReasonKind.NO_CONTACT, "2027-03-05 09:00")


def test_with_no_day_known_silence_still_counts() -> None:
    known = facts(inputs(anchors={}), contacted_at=None)
    assert one(known, ReasonKind.NO_CONTACT, "2027-03-30 09:00").band is Band.TODAY


def quiet(known: Facts, now: str) -> list[Reason]:
    return of(known, ReasonKind.QUIET, now)


def test_in_touch_once_and_then_silent_with_something_critical_open() -> None:
    known = facts(heard_at=at("2027-02-24 19:00"))
    assert not quiet(known, "2027-03-01 07:59")
    (reason,) = quiet(known, "2027-03-01 08:00")
    assert reason.words.startswith("Nothing heard since Wednesday 24 February: ")
    assert reason.detail == "the procedure is on Thursday 4 March"
    assert (reason.band, reason.do_by) == (Band.TODAY, at("2027-03-01 17:00"))
    assert quiet(known, "2027-03-02 10:30")[0].band is Band.NOW


def test_two_days_of_silence_are_waited_for_but_not_past_the_last_working_day() -> None:
    known = facts(heard_at=at("2027-02-28 21:00"))
    assert not quiet(known, "2027-03-02 20:59")
    assert quiet(known, "2027-03-02 21:00")
    easter = inputs(anchors=planned(procedure="2027-03-30 10:30"))
    late = facts(easter, heard_at=at("2027-03-22 21:00"))
    assert quiet(late, "2027-03-25 08:00"), "Thursday is the last working day before Easter"


def test_whoever_is_heard_in_the_last_working_days_is_not_quiet() -> None:
    assert not [r for r in reasons(facts(heard_at=at("2027-03-01 08:00"))) if r.kind == "quiet"]


def test_with_nothing_critical_open_silence_is_no_reason() -> None:
    made = inputs()
    content = plan(made)
    open_ones = [t.key for t in content.tasks if t.critical and t.phase is Phase.BEFORE]
    ticks = [mark(content, key, when="2027-02-20 09:00") for key in open_ones]
    assert not [r for r in reasons(facts(made, *ticks, content=content)) if r.kind == "quiet"]


def test_on_paper_nobody_is_quiet() -> None:
    assert not [r for r in reasons(facts(paper=True)) if r.kind is ReasonKind.QUIET]


# Answers ----------------------------------------------------------------------------------------


def test_an_answer_to_read_says_the_question_and_the_answer() -> None:
    known = facts(unread=(answer("allergies", "yes", detail="latex"),))
    reason = one(known, ReasonKind.ANSWER, "2027-02-16 16:00")
    assert reason.words == "Are you allergic to anything? Yes: “latex”"
    assert reason.detail == "carer Joan, 3:20pm on Tuesday 16 February"
    assert (reason.band, reason.do_by) == (Band.TODAY, at("2027-02-16 17:00"))


def test_not_sure_reads_as_people_say_it() -> None:
    known = facts(unread=(answer("pregnant", "unsure"),))
    assert one(known, ReasonKind.ANSWER, "2027-02-17 09:00").words.endswith("? Not sure")


def test_words_of_their_own_are_quoted() -> None:
    known = facts(unread=(answer("medicines", "Eliquis"),))
    assert one(known, ReasonKind.ANSWER, "2027-02-17 09:00").words.endswith("? “Eliquis”")


def test_a_grave_answer_is_a_matter_of_now_when_near_and_a_small_one_is_not() -> None:
    known = facts(unread=(answer("allergies", "yes"), answer("alcohol", "yes")))
    bands = {r.subject: r.band for r in of(known, ReasonKind.ANSWER, "2027-03-03 09:00")}
    assert bands == {"allergies": Band.NOW, "alcohol": Band.TODAY}


def test_once_read_it_is_gone() -> None:
    assert not [r for r in reasons(facts()) if r.kind is ReasonKind.ANSWER]


def test_an_answer_to_a_question_no_longer_asked_is_still_read() -> None:
    known = facts(unread=(answer("past_sleep", "yes", detail="a bad reaction"),))
    reason = one(known, ReasonKind.ANSWER, "2027-02-17 09:00")
    assert reason.words == "An answer to read: Yes: “a bad reaction”"


def test_settled_it_does_not_ask_again_when_near() -> None:
    known = facts(unread=(answer("allergies", "yes"),))
    settled = replace(
        known, resolutions=resolved(one(known, ReasonKind.ANSWER, "2027-02-17 09:00"))
    )
    assert not of(settled, ReasonKind.ANSWER, "2027-03-03 09:00")


def test_after_the_procedure_an_old_answer_is_read_when_there_is_time() -> None:
    known = facts(unread=(answer("allergies", "yes"),), state=PlanState.RECOVERING)
    assert one(known, ReasonKind.ANSWER, "2027-03-05 09:00").band is Band.TIDY


# Ready, done, gone home -------------------------------------------------------------------------


def test_not_signed_off_on_the_last_working_day_before() -> None:
    known = facts()
    assert not of(known, ReasonKind.NOT_SIGNED, "2027-03-03 07:59")
    reason = one(known, ReasonKind.NOT_SIGNED, "2027-03-03 08:00")
    assert (reason.band, reason.do_by) == (Band.TODAY, at("2027-03-03 17:00"))


def test_not_signed_off_on_the_day_is_a_matter_of_now() -> None:
    assert one(facts(), ReasonKind.NOT_SIGNED, "2027-03-04 00:00").band is Band.NOW


def test_the_last_working_day_leaves_out_weekends_and_holidays() -> None:
    monday = facts(inputs(anchors=planned(procedure="2027-03-08 10:30")))
    assert one(monday, ReasonKind.NOT_SIGNED, "2027-03-05 08:00")
    easter = facts(inputs(anchors=planned(procedure="2027-03-30 10:30")))
    assert one(easter, ReasonKind.NOT_SIGNED, "2027-03-25 08:00")


def test_signed_off_is_ready() -> None:
    assert not of(facts(signed=True), ReasonKind.NOT_SIGNED, "2027-03-04 09:00")


def test_booked_on_the_day_it_asks_at_once() -> None:
    reason = one(facts(booked("2027-03-04 08:30")), ReasonKind.NOT_SIGNED, "2027-03-04 08:30")
    assert (reason.band, reason.do_by) == (Band.NOW, at("2027-03-04 10:30"))


def test_with_no_day_known_nobody_signs_off() -> None:
    assert not [r for r in reasons(facts(inputs(anchors={}))) if r.kind is ReasonKind.NOT_SIGNED]


def test_a_day_without_a_time_is_to_be_signed_off_by_the_evening_before() -> None:
    known = facts(inputs(anchors=planned(procedure="2027-03-04")))
    assert one(known, ReasonKind.NOT_SIGNED, "2027-03-03 09:00").do_by == at("2027-03-03 17:00")


def test_a_procedure_nobody_recorded_is_asked_about_the_next_morning() -> None:
    known = facts(inputs(anchors=planned(procedure="2027-03-05 10:30")))
    assert not of(known, ReasonKind.NOT_RECORDED, "2027-03-05 16:00")
    reason = one(known, ReasonKind.NOT_RECORDED, "2027-03-08 08:00")
    assert reason.words == "Not recorded as done: procedure of Friday 5 March"


def test_going_home_nobody_recorded_is_tidied_up() -> None:
    done = happened(inputs(), "2027-03-04 12:00", procedure_end="2027-03-04 11:30")
    known = facts(done, state=PlanState.RECOVERING)
    reason = one(known, ReasonKind.NOT_RECORDED, "2027-03-05 08:00")
    assert (reason.band, reason.subject) == (Band.TIDY, "home")


def recovering() -> Inputs:
    return happened(
        inputs(), "2027-03-04 15:00", procedure_end="2027-03-04 11:30", home="2027-03-04 15:00"
    )


def closing(known: Facts) -> Reason:
    (reason,) = [r for r in reasons(known) if r.subject == "close"]
    return reason


def test_recorded_is_recorded() -> None:
    known = facts(recovering(), state=PlanState.RECOVERING)
    asked = [r.subject for r in reasons(known) if r.kind is ReasonKind.NOT_RECORDED]
    assert asked == ["close"]


def test_a_plan_does_not_stay_open_for_ever() -> None:
    """Every date has passed by Thursday 15 April; two limits wait for somebody to end them."""
    reason = closing(facts(recovering(), state=PlanState.RECOVERING))
    assert reason.words == "Every date of recovery has passed, and not all is done"
    assert reason.from_at >= at("2027-04-16 08:00")
    assert (reason.band, reason.detail[-10:]) == (Band.TIDY, "still open")


def test_a_whole_recovery_asks_to_be_closed() -> None:
    made = recovering()
    limits = [t.step for t in facts(made).revision.content.tasks if t.limit]
    ended = {
        step: Clearance(
            id=step,
            step=step,
            kind=ClearanceKind.CLEARED,
            reason="Healed",
            by="Dr Rao",
            at=at("2027-04-10 09:00"),
        )
        for step in limits
    }
    made = replace(made, clearances=ended)
    seen = mark(plan(made), "follow-up", when="2027-04-15 10:00")
    reason = closing(facts(made, seen, state=PlanState.RECOVERING))
    assert (reason.words, reason.detail) == ("Recovery is over: close the plan", "")


def test_a_closed_plan_asks_for_nothing() -> None:
    assert reasons(facts(recovering(), state=PlanState.CLOSED)) == ()
