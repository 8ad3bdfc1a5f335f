"""``checklist protocol diff``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.protocol.running import broken, run, written
from tests.protocols.drops import DROPS

NEWER = (
    DROPS.replace("default: 6 weeks", "default: 8 weeks")
    .replace("tier: same_day, en: You have", "tier: emergency, en: You have")
    .replace("Walk a bit.", "Walk a little.")
)


def test_it_reads_gravest_first_with_both_wordings(tmp_path: Path) -> None:
    old, new = written(tmp_path), written(tmp_path, "drops-2.yaml", NEWER)
    result = run("protocol", "diff", old, new)
    assert result.exit_code == 0
    assert result.stdout == (
        "Read this first\n"
        "- Red flag “You have a high temperature.” is now graver: emergency; it was same day.\n"
        "\n"
        "Steps\n"
        "- Step “Do not lift” now ends 8 weeks after the procedure; it ended 6 weeks after the "
        "procedure.\n"
        "- Step “Walk”: its “unknown” in English changed.\n"
        "    was: Walk a bit.\n"
        "    now: Walk a little.\n"
        "\n"
        "Choices\n"
        "- Choice “No lifting for” is now “8 weeks” unless chosen otherwise; it was “6 weeks”.\n"
    )


def test_as_json_it_says_the_same(tmp_path: Path) -> None:
    old, new = written(tmp_path), written(tmp_path, "drops-2.yaml", NEWER)
    found = json.loads(run("protocol", "diff", old, new, "--format", "json").stdout)
    assert [one["part"] for one in found] == ["red_flags", "steps", "steps", "choices"]
    assert found[0]["grave"] is True
    assert found[2]["old"] == "Walk a bit."


def test_two_that_say_the_same_say_so(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert run("protocol", "diff", path, path).stdout == "Both say the same.\n"


def test_a_file_with_errors_is_not_compared(tmp_path: Path) -> None:
    result = run("protocol", "diff", written(tmp_path), broken(tmp_path))
    assert (result.exit_code, result.stdout) == (1, "")
