"""Everything a patient reads is at grade 6 or below, in sentences of 20 words or fewer."""

from __future__ import annotations

import pytest

from checklist.protocols.reading import grade, sentences, words
from tests.words.plans import Block, blocks, contents, medicine_states

HARDEST = 6.0
LONGEST = 20


@pytest.mark.parametrize("block", blocks(), ids=lambda block: block.where)
def test_grade_6_or_below(block: Block) -> None:
    assert grade(block.text) <= HARDEST, f"{grade(block.text):.1f}: {block.text}"


@pytest.mark.parametrize("block", blocks(), ids=lambda block: block.where)
def test_short_sentences(block: Block) -> None:
    for sentence in sentences(block.text):
        assert len(words(sentence)) <= LONGEST, sentence


def test_the_measure_tells_easy_from_hard() -> None:
    easy = "You can eat until 4:30am on Thursday 4 March. Do not eat after that."
    hard = (
        "Discontinue anticoagulant medication several days prior to vertebral augmentation, "
        "following consultation with the interventional radiologist."
    )
    assert grade(easy) < HARDEST
    assert grade(hard) > 14


def test_nothing_escapes_the_measure() -> None:
    """Each state of a medicine, and both an estimated and an unknown time, are among the blocks."""
    shown = {task.step for content in contents() for task in content.tasks}
    for state, _ in medicine_states():
        assert f"medicine-{state.replace('_', '-')}" in shown, state
    text = " ".join(block.text for block in blocks())
    assert "about 11:30am on Friday 5 March" in text
    assert "We will tell you when to come" in text
    assert "11:59pm on Wednesday 3 March" in text
