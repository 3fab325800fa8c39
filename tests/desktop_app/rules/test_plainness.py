# SPDX-License-Identifier: Apache-2.0
"""How easily a reply reads: syllables by hand-counted words, grades by texts reckoned by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.draft import Sentence, Support
from desktop_app.domain.reading import Measure, Reading
from desktop_app.rules import sentences, syllables
from desktop_app.rules.plainness import reading

ENGLISH = """
registration:4 license:2 driver:2 vehicle:3 title:2 transfer:2 form:1 application:4 required:2
identification:6 insurance:3 expired:2 needed:2 certificate:4 appointment:3 california:4 check:1
penalties:3 are:1 you:1 people:2 because:2 lienholder:3 liability:5 waived:1 eligible:4 disabled:3
temporary:4 immediately:5 received:2 issue:2 placard:2 plates:1 business:2 additional:4 example:3
information:4 verification:5 electronic:4 every:2 create:2 created:3 area:3 being:2 paying:2 buyer:2
quiet:2 client:2 annual:3 january:4 special:2 official:3 region:2 million:2 familiar:3
wanted:2 stopped:1 signed:1 changes:2 houses:2 makes:1 statement:2 useful:2 carefully:3 likely:2
guarantee:3 serious:3 period:3 experience:4 patient:2 society:4 variety:4 agreement:3 employees:3
cable:2 handled:2 people's:2 don't:1 doesn't:2 isn't:2 reviewed:2 reality:4 situation:4 evaluate:4
value:2 league:1 technique:2 obtain:2 notwithstanding:4 characteristically:7 interpretation:5
""".split()
SPANISH = """
licencia:3 vehículo:4 registro:3 oficina:4 día:2 ciudad:2 aéreo:4 leer:2 guía:2 pague:2 que:1 muy:1
quien:1 y:1 hay:1 automóvil:4 gratuito:3 renovación:4 pingüino:3 país:2 identificación:6 título:3
propietario:4 reunión:2 baúl:2 Uruguay:3 averiguar:4
""".split()
PLAIN = "Bring the form to us. Pay the fee of $15. We mail the card to you in ten days. " * 2
HEAVY = (
    "Notwithstanding previous correspondence, submission of documentation evidencing eligibility "
    "constitutes a precondition of administrative consideration of registration applications. "
    "Applicants necessarily demonstrate financial responsibility beforehand, and "
    "documentary verification remains obligatory irrespective of previous determinations."
)


def read(text: str, language: str = "en", closing: str = "") -> Reading | None:
    cut = [
        Sentence(text[start:end], start, end, Support.NOT_A_CLAIM)
        for start, end in sentences.spans(text)
    ]
    return reading(cut, language, 8, closing)


@pytest.mark.parametrize("counted", ENGLISH)
def test_english_syllables(counted: str) -> None:
    word, _, count = counted.partition(":")
    assert syllables.english(word) == int(count)


@pytest.mark.parametrize("counted", SPANISH)
def test_spanish_syllables(counted: str) -> None:
    word, _, count = counted.partition(":")
    assert syllables.spanish(word) == int(count)


def test_the_grade_is_the_published_formula() -> None:
    text = "The cat sat on the mat today. " * 5  # 7 words, 8 syllables a sentence
    assert read(text) == Reading(Measure.GRADE, max(1, round(0.39 * 7 + 11.8 * 8 / 7 - 15.59)), 8)


def test_plain_words_meet_the_target_and_heavy_ones_do_not() -> None:
    plain, heavy = read(PLAIN), read(HEAVY)
    assert plain is not None
    assert heavy is not None
    assert plain.met
    assert not heavy.met


def test_spanish_has_a_grade_of_its_own_formula() -> None:
    easy = read(
        "Traiga la forma a la oficina. La cuota es de diez pesos. Hoy le damos su placa. " * 3, "es"
    )
    hard = read(
        "Adicionalmente, la presentación de documentación complementaria constituye un requisito "
        "indispensable para la consideración administrativa de solicitudes "
        "extemporáneas de matriculación vehicular, e igualmente de renovaciones correspondientes.",
        "es",
    )
    assert easy is not None
    assert hard is not None
    assert hard.value > easy.value
    assert easy.measure is Measure.GRADE
    assert easy.met


@pytest.mark.parametrize(
    ("language", "text", "measure"),
    [
        ("ru", "Принесите водительское удостоверение и сбор в отделение. " * 5, Measure.WORDS),
        ("zh", "请把驾照和十五美元的费用带到离您最近的办公室来。" * 4, Measure.SIGNS),
        ("km", "សូមយកប័ណ្ណបើកបរ និងថ្លៃសេវា មកកាន់ការិយាល័យរបស់យើង។ " * 3, Measure.SIGNS),
    ],
)
def test_other_languages_tell_the_length_of_their_sentences(
    language: str, text: str, measure: Measure
) -> None:
    found = read(text, language)
    assert found is not None
    assert found.measure is measure
    assert found.met


def test_a_few_words_are_not_measured_and_the_closing_does_not_count() -> None:
    closing = "Sincerely,\nJosephine Varga of the very considerable administrative organization"
    assert read("Bring the form.") is None
    assert read(f"{PLAIN}\n\n{closing}", closing=closing) == read(PLAIN)


@given(st.text(), st.sampled_from("en es zh ru km ar".split()))
def test_any_text_has_a_figure_within_bounds_or_none(text: str, language: str) -> None:
    found = read(text, language)
    if found is not None:
        assert found.value >= 1
        assert found.measure is not Measure.GRADE or found.value <= 16
