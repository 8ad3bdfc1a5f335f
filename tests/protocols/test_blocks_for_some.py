"""A block may be for some patients: the steps after sedation are for those who had it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checklist.core.conditions import AllOf, AnyOf, ChoiceIs, Not
from checklist.protocols import examine, read_protocol

PROTOCOL = """\
protocol: tooth-out
title: {en: A tooth out}
uses:
  - {block: asleep-1, when: {choice: sedation, is: yes}}
choices:
  - choice: sedation
    kind: one_of
    label: Sedation
    default: no
    options: {yes: {en: with sedation}, no: {en: without}}
steps:
  - {step: bite, kind: do, due: procedure, en: {title: Bite, text: Bite on it., why: It helps.}}
"""
BLOCK = """\
block: asleep
questions:
  - {question: alone, kind: yes_no, en: {ask: Do you live alone?}}
  - {question: stairs, kind: yes_no, when: {answer: alone, is: yes}, en: {ask: Do you have stairs?}}
steps:
  - step: your-home
    kind: answer
    due: 1 week before procedure
    questions: [alone, stairs]
    en: {title: Your home, text: Please answer., why: It helps.}
  - step: neighbour
    kind: do
    due: the day before procedure
    when: {answer: alone, is: yes}
    en: {title: Ask a friend, text: Ask a friend to stay with you., why: It is safer.}
red_flags:
  - {sign: drowsy, tier: emergency, en: You cannot be woken.}
sign_off:
  - {gate: escort, label: Somebody stays, waits_for: {answer: alone, is: no}}
"""
FOR_THESE = ChoiceIs(choice="sedation", values=("yes",))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "asleep-1.yaml").write_text(BLOCK, "utf-8")
    return tmp_path


def _errors(folder: Path, text: str = PROTOCOL, block: str = BLOCK) -> tuple[str, ...]:
    (folder / "asleep-1.yaml").write_text(block, "utf-8")
    return examine(text, "tooth-out.yaml", folder).errors


def test_all_that_it_asks_and_tells_is_for_these_patients(folder: Path) -> None:
    protocol = read_protocol(PROTOCOL, "tooth-out.yaml", folder)
    steps = {step.key: step.when for step in protocol.steps}
    questions = {question.key: question.when for question in protocol.questions}
    assert steps["bite"] is None
    assert steps["your-home"] == questions["alone"] == protocol.red_flags[0].when == FOR_THESE
    for both in (steps["neighbour"], questions["stairs"]):
        assert isinstance(both, AllOf)
        assert both.all_of[0] == FOR_THESE
        assert len(both.all_of) == 2
    assert protocol.blocks == ("asleep-1",)


def test_the_sign_off_of_the_others_does_not_wait_for_its_gates(folder: Path) -> None:
    (gate,) = read_protocol(PROTOCOL, "tooth-out.yaml", folder).gates
    assert isinstance(gate.waits_for, AnyOf)
    assert gate.waits_for.any_of[0] == Not(negated=FOR_THESE)


def test_a_block_by_its_name_alone_is_for_all(folder: Path) -> None:
    text = PROTOCOL.replace("- {block: asleep-1, when: {choice: sedation, is: yes}}", "- asleep-1")
    text = text.replace("kind: do, due", "kind: do, when: {choice: sedation, is: yes}, due")
    protocol = read_protocol(text, "tooth-out.yaml", folder)
    assert {step.key: step.when for step in protocol.steps}["your-home"] is None


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("choice: sedation, is", "choice: sedatoin, is", "tooth-out.yaml:4:38: there is no choice"),
        ("is: yes}}", "is: maybe}}", "tooth-out.yaml:4:52: expected yes or no, found “maybe”."),
        ("when: {choice", "wen: {choice", "tooth-out.yaml:4:23: there is no key “wen” here."),
        ("block: asleep-1", "block: asleep-2", "tooth-out.yaml:4:5: there is no block"),
        ("  - {block: asleep-1, ", "  - asleep-1\n  - {block: asleep-1, ", "is used twice"),
    ],
)
def test_a_slip_in_for_whom_it_is_stands_in_the_file(
    folder: Path, old: str, new: str, told: str
) -> None:
    found = _errors(folder, PROTOCOL.replace(old, new))
    assert any(told in error for error in found), found


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "when: {answer: alone, is: yes}\n",
            "when: {answer: alne, is: yes}\n",
            "asleep-1.yaml:14:20: there is no question “alne”.",
        ),
        (
            "{answer: alone, is: no}",
            "{answer: alne, is: no}",
            "asleep-1.yaml:19:63: there is no question “alne”.",
        ),
    ],
)
def test_a_slip_in_a_condition_of_its_own_stands_in_the_block(
    folder: Path, old: str, new: str, told: str
) -> None:
    found = _errors(folder, block=BLOCK.replace(old, new))
    assert any(told in error for error in found), found


def test_a_block_that_asks_for_whom_it_is_is_never_reached(folder: Path) -> None:
    text = PROTOCOL.replace("{choice: sedation, is: yes}}", "{answer: alone, is: yes}}")
    assert any("never reached" in error for error in _errors(folder, text))
