# SPDX-License-Identifier: Apache-2.0
"""What the log keeps of a reply: customers' values as placeholders, our own words as they are."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.identity import InquiryId
from desktop_app.domain.policy import Pack
from desktop_app.errors import Interrupted
from tests.fakes.build import LATE_FEES, arrival, pack
from tests.fakes.desk import ANSWER, Bench, make_desk
from tests.fakes.drafter import Say

WRITTEN = (
    "Rosalind Achterberg, plate 7KRM482, phone (559) 555-0168. How much is the late fee for my"
    " registration?\n\nThank you,\nRosalind Achterberg"
)
BOXED = replace(
    LATE_FEES,
    title="Late fees from a dealer (Veh. Code 9554)",
    text=LATE_FEES.text + " Mail the late fee to DMV, P.O. Box 825339, Sacramento, CA 94232.",
)
REPLY = (
    Say("Dear Ms. [NAME_1_FAMILY],\n\nThank you\nfor writing to us.\n\n"),
    Say("Late fees from a dealer (Veh. Code 9554):\n"),
    Say("Mail the late fee to DMV, P.O. Box 825339, Sacramento, CA 94232.", (("FEE-1", 3, 4),)),
    Say("\nThank you,\nYour Counter Team"),
)


def desk(tmp_path: Path, script: tuple[object, ...] = REPLY, rules: Pack | None = None) -> Bench:
    return make_desk(tmp_path, script=script, rules=rules or pack(BOXED))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return desk(tmp_path)


@pytest.fixture
def drafted(bench: Bench) -> InquiryId:
    name = bench.pull(arrival(WRITTEN))
    bench.draft(name)
    return name


def data(bench: Bench, happened: str) -> dict[str, object]:
    found = bench.entry(happened)["data"]
    assert isinstance(found, dict)
    return found


def sentences(bench: Bench, happened: str = "draft.finished") -> str:
    listed = data(bench, happened)["sentences"]
    assert isinstance(listed, list)
    return "\n".join(str(one["text"]) for one in listed)


def kept(bench: Bench, name: InquiryId) -> set[str]:
    suggestion = bench.suggestion(name)
    assert suggestion is not None
    return {masked.value for masked in suggestion.masked}


def test_a_suggestion_holds_the_values_of_the_inquiry_and_none_of_the_reply(
    bench: Bench, drafted: InquiryId
) -> None:
    expected = {"Rosalind Achterberg", "7KRM482", "(559) 555-0168", "r.achterberg@example.com"}
    assert kept(bench, drafted) == expected


@pytest.mark.parametrize("script", [(), (REPLY[0],), (*REPLY[:2], Interrupted("It broke."))])
def test_so_does_one_that_was_withheld_or_broke_off(
    tmp_path: Path, script: tuple[object, ...]
) -> None:
    bench = desk(tmp_path, script)
    name = bench.pull(arrival(WRITTEN))
    try:
        bench.draft(name)
    except Interrupted:
        assert script
    assert "Ms" not in str(kept(bench, name))
    assert len(kept(bench, name)) == 4


@pytest.mark.usefixtures("drafted")
def test_the_entry_of_a_draft_has_its_sentences_with_the_customers_values_alone_masked(
    bench: Bench,
) -> None:
    said = sentences(bench)
    assert said.startswith("Dear Ms. [NAME_1_FAMILY],\nThank you\nfor writing to us.")
    for ours in (BOXED.title, "P.O. Box 825339, Sacramento, CA 94232", "Maria Okafor", "Millbrook"):
        assert ours in said, ours
    assert "Achterberg" not in str(bench.entry("draft.finished"))


def test_the_entry_of_an_approval_keeps_our_words_too(bench: Bench, drafted: InquiryId) -> None:
    said = (
        "Dear Rosalind Achterberg,\nyour plate 7KRM482.\n"
        "Mail the late fee to DMV, P.O. Box 825339, Sacramento, CA 94232.\n\n"
        "Sincerely,\nMaria Okafor\nMillbrook field office"
    )
    bench.desk.replying.copied(drafted, bench.suggestion(drafted), said)
    bench.approve(drafted, said, "Settled with Rosalind")
    masked = said.replace("Rosalind Achterberg", "[NAME_1]").replace("7KRM482", "[PLATE_1]")
    assert data(bench, "reply.approved")["body"] == masked
    assert data(bench, "reply.copied")["body"] == masked


def test_the_difference_tells_no_part_of_a_number_that_was_changed(bench: Bench) -> None:
    drafted = bench.pull(arrival(f"{WRITTEN}\nAt work: (559) 555-9931"))
    bench.draft(drafted)
    opened = bench.desk.overview.open(drafted)
    assert opened.judged is not None
    body = opened.judged.body.replace(
        "Thank you\nfor writing", "Is it (559) 555-0168 or (559) 555-9931?"
    )
    bench.approve(drafted, body, "Asked for the number")
    entry = data(bench, "reply.approved")
    assert "0168" not in str(entry)
    assert "9931" not in str(entry)
    assert "PHONE" in str(entry["difference"])


def test_a_wish_tells_of_the_draft_without_the_closing_and_masks_the_customer_alone(
    bench: Bench, drafted: InquiryId
) -> None:
    bench.draft(drafted, instruction="Shorter, please")
    previous = bench.drafter.briefs[-1].previous
    assert previous.startswith("Dear Ms. [NAME_1_FAMILY],")
    assert "P.O. Box 825339" in previous
    assert not any(word in previous for word in ("Okafor", "Sincerely", "Achterberg"))
    assert not any(bogus in kept(bench, drafted) for bogus in ("Ms", "for writing to us."))


def test_a_single_word_of_ours_spares_nobody(tmp_path: Path) -> None:
    one_word = replace(LATE_FEES, title="Rosalind")
    bench = desk(tmp_path, ANSWER, pack(one_word))
    name = bench.pull(arrival(WRITTEN))
    bench.draft(name)
    bench.approve(name, "Rosalind, the late fee is due.", "Told at the counter")
    assert data(bench, "reply.approved")["body"] == "[NAME_1_GIVEN], the late fee is due."
