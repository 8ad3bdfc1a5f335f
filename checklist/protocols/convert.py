"""From the shape of a file to the core's Protocol. Nothing is checked here and nothing can fail."""

from __future__ import annotations

from collections.abc import Mapping

from checklist.core.conditions import AllOf, AnswerIs, AnyOf, ChoiceIs, Condition, Not, TakesGroup
from checklist.core.protocol import (
    AboutPage,
    AboutWords,
    AnchorRule,
    Choice,
    Criticality,
    MedicineGroup,
    MedicineWords,
    Protocol,
    Provenance,
    Question,
    QuestionWords,
    RedFlag,
    Step,
    StepWords,
    TextReview,
)
from checklist.protocols import shape

__all__ = ["to_protocol"]


def to_protocol(file: shape.FileShape) -> Protocol:
    """The protocol a well-shaped file says."""
    return Protocol(
        key=file.protocol,
        version=int(file.version),
        language=int(file.language),
        title=file.title,
        texts={
            language: TextReview(reviewed=review.reviewed, by=review.by, on=review.on)
            for language, review in file.texts.items()
        },
        provenance=_provenance(file.provenance),
        anchors={
            key: AnchorRule(key=key, planned=rule.planned, firm=rule.firm)
            for key, rule in file.anchors.items()
        },
        choices=tuple(_choice(choice) for choice in file.choices),
        questions=tuple(_question(question) for question in file.questions),
        medicine_groups=tuple(_group(group) for group in file.medicines.groups),
        medicine_words={
            language: _medicine_words(words) for language, words in file.medicines.words.items()
        },
        steps=tuple(_step(step) for step in file.steps),
        red_flags=tuple(_red_flag(sign) for sign in file.red_flags),
        about=tuple(_about(page) for page in file.about),
    )


def _provenance(said: shape.ProvenanceShape) -> Provenance:
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
        sources=tuple(said.sources),
    )


def _question(said: shape.QuestionShape) -> Question:
    return Question(
        key=said.question,
        kind=said.kind,
        criticality=Criticality(int(said.criticality)),
        words={
            language: QuestionWords(ask=words.ask, hint=words.hint, detail=words.detail)
            for language, words in said.words.items()
        },
        matters=tuple(said.matters or ()),
        when=_condition(said.when),
        unit=said.unit,
        at_least=None if said.at_least is None else float(said.at_least),
        at_most=None if said.at_most is None else float(said.at_most),
        sources=tuple(said.sources),
    )


def _group(said: shape.GroupShape) -> MedicineGroup:
    return MedicineGroup(
        key=said.group,
        label=said.label,
        names=tuple(said.names),
        decide_by=said.decide_by,
        criticality=Criticality(int(said.criticality)),
        sources=tuple(said.sources),
    )


def _medicine_words(said: shape.MedicineWordsShape) -> MedicineWords:
    return MedicineWords(
        **{state: _step_words(getattr(said, state)) for state in type(said).model_fields}
    )


def _step_words(said: shape.StepWordsShape) -> StepWords:
    return StepWords(**{field: getattr(said, field) for field in type(said).model_fields})


def _step(said: shape.StepShape) -> Step:
    return Step(
        key=said.step,
        kind=said.kind,
        phase=said.phase,
        criticality=Criticality(int(said.criticality)),
        words={language: _step_words(words) for language, words in said.words.items()},
        owner=said.owner,
        opens=said.opens,
        due=said.due,
        closes=said.closes,
        when=_condition(said.when),
        questions=tuple(said.questions or ()),
        fasting=said.fasting or "",
        limit=said.limit,
        sources=tuple(said.sources),
    )


def _red_flag(said: shape.RedFlagShape) -> RedFlag:
    return RedFlag(key=said.sign, tier=said.tier, words=said.words, sources=tuple(said.sources))


def _about(said: shape.AboutShape) -> AboutPage:
    words: Mapping[str, AboutWords] = {
        language: AboutWords(title=page.title, paragraphs=tuple(page.paragraphs))
        for language, page in said.words.items()
    }
    return AboutPage(key=said.page, words=words, sources=tuple(said.sources))


def _condition(said: shape.WhenShape | None) -> Condition | None:
    return None if said is None else _asked(said)


def _asked(said: shape.WhenShape) -> Condition:
    values = tuple(said.is_ or ())
    if said.answer is not None:
        return AnswerIs(question=said.answer, values=values)
    if said.choice is not None:
        return ChoiceIs(choice=said.choice, values=values)
    if said.takes is not None:
        return TakesGroup(group=said.takes)
    if said.not_ is not None:
        return Not(negated=_asked(said.not_))
    if said.all_ is not None:
        return AllOf(all_of=tuple(_asked(part) for part in said.all_))
    return AnyOf(any_of=tuple(_asked(part) for part in said.any_ or ()))
