# SPDX-License-Identifier: Apache-2.0
"""The sample rules as a whole, and which of them the sample mail finds."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import resources
from desktop_app.domain.policy import Hit, Pack, Query, Rule, Snippet
from desktop_app.rules.grounding import choose
from desktop_app.rules.letters import bare_subject
from desktop_app.rules.masking import Masker
from desktop_app.rules.questions import lookups
from desktop_app.rules.sentences import pieces
from services.policy.encoder import open_encoder
from services.policy.index import PolicyIndex
from services.policy.pack import read_pack
from services.sources.reading import read_inquiry
from tests.fakes.desk import fresh_store
from tests.fakes.recognizers import RECOGNIZERS

ROOT = Path(__file__).parents[3]
INBOX = ROOT / "resources" / "sample_office" / "inbox"
LISTED = [
    json.loads(line)
    for line in (ROOT / "tests" / "specimens" / "sample_inbox.jsonl")
    .read_text("utf-8")
    .splitlines()
]
DAY = date(2026, 11, 23)
MOST = 8
FOLLOWS = {"16-real-id-follow-up.eml": "01-real-id-flight-soon.eml",
           "26-multa-registro-seguimiento.eml": "03-multa-registro-tarde.eml"}  # fmt: skip


@pytest.fixture(scope="module")
def sample() -> Pack:
    return read_pack(ROOT / "resources" / "policy_sample")


@pytest.fixture(scope="module")
def library(sample: Pack, tmp_path_factory: pytest.TempPathFactory) -> PolicyIndex:
    store = fresh_store(tmp_path_factory.mktemp("policy") / "desk.db")
    found = PolicyIndex(store, lambda: open_encoder(resources.encoder_folder()))
    found.adopt(sample, datetime(2026, 11, 23, tzinfo=UTC))
    assert found.learn() == len(sample.rules), "installer/test.sh makes the encoder"
    return found


def chosen(library: PolicyIndex, file: str) -> tuple[Snippet, ...]:
    """The rules a draft for this message would stand on, as the drafting workflow finds them."""
    message = read_inquiry(file, (INBOX / file).read_bytes())
    earlier = FOLLOWS.get(file)
    thread = ((read_inquiry(earlier, (INBOX / earlier).read_bytes()).text, ""),) if earlier else ()
    masker = Masker(RECOGNIZERS, message.sender.name)
    subject, text = masker.mask(bare_subject(message.subject)), masker.mask(message.text)
    searches: list[tuple[Hit, ...]] = []
    for place, asked in enumerate(lookups(subject, text)):
        before, most = (() if place else thread), (MOST // 2 if place else MOST)
        searches.append(library.search(Query(asked, DAY, "millbrook", before), most))
    return choose(searches, MOST).chosen


def test_every_rule_is_read_and_its_topic_is_known(sample: Pack) -> None:
    assert len(sample.rules) >= 250
    assert sample.unread == ()
    assert {rule.topic for rule in sample.rules} == sample.topics.keys()


def by_title(library: PolicyIndex, rule: Rule) -> dict[str, bool]:
    """What the rule's title finds on a day on which the rule holds, and whether it fits."""
    day = max(DAY, rule.effective_from or DAY)
    return {hit.snippet.id: hit.fits for hit in library.search(Query(rule.title, day), 3)}


def test_every_rule_is_found_again_by_its_own_title(sample: Pack, library: PolicyIndex) -> None:
    assert [rule.id for rule in sample.rules if rule.id not in by_title(library, rule)] == []


def test_a_rules_own_title_is_vouched_for(sample: Pack, library: PolicyIndex) -> None:
    assert [rule.id for rule in sample.rules if not by_title(library, rule).get(rule.id)] == []


def test_every_sentence_of_every_rule_stands_by_itself(sample: Pack) -> None:
    short = [
        (rule.id, piece)
        for rule in sample.rules
        for piece in pieces(rule.text)
        if len(piece.split()) < 3
    ]
    assert short == []
    begins_small = [
        (rule.id, piece)
        for rule in sample.rules
        for piece in pieces(rule.text)
        if piece[0].islower() or piece.strip()[-1] not in ".:?!"
    ]
    assert begins_small == []


ANSWERABLE = [one for one in LISTED if one["answerable"] == "true"]
"""In every language of the office. The rules are English, and no network is asked."""


def test_what_the_rules_can_answer_has_a_rule_of_its_topic(library: PolicyIndex) -> None:
    without = [
        listed["file"]
        for listed in ANSWERABLE
        if not any(rule.rule.topic in listed["topics"] for rule in chosen(library, listed["file"]))
    ]
    assert without == []


def test_most_of_what_is_chosen_belongs_to_the_matter(library: PolicyIndex) -> None:
    right = total = 0
    for listed in ANSWERABLE:
        found = chosen(library, listed["file"])
        total += len(found)
        right += sum(rule.rule.topic in listed["topics"] for rule in found)
    assert right / total > 0.85, (right, total)


def test_what_is_not_ours_has_no_rules_or_few(library: PolicyIndex) -> None:
    foreign = {
        listed["file"]: [rule.id for rule in chosen(library, listed["file"])]
        for listed in LISTED
        if listed["answerable"] == "false"
    }
    assert len(foreign) == 6
    # A city's parking ticket: what DMV has to do with those is the only thing to say of it.
    assert all(rule.startswith("REG-2") for rule in foreign.pop("33-parking-ticket-city.json"))
    assert not any(foreign.values()), foreign
