"""What was measured, as one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the table. ``figure`` is what ``budget`` bounds, in ``unit`` ("×", "ms" …)."""

    work: str
    ours: str
    yardstick: str
    figure: float
    budget: float
    unit: str

    @property
    def ok(self) -> bool:
        return self.figure <= self.budget

    @property
    def cells(self) -> tuple[str, ...]:
        return (
            self.work,
            self.ours,
            self.yardstick,
            amount(self.figure, self.unit),
            amount(self.budget, self.unit),
            "ok" if self.ok else "OVER",
        )


HEADS = ("work", "ours", "yardstick", "measured", "budget", "")


def amount(value: float, unit: str) -> str:
    """ "2.31 ×", "14.0 KB", "3"."""
    if not unit:
        return f"{value:.0f}"
    return f"{value:.2f} {unit}" if value < 10 else f"{value:.1f} {unit}"


def drawn(lines: Sequence[Line]) -> str:
    """The table, in columns."""
    cells = [HEADS, *(line.cells for line in lines)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(HEADS))]
    rows = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    return "\n".join([rows[0], "  ".join("-" * width for width in widths), *rows[1:]])
