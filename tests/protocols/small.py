"""A small protocol with one of everything, to break in one place at a time."""

from __future__ import annotations

import pytest

from checklist.core.errors import ProtocolError
from checklist.core.protocol import Protocol
from checklist.protocols import read_protocol

SMALL = """\
language: 1
protocol: small
version: 1
title: {en: Small}
texts:
  en: {reviewed: yes, by: A reviewer, on: 2026-11-02}
provenance:
  sources: {S: A leaflet}
  reviewed_by: A clinic
  reviewed_on: 2026-11-02
  next_review: 2027-11-02
anchors:
  procedure_end: {planned: 1 hour after procedure}
choices:
  - choice: food_hours
    kind: amount
    label: Without food
    default: 6 hours
    at_least: 4 hours
    at_most: 12 hours
    owner: The clinic
    sources: [S07]
  - choice: fasting_anchor
    kind: anchor
    label: Fasting counts from
    default: earliest_start
    owner: The clinic
    options:
      earliest_start: {en: the earliest start}
      procedure: {en: the planned start}
    sources: [S07]
  - choice: sleep
    kind: one_of
    label: Awake or asleep
    default: awake
    owner: The clinic
    options: {awake: {en: awake}, asleep: {en: asleep}}
    sources: [S19]
questions:
  - question: smoker
    kind: yes_no
    criticality: 2
    matters: yes
    sources: [S06]
    en: {ask: Do you smoke?}
medicines:
  groups:
    - group: anticoagulant
      label: blood thinner
      names: [warfarin, apixaban]
      decide_by: 10 days before procedure
      criticality: 3
      sources: [S04]
  en:
    undecided: {title: "Keep taking {medicine}", text: "Call us before {next_dose}."}
    undecided_day: {title: "Call us about {medicine}", text: Call us.}
    last_dose:
      {title: "Take your last {dose}", text: "Take it at {last_dose}.", unknown: We will tell you.}
    stop:
      title: Do not take {medicine}
      text: Do not take it.
      kept: I have stopped
      slipped: I took one
      after_slip: Call us.
    keep: {title: "Keep taking {medicine}", text: Keep taking it.}
    take: {title: "Take {medicine}", text: "Take it at {take_at}.", unknown: Take it.}
    change: {title: "Take {medicine} so", text: "{instruction}"}
    restart: {title: "Take {medicine} again", text: "From {restart_at}.", unknown: Ask us.}
    restart_planned: {title: Do not take it yet, text: "From {restart_at}.", unknown: Ask us.}
    restart_unknown: {title: Do not take it yet, text: "Ask {restart_owner}."}
steps:
  - step: answers
    kind: answer
    phase: before
    criticality: 3
    due: 2 days after booked
    questions: [smoker]
    sources: [S01]
    en: {title: Answer, text: Answer us., why: We ask., late: Call us today.}
  - step: no-food
    kind: avoid
    phase: day
    criticality: 3
    fasting: food
    opens: "{food_hours} before {fasting_anchor}"
    closes: procedure
    when: {choice: sleep, is: [awake, asleep]}
    sources: [S07]
    en:
      title: Do not eat
      text: You can eat until {opens:time}.
      unknown: We will tell you.
      why: It keeps you safe.
      kept: I have stopped
      slipped: I ate
      after_slip: Call us on {phone}.
red_flags:
  - {sign: chest, tier: emergency, sources: [S20], en: Your chest hurts.}
about:
  - page: what
    sources: [S22]
    en: {title: What it is, paragraphs: [A page.]}
"""


def small(old: str = "", new: str = "") -> str:
    """The small protocol with one piece of it replaced; the piece must be there exactly once."""
    assert not old or SMALL.count(old) == 1, f"{SMALL.count(old)} times: {old!r}"
    return SMALL.replace(old, new) if old else SMALL


def line_of(text: str, piece: str) -> int:
    """The line, counted from 1, in which the piece stands first."""
    return text[: text.index(piece)].count("\n") + 1


def read_small(old: str = "", new: str = "") -> Protocol:
    return read_protocol(small(old, new), "small-1.yaml")


def problems(text: str) -> tuple[str, ...]:
    """What is wrong with the text."""
    with pytest.raises(ProtocolError) as refused:
        read_protocol(text, "small-1.yaml")
    return refused.value.problems
