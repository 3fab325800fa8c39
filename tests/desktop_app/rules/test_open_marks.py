# SPDX-License-Identifier: Apache-2.0
"""What open marks cost, by the office's policy and by who sits at the desk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.draft import Check, Severity
from desktop_app.errors import NotAllowed
from desktop_app.rules.marks import UNRESOLVED
from desktop_app.rules.open_marks import Cost, MarkPolicy, red, refuse_unless_paid

NOTE = Check("hard-word", Severity.NOTE, 0, 1, "A plainer word is before.")
LOOK = Check("uncited-claim", Severity.CAUTION, 0, 1, "No rule stands behind this sentence.")
WRONG = Check("promise", Severity.DANGER, 0, 1, "This promises a call.")
EMPTY = Check(UNRESOLVED, Severity.DANGER, 0, 8, "[NAME_9] stands for a value nobody masked.")

policies = st.builds(
    MarkPolicy,
    caution=st.sampled_from(["reason", "none"]),
    red=st.sampled_from(["supervisor", "reason"]),
    supervises=st.booleans(),
)
some_marks = st.lists(st.sampled_from([NOTE, LOOK, WRONG, EMPTY]), max_size=4)


@pytest.mark.parametrize(
    ("marks", "policy", "cost"),
    [
        ([], MarkPolicy(), Cost.NOTHING),
        ([NOTE], MarkPolicy(), Cost.NOTHING),
        ([LOOK], MarkPolicy(), Cost.REASON),
        ([LOOK], MarkPolicy(caution="none"), Cost.NOTHING),
        ([LOOK, WRONG], MarkPolicy(), Cost.SUPERVISOR),
        ([LOOK, WRONG], MarkPolicy(supervises=True), Cost.REASON),
        ([WRONG], MarkPolicy(caution="none", red="reason"), Cost.REASON),
        ([WRONG, EMPTY], MarkPolicy(red="reason", supervises=True), Cost.NEVER),
    ],
)
def test_the_dearest_mark_says_what_a_reply_costs(
    marks: list[Check], policy: MarkPolicy, cost: Cost
) -> None:
    assert policy.cost(marks) is cost


@given(policies, some_marks, st.sampled_from(["", "  ", "Agreed with Ms. Varga."]))
def test_nothing_goes_for_less_than_its_cost(
    policy: MarkPolicy, marks: list[Check], reason: str
) -> None:
    cost = policy.cost(marks)
    goes = cost is Cost.NOTHING or (cost is Cost.REASON and bool(reason.strip()))
    if goes:
        refuse_unless_paid(marks, policy, reason)
    else:
        with pytest.raises(NotAllowed) as refused:
            refuse_unless_paid(marks, policy, reason)
        assert len(str(refused.value).split()) < 30


@given(policies, some_marks, st.sampled_from([NOTE, LOOK, WRONG, EMPTY]))
def test_one_more_mark_never_makes_it_cheaper(
    policy: MarkPolicy, marks: list[Check], more: Check
) -> None:
    assert policy.cost([*marks, more]) >= policy.cost(marks)


def test_red_marks_are_those_that_say_something_is_wrong() -> None:
    assert red([NOTE, LOOK, WRONG]) == (WRONG,)
