# SPDX-License-Identifier: Apache-2.0
"""Drafting: logged before it is usable, masked before it leaves, and what a break leaves behind."""

import threading
from pathlib import Path

import pytest

from desktop_app.cancel import Cancel
from desktop_app.domain.draft import (
    CitationPiece,
    Completeness,
    Outbound,
    Piece,
    RulesPiece,
    TextPiece,
)
from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.suggestion import SuggestionState
from desktop_app.errors import (
    Conflict,
    DeskError,
    Interrupted,
    Misconfigured,
    Offline,
    Refused,
    Stopped,
    StoreFault,
)
from services.storage.database import Vault
from tests.fakes.build import arrival
from tests.fakes.desk import ANSWER, KEY, Bench, make_desk
from tests.fakes.drafter import Pause, Say, ScriptedDrafter

CITED = ANSWER[1]


def other_connection(bench: Bench) -> Vault:
    """What another program would see in the file now."""
    return Vault(bench.vault.path, KEY)


def logged(vault: Vault) -> list[str]:
    with vault.reading() as connection:
        rows = connection.execute("SELECT happened FROM log_entries ORDER BY seq")
        return [str(row[0]) for row in rows]


def suggestions(vault: Vault) -> int:
    with vault.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM suggestions").fetchone()[0])


def fill_up(bench: Bench) -> None:
    """Let the file not grow by another page."""
    with bench.vault.outside() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")


def test_a_draft_is_put_before_the_clerk_with_its_rules_checked(bench: Bench) -> None:
    name = bench.pull(arrival())
    bench.draft(name)
    suggestion = bench.suggestion(name)
    assert suggestion is not None
    assert suggestion.state is SuggestionState.READY
    assert suggestion.draft.completeness is Completeness.COMPLETE
    assert suggestion.draft.body.startswith("Dear Ms. Achterberg,")
    assert suggestion.draft.body.endswith("Sincerely,\nMaria Okafor\nMillbrook field office")
    assert suggestion.draft.marks == ()
    assert suggestion.usage.output_tokens == 40
    assert bench.inquiry(name).state is InquiryState.DRAFTED
    assert bench.entry("draft.finished")["id"] == suggestion.entry


def test_that_it_began_is_on_disk_before_the_drafter_is_called(tmp_path: Path) -> None:
    seen: list[tuple[list[str], int]] = []
    bench = make_desk(tmp_path)

    def look(outbound: Outbound) -> None:
        vault = other_connection(bench)
        seen.append((logged(vault), suggestions(vault)))
        entry = bench.entry("draft.began")["data"]
        assert isinstance(entry, dict)
        assert entry["request"] == outbound.request
        assert entry["prompt_sha256"] == outbound.prompt_sha256

    bench.drafter.scripts = [(look, *ANSWER, look)]
    bench.draft(bench.pull(arrival()))
    assert [entries[-1] for entries, _ in seen] == ["draft.began", "draft.began"]
    assert [count for _, count in seen] == [0, 0], "nothing usable while it streams"
    assert logged(other_connection(bench))[-1] == "draft.finished"


def test_nothing_that_leaves_holds_a_personal_value_and_the_wish_is_masked_too(
    bench: Bench,
) -> None:
    text = "Rosalind Achterberg, plate 7KRM482, (559) 555-0168: how much is the late fee?"
    name = bench.pull(arrival(text))
    bench.draft(name)
    bench.draft(name, instruction="Mention plate 7KRM482 and call Rosalind")
    for outbound in bench.drafter.sent:
        sent = str(outbound.request)
        assert not any(value in sent for value in ("Achterberg", "Rosalind", "7KRM482", "555-0168"))
    wish = bench.drafter.briefs[-1]
    assert wish.instruction == "Mention plate [PLATE_1] and call [NAME_1_GIVEN]"
    assert wish.previous.startswith("Dear Ms. [NAME_1_FAMILY],")
    assert "7KRM482" not in str([bench.entry("draft.began"), bench.entry("draft.finished")])


def test_the_preview_is_what_leaves(bench: Bench) -> None:
    name = bench.pull(arrival())
    for wish in ("", "Shorter, for Rosalind"):
        preview = bench.desk.drafting.preview(name, instruction=wish)
        bench.draft(name, instruction=wish)
        assert preview.outbound == bench.drafter.sent[-1]
    assert preview.title == "Claude"
    assert "[NAME_1_GIVEN]" in {value.placeholder for value in preview.masked}


def test_a_preview_changes_nothing(bench: Bench) -> None:
    name = bench.pull(arrival())
    before = (bench.inquiry(name), bench.happened())
    bench.desk.drafting.preview(name)
    assert (bench.inquiry(name), bench.happened()) == before
    assert bench.drafter.sent == []


