# SPDX-License-Identifier: Apache-2.0
"""Summaries: logged before they are usable, made of rules alone, checked like a draft, and nothing
left out without a word.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.cancel import Cancel
from desktop_app.domain.adoption import Alteration
from desktop_app.domain.draft import (
    CitationPiece,
    Claimed,
    Completeness,
    Outbound,
    Piece,
    RulesPiece,
    Support,
    TextPiece,
)
from desktop_app.domain.identity import AdoptionId, SnippetId
from desktop_app.domain.policy import Audience, Pack, Rule
from desktop_app.domain.suggestion import SuggestionState
from desktop_app.domain.summary import OfAdoption, OfDocument, OfRules, Wanted
from desktop_app.errors import (
    BadInput,
    DeskError,
    Interrupted,
    Misconfigured,
    Offline,
    Refused,
    Stopped,
    StoreFault,
)
from desktop_app.rules import summaries
from desktop_app.rules.texts import digest
from desktop_app.workflows.summary_outcome import Summary
from services.storage.database import Vault
from tests.fakes.build import LATE_FEES, SMOG, arrival, pack, rule
from tests.fakes.desk import KEY, Bench, make_desk
from tests.fakes.drafter import Say, ScriptedDrafter, Step

FEES = OfRules((SnippetId("FEE-1"),))
CITED = Say("A late renewal costs a penalty. ", (("FEE-1", 0, 1),))
LETTER = tuple(
    replace(
        rule(f"LTR-{n}", f"County {n} sends form {n} to everybody within {n} days."),
        document="letter.md",
        place=n,
    )
    for n in range(1, 4)
)
DEPARTMENT = pack(*LETTER, name="department", version="1")


def desk(
    tmp_path: Path, *script: Step, scripts: Sequence[Sequence[Step]] | None = None, **how: object
) -> Bench:
    drafter = ScriptedDrafter(scripts or [script or (CITED,)])
    return make_desk(tmp_path, drafter=drafter, **how)  # type: ignore[arg-type]


def summarize(bench: Bench, wanted: Wanted = FEES, **how: str) -> Summary:
    return bench.desk.summarising.summarize(wanted, lambda _: None, Cancel(), **how)


def data(bench: Bench, happened: str) -> dict[str, object]:
    found = bench.entry(happened)["data"]
    assert isinstance(found, dict)
    return found


def logged(bench: Bench) -> list[str]:
    """What another program would see in the file now."""
    with Vault(bench.vault.path, KEY).reading() as connection:
        rows = connection.execute("SELECT happened FROM log_entries ORDER BY seq")
        return [str(row[0]) for row in rows]


def test_a_summary_is_checked_and_its_entry_committed(bench: Bench) -> None:
    bench.drafter.scripts = [(CITED,)]
    made = summarize(bench)
    assert made.state is SuggestionState.READY
    assert made.draft.completeness is Completeness.COMPLETE
    assert [s.support for s in made.draft.sentences] == [Support.CITED]
    assert made.text.startswith("A late renewal costs a penalty.\n\nPrepared with generative AI")
    assert bench.entry("summary.finished")["id"] == made.entry
    kept = data(bench, "summary.finished")
    assert f"{kept['text']}\n\n{kept['disclosure']}" == made.text
    assert kept["fingerprint"] == digest(made.text)
    assert (made.usage.output_tokens, made.usage.cost_microdollars) == (40, 1500)


def test_that_it_began_is_on_disk_with_what_leaves_before_the_drafter_is_called(
    tmp_path: Path,
) -> None:
    seen: list[str] = []

    def look(outbound: Outbound) -> None:
        seen.append(logged(bench)[-1])
        began = data(bench, "summary.began")
        assert began["requests"] == [outbound.request]
        assert began["prompt_sha256"] == outbound.prompt_sha256
        assert began["rules"] == [{"snippet": "FEE-1", "version": 1, "what": "", "earlier": False}]

    bench = desk(tmp_path, look, CITED, look)
    summarize(bench)
    assert seen == ["summary.began", "summary.began"]
    assert logged(bench)[-1] == "summary.finished"


def test_nothing_is_asked_of_a_drafter_if_the_log_cannot_be_written(bench: Bench) -> None:
    with bench.vault.outside() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreFault):
        summarize(bench, instruction="and so on " * 9000)
    assert bench.drafter.sent == []
    assert "summary.began" not in logged(bench)


def test_nothing_of_a_customer_leaves_and_a_wish_is_masked(tmp_path: Path) -> None:
    say = Say("For [PLATE_1] a late renewal costs a penalty. ", (("FEE-1", 0, 1),))
    bench = desk(tmp_path, say)
    bench.pull(arrival("Rosalind Achterberg, 7KRM482: how much is the late fee?"))
    made = summarize(bench, instruction="Dwell on plate 8ABC123; I am Rosalind Achterberg")
    sent = str(bench.drafter.sent[0].request) + str(bench.drafter.sent[0].passages)
    for personal in ("8ABC123", "Rosalind", "Achterberg", "7KRM482", "Maria Okafor", "mokafor"):
        assert personal not in sent
    assert "[PLATE_1]" in bench.drafter.summaries[0].instruction
    assert made.draft.body == "For 8ABC123 a late renewal costs a penalty."
    kept = [data(bench, "summary.began"), data(bench, "summary.finished")]
    assert "8ABC123" not in str(kept)
    assert "[PLATE_1]" in str(data(bench, "summary.finished")["text"])


def test_the_preview_is_what_leaves_and_changes_nothing(bench: Bench) -> None:
    before = bench.happened()
    preview = bench.desk.summarising.preview(FEES, instruction="Shorter, for plate 8ABC123")
    assert bench.happened() == before
    assert bench.drafter.sent == []
    summarize(bench, instruction="Shorter, for plate 8ABC123")
    assert preview.outbounds == tuple(bench.drafter.sent)
    assert (preview.drafter, preview.title) == ("Claude", "Late registration penalties (FEE-1)")
    assert [value.placeholder for value in preview.masked] == ["[PLATE_1]"]


def test_pieces_stream_with_the_rules_first_and_say_whether_a_citation_holds(
    tmp_path: Path,
) -> None:
    wrong = Claimed("FEE-1", 1, "Nobody pays.", 0, 1)
    bench = desk(tmp_path, CITED, Say("Nobody pays.", (wrong,)))
    pieces: list[Piece] = []
    made = bench.desk.summarising.summarize(FEES, pieces.append, Cancel())
    assert isinstance(pieces[0], RulesPiece)
    assert [piece.checked for piece in pieces if isinstance(piece, CitationPiece)] == [True, False]
    text = "".join(piece.text for piece in pieces if isinstance(piece, TextPiece))
    assert text == made.draft.body
    assert [s.support for s in made.draft.sentences] == [Support.CITED, Support.UNCITED]
    assert {check.rule for check in made.draft.checks} == {"uncited-claim", "quotation-not-found"}


def test_a_summary_with_no_rule_behind_it_is_withheld_and_logged(tmp_path: Path) -> None:
    bench = desk(tmp_path, Say("Just drive. <unanswered>what it costs</unanswered>"))
    made = summarize(bench)
    assert (made.state, made.text) == (SuggestionState.WITHHELD, "")
    assert made.reason == "The rules do not answer this: what it costs"
    assert "Just drive." in str(data(bench, "summary.withheld")["answers"])
    assert bench.entry("summary.withheld")["outcome"] == "withheld"


def test_a_summary_that_reached_its_length_is_incomplete(tmp_path: Path) -> None:
    bench = make_desk(tmp_path, drafter=ScriptedDrafter([(CITED,)], truncated=True))
    made = summarize(bench)
    assert made.state is SuggestionState.INCOMPLETE
    assert "stops early" in made.reason


TROUBLES = [
    (Interrupted("The line broke."), "summary.failed", True),
    (Offline("Out of reach."), "summary.failed", True),
    (Stopped("Stopped as you asked."), "summary.stopped", True),
    (Refused("It will not."), "summary.failed", False),
]


@pytest.mark.parametrize(("trouble", "happened", "kept"), TROUBLES, ids=lambda x: type(x).__name__)
def test_a_summary_that_breaks_off_is_kept_as_incomplete_unless_it_was_refused(
    tmp_path: Path, trouble: DeskError, happened: str, kept: bool
) -> None:
    bench = desk(tmp_path, CITED, Say("And th"), trouble)
    if kept:
        made = summarize(bench)
        assert (made.state, made.trouble) == (SuggestionState.INCOMPLETE, trouble)
        assert made.draft.body.endswith("And th")
        assert bench.entry(happened)["id"] == made.entry
    else:
        with pytest.raises(type(trouble)):
            summarize(bench)
    entry = data(bench, happened)
    assert entry["why"] == trouble.what
    assert "And th" in str(entry["answers"])


@pytest.mark.parametrize("trouble", [t for t, _, _ in TROUBLES], ids=lambda t: type(t).__name__)
def test_trouble_before_the_first_word_is_logged_and_raised(
    tmp_path: Path, trouble: DeskError
) -> None:
    bench = desk(tmp_path, trouble)
    with pytest.raises(type(trouble)):
        summarize(bench)
    assert bench.happened()[-2] == "summary.began"
    assert bench.happened()[-1] in {"summary.failed", "summary.stopped"}


def test_a_stop_before_it_begins_hands_nothing_over(bench: Bench) -> None:
    cancel = Cancel()
    cancel.request()
    with pytest.raises(Stopped):
        bench.desk.summarising.summarize(FEES, lambda _: None, cancel)
    assert bench.drafter.sent == []
    assert bench.happened()[-2:] == ["summary.began", "summary.stopped"]


def test_a_fault_of_the_program_is_logged_as_abandoned(tmp_path: Path) -> None:
    bench = desk(tmp_path, CITED, ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        summarize(bench)
    assert bench.happened()[-1] == "summary.abandoned"


def test_a_program_that_was_killed_has_its_summary_ended_in_the_log_at_the_next_start(
    tmp_path: Path,
) -> None:
    copies: list[Bench] = []

    def another_start(_: Outbound) -> None:
        copies.append(bench.again())
        copies[0].desk.recover()

    bench = desk(tmp_path, another_start, CITED)
    summarize(bench)
    assert [one for one in bench.happened() if one.startswith("summary.")] == [
        "summary.began", "summary.abandoned", "summary.finished",
    ]  # fmt: skip
    before = bench.happened()
    assert not bench.desk.summarising.release()
    assert bench.happened() == before
    assert bench.desk.reviewing.verify().finding is None


def test_copying_is_logged_with_what_was_copied(bench: Bench) -> None:
    bench.drafter.scripts = [(CITED,)]
    made = summarize(bench)
    assert bench.desk.summarising.copied(made).log
    assert data(bench, "summary.copied") == {
        "entry": made.entry,
        "fingerprint": digest(made.text),
    }


def test_a_document_is_summarized_in_reading_order_beside_other_packs(bench: Bench) -> None:
    bench.desk.policy.adopt(DEPARTMENT, beside=True)
    bench.drafter.scripts = [(Say(LETTER[0].text, (("LTR-1", 0, 1),)),)]
    made = summarize(bench, OfDocument("letter.md"))
    assert made.title == "letter.md"
    assert [one.snippet.id for one in made.rules] == ["LTR-1", "LTR-2", "LTR-3"]
    assert summarize(bench, OfDocument("LETTER.md ")).title == "letter.md"


def test_a_rule_that_holds_later_is_part_of_its_document_and_marked(tmp_path: Path) -> None:
    later = replace(LETTER[0], effective_from=date(2027, 1, 1))
    bench = desk(tmp_path, Say(later.text, (("LTR-1", 0, 1),)))
    bench.desk.policy.adopt(pack(later, *LETTER[1:], name="department"), beside=True)
    made = summarize(bench, OfDocument("letter.md"))
    assert len(made.rules) == 3
    assert [(c.rule, c.message) for c in made.draft.marks] == [
        ("not-in-force", "LTR-1 (LTR-1@1) holds only from 2027-01-01 on.")
    ]


def test_words_of_a_rule_for_the_office_alone_are_marked(tmp_path: Path) -> None:
    secret = rule("INT-1", "Two clerks count the drawer twice before the doors open.",
                  audience=Audience.INTERNAL)  # fmt: skip
    bench = desk(tmp_path, Say(secret.text, (("INT-1", 0, 1),)), rules=pack(LATE_FEES, secret))
    made = summarize(bench, OfRules((SnippetId("INT-1"),)))
    assert [check.rule for check in made.draft.marks] == ["internal-quoted"]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (OfDocument("nope.md"), "no document nope.md"),
        (OfRules((SnippetId("FEE-1"), SnippetId("XX-9"))), "never had a rule XX-9"),
        (OfRules(()), "no rule to summarize"),
        (OfAdoption(AdoptionId("x")), "no such import"),
    ],
)
def test_what_is_not_there_is_bad_input_and_logs_nothing(
    bench: Bench, wanted: Wanted, said: str
) -> None:
    before = bench.happened()
    with pytest.raises(BadInput, match=said):
        summarize(bench, wanted)
    assert bench.happened() == before


def test_an_unknown_drafter_is_misconfigured(bench: Bench) -> None:
    with pytest.raises(Misconfigured, match="no drafter named nobody"):
        summarize(bench, drafter="nobody")


ONE = "A registration renewed late costs a penalty."


def changed(bench: Bench, *rules: Rule) -> OfAdoption:
    bench.desk.policy.adopt(Pack("test-pack", "Rules for a test", "2", {}, rules))
    return OfAdoption(bench.desk.library.adoptions()[0].id)


def test_what_an_import_changed_is_summarized_with_the_words_before(tmp_path: Path) -> None:
    now = replace(LATE_FEES, text="A registration renewed late costs two penalties.")
    new = rule("NEW-1", "A new form is needed from now on.")
    bench = desk(
        tmp_path,
        Say("It now costs two penalties. ", (Claimed("FEE-1", 2, now.text, 0, 1),)),
        Say("It used to cost one.", (Claimed("FEE-1", 1, ONE, 0, 1),)),
    )
    adoption = changed(bench, now, SMOG, new)
    made = summarize(bench, adoption)
    assert made.title == "Rules for a test 2"
    assert [(str(one.snippet.ref), one.what, one.earlier) for one in made.rules] == [
        ("FEE-1@2", Alteration.CHANGED, False),
        ("FEE-1@1", Alteration.CHANGED, True),
        ("NEW-1@1", Alteration.NEW, False),
        ("RID-1@1", Alteration.WITHDRAWN, True),
    ]
    new_one, old_one = made.draft.sentences
    assert [str(c.ref) for c in new_one.citations] == ["FEE-1@2"]
    assert [str(c.ref) for c in old_one.citations] == ["FEE-1@1"]
    assert data(bench, "summary.began")["of"] == {"adoption": adoption.id}


def test_a_sentence_that_rests_on_the_words_before_is_marked(tmp_path: Path) -> None:
    bench = desk(tmp_path, Say(ONE, (Claimed("FEE-1", 1, ONE, 0, 1),)))
    adoption = changed(bench, replace(LATE_FEES, text="Nobody pays."), SMOG)
    made = summarize(bench, adoption)
    assert [(c.rule, c.message) for c in made.draft.marks] == [
        ("not-in-force", "Late registration penalties (FEE-1@1) was changed; version 2 holds now.")
    ]


def test_an_import_that_changed_nothing_has_no_summary(bench: Bench) -> None:
    adoption = changed(bench, *(bench.rules.rules if bench.rules else ()))
    with pytest.raises(BadInput, match="changed no rule"):
        summarize(bench, adoption)


LONG = tuple(
    replace(
        rule(f"LNG-{n}", f"Rule {n} says this. " + "It goes on and on. " * 1500),
        document="long.md",
        place=n,
    )
    for n in range(1, 6)
)


def long_desk(tmp_path: Path, *scripts: Sequence[Step]) -> Bench:
    return desk(tmp_path, scripts=scripts, rules=pack(*LONG))


def part(number: int) -> tuple[Step, ...]:
    return (Say(f"Rule {number} says this.", ((f"LNG-{number}", 0, 1),)),)


def test_a_long_source_is_cut_into_parts_and_says_so(tmp_path: Path) -> None:
    bench = long_desk(tmp_path, part(1), part(3), part(5))
    pieces: list[Piece] = []
    made = bench.desk.summarising.summarize(OfDocument("long.md"), pieces.append, Cancel())
    assert made.parts == 3
    assert made.draft.body == (
        "This is long, so it was summarized in 3 parts, each by itself.\n\n"
        "Part 1 of 3:\n\nRule 1 says this.\n\n"
        "Part 2 of 3:\n\nRule 3 says this.\n\n"
        "Part 3 of 3:\n\nRule 5 says this."
    )
    shown = "".join(piece.text for piece in pieces if isinstance(piece, TextPiece))
    assert shown == made.draft.body
    assert made.draft.marks == ()
    for sentence in made.draft.sentences:
        assert made.draft.body[sentence.start : sentence.end] == sentence.text
    sent = [one.snippet.id for brief in bench.drafter.summaries for one in brief.rules]
    assert sent == [f"LNG-{n}" for n in range(1, 6)]
    began, finished = data(bench, "summary.began"), data(bench, "summary.finished")
    assert began["requests"] == [outbound.request for outbound in bench.drafter.sent]
    assert len(finished["answers"]) == 3  # type: ignore[arg-type]
    assert made.usage.output_tokens == 120


def test_a_rule_that_was_sent_for_another_part_is_no_ground(tmp_path: Path) -> None:
    borrowed = (Say("Rule 1 says this.", (Claimed("LNG-1", 1, "Rule 1 says this.", 0, 1),)),)
    made = summarize(long_desk(tmp_path, part(1), borrowed, part(5)), OfDocument("long.md"))
    assert f"Part 2 of 3:\n\n{summaries.WITHHELD}" in made.draft.body
    assert (made.state, made.draft.completeness) == (
        SuggestionState.READY, Completeness.PARTIAL,
    )  # fmt: skip


@pytest.mark.parametrize("trouble", [Offline("Gone."), Refused("It will not.")], ids=str)
def test_what_is_missing_of_a_long_summary_is_said(tmp_path: Path, trouble: DeskError) -> None:
    bench = long_desk(tmp_path, part(1), (trouble,))
    made = summarize(bench, OfDocument("long.md"))
    assert (made.state, made.trouble) == (SuggestionState.INCOMPLETE, trouble)
    assert made.draft.body.endswith("Rule 1 says this.\n\nParts 2 to 3 of 3 are missing.")
    assert made.draft.marks == ()


def test_a_refused_part_is_dropped_and_the_finished_ones_stay(tmp_path: Path) -> None:
    bench = long_desk(tmp_path, part(1), (*part(3), Refused("It will not.")))
    made = summarize(bench, OfDocument("long.md"))
    assert "Rule 3" not in made.draft.body
    assert "Rule 3" in str(data(bench, "summary.failed")["answers"])


def test_a_stop_between_parts_asks_for_no_more(tmp_path: Path) -> None:
    cancel = Cancel()
    bench = long_desk(tmp_path, part(1), part(3))

    def hear(piece: Piece) -> None:
        if isinstance(piece, CitationPiece):
            cancel.request()

    bench.drafter.scripts = [(*part(1), Say(""))]
    made = bench.desk.summarising.summarize(OfDocument("long.md"), hear, cancel)
    assert made.state is SuggestionState.INCOMPLETE
    assert isinstance(made.trouble, Stopped)
    assert len(bench.drafter.sent) == 1
    assert bench.happened()[-1] == "summary.stopped"
