# SPDX-License-Identifier: Apache-2.0
"""Whatever a clerk does in whatever order: moves are legal, approvals bind, the log holds."""

import json
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desktop_app.cancel import Cancel
from desktop_app.domain.inquiry import MOVES, InquiryState
from desktop_app.domain.outbound import DispatchState
from desktop_app.errors import Conflict, DeskError, NotAllowed, Refused
from desktop_app.ports import LogFilter
from tests.fakes.build import arrival
from tests.fakes.desk import ANSWER, Bench, make_desk

RULE = str(ANSWER[1].text)
BODIES = st.sampled_from(
    [
        RULE,
        f"Dear Rosalind,\n{RULE}",
        f"{RULE} Call me at (559) 555-0168.",
        f"{RULE} \ud83d",
        "Dear [NAME_9],",
        "",
        "You owe nothing.",
    ]
)
REASONS = st.sampled_from(["", "  ", "Settled with Rosalind Achterberg", "\udc00 why"])
SECRETS = ("Achterberg", "Rosalind", "555-0168", "r.achterberg@example.com")


class AnyOrder(RuleBasedStateMachine):
    """One inquiry, and everything that may be done with it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        scripts = [ANSWER, (ANSWER[0],), (ANSWER[1], Refused("No.")), ()]
        self.bench: Bench = make_desk(self.folder, scripts=scripts)
        self.name = self.bench.pull(
            arrival("How much is the late fee? (559) 555-0168, Rosalind Achterberg", key="<1@x>")
        )
        self.states = [InquiryState.OPEN]

    def teardown(self) -> None:
        self.bench.vault.close()
        shutil.rmtree(self.folder)

    def note_state(self) -> None:
        state = self.bench.inquiry(self.name).state
        if state is not self.states[-1]:
            self.states.append(state)

    @rule(wish=st.sampled_from(["", "Shorter, tell Rosalind"]))
    def draft(self, wish: str) -> None:
        with suppress(DeskError):
            self.bench.draft(self.name, instruction=wish)
        if self.states[-1] is not self.bench.inquiry(self.name).state:
            self.states.append(InquiryState.DRAFTING)
        self.note_state()

    @rule(body=BODIES)
    def keep(self, body: str) -> None:
        self.bench.desk.replying.keep(self.name, body)
        self.note_state()

    @rule(body=st.none() | BODIES, reason=REASONS)
    def approve(self, body: str | None, reason: str) -> None:
        with suppress(Conflict, NotAllowed):
            self.bench.approve(self.name, body, reason)
        self.note_state()

    @rule(reason=REASONS)
    def reject(self, reason: str) -> None:
        suggestion = self.bench.suggestion(self.name)
        if suggestion is not None:
            with suppress(Conflict, NotAllowed):
                self.bench.desk.replying.reject(self.name, suggestion.id, reason)
        self.note_state()

    @rule()
    def undo(self) -> None:
        with suppress(Conflict):
            self.bench.desk.replying.undo(self.name)
        self.note_state()

    @rule(reason=REASONS)
    def close(self, reason: str) -> None:
        with suppress(Conflict, NotAllowed):
            self.bench.desk.replying.close(self.name, reason)
        self.note_state()

    @rule(body=BODIES)
    def copy(self, body: str) -> None:
        self.bench.desk.replying.copied(self.name, self.bench.suggestion(self.name), body)

    @rule()
    def a_follow_up_comes(self) -> None:
        key = f"<{self.bench.mint.minted}@x>"
        self.bench.pull(arrival("And?", key=key, in_reply_to="<1@x>"))
        self.note_state()

    @rule(wait=st.integers(0, 60))
    def flush(self, wait: int) -> None:
        self.bench.clock.advance(seconds=wait)
        self.bench.desk.delivery.flush(Cancel())
        self.note_state()

    @invariant()
    def every_move_was_legal(self) -> None:
        for before, after in zip(self.states, self.states[1:], strict=False):
            assert after in MOVES[before], self.states

    @invariant()
    def what_waits_or_left_is_what_was_approved(self) -> None:
        dispatch = self.bench.dispatch(self.name)
        if dispatch is not None:
            assert dispatch.letter.fingerprint() == dispatch.approved
            assert "[NAME_" not in dispatch.letter.body
        if self.bench.inquiry(self.name).state is InquiryState.APPROVED:
            assert dispatch is not None
            assert dispatch.state is DispatchState.WAITING

    @invariant()
    def the_log_holds_and_tells_nobodys_secrets(self) -> None:
        assert self.bench.desk.reviewing.verify().finding is None
        with self.bench.parts.cabinet.reading() as drawers:
            entries = drawers.log.page(LogFilter(), None, 1000)
            kept = [json.loads(entry.body)["data"] for entry in entries]
            texts = [text for _, text in drawers.log.texts()]
        said = json.dumps(kept, ensure_ascii=False) + "".join(texts)
        assert not [secret for secret in SECRETS if secret in said]


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=30, stateful_step_count=20)
