# SPDX-License-Identifier: Apache-2.0
"""Names of people as headers give them, and every place where a known name stands.

A name is masked wherever it stands, whole or in part. What no header, signature or telling word
gives is not recognised; the screen says so and shows what leaves.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.domain.masking import Kind, Span

NAME_WEIGHT = 45
"""Below every value with a format, so that a name inside an address stays part of the address."""

LETTER = r"[^\W\d_]"
# Vowel signs are no letters to Python: Arabic, Devanagari, Gurmukhi, Khmer, and accents apart.
_MARKS = "\u0300-\u036f\u064b-\u0652\u0900-\u0963\u0a01-\u0a75\u1780-\u17d3"
SIGN = rf"[\w'’.\-{_MARKS}]"
CAPITAL = rf"(?:(?=[^\W\d_a-zß-öø-ÿа-яё]){LETTER}(?:['’]{LETTER})?[\w'’{_MARKS}-]{{0,40}})"
"""A word that begins with no small letter; scripts without small letters count as capitals."""

NOT_NAMES = frozenset(
    """
    a about abril accountant address administrator affidavit after agent agosto al alcohol all
    alright also am american amex an and android ang angeles any apple application appointment
    april arabic are armenian as assistant associate at atentamente attorney august auto aware
    bank bcc be because before best bill bmw bond both branch broker buenas buenos but buyer by
    california cambodian can cantonese card cc ceo certificate change check cheers chevrolet
    chevy chinese citation city class clearinghouse clerk complaint compró con concern
    coordinator cordially correct counter county court customer dad date day days de dealer dear
    december deed del department dias dice diciembre dijo dios director division dl dmv do dob
    does domingo driver drivers drug duplicate días early ein el ella email emissions en
    enclosed enero english era es español esposo esq esta este estimada estimado está everybody
    everyone examiner examiners express farsi father febrero february fee fees field finally
    first folks for ford form fresno friday friends from fue full gave general gentlemen get god
    golf good google got gracias guys had has hasta have he hello help her here hers hey hi him
    hindi hiring his hola honda how however human hyundai i iban id if ii iii im in inc
    information inglés insurance iphone is it itin its iv january japanese jr jueves julio july
    june junio just khmer kia know ko korean la ladies las last lastly later le letter licence
    license licensed lien lienholder llc lo looking los love lunes madam mail manager managing
    mandarin many march martes marzo mastercard may mayo mazda md me mga mi mil millbrook miss
    miércoles mobile mom monday more most mother motor mr mrs ms much muchas muy mx my necesita
    need new next ng nissan no not notice november noviembre nuestro number o.k october octubre
    odometer of office officer oh ok okay on one opo or organ original other our out over owner
    paper para partner patrol payment paypal payroll perdió perdon perdón period permit persian
    phd phone pin placard plate plates please po policy por power president proof puede punjabi
    que question questions quien quiere re real realtor received record records referee refund
    regards registration release renewal reply report representative request required resources
    respectfully russian sa sacramento said sale sales saludos same san santa saturday says
    second seller senior sent september septiembre service services señor señora señores she si
    signature signed sin since sincerely sir sirs smog so some soon sorry soy spanish specialist
    ssn staff standard state statement sticker stickers still street su subaru sunday supervisor
    sus suspension sábado tagalog tarde tardes tax team technician tengo tesla test thank thanks
    that the their them then there these they third this thks thursday thx ticket tiene time
    title tks to today told tomorrow too toyota transfer tu tuesday ty type tysm uber un una
    under unit until up us use used usted ustedes va veh vehicle vehicles vendió venmo very
    vessel viernes vietnamese vin visa vive wallet wants warmly was we wednesday were what when
    where which who whom why will wish with would write y ya yes yesterday yo you your yours
    youth zelle أختي أخي ابنتي ابني برادرم خواهرم خودم دخترم زوجتي زوجي شوهرم مادرم همسرم والدتي
    والدي پدرم پسرم
    """.split()
)
"""Words that begin with a capital and are nobody's name, or too often are not."""

