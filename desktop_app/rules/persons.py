# SPDX-License-Identifier: Apache-2.0
"""Names of people: those a message's own header and signature give, and those its words introduce.

A name is masked wherever it stands, whole or in part. What no header, signature or telling word
gives is not recognised here; the screen says so and shows what leaves.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop_app.domain.masking import Kind, Span

NAME_WEIGHT = 45
"""Below every value with a format, so that a name inside an address stays part of the address."""

_LETTER = r"[^\W\d_]"
_CAPITAL = rf"(?:(?=[^\W\d_a-zß-öø-ÿ]){_LETTER}(?:['’]{_LETTER})?[\w'’-]*)"
_PARTICLE = r"(?:de|del|de la|van|von|der|la|le|bin|ibn|al|da|dos)"
_FULL = rf"{_CAPITAL}(?:[ \t]+(?:{_PARTICLE}[ \t]+)?(?:{_CAPITAL}|[A-Z]\.)){{0,3}}"

_INTRODUCED = re.compile(
    r"(?:\b(?:my name is|my name's|this is|i am|i'm|i’m|name:|nombre:|me llamo|mi nombre es|soy|attn:?|dear|estimad[oa]|signed,?|"
    r"(?:mr|mrs|ms|mx|dr|sr|sra|srta|don|doña)\b\.?"
    r"|(?:my|his|her|our|their|the|mi|su|el|la)[ \t]+(?:late[ \t]+|ex-?[ \t]?|old[ \t]+|new[ \t]+|step)?"
    r"(?:husband|wife|spouse|son|daughter|mother|father|mom|mum|dad|brother|sister|grand(?:mother|father|ma|pa|son|daughter)"
    r"|uncle|aunt|nephew|niece|cousin|friend|neighbou?r|seller|buyer|owner|landlord|partner|boyfriend|girlfriend|fianc[eé]e?"
    r"|roommate|boss|clerk|agent|officer|doctor|mechanic|hijo|hija|madre|padre|mam[aá]|pap[aá]|esposo|esposa|marido"
    r"|hermano|hermana|abuel[oa]|t[ií][oa]|prim[oa]|vecin[oa]|vendedor|vendedora|amig[oa])"
    r"(?:[ \t]*,|[ \t]+(?:is|named|called|es|se llama))?"
    r"|(?:seller|buyer|owner|vendedor|comprador)[ \t]*,)[ \t]+)"
    rf"(?P<name>(?-i:{_FULL}))",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^[ \t]*(?:(?:many )?thanks?(?: you)?(?: so much| very much| again| in advance)?|thx|ty|(?:kind|best|warm)?[ \t]*(?:regards|wishes)"
    r"|sincerely(?: yours)?|yours(?: truly| sincerely| faithfully)?|respectfully(?: yours)?|cordially|best|cheers|love"
    r"|(?:muchas |mil )?gracias(?: de antemano)?|atentamente|saludos(?: cordiales)?|cordialmente|un saludo|salamat(?: po)?"
    r"|謝謝|谢谢|此致|감사합니다|cảm ơn|xin cảm ơn|trân trọng|с уважением|спасибо|शुक्रिया|धन्यवाद|ਧੰਨਵਾਦ|با تشکر|با احترام|متشکرم"
    r"|شكرا(?: لكم)?|مع التحية|շնորհակալություն|հարգանքով|よろしくお願いします|ありがとうございます|សូមអរគុណ)"
    r"[ \t]*(?:po)?[ \t]*[,.!។।։~-]*[ \t]*(?P<same>[^\n]{0,40})$",
    re.IGNORECASE | re.MULTILINE,
)
_NAME_LINE = re.compile(
    rf"^[ \t]*(?:[-–—~*]+[ \t]*)?(?P<name>(?:{_LETTER}|['’.])[\w'’.\-]*(?:[ \t]+(?:{_LETTER}|['’.])[\w'’.\-]*){{0,3}})[ \t]*,?[ \t]*$"
)
_SIGNATURE_MARK = re.compile(r"^-- ?$", re.MULTILINE)
_NOT_NAMES = frozenset(
    "dmv the my i we you please thank thanks hello hi hey dear sir madam sirs team office department customer service"
    " sent from iphone android mobile regards best not no yes ok so and but if it is a an very really also just still here"
    " buenos buenas hola señor señora estimado estimados gracias atentamente usted monday tuesday wednesday thursday friday"
    " saturday sunday january february march april june july august september october november december"
    " california sacramento millbrook honda toyota ford chevy chevrolet nissan tesla kia hyundai subaru mazda bmw"
    " real id license licence registration title plate smog vin everyone all whom concern clerk manager supervisor agent"
    " driver drivers motor vehicles vehicle field mom dad mother father".split()
)
_LABELS = re.compile(
    r"[\"“”()<>]|\b(?:mr|mrs|ms|mx|dr|sr|sra|jr|phd|md|esq|ii|iii|iv)\b\.?|,", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Name:
    """One person's name with the parts it may be called by."""

    full: str
    given: str
    family: str

    @classmethod
    def read(cls, text: str) -> "Name | None":
        """A name out of a header or a signature; None where the text is no name."""
        comma = re.match(rf"^\s*({_LETTER}[\w'’ -]+),\s*({_LETTER}[\w'’ .-]+)$", text)
        ordered = f"{comma[2]} {comma[1]}" if comma else text
        words = _LABELS.sub(" ", ordered).split()
        if not words or len(words) > 5 or any("@" in word or word.isdigit() for word in words):
            return None
        if all(word.casefold().strip(".") in _NOT_NAMES for word in words):
            return None
        return cls(" ".join(words), words[0], words[-1] if len(words) > 1 else "")


