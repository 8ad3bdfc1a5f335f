"""The news of a plan: what changed since somebody last said that they read it."""

from __future__ import annotations

from typing import Final

from checklist.core.news import NOTHING, News, find
from checklist.core.plan.model import Revision
from checklist.store import Reader, acknowledgements, revisions
from checklist.store.lru import Immutables

MOST_KEPT: Final = 1024
"""As every tick asks for it, what two revisions differ in is worked out once. A few KB each."""

_known: Immutables[News] = Immutables(MOST_KEPT)


def news_of(reader: Reader, newest: Revision) -> News:
    """What of the plan nobody has read, done or over included; see ``News.still``."""
    if newest.number == acknowledgements.FIRST:
        return NOTHING
    return news_since(reader, newest, acknowledgements.newest(reader, newest.plan_id))


def news_since(reader: Reader, newest: Revision, number: int) -> News:
    """What changed from the plan's revision of this number to the one given."""
    if number >= newest.number:
        return NOTHING

    def compare() -> News:
        later = revisions.since(reader, newest.plan_id, number)
        return find([one for one in later if one.number <= newest.number])

    return _known.get(f"{newest.id} {number}", compare)
