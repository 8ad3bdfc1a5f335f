"""An eye operation with a step of every kind that pages and paper must show, for tests of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from checklist.core.actors import system
from checklist.core.audit import Verb
from checklist.core.bounds import Bounds
from checklist.core.conditions import Measured
from checklist.core.protocol import (
    AnchorRule,
    CallLine,
    Criticality,
    Kind,
    Measure,
    Outside,
    Owner,
    Phase,
    Protocol,
    Question,
    QuestionKind,
    QuestionWords,
    RedFlag,
    Step,
    Tier,
)
from checklist.core.repeats import Repeat, Session, Stage
from checklist.store import Store, protocols
from tests.core.plan.small import protocol, step

FOUR = tuple(Session(name=name, clock=name) for name in ("8am", "midday", "4pm", "8pm"))
TWO = (FOUR[0], FOUR[3])
ONE_DROP = {"en": "1 drop"}

TOO_HOT = "Go to hospital now. You may have an infection."
HOT = "Call us today. Your temperature is high."


def _words(title: str, text: str, **more: str) -> dict[str, Any]:
    return {"words": {"title": title, "text": text, **more}}


DROPS = step(
    "drops",
    **_words("Use your eye drops", "Use {amount} each time.", why="They keep germs away."),
    opens="3 days before procedure",
    closes="procedure",
    repeat=Repeat(sessions=FOUR, gap="4 hours", amount=ONE_DROP),
)
STRETCH = step(
    "stretch",
    **_words("Stretch your neck", "Do this {counts} times each day."),
    criticality=Criticality.COMFORT,
    opens="3 days before procedure",
    closes="procedure",
    repeat=Repeat(times=3),
)
TEMPERATURE = step(
    "temperature",
    Kind.MEASURE,
    **_words("Take your temperature", "Write down what it says."),
    due="2 days before procedure",
    opens="4 days before procedure",
    measure=Measure(
        unit="°C",
        possible=Bounds(at_least=30, at_most=45),
        outside=(
            Outside(bounds=Bounds(at_least=39.5), tier=Tier.EMERGENCY, words={"en": TOO_HOT}),
            Outside(bounds=Bounds(above=38), tier=Tier.SAME_DAY, words={"en": HOT}),
        ),
    ),
)
INR = step(
    "inr",
    Kind.MEASURE,
    **_words("We test your blood", "We look at how your blood clots."),
    owner=Owner.CLINIC,
    due="1 day before procedure",
    measure=Measure(
        unit="INR",
        possible=Bounds(at_least=0.5, at_most=20),
        outside=(Outside(bounds=Bounds(above=3), tier=Tier.SAME_DAY, words={"en": "We call."}),),
    ),
)
WAITS = step(
    "gel",
    **_words("Use the gel", "Use it at 6pm.", waiting="Wait. We look at your blood test first."),
    due="6pm the day before procedure",
    waits_for=Measured(measured_step="inr", value=Bounds(below=1.5)),
)
FIRST = step(
    "first-tablet", **_words("Take the first tablet", "Take it."), due="8am 2 days before procedure"
)
SECOND = step(
    "second-tablet", **_words("Take the next tablet", "Take it."), due="12 hours after first-tablet"
)
RUB = step(
    "rub",
    Kind.AVOID,
    **_words(
        "Do not rub your eye",
        "Do not rub or press it.",
        kept="I do not rub it",
        slipped="I rubbed it",
        after_slip="Call us on {phone}.",
        except_="You can wipe it with the clean pad.",
    ),
    opens="4 days before procedure",
    closes="procedure",
)
LIFT = step(
    "lift",
    Kind.AVOID,
    **_words("Do not lift", "Do not lift more than 5kg.", kept="I do not", slipped="I lifted"),
    phase=Phase.AFTER,
    limit=True,
    opens="procedure",
    closes="at least 6 weeks after procedure",
)
AFTER_DROPS = step(
    "drops-after",
    **_words("Use your new drops", "Use {amount} each time."),
    phase=Phase.AFTER,
    opens="1 day after procedure",
    repeat=Repeat(
        sessions=FOUR,
        gap="4 hours",
        stages=(
            Stage(lasts="3 weeks", amount=ONE_DROP),
            Stage(lasts="2 weeks", sessions=TWO, amount={"en": "2 drops"}),
        ),
    ),
)
ASK = step(
    "ask",
    Kind.ANSWER,
    **_words("Answer our questions", "It takes a few minutes."),
    due="2 days after booked",
    questions=("eye", "last_test"),
)
QUESTIONS = (
    Question(
        key="eye",
        kind=QuestionKind.ONE_OF,
        criticality=Criticality.DELAY,
        words={"en": QuestionWords(ask="Which eye hurts?")},
        matters=("both",),
        options={"left": {"en": "My left eye"}, "right": {"en": "My right eye"}}
        | {"both": {"en": "Both eyes"}},
    ),
    Question(
        key="last_test",
        kind=QuestionKind.DATE,
        criticality=Criticality.DELAY,
        words={
            "en": QuestionWords(ask="When was your last eye test?", hint="For example 2 8 2026")
        },
    ),
)
FLAGS = (
    RedFlag(key="chest", tier=Tier.EMERGENCY, words={"en": "Your chest hurts."}),
    RedFlag(
        key="sight",
        tier=Tier.SAME_DAY,
        words={"en": "You see less than before."},
        calls=(
            CallLine(phone="01632 960 777", since="8am", until="8pm"),
            CallLine(phone="emergency", since="8pm", until="8am"),
        ),
    ),
    RedFlag(
        key="later",
        tier=Tier.SAME_DAY,
        words={"en": "The stitch comes loose."},
        opens="procedure",
        closes="2 weeks after procedure",
    ),
    RedFlag(
        key="clot",
        tier=Tier.SAME_DAY,
        words={"en": "Your blood clots too slowly."},
        opens="procedure",
        value=Measured(measured_step="inr", value=Bounds(above=3)),
    ),
)
STEPS = (ASK, DROPS, STRETCH, TEMPERATURE, INR, WAITS, FIRST, SECOND, RUB, LIFT, AFTER_DROPS)


def eyes(*only: str, version: int = 1) -> Protocol:
    """The whole protocol, or only these of its steps."""
    steps: tuple[Step, ...] = tuple(one for one in STEPS if not only or one.key in only)
    asked = {key for one in steps for key in one.questions}
    made = protocol(
        *steps,
        key="eyes",
        title={"en": "Eye operation"},
        anchors={"trigger": AnchorRule(key="trigger", label="Trigger injection given")},
        questions=tuple(one for one in QUESTIONS if one.key in asked),
        red_flags=FLAGS if not only or "inr" in only else FLAGS[:-1],
    )
    return replace(made, version=version)


def publish(store: Store, made: Protocol, at: datetime) -> str:
    """Keep it; gives its id."""
    with store.write(system("test"), at, on=()) as tx:
        kept = protocols.publish(tx, made, source="a test", by="us", at=at)
        tx.enter(Verb.PROTOCOL_PUBLISHED, subject=kept, payload={"key": made.key})
    return kept
