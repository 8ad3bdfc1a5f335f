"""Which medicine a name on a box is, and which ones a misspelt name may be.

A name is known only letter for letter (case, accents and spaces aside). A near miss is a
suggestion and no more: it stays in the patient's own words until somebody says which one is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Final

from checklist.core.folding import fold
from checklist.core.medicines import AND, Medicine, match_group
from checklist.core.protocol import MedicineGroup
from checklist.core.spelling import slips, slips_allowed, sounds

MOST_SUGGESTED: Final = 3
MOST_WORDS: Final = 6
"""So many words a name has at most: "calcium carbonate and magnesium carbonate"."""
OR: Final = "; "
"""Between the medicines that a name may be, in ``Medicine.looks_like``."""

_STRENGTH = re.compile(
    r"\d+(?:[.,/]\d+)*\s*(?:mg|mcg|µg|ug|microgram(?:me)?s?|g|ml|iu|units?|%)(?![a-z])", re.I
)


@dataclass(frozen=True, kw_only=True)
class Known:
    """One name of the list. ``generic`` is what it is ("apixaban"), the name itself for a generic.

    ``substance`` is the key of what is in it, its parts in order: "aspirin+dipyridamole".
    """

    name: str
    generic: str
    substance: str

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.substance.split(AND))


@dataclass(frozen=True, kw_only=True)
class Found:
    """A name as it stands in somebody's words. ``written`` is what they wrote, folded, no spaces.

    ``may_be`` are the medicines it may be: one where it is known, up to three where it is near.
    """

    written: str
    may_be: tuple[Known, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class MedicineList:
    """Every name we know, and the phrases people use, each with the generic names it may mean.

    ``beside`` are words that stand beside a name and are no slip of one ("tablets"), folded. Two
    lists are the same only if they are one: it is long, and compared by who it is.
    """

    known: tuple[Known, ...]
    spoken: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    beside: frozenset[str] = frozenset()

    @cached_property
    def by_letters(self) -> Mapping[str, Known]:
        """Each name without its spaces: "nuseals" is Nu-Seals. The first of two stands."""
        found: dict[str, Known] = {}
        for one in self.known:
            found.setdefault(letters(one.name), one)
        return found

    @cached_property
    def _by_length(self) -> Mapping[int, tuple[tuple[str, int, Known], ...]]:
        """Names with the set of their letters as bits: most are told apart by that alone."""
        found: dict[int, list[tuple[str, int, Known]]] = {}
        for spelt, one in self.by_letters.items():
            found.setdefault(len(spelt), []).append((spelt, _bits(spelt), one))
        return {length: tuple(names) for length, names in found.items()}

    @cached_property
    def _by_sound(self) -> Mapping[str, tuple[Known, ...]]:
        found: dict[str, list[Known]] = {}
        for spelt, one in self.by_letters.items():
            if heard := sounds(spelt):
                found.setdefault(heard, []).append(one)
        return {heard: tuple(names) for heard, names in found.items()}

    def exact(self, words: str) -> tuple[Known, ...]:
        """Every name that stands in the words letter for letter, the longest at each place."""
        return tuple(one for _, _, one in self._exact(_tokens(words)))

    def _exact(self, tokens: Sequence[str]) -> Iterator[tuple[int, int, Known]]:
        place = 0
        while place < len(tokens):
            for size in range(min(MOST_WORDS, len(tokens) - place), 0, -1):
                one = self.by_letters.get("".join(tokens[place : place + size]))
                if one is not None:
                    yield place, place + size, one
                    place += size
                    break
            else:
                place += 1

    def near(self, words: str) -> tuple[Found, ...]:
        """What in the words is no name and may be one: misspelt, or said another way."""
        tokens = _tokens(words)
        left = list(tokens)
        for start, end, _ in self._exact(tokens):
            left[start:end] = [""] * (end - start)
        found = tuple(self._misspelt(left))
        if not found and all(left):
            found = tuple(self._said(" ".join(left)))
        return found

    def _said(self, words: str) -> Iterator[Found]:
        for phrase, meant in self.spoken.items():
            if f" {phrase} " in f" {words} ":
                may_be = tuple(self.by_letters[letters(name)] for name in meant)
                yield Found(written=words.replace(" ", ""), may_be=may_be)
                return

    def _misspelt(self, left: Sequence[str]) -> Iterator[Found]:
        place = 0
        while place < len(left):
            for size in (2, 1):
                window = [token for token in left[place : place + size] if token]
                if len(window) < size or self.beside.issuperset(window):
                    continue
                may_be = self.suggest("".join(window))
                if may_be:
                    yield Found(written="".join(window), may_be=may_be)
                    place += size - 1
                    break
            place += 1

    def suggest(self, written: str) -> tuple[Known, ...]:
        """The names nearest to one that was written, at most three, the likeliest first.

        ``written`` is folded and has no spaces. Empty for a name too short or too far from all.
        """
        most = slips_allowed(written)
        if not most or written in self.beside or not written.isalpha():
            return ()
        ranked = {}
        for length in range(len(written) - most, len(written) + most + 1):
            for spelt, bits, one in self._by_length.get(length, ()):
                if (bits ^ _bits(written)).bit_count() > 2 * most or len(spelt) < 5:
                    continue
                wrong = slips(written, spelt, most)
                if wrong is not None:
                    ranked[one] = (wrong, written[0] != spelt[0], abs(length - len(written)))
        if not ranked:
            return self._by_sound.get(sounds(written), ())[:MOST_SUGGESTED]
        first = sorted(ranked, key=lambda one: (*ranked[one], letters(one.name)))
        return tuple(first[:MOST_SUGGESTED])


def letters(name: str) -> str:
    """A name as names are compared: folded, without spaces."""
    return fold(name).replace(" ", "")


def _tokens(words: str) -> list[str]:
    return fold(_STRENGTH.sub(" ", words)).split()


def _bits(spelt: str) -> int:
    made = 0
    for letter in spelt:
        made |= 1 << (ord(letter) & 31)
    return made


@lru_cache(maxsize=16)
def with_groups(listed: MedicineList, groups: tuple[MedicineGroup, ...]) -> MedicineList:
    """The list with what a protocol names itself and the list does not know."""
    own = [
        Known(name=name, generic=name, substance=fold(name))
        for group in groups
        for name in group.names
        if letters(name) not in listed.by_letters
    ]
    return replace(listed, known=(*listed.known, *own))


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """What a medicine's own words tell: see the fields of ``Medicine`` with the same names."""

    generic: str = ""
    substance: str = ""
    group: str = ""
    looks_like: str = ""


