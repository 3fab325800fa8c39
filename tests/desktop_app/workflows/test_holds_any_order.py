# SPDX-License-Identifier: Apache-2.0
"""Whatever clerk and supervisor do in whatever order, and whenever the program is killed: nothing
leaves that no supervisor released, what she releases unchanged is what was held, and no text is
lost.
"""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desktop_app.cancel import Cancel
from desktop_app.domain.hold import HoldState
from desktop_app.domain.inquiry import MOVES, InquiryState
from desktop_app.domain.office import Person, Role
from desktop_app.domain.outbound import DispatchState
from desktop_app.errors import Conflict, DeskError, NotAllowed
from tests.fakes.build import arrival
from tests.fakes.desk import ANSWER, Bench, make_desk

CLERK = Person("labara", "Lucian Abara", Role.CLERK)
SUPERVISOR = Person("jvarga", "Josephine Varga", Role.SUPERVISOR)
RULE = str(ANSWER[1].text)
BODIES = st.sampled_from([RULE, f"Dear Rosalind,\n{RULE}", f"{RULE} Call (916) 555-0199.", ""])
WORDS = st.sampled_from(["", "Look at the fee", "For Rosalind Achterberg"])
WHO = st.sampled_from([CLERK, SUPERVISOR])


class HoldsInAnyOrder(RuleBasedStateMachine):
    """One inquiry about a topic on hold, two people at one desk, and a hand on the plug."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        held = {"control": {"topics": {"fees": "hold"}}}
        self.first: Bench = make_desk(self.folder, settings=held)
        self.bench = self.first.again(person=CLERK)
        self.name = self.bench.pull(arrival("How much is the late fee?", key="<1@x>"))
        self.released: set[str] = set()
        self.states = [InquiryState.OPEN]
        self.text = ""

    def teardown(self) -> None:
        self.bench.vault.close()
        self.first.vault.close()
        shutil.rmtree(self.folder)

    def sit(self, person: Person) -> Bench:
        """Put a person at the desk; the program is dropped without a word and started again."""
        self.bench.vault.close()
        self.bench = self.bench.again(person=person)
        self.bench.desk.recover()
        return self.bench

    def note(self) -> None:
        """What the text and the state are now."""
        inquiry = self.bench.inquiry(self.name)
        if inquiry.state is not self.states[-1]:
            self.states.append(inquiry.state)

    @rule()
    def draft(self) -> None:
        bench = self.sit(CLERK)
        with suppress(DeskError):
            bench.draft(self.name)
            self.states.append(InquiryState.DRAFTING)
            made = bench.suggestion(self.name)
            self.text = made.draft.body if made else self.text
        self.note()

    @rule(person=WHO, body=BODIES)
    def edit(self, person: Person, body: str) -> None:
        bench = self.sit(person)
        state = bench.inquiry(self.name).state
        bench.desk.replying.keep(self.name, body)
        theirs = {InquiryState.OPEN, InquiryState.DRAFTED}
        if state in theirs or (state is InquiryState.HELD and person is SUPERVISOR):
            self.text = body

    @rule(words=WORDS)
    def hold(self, words: str) -> None:
        bench = self.sit(CLERK)
        with suppress(Conflict, NotAllowed):
            bench.desk.holding.hold(bench.approval(self.name), words)
        self.note()

    @rule()
    def a_clerk_tries_to_send(self) -> None:
        bench = self.sit(CLERK)
        with suppress(Conflict, NotAllowed):
            bench.approve(self.name, reason="I think so")
            raise AssertionError("a clerk has sent what a supervisor has to see")

    @rule(reason=WORDS)
    def release(self, reason: str) -> None:
        bench = self.sit(SUPERVISOR)
        approval = bench.approval(self.name, reason=reason)
        opened = bench.desk.overview.open(self.name)
        with suppress(Conflict, NotAllowed):
            bench.desk.replying.approve(approval)
            self.released.add(approval.fingerprint)
            dispatch = bench.dispatch(self.name)
            assert dispatch is not None
            held = opened.inquiry.state is InquiryState.HELD and opened.hold
            if held and held.is_of(approval.body):
                assert dispatch.letter == held.letter
        self.note()

    @rule(comment=WORDS)
    def give_back(self, comment: str) -> None:
        bench = self.sit(SUPERVISOR)
        revision = bench.inquiry(self.name).revision
        with suppress(Conflict, NotAllowed):
            bench.desk.holding.give_back(self.name, revision, comment)
        self.note()

    @rule(person=WHO)
    def take_back(self, person: Person) -> None:
        with suppress(Conflict):
            self.sit(person).desk.holding.withdraw(self.name)
        self.note()

    @rule(person=WHO)
    def undo(self, person: Person) -> None:
        with suppress(Conflict):
            self.sit(person).desk.replying.undo(self.name)
        self.note()

    @rule(automatic=st.booleans())
    def a_follow_up_comes(self, automatic: bool) -> None:
        bench = self.sit(CLERK)
        before = bench.inquiry(self.name).state
        key = f"<{bench.mint.minted}@x>"
        bench.pull(arrival("And?", key=key, in_reply_to="<1@x>", automatic=automatic))
        if not automatic and before in {InquiryState.APPROVED, InquiryState.SENT}:
            self.text = ""  # it has left, or is about to: a new reply begins
        self.note()

    @rule(wait=st.integers(0, 30))
    def deliver(self, wait: int) -> None:
        self.bench.clock.advance(seconds=wait)
        self.bench.desk.delivery.flush(Cancel())
        self.note()

    @invariant()
    def nothing_leaves_that_no_supervisor_released(self) -> None:
        for _, letter in self.bench.source.sent:
            assert letter.fingerprint() in self.released
        dispatch = self.bench.dispatch(self.name)
        if dispatch is not None and dispatch.state is not DispatchState.UNDONE:
            assert dispatch.letter.fingerprint() == dispatch.approved
            assert dispatch.approved in self.released

    @invariant()
    def no_text_is_lost(self) -> None:
        opened = self.bench.desk.overview.open(self.name)
        stands = opened.judged.body if opened.judged else ""
        assert stands.strip() == self.text.strip() or not self.text.strip()

    @invariant()
    def a_hold_waits_exactly_while_its_inquiry_is_held(self) -> None:
        with self.bench.parts.cabinet.reading() as drawers:
            hold, (waiting, _) = drawers.holds.of(self.name), drawers.holds.waiting()
        held = self.bench.inquiry(self.name).state is InquiryState.HELD
        assert held == (hold is not None and hold.state is HoldState.WAITING) == (waiting == 1)

    @invariant()
    def every_move_was_legal_and_the_log_holds(self) -> None:
        for before, after in zip(self.states, self.states[1:], strict=False):
            assert after in MOVES[before], self.states
        assert self.bench.desk.reviewing.verify().finding is None


TestHoldsInAnyOrder = HoldsInAnyOrder.TestCase
TestHoldsInAnyOrder.settings = settings(max_examples=30, stateful_step_count=20)
