"""Whether a condition can be fulfilled at all, by any patient."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, product
from typing import Final

from checklist.core.bounds import Bounds
from checklist.core.conditions import (
    AgeIs,
    AllOf,
    AnswerIs,
    AnswerNumber,
    AnyOf,
    ChoiceIs,
    Condition,
    Measured,
    Not,
    RegimenIs,
    SlotIs,
)
from checklist.core.protocol import ChoiceKind, Protocol, QuestionKind
from checklist.protocols.checks.bounds import both
from checklist.protocols.checks.elements import YES_NO_VALUES

__all__ = ["Literal", "Possible", "ways"]

_MOST: Final = 512
"""More ways than this to fulfil one condition are not looked at; some of them will do."""

_SLOTS: Final = frozenset({"am", "pm", "unknown"})
_AMONG_THEM: Final = frozenset({"answer", "choice", "regimen", "slot"})

Literal = tuple[Condition, bool]
"""A condition without parts, and whether it must hold or must not."""

Subject = tuple[str, str]
"""What a condition is about: ("answer", "smoker")."""


@lru_cache(maxsize=1024)
def ways(condition: Condition) -> tuple[tuple[Literal, ...], ...]:
    """The ways to fulfil a condition, each as what must hold and what must not."""
    return tuple(islice(_expanded(condition, holds=True), _MOST))


@dataclass(frozen=True, kw_only=True)
class Possible:
    """What each question, choice and regimen of a protocol can be, in values or in numbers."""

    values: Mapping[Subject, frozenset[str]]
    numbers: Mapping[Subject, Bounds]
    _clashes: dict[tuple[Literal, ...], str] = field(default_factory=dict)

    @classmethod
    def of(cls, protocol: Protocol) -> Possible:
        values = {("slot", ""): _SLOTS}
        numbers: dict[Subject, Bounds] = {}
        for question in protocol.questions:
            if question.kind is QuestionKind.YES_NO:
                values["answer", question.key] = frozenset(YES_NO_VALUES)
            elif question.kind is QuestionKind.ONE_OF:
                values["answer", question.key] = frozenset(question.options)
            numbers["number", question.key] = Bounds(
                at_least=question.at_least, at_most=question.at_most
            )
        for choice in protocol.choices:
            if choice.kind in (ChoiceKind.ONE_OF, ChoiceKind.ANCHOR):
                values["choice", choice.key] = frozenset(choice.options)
        for regimen in protocol.regimens:
            values["regimen", regimen.key] = frozenset(o.key for o in regimen.options)
        for step in protocol.steps:
            if step.measure is not None:
                numbers["measured", step.key] = step.measure.possible
        return cls(values=values, numbers=numbers)

    def clash(self, condition: Condition) -> str:
        """Why nobody could ever fulfil the condition; nothing where somebody could."""
        first = ""
        for way in ways(condition):
            clash = self.clash_in(way)
            if not clash:
                return ""
            first = first or clash
        return first

    def clash_in(self, way: tuple[Literal, ...]) -> str:
        """Why not all of this can be at once; nothing where it can."""
        if way not in self._clashes:
            self._clashes[way] = self._clash_in(way)
        return self._clashes[way]

    def _clash_in(self, way: tuple[Literal, ...]) -> str:
        if any((part, not holds) in way for part, holds in way):
            return "it asks for something, and for its opposite"
        allowed: dict[Subject, frozenset[str]] = {}
        limits: dict[Subject, Bounds] = {}
        for part, holds in way:
            subject, values, bounds = _asks(part)
            if subject[0] in _AMONG_THEM:
                self._narrow(allowed, subject, values, holds=holds)
            elif holds and not bounds.empty:  # one that is empty by itself is told where it stands
                before = limits.get(subject, self.numbers.get(subject, Bounds()))
                limits[subject] = both(before, bounds)
        for (what, name), left in allowed.items():
            if not left:
                return f"{_named(what, name)} cannot be {_values(way, what, name)} at once"
        for (what, name), bounds in limits.items():
            if bounds.empty:
                return f"{_named(what, name)} cannot be {bounds} at once"
        return ""

    def _narrow(
        self,
        allowed: dict[Subject, frozenset[str]],
        subject: Subject,
        values: frozenset[str],
        *,
        holds: bool,
    ) -> None:
        every = self.values.get(subject)
        if every is not None and not values <= every:
            return  # a value it never has is told where it stands
        before = allowed.get(subject, every)
        if before is not None:
            allowed[subject] = before & values if holds else before - values
        elif holds:
            allowed[subject] = values


def _values(way: tuple[Literal, ...], what: str, name: str) -> str:
    """What a way asks of one subject: "yes and no", "am and not am"."""
    said = [
        ("" if holds else "not ") + " or ".join(sorted(values))
        for part, holds in way
        for subject, values, _ in [_asks(part)]
        if subject == (what, name)
    ]
    return " and ".join(dict.fromkeys(said))


def _named(what: str, name: str) -> str:
    return {"slot": "the slot", "age": "the age"}.get(what, f"“{name}”")


def _asks(part: Condition) -> tuple[Subject, frozenset[str], Bounds]:
    """What a condition without parts is about, and the values or bounds it allows."""
    match part:
        case AnswerIs():
            return ("answer", part.question), frozenset(part.values), Bounds()
        case ChoiceIs():
            return ("choice", part.choice), frozenset(part.values), Bounds()
        case RegimenIs():
            return ("regimen", part.regimen), frozenset(part.options), Bounds()
        case SlotIs():
            return ("slot", ""), frozenset(part.slots), Bounds()
        case AnswerNumber():
            return ("number", part.number_of), frozenset(), part.bounds
        case Measured():
            return ("measured", part.measured_step), frozenset(), part.value
        case AgeIs():
            return ("age", ""), frozenset(), part.age
    return ("", ""), frozenset(), Bounds()


def _expanded(condition: Condition, *, holds: bool) -> Iterator[tuple[Literal, ...]]:
    match condition:
        case Not():
            yield from _expanded(condition.negated, holds=not holds)
        case AllOf() | AnyOf():
            parts = condition.all_of if isinstance(condition, AllOf) else condition.any_of
            ways = [list(islice(_expanded(p, holds=holds), _MOST)) for p in parts]
            if isinstance(condition, AllOf) is holds:
                for chosen in product(*ways):
                    yield tuple(literal for way in chosen for literal in way)
            else:
                yield from (way for each in ways for way in each)
        case _:
            yield ((condition, holds),)
