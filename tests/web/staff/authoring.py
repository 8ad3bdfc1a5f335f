"""A small protocol as a clinic writes one, for the pages that publish."""

from __future__ import annotations

FIRST = """\
protocol: hearing-test
version: 1
title: {en: Hearing test}
texts: {en: {reviewed: yes, by: Dr Rao, on: 2027-03-01} }
provenance:
  sources: {S: The clinic’s own leaflet.}
  reviewed_by: Dr Rao
  reviewed_on: 2027-03-01
  next_review: 2028-03-01
choices:
  - choice: quiet_hours
    kind: amount
    label: Time without noise
    default: 12 hours
    at_least: 1 hour
    at_most: 48 hours
    owner: The clinic
questions:
  - question: ringing
    kind: yes_no
    criticality: 2
    en: {ask: Do your ears ring?}
steps:
  - {step: tell-us, kind: answer, due: 2 days before procedure, questions: [ringing],
     sources: [S01],
     en: {title: Answer our question, text: Tell us if your ears ring., why: We may wait.} }
  - {step: no-noise, kind: avoid, opens: "{quiet_hours} before procedure", closes: procedure,
     sources: [S01],
     en: {title: Do not go near loud noise, text: "Do not go near loud noise from {opens}.",
          unknown: Do not go near loud noise. We will tell you from when., why: It dulls hearing.} }
  - {step: ring-us, kind: do, due: the day before procedure, sources: [S01],
     when: {answer: ringing, is: yes},
     en: {title: Call us about the ringing, text: "Call us on {phone}.", why: We may wait a week.} }
  - {step: arrive, kind: attend, due: arrival, sources: [S01],
     en: {title: Come to us, text: "Come to {place} at {arrival}.",
          unknown: "Come to {place}. We will tell you when.", why: So that we start on time.} }
red_flags:
  - {sign: dizzy, tier: same_day, sources: [S01], en: You are dizzy.}
"""
"""It can be published as it stands."""

SECOND = FIRST.replace("version: 1", "version: 2").replace("default: 12 hours", "default: 24 hours")
"""The same, with more hours without noise."""

BROKEN = FIRST.replace("kind: avoid", "kind: avoyd").replace("due: arrival", "due: arival")
"""With two slips of the keys, in two lines."""
