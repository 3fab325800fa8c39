# SPDX-License-Identifier: Apache-2.0
"""The month's budget: reckoned from the log, enforced before a call at every door, raised with a
reason.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop_app.cancel import Cancel
from desktop_app.desk import Desk
from desktop_app.domain.draft import CountedPiece, Outbound, Usage
from desktop_app.domain.office import Role
from desktop_app.domain.spending import DOLLAR, day_in_words, dollars
from desktop_app.domain.summary import OfRules
from desktop_app.errors import BadInput, Caution, Interrupted, NotAllowed, Refused
from desktop_app.workflows.spending import month_of
from tests.fakes.build import LATE_FEES, arrival
from tests.fakes.clock import FakeClock
from tests.fakes.desk import ANSWER, Bench, make_desk
from tests.fakes.drafter import Say, ScriptedDrafter

HALF = DOLLAR // 2


class Priced(ScriptedDrafter):
    """A scripted drafter that says beforehand what a call will cost."""

    expects = HALF

    def prepare(self, brief: object) -> Outbound:
        return replace(super().prepare(brief), expected_microdollars=self.expects)  # type: ignore[arg-type]


def drafter(cost: int | None = HALF, script: object = ANSWER) -> Priced:
    usage = Usage(120, 30, 0, 40, cost, None if cost is None else 2 * cost)
    return Priced([script], usage=usage)  # type: ignore[list-item]


def bench_of(tmp_path: Path, usd: int = 2, **more: object) -> Bench:
    given = {"monthly_budget_usd": usd, "budget_warning_percent": 50}
    made = {"drafter": drafter(), "settings": {"drafter": given}, **more}
    return make_desk(tmp_path, **made)  # type: ignore[arg-type]


def drafts(bench: Bench, count: int) -> None:
    for number in range(count):
        subject = f"Late fees {bench.mint()}"
        bench.draft(bench.pull(arrival(key=f"<{number}{subject}@example.com>", subject=subject)))


def test_what_was_spent_is_what_the_log_says(tmp_path: Path) -> None:
    bench = bench_of(tmp_path)
    assert bench.desk.spending.now().spent.calls == 0
    drafts(bench, 1)
    bench.desk.summarising.summarize(OfRules((LATE_FEES.id,)), lambda _: None, Cancel())
    budget = bench.desk.spending.now()
    assert (budget.spent.microdollars, budget.spent.list_microdollars) == (2 * HALF, 4 * HALF)
    assert (budget.spent.calls, budget.percent, budget.warns) == (2, 50, True)
    again = bench.again()
    assert again.desk.spending.now() == budget


def test_nothing_is_asked_once_the_budget_is_used_up_and_offline_drafts_go_on(
    tmp_path: Path,
) -> None:
    bench = bench_of(tmp_path)
    drafts(bench, 4)
    assert bench.desk.spending.now().used_up
    sent = len(bench.drafter.sent)
    name = bench.pull(arrival(key="<last@example.com>", subject="Late fees, last"))
    with pytest.raises(Refused) as caught:
        bench.draft(name, drafter="claude")
    assert str(caught.value) == (
        "This month's budget of $2 is used up. Offline drafts go on until December 1."
        " A supervisor can raise the budget. (budget)"
    )
    with pytest.raises(Refused):
        bench.desk.summarising.summarize(
            OfRules((LATE_FEES.id,)), lambda _: None, Cancel(), drafter="claude"
        )
    assert bench.parts.choice.name == "offline"
    bench.draft(name)
    assert (suggestion := bench.suggestion(name)) is not None
    assert suggestion.drafter == "offline"
    assert len(bench.drafter.sent) == sent
    assert bench.happened(name).count("draft.began") == 1


def test_what_a_call_will_cost_counts_before_it_is_made(tmp_path: Path) -> None:
    asked = drafter(cost=HALF + 1)
    bench = bench_of(tmp_path, drafter=asked)
    drafts(bench, 3)
    name = bench.pull(arrival(key="<last@example.com>", subject="Late fees, last"))
    with pytest.raises(Refused, match="What is left of this month's budget of \\$2"):
        bench.draft(name, drafter="claude")
    assert len(asked.sent) == 3
    assert not bench.desk.spending.now().used_up


def test_what_is_under_way_counts_as_spent(tmp_path: Path) -> None:
    seen: list[type[Exception]] = []

    def meanwhile(_: Outbound) -> None:
        name = bench.pull(arrival(key="<other@example.com>", subject="Another"))
        try:
            bench.draft(name, drafter="claude")
        except Refused as refused:
            seen.append(type(refused))

    asked = drafter(script=(meanwhile, *ANSWER))
    asked.expects = 3 * HALF
    bench = bench_of(tmp_path, drafter=asked)
    name = bench.pull(arrival(key="<first@example.com>"))
    bench.draft(name)
    assert seen == [Refused]
    assert len(asked.sent) == 1


def test_a_draft_under_way_is_not_stopped_by_the_budget(tmp_path: Path) -> None:
    bench = bench_of(tmp_path, usd=1, drafter=drafter(cost=5 * DOLLAR))
    drafts(bench, 1)
    assert bench.desk.spending.now().percent == 500


def test_a_call_that_broke_off_is_paid_for_too(tmp_path: Path) -> None:
    counted = CountedPiece(Usage(100, 0, 0, 7, 300, 300))
    asked = Broken([(Say("Dear Ms. "),)], counted=counted)
    bench = bench_of(tmp_path, drafter=asked)
    name = bench.pull(arrival())
    with pytest.raises(Interrupted):
        bench.draft(name)
    assert bench.desk.spending.now().spent.microdollars == 300
    assert bench.entry("draft.failed")["data"]["usage"]["output_tokens"] == 7  # type: ignore[index]


class Broken(ScriptedDrafter):
    """A drafter whose line breaks, and that says what was used until then."""

    def __init__(self, scripts: object, *, counted: CountedPiece) -> None:
        super().__init__(scripts)  # type: ignore[arg-type]
        self.counted = counted

    def draft(self, outbound: Outbound, on_piece: object, cancel: Cancel) -> object:  # type: ignore[override]
        super().draft(outbound, on_piece, cancel)  # type: ignore[arg-type]
        on_piece(self.counted)  # type: ignore[operator]
        raise Interrupted("The line dropped.")


def test_a_new_month_begins_with_nothing_spent_and_the_budget_of_the_settings(
    tmp_path: Path,
) -> None:
    clock = FakeClock(datetime(2026, 12, 31, 12, tzinfo=UTC))
    bench = bench_of(tmp_path, clock=clock)
    drafts(bench, 4)
    bench.desk.spending.raise_to(5, "The end of the year.")
    assert (bench.desk.spending.now().limit, bench.desk.spending.now().raised) == (5_000_000, True)
    clock.advance(days=2)
    budget = bench.desk.spending.now()
    assert (budget.limit, budget.raised, budget.spent.calls) == (2_000_000, False, 0)
    assert budget.next_month == date(2027, 2, 1)


def test_a_month_is_one_of_this_computers_calendar() -> None:
    first, following = month_of(datetime(2026, 12, 31, 12, tzinfo=UTC))
    assert following == date(2027, 1, 1)
    assert first.astimezone().strftime("%Y-%m-%d %H:%M") == "2026-12-01 00:00"
    assert first.tzinfo is UTC


def test_a_supervisor_raises_it_with_a_reason_that_the_log_keeps(tmp_path: Path) -> None:
    bench = bench_of(tmp_path)
    drafts(bench, 4)
    bench.desk.spending.now()
    bench.desk.spending.raise_to(3, "Flood of late fees for Maria Okafor, (559) 555-0177.")
    assert bench.parts.choice.name == "claude"
    drafts(bench, 1)
    entry = bench.entry("budget.raised")
    data = entry["data"]
    assert isinstance(data, dict)
    assert (entry["account"], data["month"]) == ("mokafor", "2026-11")
    assert (data["before_microdollars"], data["limit_microdollars"]) == (2_000_000, 3_000_000)
    assert "555-0177" not in data["reason"]


@pytest.mark.parametrize(("usd", "reason", "error"), [
    (3, " ", NotAllowed), (2, "Why not.", BadInput), (1, "Why not.", BadInput),
    (2_000_000, "Why not.", BadInput),
])  # fmt: skip
def test_a_raise_needs_a_reason_and_more_money(
    tmp_path: Path, usd: int, reason: str, error: type[Exception]
) -> None:
    bench = bench_of(tmp_path)
    with pytest.raises(error):
        bench.desk.spending.raise_to(usd, reason)
    assert "budget.raised" not in bench.happened()


def test_a_clerk_may_not_raise_it(tmp_path: Path) -> None:
    bench = bench_of(tmp_path, role=Role.CLERK)
    with pytest.raises(NotAllowed, match="As clerk you may not raise the budget"):
        bench.desk.spending.raise_to(3, "Please.")


def test_without_a_budget_nothing_is_refused(tmp_path: Path) -> None:
    bench = bench_of(tmp_path, usd=0)
    drafts(bench, 5)
    budget = bench.desk.spending.now()
    assert (budget.used_up, budget.warns, budget.percent) == (False, False, 0)
    with pytest.raises(NotAllowed, match="no budget"):
        bench.desk.spending.raise_to(3, "Why not.")


def test_it_is_examined_in_words(tmp_path: Path) -> None:
    bench = bench_of(tmp_path, usd=4)
    drafts(bench, 1)
    said = bench.desk.spending.examine()
    assert said == "$0.50 spent this month in 1 call ($1 at list prices), 12 percent of $4."
    drafts(bench, 3)
    with pytest.raises(Caution, match="50 percent of \\$4"):
        bench.desk.spending.examine()


def test_without_a_price_tokens_are_counted_and_the_budget_is_said_to_be_of_no_use(
    tmp_path: Path,
) -> None:
    asked = drafter(cost=None)
    asked.expects = None  # type: ignore[assignment]
    bench = bench_of(tmp_path, drafter=asked)
    desk = Desk.assemble(replace(bench.parts, priced=False))
    drafts(bench, 5)
    assert desk.spending.now().spent.unpriced_tokens == 5 * 190
    with pytest.raises(Caution) as caught:
        desk.spending.examine()
    assert caught.value.what == (
        "No price is known for the model, so the budget cannot be enforced;"
        " 950 tokens were used this month."
    )


def test_tokens_without_a_price_are_told_beside_a_budget_that_holds(tmp_path: Path) -> None:
    asked = drafter(cost=None)
    bench = bench_of(tmp_path, drafter=asked)
    drafts(bench, 1)
    with pytest.raises(Caution, match="190 tokens had no known price"):
        bench.desk.spending.examine()


def test_money_and_days_read_as_people_write_them() -> None:
    assert [dollars(one) for one in (0, 240 * DOLLAR, 1_234_560_000, 5_000)] == [
        "$0", "$240", "$1,234.56", "less than $0.01",
    ]  # fmt: skip
    assert day_in_words(date(2026, 12, 1)) == "December 1"


def test_the_offline_drafter_costs_nothing(tmp_path: Path) -> None:
    bench = bench_of(tmp_path)
    bench.draft(bench.pull(arrival()), drafter="offline")
    assert len(bench.drafter.sent) == 0
