"""Tickwell's own words about one medicine, for what a protocol leaves unsaid.

Any patient may name a medicine, so every protocol needs words for each state of one. A file here is
one language.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from checklist.core.protocol import MedicineWords, StepWords
from checklist.protocols.source import Tree, read_source

__all__ = ["own_medicine_words"]


@cache
def own_medicine_words(language: str) -> MedicineWords | None:
    """The words of a language, None where Tickwell has none of its own."""
    name = f"{language}.yaml"
    file = files(__package__).joinpath(name)
    if not file.is_file():
        return None
    said = read_source(file.read_text("utf-8"), name).tree
    if not isinstance(said, dict):
        raise TypeError(f"{name} holds no blocks of words")
    return MedicineWords(**{state: StepWords(**_plain(words)) for state, words in said.items()})


def _plain(words: Tree) -> dict[str, str]:
    return {key: str(said) for key, said in words.items()} if isinstance(words, dict) else {}
