# SPDX-License-Identifier: Apache-2.0
"""The words of a question that carry its matter: without those that every question has.

Cutting question words is worth five points of recall in the first ten on questions to an agency
(see the benchmarks); how much each remaining word tells is judged by the library itself.
"""

import re
import unicodedata

_MOST = 40
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?", re.UNICODE)
_FORM = re.compile(
    r"\b(?:REG|DL|ADM|INF|SR|BOE|OL|MC|DS|FFDL|VC|EXEC)[ -]?\d{1,5}[A-Z]?\b", re.IGNORECASE
)

_ENGLISH = """
a about above after again against all also am an and any are aren't as at be because been before
being below between both but by can can't cannot could couldn't did didn't do does doesn't doing
don't down during each few for from further get gets getting go going got had hadn't has hasn't
have haven't having he her here hers him his how i i'd i'll i'm i've if in into is isn't it it's
its itself just know let like me more most my need needs no nor not now of off on once only or
other our out over own please really same say says she should so some still such take tell than
thank thanks that that's the their them then there these they they're this those through to too
under until up us very want wants was wasn't we well were weren't what what's when where which
while who whom why will with won't would wouldn't yes you your hi hello hey dear sir madam regards
sincerely dmv california thing things something anything someone help question questions ask
asking said says tell told
"""
_SPANISH = """
a al algo ante antes aquí así aún como cómo con cual cuál cuando cuándo cuanto cuánto de del desde
donde dónde dos el él ella ellas ellos en entre era es esa ese eso esta está están estas este esto
estos estoy fue fui gracias ha hace hacer hasta hay he hola la las le les lo los más me mi mis
mucho muy nada ni no nos nosotros o otra otro para pero por porque puede pueden puedo pues que qué
quien quién quiero quisiera saber se sea ser si sí sin sobre son soy su sus también tanto te tengo
tiene tienen todo todos tu tú un una uno usted ustedes va voy y ya yo favor buenos buenas días
tardes necesito señor señora
"""
STOP_WORDS = frozenset(f"{_ENGLISH} {_SPANISH}".split())
_KIN = frozenset(
    """
    mother father mom mum dad son daughter husband wife brother sister uncle aunt cousin grandmother
    grandfather grandson granddaughter neighbor friend madre padre mamá papá hijo hija esposo esposa
    hermano hermana suegro suegra cuñado cuñada tío tía primo vecino amigo
    """.split()
)
"""People whom customers tell of, whatever the matter; rare in rules, so they would weigh most."""
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "e")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in order, spelled as they are compared."""
    return tuple(_plain(match[0]) for match in _WORD.finditer(text))


def telling_words(text: str) -> tuple[str, ...]:
    """The distinct words that may tell what a text is about, form numbers whole, in order."""
    forms = {f"{_plain(match[0])}": None for match in _FORM.finditer(text)}
    kept: dict[str, None] = {}
    for word in words_of(text):
        if word in _KIN or word in STOP_WORDS or len(word) < 2:
            continue
        if not _forms(word) & kept.keys():
            kept[word] = None
    return tuple({**forms, **kept})[:_MOST]


def stems(text: str) -> frozenset[str]:
    """The telling words of a text without accents and their commonest endings, for comparing them
    outside the index, which has stems of its own.
    """
    return frozenset(stem(word) for word in telling_words(text))


def stem(word: str) -> str:
    """A word without accents and its commonest ending."""
    marked = unicodedata.normalize("NFD", word)
    plain = "".join(sign for sign in marked if not unicodedata.combining(sign))
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= 3:
            return plain[: -len(ending)] + ("y" if ending in {"ies", "ied"} else "")
    return plain


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word.replace("’", "'")).casefold()


def _forms(word: str) -> set[str]:
    """A word with and without a plural's ending: said twice, it tells no more."""
    return {word, word + "s", word + "es", word.removesuffix("s"), word.removesuffix("es")}
