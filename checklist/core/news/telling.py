"""News in words, in the language of the patient's own list.

Titles, texts and dates are the frozen ones of the list. What joins them are whole phrases with
slots, one set for each language: never a mix.
"""

from __future__ import annotations

from dataclasses import dataclass

from checklist.core import words
from checklist.core.moments import Moment
from checklist.core.news.model import Moved, News, Piece
from checklist.core.news.phrases import PHRASES, Phrases
from checklist.core.plan.model import Task, Voice


@dataclass(frozen=True, kw_only=True)
class Line:
    """One instruction that changed. ``was`` may be no sentence: it must not read as an order."""

    title: str
    was: str
    now: str
    important: bool


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Everything that is read to, or by, the patient.

    ``headline`` and ``before`` tell of a procedure that moved, "" where it did not.
    """

    phrases: Phrases
    headline: str
    before: str
    lines: tuple[Line, ...]


def telling(news: News) -> Telling:
    """The news in words. Raises ValueError where there is nothing to tell."""
    if news.voice is None:
        raise ValueError("There is nothing to tell.")
    phrases = phrases_of(news.voice.language)
    headline, before = ("", "") if news.moved is None else _moved(news.moved, news.voice, phrases)
    return Telling(
        phrases=phrases,
        headline=headline,
        before=before,
        lines=tuple(_line(piece, phrases) for piece in news.pieces),
    )


def phrases_of(language: str) -> Phrases:
    """The phrases of a language. Raises LookupError for one that has none."""
    return PHRASES[language]


def _moved(moved: Moved, voice: Voice, phrases: Phrases) -> tuple[str, str]:
    """The headline, and when it was."""
    now, was = _day(moved.now, voice), _day(moved.was, voice)
    headline = phrases.moved.format(day=now) if now else phrases.no_date
    if now == was:
        return headline, ""  # it was called off in between, and takes place after all
    return headline, phrases.was_on.format(day=was) if was else phrases.had_no_date


def _day(moment: Moment, voice: Voice) -> str:
    """The day in the language of the list; "" while there is none."""
    if moment.day is None:
        return ""
    return words.day_words(moment.day, words.locale_for(voice.language, voice.locale))


def _line(piece: Piece, phrases: Phrases) -> Line:
    new = piece.now
    return Line(
        title=piece.was.title if new is None else new.title,
        was=_was(piece, phrases),
        now=_gone(piece.was, phrases) if new is None else _said(new),
        important=piece.was.critical or piece.holds.critical,
    )


def _was(piece: Piece, phrases: Phrases) -> str:
    """As short as it can be told: only when it was, where that tells it."""
    old, new = piece.was, piece.now
    if new is None:
        return old.when or old.text
    if old.title != new.title:
        titled = phrases.titled.format(title=old.title, when=old.when)
        return titled if old.when else old.title
    return old.when if old.when and old.when != new.when else old.text


def _gone(old: Task, phrases: Phrases) -> str:
    return phrases.medicine_gone if old.medicine_id else phrases.gone


def _said(task: Task) -> str:
    """The whole instruction, and by when, unless the text says it already."""
    _, _, moment = task.when.partition(" ")
    if task.due_at is None or not moment or moment in task.text:
        return task.text
    return f"{task.when[:1].upper()}{task.when[1:]}. {task.text}"