_CREDENTIALS = re.compile(
    r",?[ \t]+(?:jr|sr|ii|iii|iv|phd|ph\.d|md|m\.d|do|dds|rn|np|esq|cpa|mst|jd|j\.d|mba|pe)\b\.?"
    r"(?=[ \t]*(?:,|$))",
    re.IGNORECASE,
)
_LABELS = re.compile(r"[\"“”()<>]|\b(?:mr|mrs|ms|mx|dr|prof|rev|sr|sra|srta)\b\.?|,", re.IGNORECASE)
_RUN = re.compile(rf"[\w{_MARKS}]+")
_BLANKS = re.compile(r"\s+")
_SQUEEZED = re.compile(r"\s+|\S")
_SPACELESS = re.compile(r"[\u3000-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Name:
    """One person's name with the parts it may be called by."""

    full: str
    given: str
    family: str

    @classmethod
    def read(cls, text: str) -> "Name | None":
        """A name out of a header or a signature; None where the text is no name."""
        bare = text.strip()
        while (shorter := _CREDENTIALS.sub("", bare)) != bare:
            bare = shorter
        comma = re.match(rf"^\s*({LETTER}[\w'’ -]+),\s*({LETTER}[\w'’ .-]+)$", bare)
        ordered = f"{comma[2]} {comma[1]}" if comma else bare
        words = _LABELS.sub(" ", ordered).split()
        if not words or len(words) > 5 or any("@" in word or word.isdigit() for word in words):
            return None
        if all(is_no_name(word) for word in words):
            return None
        return cls(" ".join(words), words[0], words[-1] if len(words) > 1 else "")


def is_no_name(word: str) -> bool:
    """Whether a word is none that people are called by."""
    return word.strip(".,").casefold() in NOT_NAMES


def header_name(text: str) -> Name | None:
    """The person whom a header names."""
    return Name.read(text) if text.strip() else None


def stands_apart_in_script(sign: str) -> bool:
    """Whether a sign is a letter or figure of a script that puts blanks between words."""
    return _RUN.match(sign) is not None and not _SPACELESS.match(sign)


@dataclass(frozen=True, slots=True)
class _Form:
    how: str
    anywhere: bool
    """Whether it is found inside a run of letters too: its script puts no blanks between words."""


class Roll:
    """The people known so far, and every place where one of them stands in a text.

    A text is gone through once, however many people there are: its words are looked up among the
    first words of the names.
    """

    def __init__(self) -> None:
        self._forms: dict[str, _Form] = {}
        self._begun: dict[str, set[tuple[int, int]]] = {}
        """The first word of a form: how far inside the form it begins, and the form's length."""
        self._signs: dict[str, set[int]] = {}
        """The first sign of a form that stands anywhere: the form's length."""

    def add(self, name: Name, found_by: str) -> None:
        """Look for this person too; `found_by` says how the name was recognized."""
        self._look_for(name.full, found_by)
        for part in (name.given, name.family, *_halves(name.family)):
            if part != name.full and len(part.strip(".")) >= _least(part, 3):
                self._look_for(part, "Part of a name")

    def mentions(self, text: str) -> list[Span]:
        """Every place where a known name stands, whole or in part; some may overlap."""
        line = _BLANKS.sub(" ", text)
        places = [match.start() for match in _SQUEEZED.finditer(text)]
        found: list[Span] = []
        for start, length in self._candidates(line):
            said = line[start : start + length]
            form = self._forms.get(said.casefold() if " " in said else said)
            if form is None or len(said) < length:
                continue
            if form.anywhere or _stands_apart(line, start, start + length):
                end = places[start + length - 1] + 1
                found.append(Span(places[start], end, Kind.NAME, form.how, NAME_WEIGHT))
        return found

    def _look_for(self, words: str, how: str) -> None:
        one_word = " " not in words
        if len(words.strip(".")) < _least(words, 2) or (one_word and is_no_name(words)):
            return
        # One word alone may be a word like any other ("Will", "Grace"): its spelling has to fit.
        spelled = (words, words.upper(), words.capitalize()) if one_word else (words.casefold(),)
        anywhere = _SPACELESS.search(words) is not None
        for form in spelled:
            self._forms.setdefault(form, _Form(how, anywhere))
            if anywhere:
                self._signs.setdefault(form[0].casefold(), set()).add(len(form))
            elif first := _RUN.search(form):
                begins = (first.start(), len(form))
                self._begun.setdefault(first[0].casefold(), set()).add(begins)

    def _candidates(self, line: str) -> Iterator[tuple[int, int]]:
        """Where a form may begin by its first word or sign, and how long it would be."""
        for run in _RUN.finditer(line):
            for inside, length in self._begun.get(run[0].casefold(), ()):
                if run.start() >= inside:
                    yield run.start() - inside, length
        if self._signs:
            for place, sign in enumerate(line):
                for length in self._signs.get(sign.casefold(), ()):
                    yield place, length


def _halves(family: str) -> list[str]:
    """The parts of a family name written with a hyphen; people sign with one of them."""
    return family.split("-") if "-" in family else []


def _stands_apart(line: str, start: int, end: int) -> bool:
    return not (start and _RUN.match(line, start - 1)) and not _RUN.match(line, end)


def _least(words: str, otherwise: int) -> int:
    """How many letters say something: one where a sign is a syllable."""
    return 1 if _SPACELESS.search(words) else otherwise
