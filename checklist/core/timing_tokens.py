"""Cuts timing words into tokens, and walks over them saying what was expected, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NoReturn

from checklist.core.errors import TimingError
from checklist.core.timing_hints import did_you_mean

__all__ = ["Cursor", "Token"]

_TOKEN: Final = re.compile(
    r"""\s*(?:
      (?P<choice>\{[ ]*[a-z][a-z0-9_]*[ ]*\})
    | (?P<clock>\d{1,2}(?::\d{2})?[ ]?[ap]m\b|\d{1,2}:\d{2}\b|midday\b)
    | (?P<number>\d+)
    | (?P<word>[a-z][a-z0-9_]*(?:-[a-z0-9_]+)*(?:\.[a-z][a-z0-9_]*)?)
    | (?P<end>$)
    | (?P<stray>\S)
    )""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_TOO_SHORT: Final = 3  # letters; "a" is near too many words
_SURELY: Final = 0.66  # how near a word must be that stood where any name may stand


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """One word, number, clock time or ``{choice}``; ``kind`` is the name of its pattern."""

    kind: str
    text: str
    position: int  # of its first character, counted from 1 as people do


class Cursor:
    """Walks over the tokens of ``text`` from left to right; the last token is always the end.

    ``keywords`` are all the words of the grammar, from which a misspelt one is guessed.
    """

    def __init__(self, text: str, keywords: Iterable[str] = ()) -> None:
        self._text = text
        self._keywords = frozenset(keywords)
        self._tokens = _tokens(text)
        self._next = 0

    def peek(self, ahead: int = 0) -> Token:
        """The next token, or one further ahead, without taking it."""
        return self._tokens[min(self._next + ahead, len(self._tokens) - 1)]

    def take(self) -> Token:
        """The next token, which is then behind us."""
        token = self.peek()
        self._next += 1
        return token

    def sees(self, *words: str) -> bool:
        """Whether exactly these words come next."""
        return all(self.peek(ahead).text == word for ahead, word in enumerate(words))

    def takes(self, *words: str) -> bool:
        """Takes these words if they come next, and says whether it did."""
        found = self.sees(*words)
        self._next += len(words) if found else 0
        return found

    def expect(self, *words: str) -> str:
        """Takes one of these words and returns it; raises TimingError when none comes next."""
        if self.peek().text not in words:
            self.fail(" or ".join(f"“{word}”" for word in words), among=words)
        return self.take().text

    def expect_end(self) -> None:
        """Nothing may follow; raises TimingError when something does."""
        if self.peek().kind != "end":
            self.fail("nothing more")

    def fail(
        self, expected: str, token: Token | None = None, *, among: Iterable[str] = ()
    ) -> NoReturn:
        """Raises TimingError: this was expected, and the next (or the given) token was found.

        A word near one of those ``among`` which it could be, or near any keyword, is guessed at.
        """
        token = token or self.peek()
        found = "the end" if token.kind == "end" else f"“{token.text}”"
        hint = self._hint(token, among)
        self.refuse(token, f"expected {expected}, found {found}", hint)

    def refuse(self, token: Token, reason: str, hint: str = "") -> NoReturn:
        """Raises TimingError with the token's place and a reason."""
        place = f"at character {token.position}"
        raise TimingError([f"Timing “{self._text}”: {place}, {reason}.{hint}"])

    def _hint(self, token: Token, among: Iterable[str]) -> str:
        """The word that was meant: by this token, or by the one before it, taken for a name."""
        hint = did_you_mean(token.text, among) if token.kind in ("word", "clock") else ""
        before = self._tokens[max(self._next - 1, 0)]
        if hint or among or before.kind != "word" or before.text in self._keywords:
            return hint
        if len(before.text) < _TOO_SHORT:
            return ""
        return did_you_mean(before.text, self._keywords, near=_SURELY)


def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(
        Token(
            kind=found.lastgroup or "end",
            text=found[found.lastgroup or 0].lower(),
            position=found.start(found.lastgroup or 0) + 1,
        )
        for found in _TOKEN.finditer(text)
    )