def test_streamed_text_is_in_clear_and_citations_say_whether_they_hold(bench: Bench) -> None:
    name = bench.pull(arrival())
    pieces: list[Piece] = []
    bench.desk.drafting.draft(name, pieces.append, Cancel())
    assert isinstance(pieces[0], RulesPiece)
    assert [rule.id for rule in pieces[0].snippets] == ["FEE-1"]
    text = "".join(piece.text for piece in pieces if isinstance(piece, TextPiece))
    assert text.startswith("Dear Ms. Achterberg,")
    assert [piece.checked for piece in pieces if isinstance(piece, CitationPiece)] == [True]


def test_without_a_rule_nothing_is_sent_and_the_clerk_hears_which_came_near(bench: Bench) -> None:
    text = "My dog was not let on the plane at the airport."
    name = bench.pull(arrival(text, subject="Dog"))
    bench.draft(name)
    suggestion = bench.suggestion(name)
    assert suggestion is not None
    assert suggestion.state is SuggestionState.WITHHELD
    assert suggestion.draft.body == ""
    assert bench.drafter.sent == []
    assert (bench.inquiry(name).state, bench.inquiry(name).note) == (
        InquiryState.OPEN,
        "No rule found",
    )
    assert bench.happened(name) == ["inquiry.arrived", "draft.withheld"]


def test_a_draft_with_nothing_behind_it_is_withheld_but_logged(tmp_path: Path) -> None:
    bench = make_desk(
        tmp_path, script=(Say("Just drive. <unanswered>whether Rosalind may</unanswered>"),)
    )
    name = bench.pull(arrival())
    bench.draft(name)
    suggestion = bench.suggestion(name)
    assert suggestion is not None
    assert suggestion.state is SuggestionState.WITHHELD
    assert suggestion.reason == "The rules do not answer this: whether Rosalind may"
    entry = bench.entry("draft.withheld")["data"]
    assert isinstance(entry, dict)
    assert entry["output"][0]["text"].startswith("Just drive.")
    assert entry["why"] == "The rules do not answer this: whether [NAME_1_GIVEN] may"


def test_a_draft_that_reached_its_length_is_incomplete(tmp_path: Path) -> None:
    drafter = ScriptedDrafter([ANSWER], truncated=True)
    bench = make_desk(tmp_path, drafter=drafter)
    name = bench.pull(arrival())
    bench.draft(name)
    suggestion = bench.suggestion(name)
    assert suggestion is not None
    assert suggestion.state is SuggestionState.INCOMPLETE
    assert "stops early" in suggestion.reason
    assert bench.inquiry(name).note == "Draft broke off"


TROUBLES = [
    (Interrupted("The line broke."), "draft.failed", True),
    (Offline("Out of reach."), "draft.failed", True),
    (Stopped("Stopped as you asked."), "draft.stopped", True),
    (Refused("It will not."), "draft.failed", False),
]


@pytest.mark.parametrize(("trouble", "happened", "kept"), TROUBLES, ids=lambda x: type(x).__name__)
def test_a_draft_that_breaks_off_is_kept_as_incomplete_where_nothing_stood(
    tmp_path: Path, trouble: DeskError, happened: str, kept: bool
) -> None:
    bench = make_desk(tmp_path, script=(CITED, Say(" And th"), trouble))
    name = bench.pull(arrival())
    with pytest.raises(type(trouble)):
        bench.draft(name)
    suggestion = bench.suggestion(name)
    assert bench.happened(name) == ["inquiry.arrived", "draft.began", happened]
    assert (suggestion is not None) == kept
    if suggestion is not None:
        assert suggestion.state is SuggestionState.INCOMPLETE
        assert "And th" in suggestion.draft.body
    assert bench.inquiry(name).state is (InquiryState.DRAFTED if kept else InquiryState.OPEN)
    entry = bench.entry(happened)["data"]
    assert isinstance(entry, dict)
    assert entry["why"] == trouble.what
    assert "And th" in str(entry["output"])


@pytest.mark.parametrize(
    "trouble", [trouble for trouble, _, _ in TROUBLES], ids=lambda t: type(t).__name__
)
def test_an_earlier_text_survives_a_new_draft_that_breaks_off(
    tmp_path: Path, trouble: DeskError
) -> None:
    bench = make_desk(tmp_path, scripts=[ANSWER, (Say("Quite anoth"), trouble)])
    name = bench.pull(arrival())
    bench.draft(name)
    before = bench.desk.overview.open(name).judged
    with pytest.raises(type(trouble)):
        bench.draft(name, instruction="Shorter")
    opened = bench.desk.overview.open(name)
    assert opened.judged == before
    assert opened.inquiry.state is InquiryState.DRAFTED


