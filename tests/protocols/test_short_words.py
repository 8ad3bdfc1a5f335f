"""A short text with one hard word in it is told, and stops nobody; one that is too hard does."""

from __future__ import annotations

import pytest

from checklist.protocols import Examined, examine


def examined(words: str) -> Examined:
    text = f"""
protocol: short
title: {{en: Short}}
steps:
  - step: this
    kind: do
    due: the day before procedure
    en: {{title: Do this, text: "{words}", why: It helps.}}
"""
    return examine(text, "short.yaml")


@pytest.mark.parametrize("words", ["Inject at 4pm.", "Tell us about your diabetes."])
def test_a_nurse_may_name_the_thing_by_its_name(words: str) -> None:
    assert examined(words).errors == ()


def test_a_hard_word_is_told_all_the_same() -> None:
    assert any("grade" in warning for warning in examined("Go to physiotherapy today.").warnings)


@pytest.mark.parametrize(
    "words",
    [
        "Discontinue anticoagulant medication.",
        "Inject the medicine into the abdominal area every evening at about the identical time.",
    ],
)
def test_what_only_a_clinician_would_say_is_refused(words: str) -> None:
    assert any("grade" in error for error in examined(words).errors)
