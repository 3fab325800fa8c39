# SPDX-License-Identifier: Apache-2.0
"""The search glossary: a customer's word finds the rule's word, and nothing else changes."""

import json
import re
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources import glossary_file, sample_pack
from services.policy.glossary import LANGUAGES, expansions, in_english
from services.policy.lexicon import Entry, Lexicon
from services.policy.pack import read_pack
from services.policy.spelling import fold, tokens
from services.policy.words import STOP_WORDS

QUESTIONS = Path(__file__).parents[2] / "benchmarks" / "glossary_questions.jsonl"
OTHERS = tuple(code for code in LANGUAGES if code != "en")


def words(text: str, language: str = "") -> set[str]:
    """All rule words a text stands for."""
    return {word for each in expansions(text, language) for word in each.words}


def bag(text: str, language: str = "") -> set[str]:
    """The same, word by word."""
    return {each for word in words(text, language) for each in word.split()}


def heard(text: str, language: str = "") -> dict[str, tuple[str, ...]]:
    return {each.heard: each.words for each in expansions(text, language)}


def forms(code: str) -> list[tuple[str, Entry]]:
    """Each form of a language as one text, with its entry."""
    lexicon = Lexicon(code, glossary_file(code))
    return [
        (" ".join((first, *(piece for piece, _ in entry.rest))), entry)
        for first, entry in lexicon.entries()
    ]


# The files


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_form_stands_for_one_thing(code: str) -> None:
    meanings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for form, entry in forms(code):
        meanings[form, entry.spelled].add(entry.meaning)
    assert {form: said for form, said in meanings.items() if len(said) > 1} == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_meaning_is_written_in_plain_english(code: str) -> None:
    odd = {
        word
        for _, entry in forms(code)
        for word in entry.words
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9' -]*", word)
    }
    assert odd == set()


def test_no_english_form_stands_for_itself_only() -> None:
    itself = [form for form, entry in forms("en") if entry.words == (form,)]
    assert itself == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_expansion_is_a_stop_word(code: str) -> None:
    text = ". ".join(form for form, _ in forms(code))
    assert {word for word in words(text, code) if not set(word.split()) - STOP_WORDS} == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_word_of_the_glossary_counts_less_than_the_customers_own(code: str) -> None:
    assert {entry.weight for _, entry in forms(code)} <= {0.0, 0.5, 0.8, 0.9}


def test_most_words_rules_are_searched_by_are_words_of_the_sample_rules() -> None:
    rules = read_pack(sample_pack()).rules
    said = {
        token.key
        for rule in rules
        for token in tokens(" ".join((rule.title, rule.text, *rule.keywords)))
    }
    meant = {
        token.key
        for code in LANGUAGES
        for _, entry in forms(code)
        if entry.weight == 0.8
        for token in tokens(entry.meaning)
    }
    unsaid = {word for word in meant if not any(each.startswith(word[:4]) for each in said)}
    assert len(unsaid) < len(meant) / 10, sorted(unsaid)


@pytest.mark.parametrize(
    ("code", "least"), [("es", 1800), *((c, 450) for c in OTHERS if c != "es")]
)
def test_a_language_has_words_enough(code: str, least: int) -> None:
    assert len(forms(code)) >= least


# English


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("I lost the pink slip", "title"),
        ("driving with expired tags", "expired registration"),
        ("my tabs ran out", "registration"),
        ("how do I non-op a truck", "planned nonoperation"),
        ("need a hang tag for my aunt", "placard"),
        ("got a deuce", "DUI"),
        ("do they take a bad check", "dishonored check"),
        ("where is the emissions test", "smog"),
        ("copy of my driving abstract", "driver record"),
        ("my learners expired", "learner permit"),
    ],
)
def test_what_customers_say_stands_for_what_rules_say(said: str, meant: str) -> None:
    assert meant in words(said)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("licence", "license"),
        ("liscense", "license"),
        ("registeration", "registration"),
        ("plackard", "placard"),
        ("apointment", "appointment"),
        ("vehical", "vehicle"),
    ],
)
def test_a_misspelling_counts_almost_as_the_word(typed: str, meant: str) -> None:
    (found,) = expansions(f"about my {typed}")
    assert (found.heard, found.words, found.weight) == (typed, (meant,), 0.9)
    assert in_english(f"about my {typed}") == f"about my {meant}"


@pytest.mark.parametrize(
    "text",
    [
        "How do I renew my driver license online?",
        "The registered owner must tell the department about a new address within 10 days.",
        "Payment of the use tax is due at the time of transfer.",
    ],
)
def test_the_rules_own_words_stand_as_they_are(text: str) -> None:
    assert expansions(text) == ()
    assert in_english(text) == text


def test_a_word_that_the_text_says_itself_is_not_added() -> None:
    assert "title" in words("pink slip")
    assert "title" not in words("the pink slip, I mean the title")


