"""The author's guide, PROTOCOLS.md, as its tests read it: its examples, its commands, its tables.

- A fence ``yaml`` whose first line is a comment with a file name is a whole file; ``yaml broken``
  is one that is meant to have errors.
- A fence ``yaml step``, ``question`` or ``red_flag`` is a list of such elements, and ``yaml part``
  some sections of a file: each is put into a small whole protocol.
- A fence ``console`` holds commands and what they print. A line "…" stands for lines left out.
- A table below ``<!-- table: NAME -->`` is compared with what the code knows under that name.
"""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent

GUIDE = Path(__file__).parents[1] / "PROTOCOLS.md"
LEFT_OUT = "…"

_FENCE = re.compile(r"^```(?P<info>[a-z_ ]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_TABLE = re.compile(r"<!-- table: (?P<name>[\w .]+) -->\n\n(?P<rows>(?:\|.*\n)+)")
_NAME = re.compile(r"# (?P<name>[a-z0-9-]+\.yaml)\n")
_CELL = re.compile(r"(?<!\\)\|")

_SECTIONS = {"step": "steps", "question": "questions", "red_flag": "red_flags"}
_HEAD = 'protocol: example\ntitle: {en: "Example"%s}\n'
_STEPS = """steps:
  - step: arrive-early
    kind: attend
    due: arrival
    en: {title: Come to us, text: "Come to {place}."}%s
"""
_ASKS = """steps:
  - step: your-answers
    kind: answer
    due: 2 weeks before procedure
    questions: [%s]
    en: {title: Answer our questions, text: Please answer each one.}%s
"""
_IN_SPANISH = '\n    es: {title: "Venga", text: "Venga a {place}."}'


@dataclass(frozen=True, kw_only=True)
class Fence:
    """One fenced block; ``line`` is where its body begins, for what is said about it."""

    info: str
    body: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Command:
    """One command of a console block, and the output the guide shows below it."""

    words: tuple[str, ...]
    output: str
    line: int


def fences(*kinds: str) -> list[Fence]:
    """The fenced blocks of these kinds, in the guide's order."""
    text = GUIDE.read_text(encoding="utf-8")
    return [
        Fence(info=f["info"], body=f["body"], line=text.count("\n", 0, f.start("body")) + 1)
        for f in _FENCE.finditer(text)
        if f["info"] in kinds
    ]


def file_name(fence: Fence) -> str:
    """The name that the first line of a whole file gives it."""
    named = _NAME.match(fence.body)
    assert named, f"PROTOCOLS.md:{fence.line}: a whole file begins with “# its-name.yaml”"
    return named["name"]


def whole(fence: Fence) -> str:
    """A fragment inside a small whole protocol."""
    kind = fence.info.removeprefix("yaml ")
    body = fence.body
    if kind in _SECTIONS:
        body = f"{_SECTIONS[kind]}:\n{indent(body, '  ')}"
    spanish = re.search(r"\bes:", body) is not None
    body = _HEAD % (', es: "Ejemplo"' if spanish else "") + body
    asked = re.findall(r"question: ([a-z_]+)", body)
    if not re.search(r"^steps:", body, re.MULTILINE):
        there = _IN_SPANISH if spanish else ""
        body += _ASKS % (", ".join(asked), there) if asked else _STEPS % there
    return body


def commands(fence: Fence) -> Iterator[Command]:
    """The commands of a console block, each with its output."""
    lines = fence.body.splitlines()
    starts = [at for at, line in enumerate(lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        last = start
        while lines[last].endswith("\\"):
            last += 1
        typed = " ".join(line.removesuffix("\\") for line in lines[start : last + 1])
        program, *words = shlex.split(typed.removeprefix("$ "))
        assert program == "checklist", f"PROTOCOLS.md:{fence.line + start}: only our own command"
        output = "\n".join(lines[last + 1 : end]).strip("\n")
        yield Command(words=tuple(words), output=output, line=fence.line + start)


def shows(expected: str, found: str) -> bool:
    """Whether an output is what the guide shows of it; a line "…" stands for any lines."""
    lines = [line.rstrip() for line in found.strip("\n").splitlines()]
    pieces = _pieces(expected)
    if len(pieces) == 1:
        return lines == pieces[0]
    first, *middle, last = pieces
    if lines[: len(first)] != first or (last and lines[-len(last) :] != last):
        return False
    at = len(first)
    for piece in middle:
        there = (n for n in range(at, len(lines)) if lines[n : n + len(piece)] == piece)
        begins = next(there, None)
        if begins is None:
            return False
        at = begins + len(piece)
    return at <= len(lines) - len(last)


def _pieces(expected: str) -> list[list[str]]:
    pieces: list[list[str]] = [[]]
    for line in expected.splitlines():
        if line.strip() == LEFT_OUT:
            pieces.append([])
        else:
            pieces[-1].append(line.rstrip())
    return pieces


def table(name: str) -> list[list[str]]:
    """The cells of a table, without its head; backticks taken off."""
    text = GUIDE.read_text(encoding="utf-8")
    found = next((t for t in _TABLE.finditer(text) if t["name"] == name), None)
    assert found, f"PROTOCOLS.md has no table “{name}”"
    _, _, *rows = found["rows"].splitlines()
    return [[_cell(cell) for cell in _CELL.split(row.strip())[1:-1]] for row in rows]


def tables() -> set[str]:
    """The names of all tables."""
    return {found["name"] for found in _TABLE.finditer(GUIDE.read_text(encoding="utf-8"))}


def links() -> set[str]:
    """Where the guide's links to itself lead."""
    return set(re.findall(r"\]\(#([^)]+)\)", GUIDE.read_text(encoding="utf-8")))


def headings() -> set[str]:
    """Its headings, as links name them: a second one of the same words ends in "-1"."""
    text = _FENCE.sub("", GUIDE.read_text(encoding="utf-8"))
    found: Counter[str] = Counter()
    named = set()
    for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE):
        name = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        named.add(f"{name}-{found[name]}" if found[name] else name)
        found[name] += 1
    return named


def _cell(cell: str) -> str:
    return cell.replace("\\|", "|").strip().removeprefix("`").removesuffix("`")
