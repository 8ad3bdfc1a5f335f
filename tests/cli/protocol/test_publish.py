"""``checklist protocol publish``, into a database of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from checklist.cli.protocol.files import usable
from checklist.settings import Settings
from checklist.store import open_store, protocols
from tests.cli.protocol.running import broken, run, written
from tests.protocols.drops import DROPS

ORIGIN = """\
texts: {en: {reviewed: yes, by: Dr Rao, on: 2026-11-22}}
provenance:
  sources: {S: A leaflet}
  reviewed_by: Dr Rao
  reviewed_on: 2026-11-22
  next_review: 2099-11-22
"""
WHOLE = DROPS + ORIGIN


@pytest.fixture
def data(tmp_path: Path) -> str:
    return str(tmp_path / "data")


def publish(path: str, data: str, *more: str) -> tuple[int, str]:
    result = run("protocol", "publish", path, "--by", "Dr Rao", *more, TICKWELL_DATA=data)
    return result.exit_code, result.output


def test_a_version_is_published_with_its_text_a_name_and_a_reason(
    tmp_path: Path, data: str
) -> None:
    path = written(tmp_path, text=WHOLE)
    assert publish(path, data, "--reason", "The first") == (0, "drops, version 1: published.\n")
    store = open_store(Settings.from_environment({"TICKWELL_DATA": data}))
    try:
        with store.read() as reader:
            (kept,) = protocols.versions(reader, "")
            assert (kept.published_by, kept.reason) == ("Dr Rao", "The first")
            assert protocols.source_of(reader, kept.id) == usable(Path(path))[1].source
            assert protocols.get(reader, kept.id) == usable(Path(path))[0]
        assert store.verify() > 0
    finally:
        store.close()


def test_the_same_text_again_is_published_already(tmp_path: Path, data: str) -> None:
    path = written(tmp_path, text=WHOLE)
    publish(path, data)
    assert publish(path, data) == (0, "drops, version 1: published already.\n")


def test_another_text_of_the_same_version_is_refused(tmp_path: Path, data: str) -> None:
    publish(written(tmp_path, text=WHOLE), data)
    status, said = publish(written(tmp_path, text=WHOLE.replace("Walk a bit", "Walk")), data)
    assert status == 1
    assert "A published version never changes: give the new text a new version." in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (DROPS, "It does not say where it comes from: write its provenance."),
        (WHOLE.replace("reviewed: yes", "reviewed: no"), "None of its languages is reviewed"),
        (
            WHOLE + "  usable_until: 2026-11-23\n",
            "It may be used only until 23 November 2026, which is over.",
        ),
    ],
)
def test_what_no_patient_may_read_is_not_published(
    tmp_path: Path, data: str, text: str, said: str
) -> None:
    status, told = publish(written(tmp_path, text=text), data)
    assert status == 1
    assert "is not published." in told
    assert said in told


def test_errors_and_a_missing_name_are_refused(tmp_path: Path, data: str) -> None:
    assert publish(broken(tmp_path), data)[0] == 1
    path = written(tmp_path, text=WHOLE)
    result = run("protocol", "publish", path, "--by", " ", TICKWELL_DATA=data)
    assert result.exit_code == 1
    assert "Write the name of who answers for it." in result.output
    assert run("protocol", "publish", path, TICKWELL_DATA=data).exit_code == 2
