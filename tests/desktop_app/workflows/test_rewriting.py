# SPDX-License-Identifier: Apache-2.0
"""Writing a reply again: checked, logged and undone like any draft, and never over other words."""

from dataclasses import replace

import pytest

from desktop_app.cancel import Cancel
from desktop_app.domain.draft import Piece, TextPiece
from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.rewriting import Manner, Rewriting
from desktop_app.domain.suggestion import SuggestionState
from desktop_app.errors import Conflict, Refused
from tests.fakes.build import arrival
from tests.fakes.desk import ANSWER, Bench
from tests.fakes.drafter import Say

SHORT = (Say("Dear Ms. [NAME_1_FAMILY],\n\n"), ANSWER[1])


def asked(bench: Bench, name: str, manner: Manner = Manner.SHORTER) -> Rewriting:
    """The wish as it stands for what a person sees now."""
    opened = bench.desk.overview.open(name)  # type: ignore[arg-type]
    assert opened.judged is not None
    return Rewriting(manner, opened.judged.body, opened.inquiry.latest.id)


def rewrite(bench: Bench, name: str, wish: Rewriting, drafter: str = "") -> None:
    bench.desk.drafting.draft(
        name,  # type: ignore[arg-type]
        lambda _: None,
        Cancel(),
        drafter=drafter,
        rewriting=wish,
    )


@pytest.mark.parametrize("manner", Manner)
def test_the_text_that_stands_goes_masked_with_the_manner_and_the_log_names_it(
    bench: Bench, manner: Manner
) -> None:
    bench.drafter.scripts = [ANSWER, SHORT]
    name = bench.pull(arrival())
    bench.draft(name)
    rewrite(bench, name, asked(bench, name, manner))
    brief = bench.drafter.briefs[-1]
    assert (brief.manner, brief.instruction) == (manner.value, "")
    assert brief.previous.startswith("Dear Ms. [NAME_1_FAMILY],")
    assert "Achterberg" not in str(bench.drafter.sent[-1].request)
    began = bench.entry("draft.began")["data"]
    assert isinstance(began, dict)
    assert began["manner"] == manner.value
    suggestion = bench.suggestion(name)
    assert suggestion is not None
    assert suggestion.state is SuggestionState.READY
    assert any(sentence.citations for sentence in suggestion.draft.sentences)


def test_an_approval_is_void_before_anything_is_written_again(bench: Bench) -> None:
    name = bench.pull(arrival())
    bench.draft(name)
    wish = asked(bench, name)
    bench.approve(name)
    with pytest.raises(Conflict):
        rewrite(bench, name, wish)
    assert bench.inquiry(name).state is InquiryState.APPROVED
    bench.desk.replying.undo(name)
    rewrite(bench, name, asked(bench, name))
    assert bench.inquiry(name).state is InquiryState.DRAFTED
    assert bench.happened(name).count("reply.approved") == 1


def test_a_follow_up_that_was_not_seen_keeps_the_text_as_it_is(bench: Bench) -> None:
    name = bench.pull(arrival())
    bench.draft(name)
    wish = asked(bench, name)
    bench.pull(arrival("And the plate?", key="<2@example.com>", in_reply_to="<1@example.com>"))
    with pytest.raises(Conflict, match="written again"):
        rewrite(bench, name, wish)
    assert bench.inquiry(name).state is InquiryState.DRAFTED
    opened = bench.desk.overview.open(name)
    assert opened.judged is not None
    assert opened.judged.body == wish.text


def test_a_text_that_another_window_changed_is_not_written_over(bench: Bench) -> None:
    name = bench.pull(arrival())
    bench.draft(name)
    wish = asked(bench, name)
    bench.desk.replying.keep(name, "Mine now.")
    with pytest.raises(Conflict, match="another window"):
        rewrite(bench, name, wish)
    assert bench.inquiry(name).work == "Mine now."


def test_without_a_text_or_without_claude_nothing_is_written(bench: Bench) -> None:
    name = bench.pull(arrival())
    empty = Rewriting(Manner.WARMER, "", bench.inquiry(name).latest.id)
    with pytest.raises(Conflict, match="no text"):
        rewrite(bench, name, empty)
    bench.draft(name)
    with pytest.raises(Conflict, match="cannot write a text again"):
        rewrite(bench, name, asked(bench, name), drafter="offline")
    assert bench.happened(name).count("draft.began") == 1


def test_a_version_without_any_rule_is_withheld_and_the_text_stays(bench: Bench) -> None:
    bench.drafter.scripts = [ANSWER, (Say("Everything will be fine, nothing to pay."),)]
    name = bench.pull(arrival())
    bench.draft(name)
    before = asked(bench, name)
    bench.desk.replying.keep(name, before.text)
    rewrite(bench, name, before)
    assert bench.happened(name)[-1] == "draft.withheld"
    assert bench.inquiry(name).work == before.text


