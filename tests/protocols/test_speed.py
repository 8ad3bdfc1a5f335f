"""A file of 300 steps is checked while its author waits."""

from __future__ import annotations

import time

from checklist.protocols import examine

STEPS = 300
MOST = 2.0
"""Seconds of work, in a busy process. It takes about 0.4 on a quiet machine, grades and all; a
check that tries everything with everything takes far longer than this."""

HEAD = """\
protocol: big
title: {en: Big, es: Grande}
choices:
  - {choice: food, kind: amount, label: F, default: 6 hours, at_least: 4 hours, at_most: 12 hours}
  - {choice: drink, kind: amount, label: D, default: 2 hours, at_least: 1 hour, at_most: 12 hours}
  - choice: from
    kind: anchor
    label: From
    default: earliest_start
    options: {earliest_start: {en: a, es: b}, procedure: {en: a, es: b}}
questions:
  - {question: smoker, kind: yes_no, en: {ask: Do you smoke?}, es: {ask: ¿Fuma?}}
steps:
  - step: ask
    kind: answer
    due: 2 days after booked
    questions: [smoker]
    en: {title: Tell us, text: Tell us.}
    es: {title: Diga, text: Diga.}
"""
KINDS = (
    ("do", "due: {days} days before procedure"),
    ("avoid", 'opens: "{{food}} before {{from}}"\n    closes: procedure'),
    ("do", "opens: {days} days after procedure\n    closes: 3 months after procedure"),
    ("do", "opens: procedure\n    closes: 4 weeks after procedure\n    repeat: {{times: 4}}"),
    ("do", "due: 2 hours after step{before}"),
    ("avoid", 'opens: "{{drink}} before procedure"\n    closes: "{{food}} after procedure"'),
)


def big() -> str:
    """A protocol of 300 steps in two languages: counters, chains, choices and conditions."""
    parts = [HEAD]
    for number in range(STEPS):
        kind, timing = KINDS[number % len(KINDS)]
        timing = timing.format(days=number % 50 + 1, before=number - 1)
        parts.append(
            f"  - step: step{number}\n    kind: {kind}\n    {timing}\n"
            "    when: {any: [{answer: smoker, is: yes}, {age: {at_least: 65}}]}\n"
            f"    en: {{title: Do not eat {number}, text: Do not eat at home in week {number}.}}\n"
            f"    es: {{title: No coma {number}, text: No coma en casa la semana {number}.}}\n"
        )
    return "".join(parts)


def test_300_steps_are_checked_while_the_author_waits() -> None:
    text = big()
    began = time.process_time()
    found = examine(text, "big.yaml")
    spent = time.process_time() - began
    assert found.errors == ()
    assert found.protocol is not None
    assert len(found.protocol.steps) == STEPS + 1
    assert spent < MOST, f"{spent:.2f} s"
