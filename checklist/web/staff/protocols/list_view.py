"""What the list of protocols shows: every version, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from flask import url_for

from checklist.core.clinic import Clinic
from checklist.core.protocol import Protocol
from checklist.store.protocols import MOST_COUNTED, Version
from checklist.web.staff.protocols import dates

Read = tuple[Version, Protocol]

NAMES = {"en": "English", "es": "Spanish", "ar": "Arabic", "pl": "Polish", "pt": "Portuguese"}
"""What staff call a language; others show their code."""


def protocol_list(versions: Iterable[Read], today: date, clinic: Clinic) -> list[dict[str, Any]]:
    """One group for each protocol, in the order of their titles."""
    groups = [list(read) for _, read in groupby(versions, key=lambda one: one[0].key)]
    return sorted(
        (_group(read, today, clinic) for read in groups), key=lambda group: group["title"].lower()
    )


def _group(read: list[Read], today: date, clinic: Clinic) -> dict[str, Any]:
    newest = read[0][0]
    return {
        "key": newest.key,
        "title": title_of(read[0][1], clinic.language),
        "newest": newest.version,
        "rows": [
            _row(version, protocol, today, clinic, newest=version is newest)
            for version, protocol in read
        ],
        "diff_url": diff_url(newest.key, read[1][0].version, newest.version)
        if len(read) > 1
        else "",
        "try_url": url_for("protocols_try.page", key=newest.key, version=newest.version),
    }


def _row(
    version: Version, protocol: Protocol, today: date, clinic: Clinic, *, newest: bool
) -> dict[str, Any]:
    return {
        "version": version.version,
        "url": url_for("protocols.show", key=version.key, version=version.version),
        "newest": newest,
        "published": published(version, clinic),
        "texts": list(text_reviews(protocol, clinic)),
        "reviewed_by": protocol.provenance.reviewed_by,
        "reviewed_on": dates.dated(protocol.provenance.reviewed_on, clinic),
        "next_review": dates.next_review(protocol.provenance, today, clinic),
        "usable_until": dates.usable_until(protocol.provenance, today, clinic),
        "plans": counted(version.open_plans),
    }


def diff_url(key: str, old: int, new: int) -> str:
    """Where what changed between two versions stands."""
    return f"{url_for('protocols.compare', key=key)}?from={old}&to={new}"


def published(version: Version, clinic: Clinic) -> str:
    """ "22 November 2026, 9:17am, by Dr Rao"."""
    return f"{dates.moment(version.published_at, clinic)}, by {version.published_by}"


def text_reviews(protocol: Protocol, clinic: Clinic) -> Iterator[dict[str, str]]:
    """Each language of the protocol, and whether patients may read it."""
    for language in languages_of(protocol):
        review = protocol.texts.get(language)
        reviewed = review is not None and review.reviewed
        yield {
            "language": language_name(language),
            "status": "reviewed" if reviewed else "not reviewed",
            "tone": "good" if reviewed else "important",
            "by": "" if review is None else review.by,
            "on": "" if review is None or review.on is None else dates.dated(review.on, clinic),
        }


def languages_of(protocol: Protocol) -> tuple[str, ...]:
    """The languages it is written in: those it claims, else those of its title."""
    return tuple(protocol.texts) or tuple(protocol.title)


def language_name(code: str) -> str:
    """ "Spanish"."""
    return NAMES.get(code, code)


def title_of(protocol: Protocol, language: str) -> str:
    """The title in this language, else in the protocol's first."""
    title: Mapping[str, str] = protocol.title
    return title.get(language) or next(iter(title.values()), protocol.key)


def counted(plans: int) -> str:
    """How many open plans: "12", and "999+" where nobody counted further."""
    return f"{MOST_COUNTED - 1}+" if plans >= MOST_COUNTED else str(plans)
