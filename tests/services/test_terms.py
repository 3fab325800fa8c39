# SPDX-License-Identifier: Apache-2.0
"""The locked terms that ship, and faulty files of them."""

import pytest

import resources
from desktop_app.errors import Misconfigured
from desktop_app.settings import LANGUAGES
from services.terms import read_terms, term_book


def test_every_language_of_the_office_has_wording_for_terms_that_exist() -> None:
    book = term_book()
    assert book.version
    assert book.fixed("en") == ()
    names = [term.name for term in book.terms]
    assert len(set(names)) == len(names)
    for language in set(LANGUAGES) - {"en"}:
        fixed = dict(book.fixed(language))
        assert fixed["REAL ID"] == "REAL ID"
        assert {"driver license", "registration", "title", "fee"} <= fixed.keys()
        said = list(fixed.values())
        assert len(set(said)) == len(said), language


def test_every_fault_of_a_file_is_named_at_once() -> None:
    document = resources.terms()
    wrong = {
        **document,
        "version": "",
        "kept": "DMV",
        "colour": {},
        "also": {"spaceship": ["rocket"], "title": []},
        "wording": {"es": {"title": 3}, "ru": "нет"},
    }
    with pytest.raises(Misconfigured) as caught:
        read_terms(wrong)
    for place in ("version", "kept", "colour", "also.spaceship", "also.title", "wording.es.title",
                  "wording.ru"):  # fmt: skip
        assert place in caught.value.what
