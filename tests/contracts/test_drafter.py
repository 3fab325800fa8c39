# SPDX-License-Identifier: Apache-2.0
"""What every drafter of the registry owes the desk, whatever stands behind it."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from desktop_app.cancel import Cancel
from desktop_app.domain.adoption import Alteration
from desktop_app.domain.draft import CountedPiece, Outbound, Piece, TextPiece
from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Rule, Snippet, SnippetRef
from desktop_app.domain.summary import Stated
from desktop_app.errors import Stopped
from desktop_app.ports import Brief, Drafter, SummaryBrief
from desktop_app.rules.grounding import verify
from desktop_app.rules.sentences import pieces
from desktop_app.rules.texts import attach, canonical, detach, digest
from desktop_app.settings import Layer, read
from services.drafters import DRAFTERS, open_drafters
from services.phrases import phrase_book
from tests.simulator import KEY
from tests.simulator.server import Simulator

SECRETS = ("sk-ant-simulated", "okafor-account", "Maria Okafor", "desk-canary")


def rule(name: str, title: str, text: str) -> Snippet:
    made = Rule(SnippetId(name), title, text, section="Veh. Code 5902")
    return Snippet(SnippetRef(made.id, 3), made, pieces(text))


BRIEF = Brief(
    office="Millbrook field office",
    phone="(559) 555-0142",
    language="en",
    language_name="English",
    subject="Title of [PLATE_1]",
    messages=("I bought a car.", "Is there a penalty for a late title?\n[NAME_1]"),
    snippets=(
        rule("TTL-010", "Time limit", "Report a transfer within 10 days. A gift counts too."),
        rule("TTL-020", "Penalty", "A late title costs a penalty. Nobody waives the penalty."),
    ),
    today="2026-11-23",
)
STANDING = SummaryBrief(
    office="Millbrook field office",
    language="en",
    language_name="English",
    title="Titles, chapter 1",
    rules=tuple(Stated(snippet) for snippet in BRIEF.snippets),
    today="2026-11-23",
)
CHANGE = replace(
    STANDING,
    title="Titles 2026.2",
    rules=(
        Stated(replace(BRIEF.snippets[0], ref=SnippetRef(SnippetId("TTL-010"), 4)), Alteration.NEW),
        Stated(BRIEF.snippets[0], Alteration.CHANGED, earlier=True),
        Stated(BRIEF.snippets[1], Alteration.WITHDRAWN, earlier=True),
    ),
    part=2,
    parts=3,
)
ASKED: dict[str, Brief | SummaryBrief] = {"reply": BRIEF, "rules": STANDING, "change": CHANGE}


def sent(brief: Brief | SummaryBrief) -> tuple[Snippet, ...]:
    """The rules of a brief."""
    if isinstance(brief, Brief):
        return brief.snippets
    return tuple(one.snippet for one in brief.rules)


@dataclass
class Bench:
    """A drafter of the registry with whatever it needs behind it."""

    drafter: Drafter
    heard: list[Piece]
    brief: Brief | SummaryBrief

    def prepare(self) -> Outbound:
        """What is to be handed over for the brief."""
        return self.drafter.prepare(self.brief)

    def draft(self, cancel: Cancel | None = None):  # noqa: ANN201 - Drafted
        """Answer the brief and remember what was told."""
        return self.drafter.draft(self.prepare(), self.heard.append, cancel or Cancel())


@pytest.fixture(params=list(ASKED))
def brief(request: pytest.FixtureRequest) -> Brief | SummaryBrief:
    return ASKED[request.param]


@pytest.fixture(params=list(DRAFTERS))
def bench(request: pytest.FixtureRequest, brief: Brief | SummaryBrief) -> Iterator[Bench]:
    values = {
        "drafter": {"base_url": "", "timeout_s": 20},
        "office": {"desk": "desk-canary"},
        "person": {"name": "Maria Okafor"},
    }
    with Simulator() as simulator:
        values["drafter"]["base_url"] = simulator.url
        settings = read([Layer("test", values)])
        opened = open_drafters(settings, key=lambda: KEY, phrases=phrase_book())
        drafter = opened[request.param]
        yield Bench(drafter, [], brief)
        drafter.close()


def test_it_is_known_by_its_name_and_called_by_its_title(
    bench: Bench, request: pytest.FixtureRequest
) -> None:
    assert bench.drafter.name == request.node.callspec.params["bench"]
    assert bench.drafter.title.strip()


def test_it_streams_and_then_returns_the_same_text(bench: Bench) -> None:
    drafted = bench.draft()
    told = "".join(piece.text for piece in bench.heard if isinstance(piece, TextPiece))
    assert told == "".join(block.text for block in drafted.blocks)
    assert told.strip()


def test_pieces_tell_which_block_they_belong_to(bench: Bench) -> None:
    drafted = bench.draft()
    for number, block in enumerate(drafted.blocks):
        own = [piece for piece in bench.heard if piece.block == number]
        assert "".join(p.text for p in own if isinstance(p, TextPiece)) == block.text
        assert tuple(p.claimed for p in own if not isinstance(p, TextPiece)) == block.claimed
    assert [piece.block for piece in bench.heard] == sorted(p.block for p in bench.heard)


def test_it_cites_the_rules_it_was_given(bench: Bench) -> None:
    claimed = [one for block in bench.draft().blocks for one in block.claimed]
    assert claimed
    assert all(verify(one, sent(bench.brief)) for one in claimed)


def test_the_same_brief_gives_the_same_outbound(bench: Bench) -> None:
    first, second = bench.prepare(), bench.prepare()
    assert first == second
    assert canonical(first.request) == canonical(second.request)


def test_what_leaves_can_be_kept_and_rebuilt_to_the_letter(bench: Bench) -> None:
    request = bench.prepare().request
    detached, texts = detach(request)
    assert all(digest(text) == name for name, text in texts.items())
    assert attach(detached, texts.__getitem__) == request
    assert json.loads(canonical(request)) == request


def test_what_leaves_is_the_brief_and_no_more_of_the_desk(bench: Bench) -> None:
    outbound = bench.prepare()
    leaves = json.dumps(outbound.request, ensure_ascii=False)
    assert not [secret for secret in SECRETS if secret in leaves]
    assert outbound.snippets == sent(bench.brief)


def test_what_leaves_is_shown_in_words(bench: Bench) -> None:
    outbound = bench.prepare()
    shown = {passage.heading: "" for passage in outbound.passages}
    for passage in outbound.passages:
        shown[passage.heading] += f"\n{passage.text}"
    if isinstance(bench.brief, Brief):
        assert all(said in shown["Message"] for said in (BRIEF.subject, *BRIEF.messages))
    else:
        assert "Message" not in shown
    assert all(snippet.text in shown["Rules"] for snippet in sent(bench.brief))


def test_it_names_its_prompt_by_version_and_hash(bench: Bench) -> None:
    outbound = bench.prepare()
    name, _, version = outbound.prompt.partition("/")
    assert name
    assert version.isdigit()
    assert len(bytes.fromhex(outbound.prompt_sha256)) == 32
    assert outbound.drafter == bench.drafter.name


def test_a_reply_and_a_summary_go_by_different_prompts(bench: Bench) -> None:
    other = BRIEF if isinstance(bench.brief, SummaryBrief) else STANDING
    assert bench.drafter.prepare(other).prompt != bench.prepare().prompt


def test_a_wish_is_part_of_what_leaves_and_is_shown(bench: Bench) -> None:
    outbound = bench.drafter.prepare(replace(bench.brief, instruction="Dwell on form 14."))
    assert "Dwell on form 14." in json.dumps(outbound.request)
    assert ("Your wish", "Dwell on form 14.") in {(p.heading, p.text) for p in outbound.passages}


def test_a_stop_that_came_first_tells_nothing(bench: Bench) -> None:
    cancel = Cancel()
    cancel.request()
    with pytest.raises(Stopped):
        bench.draft(cancel)
    assert bench.heard == []


def test_a_stop_at_the_first_piece_is_the_last_piece(bench: Bench) -> None:
    cancel = Cancel()

    def hear(piece: Piece) -> None:
        bench.heard.append(piece)
        cancel.request()

    with pytest.raises(Stopped):
        bench.drafter.draft(bench.prepare(), hear, cancel)
    assert len([one for one in bench.heard if not isinstance(one, CountedPiece)]) == 1


def test_a_stop_after_the_end_changes_nothing(bench: Bench) -> None:
    cancel = Cancel()
    drafted = bench.draft(cancel)
    cancel.request()
    assert drafted.blocks


def test_the_listeners_own_error_comes_through(bench: Bench) -> None:
    def fail(_: Piece) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        bench.drafter.draft(bench.prepare(), fail, Cancel())
    assert bench.draft().blocks


def test_usage_is_counted_in_whole_numbers(bench: Bench) -> None:
    usage = bench.draft().usage
    counted = (
        usage.input_tokens,
        usage.cache_write_tokens,
        usage.cache_read_tokens,
        usage.output_tokens,
        usage.cost_microdollars,
    )
    assert all(isinstance(number, int) and number >= 0 for number in counted)


def test_examining_answers_a_sentence(bench: Bench) -> None:
    assert bench.drafter.examine().startswith("Works.")


def test_closing_leaves_nothing_running_and_can_be_done_twice(bench: Bench) -> None:
    before = {thread.ident for thread in threading.enumerate()}
    bench.draft()
    bench.drafter.close()
    left = [
        thread
        for thread in threading.enumerate()
        if thread.ident not in before and thread.name == bench.drafter.name
    ]
    assert left == []
    bench.drafter.close()