def test_the_office_settles_terms_and_years_of_school(bench: Bench) -> None:
    bench.draft(bench.pull(arrival("¿Cuánto es la multa por el registro vencido?")))
    brief = bench.drafter.briefs[-1]
    assert brief.grade == 8
    assert brief.terms == bench.parts.terms().fixed("es")


LONGER = (
    *ANSWER,
    Say(" A renewal may be made online."),
    Say(" A registration renewed late costs a penalty.", (("FEE-1", 0, 1),)),
)


def selected(bench: Bench, name: str, words: str) -> Rewriting:
    """The wish for these words alone."""
    wish = asked(bench, name, Manner.SIMPLER)
    start = wish.text.index(words)
    return replace(wish, part=(start, start + len(words)))


def test_only_the_selected_sentences_leave_and_the_rest_stays_with_its_rules(bench: Bench) -> None:
    again = (Say("You pay 10 percent more of the vehicle license fee.", (("FEE-1", 1, 2),)),)
    bench.drafter.scripts = [LONGER, again]
    name = bench.pull(arrival())
    bench.draft(name)
    before = asked(bench, name).text
    rewrite(bench, name, selected(bench, name, "the penalty includes"))
    brief = bench.drafter.briefs[-1]
    assert brief.part
    assert brief.previous.startswith("For a renewal 1 to 10 days late")
    assert "renewed late costs" not in brief.previous
    suggestion = bench.suggestion(name)
    assert suggestion is not None
    draft = suggestion.draft
    lead, _, rest = before.partition(brief.previous)
    assert draft.body == f"{lead}You pay 10 percent more of the vehicle license fee.{rest}"
    cited = [sentence.text for sentence in draft.sentences if sentence.citations]
    assert len(cited) == 2
    assert cited[-1] == "A registration renewed late costs a penalty."
    began = bench.entry("draft.began")["data"]
    assert isinstance(began, dict)
    assert (began["manner"], began["part"]) == ("simpler", True)


def test_what_streams_is_the_whole_reply(bench: Bench) -> None:
    bench.drafter.scripts = [LONGER, (Say("You pay more.", (("FEE-1", 1, 2),)),)]
    name = bench.pull(arrival())
    bench.draft(name)
    wish = selected(bench, name, "the penalty includes")
    heard: list[str] = []

    def hear(piece: Piece) -> None:
        if isinstance(piece, TextPiece):
            heard.append(piece.text)

    bench.desk.drafting.draft(name, hear, Cancel(), rewriting=wish)
    whole = "".join(heard)
    assert whole.startswith("Dear Ms. Achterberg,")
    assert whole.endswith("A registration renewed late costs a penalty.")
    assert "You pay more." in whole


def test_an_empty_answer_changes_nothing(bench: Bench) -> None:
    bench.drafter.scripts = [LONGER, (Say(" "),)]
    name = bench.pull(arrival())
    bench.draft(name)
    before = bench.desk.overview.open(name).judged
    with pytest.raises(Refused, match="Nothing came back"):
        rewrite(bench, name, selected(bench, name, "the penalty includes"))
    assert bench.desk.overview.open(name).judged == before
    assert bench.happened(name)[-1] == "draft.failed"


def test_an_unfounded_answer_is_marked(bench: Bench) -> None:
    bench.drafter.scripts = [LONGER, (Say("Nothing of it is so."),)]
    name = bench.pull(arrival())
    bench.draft(name)
    rewrite(bench, name, selected(bench, name, "the penalty includes"))
    opened = bench.desk.overview.open(name)
    assert opened.judged is not None
    marked = [opened.judged.body[check.start : check.end] for check in opened.judged.marks]
    assert "Nothing of it is so." in marked


def test_an_untouched_draft_stays_when_its_next_version_is_withheld(bench: Bench) -> None:
    bench.drafter.scripts = [ANSWER, (Say("Everything will be fine, nothing to pay."),)]
    name = bench.pull(arrival())
    bench.draft(name)
    before = asked(bench, name)
    rewrite(bench, name, before)
    assert bench.happened(name)[-1] == "draft.withheld"
    opened = bench.desk.overview.open(name)
    assert opened.judged is not None
    assert opened.judged.body == before.text


def test_the_offices_closing_alone_cannot_be_written_again(bench: Bench) -> None:
    name = bench.pull(arrival())
    bench.draft(name)
    with pytest.raises(Conflict, match="No sentence of the reply"):
        rewrite(bench, name, selected(bench, name, "Maria Okafor"))
    assert bench.inquiry(name).state is InquiryState.DRAFTED
    assert bench.happened(name).count("draft.began") == 1
