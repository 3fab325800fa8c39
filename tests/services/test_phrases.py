# SPDX-License-Identifier: Apache-2.0
"""The office's wording: complete, filled in as the letters need it, and no claim among it."""

from string import Formatter

import pytest

import resources
from desktop_app.domain.phrases import Phrases
from desktop_app.errors import Misconfigured
from desktop_app.rules.chinese import is_traditional
from desktop_app.rules.claims import is_claim
from desktop_app.rules.sentences import spans
from desktop_app.settings import LANGUAGES
from services.phrases import phrase_book, read_phrases

BOOK = phrase_book()
TEMPLATES = ("greeting", "closing", "disclosure_ai", "disclosure_rules", "disclosure_person")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_language_of_the_settings_has_wording_and_an_english_name() -> None:
    assert tuple(BOOK.by_language) == LANGUAGES
    assert BOOK.of("es").language == "es"
    assert BOOK.of("xx") is BOOK.by_language["en"]
    assert (BOOK.name("ko"), BOOK.name("de")) == ("Korean", "German")
    assert BOOK.name("xx") == "the customer's language"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_the_wording_passes_for_a_claim(language: str) -> None:
    phrases = BOOK.of(language)
    greeting = phrases.greeting.format(name="Rosa J. Delgado-Quintero")
    text = "\n".join(
        (greeting, phrases.greeting_nameless, phrases.opening, phrases.bring, phrases.where,
         phrases.partly, *phrases.courtesies[5:])
    )  # fmt: skip
    sentences = [text[start:end] for start, end in spans(text)]
    assert [s for s in sentences if is_claim(s, phrases.courtesies)] == []


# English has patterns of its own, and a short line that ends with a colon is a heading.
GREETED = [
    code for code in LANGUAGES if code != "en" and not BOOK.of(code).greeting.endswith((":", "："))
]


@pytest.mark.parametrize("language", GREETED)
def test_a_greeting_is_no_cover_for_a_claim(language: str) -> None:
    phrases = BOOK.of(language)
    for said in ("the fee is 15 dollars", "you have to pay at once at the office", "yes; no"):
        assert is_claim(phrases.greeting.format(name=said), phrases.courtesies)


@pytest.mark.parametrize("language", ["en", "es"])
def test_english_and_spanish_have_every_phrase_of_their_own(language: str) -> None:
    document = resources.phrases()
    languages = document["languages"]
    assert isinstance(languages, dict)
    names = {"name" if n == "language_name" else n for n in Phrases.__dataclass_fields__}
    assert languages[language].keys() - {"note", "native_reader"} == names - {
        "language",
        "by_channel",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_disclosure_names_who_read_it_and_ends_with_a_way_to_reach_a_person(
    language: str,
) -> None:
    phrases = BOOK.of(language)
    for template in (phrases.disclosure_ai, phrases.disclosure_rules, phrases.disclosure_person):
        first, second = template.split("\n")
        assert {"person", "office"} <= fields(first)
        assert fields(second) == {"phone"}
    assert fields(phrases.disclosure_rules) == {"person", "office", "date", "phone"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_disclosure_of_its_own_words(language: str) -> None:
    english, own = BOOK.of("en"), BOOK.of(language)
    for part in ("disclosure_ai", "disclosure_rules", "disclosure_person"):
        assert language == "en" or getattr(own, part) != getattr(english, part)


def test_no_wording_claims_a_native_reader_it_has_not_had() -> None:
    languages = resources.phrases()["languages"]
    assert isinstance(languages, dict)
    read = {code: own["native_reader"] for code, own in languages.items() if code != "en"}
    assert set(read) == set(LANGUAGES) - {"en"}
    assert not any(read.values())


def test_traditional_characters_have_a_disclosure_in_traditional_characters() -> None:
    chinese = BOOK.of("zh")
    for part in ("ai", "rules", "person", "contact"):
        plain = chinese.disclosure("mail", part)
        other = chinese.disclosure("mail", part, traditional=True)
        assert fields(plain) == fields(other)
        assert is_traditional(other)
        assert not is_traditional(plain)


def test_every_fault_is_named_at_once() -> None:
    document = resources.phrases()
    languages = document["languages"]
    assert isinstance(languages, dict)
    broken = {
        "version": 3,
        "names": {"de": ""},
        "languages": {
            **languages,
            "es": {
                **languages["es"], "closing": "{person}", "opening": "{", "courtesies": [],
                "colour": "red",
            },
            "ko": {name: text for name, text in languages["ko"].items() if name != "greeting"},
            "ja": "konnichiwa",
        },
    }  # fmt: skip
    with pytest.raises(Misconfigured) as caught:
        read_phrases(broken)
    for place in ("phrases.version", "names.de", "languages.es.closing", "languages.es.opening",
                  "languages.es.courtesies", "languages.es.colour", "languages.ko.greeting",
                  "languages.ja"):  # fmt: skip
        assert f"{place}:" in str(caught.value)


def test_a_channel_may_have_its_own_words_for_a_part_of_the_disclosure() -> None:
    english = BOOK.of("en")
    assert english.disclosure("note", "contact").startswith("To speak with a person, ask at the")
    assert english.disclosure("mail", "contact") == english.disclosure_ai.split("\n")[1]
    assert english.disclosure("note", "rules") == english.disclosure_rules.split("\n")[0]
    document = resources.phrases()
    languages = document["languages"]
    assert isinstance(languages, dict)
    broken = {**languages["en"], "note": {"contact": "Call {fax}.", "ps": "x"}, "fax": {}}
    with pytest.raises(Misconfigured) as caught:
        read_phrases({**document, "languages": {**languages, "en": broken}})
    for place in ("en.note.contact:", "en.note.ps:", "en.fax:"):
        assert place in str(caught.value)
