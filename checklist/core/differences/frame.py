"""What frames a protocol: title, languages, origin, moments, pages, and words about medicines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from checklist.core.differences.lists import Kind
from checklist.core.differences.model import Difference, Part
from checklist.core.differences.steps import at, teach_back
from checklist.core.differences.telling import (
    Both,
    Changed,
    element,
    is_so,
    language_words,
    listed,
    now,
    wording,
)
from checklist.core.protocol import Protocol, TextReview
from checklist.core.protocol_words import Speaker

ANCHOR: Final = Kind(
    part=Part.MOMENTS,
    noun="Moment",
    named=lambda speaker, anchor: speaker.anchor(anchor.key),
    described=lambda speaker, anchor: (
        f"It is about {at(speaker, anchor.planned)}, until it is recorded."
        if anchor.planned
        else "It is not known until it is recorded."
    ),
    tellings={
        "planned": now("estimate", at),
        "firm": is_so("is now as firm as what it counts from.", "is now only an estimate."),
        "label": now("label", lambda _speaker, label: f"“{label}”"),
    },
)

PAGE: Final = Kind(
    part=Part.PAGES,
    noun="Page",
    named=lambda speaker, page: f"“{speaker.of(page.words).title}”",
    described=lambda _speaker, _page: "",
    tellings={
        "words": wording(),
        "sources": listed("now also rests on", "no longer rests on"),
    },
)


def medicine_words(both: Both, old: Protocol, new: Protocol) -> Iterator[Difference]:
    """What is read of a medicine in each of its states."""
    for language in both.languages:
        before, after = old.medicine_words.get(language), new.medicine_words.get(language)
        if before is None or after is None:
            continue
        for state in vars(before):
            changed = Changed(
                both=both,
                part=Part.MEDICINES,
                key=state,
                subject=f"A medicine’s words while “{state.replace('_', ' ')}”",
                field="words",
                old={language: getattr(before, state)},
                new={language: getattr(after, state)},
            )
            if changed.old != changed.new:
                yield from wording()(changed)


def medicine_teaching(both: Both, old: Protocol, new: Protocol) -> Iterator[Difference]:
    """What is asked back about a medicine in each of its states."""
    was, is_now = old.medicine_teaching, new.medicine_teaching
    for state in sorted({*was, *is_now}):
        before, after = was.get(state, {}), is_now.get(state, {})
        if before != after:
            yield from teach_back(
                Changed(
                    both=both,
                    part=Part.MEDICINES,
                    key=state,
                    subject=f"A medicine’s words while “{state.replace('_', ' ')}”",
                    field="teach_back",
                    old=before,
                    new=after,
                )
            )


def frame(both: Both, old: Protocol, new: Protocol) -> Iterator[Difference]:
    """Title, languages, blocks, sources and reviews."""
    if old.key != new.key:
        yield _said(f"This is another protocol: “{new.key}”; it was “{old.key}”.")
    if old.language != new.language:
        yield _said(
            f"It is written in version {new.language} of the protocol language; "
            f"it was version {old.language}."
        )
    yield from _languages(old, new)
    yield from wording("title")(_changed(both, "title", old.title, new.title))
    yield from _blocks(both, old, new)
    pair = old.provenance, new.provenance
    yield from element(both, Part.PROTOCOL, "", "The protocol", pair, _PROVENANCE)


def _day(_speaker: Speaker, day: date) -> str:
    return f"{day.day} {day:%B %Y}"


_PROVENANCE: Final = {
    "usable_until": now("last day of use", _day),
    "reviewed_by": now("reviewer", lambda _speaker, name: f"“{name}”"),
    "reviewed_on": now("review", _day),
    "next_review": now("next review", _day),
    "sources": listed("now also rests on", "no longer rests on"),
}


def _languages(old: Protocol, new: Protocol) -> Iterator[Difference]:
    for language in sorted(set(new.title) - set(old.title)):
        review = _reviewed(new.texts.get(language))
        yield _said(f"It can now be read in {language_words(language)}, {review}.")
    for language in sorted(set(old.title) - set(new.title)):
        yield _said(f"It can no longer be read in {language_words(language)}.")
    for language in sorted(set(old.title) & set(new.title)):
        was, now_is = (_reviewed(protocol.texts.get(language)) for protocol in (old, new))
        if was != now_is:
            said = f"The words in {language_words(language)} are {now_is}"
            yield _said(f"{said}; they were {was}.")


def _reviewed(review: TextReview | None) -> str:
    if review is None or not review.reviewed:
        return "not reviewed"
    by = f" by {review.by}" if review.by else ""
    return f"reviewed{by}{f' on {_day_of(review.on)}' if review.on else ''}"


def _day_of(day: Any) -> str:
    return f"{day.day} {day:%B %Y}"


def _blocks(both: Both, old: Protocol, new: Protocol) -> Iterator[Difference]:
    tell = listed("now uses the shared part", "no longer uses the shared part")
    if old.blocks != new.blocks:
        yield from tell(_changed(both, "blocks", old.blocks, new.blocks))


def _changed(both: Both, field: str, old: Any, new: Any) -> Changed:
    return Changed(
        both=both,
        part=Part.PROTOCOL,
        key="",
        subject="The protocol",
        field=field,
        old=old,
        new=new,
    )


def _said(text: str) -> Difference:
    return Difference(part=Part.PROTOCOL, key="", text=text)
