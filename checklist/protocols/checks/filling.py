"""Words with their slots filled, to be measured and never shown.

The values are easy ones: a time or a medicine's name is not the author's own, and a short text is
not to be called hard because of what somebody is going to take or when.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from checklist.core.errors import TimingError
from checklist.core.plan import parsed
from checklist.core.plan.phrases import phrases
from checklist.core.protocol import Choice, ChoiceKind, Protocol
from checklist.core.repeats import Repeat
from checklist.core.wording import SlotError, slots_in
from checklist.protocols.checks.lengths import choice_in
from checklist.protocols.checks.places import has_slots

__all__ = ["Filling"]

_MOMENTS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "": "4pm on Thursday 4 March",
        "time": "4pm",
        "day": "Thursday 4 March",
        "closes": "the end of Wednesday 14 April",
    },
    "es": {
        "": "las 4 de la tarde del jueves 4 de marzo",
        "time": "las 4 de la tarde",
        "day": "jueves 4 de marzo",
        "closes": "el final del miércoles 14 de abril",
    },
}

_TEXTS: Final[Mapping[str, str]] = {
    "first_name": "Maria",
    "clinic": "Riverside Clinic",
    "phone": "01632 960 123",
    "place": "Entrance B",
    "decided_by": "Dr Rao",
    "restart_owner": "Dr Rao",
    "medicine": "zinc",
    "counts": "4",
}

_MEDICINE: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "dose": "zinc pill",
        "next_dose": "your next pill",
        "instruction": "Take half your dose.",
    },
    "es": {
        "dose": "dosis de zinc",
        "next_dose": "su próxima dosis",
        "instruction": "Tome media dosis.",
    },
}


class Filling:
    """Fills the slots of one language's words."""

    def __init__(self, protocol: Protocol, language: str) -> None:
        self._language = language
        self._choices = {choice.key: choice for choice in protocol.choices}
        self._texts = dict(_TEXTS) | dict(_MEDICINE[language])
        self._texts |= {key: self._value(choice) for key, choice in self._choices.items()}

    def each(self, template: str, repeat: Repeat | None = None) -> Iterator[str]:
        """The words with every choice at its default, then with each other option of each."""
        if not has_slots(template):
            yield template
            return
        try:
            named = slots_in(template)
        except SlotError:
            return  # told by the check of words
        texts = self._texts if repeat is None else self._texts | self._repeated(repeat)
        yield self._fill(template, named, texts)
        for name, _ in named:
            choice = self._choices.get(name)
            if choice is not None and choice.kind is ChoiceKind.ONE_OF:
                for words in choice.options.values():
                    said = words.get(self._language, "")
                    yield self._fill(template, named, texts | {name: said})

    def _fill(
        self, template: str, named: tuple[tuple[str, str], ...], texts: Mapping[str, str]
    ) -> str:
        moments = _MOMENTS[self._language]
        for name, form in named:
            slot = f"{{{name}:{form}}}" if form else f"{{{name}}}"
            moment = moments["closes"] if name == "closes" and not form else moments.get(form, "")
            template = template.replace(slot, texts.get(name, moment))
        return template

    def _value(self, choice: Choice) -> str:
        if choice.kind is ChoiceKind.ONE_OF:
            return choice.options.get(choice.default, {}).get(self._language, "")
        return self._amount(choice.default) if choice.kind is ChoiceKind.AMOUNT else choice.default

    def _amount(self, words: str) -> str:
        try:
            return phrases(self._language).amount(parsed.amount(words))
        except TimingError:
            return words

    def _repeated(self, repeat: Repeat) -> dict[str, str]:
        amounts = [repeat.amount, *(stage.amount for stage in repeat.stages)]
        amount = next((a[self._language] for a in amounts if self._language in a), "")
        filled = next(self.each(amount), "")
        return {"amount": filled, "gap": self._length(repeat.gap) if repeat.gap else ""}

    def _length(self, words: str) -> str:
        """A length, or a choice's default in its place."""
        return self._texts.get(choice_in(words), "") or self._amount(words)
