# SPDX-License-Identifier: Apache-2.0
"""Numbers in words in the office's other languages. In all of them such words mean other things as
well (Vietnamese "năm" is five and year, Farsi "نه" nine and no), so one counts only before a unit.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from desktop_app.rules.values.number_words import Spelled

_CHINESE = dict(
    zip("〇零一二两兩三四五六七八九", (0, 0, 1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)
)
_KOREAN = dict(zip("영공일이삼사오육륙칠팔구", (0, 0, 1, 2, 3, 4, 5, 6, 6, 7, 8, 9), strict=True))
_PLACES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "萬": 10_000} | {
    "십": 10, "백": 100, "천": 1000, "만": 10_000,
}  # fmt: skip
_SIGNS = {
    "zh": re.compile("[〇零一二两兩三四五六七八九十百千万萬]+"),
    "ko": re.compile("[일이삼사오육륙칠팔구십백천만]+"),
}
# One sign alone is a word as often: "이 일" is this matter, "이주" moving house.
_KOREAN_ALONE = re.compile("[십백천]|.(?=개월|달러|퍼센트|년|주일|시간)")
_SIGNS["ja"] = _SIGNS["zh"]

_TENS = range(20, 100, 10)


def _tens(words: str) -> dict[int, str]:
    return dict(zip(_TENS, words.split(), strict=True))


def _listed(words: str, first: int = 1) -> dict[str, int]:
    """Words of one number after another; spellings of the same one are parted by a stroke."""
    return {
        spelling.replace("_", " "): number
        for number, spellings in enumerate(words.split(), first)
        for spelling in spellings.split("|")
    }


def _vietnamese() -> dict[str, int]:
    units = "một hai ba bốn năm sáu bảy tám chín".split()
    after_ten = {**dict(enumerate(units, 1)), 5: "lăm"}
    after_tens = {**after_ten, 1: "mốt"}
    words = {word: number for number, word in enumerate(units, 1)}
    words |= {"mười": 10} | {f"mười {word}": 10 + n for n, word in after_ten.items()}
    for tens, unit in enumerate(units[1:], 2):
        words[f"{unit} mươi"] = 10 * tens
        words |= {f"{unit} mươi {word}": 10 * tens + n for n, word in after_tens.items()}
    return (
        words
        | {f"{u} trăm": 100 * n for n, u in enumerate(units, 1)}
        | {"một nghìn": 1000, "một ngàn": 1000}
    )


def _tagalog() -> dict[str, int]:
    units = "isa dalawa tatlo apat lima anim pito walo siyam".split()
    tens = _tens("dalawampu tatlumpu apatnapu limampu animnapu pitumpu walumpu siyamnapu")
    words = {word: number for number, word in enumerate(units, 1)} | {"sampu": 10}
    words |= {f"labing-{unit}": 10 + n for n, unit in enumerate(units, 1)}
    words |= {
        "labindalawa": 12,
        "labintatlo": 13,
        "labinlima": 15,
        "labimpito": 17,
        "labing isa": 11,
    }
    for ten, said in tens.items():
        words[said] = ten
        words |= {f"{said}'t {unit}": ten + n for n, unit in enumerate(units, 1)}
    words |= _listed(
        "diyes onse dose trese katorse kinse disisais disisiyete disiotso disinuwebe bente|beynte",
        10,
    )
    words |= {
        "treinta": 30,
        "trenta": 30,
        "kwarenta": 40,
        "singkwenta": 50,
        "isang daan": 100,
        "sandaan": 100,
        "isang libo": 1000,
    }
    linked = {f"{word}ng": n for word, n in words.items() if word[-1] in "aeiou"}
    return words | linked | {"isang daang": 100, "sandaang": 100, "isang libong": 1000}


def _armenian() -> dict[str, int]:
    units = "մեկ երկու երեք չորս հինգ վեց յոթ ութ ինն".split()
    words = {word: number for number, word in enumerate(units, 1)} | {
        "ինը": 9,
        "տաս": 10,
        "տասը": 10,
    }
    words |= {f"տասն{unit}": 10 + n for n, unit in enumerate(units, 1)} | {"տասնինը": 19}
    for ten, said in _tens(
        "քսան երեսուն քառասուն հիսուն վաթսուն յոթանասուն ութսուն իննսուն"
    ).items():
        words[said] = ten
        words |= {f"{said}{unit}": ten + n for n, unit in enumerate(units, 1)}
    return words | {"հարյուր": 100, "հազար": 1000}


def _russian() -> dict[str, int]:
    units = _listed(
        "один|одна|одного|одной|одну два|две|двух три|трёх|трех четыре|четырёх|четырех пять|пяти шесть|шести семь|семи восемь|восьми девять|девяти"
    )
    words = units | _listed(
        "десять|десяти одиннадцать|одиннадцати двенадцать|двенадцати тринадцать|тринадцати четырнадцать|четырнадцати "
        "пятнадцать|пятнадцати шестнадцать|шестнадцати семнадцать|семнадцати восемнадцать|восемнадцати девятнадцать|девятнадцати",
        10,
    )
    tens = _tens(
        "двадцать|двадцати тридцать|тридцати сорок|сорока пятьдесят|пятидесяти шестьдесят|шестидесяти семьдесят|семидесяти "
        "восемьдесят|восьмидесяти девяносто|девяноста"
    )
    for ten, spellings in tens.items():
        for said in spellings.split("|"):
            words[said] = ten
            words |= {f"{said} {unit}": ten + n for unit, n in units.items()}
    return words | {
        "сто": 100,
        "ста": 100,
        "тысяча": 1000,
        "тысячи": 1000,
        "двести": 200,
        "двухсот": 200,
    }


def _hindi() -> dict[str, int]:
    return _listed(
        "एक दो तीन चार पांच|पाँच छह|छः|छे सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह|पन्द्रह सोलह सत्रह अठारह उन्नीस बीस इक्कीस बाईस "
        "तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस"
    ) | {
        "पैंतीस": 35,
        "चालीस": 40,
        "पैंतालीस": 45,
        "पचास": 50,
        "साठ": 60,
        "सत्तर": 70,
        "पचहत्तर": 75,
        "अस्सी": 80,
        "नब्बे": 90,
        "सौ": 100,
        "एक सौ": 100,
    }


def _punjabi() -> dict[str, int]:
    return _listed(
        "ਇੱਕ|ਇਕ ਦੋ ਤਿੰਨ ਚਾਰ ਪੰਜ ਛੇ ਸੱਤ ਅੱਠ ਨੌਂ|ਨੌ ਦਸ ਗਿਆਰਾਂ ਬਾਰਾਂ ਤੇਰਾਂ ਚੌਦਾਂ ਪੰਦਰਾਂ ਸੋਲਾਂ ਸਤਾਰਾਂ ਅਠਾਰਾਂ ਉੱਨੀ ਵੀਹ ਇੱਕੀ"
    ) | {
        "ਪੱਚੀ": 25,
        "ਤੀਹ": 30,
        "ਚਾਲੀ": 40,
        "ਪੰਤਾਲੀ": 45,
        "ਪੰਜਾਹ": 50,
        "ਸੱਠ": 60,
        "ਸੱਤਰ": 70,
        "ਅੱਸੀ": 80,
        "ਨੱਬੇ": 90,
        "ਸੌ": 100,
        "ਇੱਕ ਸੌ": 100,
    }


def _farsi() -> dict[str, int]:
    units = "یک دو سه چهار پنج شش هفت هشت نه".split()
    words = _listed(" ".join(units) + " ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده")
    for ten, said in _tens("بیست سی چهل پنجاه شصت هفتاد هشتاد نود").items():
        words[said] = ten
        words |= {f"{said} و {unit}": ten + n for n, unit in enumerate(units, 1)}
    return words | {"صد": 100, "یکصد": 100, "دویست": 200, "پانصد": 500, "هزار": 1000}


def _arabic() -> dict[str, int]:
    units = _listed(
        "واحد|واحدة اثنان|اثنين|اثنتين ثلاثة|ثلاث أربعة|أربع خمسة|خمس ستة|ست سبعة|سبع ثمانية|ثماني|ثمان تسعة|تسع"
    )
    words = units | {"عشرة": 10, "عشر": 10, "أحد عشر": 11, "اثنا عشر": 12, "اثني عشر": 12}
    words |= {f"{unit} عشر{e}": 10 + n for unit, n in units.items() if n > 2 for e in ("", "ة")}
    tens = _tens(
        "عشرون|عشرين ثلاثون|ثلاثين أربعون|أربعين خمسون|خمسين ستون|ستين سبعون|سبعين ثمانون|ثمانين تسعون|تسعين"
    )
    for ten, spellings in tens.items():
        for said in spellings.split("|"):
            words[said] = ten
            words |= {f"{unit} و{said}": ten + n for unit, n in units.items()}
    return words | {"مئة": 100, "مائة": 100, "مئتي": 200, "مائتي": 200, "ألف": 1000}


def _khmer() -> dict[str, int]:
    units = "មួយ ពីរ បី បួន ប្រាំ ប្រាំមួយ ប្រាំពីរ ប្រាំបី ប្រាំបួន".split()
    words = {word: number for number, word in enumerate(units, 1)}
    tens = {10: "ដប់"} | _tens("ម្ភៃ សាមសិប សែសិប ហាសិប ហុកសិប ចិតសិប ប៉ែតសិប កៅសិប")
    for ten, said in tens.items():
        words[said] = ten
        words |= {f"{said}{unit}": ten + n for n, unit in enumerate(units, 1)}
    return words | {"មួយរយ": 100, "មួយពាន់": 1000}


def _korean() -> dict[str, int]:
    units = "한 두 세 네 다섯 여섯 일곱 여덟 아홉".split()
    words = {word: number for number, word in enumerate(units, 1)} | {
        "석": 3,
        "넉": 4,
        "열": 10,
        "스무": 20,
    }
    words |= {f"열{unit}": 10 + n for n, unit in enumerate(units, 1)}
    return (
        words
        | {f"스물{unit}": 20 + n for n, unit in enumerate(units, 1)}
        | {"서른": 30, "마흔": 40}
    )


_WORDS = {
    "vi": _vietnamese, "tl": _tagalog, "hy": _armenian, "ru": _russian, "hi": _hindi, "pa": _punjabi,
    "fa": _farsi, "ar": _arabic, "km": _khmer, "ko": _korean,
}  # fmt: skip
# Written without blanks between words, or with endings grown onto them.
_UNPARTED = frozenset({"km", "ko"})


@cache
def _tongue(language: str) -> tuple[Mapping[str, int], re.Pattern[str]]:
    words = _WORDS[language]()
    one = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    edges = ("", "") if language in _UNPARTED else (r"(?<!\w)", r"(?!\w)")
    return words, re.compile(f"{edges[0]}(?:{one}){edges[1]}", re.IGNORECASE)


def spelled_elsewhere(text: str, language: str) -> Iterator[Spelled]:
    """Numbers in the words of a language other than English and Spanish."""
    if language in _WORDS:
        words, pattern = _tongue(language)
        for match in pattern.finditer(text):
            yield Spelled(*match.span(), words[match[0].casefold()])
    if language in _SIGNS:
        for match in _SIGNS[language].finditer(text):
            if (
                language == "ko"
                and len(match[0]) == 1
                and not _KOREAN_ALONE.match(text, match.start())
            ):
                continue
            if number := by_signs(match[0]):
                yield Spelled(*match.span(), number)


def by_signs(said: str) -> int:
    """The number that Chinese or Korean signs for digits and places make; 0 for none."""
    total = group = digit = 0
    for sign in said:
        place = _PLACES.get(sign, 0)
        if place == 10_000:
            total, group, digit = (total + max(group + digit, 1)) * place, 0, 0
        elif place:
            group, digit = group + max(digit, 1) * place, 0
        else:
            digit = 10 * digit + _CHINESE.get(sign, _KOREAN.get(sign, 0))
    return total + group + digit
