"""What is said alike of many elements is one line, and nothing goes missing by it."""

from __future__ import annotations

from checklist.core.differences import Difference, Part, differences, folded
from checklist.protocols import load_shipped


def alike(
    name: str, *, rest: str = " is now shown from home; it had no start.", **said: str
) -> Difference:
    subject = f"Red flag “{name}”"
    old, new = said.get("old", ""), said.get("new", "")
    text = subject + rest
    return Difference(part=Part.RED_FLAGS, key=name, text=text, old=old, new=new, subject=subject)


def test_three_alike_are_one_line_with_their_names() -> None:
    (one,) = folded([alike("A."), alike("B."), alike("C.")])
    assert one.text == (
        "Each of 3 red flags is now shown from home; it had no start. They are: “A.”, “B.”, “C.”."
    )


def test_two_alike_and_what_is_said_otherwise_stand_for_themselves() -> None:
    lines = [alike("A."), alike("B."), alike("C.", rest=" is gone.")]
    assert folded(lines) == tuple(lines)


def test_changed_words_are_never_folded() -> None:
    lines = [alike(name, old="was", new="is") for name in "ABC"]
    assert folded(lines) == tuple(lines)


def test_every_sentence_of_two_versions_is_still_told() -> None:
    old, new = (load_shipped(f"vertebroplasty-{n}")[1] for n in (1, 2))
    found = differences(old, new)
    short = folded(found)
    assert len(short) < len(found)
    told = "\n".join(one.text for one in short)
    for one in found:
        rest = one.text.removeprefix(one.subject)
        name = one.subject.partition("“")[2]
        assert one.text in told or (rest in told and name in told), one.text
