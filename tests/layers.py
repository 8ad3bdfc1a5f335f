"""Reads the house's own source for wrong arrows: who imports whom, and who speaks SQL or YAML.

It reads the syntax tree, so imports inside functions, relative ones and those made by name are
seen like any other. Each rule gives sentences; none means the rule is kept.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FLOORS: Mapping[str, frozenset[str]] = {
    "core": frozenset(),
    "protocols": frozenset({"core"}),
    "store": frozenset({"core"}),
    "settings": frozenset({"core"}),
    "logs": frozenset({"core"}),
    "actions": frozenset({"core", "protocols", "store", "settings", "logs"}),
    "web": frozenset({"core", "protocols", "store", "settings", "logs", "actions"}),
    "cli": frozenset({"core", "protocols", "store", "settings", "logs", "actions", "web"}),
}
"""Each floor, and the floors it may import besides itself."""

HEAVY = frozenset({"typst", "authlib", "hl7", "icalendar", "psycopg"})
"""Imported where they are used, since they are slow to start: the one import inside a function."""

DATABASES = frozenset({"sqlite3", "sqlcipher3", "sqlite_utils", "psycopg"})

_WORDS = (
    r"(SELECT\b.*\bFROM\b|INSERT\s+(OR\s+\w+\s+)?INTO\b|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b"
    r"|CREATE\s+(UNIQUE\s+)?(TABLE|INDEX|TRIGGER|VIEW)\b|DROP\s+(TABLE|INDEX|TRIGGER)\b"
    r"|ALTER\s+TABLE\b|PRAGMA\s+\w)"
)
# In capitals anywhere, or in small letters at the start: a sentence begins with a capital.
_SQL = re.compile(_WORDS, re.DOTALL)
_SMALL_SQL = re.compile(r"\s*" + _WORDS.lower(), re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Arrow:
    """One import: the module that is imported, and from where."""

    target: str
    line: int
    in_function: bool


@dataclass(frozen=True)
class Source:
    """One file of the package. ``name`` is its dotted module name."""

    path: Path
    name: str
    is_package: bool

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"), str(self.path))

    @property
    def floor(self) -> str:
        """Its floor; empty for the package itself, whose version anybody may read."""
        return _floor(self.name)


class House:
    """Every Python file under one package directory."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.sources = {source.name: source for source in self._walk()}

    def _walk(self) -> Iterator[Source]:
        for path in sorted(self.top.rglob("*.py")):
            parts = path.relative_to(self.top.parent).with_suffix("").parts
            is_package = parts[-1] == "__init__"
            name = ".".join(parts[:-1] if is_package else parts)
            yield Source(path, name, is_package)

    def arrows(self, source: Source) -> Iterator[Arrow]:
        """Every import in a file; of the house's own, the very module it means."""
        functions = {
            id(inner)
            for outer in ast.walk(source.tree)
            if isinstance(outer, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            for inner in ast.walk(outer)
        }
        for node in ast.walk(source.tree):
            for target in self._targets(source, node):
                yield Arrow(
                    target=target,
                    line=getattr(node, "lineno", 0),
                    in_function=id(node) in functions,
                )

    def _targets(self, source: Source, node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = self._base(source, node)
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                is_floor = base == self.top.name and alias.name in FLOORS
                yield inner if is_floor or inner in self.sources else base
        elif isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__"):
            for argument in node.args[:1]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value

    @staticmethod
    def _base(source: Source, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        up = node.level - 1 if source.is_package else node.level
        parts = source.name.split(".")
        parts = parts[: len(parts) - up]
        return ".".join([*parts, node.module] if node.module else parts)

    def is_own(self, target: str) -> bool:
        return target.split(".")[0] == self.top.name

    # The rules ----------------------------------------------------------------------------------

    def wrong_arrows(self) -> list[str]:
        """A floor imports only those to its left; a new floor has to be given its place."""
        found = []
        for source in self.sources.values():
            if source.floor and source.floor not in FLOORS:
                found.append(f"{source.name}: this floor is not on the plan")
                continue
            for arrow in self.arrows(source):
                floor = _floor(arrow.target)
                if not self.is_own(arrow.target) or not floor:
                    continue
                allowed = FLOORS.get(source.floor, frozenset()) | {source.floor}
                if floor not in allowed:
                    found.append(f"{source.name}:{arrow.line} imports {arrow.target}")
        return found

    def outside_the_standard_library(self) -> list[str]:
        """The core stands on nothing."""
        return [
            f"{source.name}:{arrow.line} imports {arrow.target}"
            for source in self.sources.values()
            if source.floor == "core"
            for arrow in self.arrows(source)
            if not self.is_own(arrow.target)
            and arrow.target.split(".")[0] not in sys.stdlib_module_names
        ]

    def cycles(self) -> list[str]:
        """Modules that import each other in a ring, each ring once."""
        graph = {
            name: {a.target for a in self.arrows(source) if a.target in self.sources} - {name}
            for name, source in self.sources.items()
        }
        found: list[str] = []
        done: set[str] = set()

        def visit(name: str, path: list[str]) -> None:
            if name in path:
                found.append(" → ".join([*path[path.index(name) :], name]))
                return
            if name in done:
                return
            for target in sorted(graph[name]):
                visit(target, [*path, name])
            done.add(name)

        for name in sorted(graph):
            visit(name, [])
        return found

    def imports_in_functions(self) -> list[str]:
        """Imports stand at the top, but for the heavy ones."""
        return [
            f"{source.name}:{arrow.line} imports {arrow.target} inside a function"
            for source in self.sources.values()
            for arrow in self.arrows(source)
            if arrow.in_function and arrow.target.split(".")[0] not in HEAVY
        ]

    def sql_outside_the_store(self) -> list[str]:
        """SQL, and what runs it, is the store's alone."""
        found = []
        for source in self.sources.values():
            if source.floor == "store":
                continue
            found += [
                f"{source.name}:{line} speaks SQL: {text.strip()[:40]!r}"
                for line, text in _texts(source.tree)
                if _SQL.search(text) or _SMALL_SQL.match(text)
            ]
            found += [
                f"{source.name}:{arrow.line} imports {arrow.target}"
                for arrow in self.arrows(source)
                if arrow.target.split(".")[0] in DATABASES
            ]
        return found

    def yaml_outside_protocols(self) -> list[str]:
        """YAML is read in one place."""
        return [
            f"{source.name}:{arrow.line} imports {arrow.target}"
            for source in self.sources.values()
            if source.floor != "protocols"
            for arrow in self.arrows(source)
            if arrow.target.split(".")[0] in ("yaml", "ruamel", "strictyaml")
        ]


def _floor(module: str) -> str:
    """The second part of a dotted name; empty for the package itself."""
    return [*module.split("."), ""][1]


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every text in the code that is not a docstring, the parts of an f-string put together."""
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield (
                node.lineno,
                "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "x"
                    for part in node.values
                ),
            )
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
        ):
            yield node.lineno, node.value
