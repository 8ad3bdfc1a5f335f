"""Words between brackets need quotes more often than people think: they are told so."""

from __future__ import annotations

from checklist.protocols import examine


def told(words: str) -> tuple[str, ...]:
    text = (
        "protocol: hearing-test\n"
        "title: {en: Hearing test}\n"
        "steps:\n"
        "  - step: come\n"
        "    kind: attend\n"
        "    due: arrival\n"
        f"    en: {{{words}}}\n"
    )
    return examine(text, "hearing.yaml").errors


def test_an_author_who_leaves_the_quotes_off_a_slot_is_told_to_add_them() -> None:
    assert told("title: Come to us, text: Come to {place}.") == (
        "hearing.yaml:7:43: between brackets, words that hold “{”, “}”, “[” or “]” need quotes "
        "around them (or a comma or a bracket is missing).",
    )


def test_an_author_whose_words_hold_a_comma_is_told_about_quotes() -> None:
    assert told("title: Come to us, text: Come early, please.") == (
        "hearing.yaml:7:47: there is no key “please.” here. Between brackets, words that hold a "
        "comma need quotes around them.",
    )


def test_a_title_with_a_comma_is_told_about_quotes() -> None:
    text = "protocol: x\ntitle: {en: One, then the other}\nsteps: []\n"
    problems = examine(text, "x.yaml").errors
    assert (
        "x.yaml:2:18: expected a language such as en, found “then the other”. Between brackets, "
        "words that hold a comma need quotes around them." in problems
    )
