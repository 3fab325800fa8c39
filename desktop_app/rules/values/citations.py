# SPDX-License-Identifier: Apache-2.0
"""Numbers that name a paper or a law: forms (REG 227, DL 44, SR-1), sections of a code (CVC
4000.37, Veh. Code 5902), and parts of a paper (line 2, class 3).
"""

import re
from collections.abc import Iterator

from desktop_app.rules.near import FIGURES, near
from desktop_app.rules.values.value import Kind, Value

_SECTION = r"\d{1,5}(?:\.\d{1,5})*[a-z]?(?:\([A-Za-z0-9]{1,4}\))*"
_END = r"(?![\w/])(?! (?:days?|years?|months?)\b)"
_AND_MORE = (
    rf"(?P<more>(?:(?:, ?(?:and |or |y |o )?| and | or | y | o | to | a |-){_SECTION}{_END})*)"
)
_SIGN = (
    r"(?:§{1,2}|\b(?:sections?|secs?\.|secci[oó]n(?:es)?|seksyon|mục|điều khoản|раздел[а-я]*|стать[а-я]+)"
    r"|조항|条款)"
)
_CODE = r"(?:(?:[A-Z][\w.]*|&|and|y|de) ){0,5}Code|(?:C[oó]digo (?:de )?\w+(?: de \w+)?)"
_SHORT_CODE = r"(?:CVC|C\.V\.C\.|VC|V\.C\.|VTL|V & T)"
_OF_CODE = re.compile(
    rf"\b(?P<code>{_CODE}|{_SHORT_CODE})(?:,? ?{_SIGN})? ?(?P<first>{_SECTION}){_END}{_AND_MORE}"
)
_SIGNED = re.compile(
    rf"(?<!\w){_SIGN} ?(?P<first>{_SECTION}){_END}{_AND_MORE}"
    rf"(?:,? (?:of the|of|del|de la) (?P<code>{_CODE}))?",
    re.IGNORECASE,
)
_REGULATION = re.compile(
    r"\b(?P<title>\d{1,2}) (?P<code>C\.?C\.?R\.?|C\.?F\.?R\.?|U\.?S\.?C\.?)"
    rf" ?(?:{_SIGN}|[Pp]art)? ?(?P<first>{_SECTION})(?![\w/])"
)
_MORE = re.compile(_SECTION)
_STEMS = (
    ("veh", "veh"), ("cvc", "veh"), ("c.v.c", "veh"), ("vc", "veh"), ("v.c", "veh"), ("gov", "gov"),
    ("pen", "pen"), ("civ", "civ"), ("fam", "fam"), ("rev", "tax"), ("tax", "tax"), ("ins", "ins"),
    ("health", "health"), ("bus", "bus"), ("welf", "welf"), ("prob", "prob"), ("lab", "lab"),
    ("vtl", "vtl"), ("v & t", "vtl"),
)  # fmt: skip

