"""Choices: whether a value fits the protocol's bounds."""

from __future__ import annotations

from checklist.core.errors import TimingError
from checklist.core.protocol import Choice, ChoiceKind
from checklist.core.timing_grammar import parse_amount, parse_clock

MOST_LETTERS = 80


def problem(choice: Choice, value: str) -> str:
    """One sentence saying why this value cannot be chosen; empty when it can."""
    if choice.kind in (ChoiceKind.ONE_OF, ChoiceKind.ANCHOR):
        return "" if value in choice.options else "Choose one of these."
    if choice.kind is ChoiceKind.AMOUNT:
        return _amount_problem(choice, value)
    if choice.kind is ChoiceKind.CLOCK:
        return _clock_problem(choice, value)
    if not value:
        return "Write something."
    if len(value) > MOST_LETTERS or "{" in value or "}" in value:
        return f"Please use fewer than {MOST_LETTERS} plain letters."
    return ""


def _clock_problem(choice: Choice, value: str) -> str:
    try:
        clock = parse_clock(value)
    except TimingError:
        return f"Write a clock time like “{choice.default}”."
    low, high = choice.at_least, choice.at_most
    if low and high and not parse_clock(low) <= clock <= parse_clock(high):
        return f"Choose from {low} to {high}."
    return ""


def _amount_problem(choice: Choice, value: str) -> str:
    try:
        amount = parse_amount(value)
    except TimingError:
        return f"Write it like “{choice.default}”."
    low, high = parse_amount(choice.at_least), parse_amount(choice.at_most)
    if amount.family != low.family:  # 24 hours and 1 day are different things
        return f"Write it like “{choice.default}”."
    if not low.rough_minutes <= amount.rough_minutes <= high.rough_minutes:
        return f"Choose from {choice.at_least} to {choice.at_most}."
    return ""