def test_a_persons_own_text_survives_a_draft_that_breaks_off(tmp_path: Path) -> None:
    bench = make_desk(tmp_path, script=(Say("Quite anoth"), Offline("Gone.")))
    name = bench.pull(arrival())
    bench.desk.replying.keep(name, "My own words.")
    with pytest.raises(Offline):
        bench.draft(name)
    assert bench.inquiry(name).work == "My own words."
    assert bench.inquiry(name).state is InquiryState.DRAFTED


@pytest.mark.parametrize("first", ["withheld", "rejected"])
def test_what_was_withheld_or_rejected_is_no_text_to_lose(tmp_path: Path, first: str) -> None:
    nothing = (Say("No rule says so."),)
    bench = make_desk(
        tmp_path,
        scripts=[
            nothing if first == "withheld" else ANSWER,
            (CITED, Interrupted("The line broke.")),
        ],
    )
    name = bench.pull(arrival())
    bench.draft(name)
    made = bench.suggestion(name)
    assert made is not None
    if first == "rejected":
        bench.desk.replying.reject(name, made.id, "Not what was asked.")
    with pytest.raises(Interrupted):
        bench.draft(name)
    opened = bench.desk.overview.open(name)
    assert opened.suggestion is not None
    assert opened.suggestion.state is SuggestionState.INCOMPLETE
    assert opened.judged is not None
    assert "10 percent" in opened.judged.body


def test_a_break_before_the_first_word_leaves_nothing(tmp_path: Path) -> None:
    bench = make_desk(tmp_path, script=(Say("  \n"), Interrupted("The line broke.")))
    name = bench.pull(arrival())
    with pytest.raises(Interrupted):
        bench.draft(name)
    assert bench.suggestion(name) is None
    assert bench.inquiry(name).state is InquiryState.OPEN


def test_a_new_draft_takes_the_place_of_the_persons_text(bench: Bench) -> None:
    name = bench.pull(arrival())
    bench.desk.replying.keep(name, "My own words.")
    bench.draft(name, instruction="Use the rules")
    assert bench.drafter.briefs[-1].previous == "My own words."
    assert bench.inquiry(name).work is None


def test_stopping_ends_the_draft_between_two_pieces(tmp_path: Path) -> None:
    pause = Pause()
    bench = make_desk(tmp_path, script=(CITED, pause, Say("never said")))
    name = bench.pull(arrival())
    cancel, caught = Cancel(), []

    def work() -> None:
        try:
            bench.desk.drafting.draft(name, lambda _: None, cancel)
        except Stopped as stopped:
            caught.append(stopped)

    thread = threading.Thread(target=work)
    thread.start()
    assert pause.reached.wait(20)
    cancel.request()
    thread.join(20)
    assert len(caught) == 1
    assert bench.happened(name)[-1] == "draft.stopped"


def test_one_draft_at_a_time_for_one_inquiry(tmp_path: Path) -> None:
    pause = Pause()
    bench = make_desk(tmp_path, scripts=[(pause, *ANSWER), ANSWER])
    name = bench.pull(arrival())
    thread = threading.Thread(target=lambda: bench.draft(name))
    thread.start()
    assert pause.reached.wait(20)
    with pytest.raises(Conflict):
        bench.draft(name)
    with pytest.raises(Conflict):
        bench.again().draft(name)
    assert bench.desk.drafting.release().inquiries == frozenset(), "it is being written, not left"
    pause.go_on.set()
    thread.join(20)
    assert bench.inquiry(name).state is InquiryState.DRAFTED
    bench.draft(name)


@pytest.mark.parametrize("state", ["approved", "sent", "closed"])
def test_nothing_is_drafted_for_what_is_approved_or_ended(bench: Bench, state: str) -> None:
    name = bench.pull(arrival())
    if state == "closed":
        bench.desk.replying.close(name, "Done.")
    else:
        bench.draft(name)
        bench.approve(name)
    if state == "sent":
        bench.clock.advance(minutes=1)
        bench.desk.delivery.flush(Cancel())
    with pytest.raises(Conflict, match=state):
        bench.draft(name)


def test_where_the_log_cannot_be_written_nothing_is_drafted(bench: Bench) -> None:
    name = bench.pull(arrival())
    fill_up(bench)
    with pytest.raises(StoreFault) as raised:
        bench.draft(name, instruction="a long wish " * 5000)
    assert raised.value.code == "full"
    assert bench.drafter.sent == []
    again = bench.again()
    assert "draft.began" not in again.happened()
    assert again.suggestion(name) is None
    again.desk.recover()
    assert again.inquiry(name).state is InquiryState.OPEN
    again.draft(name)
    assert again.inquiry(name).state is InquiryState.DRAFTED


