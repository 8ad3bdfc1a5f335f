"""One version of a protocol, whole, as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import url_for

from checklist.core.clinic import Clinic
from checklist.core.protocol import Protocol
from checklist.core.protocol_words import Speaker, condition_words, filled_words, timing_words
from checklist.web.staff.protocols import dates, parts_view
from checklist.web.staff.protocols.list_view import (
    Read,
    counted,
    diff_url,
    language_name,
    languages_of,
    published,
    text_reviews,
    title_of,
)
from checklist.web.staff.protocols.picture import picture

PAGE_LANGUAGE = "en"
"""What staff read; other words say which language they are in."""


def version_view(
    read: Read, versions: Sequence[int], language: str, today: date, clinic: Clinic
) -> dict[str, Any]:
    """What templates/protocols/show.html shows. ``versions`` are all there are, newest first."""
    version, protocol = read
    language = shown_language(protocol, language, clinic)
    speaker = Speaker(protocol, language)
    return {
        "key": protocol.key,
        "version": protocol.version,
        "title": title_of(protocol, language),
        "lang": "" if language == PAGE_LANGUAGE else language,
        "newest": versions[0],
        "published": published(version, clinic),
        "reason": version.reason,
        "plans": counted(version.open_plans),
        "languages": _languages(protocol, language),
        "texts": list(text_reviews(protocol, clinic)),
        "sources": list(protocol.provenance.sources),
        "reviewed_by": protocol.provenance.reviewed_by,
        "reviewed_on": dates.dated(protocol.provenance.reviewed_on, clinic),
        "next_review": dates.next_review(protocol.provenance, today, clinic),
        "usable_until": dates.usable_until(protocol.provenance, today, clinic),
        "others": _others(protocol, versions),
        "picture": picture(protocol, speaker),
        "step_groups": parts_view.step_groups(speaker),
        "choices": parts_view.choice_rows(speaker),
        "questions": parts_view.question_rows(speaker),
        "medicine_groups": parts_view.group_rows(speaker),
        "flag_groups": parts_view.flag_groups(speaker),
        "gates": [
            {"label": gate.label, "waits_for": condition_words(speaker, gate.waits_for)}
            for gate in protocol.gates
        ],
        "moments": _moments(speaker),
        "regimens": _regimens(speaker),
        "about": _about(speaker),
        "blocks": list(protocol.blocks),
    }


def shown_language(protocol: Protocol, wanted: str, clinic: Clinic) -> str:
    """The language asked for, else the clinic's, else the protocol's first."""
    there = languages_of(protocol)
    for language in (wanted, clinic.language, *there):
        if language in there:
            return language
    return clinic.language


def _languages(protocol: Protocol, shown: str) -> list[dict[str, Any]]:
    """For filter_chips: one for each language, where there are several."""
    there = languages_of(protocol)
    return [
        {
            "label": language_name(language),
            "url": url_for(
                "protocols.show", key=protocol.key, version=protocol.version, language=language
            ),
            "count": "",
            "current": language == shown,
        }
        for language in there
        if len(there) > 1
    ]


def _others(protocol: Protocol, versions: Sequence[int]) -> list[dict[str, Any]]:
    """The other versions: where each is, and what changed from the older one to the newer."""
    return [
        {
            "version": other,
            "url": url_for("protocols.show", key=protocol.key, version=other),
            "diff_url": diff_url(
                protocol.key, min(other, protocol.version), max(other, protocol.version)
            ),
        }
        for other in versions
        if other != protocol.version
    ]


def _moments(speaker: Speaker) -> list[tuple[str, str]]:
    """The protocol's own anchors, and how each is estimated until staff record it."""
    return [
        (
            rule.label or speaker.anchor(key),
            f"about {timing_words(speaker, rule.planned)}, until staff record it"
            if rule.planned
            else "not known until staff record it",
        )
        for key, rule in speaker.protocol.anchors.items()
    ]


def _regimens(speaker: Speaker) -> list[dict[str, Any]]:
    return [
        {
            "label": regimen.label,
            "options": [
                (
                    option.label,
                    "everybody else"
                    if option.when is None
                    else f"when {condition_words(speaker, option.when)}",
                )
                for option in regimen.options
            ],
        }
        for regimen in speaker.protocol.regimens
    ]


def _about(speaker: Speaker) -> list[dict[str, Any]]:
    pages = [speaker.of(page.words) for page in speaker.protocol.about if page.words]
    return [
        {
            "title": page.title,
            "paragraphs": [filled_words(speaker, paragraph) for paragraph in page.paragraphs],
        }
        for page in pages
    ]
