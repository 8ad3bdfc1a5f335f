"""The little road of a worklist's row: how far a patient is, in one glance."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from flask import current_app
from markupsafe import Markup

MOST_BEFORE, MOST_AFTER = 9, 5
"""More stops than these on a side of the little road run into each other."""

_STOPS = {"d": "done", "x": "problem", "o": "open"}


@lru_cache(maxsize=4096)
def road_picture(letters: str) -> Markup:
    """The way so far, drawn from the letters kept with the plan (see actions.filing.road).

    Drawn once for all plans that are as far: a worklist draws fifty.
    """
    before, after = road_stops(letters)
    component = current_app.jinja_env.get_template("components/road.html").module
    picture: Markup = component.road(  # type: ignore[attr-defined]  # the template's macro
        before=[_STOPS[letter] for letter in before],
        after=[_STOPS[letter] for letter in after],
        words="",
    )
    return picture


def road_stops(letters: str) -> tuple[str, str]:
    """The letters of the stops before and after the procedure, few enough to be told apart."""
    before, _, after = letters.partition("|")
    return _fewer(before, MOST_BEFORE), _fewer(after, MOST_AFTER)


def _fewer(letters: str, most: int) -> str:
    """At most ``most`` letters; of neighbours that share a place the most telling one stays."""
    if len(letters) <= most:
        return letters
    cuts = [round(place * len(letters) / most) for place in range(most + 1)]
    groups = (letters[low:high] for low, high in pairwise(cuts))
    return "".join(next(letter for letter in "xod" if letter in group) for group in groups)
