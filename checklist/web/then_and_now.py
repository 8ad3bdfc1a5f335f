"""Then and now as a small picture: what was answered, side by side, and the same in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from checklist.core.plan.model import Answer, Content
from checklist.core.then_and_now import Point, Series, series_of

MISSING: Final[Mapping[str, str]] = {
    "en": "{point}: no answer yet.",
    "es": "{point}: aún sin respuesta.",
}
TITLES: Final[Mapping[str, str]] = {"en": "Then and now", "es": "Antes y ahora"}


def pictures(
    content: Content,
    answers: Mapping[str, Answer],
    now: datetime,
    told: Callable[[str], str] = lambda text: text,
) -> list[dict[str, Any]]:
    """The arguments of then_and_now, one for each series; ``told`` puts in today's number."""
    found = series_of(content, answers)
    return [_picture(one, content.language, now, told) for one in found]


def worth_showing(content: Content, answers: Mapping[str, Answer]) -> bool:
    """Whether there is a then and a now to show."""
    return any(one.compares for one in series_of(content, answers))


def _picture(
    series: Series, language: str, now: datetime, told: Callable[[str], str]
) -> dict[str, Any]:
    missing = [MISSING[language].format(point=one.name) for one in series.missing(now)]
    told_of = [*series.told(), *missing]
    return {
        "key": series.key,
        "columns": _columns(series, now) if series.is_of_numbers else [],
        "words": " ".join(told_of),
        "care": told(series.if_higher()),
    }


def _columns(series: Series, now: datetime) -> list[dict[str, Any]]:
    """Each point as a column: its height in hundredths of the scale, none without an answer."""
    asked = series.points[0].asked
    numbers = [one.number for one in series.points if one.number is not None]
    low = asked.at_least if asked.at_least is not None else min([0.0, *numbers])
    high = asked.at_most if asked.at_most is not None else max([low + 1, *numbers])
    return [
        {
            "label": one.name,
            "value": one.words or ("?" if one.is_missing(now) else ""),
            "height": _height(one, low, high),
        }
        for one in series.points
    ]


def _height(point: Point, low: float, high: float) -> int | None:
    if point.number is None or high <= low:
        return None
    return round(100 * min(max(point.number - low, 0) / (high - low), 1))
