"""A protocol that uses what an author can: repeats, a regimen, a gate, a measure, a chain."""

from __future__ import annotations

from checklist.core.protocol import Protocol
from checklist.protocols import read_protocol

DROPS = """\
protocol: drops
title: {en: Eye drops}
anchors:
  trigger: {label: Trigger injection given}
choices:
  - choice: lifting
    kind: amount
    label: No lifting for
    default: 6 weeks
    at_least: 4 weeks
    at_most: 12 weeks
    owner: The clinic
  - {choice: night_time, kind: clock, label: Night time, default: 9pm, owner: The clinic}
  - choice: sleep
    kind: one_of
    label: Awake or asleep
    default: awake
    owner: The clinic
    options: {awake: {en: awake}, asleep: {en: asleep}}
regimens:
  - regimen: prep
    label: Preparation
    options:
      - {option: gentle, label: Gentle, when: {answer: constipated, is: yes}}
      - {option: standard, label: Standard}
questions:
  - {question: medicines, kind: medicines, en: {ask: What do you take?}}
  - {question: constipated, kind: yes_no, en: {ask: Are your stools hard?}}
  - question: weight
    kind: number
    unit: kg
    at_least: 20
    at_most: 300
    en: {ask: What do you weigh?}
  - {question: last_time, kind: date, en: {ask: When was your last test?}}
medicines:
  groups:
    - group: anticoagulant
      label: Blood thinners
      names: [warfarin]
      decide_by: 10 days before procedure
      criticality: 3
steps:
  - step: questions
    kind: answer
    due: 14 days before procedure
    questions: [medicines, constipated, weight, last_time]
    en: {title: Answer our questions, text: Tell us about you.}
  - step: check-inr
    kind: measure
    due: 2 days before procedure
    measure:
      unit: INR
      possible: {at_least: 0.5, at_most: 20}
      outside: [{above: 3, tier: same_day, en: Call us today.}]
    en: {title: Write your INR, text: Write down your INR.}
  - step: drops
    kind: do
    opens: 3 days before procedure
    closes: procedure
    repeat:
      at: {morning: 8am, night: "{night_time}"}
      gap: 4 hours
      separate: yes
      amount: {en: 1 drop}
    en: {title: Use your drops, text: "Use {amount}."}
  - step: eat-less
    kind: avoid
    opens: 6 hours before procedure
    closes: procedure
    when: {regimen: prep, is: gentle}
    en: {title: Do not eat, text: "Do not eat from {opens}.", unknown: We tell you when.}
  - step: arrive
    kind: attend
    due: arrival
    en: {title: Come to us, text: "Come to {place} at {arrival}.", unknown: We tell you when.}
  - step: injection-check
    kind: do
    due: 36 hours after trigger
    en: {title: Come back, text: "Come back at {due}.", unknown: We tell you when.}
  - step: no-lifting
    kind: avoid
    when: {choice: sleep, is: awake}
    opens: procedure
    closes: "{lifting} after procedure"
    en: {title: Do not lift, text: "Do not lift until {closes}."}
  - step: walk
    kind: do
    due: 2 hours after arrive
    en: {title: Walk, text: "Walk at {due}.", unknown: Walk a bit.}
red_flags:
  - {sign: fever, tier: same_day, en: You have a high temperature.}
sign_off:
  - {gate: inr, label: INR below 1.5, waits_for: {measured: check-inr, below: 1.5}}
"""

BROKEN = """\
protocol: broken
title: {en: Broken}
steps:
  - {step: one, kind: dont, due: arrival, en: {title: One, text: Do one.}}
  - {step: two, kind: do, due: soonish, en: {title: Two, text: Do two.}}
"""
"""Two errors, on lines 4 and 5."""


def drops() -> Protocol:
    return read_protocol(DROPS, "drops-1.yaml")
