# SPDX-License-Identifier: Apache-2.0
"""The offline drafter: every claim is a rule's own sentence, and the checks agree."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.cancel import Cancel
from desktop_app.domain.draft import Completeness, Draft, Piece, Support
from desktop_app.domain.policy import Audience, Snippet, SnippetRef
from desktop_app.errors import Refused
from desktop_app.ports import Brief
from desktop_app.rules.grounding import verify
from desktop_app.rules.sentences import pieces
from desktop_app.rules.support import compose
from services.drafters.offline import OfflineDrafter
from services.phrases import phrase_book
from services.policy.pack import read_pack
from tests.services.drafters.material import blocks_heard, brief, snippet

BOOK = phrase_book()
PACK = Path(__file__).parents[3] / "resources" / "policy_sample"
SAMPLE = tuple(
    Snippet(SnippetRef(rule.id, 1), rule, pieces(rule.text)) for rule in read_pack(PACK).rules
)
PUBLIC = tuple(one for one in SAMPLE if one.rule.audience is Audience.PUBLIC)


def composed(told: Brief) -> Draft:
    """What the clerk gets to see of an offline draft."""
    drafter = OfflineDrafter(BOOK)
    outbound = drafter.prepare(told)
    drafted = drafter.draft(outbound, lambda _: None, Cancel())
    phrases = BOOK.of(told.language)
    return compose(
        drafted.blocks,
        outbound.snippets,
        {"[NAME_1]": "Rosa Delgado-Quintero"},
        closing=phrases.closing.format(person="Maria Okafor", office=told.office),
        courtesies=phrases.courtesies,
    )


def test_a_reply_reads_like_this() -> None:
    assert composed(brief()).body == (
        "Dear Rosa Delgado-Quintero,\n"
        "\n"
        "These are the rules of this office that fit your message, word for word.\n"
        "\n"
        "Time limit to transfer a title (Veh. Code 5902):\n"
        "“Bring the title signed by the seller.”\n"
        "\n"
        "Late transfer penalty and how the days are counted (Veh. Code 9553):\n"
        "“A penalty is added when the transfer fee is not paid within 30 days of the transfer.”\n"
        "“The penalty is not waived for a late title.”\n"
        "\n"
        "Smog check on a transfer:\n"
        "“The seller gives the buyer a smog certificate issued within the last 90 days.”\n"
        "\n"
        "Where to go:\n"
        "“Go to any licensed station.”\n"
        "\n"
        "Sincerely,\n"
        "Maria Okafor\n"
        "Millbrook field office"
    )


@pytest.mark.parametrize("language", sorted(BOOK.by_language))
def test_every_quotation_is_cited_and_nothing_else_claims(language: str) -> None:
    draft = composed(brief(language=language))
    cited = [s for s in draft.sentences if s.support is Support.CITED]
    quotes = [s for s in cited if s.text.startswith("“")]
    assert len(quotes) >= 4
    assert all(len(s.citations) == 1 for s in cited)
    assert {s.support for s in draft.sentences if s not in cited} == {Support.NOT_A_CLAIM}
    assert draft.marks == ()


@pytest.mark.parametrize("rule", PUBLIC, ids=lambda rule: str(rule.ref))
def test_each_sentence_of_the_sample_rules_quoted_is_one_cited_sentence(rule: Snippet) -> None:
    draft = composed(brief(messages=(rule.text,), snippets=(rule,)))
    quotes = [s for s in draft.sentences if s.text.startswith("“")]
    assert quotes
    for quote in quotes:
        (citation,) = quote.citations
        assert quote.text == f"“{citation.quote}”"
    assert draft.marks == ()


def test_a_rule_for_the_office_alone_is_never_quoted() -> None:
    rule = snippet("SMG-020")
    secret = replace(rule, rule=replace(rule.rule, audience=Audience.INTERNAL))
    draft = composed(brief(snippets=(secret, snippet("TTL-020"))))
    assert "smog certificate" not in draft.body
    assert draft.marks == ()
    assert composed(brief(snippets=(secret,))).completeness is Completeness.NONE


def test_a_heading_cites_the_rule_it_stands_over() -> None:
    draft = composed(brief())
    heading = next(s for s in draft.sentences if s.text.endswith("(Veh. Code 9553):"))
    assert heading.support is Support.CITED
    assert [citation.snippet for citation in heading.citations] == ["TTL-020"]


def test_a_question_no_rule_touches_is_said_to_be_open() -> None:
    draft = composed(
        brief(messages=("Is there a late penalty? Can I keep my vanity slogan on a trailer?",))
    )
    assert draft.completeness is Completeness.PARTIAL
    assert draft.unanswered == "Can I keep my vanity slogan on a trailer?"
    assert "no rule at hand" in draft.body
    assert "slogan" not in draft.body


def test_without_a_name_the_greeting_is_nameless() -> None:
    assert composed(brief(messages=("Is there a penalty?",))).body.startswith("Hello,\n")


def test_rules_in_another_language_are_quoted_from_their_beginning() -> None:
    draft = composed(brief(language="es", messages=("¿Qué hago? [NAME_1]",)))
    assert draft.body.startswith("Estimado/a Rosa Delgado-Quintero:\n\nEstas son las reglas")
    assert (
        "“A change of the registered owner must be reported to DMV within 10 days.”" in draft.body
    )
    assert draft.unanswered == ""


def test_no_more_than_four_rules_are_quoted() -> None:
    draft = composed(brief(snippets=SAMPLE[:8]))
    cited = {c.ref.id for s in draft.sentences for c in s.citations}
    assert cited <= {rule.id for rule in SAMPLE[:4]}


def test_a_rule_without_words_is_left_out() -> None:
    blank = replace(SAMPLE[0], sentences=(" \n",))
    for language in ("en", "es"):
        draft = composed(brief(language=language, snippets=(blank, SAMPLE[1])))
        assert {c.snippet for s in draft.sentences for c in s.citations} == {SAMPLE[1].id}


def test_without_rules_there_is_no_reply_only_what_stays_open() -> None:
    draft = composed(brief(snippets=()))
    assert draft.completeness is Completeness.NONE
    assert "penalty" in draft.unanswered
    assert draft.body == "Sincerely,\nMaria Okafor\nMillbrook field office"


def test_a_wish_is_refused_rather_than_ignored() -> None:
    drafter = OfflineDrafter(BOOK)
    outbound = drafter.prepare(brief(instruction="Make it shorter."))
    with pytest.raises(Refused, match="cannot follow a wish"):
        drafter.draft(outbound, lambda _: None, Cancel())


def test_it_stays_on_this_computer_and_costs_nothing() -> None:
    drafter = OfflineDrafter(BOOK)
    outbound = drafter.prepare(brief())
    drafted = drafter.draft(outbound, lambda _: None, Cancel())
    assert outbound.destination == outbound.model == drafted.model == ""
    assert drafted.usage.cost_microdollars == 0
    assert drafter.examine() == "Works. It needs no connection."


@given(
    message=st.text(max_size=300),
    subject=st.text(max_size=60),
    rules=st.lists(st.sampled_from(SAMPLE), max_size=6, unique_by=lambda rule: rule.id),
    language=st.sampled_from(["en", "es", "ja", "xx"]),
)
def test_whatever_is_asked_only_quotations_claim(
    message: str, subject: str, rules: list[Snippet], language: str
) -> None:
    drafter = OfflineDrafter(BOOK)
    told = brief(messages=(message,), subject=subject, snippets=tuple(rules), language=language)
    outbound = drafter.prepare(told)
    heard: list[Piece] = []
    drafted = drafter.draft(outbound, heard.append, Cancel())
    assert blocks_heard(heard) == drafted.blocks
    assert drafted == drafter.draft(outbound, lambda _: None, Cancel())
    assert all(verify(one, rules) for block in drafted.blocks for one in block.claimed)
