# SPDX-License-Identifier: Apache-2.0
"""Telephone numbers, by the number plans of `phonenumbers` and as Californians write them."""

import re

from desktop_app.domain.masking import Kind, Span

_GAP = r"[-\u2010-\u2015\u2212.\u00a0\u202f ]"
_EXTENSION = r"(?:[ ,]*(?:x|ext\.?|extension)[ ]?\d{1,6})?"
# Numbers kept for fiction (555-01xx) are in no plan, and people mistype theirs: the shape counts.
_SHAPE = re.compile(
    rf"(?<![\w$./-])(?:(?:\+|00)?1{_GAP}?)?(?:\(\d{{3}}\){_GAP}?|\d{{3}}{_GAP})\d{{3}}{_GAP}?\d{{4}}{_EXTENSION}(?![\w-])"
    rf"|(?<![\w$.,/#-])\d{{3}}[-\u2010-\u2015.]\d{{4}}{_EXTENSION}(?![\w-])"
)
_ANNOUNCED = re.compile(
    r"(?:\b(?:phone|tel|fax|cell|mobile|office|direct|home|work|ph|m|c|t)[ \t]*(?:number|no\.?|#)?[ \t]*[:.]|\btel[eé]fonos?\b|\bcelular\b"
    r"|\bphone(?: number)?(?: is)?|\bcell(?: number)?(?: is)?|\bmobile(?: number)?(?: is)?|\bcall(?:ing)?(?: me| us| her| him)?(?: at| on)?"
    r"|\banswering at|\breach(?: me| us| you)?(?: at| on)|\btext(?: me)?(?: at)?|\bll[aá]m[ea]\w*|\bnúmero|\btel|\bcel|\bph)"
    rf"[^\w\n+(]{{0,4}}(?P<number>(?:\+|\()?\d(?:[()/]|{_GAP}{{0,2}}\d){{6,16}}{_EXTENSION})(?![\w-])",
    re.IGNORECASE,
)
_TOLL_FREE = re.compile(r"\D*(?:1\D*)?8(?:00|33|44|55|66|77|88)")
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
        Span(*match.span("number"), Kind.PHONE, "Words before it", 71)
        for match in _ANNOUNCED.finditer(text)
        if not _DATE.fullmatch(match["number"])
    ]
    for match in PhoneNumberMatcher(text, "US", leniency=Leniency.VALID):
        digits = normalize_digits_only(match.raw_string)
        if len(digits) >= 10:
            found.append(Span(match.start, match.end, Kind.PHONE, "Number plan", 73))
    return [span for span in found if not _TOLL_FREE.match(text[span.start : span.end])]
