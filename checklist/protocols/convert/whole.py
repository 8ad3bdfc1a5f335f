"""The whole of a file, its blocks joined to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from checklist.core.conditions import AllOf
from checklist.core.protocol import (
    AboutPage,
    AboutWords,
    AnchorRule,
    CallLine,
    Choice,
    Criticality,
    Gate,
    MedicineGroup,
    MedicineWords,
    Option,
    Protocol,
    Provenance,
    Question,
    QuestionWords,
    RedFlag,
    Regimen,
    StepWords,
    TeachBack,
    TextReview,
)
from checklist.protocols import shape
from checklist.protocols.convert.conditions import condition
from checklist.protocols.convert.steps import step, step_words, teach_back
from checklist.protocols.own_words import own_medicine_words

__all__ = ["to_protocol"]


def to_protocol(file: shape.FileShape, languages: Iterable[str]) -> Protocol:
    """The protocol a well-shaped file says, in these languages."""
    return Protocol(
        key=file.protocol,
        version=int(file.version),
        language=int(file.language),
        title=file.title,
        texts={language: _review(file, language) for language in languages},
        provenance=_provenance(file.provenance),
        anchors={
            key: AnchorRule(
                key=key,
                planned=rule.planned or "",
                firm=rule.firm,
                label=rule.label or key.replace("_", " ").capitalize(),
            )
            for key, rule in file.anchors.items()
        },
        choices=tuple(_choice(choice) for choice in file.choices),
        questions=tuple(_question(question) for question in file.questions),
        medicine_groups=tuple(_group(group) for group in file.medicines.groups),
        medicine_words={
            language: _medicine_words(file.medicines.words.get(language), language)
            for language in languages
        },
        steps=tuple(step(said) for said in file.steps),
        red_flags=tuple(_red_flag(sign) for sign in file.red_flags),
        about=tuple(_about(page) for page in file.about),
        regimens=tuple(_regimen(regimen) for regimen in file.regimens),
        gates=tuple(
            Gate(
                key=gate.gate,
                label=gate.label,
                waits_for=condition(gate.waits_for) or AllOf(all_of=()),
            )
            for gate in file.sign_off
        ),
        blocks=tuple(used.block for used in file.uses or ()),
        medicine_teaching=_medicine_teaching(file.medicines.words),
    )


def _review(file: shape.FileShape, language: str) -> TextReview:
    said = (file.texts or {}).get(language)
    if said is None:
        return TextReview(reviewed=False)
    return TextReview(reviewed=said.reviewed, by=said.by, on=said.on)


def _provenance(said: shape.ProvenanceShape | None) -> Provenance:
    if said is None:
        return Provenance()
    return Provenance(
        sources=tuple(f"{letter}: {citation}" for letter, citation in said.sources.items()),
        reviewed_by=said.reviewed_by,
        reviewed_on=said.reviewed_on,
        next_review=said.next_review,
        usable_until=said.usable_until,
    )


def _choice(said: shape.ChoiceShape) -> Choice:
    return Choice(
        key=said.choice,
        kind=said.kind,
        label=said.label,
        default=said.default,
        owner=said.owner,
        options=said.options,
        at_least=said.at_least,
        at_most=said.at_most,
        sources=tuple(said.sources or ()),
    )


def _question(said: shape.QuestionShape) -> Question:
    return Question(
        key=said.question,
        kind=said.kind,
        criticality=Criticality(int(said.criticality)),
        words={
            language: QuestionWords(**words.model_dump()) for language, words in said.words.items()
        },
        matters=tuple(said.matters or ()),
        when=condition(said.when),
        unit=said.unit,
        at_least=None if said.at_least is None else float(said.at_least),
        at_most=None if said.at_most is None else float(said.at_most),
        options=said.options,
        series=said.series or "",
        sources=tuple(said.sources or ()),
    )


def _regimen(said: shape.RegimenShape) -> Regimen:
    return Regimen(
        key=said.regimen,
        label=said.label,
        options=tuple(
            Option(key=option.option, label=option.label, when=condition(option.when))
            for option in said.options
        ),
    )


def _group(said: shape.GroupShape) -> MedicineGroup:
    return MedicineGroup(
        key=said.group,
        label=said.label,
        names=tuple(said.names),
        decide_by=said.decide_by,
        criticality=Criticality(int(said.criticality)),
        sources=tuple(said.sources or ()),
    )


def _medicine_words(said: shape.MedicineWordsShape | None, language: str) -> MedicineWords:
    """The file's words, and Tickwell's own for each state it leaves out."""
    words = own_medicine_words(language) or own_medicine_words("en")
    if words is None:
        raise LookupError("the house has lost its English words")
    states = {} if said is None else dict(_states(said))
    return replace(words, **states)


def _states(said: shape.MedicineWordsShape) -> Iterable[tuple[str, StepWords]]:
    for state in shape.MedicineWordsShape.model_fields:
        written = getattr(said, state)
        if written is not None:
            yield state, step_words(written)


def _medicine_teaching(
    said: Mapping[str, shape.MedicineWordsShape],
) -> Mapping[str, Mapping[str, TeachBack]]:
    """The teach-back questions about a medicine, by its state and language."""
    found: dict[str, dict[str, TeachBack]] = {}
    for language, states in said.items():
        for state in shape.MedicineWordsShape.model_fields:
            written = getattr(states, state)
            if written is not None and written.teach_back is not None:
                found.setdefault(state, {})[language] = teach_back(written.teach_back)
    return found


def _red_flag(said: shape.RedFlagShape) -> RedFlag:
    return RedFlag(
        key=said.sign,
        tier=said.tier,
        words=said.words,
        sources=tuple(said.sources or ()),
        when=condition(said.when),
        opens=said.opens or "",
        closes=said.closes or "",
        value=condition(said.value),
        calls=tuple(
            CallLine(phone=line.phone, since=line.from_ or "", until=line.until or "")
            for line in said.call or ()
        ),
    )


def _about(said: shape.AboutShape) -> AboutPage:
    words: Mapping[str, AboutWords] = {
        language: AboutWords(title=page.title, paragraphs=tuple(page.paragraphs))
        for language, page in said.words.items()
    }
    return AboutPage(key=said.page, words=words, sources=tuple(said.sources or ()))
