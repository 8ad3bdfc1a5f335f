"""Tickwell's own words about one medicine, for what a protocol leaves unsaid.

Any patient may name a medicine, so every protocol needs words for each state of one. A file here is
one language; it is read as strictly as a protocol.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from checklist.core.protocol import MedicineWords
from checklist.protocols.convert.steps import step_words
from checklist.protocols.shape.asking import MedicineWordsShape
from checklist.protocols.source import read_source

__all__ = ["own_medicine_words"]


@cache
def own_medicine_words(language: str) -> MedicineWords | None:
    """The words of a language, None where Tickwell has none of its own."""
    name = f"{language}.yaml"
    file = files(__package__).joinpath(name)
    if not file.is_file():
        return None
    said = MedicineWordsShape.model_validate(read_source(file.read_text("utf-8"), name).tree)
    return MedicineWords(
        **{state: step_words(getattr(said, state)) for state in MedicineWordsShape.model_fields}
    )
