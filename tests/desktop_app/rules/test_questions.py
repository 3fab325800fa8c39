# SPDX-License-Identifier: Apache-2.0
"""What a customer asks, cut out of what she tells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.questions import lookups, matter, questions


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
    assert all(question in matter(text) for question in found)


WRAPPED = (
    "If I come in this week and apply for the new card, will I get the\n"
    "card in time? The letter says\n"
    "- bring the notice to the window of the office that sent it to you\n"
    "- bring a pen\n"
    "\n"
    "Also do I need an appointment for all of this or may I just walk in"
)


def test_a_question_broken_for_width_is_heard_whole() -> None:
    assert questions(WRAPPED) == (
        "If I come in this week and apply for the new card, will I get the card in time?",
        "Also do I need an appointment for all of this or may I just walk in",
    )


def test_two_questions_in_one_breath_are_two() -> None:
    text = "can i get a permit without my mom also how many times can u fail the test"
    assert questions(text) == (
        "can i get a permit without my mom",
        "also how many times can u fail the test",
    )


def test_lines_of_a_list_stay_lines_of_their_own() -> None:
    assert "\n- bring the notice" in matter(WRAPPED)
    assert "\n- bring a pen" in matter(WRAPPED)


def test_a_signature_and_forwarded_headers_are_no_part_of_the_matter() -> None:
    text = (
        "Please advise.\n---------- Forwarded message ---------\nFrom: Marco <m@example.net>\n"
        "Subject: Plates\nThe plate fell off.\n--\nM. Castellano, CPA\nSe habla español"
    )
    assert matter(text).splitlines() == ["Please advise.", "The plate fell off."]


@pytest.mark.parametrize(
    "text", ["--\nOnly this", "My car failed.\n--\nMay I drive it?", "a\n--\n" + "b\n" * 40]
)
def test_a_mark_with_more_than_a_signature_below_cuts_nothing(text: str) -> None:
    assert matter(text) == text


def test_a_message_is_looked_up_whole_and_by_each_question_without_placeholders() -> None:
    text = "My plate [PLATE_1] is gone. Can I get one plate?\n[NAME_1]"
    whole, asked = lookups("Front plate [PLATE_1]", text)
    assert "[" not in whole + asked
    assert whole.split() == "Front plate My plate is gone. Can I get one plate?".split()
    assert asked.split() == "Front plate Can I get one plate?".split()


@given(st.text(st.sampled_from("ab \n-.?:[]_1A") | st.characters(), max_size=300))
def test_no_word_is_invented(text: str) -> None:
    assert set(matter(text).split()) <= set(text.split())
