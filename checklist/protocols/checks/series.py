"""Series: questions that ask the same again later, so that then and now stand side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from checklist.core.protocol import Protocol, Question, QuestionKind, QuestionWords
from checklist.core.wording import VOICE_SLOTS, SlotError, slots_in
from checklist.protocols.problems import Finding, Path

__all__ = ["check_series"]

_KINDS: Final = (QuestionKind.NUMBER, QuestionKind.ONE_OF)
_ANSWER: Final = frozenset({"answer"})


def check_series(protocol: Protocol) -> Iterator[Finding]:
    """Every problem of a series, and of words that only a series has."""
    first: dict[str, Question] = {}
    for index, question in enumerate(protocol.questions):
        path: Path = ("questions", index)
        for language, words in question.words.items():
            yield from _words(question, words, (*path, language))
        if question.series:
            before = first.setdefault(question.series, question)
            yield from _alike(question, before, path)
    for index, question in enumerate(protocol.questions):
        if question.series and _count(protocol, question.series) == 1:
            text = f"“{question.series}” has one question: a series asks the same again later."
            yield Finding(path=("questions", index, "series"), text=text)


def _count(protocol: Protocol, series: str) -> int:
    return sum(question.series == series for question in protocol.questions)


def _alike(question: Question, first: Question, path: Path) -> Iterator[Finding]:
    """Only what was asked in the same way can stand side by side."""
    at = (*path, "series")
    if question.kind not in _KINDS:
        text = f"a series is of numbers or of one_of, not of {question.kind}."
        yield Finding(path=at, text=text)
    elif question.kind is not first.kind:
        text = f"“{first.key}” of this series is a {first.kind} question, not a {question.kind}."
        yield Finding(path=at, text=text)
    elif _scale(question) != _scale(first):
        text = f"“{first.key}” of this series has another unit, “at_least” or “at_most”."
        yield Finding(path=at, text=text)


def _scale(question: Question) -> tuple[str, float | None, float | None]:
    return question.unit, question.at_least, question.at_most


def _words(question: Question, words: QuestionWords, path: Path) -> Iterator[Finding]:
    for key in ("point", "told"):
        said = getattr(words, key)
        if question.series and not said:
            yield Finding(path=path, text=f"a question of a series needs “{key}”.")
        elif said and not question.series:
            text = f"“{key}” stands in a question of a series (“series: pain”)."
            yield Finding(path=(*path, key), text=text, at_key=True)
    if words.if_higher and not (question.series and question.kind is QuestionKind.NUMBER):
        text = "“if_higher” stands in a number of a series."
        yield Finding(path=(*path, "if_higher"), text=text, at_key=True)
    if words.told:
        yield from _named(words.told, _ANSWER, (*path, "told"))
        if "{answer}" not in words.told:
            text = "this says the answer again: {answer} is missing."
            yield Finding(path=(*path, "told"), text=text)
    yield from _named(words.point, frozenset(), (*path, "point"))
    yield from _named(words.if_higher, VOICE_SLOTS, (*path, "if_higher"))


def _named(template: str, known: frozenset[str], path: Path) -> Iterator[Finding]:
    try:
        named = slots_in(template)
    except SlotError as wrong:
        yield from (Finding(path=path, text=text) for text in wrong.problems)
        return
    for name, form in named:
        if name not in known or form:
            slot = "{" + name + (f":{form}" if form else "") + "}"
            yield Finding(path=path, text=f"{slot} cannot stand here.")
