# SPDX-License-Identifier: Apache-2.0
"""Contraries across languages: told in the plainest case, and never where both say the same."""

import pytest

from desktop_app.domain.draft import Citation, Sentence, Support
from desktop_app.domain.identity import SnippetId
from desktop_app.domain.reply import Reply
from desktop_app.rules.checks import flip
from desktop_app.rules.foreign_polarity import denies
from tests.fakes.build import snippet

MUST = "The buyer must sign the title."
NEED_NOT = "The buyer need not sign the title."
MAY = "The buyer may pay by mail."
MAY_NOT = "The buyer may not pay by mail."
SAID = {
    "es": (
        "El comprador debe firmar el título.", "El comprador no tiene que firmar el título.",
        "El comprador puede pagar por correo.", "El comprador no puede pagar por correo.",
    ),
    "zh": (
        "买方必须在产权证上签名。", "买方不需要在产权证上签名。",
        "买方可以邮寄付款。", "买方不可以邮寄付款。",
    ),
    "vi": (
        "Người mua phải ký giấy chủ quyền.", "Người mua không cần ký giấy chủ quyền.",
        "Người mua có thể trả qua thư.", "Người mua không được trả qua thư.",
    ),
    "tl": (
        "Dapat pirmahan ng bumili ang titulo.", "Hindi po kailangang pirmahan ito ng bumili.",
        "Maaaring magbayad sa koreo ang bumili.", "Hindi maaaring magbayad sa koreo ang bumili.",
    ),
    "ru": (
        "Покупатель должен подписать титул.", "Покупателю не нужно подписывать титул.",
        "Покупатель может заплатить по почте.", "Покупатель не может заплатить по почте.",
    ),
}  # fmt: skip
RULES = (MUST, NEED_NOT, MAY, MAY_NOT)
CONTRARY = {(0, 1), (1, 0), (0, 3), (3, 0), (2, 3), (3, 2)}


@pytest.mark.parametrize("language", SAID)
def test_the_contrary_is_found_and_the_same_is_not(language: str) -> None:
    for said, text in enumerate(SAID[language]):
        for rule, quoted in enumerate(RULES):
            found = denies(text, language, quoted) is not None
            assert found is ((said, rule) in CONTRARY), (text, quoted)


@pytest.mark.parametrize("language", ["ko", "ja", "km", "hy", "pa", "hi", "fa", "ar"])
def test_where_no_plain_rule_is_known_nothing_is_said(language: str) -> None:
    assert denies("x", language, MUST) is None


def test_a_rule_with_a_condition_is_left_to_people() -> None:
    assert denies(SAID["vi"][1], "vi", "The buyer must sign the title unless it is lost.") is None


def marked(quote: str) -> list[str]:
    text = SAID["ru"][1]
    rule = snippet("R-1", quote)
    cited = Citation(SnippetId("R-1"), 1, quote, 0, 1)
    sentence = Sentence(text, 0, len(text), Support.CITED, (cited,))
    reply = Reply(text, (sentence,), (rule,), (rule,), language="ru")
    return [text[one.start : one.end] for one in flip.check(reply)]


def test_the_check_marks_the_words_that_say_otherwise() -> None:
    assert marked(MUST) == ["не нужно"]
    assert marked(NEED_NOT) == []