# Series of the California DMV and of the other agencies whose papers it takes.
_SERIES = (
    "REG DL DLC SR ADM INF BOE DMV FFVR FFDL FFDMV FFOL SAL VSD OL EXEC MC MCSA MCS CHP BOAT DS IRS SSA TSA DD VA PPTC "
    "HQ OCC OHV BAR CDTFA EDD TEA TTB ID REAL"
)
_FORM_NUMBER = r"(?:\d{1,3} ?- ?\d{3,4}[a-z]?|\d{1,5}(?:\.\d)?[A-Z]{0,2}(?: ?\([A-Z]{2,3}\))?)"
_FORM = re.compile(
    rf"(?<![\w./-])(?:(?P<series>{'|'.join(_SERIES.split())})(?P<gap>[ -]{{0,2}})"
    rf"|(?P<other>[A-Z]{{1,5}})[ -]|(?P<agency>[A-Z]{{2,5}}) Form )(?P<number>{_FORM_NUMBER})(?!\w|/\d|\.\d)"
)
_FORM_NAMED = re.compile(
    r"(?<!\w)(?:forms?|formularios?|mẫu|форм[аыуе]|양식|表格?|書式|フォーム)(?: (?:no\.|number|n[uú]m\.|número|số))? ?"
    r"(?P<series>[A-Za-z]{1,5})[ -]?(?P<number>\d{1,5}[A-Za-z]{0,2})(?!\w|/\d)",
    re.IGNORECASE,
)
_FORM_BARE = re.compile(
    r"(?<!\w)(?:Form|Formulario|form no\.|form number) (?P<number>\d{3,5}[A-Z]{0,2})(?![\w/])"
)
# Words in capitals that are no series of forms.
_NO_SERIES = frozenset(
    "A I IN ON BY TO AT OF OR AND THE IS ARE FOR FROM PAY AGE DAY ALL ANY YOU OUR NOT BUT WITH AFTER COVID USD US CA AM PM "
    "NO ONE TWO SEE CALL TEL FAX BOX APT STE SUITE ROOM UNIT LINE PAGE PART STEP OVER UNDER ABOUT LAST NEXT ONLY WITHIN "
    "JAN FEB MAR APR MAY JUN JUL AUG SEP SEPT OCT NOV DEC JUNE JULY EL LA DE DEL EN LOS LAS UN UNA POR CON SIN O Y EXT "
    "CLASS UNTIL SINCE WAS MUST COST COSTS FEE FEES TOTAL LEAST MOST THAN EVERY EACH PER PLUS ALSO THEN WAIT".split()
)
_LABELS = {
    "line": "line", "lines": "line", "línea": "line", "linea": "line", "renglón": "line",
    "class": "class", "clase": "class", "page": "page", "página": "page", "chapter": "chapter",
    "part": "part", "parte": "part", "box": "box", "casilla": "box", "title": "title",
    "window": "window", "ventanilla": "window", "tier": "tier", "level": "level", "nivel": "level",
    "category": "category", "categoría": "category", "article": "article", "artículo": "article",
}  # fmt: skip
_LABELLED = re.compile(
    rf"\b(?P<label>{'|'.join(_LABELS)}) (?P<number>\d{{1,4}})(?: (?:and|or|y|o|to|-) (?P<more>\d{{1,4}}))?"
    r"(?![\w.,/-]*\d)(?! ?(?:days?|years?|months?|weeks?|hours?|%))",
    re.IGNORECASE,
)


def sections(text: str) -> Iterator[Value]:
    """Sections of codes, each named with its code where the text names it."""
    for match in _REGULATION.finditer(text):
        code = match["code"].replace(".", "").casefold() + match["title"]
        yield _section(code, match["first"], match.start(), match.end(), text)
    for pattern in (_OF_CODE, _SIGNED):
        for match in pattern.finditer(text):
            code = _stem(match["code"]) if match["code"] else ""
            yield _section(code, match["first"], *match.span("first"), text)
            at = match.start("more")
            for other in _MORE.finditer(match["more"] or ""):
                yield _section(code, other[0], at + other.start(), at + other.end(), text)


def _section(code: str, number: str, start: int, end: int, text: str) -> Value:
    return Value(Kind.SECTION, start, end, text[start:end], (code, number.casefold()))


def _stem(code: str) -> str:
    said = code.casefold()
    if "digo" in said:  # Código de Vehículos
        said = said.partition("digo ")[2].removeprefix("de ")
    words = said.split()
    for stem, name in _STEMS:
        if said.startswith(stem) or any(word.startswith(stem) for word in words):
            return name
    return ""


def forms(text: str) -> Iterator[Value]:
    """Forms by series and number."""
    for match in _FORM.finditer(text):
        series = match["series"] or match["other"] or match["agency"]
        if series not in _NO_SERIES and not _is_unit(text, match.end()):
            yield _form(series, match["number"], match.start(), match.end(), text)
    for match in _FORM_NAMED.finditer(text):
        if match["series"].upper() not in _NO_SERIES:
            start = match.start("series")
            yield _form(match["series"], match["number"], start, match.end(), text)
    for match in _FORM_BARE.finditer(text):
        yield _form("", match["number"], *match.span("number"), text)


_UNIT_AFTER = re.compile(r"[- ](?:calendar |business )?(?:days?|months?|years?|hours?|percent)\b")


def _is_unit(text: str, place: int) -> bool:
    return _UNIT_AFTER.match(text, place) is not None


def _form(series: str, number: str, start: int, end: int, text: str) -> Value:
    plain = re.sub(r"[ .()-]", "", number)
    return Value(Kind.FORM, start, end, text[start:end], (f"{series}{plain}".casefold(),))


def labels(text: str) -> Iterator[Value]:
    """Parts of a paper and classes: a word with the number that follows it."""
    for match in near(_LABELLED, FIGURES, text, before=16, after=24):
        label = _LABELS[match["label"].casefold()]
        for group in ("number", "more"):
            if match[group]:
                start = match.start() if group == "number" else match.start("more")
                end = match.end(group)
                name = f"{label} {int(match[group])}"
                yield Value(Kind.LABEL, start, end, text[start:end], (name,))
