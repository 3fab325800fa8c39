# SPDX-License-Identifier: Apache-2.0
"""Which language a customer wrote in."""

import threading

import pytest

from desktop_app.settings import LANGUAGES
from services.language.guess import LanguageModel

MODEL = LanguageModel(LANGUAGES)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I would like to renew my registration before it expires.", "en"),
        ("Quisiera saber cuánto cuesta la multa por el registro vencido.", "es"),
        ("请问换驾照需要哪些文件？", "zh"),
        ("Tôi muốn đổi địa chỉ trên bằng lái xe.", "vi"),
        ("Magkano po ang bayad para sa rehistro ng kotse?", "tl"),
        ("운전면허 시험을 한국어로 볼 수 있나요?", "ko"),
        ("Ինչպե՞ս կարող եմ փոխել հասցեն։", "hy"),
        ("ਮੈਨੂੰ ਲਾਇਸੈਂਸ ਬਾਰੇ ਪੁੱਛਣਾ ਹੈ।", "pa"),
        ("मुझे लाइसेंस के बारे में पूछना है।", "hi"),
        ("برای گواهینامه چه مدارکی لازم است؟", "fa"),
        ("ما هي الأوراق المطلوبة للرخصة؟", "ar"),
        ("Какие документы нужны для регистрации машины?", "ru"),
        ("運転免許の更新について教えてください。", "ja"),
        ("តើខ្ញុំត្រូវយកឯកសារអ្វីខ្លះ?", "km"),
    ],
)
def test_each_language_of_the_office_is_told_from_the_others(text: str, language: str) -> None:
    assert MODEL(text) == language


@pytest.mark.parametrize(
    "text", ["", "ok", "12345 !!", "https://example.org/abcdef", "a@b.example"]
)
def test_too_few_letters_give_no_sign(text: str) -> None:
    assert MODEL(text) == ""


def test_several_threads_may_ask_at_once_and_after_a_rest() -> None:
    answers: list[str] = []

    def ask() -> None:
        answers.append(MODEL("I would like to renew my registration, please."))
        MODEL.rest()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["en"] * 4


@pytest.mark.parametrize("word", ["a", "a.b-c+", "[A", "a@"])
def test_a_word_without_end_takes_no_time_without_end(word: str) -> None:
    assert MODEL(f"¿Cuánto cuesta la multa por el registro vencido? {word * 200_000}") == "es"


def test_a_mail_address_says_nothing_of_the_language() -> None:
    assert MODEL("=renew.my.registration+today@registration.example:") == ""
