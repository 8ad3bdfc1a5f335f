"""A tongue: how one locale says a day, a clock time, an evening, an estimate."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import ClassVar, Final

__all__ = ["FAR", "Tongue"]

FAR: Final = timedelta(days=300)


class Tongue(ABC):
    """The words of one locale. What a method returns fits into a sentence after a preposition,
    unless it says otherwise.
    """

    language: ClassVar[str]
    near: ClassVar[Mapping[int, str]]
    """ "today" (0), "tomorrow" (1) and "yesterday" (-1)."""
    not_known: ClassVar[str]
    """Stands where a moment would, while nobody knows it."""
    seen_from: date | None
    """The day a reader has in mind: a day far from it is said with its year."""

    def far(self, day: date) -> bool:
        """Whether a day without its year could be taken for another year's."""
        return self.seen_from is not None and abs(day - self.seen_from) > FAR

    @abstractmethod
    def day(self, day: date, *, year: bool) -> str:
        """A day to stand as a heading, or behind what the sentence itself puts before it."""

    @abstractmethod
    def the_day(self, day: date) -> str:
        """A day standing where a moment could."""

    @abstractmethod
    def day_of_month(self, day: date) -> str:
        """A day without its weekday, for a label."""

    @abstractmethod
    def short_day(self, day: date) -> str:
        """A day as short as a table needs it."""

    @abstractmethod
    def clock(self, clock: time) -> str:
        """A clock time."""

    @abstractmethod
    def short_moment(self, day: date, clock: time) -> str:
        """A day and a clock time as short as a table needs them, for a label."""

    @abstractmethod
    def at(self, day: date, clock: time) -> str:
        """A clock time with its day."""

    @abstractmethod
    def end_of(self, day: date) -> str:
        """The end of a day."""

    @abstractmethod
    def about(self, said: str) -> str:
        """The same as an estimate."""

    @abstractmethod
    def which(self, *, second: bool) -> str:
        """Which is meant of a clock time that comes twice, to stand behind it."""

    def joined(self, text: str) -> str:
        """A sentence as it is spelled once its slots are filled."""
        return text
