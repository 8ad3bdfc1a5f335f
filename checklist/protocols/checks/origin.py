"""Where a protocol comes from and whether it may be used: languages, reviews, sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from checklist.core.plan.phrases import LANGUAGES
from checklist.core.protocol import Protocol
from checklist.protocols.checks.ground import Ground
from checklist.protocols.problems import Finding, Path, one_of, warning

__all__ = ["check_languages", "check_origin"]

_NEAR: Final = timedelta(days=60)
"""How long before its last day a protocol is said to run out."""


def check_languages(protocol: Protocol, ground: Ground) -> Iterator[Finding]:
    """Never a mix: whoever reads one language reads all of the protocol in it."""
    for language in sorted(ground.names.languages - set(LANGUAGES)):
        text = f"Tickwell has no words for dates in “{language}” yet; it has {one_of(LANGUAGES)}."
        yield Finding(path=_language_path(language, ground), text=text, at_key=True)
    for path, words in _worded(protocol):
        for language in sorted(ground.languages(path) - words.keys()):
            yield Finding(path=path, text=f"the words in “{language}” are missing here.")
        for language in sorted(words.keys() - ground.names.languages):
            text = f"“{language}” is no language of this protocol; “texts” names them."
            yield Finding(path=(*path, language), text=text, at_key=True)


def _language_path(language: str, ground: Ground) -> Path:
    return ("texts", language) if ground.joined.shape.texts else ("title", language)


def _worded(protocol: Protocol) -> Iterator[tuple[Path, Mapping[str, object]]]:
    if protocol.title:  # a block looked at by itself needs none
        yield ("title",), protocol.title
    for section, elements in (
        ("questions", [q.words for q in protocol.questions]),
        ("steps", [s.words for s in protocol.steps]),
        ("red_flags", [f.words for f in protocol.red_flags]),
        ("about", [a.words for a in protocol.about]),
    ):
        yield from (((section, index), words) for index, words in enumerate(elements))
    for section, options in (
        ("choices", [c.options for c in protocol.choices]),
        ("questions", [q.options for q in protocol.questions]),
    ):
        for index, by_value in enumerate(options):
            for value, words in by_value.items():
                yield (section, index, "options", value), words
    yield from _in_steps(protocol)
    for asked in protocol.medicine_teaching.values():
        yield ("medicines",), asked


def _in_steps(protocol: Protocol) -> Iterator[tuple[Path, Mapping[str, object]]]:
    for index, step in enumerate(protocol.steps):
        path: Path = ("steps", index)
        for at, outside in enumerate(step.measure.outside if step.measure else ()):
            yield (*path, "measure", "outside", at), outside.words
        if step.repeat is not None and step.repeat.amount:
            yield (*path, "repeat", "amount"), step.repeat.amount
        for at, stage in enumerate(step.repeat.stages if step.repeat else ()):
            if stage.amount:
                yield (*path, "repeat", "stages", at, "amount"), stage.amount
        if step.teach_back:
            yield path, step.teach_back


def check_origin(protocol: Protocol, ground: Ground) -> Iterator[Finding]:
    """Reviews, and how long the protocol is good for."""
    for language, review in sorted(protocol.texts.items()):
        said = (ground.joined.shape.texts or {}).get(language)
        path: Path = ("texts", language)
        if said is None or not _claims(ground, language):
            text = f"the words in “{language}” are not reviewed: no patient reads them yet."
            yield warning(path, text, at_key=True)
        elif not (review.by and review.on):
            text = "reviewed words say by whom and when: expected “by” and “on”."
            yield Finding(path=path, text=text)
    yield from _provenance(protocol, ground)
    yield from _sources(protocol, ground)


def _claims(ground: Ground, language: str) -> bool:
    """Whether the protocol's own file says that it was reviewed, whatever its blocks say."""
    shape = ground.joined.parts[0].shape
    review = None if shape is None else (shape.texts or {}).get(language)
    return review is not None and review.reviewed


def _provenance(protocol: Protocol, ground: Ground) -> Iterator[Finding]:
    said = protocol.provenance
    if said.reviewed_on is None or said.next_review is None:
        if ground.whole:
            text = "“provenance” is missing: who reviewed it, from what, and until when it holds."
            yield warning(("provenance",), text + " Nothing is published without.")
        return
    path: Path = ("provenance", "next_review")
    if said.next_review <= said.reviewed_on:
        yield Finding(path=path, text="the next review comes after the last one.")
    elif said.next_review < ground.today:
        yield warning(path, f"the next review was due on {said.next_review}.")
    path, until = ("provenance", "usable_until"), said.usable_until
    if until is None:
        return
    if until < said.reviewed_on:
        text = f"this is before the review on {said.reviewed_on}: nobody could ever use it."
        yield Finding(path=path, text=text)
    elif until < ground.today:
        yield warning(path, f"this protocol could be used until {until}; review it first.")
    elif until - ground.today < _NEAR:
        yield warning(path, f"this protocol can be used until {until}, which is near.")


def _sources(protocol: Protocol, ground: Ground) -> Iterator[Finding]:
    """A row such as S07 belongs to one of the sources that its own file names."""
    for path, rows in _source_rows(protocol):
        letters = ground.letters(path)
        if not rows and letters is not None:
            yield warning(path, "“sources” is missing: on what does this rest?")
        for index, row in enumerate(rows):
            if row.rstrip("0123456789") not in (letters or ()):
                named = one_of(sorted(letters)) if letters else "no sources"
                text = f"“{row}” is in no source; provenance names {named}."
                yield Finding(path=(*path, "sources", index), text=text)


def _source_rows(protocol: Protocol) -> Iterator[tuple[Path, tuple[str, ...]]]:
    sections: tuple[tuple[Path, tuple[tuple[str, ...], ...]], ...] = (
        (("steps",), tuple(e.sources for e in protocol.steps)),
        (("questions",), tuple(e.sources for e in protocol.questions)),
        (("choices",), tuple(e.sources for e in protocol.choices)),
        (("medicines", "groups"), tuple(e.sources for e in protocol.medicine_groups)),
        (("red_flags",), tuple(e.sources for e in protocol.red_flags)),
        (("about",), tuple(e.sources for e in protocol.about)),
    )
    for section, elements in sections:
        for index, rows in enumerate(elements):
            yield (*section, index), rows
