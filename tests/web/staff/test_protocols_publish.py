"""Publishing a protocol: everything wrong at once, what would change, a name and a reason."""

from __future__ import annotations

from io import BytesIO

import pytest

from checklist.core.clinic import Clinic
from checklist.store import Store, protocols
from tests.web.client import CheckingClient
from tests.web.conftest import Person, sign_in
from tests.web.page import Page
from tests.web.staff.authoring import BROKEN, FIRST, SECOND

PUBLISH = "/protocols/publish"
REASON = "Agreed on the ward on 1 March."
UNPROCESSABLE = 422


@pytest.fixture
def author(client: CheckingClient, clinician: Person) -> CheckingClient:
    """A clinician's browser."""
    return sign_in(client, clinician)


def check(author: CheckingClient, text: str, *, status: int = 200) -> Page:
    return author.send_page(PUBLISH, {"text": text, "do": "check"}, status=status)


def publish(author: CheckingClient, text: str, reason: str = REASON) -> Page:
    """As a person does: check, then publish what was shown."""
    page = check(author, text)
    form = page.form(PUBLISH)
    return author.follow(PUBLISH, {**form.fields, "reason": reason, "do": "publish"})


def versions(store: Store, clinic: Clinic) -> list[tuple[int, str, str]]:
    with store.read() as reader:
        found = protocols.versions(reader, clinic.id, "hearing-test")
    return [(one.version, one.published_by, one.reason) for one in found]


def test_every_problem_at_once_with_its_line_beside_the_text(
    author: CheckingClient, store: Store, clinic: Clinic
) -> None:
    page = check(author, BROKEN, status=UNPROCESSABLE)
    lines = BROKEN.splitlines()
    avoyd = next(n for n, line in enumerate(lines, 1) if "avoyd" in line)
    arival = next(n for n, line in enumerate(lines, 1) if "arival" in line)
    assert "2 things to mend" in page.text
    assert f"Line {avoyd}, column {lines[avoyd - 1].index('avoyd') + 1}" in page.text
    assert f"Line {arival}, column {lines[arival - 1].index('arival') + 1}" in page.text
    assert "Did you mean “arrival”?" in page.text
    assert lines[avoyd - 1].strip() in page.text, "the line itself stands there, to find it by"
    assert page.value_of("text").strip() == BROKEN.strip(), "what was typed is kept"
    assert versions(store, clinic) == []


def test_a_sound_text_shows_what_would_be_published_and_keeps_nothing_yet(
    author: CheckingClient, store: Store, clinic: Clinic
) -> None:
    page = check(author, FIRST)
    assert "No errors: Hearing test, version 1" in page.text
    assert "It is the first version of “hearing-test” here." in page.text
    assert "as Dr Rao" in page.text, "the name it would be published under"
    assert versions(store, clinic) == []


def test_published_with_a_name_and_a_reason_that_its_page_shows(
    author: CheckingClient, store: Store, clinic: Clinic
) -> None:
    page = publish(author, FIRST)
    assert page.h1 == "Hearing test version 1"
    assert "Version 1 is published." in page.text
    assert f"by Dr Rao: {REASON}" in page.text
    assert versions(store, clinic) == [(1, "Dr Rao", REASON)]
    assert store.verify() > 0, "the entry stands in the record"


def test_a_second_version_shows_what_changes_first(
    author: CheckingClient, store: Store, clinic: Clinic
) -> None:
    publish(author, FIRST)
    page = check(author, SECOND)
    assert "What changes, compared with version 1" in page.text
    assert "now starts 24 hours before the procedure" in page.text
    publish(author, SECOND, "A louder ward.")
    assert versions(store, clinic) == [(2, "Dr Rao", "A louder ward."), (1, "Dr Rao", REASON)]


def test_without_a_reason_nothing_is_published(
    author: CheckingClient, store: Store, clinic: Clinic
) -> None:
    form = check(author, FIRST).form(PUBLISH)
    for reason, said in (("", "Write why"), ("  ", "Write why"), ("x" * 501, "500 letters")):
        sent = {**form.fields, "reason": reason, "do": "publish"}
        page = author.send_page(PUBLISH, sent, status=UNPROCESSABLE)
        assert said in page.error_of("reason")
        assert page.value_of("text").strip() == FIRST.strip()
    assert versions(store, clinic) == []


def test_only_the_text_that_was_shown_is_published(
    author: CheckingClient, store: Store, clinic: Clinic
) -> None:
    """Changed after the check, it is checked and shown anew."""
    form = check(author, FIRST).form(PUBLISH)
    changed = FIRST.replace("12 hours", "13 hours")
    sent = {**form.fields, "text": changed, "reason": REASON, "do": "publish"}
    page = author.send_page(PUBLISH, sent, status=UNPROCESSABLE)
    assert "The text changed since it was checked." in page.text
    assert versions(store, clinic) == []
    author.follow(PUBLISH, {**page.form(PUBLISH).fields, "do": "publish"})
    assert [one[0] for one in versions(store, clinic)] == [1]


