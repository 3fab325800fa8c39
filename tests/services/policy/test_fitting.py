# SPDX-License-Identifier: Apache-2.0
"""When the library vouches for a rule: a word of its keywords counts as far as the question holds
the keyword.
"""

from datetime import UTC, date, datetime

import pytest

from desktop_app.domain.policy import Hit, Query
from services.policy.index import PolicyIndex
from services.policy.words import stems, telling_words
from tests.fakes.build import pack, rule
from tests.fakes.desk import fresh_store

DAY = date(2026, 11, 23)
DEATH = rule(
    "DL-1",
    "A death is reported on a form. Send the placard along.",
    title="Reporting a death",
    keywords=("passed away license", "cancel license deceased", "report fallecimiento"),
)
PLACARD = rule(
    "PLC-1",
    "An applicant for a disabled placard signs the form.",
    title="Applying for a placard",
    keywords=("handicap placard", "apply for disabled placard"),
)
OTHERS = tuple(
    rule(f"X-{n}", f"Rule {n} speaks of {word}.", title=word.title())
    for n, word in enumerate(
        ("boats", "trailers", "taxes", "hearings", "mopeds", "smog", "vision", "kiosks")
    )
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> PolicyIndex:
    found = PolicyIndex(fresh_store(tmp_path_factory.mktemp("policy") / "desk.db"))
    found.adopt(pack(DEATH, PLACARD, *OTHERS), datetime(2026, 11, 23, tzinfo=UTC))
    return found


def hits(library: PolicyIndex, text: str) -> dict[str, Hit]:
    return {hit.snippet.id: hit for hit in library.search(Query(text, DAY), 5)}


def test_a_whole_keyword_speaks_louder_than_a_word_each_of_three(library: PolicyIndex) -> None:
    whole = hits(library, "passed away license")["DL-1"]
    parts = hits(library, "passed cancel fallecimiento")["DL-1"]
    assert whole.fits
    assert whole.score > parts.score


def test_kin_are_told_of_in_any_matter_and_find_nothing(library: PolicyIndex) -> None:
    assert telling_words("a placard for my mother") == ("placard",)
    found = hits(library, "A disabled placard for my mother, handicap")
    assert max(found.values(), key=lambda hit: hit.score).snippet.id == "PLC-1"
    assert not found["DL-1"].fits


def test_what_the_rules_do_not_know_fits_nothing(library: PolicyIndex) -> None:
    assert not any(hit.fits for hit in hits(library, "a form for the tax refund").values())


def test_words_are_compared_without_accents_and_endings() -> None:
    assert stems("Suspensión of renewals") == stems("suspension renewal")
    assert stems("the parties") == stems("party")
    assert stems("of the") == frozenset()
