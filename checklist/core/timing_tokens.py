"""Cuts timing words into tokens, and walks over them saying what was expected, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NoReturn

from checklist.core.errors import TimingError

__all__ = ["Cursor", "Token"]

_TOKEN: Final = re.compile(
    r"""\s*(?:
      (?P<choice>\{[ ]*[a-z][a-z0-9_]*[ ]*\})
    | (?P<clock>\d{1,2}(?::\d{2})?[ ]?[ap]m\b|\d{1,2}:\d{2}\b|midday\b)
    | (?P<number>\d+)
    | (?P<word>[a-z][a-z0-9_]*)
    | (?P<end>$)
    | (?P<stray>\S)
    )""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """One word, number, clock time or ``{choice}``; ``kind`` is the name of its pattern."""

    kind: str
    text: str
    position: int  # of its first character, counted from 1 as people do


class Cursor:
    """Walks over the tokens of ``text`` from left to right; the last token is always the end."""

    def __init__(self, text: str) -> None:
        self._text = text
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

    def takes(self, word: str) -> bool:
        """Takes the word if it comes next, and says whether it did."""
        found = self.sees(word)
        self._next += found
        return found

    def expect(self, *words: str) -> str:
        """Takes one of these words and returns it; raises TimingError when none comes next."""
        if self.peek().text not in words:
            self.fail(" or ".join(f"“{word}”" for word in words))
        return self.take().text

    def expect_end(self) -> None:
        """Nothing may follow; raises TimingError when something does."""
        if self.peek().kind != "end":
            self.fail("nothing more")

    def fail(self, expected: str, token: Token | None = None) -> NoReturn:
        """Raises TimingError: this was expected, and the next (or the given) token was found."""
        token = token or self.peek()
        found = "the end" if token.kind == "end" else f"“{token.text}”"
        self.refuse(token, f"expected {expected}, found {found}")

    def refuse(self, token: Token, reason: str) -> NoReturn:
        """Raises TimingError with the token's place and a reason."""
        raise TimingError([f"Timing “{self._text}”: at character {token.position}, {reason}."])


def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(
        Token(
            kind=found.lastgroup or "end",
            text=found[found.lastgroup or 0].lower(),
            position=found.start(found.lastgroup or 0) + 1,
        )
        for found in _TOKEN.finditer(text)
    )
