"""A protocol: one procedure's authored guidance, immutable and versioned.

The YAML it is written in is read in ``checklist.protocols``; this is the parsed form, which is also
kept in the database. Timing words stay as words here ("6 hours before earliest_start") and are
parsed by ``checklist.core.schedule``: a protocol can be read back as it was written.

Every ``words`` mapping goes from a language ("en") to that language's words. Words may hold slots,
such as ``{opens}`` or ``{lifting_limit}``; see ``checklist.core.wording``.
"""

from __future__ import annotations

from checklist.core.protocol.asking import (
    Choice,
    MedicineGroup,
    MedicineWords,
    Option,
    Question,
    QuestionWords,
    Regimen,
)
from checklist.core.protocol.kinds import (
    LANGUAGE_VERSION,
    ChoiceKind,
    Criticality,
    Kind,
    Owner,
    Phase,
    QuestionKind,
    Tier,
)
from checklist.core.protocol.steps import (
    Around,
    Measure,
    Outside,
    Step,
    StepWords,
    TeachBack,
)
from checklist.core.protocol.telling import (
    AboutPage,
    AboutWords,
    AnchorRule,
    CallLine,
    Gate,
    Provenance,
    RedFlag,
    TextReview,
)
from checklist.core.protocol.whole import (
    Protocol,
)

__all__ = [
    "LANGUAGE_VERSION",
    "AboutPage",
    "AboutWords",
    "AnchorRule",
    "Around",
    "CallLine",
    "Choice",
    "ChoiceKind",
    "Criticality",
    "Gate",
    "Kind",
    "Measure",
    "MedicineGroup",
    "MedicineWords",
    "Option",
    "Outside",
    "Owner",
    "Phase",
    "Protocol",
    "Provenance",
    "Question",
    "QuestionKind",
    "QuestionWords",
    "RedFlag",
    "Regimen",
    "Step",
    "StepWords",
    "TeachBack",
    "TextReview",
    "Tier",
]
