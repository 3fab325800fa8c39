# SPDX-License-Identifier: Apache-2.0
"""A sentence claims something unless it shows that it does not."""

import pytest

from desktop_app.rules.claims import is_claim

COURTESIES = ("Dear {name},", "Estimado/a {name}:", "Thank you for your patience.", "Maria Okafor")


@pytest.mark.parametrize(
    "sentence",
    [
        "You must bring the original.",
        "The fee is waived.",
        "Your license is valid until Friday.",
        "Hello, you must pay 50 dollars by Friday.",
        "Hi there, your fee is due on Monday.",
        "Thank you for waiting, your license stays valid.",
        "Thank you for paying the fee.",
        "Thanks for your note; the penalty is waived.",
        "We understand that you may drive until your hearing.",
        "I understand you can keep your plates.",
        "I am sorry that you must pay twice.",
        "I hope this helps and you owe nothing.",
        "Lamento que tenga que pagar la multa.",
        "Gracias por escribir, su licencia es válida.",
        "Your fee is 99 dollars:",
        "Dear Ana, your fee is waived.",
        "Maria Okafor says that it is free.",
        "No.",
        "您需要交费。",
    ],
)
def test_what_a_customer_may_rely_on_is_a_claim(sentence: str) -> None:
    assert is_claim(sentence, COURTESIES)


@pytest.mark.parametrize(
    "sentence",
    [
        "Dear Mr. Smith,",
        "Dear Ana Maria Li,",
        "Estimado/a Ana:",
        "Hello,",
        "Good morning,",
        "Estimada señora Zepeda:",
        "Thank you for writing to us.",
        "Thank you very much.",
        "Thank you for your patience.",
        "We are sorry to hear about your loss.",
        "I am sorry for the trouble.",
        "Please write back if something is unclear.",
        "Kind regards,",
        "Sincerely,",
        "Atentamente,",
        "Maria Okafor",
        "  maria   okafor ",
        "Do you still have the title?",
        "Ինչպե՞ս։ ՞",
        "Please bring:",
        "About your second question:",
        "* * *",
        "",
    ],
)
def test_courtesies_questions_headings_and_the_signature_are_none(sentence: str) -> None:
    assert not is_claim(sentence, COURTESIES)


def test_a_name_in_a_courtesy_is_short_and_holds_no_figures() -> None:
    assert is_claim("Dear Ana your 50 dollar fee,", ("Dear {name},",))
    assert not is_claim("Dear Ana,", ("Dear {name},",))


def test_a_long_heading_is_a_sentence_like_any_other() -> None:
    assert is_claim(f"You will find that {'everything ' * 6}is listed here:")