def test_a_draft_whose_end_cannot_be_stored_is_not_usable_and_can_be_asked_for_again(
    tmp_path: Path,
) -> None:
    bench = make_desk(tmp_path)
    bench.drafter.scripts = [(Say("word " * 30_000), CITED, lambda _: fill_up(bench)), ANSWER]
    name = bench.pull(arrival())
    with pytest.raises(StoreFault):
        bench.draft(name)
    with bench.vault.outside() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    assert bench.suggestion(name) is None
    assert bench.desk.drafting.release().inquiries == {name}
    assert bench.happened(name)[-1] == "draft.abandoned"
    bench.draft(name)
    assert bench.inquiry(name).state is InquiryState.DRAFTED


@pytest.mark.parametrize("stood", [False, True])
def test_a_kill_while_drafting_is_released_at_the_next_start(tmp_path: Path, stood: bool) -> None:
    bench = make_desk(tmp_path, scripts=[ANSWER])
    name = bench.pull(arrival())
    if stood:
        bench.draft(name)

    bench.desk.drafting._lease(name)  # what a kill leaves behind
    again = bench.again()
    assert again.inquiry(name).state is InquiryState.DRAFTING
    changes = again.desk.recover()
    assert changes.inquiries == {name}
    assert again.inquiry(name).state is (InquiryState.DRAFTED if stood else InquiryState.OPEN)
    assert again.happened(name)[-1] == "draft.abandoned"
    assert again.desk.recover().inquiries == frozenset()


def test_a_fault_of_ours_in_the_middle_is_logged_and_releases_the_inquiry(bench: Bench) -> None:
    name = bench.pull(arrival())

    def broken(piece: Piece) -> None:
        if isinstance(piece, TextPiece):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        bench.desk.drafting.draft(name, broken, Cancel())
    assert bench.inquiry(name).state is InquiryState.OPEN
    assert bench.happened(name)[-2:] == ["draft.began", "draft.abandoned"]


def test_a_follow_up_that_comes_during_a_draft_is_not_lost_and_is_told(tmp_path: Path) -> None:
    bench = make_desk(tmp_path)
    bench.drafter.scripts = [
        (
            lambda _: bench.pull(arrival("And more.", key="<2@x>", in_reply_to="<1@example.com>")),
            *ANSWER,
        )
    ]
    name = bench.pull(arrival())
    bench.draft(name)
    inquiry = bench.inquiry(name)
    assert inquiry.state is InquiryState.DRAFTED
    assert len(inquiry.thread) == 2
    assert inquiry.note == "New message since the draft"
    suggestion = bench.suggestion(name)
    assert suggestion is not None
    assert suggestion.revision < inquiry.revision


def test_half_a_character_from_a_drafter_does_not_stop_the_log(tmp_path: Path) -> None:
    bench = make_desk(tmp_path, script=(CITED, Say(" It is \ud83d fine.")))
    name = bench.pull(arrival())
    bench.draft(name)
    suggestion = bench.suggestion(name)
    assert suggestion is not None
    assert "\ufffd" in suggestion.draft.body
    assert bench.desk.reviewing.verify().finding is None


def test_a_rule_is_sent_once_and_kept_once_however_often_it_is_drafted_from(bench: Bench) -> None:
    for number in range(3):
        bench.draft(bench.pull(arrival(key=f"<{number}@x>", subject=f"Late {number}")))
    with bench.vault.reading() as connection:
        rules = connection.execute(
            "SELECT count(*) FROM log_texts WHERE body LIKE '%search_result%'"
        ).fetchone()
    assert rules == (1,)


def test_the_thread_goes_along_oldest_first_and_grounds_on_what_the_person_wrote(
    bench: Bench,
) -> None:
    name = bench.pull(arrival())
    bench.pull(arrival("Also for a trailer?", key="<2@x>", in_reply_to="<1@example.com>"))
    bench.pull(arrival("Out of office", key="<3@x>", in_reply_to="<1@example.com>", automatic=True))
    bench.draft(name)
    assert bench.drafter.briefs[-1].messages == (
        "How much is the late fee for my registration?",
        "Also for a trailer?",
        "Out of office",
    )


def test_another_drafter_can_be_asked_for_by_name_and_an_unknown_one_is_told(bench: Bench) -> None:
    name = bench.pull(arrival())
    with pytest.raises(Misconfigured, match="no drafter named gpt"):
        bench.draft(name, drafter="gpt")
    assert bench.inquiry(name).state is InquiryState.OPEN
    bench.draft(name, drafter="offline")
    suggestion = bench.suggestion(name)
    assert suggestion is not None
    assert suggestion.drafter == "offline"
    assert bench.drafter.sent == []
