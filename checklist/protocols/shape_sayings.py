"""The sentences about a value of the wrong shape: what was expected, and what to type."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from pydantic_core import ErrorDetails

from checklist.protocols.gathering import WORDS
from checklist.protocols.problems import Path, one_of, suggestion

__all__ = ["COMMA", "said_of"]

COMMA: Final = " Between brackets, words that hold a comma need quotes around them."

_CONDITION: Final = "a condition, such as {answer: smoker, is: yes}"
_BLOCKS: Final = {
    "when": _CONDITION,
    "until": _CONDITION,
    "waits_for": _CONDITION,
    "value": _CONDITION,
    "not": _CONDITION,
    "all": _CONDITION,
    "any": _CONDITION,
    "repeat": "how it repeats, such as {times: 4} or {at: [8am, 8pm]}",
    "measure": "what is measured, such as {unit: kg}",
    "around": "a step and how long, such as {step: iron, before: 2 hours}",
    "age": "bounds, such as {at_least: 65}",
    "possible": "bounds, such as {at_least: 20, at_most: 300}",
    "texts": "each language, such as {en: {reviewed: no}}",
    "anchors": "each moment by its name, such as {home: {planned: 4 hours after procedure}}",
    "options": "each value with its words, such as {awake: {en: awake}, asleep: {en: asleep}}",
}
"""What a block of keys looks like, by the key it stands at."""

_WORDS_OF: Final = {
    "steps": "{title: Come to us, text: Come to us in time.}",
    "questions": "{ask: Do you smoke?}",
    "about": "{title: What it is, paragraphs: [A test.]}",
    "medicines": "{stop: {title: …, text: …}}",
}
"""What one language's words look like, by section."""

_NAMES: Final = {
    r"^[a-z][a-z0-9_]*$": ("a name in small letters, digits and “_”, such as food_hours", "_"),
    r"^[a-z][a-z0-9-]*$": ("a name in small letters, digits and “-”, such as no-food", "-"),
    r"^[a-z][a-z0-9_-]*$": ("a name in small letters, digits, “-” and “_”, such as gentle", "-"),
}
_PATTERNS: Final = {
    r"^[a-z]{2,3}$": "a language such as en",
    r"^[A-Z]+$": "capital letters such as S",
    r"^[A-Z]+[0-9]+$": "a source row such as S07",
    r"^[1-9][0-9]{0,3}$": "a whole number from 1",
}


def said_of(detail: ErrorDetails) -> str:
    """What is wrong with one value, in an author's words."""
    say = _SAY.get(detail["type"])
    return f"{detail['msg']}." if say is None else say(detail)


def _not_among(detail: ErrorDetails) -> str:
    known = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
    said = detail["input"]
    if not isinstance(said, str):
        return f"expected {one_of(known)}."
    return f"expected {one_of(known)}, found “{said}”.{suggestion(said, known)}"


def _misspelt(detail: ErrorDetails) -> str:
    pattern, said = detail["ctx"]["pattern"], str(detail["input"])
    expected, joint = _NAMES.get(pattern, ("", ""))
    expected = expected or _PATTERNS.get(pattern, "a number such as 12 or 0.5")
    if detail["loc"][-1] == "[key]" and " " in said:
        near = COMMA
    else:
        near = _named(said, joint) if joint else ""
    return f"expected {expected}, found “{said}”.{near}"


def _named(said: str, joint: str) -> str:
    """The name that was meant, where only its letters are wrong."""
    meant = re.sub(r"[^a-z0-9]+", joint, said.lower()).strip("-_0123456789")
    return f" Did you mean “{meant}”?" if meant else ""


def _no_block(detail: ErrorDetails) -> str:
    said, path = detail["input"], detail["loc"]
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    example = _BLOCKS.get(key)
    if len(path) > 1 and path[-2] == WORDS:
        example = f"the words as {_WORDS_OF.get(str(path[0]), _WORDS_OF['steps'])}"
    elif _is_worded(path) and isinstance(said, str) and said:
        example = f"the words of each language, as {{en: {said}}}"
    if example is None:
        return "expected a block of keys, set in below this line."
    return f"expected {example}."


def _is_worded(path: Path) -> bool:
    """Whether each language's words stand there."""
    return path[-1:] in (("title",), ("amount",)) or path[-2:-1] == ("options",)


def _no_list(detail: ErrorDetails) -> str:
    said = detail["input"]
    if isinstance(said, str) and said and len(said) < 40:
        return f"expected a list: write [{said}], or lines that start with “- ”."
    return "expected a list: lines that start with “- ”."


def _no_words(detail: ErrorDetails) -> str:
    said, key = detail["input"], detail["loc"][-1]
    if isinstance(said, list) and key in ("opens", "due", "closes"):
        again = " What comes again and again is a “repeat”." if key == "due" else ""
        return f"“{key}” is one time: write one step for each.{again}"
    if isinstance(said, dict) and len(said) == 1 and not next(iter(said.values())):
        return f'words that begin with “{{” need quotes: "{{{next(iter(said))}}} …".'
    return "expected words on this line."


_SAY: Final[dict[str, Callable[[ErrorDetails], str]]] = {
    "enum": _not_among,
    "literal_error": _not_among,
    "string_pattern_mismatch": _misspelt,
    "string_type": _no_words,
    "string_too_short": lambda _: "this is empty; write the words, or take the line out.",
    "list_type": _no_list,
    "too_short": lambda _: "this is empty; write at least one.",
    "dict_type": _no_block,
    "model_type": _no_block,
    "model_attributes_type": _no_block,
    "value_error": lambda detail: f"{detail['ctx']['error']}.",
}