def recognise(words: str, listed: MedicineList, groups: tuple[MedicineGroup, ...]) -> Recognised:
    """What is known of a medicine by its name, and the concern group it belongs to.

    The group is found by the name, by what is in it, or by what it looks like: a misspelt blood
    thinner is of concern too.
    """
    whole = with_groups(listed, groups)
    exact = whole.exact(words)
    near = [one for found in whole.near(words) for one in found.may_be]
    return Recognised(
        generic=", ".join(dict.fromkeys(one.generic for one in exact)),
        substance=AND.join(sorted({part for one in exact for part in one.parts})),
        group=_gravest([words, *_spellings([*exact, *near])], groups),
        looks_like=OR.join(dict.fromkeys(one.generic for one in near)),
    )


def near_names(
    words: str, listed: MedicineList, groups: tuple[MedicineGroup, ...]
) -> tuple[Found, ...]:
    """What in a medicine's words is near to a name of the list, or of the protocol."""
    return with_groups(listed, groups).near(words)


def _spellings(known: Sequence[Known]) -> Iterator[str]:
    for one in known:
        yield from (one.name, one.generic, *one.parts)


def _gravest(spellings: Sequence[str], groups: tuple[MedicineGroup, ...]) -> str:
    """The gravest group any of them is in; empty where none is."""
    matched = {match_group(one, groups)[0] for one in spellings}
    by_gravity = sorted(groups, key=lambda group: -group.criticality)
    return next((group.key for group in by_gravity if group.key in matched), "")


def with_name(words: str, found: Found, meant: Known) -> str:
    """The words with the misspelt part replaced by the name that was meant; the rest is kept."""
    tokens = words.split()
    for start in range(len(tokens)):
        for end in range(start + 1, min(start + MOST_WORDS, len(tokens)) + 1):
            if letters(_STRENGTH.sub(" ", " ".join(tokens[start:end]))) == found.written:
                kept = _STRENGTH.findall(" ".join(tokens[start:end]))
                name = meant.name if start else meant.name[0].upper() + meant.name[1:]
                return " ".join([*tokens[:start], name, *kept, *tokens[end:]])
    return meant.name[0].upper() + meant.name[1:]


def likely(medicine: Medicine) -> tuple[str, ...]:
    """The generic names a medicine looks like, while nobody has said which it is."""
    return tuple(medicine.looks_like.split(OR)) if medicine.looks_like else ()
