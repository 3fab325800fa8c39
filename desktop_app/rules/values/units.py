# SPDX-License-Identifier: Apache-2.0
"""The words for what is counted, in the office's languages: days, dollars, years of age, miles."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from desktop_app.rules.values.value import Unit


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit word: what it counts and how many of the unit's base it is."""

    unit: Unit
    scale: Fraction = Fraction(1)


_CENT = Measure(Unit.DOLLAR, Fraction(1, 100))
_MINUTE = Measure(Unit.MINUTE)
_HOUR = Measure(Unit.MINUTE, Fraction(60))
_DAY = Measure(Unit.MINUTE, Fraction(1440))
_WEEK = Measure(Unit.MINUTE, Fraction(10080))
_MONTH = Measure(Unit.MONTH)
YEAR = Measure(Unit.MONTH, Fraction(12))
AGE = Measure(Unit.AGE, Fraction(12))
_YEAR_OR_AGE = Measure(Unit.MONTH_OR_AGE, Fraction(12))
DOLLAR = Measure(Unit.DOLLAR)
PERCENT = Measure(Unit.PERCENT)
_POINT = Measure(Unit.POINT)

# Words of the languages that part words by blanks; patterns, longest meaning first.
_PARTED: tuple[tuple[str, Measure], ...] = (
    (r"%|per ?cent(?:age points?)?|por ?ciento|phần trăm|porsy?ento|процент\w*|տոկոս\w*|ਪ੍ਰਤੀਸ਼ਤ|ਫ਼ੀਸਦੀ|ਫੀਸਦੀ|प्रतिशत|फ़ीसदी|फीसदी|درصد|بالمئة|بالمائة|في المئة|في المائة", PERCENT),
    (r"years? old|years? of age|years?[- ]olds?|yrs? old|y/o|años de edad|tuổi|(?:na )?taong gulang|տարեկան\w*|ਸਾਲ ਦੀ ਉਮਰ|ਸਾਲ ਦਾ|साल की उम्र|वर्ष की आयु|वर्ष की उम्र|سالگی|ساله", AGE),
    (r"(?:miles? (?:per|an) hour|mph|millas por hora)", Measure(Unit.SPEED)),
    (r"cents?|centavos?|xu|цент\w*|ցենտ\w*", _CENT),
    (r"(?:u\.?s\.? )?dollars?|bucks|usd|d[oó]lar(?:es)?|đô la|đô-la|đô|mỹ kim|dolyar(?:es)?|доллар\w*|դոլար\w*|ਡਾਲਰ|डॉलर|डालर|دلار|دولار(?:ات|ا|ًا|اً)?", DOLLAR),
    (r"minutes?|mins?|minutos?|phút|минут\w*|րոպե\w*|ਮਿੰਟ|मिनट|دقیقه|دقيقة|دقائق", _MINUTE),
    (r"hours?|hrs?|horas?|giờ|tiếng|oras|час(?:а|ов|у)?|ժամ\w*|ਘੰਟੇ|ਘੰਟਿਆਂ|घंटे|घंटों|घण्टे|ساعت|ساعة|ساعات", _HOUR),
    (r"days?|d[ií]as?|ngày|araw|дн(?:ей|я|и|ём|ями)|день|сут(?:ки|ок)|օր\w*|ਦਿਨ|ਦਿਨਾਂ|दिन|दिनों|दिवस|روزه?|يوم(?:ا|ًا|اً)?|أيام|ايام", _DAY),
    (r"weeks?|semanas?|tuần|linggo|недел\w+|շաբաթ\w*|ਹਫ਼ਤੇ|ਹਫਤੇ|ਹਫ਼ਤਿਆਂ|हफ्ते|हफ़्ते|हफ्तों|सप्ताह|هفته|أسبوع(?:ا|ًا)?|أسابيع", _WEEK),
    (r"months?|mes(?:es)?|tháng|buwan|месяц(?:а|ев|ам)?|ամս\w*|ամիս\w*|ਮਹੀਨੇ|ਮਹੀਨਿਆਂ|महीने|महीनों|माह|ماه|ماهه|شهر(?:ا|ًا|اً)?|أشهر|شهور", _MONTH),
    (r"years?|yrs?|năm|տար\w+", YEAR),
    (r"a[ñn]os?|taon|год(?:а|у|ов)?|лет|ਸਾਲ|ਸਾਲਾਂ|साल|सालों|वर्ष|वर्षों|سال|سنة|سنوات|سنين|عام(?:ا|ًا|اً)?|أعوام", _YEAR_OR_AGE),
    (r"points?|puntos?|điểm|puntos|балл\w*|ਅੰਕ|अंक|नقاط|نقطة|امتیاز", _POINT),
    (r"miles?|millas?|mi\b", Measure(Unit.MILE)),
    (r"feet|foot|ft|pies?", Measure(Unit.FOOT)),
    (r"inch(?:es)?|pulgadas?", Measure(Unit.INCH)),
    (r"pounds?|lbs?|libras?|фунт\w*", Measure(Unit.POUND)),
    (r"cc|cubic centimeters?|centímetros cúbicos", Measure(Unit.ENGINE)),
    (r"gallons?|galones|galón", Measure(Unit.GALLON)),
    (r"watts?|vatios?", Measure(Unit.WATT)),
    (r"kilometers?|km|kil[oó]metros?", Measure(Unit.KILOMETRE)),
    (r"kilograms?|kg|kilos?", Measure(Unit.KILOGRAM)),
)  # fmt: skip
# Chinese, Japanese, Korean, Khmer: nothing parts a unit from the word behind it.
_UNPARTED: tuple[tuple[str, Measure], ...] = (
    (r"퍼센트|프로(?!그|세)|パーセント|ភាគរយ", PERCENT),
    (r"岁|歲|歳|才|周岁|세(?!금|무|관|계)|살", AGE),
    (r"美分|센트|セント|សេន", _CENT),
    (r"美元|美金|元|块钱|塊錢|달러|불(?!법|가|이)|ドル|米ドル|ដុល្លារ", DOLLAR),
    (r"分钟|分鐘|分間|분(?!의|류|실|할|쟁)|នាទី", _MINUTE),
    (r"个?小时|個?小時|時間|시간|ម៉ោង", _HOUR),
    (r"个?工作日|個?工作日|营业日|營業日|营业天|日历日|天|日(?!期|本|元|常)|일(?!반|부|정|요)|영업일|ថ្ងៃ", _DAY),
    (r"个?星期|個?星期|周(?!年|岁)|週|个?礼拜|個?禮拜|주(?!소|차|의|민|문|행|정)|អាទិត្យ|សប្ដាហ៍|សប្តាហ៍", _WEEK),
    (r"个月|個月|ヶ月|か月|カ月|ヵ月|ケ月|개월|달(?!러)|ខែ", _MONTH),
    (r"年(?!级|齡|龄)|년|해(?!당|외|야|지|서|결)", YEAR),
    (r"ឆ្នាំ", _YEAR_OR_AGE),
    (r"分(?!钟|鐘|間|之|别|類|类|局)|点数|點數|점|ពិន្ទុ|違反点", _POINT),
    (r"英里|哩|마일|マイル", Measure(Unit.MILE)),
    (r"英尺|피트|フィート", Measure(Unit.FOOT)),
    (r"英寸|인치|インチ", Measure(Unit.INCH)),
    (r"磅|파운드|ポンド", Measure(Unit.POUND)),
)  # fmt: skip

