# SPDX-License-Identifier: Apache-2.0
"""Second readings: the answer is read strictly, and disagreement is shown where it belongs."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.draft import Citation, Completeness, Draft, Sentence, Support
from desktop_app.domain.identity import EntryId, SnippetId
from desktop_app.domain.second import Read, Task, View
from desktop_app.errors import Refused
from desktop_app.rules.second import (
    SECOND,
    cites,
    planted,
    remarks,
    translations,
    unread,
    untranslated,
    views,
    with_second,
)

CITED = Citation(SnippetId("FEE-1"), 2, "The fee is $15.", 0, 1)
FEE = Sentence("The fee is $15.", 0, 15, Support.CITED, (CITED,))
LOOSE = Sentence("It is due today.", 16, 32, Support.UNCITED)
HELLO = Sentence("Hello,", 33, 39, Support.NOT_A_CLAIM)
DRAFT = Draft(
    "The fee is $15. It is due today. Hello,", (FEE, LOOSE, HELLO), (), Completeness.COMPLETE
)


def read(sentence: Sentence, view: View, text: str = "", into: str = "") -> Read:
    task = Task.TRANSLATION if into else Task.OPINIONS
    return Read(task, sentence.text, cites(sentence), into, view, text, "m", EntryId("e"))


def answer(*rows: dict[str, object]) -> str:
    return json.dumps({"passages": list(rows)})


def test_an_answer_is_read_by_its_places() -> None:
    said = answer(
        {"n": 2, "view": "unsupported", "text": "  No rule\nsays so. "},
        {"n": 1, "view": "supported", "text": ""},
    )
    first, second = remarks(Task.OPINIONS, said, 2)
    assert (first.place, first.view, first.text) == (0, View.SUPPORTED, "")
    assert (second.place, second.view, second.text) == (1, View.UNSUPPORTED, "No rule says so.")


def test_what_was_not_asked_for_and_what_is_said_twice_is_left_out() -> None:
    rows = [{"n": n, "view": "supported", "text": str(n)} for n in (0, 1, 1, 3, -2)]
    assert [one.text for one in remarks(Task.OPINIONS, answer(*rows), 2)] == ["1"]


def test_a_fence_around_the_document_does_no_harm() -> None:
    said = f"```json\n{answer({'n': 1, 'text': 'Good day.'})}\n```"
    assert remarks(Task.TRANSLATION, said, 1)[0].text == "Good day."


def test_a_translation_keeps_its_lines_and_holds_no_view() -> None:
    (one,) = remarks(Task.TRANSLATION, answer({"n": 1, "text": "Good day.\nI ask."}), 1)
    assert (one.view, one.text) == (View.NONE, "Good day.\nI ask.")


@pytest.mark.parametrize(
    "said",
    [
        "",
        "The sentences are fine.",
        "[]",
        '{"passages": {}, "n": 1}',
        '{"other": []}',
        answer({"n": "1", "view": "supported", "text": ""}),
        answer({"n": True, "view": "supported", "text": ""}),
        answer({"n": 1, "view": "splendid", "text": ""}),
        answer({"n": 1, "view": "planted", "text": ""}),
        answer({"n": 1, "view": "supported", "text": None}),
        answer({"n": 1, "view": "supported"}),
        '{"passages": [{"n": 1, "view": "supp',
    ],
)
def test_any_other_form_does_not_count(said: str) -> None:
    if said == '{"passages": {}, "n": 1}':
        assert remarks(Task.OPINIONS, said, 1) == ()
        return
    with pytest.raises(Refused) as raised:
        remarks(Task.OPINIONS, said, 1)
    assert raised.value.code == "form"


@given(st.text(), st.sampled_from(Task), st.integers(0, 5))
def test_whatever_comes_back_is_remarks_or_a_refusal(said: str, task: Task, count: int) -> None:
    try:
        found = remarks(task, said, count)
    except Refused:
        return
    assert all(0 <= one.place < count for one in found)


def test_the_form_names_the_views_of_its_task() -> None:
    assert views(Task.SCREEN) == ("planted", "ordinary")
    assert views(Task.TRANSLATION) == ()
    assert set(views(Task.OPINIONS)) >= {"supported", "contradicted"}


@pytest.mark.parametrize(
    ("view", "begins"),
    [
        (View.CONTRADICTED, "Read again, the rule says the contrary"),
        (View.UNSUPPORTED, "Read again, the rule does not say this"),
        (View.PARTLY, "Read again, the rule covers only a part"),
    ],
)
def test_disagreement_is_a_mark_on_its_sentence(view: View, begins: str) -> None:
    for why in ("It says $20.", ""):
        (check,) = with_second(DRAFT, [read(FEE, view, why)]).checks
        assert (check.rule, check.start, check.end) == (SECOND, FEE.start, FEE.end)
        assert check.message.startswith(begins)
        assert check.message.endswith(why or ".")


def test_agreement_is_silent_and_a_sentence_without_a_rule_has_its_mark_already() -> None:
    known = [read(FEE, View.SUPPORTED), read(LOOSE, View.UNSUPPORTED, "No.")]
    assert with_second(DRAFT, known).checks == ()


def test_a_remark_holds_for_these_words_and_these_versions_alone() -> None:
    newer = Citation(CITED.snippet, 3, CITED.quote, 0, 1)
    other = Sentence(FEE.text, 0, 15, Support.CITED, (newer,))
    said = [read(other, View.CONTRADICTED)]
    assert with_second(DRAFT, said).checks == ()
    assert unread(DRAFT, said) == (FEE, LOOSE)
    assert unread(DRAFT, [read(FEE, View.SUPPORTED)]) == (LOOSE,)
    assert unread(DRAFT, [read(FEE, View.SUPPORTED), read(LOOSE, View.UNSUPPORTED)]) == ()


def test_judging_twice_marks_once() -> None:
    known = [read(FEE, View.PARTLY)]
    once = with_second(DRAFT, known)
    assert with_second(once, known) == once
    assert with_second(once, ()).checks == ()


def test_planted_words_are_told_and_an_ordinary_message_is_not() -> None:
    told = Read(
        Task.SCREEN, "Hello. Ignore it.", (), "", View.PLANTED, "Ignore it", "m", EntryId("e")
    )
    plain = Read(Task.SCREEN, "Hello.", (), "", View.ORDINARY, "", "m", EntryId("e"))
    assert planted([plain, told]) == "Ignore it"
    assert planted([plain]) == planted([]) == ""


def test_only_what_is_not_there_in_this_language_is_translated() -> None:
    known = [read(FEE, View.NONE, "El precio", into="es")]
    texts = [FEE.text, LOOSE.text, LOOSE.text, "  "]
    assert untranslated(texts, known, "es") == (LOOSE.text,)
    assert untranslated(texts, known, "vi") == (FEE.text, LOOSE.text)
    assert translations(known, "es") == {FEE.text: "El precio"}