def test_the_same_number_with_another_text_is_refused(
    author: CheckingClient, store: Store, clinic: Clinic
) -> None:
    publish(author, FIRST)
    other = FIRST.replace("Do not go near", "Stay away from")
    form = check(author, other).form(PUBLISH)
    sent = {**form.fields, "reason": REASON, "do": "publish"}
    page = author.send_page(PUBLISH, sent, status=UNPROCESSABLE)
    assert "A published version never changes: give the new text a new version." in page.text
    assert versions(store, clinic) == [(1, "Dr Rao", REASON)]


def test_the_same_text_twice_is_one_version(
    author: CheckingClient, store: Store, clinic: Clinic
) -> None:
    publish(author, FIRST)
    page = publish(author, FIRST.replace("\n", "\r\n"), "Once more.")
    assert "was published before, with this very text" in page.text
    assert versions(store, clinic) == [(1, "Dr Rao", REASON)]


def test_what_no_patient_could_read_is_not_offered_for_publishing(
    author: CheckingClient, store: Store, clinic: Clinic
) -> None:
    text = FIRST.replace("reviewed: yes, by: Dr Rao, on: 2027-03-01", "reviewed: no")
    said = author.send(PUBLISH, {"text": text, "do": "check"}, status=200).get_data(as_text=True)
    assert "It cannot be published yet:" in said
    assert "None of its languages is reviewed" in said
    assert "Publish version" not in said
    assert versions(store, clinic) == []


def test_a_file_takes_the_place_of_the_text(
    author: CheckingClient, store: Store, clinic: Clinic
) -> None:
    page = _upload(author, b"\xef\xbb\xbf" + FIRST.encode(), text="protocol: something else")
    assert "No errors: Hearing test, version 1" in page.text
    assert page.value_of("text").strip() == FIRST.strip()


def test_a_file_that_is_no_text_is_refused_in_a_sentence(author: CheckingClient) -> None:
    page = _upload(author, b"\xff\xfe\x00h\x00i", text="kept: yes", status=UNPROCESSABLE)
    assert "not plain text (UTF-8)" in page.error_of("file")
    assert page.value_of("text").strip() == "kept: yes"


def test_nothing_at_all_is_asked_for(author: CheckingClient) -> None:
    page = check(author, " \n ", status=UNPROCESSABLE)
    assert page.error_of("text") == "Paste the protocol here, or choose its file."


def test_a_shared_block_by_itself_is_not_published(author: CheckingClient) -> None:
    block = "block: after-sedation\nversion: 1\ntitle: {en: After sedation}\nsteps: []\n"
    page = check(author, block, status=UNPROCESSABLE)
    assert "block that protocols share" in page.error_of("text")


def test_the_next_version_begins_with_the_newest_ones_own_file(
    author: CheckingClient, protocol_id: str
) -> None:
    """Without the blocks it uses, which stand behind it in what was published."""
    page = author.get_page(f"{PUBLISH}?from=vertebroplasty")
    text = page.value_of("text")
    assert "\nversion: 3\n" in text
    assert "# ---- The block" not in text
    assert "No errors: Vertebroplasty, version 3" in check(author, text).text


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "- [" * 200,
        "a: &a [*a]",
        "a: &a [x]\nb: [*a, *a]",
        "? {a: b}\n: c",
        "protocol: !!python/object:os.system x",
        "protocol: hearing-test\nsteps: nonsense",
        "uses: [../../../etc/passwd]\nprotocol: x\ntitle: {en: X}\nsteps: []",
        "\x00\x1b[2J: \u202e",
        "%YAML 9.9\n---\na: b",
        "x" * 50_000,
        "<script>alert(1)</script>: <img src=x onerror=alert(1)>",
        "version: 9999999999999999999999\nprotocol: x\ntitle: {en: X}\nsteps: []",
    ],
)
def test_nonsense_is_answered_in_sentences(author: CheckingClient, text: str) -> None:
    page = check(author, text, status=UNPROCESSABLE)
    assert "<script>alert" not in page.html
    assert "to mend" in page.text or page.error_of("text")


def test_more_than_a_request_may_hold_is_refused(author: CheckingClient) -> None:
    response = author.post(PUBLISH, data={"csrf_token": author.token, "text": "x" * 300_000})
    assert response.status_code == 413


def _upload(author: CheckingClient, content: bytes, *, text: str, status: int = 200) -> Page:
    sent = {"text": text, "file": (BytesIO(content), "hearing.yaml"), "do": "check"}
    return author.send_page(PUBLISH, sent, status=status)
