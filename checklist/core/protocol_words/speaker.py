"""Who speaks: one protocol, in one language, with the choices that stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from checklist.core.protocol import Choice, ChoiceKind, Protocol

T = TypeVar("T")

ANCHORS: Mapping[str, str] = {
    "procedure": "the procedure",
    "earliest_start": "the earliest start",
    "arrival": "arrival",
    "procedure_end": "the end of the procedure",
    "home": "going home",
    "booked": "booking",
    "first_held_dose": "the first held dose",
}
"""The moments every plan has, as they stand in a sentence."""


@dataclass(frozen=True)
class Speaker:
    """``choices`` are the values that stand; a choice not named has the protocol's default."""

    protocol: Protocol
    language: str
    choices: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def values(self) -> Mapping[str, str]:
        """Every choice's value."""
        return {c.key: c.default for c in self.protocol.choices} | dict(self.choices)

    @cached_property
    def _choices(self) -> Mapping[str, Choice]:
        return {choice.key: choice for choice in self.protocol.choices}

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        steps = self.protocol.steps
        return {step.key: "" if not step.words else self.of(step.words).title for step in steps}

    def of(self, words: Mapping[str, T]) -> T:
        """The words in this language, else in whichever comes first. Raises KeyError for none."""
        if self.language in words:
            return words[self.language]
        for first in words.values():
            return first
        raise KeyError(self.language)

    def choice(self, key: str) -> str:
        """A choice's label, as staff know it."""
        found = self._choices.get(key)
        return spaced(key) if found is None else found.label

    def value(self, key: str, value: str) -> str:
        """One value of a choice: its own words where it has some, an anchor's name, or itself."""
        found = self._choices.get(key)
        if found is not None and value in found.options:
            return self.of(found.options[value]).rstrip(".")
        if found is not None and found.kind is ChoiceKind.ANCHOR:
            return self.anchor(value)
        return value

    def anchor(self, name: str) -> str:
        """A moment's name in a sentence."""
        rule = self.protocol.anchors.get(name)
        if name in ANCHORS:
            return ANCHORS[name]
        return f"“{rule.label}”" if rule is not None and rule.label else spaced(name)

    def step(self, key: str) -> str:
        """A step's title, in quotation marks."""
        return f"“{self._titles.get(key) or spaced(key)}”"

    def knows_step(self, key: str) -> bool:
        return key in self._titles

    def question(self, key: str) -> str:
        """What a question asks, in quotation marks."""
        for question in self.protocol.questions:
            if question.key == key and question.words:
                return f"“{self.of(question.words).ask}”"
        return f"“{spaced(key)}”"

    def answer(self, question: str, value: str) -> str:
        """One answer: an option's own words where the question has some."""
        for asked in self.protocol.questions:
            if asked.key == question and value in asked.options:
                return f"“{self.of(asked.options[value])}”"
        return "not sure" if value == "unsure" else value

    def group(self, key: str) -> str:
        """A medicine group's label, in quotation marks."""
        for group in self.protocol.medicine_groups:
            if group.key == key:
                return f"“{group.label}”"
        return f"“{spaced(key)}”"

    def regimen(self, key: str, options: tuple[str, ...]) -> str:
        """A regimen and some of its options, by their labels."""
        for regimen in self.protocol.regimens:
            if regimen.key == key:
                labels = {option.key: option.label for option in regimen.options}
                said = either([labels.get(option, option) for option in options])
                return f"{regimen.label} is {said}"
        return f"{spaced(key)} is {either(options)}"


def spaced(key: str) -> str:
    """A key as words: "blood_test" and "blood-test" are both "blood test"."""
    return key.replace("_", " ").replace("-", " ")


def either(words: list[str] | tuple[str, ...]) -> str:
    """ "left", "left or right", "left, right or both"."""
    *most, last = words or [""]
    return f"{', '.join(most)} or {last}" if most else last
