# SPDX-License-Identifier: Apache-2.0
"""What a customer asks, cut out of what she tells."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.questions import questions


def test_questions_and_requests_are_taken_in_order_and_stories_are_not() -> None:
    text = (
        "I moved here in May. My husband says it is nothing.\n"
        "Do I need a new license? Please tell me the fee. The dog is fine."
    )
    assert questions(text) == ("Do I need a new license?", "Please tell me the fee.")


def test_questions_are_heard_in_other_languages() -> None:
    assert questions("Hola. ¿Cuánto cuesta la placa nueva?") == ("¿Cuánto cuesta la placa nueva?",)
    assert questions("Подскажите. Сколько это стоит у вас?") == ("Сколько это стоит у вас?",)
    assert questions("我们刚搬来。可以用中文考试吗请问？") == ("可以用中文考试吗请问？",)


def test_a_question_in_small_letters_without_a_mark_is_heard() -> None:
    assert questions("my plate is gone. can i just get one plate") == ("can i just get one plate",)


def test_a_text_that_only_tells_asks_nothing() -> None:
    assert questions("Thank you all. The young man was kind.") == ()
    assert questions("Why?") == ()


@given(st.text())
def test_at_most_five_are_taken_each_as_it_stands(text: str) -> None:
    found = questions(text)
    assert len(found) <= 5
    assert all(question in text for question in found)
