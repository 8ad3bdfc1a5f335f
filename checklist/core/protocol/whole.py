"""The whole of one authored version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from checklist.core.protocol.asking import (
    Choice,
    MedicineGroup,
    MedicineWords,
    Question,
    Regimen,
)
from checklist.core.protocol.steps import Step, TeachBack
from checklist.core.protocol.telling import (
    AboutPage,
    AnchorRule,
    Gate,
    Provenance,
    RedFlag,
    TextReview,
)


@dataclass(frozen=True, kw_only=True)
class Protocol:
    """One authored version. Published versions never change.

    ``medicine_teaching`` are the teach-back questions about a medicine, by its state and language.
    """

    key: str
    version: int
    language: int
    title: Mapping[str, str]
    texts: Mapping[str, TextReview]
    provenance: Provenance
    anchors: Mapping[str, AnchorRule]
    choices: tuple[Choice, ...]
    questions: tuple[Question, ...]
    medicine_groups: tuple[MedicineGroup, ...]
    medicine_words: Mapping[str, MedicineWords]
    steps: tuple[Step, ...]
    red_flags: tuple[RedFlag, ...]
    about: tuple[AboutPage, ...]
    regimens: tuple[Regimen, ...] = ()
    gates: tuple[Gate, ...] = ()
    blocks: tuple[str, ...] = ()
    medicine_teaching: Mapping[str, Mapping[str, TeachBack]] = field(default_factory=dict)

    def question(self, key: str) -> Question:
        return next(q for q in self.questions if q.key == key)

    def group(self, key: str) -> MedicineGroup | None:
        """The medicine group of that key; None where this version has none.

        A medicine keeps the group it was matched to, and another version may not know it.
        """
        return next((g for g in self.medicine_groups if g.key == key), None)

    def speaks(self, language: str) -> bool:
        """Whether its words in a language were reviewed, so that a patient may read them."""
        review = self.texts.get(language)
        return review is not None and review.reviewed

    def words_language(self, wanted: str, fallback: str) -> str:
        """The language a patient reads: theirs if its words are reviewed, else the clinic's.

        Never a mix: the whole protocol is read in one language.
        """
        return wanted if self.speaks(wanted) else fallback
