"""An instruction that was shown has changed, and nobody has said they read it."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.core import words
from checklist.core.attention import naming
from checklist.core.attention.model import Band, Facts, Reason, ReasonKind
from checklist.core.attention.settling import tells
from checklist.core.attention.times import do_by, near_from, sharpening
from checklist.core.news import Moved, News


def changed(facts: Facts) -> Iterator[Reason]:
    """From the change until somebody has read it, or it is over; of now where it is near.

    On paper nobody can tap "I have read this", so there it asks for a call. A change made since is
    a cause of its own: settling the first settles no other.
    """
    news = facts.news.still(facts.states, facts.state)
    if tells(facts):
        return  # one call tells all of it
    if not news or (news.ends_at is not None and news.ends_at <= news.first_made_at):
        return
    since, what = news.first_made_at, _what(news, facts)
    told = "changed" if since == news.last_made_at else "changed more than once since"
    when = f"{told} {naming.day(facts, since)}"
    reason = Reason(
        kind=ReasonKind.CHANGED,
        subject="",
        cause=str(news.made_in),
        band=Band.TODAY,
        words="Call: the list on paper is old"
        if facts.paper
        else f"Changed and not acknowledged: {what}",
        detail=f"{when}: {what}" if facts.paper else when,
        tag=_concern(facts, news),
        since=since,
        from_at=since,
        do_by=do_by(facts, news.last_made_at),
        until_at=news.ends_at,
    )
    near = near_from(facts)
    over_by_then = near is not None and reason.until_at is not None and reason.until_at <= near
    yield from sharpening(reason, None if over_by_then else near, asks_again=True)


def _what(news: News, facts: Facts) -> str:
    """The day if it moved, else what comes first, and how many more there are."""
    titles = [piece.holds.title for piece in news.pieces]
    if news.moved is not None:
        titles.insert(0, _day(news.moved, facts))
    more = len(titles) - 1
    return f"{titles[0]}, and {more} more" if more else titles[0]


def _day(moved: Moved, facts: Facts) -> str:
    if moved.now.day is None:
        return "the procedure has no date yet"
    return f"the procedure is now on {words.day_words(moved.now.day, facts.clinic.locale)}"


def _concern(facts: Facts, news: News) -> str:
    """The concern of the first medicine among it that has one."""
    tags = (naming.tag(facts, one.was.medicine_id) for one in news.pieces if one.was.medicine_id)
    return next((tag for tag in tags if tag), "")
