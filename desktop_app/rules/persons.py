# SPDX-License-Identifier: Apache-2.0
"""Names of people as headers give them, and every place where a known name stands.

A name is masked wherever it stands, whole or in part. What no header, signature or telling word
gives is not recognised; the screen says so and shows what leaves.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

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
    a about abril accountant address administrator affidavit after agent agosto al all alright
    also am an and android ang angeles any application appointment april are as assistant
    associate at atentamente attorney august auto aware bank bcc be because before best bill bmw
    bond both branch broker buenas buenos but buyer by california can card cc ceo certificate
    change check cheers chevrolet chevy citation city clerk complaint con concern coordinator
    cordially correct counter county court customer dad date day days de dealer dear december
    deed del department dias diciembre dios director division dmv do does domingo driver drivers
    duplicate días early el ella email emissions en enclosed enero es esposo esta este estimada
    estimado everybody everyone examiner examiners father febrero february fee fees field
    finally first folks for ford form fresno friday friends from full gave general gentlemen get
    good got gracias guys had has hasta have he hello help her here hers hey hi him hindi hiring
    his hola honda how however human hyundai i id if in inc information insurance iphone is it
    its january jueves julio july june junio just kia know ko la ladies las last lastly later le
    letter licence license licensed lien llc lo looking los love lunes madam mail manager
    managing many march martes marzo may mayo mazda me mga mi mil millbrook miss miércoles
    mobile mom monday more most mother motor mr mrs ms much muchas muy mx my need new next ng
    nissan no not notice november noviembre nuestro number october octubre of office officer ok
    okay on one opo or original other our out over owner paper para partner payment payroll
    perdon perdón period permit phone pin placard plate plates please po policy por power
    president proof que question questions quien re real realtor received record records refund
    regards registration release renewal reply report representative request required resources
    respectfully sa sacramento said sales saludos same san santa saturday says second seller
    senior sent september septiembre service services señor señora señores she si signature
    signed sin since sincerely sir sirs smog so some soon sorry soy specialist staff state
    statement still street su subaru sunday supervisor sus suspension sábado tarde tardes tax
    team technician tesla test thank thanks that the their them then there these they third this
    thursday ticket time title to today told tomorrow too toyota transfer tu tuesday uber un una
    under unit until up us use used usted ustedes veh vehicle vehicles very viernes vin visa
    wants warmly was we wednesday were what when where which who whom why will wish with would
    write y ya yes yesterday yo you your yours youth
    """.split()
)
"""Words that begin with a capital and are nobody's name, or too often are not."""

_CREDENTIALS = re.compile(
    r",?[ \t]+(?:jr|sr|ii|iii|iv|phd|ph\.d|md|m\.d|do|dds|rn|np|esq|cpa|mst|jd|j\.d|mba|pe)\b\.?"
    r"(?=[ \t]*(?:,|$))",
    re.IGNORECASE,
)
_LABELS = re.compile(r"[\"“”()<>]|\b(?:mr|mrs|ms|mx|dr|prof|rev|sr|sra|srta)\b\.?|,", re.IGNORECASE)
_EDGES = rf"(?<![\w{_MARKS}])", rf"(?![\w{_MARKS}])"
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


def mentions(name: Name, text: str) -> list[tuple[int, int, str]]:
    """Every place where a known name stands: start, end, and which part ("", "GIVEN", "FAMILY")."""
    found: list[tuple[int, int, str]] = []
    for part, words in (("", name.full), ("GIVEN", name.given), ("FAMILY", name.family)):
        if _too_short(words, part) or (" " not in words and is_no_name(words)):
            continue
        if part and words == name.full:
            continue
        loose = r"\s+".join(re.escape(word) for word in words.split())
        # One word alone may be a word like any other ("Will", "Grace"): its spelling has to fit.
        whole = " " in words
        forms: Iterable[str] = (
            {loose} if whole else {re.escape(f) for f in (words, words.upper(), words.capitalize())}
        )
        before, after = ("", "") if _SPACELESS.search(words) else _EDGES
        pattern = re.compile(
            f"{before}(?:{'|'.join(sorted(forms))}){after}", re.IGNORECASE if whole else 0
        )
        found += [(*match.span(), part) for match in pattern.finditer(text)]
    return found


def _too_short(words: str, part: str) -> bool:
    """A letter or two say nothing, unless the script is one in which a sign is a syllable."""
    if not words:
        return True
    least = 1 if _SPACELESS.search(words) else 3 if part else 2
    return len(words.strip(".")) < least
