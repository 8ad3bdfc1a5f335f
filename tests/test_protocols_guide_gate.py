"""The guide's gate for a blood thinner: nobody is ready while the medicines are not known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from checklist.cli.main import cli
from tests import guide

ASKED = ("--event", "your-medicines=2027-03-01T09:00")
KEPT = ("--medicine", "warfarin=keep")


def is_open(folder: Path, *said: str) -> bool:
    """Whether the gate lets the patient be ready, after what was ``said``."""
    (fence,) = [f for f in guide.fences("yaml part") if 'label: "INR at most 4' in f.body]
    file = folder / "tooth-1.yaml"
    file.write_text(guide.whole(fence), encoding="utf-8")
    asked = ["protocol", "preview", str(file), "--procedure-at", "2027-03-04T10:30"]
    result = CliRunner().invoke(cli, [*asked, "--format", "json", *said])
    assert result.exit_code == 0, result.output
    (gate,) = [one for one in json.loads(result.stdout)["gates"] if one["key"] == "inr"]
    return bool(gate["open"])


@pytest.mark.parametrize(
    ("said", "opened"),
    [
        ((), False),
        (("--medicine", "warfarin"), False),
        ((*ASKED, "--medicine", "warfarin"), False),
        ((*ASKED, *KEPT), False),
        ((*ASKED, *KEPT, "--answer", "inr-test=4.5"), False),
        ((*ASKED, *KEPT, "--answer", "inr-test=3.9"), True),
        (ASKED, True),
    ],
)
def test_the_gate_opens_only_on_what_is_known(
    tmp_path: Path, said: tuple[str, ...], opened: bool
) -> None:
    assert is_open(tmp_path, *said) is opened