def test_the_longest_form_wins() -> None:
    assert heard("paper plates") == {"paper plates": ("temporary plates",)}
    assert heard("licencia comercial", "es") == {
        "licencia comercial": ("commercial license", "commercial driver")
    }


def test_a_form_does_not_reach_over_a_full_stop() -> None:
    assert "title" not in words("It was pink. Slip on the floor.")


@pytest.mark.parametrize("word", ["I", "the", "you", "can", "para", "con", "mis"])
def test_a_stop_word_has_no_expansion(word: str) -> None:
    assert expansions(word) == ()
    assert expansions(word, "es") == ()


LOOKS_FOREIGN = (
    "The sale came once, and the son has a place for a mail van on the main road.",
    "I called the case manager and gave her complete information to present.",
    "Can I come on a Monday at ten, or on Saturday? The caller is familiar with it.",
    "A motor vehicle, an auto body shop and a trailer dealer in the county hall.",
)


@pytest.mark.parametrize("text", LOOKS_FOREIGN)
@pytest.mark.parametrize("language", ["", "en"])
def test_english_is_not_taken_for_another_language(text: str, language: str) -> None:
    assert [each for each in expansions(text, language) if each.language != "en"] == []


# Form numbers


@pytest.mark.parametrize(
    "typed",
    (
        "REG 227|reg227|REG. 227|form REG-227|Reg#227|REG no. 227|formulario reg 227|REG–227"
        "|la forma REG 227"
    ).split("|"),
)
def test_a_form_number_is_found_in_any_spelling(typed: str) -> None:
    found = words(f"I need {typed} please")
    assert found >= {"REG 227", "application for replacement or transfer of title"}
    assert "REG 227" in in_english(typed)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("dl44", "DL 44"),
        ("DL-62", "DL 62"),
        ("sr1", "SR 1"),
        ("SR-1P", "SR 1P"),
        ("sr 22", "SR 22"),
        ("REG 256F", "REG 256F"),
        ("reg256 f", "REG 256F"),
        ("Reg 194R", "REG 194R"),
        ("MC 706 M", "MC 706M"),
        ("MCSA-5870", "MCSA 5870"),
        ("我需要REG227表格", "REG 227"),
        ("ਫਾਰਮ REG 343", "REG 343"),
    ],
)
def test_forms_of_every_series(typed: str, name: str) -> None:
    assert name in words(typed)


@pytest.mark.parametrize("text", ["my plate is REG9999", "room 227", "DL 44123", "A227", "SR1X2"])
def test_another_number_is_no_form(text: str) -> None:
    assert not any(re.match(r"[A-Z]+ \d", word) for word in words(text))


# Other languages


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Perdí mi licencia de manejar", {"lost", "license"}),
        ("perdi la LICENSIA", {"lost", "license"}),
        ("se me venció la registración", {"expired", "registration"}),
        ("quiero renovarla", {"renew"}),
        ("el dueño falleció", {"owner", "deceased"}),
        ("me quitaron la licencia por manejar tomado", {"suspended", "license", "DUI"}),
        ("traspaso de título", {"transfer", "title"}),
        ("la aseguranza del carro", {"insurance", "vehicle"}),
        ("no pasó el esmog", {"failed", "smog"}),
        ("una multa por pagar tarde", {"late", "fee"}),
        ("cita para el examen de manejo", {"appointment", "drive", "test"}),
        ("mi hijo es menor de edad y firma su padre", {"under", "18", "signature"}),
        ("¿cuánto cuesta?", {"how", "much"}),
        ("tuve un choque", {"collision"}),
        ("pago con cheque", {"payment", "check"}),
        ("cambié de domicilio", {"change", "of", "address"}),
        ("calcomanía de las placas", {"sticker", "license", "plates"}),
        ("un placard de discapacitado", {"disabled", "person", "placard"}),
    ],
)
def test_spanish(said: str, meant: set[str]) -> None:
    assert bag(said, "es") >= meant
    assert bag(said) >= meant


@pytest.mark.parametrize(
    "spelled",
    (
        "bencido>expired veiculo>vehicle beículo>vehicle aseguransa>insurance "
        "lisencia>license renobar>renew estampiya>sticker aksidente>collision "
        "suspencion>suspended"
    ).split(),
)
def test_spanish_spelled_by_ear(spelled: str) -> None:
    typed, meant = spelled.split(">")
    assert meant in words(typed, "es")


def test_spanish_inside_an_english_sentence() -> None:
    found = words("How do I renovar my placas if I lost the calcomanía?")
    assert found >= {"renew", "license plates", "sticker"}


