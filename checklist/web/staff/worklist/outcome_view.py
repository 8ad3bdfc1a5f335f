"""What one may say became of a reason: the buttons of outcome_form, and the line that answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from checklist.actions.outcomes import Dealt, Outcome, Word
from checklist.core.access import Act, may
from checklist.core.actors import Actor
from checklist.core.attention import Reason
from checklist.core.attention.outcomes import Return, offered
from checklist.core.attention.outcomes import may_settle as settles
from checklist.core.clinic import Clinic
from checklist.store.attention import id_of
from checklist.web.staff import say_when

SAID = {
    Outcome.CALLED: "Called and resolved.",
    Outcome.MESSAGE: "Left a message. It asks on: only a decision settles it.",
    Outcome.PASSED_ON: "Passed to a clinician: it stands in Reviews, and here until it is settled.",
    Outcome.NO_PROBLEM: "Kept: not a problem.",
    Outcome.RESOLVED: "Resolved.",
}
DONE = {
    Outcome.CALLED: "Called and resolved",
    Outcome.MESSAGE: "Left a message",
    Outcome.PASSED_ON: "Passed to a clinician",
    Outcome.NO_PROBLEM: "Not a problem",
    Outcome.RESOLVED: "Resolved",
}


def may_settle(actor: Actor, reasons: Sequence[Reason]) -> bool:
    """Whether any of these is this person's to settle."""
    decides = may(actor, Act.DECIDE)
    return any(settles(one, decides=decides) for one in reasons)


def taps(clinic: Clinic, now: datetime, *, settles: bool) -> list[dict[str, str]]:
    """What is said at one tap: resolved by a call, or a message and when it asks again."""
    called = [{"value": Outcome.CALLED.value, "label": "Called and resolved"}] if settles else []
    return [
        *called,
        *(
            {
                "value": f"{Outcome.MESSAGE.value}:{back.value}",
                "label": f"Left a message, asks again {say_when.seen_from(at, now, clinic)}",
            }
            for back, at in offered(clinic, now)
        ),
    ]


def worded(*, settles: bool) -> list[dict[str, str]]:
    """What is said with words, or with none where they are passed on."""
    passed = {"value": Outcome.PASSED_ON.value, "label": "Pass to a clinician"}
    if not settles:
        return [passed]
    return [
        passed,
        {"value": Outcome.NO_PROBLEM.value, "label": "Not a problem, because …"},
        {"value": Outcome.RESOLVED.value, "label": "Resolved as noted"},
    ]


def said(clinic: Clinic, now: datetime) -> dict[str, dict[str, list[dict[str, str]]]]:
    """What may be said of a row: where it may be settled, and where it is passed on alone."""
    return {
        name: {"taps": taps(clinic, now, settles=settles), "worded": worded(settles=settles)}
        for name, settles in (("settles", True), ("passes", False))
    }


def about(reasons: Sequence[Reason], actor: Actor) -> list[dict[str, Any]]:
    """The reasons an outcome may be about; at first those that this person may settle."""
    decides = may(actor, Act.DECIDE)
    every = not may_settle(actor, reasons)
    return [
        {
            "id": id_of(reason),
            "words": reason.words,
            "checked": every or settles(reason, decides=decides),
        }
        for reason in reasons
    ]


def read(sent: str, note: str) -> Word:
    """The outcome a button says. Raises ValueError for one that is none."""
    outcome, _, back = sent.partition(":")
    return Word(outcome=Outcome(outcome), note=note, back=Return(back or Return.SOON))


def answer(word: Word, dealt: Dealt, now: datetime, clinic: Clinic) -> str:
    """What just happened; of a message when it asks again, which may be sooner than was asked."""
    if dealt.returns_at is None:
        return SAID[word.outcome]
    return f"Left a message. It asks again {say_when.seen_from(dealt.returns_at, now, clinic)}."