def header_names(headers: Iterable[str]) -> tuple[Name, ...]:
    """The people whom headers name."""
    return tuple(name for text in headers if (name := Name.read(text)))


def introduced(text: str) -> list[Span]:
    """Names that the words before them announce: "my name is", "the seller,", "Mr."."""
    found: list[Span] = []
    for match in _INTRODUCED.finditer(text):
        start, end = _trim(text, *match.span("name"))
        if start < end:
            found.append(Span(start, end, Kind.NAME, "Words before it", NAME_WEIGHT))
    return found


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut what is no name off both ends of a run of capitalised words."""
    words = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", text[start:end])]
    while words and text[slice(*words[-1])].strip(".,").casefold() in _NOT_NAMES:
        words.pop()
    if not words or text[slice(*words[0])].strip(".,").casefold() in _NOT_NAMES:
        return start, start
    last = words[-1][1]
    while text[last - 1] in ".,'’-" and not text[last - 2 : last - 1].isupper():
        last -= 1
    return words[0][0], last


def signatures(text: str) -> list[Span]:
    """The names people sign with: after a closing word, or under the line that opens a
    signature.
    """
    found: list[Span] = []
    for match in _CLOSING.finditer(text):
        found += _signed(text, match.start("same"), 3)
    for match in _SIGNATURE_MARK.finditer(text):
        found += _signed(text, match.end(), 2)
    return found


def _signed(text: str, start: int, lines: int) -> Iterator[Span]:
    """The first line at or after `start` that looks like a name, within so many lines."""
    place = start
    for line in text[start:].split("\n")[:lines]:
        match = _NAME_LINE.match(line)
        if match and Name.read(match["name"]):
            words = [word.casefold().strip(".,") for word in match["name"].split()]
            if not any(word in _NOT_NAMES for word in words):
                yield Span(
                    place + match.start("name"),
                    place + match.end("name"),
                    Kind.NAME,
                    "Signature",
                    NAME_WEIGHT,
                )
                return
        elif line.strip():
            return
        place += len(line) + 1


def mentions(name: Name, text: str) -> list[tuple[int, int, str]]:
    """Every place where a known name stands: start, end, and which part ("", "GIVEN", "FAMILY")."""
    found: list[tuple[int, int, str]] = []
    for part, words in (("", name.full), ("GIVEN", name.given), ("FAMILY", name.family)):
        if len(words) < 2 + bool(part) and words.isascii():
            continue
        loose = re.escape(words).replace(r"\ ", r"\s+")
        flags = re.IGNORECASE if part == "" else 0
        forms = {loose} if part == "" else {loose, loose.upper(), loose.capitalize()}
        edge = r"(?<!\w)", r"(?!\w)"
        if not words[0].isascii():  # scripts without spaces between words
            edge = ("", "") if re.search(r"[\u3000-\u9fff\uac00-\ud7af]", words) else edge
        pattern = re.compile(f"{edge[0]}(?:{'|'.join(sorted(forms))}){edge[1]}", flags)
        found += [(*match.span(), part) for match in pattern.finditer(text)]
    return found