TABLE = [
    ("zh", "我的驾照丢了", {"driver", "license", "lost"}),
    ("zh", "車輛登記過期要罰款嗎", {"vehicle", "registration", "expired", "penalty"}),
    ("zh", "把车过户给儿子", {"vehicle", "transfer", "family"}),
    ("zh", "尾气检测没通过", {"smog", "check", "failed"}),
    ("vi", "mất bằng lái xe", {"lost", "license"}),
    ("vi", "toi bi mat bang lai xe", {"lost", "license"}),
    ("vi", "đăng ký xe hết hạn", {"vehicle", "registration", "expired"}),
    ("vi", "người mua chưa sang tên", {"bought", "transfer", "title"}),
    ("tl", "nawala ang lisensya ko", {"lost", "driver", "license"}),
    ("tl", "Mag-renew ng rehistro ng kotse", {"renewal", "vehicle", "registration"}),
    ("tl", "hindi pumasa sa smog", {"failed", "smog"}),
    ("ko", "운전면허증을 잃어버렸어요", {"driver", "license", "lost"}),
    ("ko", "운전 면허 갱신", {"driver", "license", "renew"}),
    ("ko", "자동차등록갱신이 늦었습니다", {"vehicle", "registration", "renew", "late"}),
    ("hy", "Կորցրել եմ վարորդական իրավունքս", {"lost", "driver", "license"}),
    ("hy", "ի՞նչ է տուգա՜նքը", {"penalty"}),
    ("fa", "گواهینامه‌ام گم شده", {"driver", "license", "lost"}),
    ("fa", "گواهي نامه رانندگي", {"driver", "license"}),
    ("fa", "بیمه‌ام قطع شد", {"insurance", "canceled"}),
    ("ru", "потерял водительские права", {"lost", "driver", "license"}),
    ("ru", "ПРОСРОЧЕННАЯ РЕГИСТРАЦИЯ", {"expired", "registration"}),
    ("pa", "ਲਾਇਸੈਂਸ ਗੁੰਮ ਹੋ ਗਿਆ", {"license", "lost"}),
    ("pa", "ਕਾਰ ਸਮੌਗ ਵਿੱਚੋਂ ਫੇਲ ਹੋ ਗਈ", {"failed", "smog"}),
    ("ar", "فقدت رخصة القيادة", {"lost", "driver", "license"}),
    ("ar", "غرامة التأخير لتسجيل السيارة", {"late", "fee", "registration"}),
    ("ar", "وبالسيارة", {"vehicle"}),
    ("hi", "ड्राइविंग लाइसेंस खो गया", {"driver", "license", "lost"}),
    ("hi", "बीमा रद्द हो गया", {"insurance", "canceled"}),
]


@pytest.mark.parametrize(("language", "said", "meant"), TABLE)
def test_each_language_with_and_without_being_told_which(
    language: str, said: str, meant: set[str]
) -> None:
    assert bag(said, language) >= meant
    assert bag(said) >= meant


def test_a_chinese_word_is_found_inside_a_sentence_and_the_longer_one_first() -> None:
    assert heard("请问车辆登记在哪里") == {"车辆登记": ("vehicle registration",)}


def test_a_korean_word_ends_where_a_blank_does() -> None:
    assert "change of address" not in words("이 사고는")  # 이사 is a move, 이 사고 this accident


def test_one_vietnamese_syllable_is_found_only_as_it_is_written() -> None:
    assert words("mất", "vi") == {"lost"}
    assert words("mắt", "vi") == set()
    assert words("mat") == set()


def test_a_decomposed_text_reads_like_a_composed_one() -> None:
    assert words("Perdi\u0301 el ti\u0301tulo") == words("Perdí el título")


# The row of English words


@pytest.mark.parametrize(
    ("said", "language", "read"),
    [
        ("¿Cómo renuevo mi licencia?", "es", "how renew my license?"),
        ("我的驾照丢了", "zh", "driver license lost"),
        ("운전면허증 갱신", "ko", "driver license renew"),
        ("Nawala ang lisensya ko", "tl", "lost driver license my"),
    ],
)
def test_a_question_reads_as_english_words_in_its_order(
    said: str, language: str, read: str
) -> None:
    assert in_english(said, language) == read


def test_what_is_unknown_is_kept() -> None:
    assert in_english("licencia de Zxqw Vbnm", "es") == "license from Zxqw Vbnm"


# Any text


@given(st.text(max_size=80), st.sampled_from(("", *LANGUAGES, "ja", "nonsense")))
def test_any_text_is_read_and_every_place_is_right(text: str, language: str) -> None:
    last = 0
    for each in expansions(text, language):
        assert text[each.start : each.end] == each.heard
        assert last <= each.start < each.end <= len(text)
        assert each.words
        assert 0 < each.weight < 1
        last = each.end


@given(st.text(max_size=80))
def test_a_row_of_words_has_no_line_and_no_blank_too_many(text: str) -> None:
    read = in_english(text)
    assert read == " ".join(read.split())


@given(st.sampled_from([form for code in OTHERS for form, _ in forms(code)]))
def test_folding_twice_changes_nothing(form: str) -> None:
    assert fold(form) == form


def test_the_questions_of_the_benchmark_name_rules_that_there_are() -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    known = {rule.id for rule in read_pack(sample_pack()).rules}
    assert {name for row in rows for name in row["wanted"]} <= known
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["language"] for row in rows} == set(LANGUAGES)
