"""A clinic may choose how long and how far apart: what it can choose is tried before it can."""

from __future__ import annotations

import pytest

from checklist.protocols import examine

DROPS = """\
protocol: eye
title: {en: Your eye}
choices:
  - choice: weeks
    kind: amount
    label: Each stage lasts
    default: 2 weeks
    at_least: 1 week
    at_most: 4 weeks
  - choice: apart
    kind: amount
    label: Between two drops
    default: 2 hours
    at_least: 1 hour
    at_most: 4 hours
  - {choice: drops, kind: text, label: How many drops, default: 1 drop}
steps:
  - step: drops
    kind: do
    opens: the day after procedure
    repeat:
      gap: "{apart}"
      amount: {en: "{drops}"}
      stages:
        - {for: "{weeks}", at: [8am, midday, 4pm]}
        - {for: "{weeks}", at: [8am, 4pm]}
    en: {title: Use your drops, text: "Use {amount}. Wait {gap} between two.", why: It helps.}
  - step: no-rubbing
    kind: avoid
    around: {step: drops, after: "{apart}"}
    en: {title: Do not rub your eye, text: "Do not rub it until {closes}.", why: It helps.}
"""


def _errors(old: str = "", new: str = "") -> list[str]:
    assert not old or DROPS.count(old) == 1
    found = examine(DROPS.replace(old, new) if old else DROPS, "eye.yaml")
    return [error.partition(": ")[2] for error in found.errors]


def test_an_amount_stands_wherever_a_length_does_and_is_used_there() -> None:
    assert _errors() == []


def test_a_choice_of_how_long_on_and_off_is_used() -> None:
    cycle = 'at: [8am]\n      cycle: {on: "{weeks}", off: "{weeks}"}\n'
    text = DROPS.replace(
        "after procedure\n", "after procedure\n    closes: 9 weeks after procedure\n"
    )
    head, _, rest = text.partition("stages:\n")
    _, _, words = rest.partition('4pm]}\n        - {for: "{weeks}", at: [8am, 4pm]}\n')
    assert examine(head + cycle + words, "eye.yaml").errors == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "default: 2 hours\n    at_least: 1 hour\n    at_most: 4 hours",
            "default: 2 hours\n    at_least: 1 hour\n    at_most: 5 hours",
            "two of these times are less than “gap: 5 hours” apart",
        ),
        ('gap: "{apart}"', 'gap: "{weeks}"', "{weeks} can be “2 weeks”."),
        ('gap: "{apart}"', 'gap: "{drops}"', "it needs “kind: amount”."),
        ('gap: "{apart}"', 'gap: "{apat}"', "there is no choice “apat”. Did you mean “apart”?"),
        ('after: "{apart}"', 'after: "{weeks}"', "expected hours or minutes"),
        ('{en: "{drops}"}', '{en: "{phone}"}', "an amount may name choices only, not {phone}."),
        ('{en: "{drops}"}', "{en: 1 drop}", "nothing uses the choice “drops”."),
        (
            'gap: "{apart}"',
            'every: 10 days\n      gap: "{apart}"',
            "“1 week” is shorter than every “10 days”: nothing may fall in it.",
        ),
    ],
)
def test_what_a_clinic_could_choose_amiss_is_told(old: str, new: str, said: str) -> None:
    assert any(said in error for error in _errors(old, new)), _errors(old, new)


def test_a_close_that_a_longer_stage_outlives_names_the_choice() -> None:
    opens = "opens: the day after procedure"
    found = _errors(opens, opens + "\n    closes: 5 weeks after procedure")
    assert found == [
        "the stages end after “5 weeks after procedure”, where the step closes "
        "when {weeks} is 4 weeks."
    ]


def test_too_many_tasks_are_counted_with_the_longest_that_can_be_chosen() -> None:
    found = _errors("at_most: 4 weeks", "at_most: 60 weeks")
    assert any("this makes 840 tasks" in e and "when {weeks} is 60 weeks" in e for e in found)
