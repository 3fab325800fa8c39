# SPDX-License-Identifier: Apache-2.0
"""Personal data in the outgoing reply that the customer did not give: another person's license,
plate, VIN, number, card, phone, mail address, date of birth, or somebody's residence.

DMV may not give out a residence address, to anybody but the agencies the law names (Cal. Veh. Code
1808.21), nor other personal information from its records (18 U.S.C. 2721). What the customer wrote
herself, what the office says of itself and what a cited rule says may stand.
"""

import re
from collections.abc import Iterator

from desktop_app.domain.draft import Check, Severity
from desktop_app.domain.masking import Kind, Span
from desktop_app.domain.reply import Reply
from desktop_app.rules import check_names, introductions, streets
from desktop_app.rules.formats import RECOGNIZERS
from desktop_app.rules.persons import is_no_name

RULE = check_names.PRIVACY

_WHAT = {
    Kind.EMAIL: "mail address",
    Kind.PHONE: "phone number",
    Kind.SSN: "Social Security number",
    Kind.LICENSE: "license or ID number",
    Kind.PLATE: "license plate",
    Kind.VIN: "VIN",
    Kind.CARD: "card number",
    Kind.BIRTHDATE: "date of birth",
}
_SURE = 60
"""The weight from which a date counts as a date of birth: a word near it says so."""
_PHONE = re.compile(
    r"(?<![\w$./-])(?:\+?1[ .-]?)?(?:\(\d{3}\)[ .-]?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\w/-])"
    r"|(?<![\w$./-])\+\d{1,3}(?:[ .-]?\d{2,4}){2,5}(?![\w/-])"
)
_TOLL_FREE = re.compile(r"^1?8(?:00|33|44|55|66|77|88)")
_OWNER = re.compile(
    r"\b(?:(?:registered|legal|current|previous|new|other) owner|owner of (?:the|this|that) (?:car|vehicle|plate)|lienholder|other driver|driver|seller|buyer|plate holder|due[ñn]o|propietari[oa])"
    r"(?:'s name)?(?: of (?:the|this|that) (?:car|vehicle|plate))? (?:is|was|es|era|:)(?: named| called)? (?P<name>(?:(?:mr|mrs|ms|sr|sra)\.? )?(?-i:[A-ZÁÉÍÓÚÑ][\w’'-]+)(?: (?-i:[A-ZÁÉÍÓÚÑ][\w’'.-]*)){1,3})",
    re.IGNORECASE,
)
_GREETED = re.compile(
    r"\A\s*(?:dear|hello|hi|estimad[oa](?:/a)?|hola|querid[oa])\s+(?:(?:mr|mrs|ms|mx|miss|dr|sr|sra|srta)\.?\s+)?(?P<name>(?-i:[A-ZÀ-Þ])[\w’'-]*(?: (?-i:[A-ZÀ-Þ])[\w’'.-]*){0,3})\s*[,:.!]",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    "customer sir madam driver owner applicant neighbor friend cliente señor señora conductor usuario".split()
)


def check(reply: Reply) -> Iterator[Check]:
    """A mark on each personal value that nobody gave."""
    told = _Told(reply)
    for span in _spans(reply.body):
        value = reply.body[span.start : span.end]
        if not told.holds(span.kind, value):
            yield _mark(span.start, span.end, _said_of(span.kind))
    yield from _people(reply, told)


class _Told:
    """What the customer, the office and the rules have said, in the forms values are compared."""

    def __init__(self, reply: Reply) -> None:
        rules = (*reply.rules, *reply.evidence)
        texts = (reply.inquiry, reply.given, *reply.office, *(rule.text for rule in rules))
        self.text = "\n".join(texts).casefold()
        self._squashed: str | None = None
        self._words: tuple[str, ...] | None = None

    def holds(self, kind: Kind, value: str) -> bool:
        """Whether a value was told, however it is spaced."""
        if value.casefold() in self.text:
            return True
        if kind is Kind.ADDRESS:
            return self._holds_address(value)
        if self._squashed is None:
            self._squashed = re.sub(r"[\W_]", "", self.text)
        plain = re.sub(r"[\W_]", "", value.casefold())
        if kind is Kind.PHONE:
            plain = plain[-10:]
        return plain in self._squashed

    def _holds_address(self, value: str) -> bool:
        """Number and street's name side by side: endings and towns are written in many ways."""
        if self._words is None:
            self._words = tuple(re.findall(r"\w+", self.text))
        said = re.findall(r"\w+", value.casefold())
        return any(self._words[n : n + 2] == tuple(said[:2]) for n in range(len(self._words)))

    def knows(self, name: str) -> bool:
        """Whether any part of a name was told."""
        parts = [part for part in re.findall(r"\w+", name.casefold()) if len(part) > 1]
        known = set(re.findall(r"\w+", self.text))
        return any(part in known or part in _NOBODY for part in parts) or not parts


def _spans(body: str) -> Iterator[Span]:
    found = [span for recognize in RECOGNIZERS for span in recognize(body)]
    found += [Span(*match.span(), Kind.PHONE, "Pattern", 70) for match in _phones(body)]
    found += streets.addresses(body)
    reach = 0
    for span in sorted(found, key=lambda one: (one.start, -one.end, -one.weight)):
        sure = span.kind is not Kind.BIRTHDATE or span.weight >= _SURE
        if sure and span.kind in _WHAT | {Kind.ADDRESS: ""} and span.start >= reach:
            reach = span.end
            yield span


def _phones(body: str) -> Iterator[re.Match[str]]:
    """Phone numbers of people: a toll-free one is nobody's home."""
    for match in _PHONE.finditer(body):
        if not _TOLL_FREE.match(re.sub(r"\D", "", match[0])):
            yield match


def _people(reply: Reply, told: _Told) -> Iterator[Check]:
    for match in _OWNER.finditer(reply.body):
        if not told.knows(match["name"]):
            message = (
                "This names a person from the records whom the customer did not name. Take it out."
            )
            yield _mark(*match.span("name"), message)
    greeted = _GREETED.match(reply.body)
    if greeted is None or not (reply.given or introductions.signatures(reply.inquiry)):
        return
    name = greeted["name"]
    if not told.knows(name) and not all(is_no_name(part) for part in name.split()):
        message = (
            "The customer did not give this name. Look whether the reply is for somebody else."
        )
        yield _mark(*greeted.span("name"), message)


def _said_of(kind: Kind) -> str:
    if kind is Kind.ADDRESS:
        return (
            "An address that the customer did not write may not be given out (Veh. Code 1808.21)."
            " Take it out."
        )
    return (
        f"The customer did not give this {_WHAT[kind]}, so it may be another person's. Take it out."
    )


def _mark(start: int, end: int, message: str) -> Check:
    return Check(RULE, Severity.DANGER, start, end, message)
