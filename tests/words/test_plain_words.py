"""Words that patients misread are not used, and what is forbidden says "do not"."""

from __future__ import annotations

import re

import pytest

from checklist.core.protocol import Kind, Step, Tier
from checklist.protocols.reading import sentences, words
from tests.words.plans import Block, blocks, contents, protocols

FORBIDDEN = {
    r"\bseveral\b": "say how many",
    r"\b12(:00)?\s?(am|pm)\b": "midday, or 11:59pm and the evening's day",
    r"\bmidnight\b": "11:59pm and the evening's day",
    r"\bmedications?\b": "medicine",
    r"\b(surgery|surgical)\b": "procedure, or operation",
    r"\bfevers?\b": "high temperature",
    r"\b[ap]\.m\b": "am and pm",
    r"\b(UTC|GMT|BST)\b": "no zones",
    r"\d\d:\d\d:\d\d|[+-]\d\d:\d\d|\d{4}-\d\d-\d\d": "no machine times",
    r"\b([01]\d|2[0-3]):[0-5]\d\b(?!\s?[ap]m)": "a 12-hour clock",
    r"\b(hold|withhold|held)\b": "stop, or do not take",
    r"\bprior\b": "before",
    r"\bnil\b|\bnpo\b|\bnbm\b|\bnothing (after|by)\b": "say until when they may",
    r"\bfast(ing|ed)?\b(?!\.)": "do not eat",
    r"\b(sedation|sedat\w+)\b": "medicine to relax you",
    r"\b(discharged?|commence|administer|ambulate|void|contraindicat\w+)\b": "plain words",
    r"\b(user|viewer|checklist)s?\b": "you",
    r"\b(weekday|tonight|tomorrow|yesterday)\b": "the day itself",
    r"\d+ (minutes?|hours?|days?|weeks?) (before|after|prior)": "no sums for the reader",
    r"[{}]": "a slot was left open",
    r"\ba time we will tell you\b": "its own words for an unknown time",
    r"\s{2,}|\s[.,?!]|\.\.|\?\.": "typing",
    r"'": "a curly ’",
}


@pytest.mark.parametrize("pattern", FORBIDDEN, ids=FORBIDDEN.values())
def test_forbidden_words_are_not_used(pattern: str) -> None:
    found = [
        f"{block.where}: {block.text}"
        for block in blocks()
        if re.search(pattern, block.text, re.IGNORECASE)
    ]
    assert not found, FORBIDDEN[pattern]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (r"\b12(:00)?\s?(am|pm)\b", "Stop at 12am."),
        (r"\bnil\b|\bnpo\b|\bnbm\b|\bnothing (after|by)\b", "Nothing after midnight."),
        (r"\d\d:\d\d:\d\d|[+-]\d\d:\d\d|\d{4}-\d\d-\d\d", "at 10:30+01:00"),
        (r"\d+ (minutes?|hours?|days?|weeks?) (before|after|prior)", "6 hours before"),
    ],
)
def test_the_patterns_find_what_they_forbid(pattern: str, said: str) -> None:
    assert pattern in FORBIDDEN
    assert re.search(pattern, said, re.IGNORECASE)


@pytest.mark.parametrize(
    "step",
    [step for protocol in protocols() for step in protocol.steps if step.kind is Kind.AVOID],
    ids=lambda step: step.key,
)
def test_an_avoid_says_do_not_on_every_line(step: Step) -> None:
    """No line hangs under another one's "do not", where it would read as something to do."""
    words = step.words["en"]
    for text in filter(None, (words.text, words.unknown)):
        assert "do not" in f"{words.title} {text}".lower()
        assert "do not" in text.lower() or step.fasting == "drink"  # there a choice says it
        assert not re.search(r"\b(avoid|refrain|never|stop)\b", text, re.IGNORECASE) or (
            "time to stop" in text
        )
    assert words.title.startswith("Do not")


def test_no_avoid_is_told_without_do_not() -> None:
    for content in contents():
        for task in content.tasks:
            if task.kind is Kind.AVOID and not task.over:
                assert "do not" in task.text.lower(), task.key
                assert "must not" not in task.text.lower(), task.key


def test_an_emergency_sign_is_one_short_idea() -> None:
    flags = [flag for protocol in protocols() for flag in protocol.red_flags]
    signs = [flag.words["en"] for flag in flags if flag.tier is Tier.EMERGENCY]
    for sign in signs:
        assert len(sentences(sign)) == 1, sign
        assert len(words(sign)) <= 10, sign
        assert sign.endswith("."), sign
        assert not re.search(r"\band\b|[,;:]", sign), sign


@pytest.mark.parametrize("block", blocks(), ids=lambda block: block.where)
def test_every_text_ends_as_a_sentence(block: Block) -> None:
    assert block.text[-1] in ".?", block.text
    assert block.text[0].isupper() or block.text.startswith(("warfarin", "{")), block.text


def test_whoever_is_told_of_a_slip_is_told_whom_to_call() -> None:
    for content in contents():
        for task in content.tasks:
            if task.kind is Kind.AVOID:
                assert "01632 960 123" in task.after_slip, task.key
                assert task.after_slip.startswith("Thank you for telling us."), task.key
