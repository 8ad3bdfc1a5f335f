"""Everything a patient reads is at grade 6 or below, in sentences of 20 words or fewer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil
from typing import Final

from checklist.core.protocol import Kind, Owner, Protocol, Step, StepWords, TeachBack, Tier
from checklist.core.repeats import Repeat
from checklist.protocols.checks.filling import Filling
from checklist.protocols.checks.ground import Ground
from checklist.protocols.checks.places import medicine_states
from checklist.protocols.problems import Finding, Path, warning
from checklist.protocols.reading import (
    GRADED,
    grade,
    hardest_words,
    longest_sentence,
    sentences,
    words,
)

__all__ = ["HARDEST", "LONGEST", "check_grades"]

HARDEST: Final = 6.0
LONGEST: Final = 20
SHORT: Final = 15
HARDEST_SHORT: Final = 10.0
"""Of fewer than SHORT words, one long word alone makes a grade of 7 or 8, and often no other will
do ("Do you have diabetes?"): up to this grade that is told, and stops nothing."""

_ALONE: Final = ("why", "after_slip", "after_cant", "except_", "cleared", "after_cleared")
_UNDER_THE_TITLE: Final = ("text", "unknown", "late", "waiting", "void")
_DO_NOT: Final = {
    "en": (re.compile(r"\b(do not|don[’']t|cannot|must not)\b", re.IGNORECASE), "do not"),
    "es": (re.compile(r"\b(no|ni)\b", re.IGNORECASE), "no"),
}

Reading = tuple[Path, str]
"""What a person reads in one go, and where it is written."""


def check_grades(protocol: Protocol, ground: Ground) -> Iterator[Finding]:
    """Every text that is too hard, and every sentence that is too long."""
    for language in sorted(ground.names.languages & set(GRADED)):
        filling = Filling(protocol, language)
        seen: set[str] = set()
        for path, text in _readings(protocol, ground, language, filling):
            if text not in seen:
                seen.add(text)
                yield from _measured(path, text, language)
        yield from _signs(protocol, language)
        for index, step in enumerate(protocol.steps):
            yield from _do_nots(step, index, language, filling)


def _readings(
    protocol: Protocol, ground: Ground, language: str, filling: Filling
) -> Iterator[Reading]:
    for index, step in enumerate(protocol.steps):
        path: Path = ("steps", index, language)
        if language in step.words:
            yield from _of_words(step.words[language], step, path, filling)
        yield from _of_step(step, ("steps", index), language, filling)
    for spoken, state, said in medicine_states(protocol):
        if spoken == language and (language, state) in ground.names.written:
            path = ("medicines", language, state)
            yield from _of_words(said, None, path, filling)
            taught = protocol.medicine_teaching.get(state, {}).get(language)
            yield from _of_taught(taught, None, (*path, "teach_back"), filling)
    yield from _of_questions(protocol, language, filling)
    for index, page in enumerate(protocol.about):
        if language in page.words:
            about = page.words[language]
            text = " ".join((about.title + ".", *about.paragraphs))
            yield ("about", index, language, "paragraphs"), text


def _of_words(
    said: StepWords, step: Step | None, path: Path, filling: Filling
) -> Iterator[Reading]:
    repeat = None if step is None else step.repeat
    for key in _UNDER_THE_TITLE:
        if getattr(said, key):
            for text in filling.each(f"{said.title}. {getattr(said, key)}", repeat):
                yield (*path, key), text
    for key in _ALONE:
        for text in filling.each(getattr(said, key), repeat):
            yield (*path, key.rstrip("_")), text
    if step is None or step.owner is not Owner.CLINIC:
        buttons = " ".join(f"{label}." for label in (said.kept, said.slipped) if label)
        yield (*path, "kept"), buttons


def _of_step(step: Step, path: Path, language: str, filling: Filling) -> Iterator[Reading]:
    for at, outside in enumerate(step.measure.outside if step.measure else ()):
        yield (*path, "measure", "outside", at, language), outside.words.get(language, "")
    taught = step.teach_back.get(language)
    yield from _of_taught(taught, step.repeat, (*path, language, "teach_back"), filling)


def _of_taught(
    taught: TeachBack | None, repeat: Repeat | None, path: Path, filling: Filling
) -> Iterator[Reading]:
    if taught is not None:
        answers = " ".join(f"{answer}." for answer in (taught.right, *taught.wrong))
        yield from ((path, text) for text in filling.each(f"{taught.ask} {answers}", repeat))


def _of_questions(protocol: Protocol, language: str, filling: Filling) -> Iterator[Reading]:
    for index, question in enumerate(protocol.questions):
        if language in question.words:
            said, path = question.words[language], ("questions", index, language)
            options = (f"{words.get(language, '')}." for words in question.options.values())
            yield (*path, "ask"), " ".join((said.ask, said.hint, *options))
            yield (*path, "detail"), said.detail
            for text in filling.each(said.if_higher):
                yield (*path, "if_higher"), text
    yield from _of_series(protocol, language)


def _of_series(protocol: Protocol, language: str) -> Iterator[Reading]:
    """What a series tells is read together, each answer as it can be."""
    told: dict[str, list[str]] = {}
    first: dict[str, Path] = {}
    for index, question in enumerate(protocol.questions):
        if question.series and language in question.words:
            first.setdefault(question.series, ("questions", index, language, "told"))
            answers = [words.get(language, "") for words in question.options.values()]
            said = question.words[language].told.replace(
                "{answer}", answers[-1] if answers else "4"
            )
            told.setdefault(question.series, []).append(said)
    for series, said_together in told.items():
        yield first[series], " ".join(said_together)


def _signs(protocol: Protocol, language: str) -> Iterator[Finding]:
    """The signs of one tier are read together; what is told is told at the hardest of them."""
    for tier in Tier:
        signs = {
            ("red_flags", index, language): flag.words[language]
            for index, flag in enumerate(protocol.red_flags)
            if flag.tier is tier and language in flag.words
        }
        if signs:
            together = grade(" ".join(signs.values()), language)
            hardest = max(signs, key=lambda path: grade(signs[path], language))
            if together > HARDEST:
                text = f"the {tier} signs together read {_too_hard(together)}"
                yield Finding(path=hardest, text=text + _why(signs[hardest], language))
            for path, sign in signs.items():
                yield from _long(path, sign)


def _measured(path: Path, text: str, language: str) -> Iterator[Finding]:
    found = grade(text, language)
    if found > HARDEST:
        said = f"this reads {_too_hard(found)}{_why(text, language)}"
        short = len(words(text)) < SHORT and found <= HARDEST_SHORT
        yield Finding(path=path, text=said, warning=short)
    yield from _long(path, text)


def _too_hard(found: float) -> str:
    shown = ceil(found * 10) / 10
    return f"at grade {shown:g}, and 6 is the most."


def _why(text: str, language: str) -> str:
    """What to change: the longest sentence, and the words of most syllables."""
    longest = longest_sentence(text)
    hard = hardest_words(text, language)
    told = f" The longest sentence has {len(words(longest))} words: “{longest}”"
    if hard:
        told += f" The hardest words: {', '.join(f'“{word}”' for word in hard)}."
    return told


def _long(path: Path, text: str) -> Iterator[Finding]:
    if text.count(" ") < LONGEST:
        return
    for sentence in sentences(text):
        count = len(words(sentence))
        if count > LONGEST:
            said = f"this sentence has {count} words, and {LONGEST} are the most: “{sentence}”"
            yield warning(path, said)


def _do_nots(step: Step, index: int, language: str, filling: Filling) -> Iterator[Finding]:
    """What is to be avoided says so in plain words."""
    if step.kind is not Kind.AVOID or language not in step.words or language not in _DO_NOT:
        return
    pattern, plainly = _DO_NOT[language]
    said = step.words[language]
    read = filling.each(f"{said.title}. {said.text}", step.repeat)
    if not any(pattern.search(text) for text in read):
        text = f"this is to be avoided, and the words “{plainly}” stand neither in title nor text."
        yield warning(("steps", index, language, "text"), text)
