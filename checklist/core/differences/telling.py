"""How one changed field is told: its subject, what it was, what it is now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

from checklist.core.conditions import Condition
from checklist.core.differences.model import Difference, Part
from checklist.core.protocol_words import Speaker, condition_words

LANGUAGES: Mapping[str, str] = {"en": "English", "es": "Spanish"}


@dataclass(frozen=True, kw_only=True)
class Both:
    """Both versions, each speaking for itself. ``languages`` are those that both have."""

    old: Speaker
    new: Speaker
    languages: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Changed:
    """One field that differs. ``subject`` begins the sentence: "Step “Do not lift”"."""

    both: Both
    part: Part
    key: str
    subject: str
    field: str
    old: Any
    new: Any

    def told(self, rest: str, *, old: str = "", new: str = "", grave: bool = False) -> Difference:
        """One sentence about the subject; ``rest`` begins with what follows it."""
        text = f"{self.subject}{rest}"
        return Difference(
            part=self.part,
            key=self.key,
            text=text,
            old=old,
            new=new,
            grave=grave,
            subject=self.subject,
        )


Telling: TypeAlias = Callable[[Changed], Iterator[Difference]]


def element(
    both: Both,
    part: Part,
    key: str,
    subject: str,
    pair: tuple[object, object],
    tellings: Mapping[str, Telling],
    timed: frozenset[str] = frozenset(),
) -> Iterator[Difference]:
    """Every field of two dataclasses that differs, those of ``tellings`` first and in their order.

    A field that nobody tells of in words of its own is named all the same: nothing goes unsaid.
    ``timed`` fields are told of even where they are written alike, as a choice in them may have
    another default.
    """
    old, new = pair
    if not is_dataclass(old):
        raise TypeError("only dataclasses are compared field by field")
    names = [field.name for field in fields(old)]
    for name in (*tellings, *(name for name in names if name not in tellings)):
        before, after = getattr(old, name), getattr(new, name)
        if before != after or name in timed:
            changed = Changed(
                both=both, part=part, key=key, subject=subject, field=name, old=before, new=after
            )
            yield from tellings.get(name, plainly)(changed)


def plainly(changed: Changed) -> Iterator[Difference]:
    """ "…: its “stays” changed."."""
    yield changed.told(f": its “{changed.field}” changed.")


def now(label: str, words: Callable[[Speaker, Any], str] | None = None) -> Telling:
    """ "…: its owner is now clinic; it was patient."; where there was none, or is none, says so."""
    said = words or (lambda _speaker, value: _plain(value))

    def tell(changed: Changed) -> Iterator[Difference]:
        old = said(changed.both.old, changed.old) if _there(changed.old) else ""
        new = said(changed.both.new, changed.new) if _there(changed.new) else ""
        if old == new:
            yield from plainly(changed)
        elif not new:
            yield changed.told(f": it has no {label} any more; it was {old}.")
        elif not old:
            yield changed.told(f": its {label} is now {new}; it had none.")
        else:
            yield changed.told(f": its {label} is now {new}; it was {old}.")

    return tell


def is_so(yes: str, no: str) -> Telling:
    """One of two sentences, for what is so or is not."""

    def tell(changed: Changed) -> Iterator[Difference]:
        yield changed.told(f" {yes if changed.new else no}")

    return tell


def never(_changed: Changed) -> Iterator[Difference]:
    """For what is told elsewhere."""
    yield from ()


def listed(gained: str, lost: str, words: Callable[[Speaker, Any], str] | None = None) -> Telling:
    """What a list gained and lost: ``gained`` and ``lost`` stand before the names."""
    said = words or (lambda _speaker, value: str(value))

    def tell(changed: Changed) -> Iterator[Difference]:
        more = [said(changed.both.new, one) for one in changed.new if one not in changed.old]
        less = [said(changed.both.old, one) for one in changed.old if one not in changed.new]
        if more:
            yield changed.told(f" {gained} {', '.join(more).rstrip('.')}.")
        if less:
            yield changed.told(f" {lost} {', '.join(less).rstrip('.')}.")
        if not more and not less:
            yield changed.told(f": the order of its “{changed.field}” changed.")

    return tell


def condition(then: str, without: str, had_none: str) -> Telling:
    """ "…: it is now there when takes warfarin; before, always."

    ``then`` stands before a condition, ``without`` says that there is none any more, and
    ``had_none`` that there was none.
    """

    def tell(changed: Changed) -> Iterator[Difference]:
        old = condition_said(changed.both.old, changed.old)
        new = condition_said(changed.both.new, changed.new)
        if old == new:
            yield from plainly(changed)
        elif not new:
            yield changed.told(f": it {without}; before, only when {old}.")
        else:
            yield changed.told(f": it {then} {new}; before, {f'when {old}' if old else had_none}.")

    return tell


def condition_said(speaker: Speaker, found: Condition | None) -> str:
    return "" if found is None else condition_words(speaker, found)


def wording(label: str = "words", names: Mapping[str, str] = MappingProxyType({})) -> Telling:
    """Words by language: of each language that both versions have, the fields that were changed.

    ``names`` say a field in other words than its own; ``label`` is for words without fields.
    """

    def tell(changed: Changed) -> Iterator[Difference]:
        for language in changed.both.languages:
            old, new = changed.old.get(language), changed.new.get(language)
            for name, before, after in _worded(label, old, new):
                said = names.get(name, _field_words(name) if name != label else label)
                what = "changed" if before and after else "is new" if after else "is gone"
                rest = f": its {said} in {language_words(language)} {what}."
                yield changed.told(rest, old=before, new=after)

    return tell


def _worded(label: str, old: object, new: object) -> Iterator[tuple[str, str, str]]:
    """The name of each field that differs, and both wordings."""
    if old == new:
        return
    sample = old if old is not None else new
    if not is_dataclass(sample):
        yield label, _text(old), _text(new)
        return
    for field in fields(sample):
        before, after = getattr(old, field.name, ""), getattr(new, field.name, "")
        if before != after:
            yield field.name, _text(before), _text(after)


def language_words(language: str) -> str:
    """ "English"; a language without a name here in quotation marks."""
    return LANGUAGES.get(language, f"“{language}”")


def _field_words(name: str) -> str:
    return f"“{name.rstrip('_').replace('_', ' ')}”"


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "\n".join(str(one) for one in value)
    return str(value)


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _there(value: object) -> bool:
    return value is not None and value not in ("", (), {})


def keyed(items: Iterable[Any]) -> dict[str, Any]:
    """By key, in their order."""
    return {item.key: item for item in items}
