"""``checklist protocol check``, and how little it loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.cli.protocol.running import broken, run, written

REAL = str(Path(__file__).parents[3] / "checklist" / "protocols" / "vertebroplasty-1.yaml")


def test_a_file_without_errors_leaves_with_0_and_says_so(tmp_path: Path) -> None:
    path = written(tmp_path)
    result = run("protocol", "check", path)
    assert result.exit_code == 0
    *warnings, last = result.stdout.splitlines()
    assert warnings
    assert all(line.startswith(f"{path}:") and ": warning: " in line for line in warnings)
    assert last == f"{path}: no errors, {len(warnings)} warnings"


def test_every_error_of_every_file_is_told_with_its_line(tmp_path: Path) -> None:
    good, bad = written(tmp_path), broken(tmp_path)
    result = run("protocol", "check", bad, good)
    assert result.exit_code == 1
    assert f"{bad}:4:" in result.stdout
    assert f"{bad}:5:" in result.stdout
    assert "Did you mean “do”?" in result.stdout
    assert f"{bad}: 2 errors, " in result.stdout
    assert f"{good}: no errors, " in result.stdout


def test_a_file_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"title: {en: Caf\xe9}\n")
    result = run(
        "protocol", "check", f"{tmp_path}/none.yaml", f"{tmp_path}/latin.yaml", written(tmp_path)
    )
    assert result.exit_code == 1
    assert f"{tmp_path}/none.yaml: this file cannot be read (No such file" in result.stdout
    assert f"{tmp_path}/latin.yaml: this is not a text file in UTF-8." in result.stdout
    assert "drops-1.yaml: no errors" in result.stdout


def test_checking_loads_neither_the_web_nor_the_database() -> None:
    program = (
        "import sys\n"
        "from checklist.cli.main import cli\n"
        f"cli(['protocol', 'check', {REAL!r}], standalone_mode=False)\n"
        "heavy = {'flask', 'waitress', 'sqlcipher3', 'icalendar', 'jinja2'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, timeout=60)


def test_a_mistyped_command_names_the_nearest() -> None:
    assert "Did you mean “preview”?" in run("protocol", "preveiw", "x").stderr
    assert "Did you mean “protocol”?" in run("protocl", "check").stderr


def test_every_command_has_its_help() -> None:
    said = run("protocol", "--help").stdout
    assert all(name in said for name in ("check", "diff", "preview", "publish", "schema"))
    assert "9am, 6 weeks before the procedure" in " ".join(
        run("protocol", "preview", "--help").stdout.split()
    )


def test_the_schema_is_json() -> None:
    result = run("protocol", "schema")
    assert result.exit_code == 0
    assert '"$schema"' in result.stdout


def test_the_server_starts_without_what_only_calendar_files_need(tmp_path: Path) -> None:
    program = "import sys, wsgi\nassert wsgi.application\nassert 'icalendar' not in sys.modules\n"
    subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        timeout=60,
        cwd=Path(__file__).parents[3],
        env={"TICKWELL_DATA": str(tmp_path), "PATH": ""},
    )
