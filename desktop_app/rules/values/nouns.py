# SPDX-License-Identifier: Apache-2.0
"""What a number without a unit counts, in English and Spanish: "two photographs", "dos fotos"."""

import re

# After these a number stands alone: "16 and older", "line 5 is".
_NO_NOUN = frozenset(
    "of to and or in on at by for from the a an with when if is are was were be may must can could will would should shall has "
    "have had do does not no than per each every within after before until since who which that this these those it you your we "
    "our they their he she his her as but so then also because unless while where there here more less most least only "
    "between through into over under about below above up down out off own old older younger apply applies need needs pay gets "
    "else get got both either any all other another "
    "de del la las los el en y o u a al con por para sin sobre si es son fue ser puede pueden debe deben que se no su sus le les "
    "más menos entre hasta desde cuando como ya también solo sólo pero este esta estos estas cada un una usted tiene tienen "
    "hay necesita gracias".split()
)
# What a reply counts of itself: "two things to bring", "three options".
_OF_THE_REPLY = frozenset(
    "thing step option way question part item reason case choice answer rule exception kind type possibility situation condition "
    "point example place requirement issue topic matter note detail piece stage task list fact message email letter "
    "cosa paso opción opcione opcion forma manera pregunta parte punto razón razone caso respuesta regla excepción excepcione tipo "
    "condición condicione ejemplo requisito lugare tema mensaje carta dato".split()
)
_PLURALS = {"people": "person", "children": "child", "men": "man", "women": "woman"}
_BACK = re.compile(
    r"\b(?:these|those|the|your|all|any|no|every|this|that|each|which|another|some|only|other|last|first|next|estos|estas|esos|esas|las|los|sus|otros|otras) $",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(?:steps?|questions?|options?|items?|notes?|choices?|reasons?|pasos?|preguntas?|opci[oó]n(?:es)?|incisos?)(?: no\.)? $",
    re.IGNORECASE,
)
_LIST = re.compile(r"(?: [^\W\d_]+){1,4}:")
_WORD = re.compile(r"[ -]([^\W\d_]{2,})")


def noun_after(text: str, place: int, *, single: bool = False) -> str:
    """The noun that a number ending at `place` counts, in the singular; empty where none follows.

    More than one is counted in the plural, which tells a noun from a verb: "applicants of 16 apply".
    """
    for _ in range(3):
        match = _WORD.match(text, place)
        if match is None or (word := match[1].casefold()) in _NO_NOUN:
            break
        if single:
            return word
        if word in _PLURALS:
            return _PLURALS[word]
        if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
            return word.removesuffix("s")
        place = match.end()
    return ""


def is_of_the_reply(noun: str) -> bool:
    """Whether a count of this is the reply's own order and no assertion."""
    return noun in _OF_THE_REPLY


def points_back(text: str, place: int) -> bool:
    """Whether the words before a number say that it is known: "these two papers"."""
    return _BACK.search(text, max(0, place - 12), place) is not None


def orders(text: str, place: int) -> bool:
    """Whether the word before a number makes it a place in the reply: "step 2"."""
    return _ORDER.search(text, max(0, place - 16), place) is not None


def lists(text: str, place: int) -> bool:
    """Whether what a number counts is listed behind it: "three forms: A, B and C"."""
    return _LIST.match(text, place) is not None
