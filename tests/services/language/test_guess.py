# SPDX-License-Identifier: Apache-2.0
"""Which language a customer wrote in."""

import json
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.settings import LANGUAGES
from resources import language_runs
from services.language.guess import LanguageModel

MODEL = LanguageModel(LANGUAGES)
SPECIMENS = [
    json.loads(line)
    for line in Path(__file__)
    .parents[2]
    .joinpath("specimens", "languages.jsonl")
    .read_text("utf-8")
    .splitlines()
]


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


@pytest.mark.parametrize("row", SPECIMENS, ids=[row["id"] for row in SPECIMENS])
def test_mixed_spelled_and_short_texts(row: dict[str, str]) -> None:
    assert MODEL(row["text"]) == row["language"]


def test_a_language_the_office_does_not_answer_in_needs_more_than_a_few_words() -> None:
    few = "carta de conduzir"
    assert MODEL(few) in {"es", ""}
    assert LanguageModel((*LANGUAGES, "pt"))(few) == "pt"


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


@pytest.mark.parametrize("word", ["a", "a.b-c+", "[A", "a@", "a1"])
def test_a_word_without_end_takes_no_time_without_end(word: str) -> None:
    assert MODEL(f"¿Cuánto cuesta la multa por el registro vencido? {word * 200_000}") == "es"


def test_a_mail_address_says_nothing_of_the_language() -> None:
    assert MODEL("=renew.my.registration+today@registration.example:") == ""


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    said = MODEL(text)
    assert said == "" or (len(said) == 2 and said.isascii())


def test_the_tables_are_whole() -> None:
    for name in ("latin", "arabic"):
        first, *lines = language_runs(name).splitlines()
        languages = first.split()
        assert {len(line.partition("\t")[2]) for line in lines} == {len(languages)}
        assert all(1 <= len(line.partition("\t")[0]) <= 4 for line in lines)
