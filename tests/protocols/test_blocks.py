"""Blocks: what several protocols share is written once, and told with its own file's lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from checklist.core.errors import ProtocolError
from checklist.protocols import Examined, examine, read_protocol, shipped_blocks

PROTOCOL = """\
protocol: hearing-test
title: {en: Hearing test}
texts: {en: {reviewed: yes, by: A nurse, on: 2026-11-02}}
provenance:
  sources: {S: A leaflet}
  reviewed_by: A clinic
  reviewed_on: 2026-11-02
  next_review: 2099-11-02
  usable_until: 2098-01-01
uses: [drops-1]
steps:
  - step: rest
    kind: do
    due: 2 days after procedure
    sources: [S1]
    en: {title: Rest, text: Rest at home., why: It helps.}
red_flags:
  - {sign: pain, tier: same_day, sources: [S1], en: Your ear hurts.}
"""
BLOCK = """\
block: drops
texts:
  en: {reviewed: yes, by: A nurse, on: 2026-11-02}
  es: {reviewed: no}
provenance:
  sources: {D: A leaflet on drops}
  reviewed_by: A clinic
  reviewed_on: 2026-11-02
  next_review: 2098-11-02
  usable_until: 2097-01-01
anchors:
  drops_begun: {label: Drops begun}
steps:
  - step: eye-drops
    kind: do
    opens: the day after procedure
    closes: 1 week after procedure
    repeat: {times: 2}
    sources: [D1]
    en: {title: Use your drops, text: Put 1 drop in your eye., why: It helps you heal.}
    es: {title: Use sus gotas, text: Ponga 1 gota., why: Le cura.}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "drops-1.yaml").write_text(BLOCK, "utf-8")
    return tmp_path


def told(folder: Path, text: str = PROTOCOL, block: str = BLOCK) -> Examined:
    (folder / "drops-1.yaml").write_text(block, "utf-8")
    return examine(text, "hearing-test.yaml", folder)


def test_its_steps_come_behind_the_protocol_s_own(folder: Path) -> None:
    protocol = read_protocol(PROTOCOL, "hearing-test.yaml", folder)
    assert [step.key for step in protocol.steps] == ["rest", "eye-drops"]
    assert protocol.blocks == ("drops-1",)
    assert set(protocol.anchors) == {"drops_begun"}


def test_only_the_protocol_s_languages_come_along(folder: Path) -> None:
    protocol = read_protocol(PROTOCOL, "hearing-test.yaml", folder)
    assert set(protocol.texts) == {"en"}
    assert [set(step.words) for step in protocol.steps] == [{"en"}, {"en"}]


def test_its_sources_are_its_own_and_the_shorter_life_counts(folder: Path) -> None:
    provenance = read_protocol(PROTOCOL, "hearing-test.yaml", folder).provenance
    assert provenance.sources == ("S: A leaflet", "drops D: A leaflet on drops")
    assert provenance.next_review is not None
    assert provenance.usable_until is not None
    assert (provenance.next_review.year, provenance.usable_until.year) == (2098, 2097)


def test_what_is_published_holds_the_block_s_text_too(folder: Path) -> None:
    assert told(folder).source == f"{PROTOCOL}\n# ---- The block drops-1 ----\n\n{BLOCK}"


def test_a_slip_in_it_is_told_with_its_own_line(folder: Path) -> None:
    found = told(folder, block=BLOCK.replace("1 week after procedure", "1 weak after procedure"))
    (error,) = found.errors
    assert error.startswith("drops-1.yaml:17:13: ")


def test_a_block_that_is_no_yaml_is_told_with_its_own_line(folder: Path) -> None:
    found = told(folder, block="block: drops\nsteps: [\n")
    assert any(error.startswith("drops-1.yaml:") for error in found.errors)


def test_its_letters_are_not_the_protocol_s(folder: Path) -> None:
    found = told(folder, block=BLOCK.replace("sources: [D1]", "sources: [S1]"))
    assert found.errors == ("drops-1.yaml:19:15: “S1” is in no source; provenance names D.",)


