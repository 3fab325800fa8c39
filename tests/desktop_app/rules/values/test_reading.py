# SPDX-License-Identifier: Apache-2.0
"""What is read of a text: each value once, at its place, in one form whatever its spelling."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.values.agreeing import agree
from desktop_app.rules.values.folding import fold
from desktop_app.rules.values.number_phrases import by_signs
from desktop_app.rules.values.reading import values
from desktop_app.rules.values.value import Kind, Value

LANGUAGES = "en es zh vi tl ko hy pa hi fa ar ru ja km".split()


def only(text: str, language: str = "en") -> Value:
    (one,) = [value for value in values(text, language) if value.ordinary]
    return one


def stated(text: str, language: str = "en") -> list[str]:
    return [value.text for value in values(text, language) if value.ordinary]


TEN_DAYS = {
    "en": ("10 days", "ten days", "a 10-day limit", "ten calendar days", "240 hours"),
    "es": ("10 días", "diez días", "diez días hábiles"),
    "zh": ("10天", "十天", "１０天", "10个工作日"),
    "vi": ("10 ngày", "mười ngày"),
    "tl": ("10 araw", "sampung araw", "10 na araw"),
    "ko": ("10일", "십 일", "10 일"),
    "hy": ("10 օր", "տասը օր", "10 օրվա"),
    "pa": ("10 ਦਿਨ", "੧੦ ਦਿਨ", "ਦਸ ਦਿਨਾਂ"),
    "hi": ("10 दिन", "१० दिन", "दस दिनों"),
    "fa": ("۱۰ روز", "ده روز"),
    "ar": ("١٠ أيام", "عشرة أيام"),
    "ru": ("10 дней", "десяти дней", "десять рабочих дней"),
    "ja": ("10日", "十日"),
    "km": ("១០ ថ្ងៃ", "ដប់ថ្ងៃ"),
}


@pytest.mark.parametrize(
    ("language", "text"), [(code, text) for code, texts in TEN_DAYS.items() for text in texts]
)
def test_ten_days_are_ten_days_in_every_language_and_spelling(language: str, text: str) -> None:
    assert agree(only(text, language), only("10 days"))
    assert not agree(only(text, language), only("10 percent"))
    assert not agree(only(text, language), only("11 days"))


FIFTEEN_DOLLARS = [
    ("en", "$15"), ("en", "US$ 15.00"), ("en", "15 dollars"), ("en", "fifteen dollars"),
    ("en", "1,500 cents"), ("es", "quince dólares"), ("es", "15,00 dólares"), ("zh", "15美元"),
    ("zh", "十五美元"), ("ja", "15ドル"), ("ko", "15달러"), ("vi", "15 đô la"), ("vi", "mười lăm đô la"),
    ("tl", "15 dolyar"), ("tl", "labinlimang dolyar"), ("ru", "пятнадцать долларов"), ("hy", "15 դոլար"),
    ("hi", "15 डॉलर"), ("pa", "15 ਡਾਲਰ"), ("fa", "۱۵ دلار"), ("ar", "١٥ دولارا"), ("km", "១៥ ដុល្លារ"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), FIFTEEN_DOLLARS)
def test_fifteen_dollars_are_fifteen_dollars(language: str, text: str) -> None:
    assert agree(only(text, language), only("$15"))
    assert not agree(only(text, language), only("15 years old"))


NOVEMBER_3 = [
    ("en", "Nov 3, 2026"), ("en", "November 3rd, 2026"), ("en", "11/03/2026"), ("en", "2026-11-03"),
    ("en", "3 November 2026"), ("en", "11/3/26"), ("es", "3 de noviembre de 2026"), ("es", "03/11/2026"),
    ("zh", "2026年11月3日"), ("ja", "２０２６年１１月３日"), ("ko", "2026년 11월 3일"),
    ("vi", "ngày 3 tháng 11 năm 2026"), ("tl", "ika-3 ng Nobyembre 2026"), ("ru", "3 ноября 2026 г."),
    ("ar", "٣ نوفمبر ٢٠٢٦"), ("hi", "3 नवंबर 2026"), ("pa", "3 ਨਵੰਬਰ 2026"), ("fa", "۳ نوامبر ۲۰۲۶"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), NOVEMBER_3)
def test_a_date_is_the_same_day_in_every_shape(language: str, text: str) -> None:
    assert agree(only(text, language), only("November 3, 2026"))
    assert agree(only("November 3"), only(text, language))
    assert not agree(only(text, language), only("November 4, 2026"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 to 10 days", ["1 day", "10 days"]),
        ("aged 16 or 17", ["16", "17"]),
        ("$10 to $50", ["$10", "$50"]),
        ("ten (10) days", ["ten days", "10 days"]),
        ("1. Sign it.\n2. Send it.", []),
        ("One of these is enough; no one else signs.", []),
        ("the second question", []),
        ("two things to bring", []),
        ("these two papers", []),
        ("three forms: A, B and C", []),
        ("step 2, question 3", []),
        ("50/50", []),
        ("plate 7XKD214, VIN 2T1BURHE8EC098127", []),
        ("[PHONE_1] and [NAME_12]", []),
        ("form REG 227 or SR-1", ["REG 227", "SR-1"]),
        ("return the form 10 days before", ["10 days"]),
        ("PAY WITHIN 10 DAYS", ["10 DAYS"]),
        ("you may 10 days later", ["10 days"]),
        ("Veh. Code 4456.2 and 5202", ["4456.2", "5202"]),
        ("13 CCR 2195", ["13 CCR 2195"]),
        ("Call 1-800-777-0133.", ["1-800-777-0133"]),
        ("see dmv.ca.gov/titles.", ["dmv.ca.gov/titles"]),
        ("8 a.m. to 5:30 PM", ["8 a.m.", "5:30 PM"]),
        ("1/32 inch and 1 1/2 hours", ["1/32 inch", "1 1/2 hours"]),
        ("fifteen and a half years", ["fifteen and a half years"]),
        ("from August 1953 through December 1987", ["August 1953", "December 1987"]),
    ],
)
def test_what_states_a_value_and_what_does_not(text: str, found: list[str]) -> None:
    assert stated(text) == found


@given(text=st.text(max_size=400), language=st.sampled_from(LANGUAGES))
def test_every_value_stands_where_it_says_and_none_overlaps(text: str, language: str) -> None:
    place = 0
    assert len(fold(text)) == len(text)
    for value in values(text, language):
        assert place <= value.start < value.end <= len(text)
        place = value.start


_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
).split()  # fmt: skip
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_english(number: int) -> str:
    """A number in English words, as a check is written out."""
    if number >= 1000:
        rest = f" {in_english(number % 1000)}" if number % 1000 else ""
        return f"{in_english(number // 1000)} thousand{rest}"
    if number >= 100:
        rest = f" and {in_english(number % 100)}" if number % 100 else ""
        return f"{_SMALL[number // 100 - 1]} hundred{rest}"
    if number >= 20:
        rest = f"-{_SMALL[number % 10 - 1]}" if number % 10 else ""
        return f"{_TENS[number // 10 - 2]}{rest}"
    return _SMALL[number - 1]


@given(number=st.integers(2, 999_999))
def test_a_number_in_english_words_is_that_number(number: int) -> None:
    assert only(f"{in_english(number)} dollars").numbers == (Fraction(number),)


def in_chinese(number: int) -> str:
    """A number below ten thousand in Chinese signs, without zeros between."""
    said = ""
    for place, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        said += f"{'零一二三四五六七八九'[digit]}{sign}" if digit else ""
    return said


@given(number=st.integers(1, 9999))
def test_a_number_in_chinese_signs_is_that_number(number: int) -> None:
    assert by_signs(in_chinese(number)) == number


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("treinta y cinco", 35), ("ciento veinte", 120), ("mil doscientos", 1200), ("veintitrés", 23),
        ("quinientas", 500), ("dos mil quinientos", 2500), ("treinta y cinco mil", 35_000),
    ],
)  # fmt: skip
def test_a_number_in_spanish_words_is_that_number(said: str, number: int) -> None:
    assert only(f"{said} dólares", "es").numbers == (Fraction(number),)


def test_a_date_that_can_be_read_two_ways_is_both() -> None:
    assert agree(only("11/03/2026"), only("March 11, 2026"))
    assert only("11/13/2026").days == only("November 13, 2026").days


def test_a_point_in_a_spanish_number_may_part_thousands_or_be_a_fraction() -> None:
    assert agree(only("1.500 dólares", "es"), only("$1,500"))
    assert only("1,95 por ciento", "es").numbers == (Fraction(195, 100),)


def test_kinds_are_told_apart() -> None:
    kinds = {value.kind for value in values("REG 227, CVC 5902, $15, 5 p.m., line 2, May 7, 2025")}
    assert kinds == {Kind.FORM, Kind.SECTION, Kind.QUANTITY, Kind.TIME, Kind.LABEL, Kind.DATE}
