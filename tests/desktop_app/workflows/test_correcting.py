# SPDX-License-Identifier: Apache-2.0
"""What a person corrects about masking holds for previews, drafts and the log, and only there."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import Attachment
from desktop_app.domain.office import Role
from desktop_app.errors import BadInput, Conflict, DeskError, NotAllowed
from desktop_app.workflows.correcting import LANGUAGE_CORRECTED
from tests.fakes.build import arrival
from tests.fakes.desk import Bench, make_desk

WRITTEN = (
    "My cart horse Blitzen pulled my car, plate 7KRM482, to Fresno. My DL is F5528130 and my"
    " phone is (559) 555-0168. How much is the late fee for my registration?\n\nThank you,\n"
    "Rosalind Achterberg"
)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_desk(tmp_path)


@pytest.fixture
def name(bench: Bench) -> InquiryId:
    return bench.pull(arrival(WRITTEN))


def leaving(bench: Bench, name: InquiryId) -> str:
    return json.dumps(bench.desk.drafting.preview(name).outbound.request, ensure_ascii=False)


def placeholder(bench: Bench, name: InquiryId, value: str) -> str:
    masked = bench.desk.drafting.preview(name).masked
    return next(one.placeholder for one in masked if one.value == value)


def test_what_a_person_masks_leaves_no_more(bench: Bench, name: InquiryId) -> None:
    assert "Fresno" in leaving(bench, name)
    changes = bench.desk.correcting.mask(name, "Fresno")
    assert changes.inquiries == {name}
    assert "Fresno" not in leaving(bench, name)
    bench.draft(name)
    assert "Fresno" not in json.dumps(bench.drafter.sent[-1].request)


def test_what_a_person_clears_leaves_as_it_is(bench: Bench, name: InquiryId) -> None:
    assert "7KRM482" not in leaving(bench, name)
    plate = placeholder(bench, name, "7KRM482")
    bench.desk.correcting.clear(name, plate, "The plate is that of the office's own car.")
    assert "7KRM482" in leaving(bench, name)


def test_clearing_a_format_needs_a_reason_and_some_never_go(bench: Bench, name: InquiryId) -> None:
    with pytest.raises(BadInput, match="reason"):
        bench.desk.correcting.clear(name, placeholder(bench, name, "7KRM482"))
    with pytest.raises(NotAllowed):
        bench.desk.correcting.clear(name, placeholder(bench, name, "F5528130"), "I want it")
    assert "F5528130" not in leaving(bench, name)


def test_both_ways_and_back(bench: Bench, name: InquiryId) -> None:
    before = leaving(bench, name)
    bench.desk.correcting.mask(name, "Fresno")
    bench.desk.correcting.clear(name, placeholder(bench, name, "Fresno"), "A town is nobody.")
    assert leaving(bench, name) == before
    plate = placeholder(bench, name, "7KRM482")
    bench.desk.correcting.clear(name, plate, "Ours")
    bench.desk.correcting.mask(name, "7KRM482")
    assert "7KRM482" not in leaving(bench, name)
    bench.desk.correcting.forget(name, "7KRM482")
    assert leaving(bench, name) == before


def test_the_log_keeps_kind_and_place_and_never_the_value(bench: Bench, name: InquiryId) -> None:
    plate = placeholder(bench, name, "7KRM482")
    bench.desk.correcting.clear(name, plate, "7KRM482 is the office's own car")
    entry = bench.entry("masking.corrected")
    assert entry["data"] == {
        "way": "clear",
        "kind": "PLATE",
        "place": {"part": "message", "number": 1, "start": WRITTEN.index("7KRM482")},
        "reason": "[PLATE_1] is the office's own car",
    }
    assert "7KRM482" not in json.dumps(entry)


def test_it_is_still_known_after_a_follow_up_and_for_that_inquiry_only(
    bench: Bench, name: InquiryId
) -> None:
    bench.desk.correcting.mask(name, "Fresno")
    other = bench.pull(arrival("A question from Fresno about a late fee", key="<o@example.com>"))
    assert "Fresno" in leaving(bench, other)
    assert "Fresno" not in leaving(bench, name)


@pytest.mark.parametrize("words", ["", "x", "not in the message", "Fresno " * 60])
def test_only_the_customers_own_words_can_be_masked(
    bench: Bench, name: InquiryId, words: str
) -> None:
    with pytest.raises(BadInput):
        bench.desk.correcting.mask(name, words)


def test_nothing_is_corrected_once_the_reply_was_approved(bench: Bench, name: InquiryId) -> None:
    bench.draft(name)
    bench.approve(name)
    with pytest.raises(Conflict):
        bench.desk.correcting.mask(name, "Fresno")


def test_names_of_files_subjects_quoted_mail_and_headers_are_masked(bench: Bench) -> None:
    written = (
        "Please see below.\n\n-----Original Message-----\nFrom: Dagny Okonkwo-Reyes"
        " <dagny.okonkwo@example.com>\nTo: DMV\nSubject: late fee\n\n> Dagny Okonkwo-Reyes\n"
        "> 88 Old Foxtail Unit 3\n> Selma, CA 93662\nHow much is the late fee?"
    )
    message = replace(
        arrival(written, subject="Late fee for Dagny Okonkwo-Reyes, 7KRM482"),
        attachments=(Attachment("Dagny Okonkwo-Reyes 7KRM482.pdf", "application/pdf", 10),),
    )
    sent = leaving(bench, bench.pull(message))
    for value in ("Dagny", "Okonkwo", "7KRM482", "Foxtail", "Selma", "93662"):
        assert value not in sent


def test_a_corrected_language_is_heeded_by_the_draft_and_stays_with_the_thread(
    tmp_path: Path,
) -> None:
    bench = make_desk(tmp_path)
    name = bench.pull(arrival("Cuanto cuesta la transferencia del carro?", key="<one@example.com>"))
    assert bench.inquiry(name).language == "en"
    bench.desk.correcting.language(name, "es")
    bench.draft(name)
    assert bench.drafter.briefs[-1].language == "es"
    bench.pull(arrival("And the fee?", key="<two@example.com>", in_reply_to="<one@example.com>"))
    assert bench.inquiry(name).language == "es"
    entry = bench.entry("language.corrected")
    assert entry["data"] == {"was": "en", "is": "es"}


def test_a_text_that_stands_is_kept_and_said_to_be_older(tmp_path: Path) -> None:
    bench = make_desk(tmp_path)
    name = bench.pull(arrival("Cuanto cuesta?"))
    bench.draft(name)
    before = bench.desk.overview.open(name).judged
    bench.desk.correcting.language(name, "es")
    after = bench.inquiry(name)
    assert after.note == LANGUAGE_CORRECTED
    now = bench.desk.overview.open(name).judged
    assert before is not None
    assert now is not None
    assert now.body == before.body
    bench.draft(name)
    assert bench.inquiry(name).note == ""


@pytest.mark.parametrize(("code", "error"), [("xx", BadInput), ("en", Conflict)])
def test_a_language_that_is_none_or_no_other_is_refused(
    tmp_path: Path, code: str, error: type[DeskError]
) -> None:
    bench = make_desk(tmp_path)
    name = bench.pull(arrival("How much?"))
    with pytest.raises(error):
        bench.desk.correcting.language(name, code)
    assert "language.corrected" not in bench.happened(name)


def test_an_approval_given_before_does_not_count_afterwards(tmp_path: Path) -> None:
    bench = make_desk(tmp_path)
    name = bench.pull(arrival("Cuanto cuesta?"))
    bench.draft(name)
    yes = bench.approval(name)
    bench.desk.correcting.language(name, "es")
    with pytest.raises(Conflict):
        bench.desk.replying.approve(yes)


def test_who_only_reads_corrects_no_language(tmp_path: Path) -> None:
    bench = make_desk(tmp_path, role=Role.AUDITOR)
    name = bench.pull(arrival("Cuanto cuesta?"))
    with pytest.raises(NotAllowed):
        bench.desk.correcting.language(name, "es")
