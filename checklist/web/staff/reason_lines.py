"""Reasons in words: each on its own line, or those of one kind on one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checklist.core.attention import Reason, ReasonKind

NOTHING_OPEN: dict[str, Any] = {
    "lead": "",
    "items": [{"text": "nothing open", "tag": ""}],
    "detail": "",
    "passed": "",
}
_ONE_BY_ONE = {"Medicine to ": "Medicines to ", "Stop to ": "Stops to "}
"""How what is said of one medicine begins, and how it begins of more than one."""
_OF_A_MEDICINE = {
    ReasonKind.UNDECIDED,
    ReasonKind.HELD,
    ReasonKind.SETTLE,
    ReasonKind.APPROVAL,
}


def reason_line(reason: Reason) -> dict[str, str]:
    """A reason in words; what comes before a colon stands out."""
    lead, colon, text = reason.words.partition(": ")
    return {
        "lead": lead,
        "text": f"{colon}{text}",
        "detail": reason.detail,
        "tag": reason.tag,
        "passed": reason.passed,
    }


def reason_lines(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    """All reasons of a row; the medicines that ask for the same stand on one line.

    "Medicines to decide: Eliquis, Amlodipine", each with its tag, where the first of them stood.
    """
    together: dict[tuple[str, ...], list[Reason]] = {}
    for reason in reasons:
        together.setdefault(_asks_for(reason), []).append(reason)
    return [_line(alike) for alike in together.values()] or [NOTHING_OPEN]


def _asks_for(reason: Reason) -> tuple[str, ...]:
    if reason.kind not in _OF_A_MEDICINE or not reason.subject:
        return (reason.kind, reason.subject, reason.cause)
    lead, _, _ = reason.words.partition(": ")
    return (reason.kind, lead, reason.band, reason.passed)


def _line(alike: Sequence[Reason]) -> dict[str, Any]:
    said = [reason_line(reason) for reason in alike]
    lead = said[0]["lead"]
    if len(said) > 1:
        begins = next((one for one in _ONE_BY_ONE if lead.startswith(one)), "")
        lead = _ONE_BY_ONE.get(begins, "") + lead.removeprefix(begins)
    names = [said[0]["text"], *(f", {one['text'].removeprefix(': ')}" for one in said[1:])]
    details = dict.fromkeys(one["detail"] for one in said if one["detail"])
    return {
        "lead": lead,
        "items": [{"text": text, "tag": one["tag"]} for text, one in zip(names, said, strict=True)],
        "detail": " · ".join(details),
        "passed": said[0]["passed"],
    }
