"""Differences that say the same of many elements, told once: nobody reads 39 lines alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from checklist.core.differences.model import Difference

__all__ = ["folded"]

ENOUGH: Final = 3
"""So many alike are one line; two are read faster as they are."""


def folded(found: Iterable[Difference]) -> tuple[Difference, ...]:
    """With what is said alike of several elements of one part in one line, where the first stood.

    The others of a few alike follow their first. What is grave, or shows old and new words, always
    stands for itself.
    """
    groups: dict[tuple[object, ...], list[Difference]] = {}
    for one in found:
        groups.setdefault(_alike(one), []).append(one)
    lines: list[Difference] = []
    for group in groups.values():
        lines += [_one_line(group)] if len(group) >= ENOUGH else group
    return tuple(lines)


def _alike(one: Difference) -> tuple[object, ...]:
    noun, name = _noun_and_name(one)
    if one.grave or one.old or one.new or not name:
        return (id(one),)
    return (one.part, noun, one.text.removeprefix(one.subject))


def _noun_and_name(one: Difference) -> tuple[str, str]:
    """ "Red flag" and "“Your chest hurts.”"."""
    noun, quote, name = one.subject.partition("“")
    return noun.strip(), quote + name


def _one_line(group: list[Difference]) -> Difference:
    first = group[0]
    noun, _ = _noun_and_name(first)
    names = ", ".join(_noun_and_name(one)[1] for one in group)
    rest = first.text.removeprefix(first.subject)
    return replace(
        first,
        key="",
        text=f"Each of {len(group)} {noun.lower()}s{rest} They are: {names}.",
    )