_MEASURES: Mapping[str, Measure] = {
    f"m{n}": measure for n, (_, measure) in enumerate((*_PARTED, *_UNPARTED))
}
_PARTED_ONE = "|".join(f"(?P<m{n}>{words})" for n, (words, _) in enumerate(_PARTED))
_UNPARTED_ONE = "|".join(
    f"(?P<m{n}>{words})" for n, (words, _) in enumerate(_UNPARTED, len(_PARTED))
)
# A word or two may stand between: "10 calendar days", "50 practice hours", "30 рабочих дней".
_BETWEEN = (
    r"(?!(?:of|to|and|or|in|on|at|by|for|from|the|a|an|with|when|if|is|are|may|must|can|will|than|per|each|every|within|after|"
    r"before|y|o|de|en|a|el|la|los|las|con|por|para|si|es|son|puede|debe|и|или|в|на|с|о|й)\b)[^\W\d_]{2,14}[ -]"
)
_UNIT = re.compile(
    rf"\)?(?:[ -]?(?:{_UNPARTED_ONE})|[ -]{{0,2}}(?:na )?(?:{_BETWEEN}){{0,2}}?(?:{_PARTED_ONE})(?!\w))",
    re.IGNORECASE,
)
_OR_OLDER = re.compile(
    r" (?:or|and) (?:older|over|up|above|younger|under)\b|,? or (?:more )?in age"
)


def unit_after(text: str, place: int) -> tuple[Measure, int] | None:
    """The unit that stands behind a number which ends at `place`, and where it ends."""
    match = _UNIT.match(text, place)
    if match is None or match.lastgroup is None:
        return None
    measure = _MEASURES[match.lastgroup]
    if measure == YEAR and _OR_OLDER.match(text, match.end()):
        measure = AGE
    return measure, match.end()
