# SPDX-License-Identifier: Apache-2.0
"""Telephone numbers, by the number plans of `phonenumbers` and as people write them here and
abroad.
"""

import re

from desktop_app.domain.masking import Kind, Span

_GAP = r"[-\u2010-\u2015\u2212.\u00a0\u202f ]"
_EXTENSION = r"(?:[ ,]*(?:x|ext\.?|extension)[ ]?\d{1,6})?"
_OVER = r"(?![\w]|-\d)"
# Numbers kept for fiction (555-01xx) are in no plan, and people mistype theirs: the shape counts.
_SHAPE = re.compile(
    rf"(?<![\w$./-])(?:(?:\+|00)?1{_GAP}?)?(?:\(\d{{3}}\){_GAP}?|\d{{3}}{_GAP})\d{{3}}{_GAP}?\d{{4}}{_EXTENSION}{_OVER}"
    rf"|(?<![\w$.,/#-])\d{{3}}[-\u2010-\u2015.]\d{{4}}{_EXTENSION}{_OVER}"
)
# With the sign for abroad, an area code in brackets, or the zero that leads one outside America.
_ABROAD = re.compile(
    rf"(?<![\w$./-])(?:"
    rf"\+\d{{1,3}}(?:{_GAP}?\(0\))?(?:[-\u2010-\u2015./\u00a0 ()]{{0,2}}\d){{6,13}}"
    rf"|\(0?\d{{1,5}}\){_GAP}?\d{{2,5}}(?:{_GAP}?\d{{2,5}}){{1,3}}"
    rf"|0\d{{1,4}}(?:[-/\u00a0 ]\d{{2,4}}){{2,4}}|0\d{{1,3}}[-/ ]\d{{6,8}}|0\d{{4}}[-/ ]\d{{5,8}}"
    rf"){_EXTENSION}{_OVER}"
)
_WORD = r"(?:phone|tel(?:ephone)?|fax|cell|mobile|office|direct|desk|home|work|handy|móvil|celular|whatsapp)"
_ANNOUNCED = re.compile(
    r"(?:\b(?:phone|tel|fax|cell|mobile|office|direct|desk|home|work|ph|m|c|t)[ \t]*(?:number|no\.?|#)?[ \t]*[:.]|\btel[eé]fonos?\b|\bcelular\b|\bm[oó]vil\b|\bwhatsapp\b"
    r"|\bphone(?: number)?(?: is)?|\bcell(?: number)?(?: is)?|\bmobile(?: number)?(?: is)?|\bcall(?:ing)?(?: me| us| her| him)?(?: back)?(?: at| on)?"
    r"|\banswering at|\breach(?: me| us| you)?(?: at| on)|\btext(?: me)?(?: at)?|\bll[aá]m[ea]\w*|\bnúmero|\btel|\bcel|\bph|\btelefon\w*|\bhandy\w*|\bt[ée]l[ée]phone|\bтелефон\w*|\bđiện thoại"
    r"|电话|電話|手机|手機|전화(?:번호)?|հեռախոս\w*|تلفن|هاتف|फ़ोन)"
    rf"[^\w\n+(]{{0,4}}(?P<number>(?:\+|\()?\d(?:[()/]|{_GAP}{{0,2}}\d){{5,16}}{_EXTENSION}){_OVER}",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"(?<![\w$./-])(?P<number>(?:\+|\()?\d(?:[()/]|{_GAP}{{0,2}}\d){{5,16}}{_EXTENSION})[ \t]*[-(,]?[ \t]*{_WORD}\b",
    re.IGNORECASE,
)
_TOLL_FREE = re.compile(r"\D*(?:1\D*)?8(?:00|33|44|55|66|77|88)")
_FEWEST = 7
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")


def phone_numbers(text: str) -> list[Span]:
    """Telephone numbers in a text. Toll-free ones belong to offices, not to customers, and stay."""
    # Eighty modules that the window does not need before a text is looked at.
    from phonenumbers import (  # noqa: PLC0415
        Leniency,
        PhoneNumberMatcher,
        normalize_digits_only,
    )

    found = [Span(*match.span(), Kind.PHONE, "Pattern", 74) for match in _SHAPE.finditer(text)]
    found += [
        Span(*match.span(), Kind.PHONE, "Pattern", 69)
        for match in _ABROAD.finditer(text)
        if not _DATE.fullmatch(match[0]) and sum(map(str.isdigit, match[0])) >= _FEWEST
    ]
    for pattern, how in ((_ANNOUNCED, "Words before it"), (_LABELLED, "Words behind it")):
        found += [
            Span(*match.span("number"), Kind.PHONE, how, 71)
            for match in pattern.finditer(text)
            if not _DATE.fullmatch(match["number"])
        ]
    for match in PhoneNumberMatcher(text, "US", leniency=Leniency.VALID):
        digits = normalize_digits_only(match.raw_string)
        if len(digits) >= 10:
            found.append(Span(match.start, match.end, Kind.PHONE, "Number plan", 73))
    return [span for span in found if not _is_toll_free(text[span.start : span.end])]


def _is_toll_free(number: str) -> bool:
    figures = sum(sign.isdigit() for sign in re.split(r"[xe]", number, flags=re.IGNORECASE)[0])
    return figures in (10, 11) and _TOLL_FREE.match(number) is not None