def test_a_name_given_twice_is_told_with_both_places(folder: Path) -> None:
    found = told(folder, PROTOCOL.replace("step: rest", "step: eye-drops"))
    assert found.errors == (
        "drops-1.yaml:14:11: there is a step called “eye-drops” already. "
        "It stands in hearing-test.yaml, line 12.",
    )


def test_an_anchor_given_twice_is_told_with_both_places(folder: Path) -> None:
    text = PROTOCOL.replace("steps:\n", "anchors:\n  drops_begun: {label: Begun}\nsteps:\n")
    (error,) = told(folder, text).errors
    assert error.endswith("“drops_begun” already. It stands in hearing-test.yaml, line 12.")
    assert error.startswith("drops-1.yaml:12:3: ")


def test_a_language_it_lacks_is_told_once_where_it_is_used(folder: Path) -> None:
    text = PROTOCOL.replace("{en: Hearing test}", "{en: Hearing test, es: Prueba}")
    text = text.replace(
        "{en: {reviewed: yes, by: A nurse, on: 2026-11-02}}",
        "{en: {reviewed: no}, es: {reviewed: no}}",
    )
    text = text.replace("why: It helps.}\n", "why: It helps.}\n    es: {title: A, text: B.}\n")
    text = text.replace("en: Your ear hurts.", "en: Your ear hurts., es: Le duele.")
    english = BLOCK.replace("  es: {reviewed: no}\n", "")
    english = english.replace(
        "    es: {title: Use sus gotas, text: Ponga 1 gota., why: Le cura.}\n", ""
    )
    assert told(folder, text).errors == ()
    assert told(folder, text, english).errors == (
        "hearing-test.yaml:10:8: the block “drops-1” has no words in “es”, "
        "and this protocol claims it.",
    )


def test_a_language_is_reviewed_only_where_all_of_it_is(folder: Path) -> None:
    found = told(folder, block=BLOCK.replace("en: {reviewed: yes,", "en: {reviewed: no,"))
    assert found.protocol is not None
    assert not found.protocol.texts["en"].reviewed
    assert any(
        warning.startswith("hearing-test.yaml:10:8: warning: the words of the block “drops-1”")
        for warning in found.warnings
    )


@pytest.mark.parametrize(
    ("uses", "expected"),
    [
        ("[drop-1]", "there is no block “drop-1”"),
        ("[drops-1, drops-1]", "“drops-1” is used twice."),
        ("[drops-1.yaml]", "write the name without “.yaml”: drops-1."),
        ("[../drops-1]", "there is no block “../drops-1”"),
        ("drops-1", "expected a list"),
        ("[hearing-test]", "hearing-test.yaml is no block"),
    ],
)
def test_a_block_that_cannot_be_used(folder: Path, uses: str, expected: str) -> None:
    (folder / "hearing-test.yaml").write_text(PROTOCOL, "utf-8")
    found = told(folder, PROTOCOL.replace("[drops-1]", uses))
    assert found.protocol is None
    assert any(expected in error for error in found.errors), found.errors


def test_a_block_uses_no_other(folder: Path) -> None:
    (error,) = told(folder, block=BLOCK + "uses: [other-1]\n").errors
    assert error.startswith("drops-1.yaml:22:1: a block takes in no other")


def test_a_block_is_nothing_by_itself(folder: Path) -> None:
    found = examine(BLOCK, "drops-1.yaml", folder)
    assert (found.errors, found.protocol, found.block) == ((), None, True)
    with pytest.raises(ProtocolError, match="it is nothing until a protocol “uses” it"):
        read_protocol(BLOCK, "drops-1.yaml", folder)


def test_a_block_is_checked_by_itself(folder: Path) -> None:
    found = examine(BLOCK.replace("times: 2", "times: two"), "drops-1.yaml", folder)
    assert len(found.errors) == 1


@pytest.mark.parametrize("name", shipped_blocks())
def test_the_shipped_blocks_are_found_from_anywhere(tmp_path: Path, name: str) -> None:
    text = PROTOCOL.replace("[drops-1]", f"[{name}]")
    assert read_protocol(text, "hearing-test.yaml", tmp_path).blocks == (name,)
    assert read_protocol(text, "hearing-test.yaml").blocks == (name,)


def test_some_block_is_shipped() -> None:
    assert "after-sedation-1" in shipped_blocks()
