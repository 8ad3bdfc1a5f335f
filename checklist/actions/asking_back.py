"""A clinician asks the patient back, in their own words; and takes a question back."""

from __future__ import annotations

from datetime import datetime
from math import ceil

from checklist.actions.opening import open_plan
from checklist.actions.revise import revise
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.asking_back import AskedBack
from checklist.core.audit import Verb
from checklist.core.errors import Conflict, Invalid, NotFound
from checklist.core.plan.model import PlanState
from checklist.protocols.checks.grades import HARDEST, HARDEST_SHORT, LONGEST, SHORT
from checklist.protocols.reading import GRADED, grade, hardest_words, longest_sentence, words
from checklist.store import Store, answers, asked_back
from checklist.store.ids import new_id

MOST_LETTERS = 300
MOST_OPEN = 10
"""More open questions than this are not a list any more: somebody should call."""


def hard_to_read(ask: str, language: str) -> str:
    """One sentence when a question is hard to read in ``language``; empty when it is not.

    It stops nobody: the clinician knows the patient.
    """
    if language not in GRADED or not words(ask):
        return ""
    longest = len(words(longest_sentence(ask)))
    if longest > LONGEST:
        return f"Hard to read: a sentence of {longest} words. Up to {LONGEST} are easy."
    found = grade(ask, language)
    if found <= (HARDEST_SHORT if len(words(ask)) < SHORT else HARDEST):
        return ""
    hard = ", ".join(f"“{word}”" for word in hardest_words(ask, language))
    why = f" Is there a plainer word for {hard}?" if hard else " Try shorter sentences."
    return f"Hard to read: school grade {ceil(found)}, and {HARDEST:g} is easy.{why}"


def ask_back(
    store: Store, plan_id: str, ask: str, about: str, *, actor: Actor, now: datetime
) -> AskedBack:
    """Put one question on the patient's list. ``about`` is the question or medicine it follows.

    Raises Invalid for no words or too many, and for one question too many. The same question asked
    twice stands once. Raises Conflict once the plan is closed.
    """
    require(actor, Act.ASK_BACK)
    ask = " ".join(ask.split())
    if not ask:
        raise Invalid({"ask": "Write what you want to know."})
    if len(ask) > MOST_LETTERS:
        raise Invalid({"ask": f"Please use fewer than {MOST_LETTERS} letters."})
    with store.write(actor, now, on=(plan_id,)) as tx:
        if open_plan(tx, plan_id, actor).state is PlanState.CLOSED:
            raise Conflict(
                "This plan is closed: nobody would read the answer. Please call instead."
            )
        given = answers.latest(tx, plan_id)
        waiting = [one for one in asked_back.of_plan(tx, plan_id) if one.key not in given]
        same = next((one for one in waiting if one.ask == ask), None)
        if same is not None:
            return same
        if len(waiting) >= MOST_OPEN:
            raise Invalid({"ask": f"{MOST_OPEN} questions are open already. Please call instead."})
        made = AskedBack(id=new_id(), ask=ask, by=actor.name, at=now, about=about)
        asked_back.add(tx, plan_id, made, by=actor)
        tx.enter(Verb.ASKED_BACK, subject=made.key, payload={"text": ask}, plan_id=plan_id)
        revise(tx, plan_id, actor=actor, now=now, reason=f"Asked back: {ask}")
    return made


def take_back(store: Store, plan_id: str, asked_id: str, *, actor: Actor, now: datetime) -> None:
    """Ask it no more. Raises NotFound for no such question, Conflict once it was answered."""
    require(actor, Act.ASK_BACK)
    with store.write(actor, now, on=(plan_id,)) as tx:
        open_plan(tx, plan_id, actor)
        found = [one for one in asked_back.of_plan(tx, plan_id) if one.id == asked_id]
        if not found:
            raise NotFound("no such question")
        asked = found[0]
        if asked.key in answers.latest(tx, plan_id):
            raise Conflict("This was answered in the meantime. Read the answer.")
        asked_back.take_back(tx, plan_id, asked, by=actor, at=now)
        tx.enter(
            Verb.ASKED_BACK,
            subject=asked.key,
            payload={"said": "taken back", "text": asked.ask},
            plan_id=plan_id,
        )
        revise(tx, plan_id, actor=actor, now=now, reason=f"Taken back: {asked.ask}")
