# SPDX-License-Identifier: Apache-2.0
"""Models in use: asked about once a day, told of weeks before they go."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from desktop_app.changes import NOTHING
from desktop_app.desk import Desk
from desktop_app.domain.draft import Outbound
from desktop_app.domain.lifecycle import Lifecycle, ModelFacts
from desktop_app.errors import Caution, Offline
from desktop_app.rules.answered import OTHER_MODEL, by_whom
from desktop_app.workflows.models import WHAT_TO_TEST, end_in_words, ending
from tests.fakes.build import arrival
from tests.fakes.desk import ANSWER, Bench, make_desk
from tests.fakes.drafter import ScriptedDrafter

SONNET, HAIKU = "claude-sonnet-5-5", "claude-haiku-5-5"


class Catalogue:
    """Tells of models what a test has written down, and remembers what it was asked."""

    def __init__(self, **ends: date) -> None:
        self.ends = {name.replace("_", "-"): day for name, day in ends.items()}
        self.asked: list[str] = []
        self.down = False

    def __call__(self, model: str, at: datetime) -> ModelFacts:
        self.asked.append(model)
        if self.down:
            raise Offline("The line is down.")
        day = self.ends.get(model)
        stage = Lifecycle.DEPRECATED if day else Lifecycle.ACTIVE
        return ModelFacts(model, at, stage, day, "Models API")


def desk_of(bench: Bench, catalogue: Catalogue) -> Desk:
    return Desk.assemble(replace(bench.parts, ask_about_model=catalogue))


def test_each_model_in_use_is_asked_about_once_a_day(tmp_path: Path) -> None:
    bench, catalogue = make_desk(tmp_path), Catalogue()
    desk = desk_of(bench, catalogue)
    assert desk.models.look().control
    assert catalogue.asked == [SONNET, HAIKU]
    assert not desk.models.look()
    bench.clock.advance(hours=23)
    assert not desk_of(bench.again(), catalogue).models.look()
    assert len(catalogue.asked) == 2
    bench.clock.advance(hours=2)
    desk.models.look()
    assert len(catalogue.asked) == 4


def test_a_line_that_is_down_is_tried_again_and_what_is_known_stays(tmp_path: Path) -> None:
    bench, catalogue = make_desk(tmp_path), Catalogue(claude_sonnet_5_5=date(2027, 1, 15))
    desk = desk_of(bench, catalogue)
    desk.models.look()
    bench.clock.advance(days=2)
    catalogue.down = True
    for _ in range(2):
        with pytest.raises(Offline):
            desk.models.look()
    assert len(catalogue.asked) == 4
    with pytest.raises(Caution, match="retires on January 15, 2027, in 7 weeks"):
        desk.models.examine()


def test_while_claude_is_off_nobody_is_asked(tmp_path: Path) -> None:
    bench, catalogue = make_desk(tmp_path), Catalogue()
    desk = desk_of(bench, catalogue)
    desk.controlling.stop("An audit.")
    assert desk.models.look() == NOTHING
    assert catalogue.asked == []


def test_an_announced_end_is_told_with_what_to_test(tmp_path: Path) -> None:
    bench = make_desk(tmp_path)
    ends = {"claude_sonnet_5_5": date(2027, 2, 15), "claude_haiku_5_5": date(2026, 12, 1)}
    desk = desk_of(bench, Catalogue(**ends))
    with pytest.raises(Caution) as caught:
        desk.models.examine()
    assert caught.value.what == (
        "In use: claude-sonnet-5-5, claude-haiku-5-5."
        " Allowed: claude-sonnet-5-5, claude-haiku-5-5."
        " claude-haiku-5-5 retires on December 1, 2026, in 8 days."
        " claude-sonnet-5-5 retires on February 15, 2027, in 12 weeks."
    )
    assert caught.value.remedy == WHAT_TO_TEST
    with bench.parts.cabinet.reading() as drawers:
        assert [one.model for one in ending(desk.parts, drawers)] == [HAIKU, SONNET]


def test_without_anybody_to_ask_it_says_so(tmp_path: Path) -> None:
    bench = make_desk(tmp_path)
    assert bench.desk.models.look() == NOTHING
    assert bench.desk.models.examine().endswith("does not tell when models retire.")


@pytest.mark.parametrize(
    ("stage", "day", "said"),
    [
        (Lifecycle.RETIRED, date(2026, 11, 1), "m is retired and answers no more."),
        (Lifecycle.DEPRECATED, None, "m is on its way out; no day is named yet."),
        (
            Lifecycle.DEPRECATED,
            date(2026, 11, 1),
            "m was to retire on November 1, 2026 and may stop any day.",
        ),
        (Lifecycle.DEPRECATED, date(2026, 11, 24), "m retires on November 24, 2026, in 1 day."),
        (Lifecycle.ACTIVE, date(2026, 12, 7), "m retires on December 7, 2026, in 2 weeks."),
    ],
)
def test_an_end_reads_as_people_would_say_it(stage: Lifecycle, day: date | None, said: str) -> None:
    found = ModelFacts("m", datetime(2026, 11, 23, 9), stage, day)  # noqa: DTZ001 - of no matter here
    assert end_in_words(found, date(2026, 11, 23)) == said


class Substituted(ScriptedDrafter):
    """A gateway that has another model write than the one that was asked for."""

    def prepare(self, brief: object) -> Outbound:
        return replace(super().prepare(brief), model=SONNET)  # type: ignore[arg-type]


def test_a_draft_by_another_model_than_asked_is_marked_and_stays_so(tmp_path: Path) -> None:
    bench = make_desk(tmp_path, drafter=Substituted([ANSWER], model=HAIKU))
    name = bench.pull(arrival())
    bench.draft(name)
    opened = bench.desk.overview.open(name)
    assert opened.judged is not None
    assert OTHER_MODEL in {mark.rule for mark in opened.judged.marks}
    body = f"{opened.judged.body}\n\nYours"
    again = bench.desk.replying.recheck(opened.inquiry, opened.suggestion, opened.evidence, body)
    (mark,) = [one for one in again.marks if one.rule == OTHER_MODEL]
    assert mark.message == f"{HAIKU} wrote this, and {SONNET} was asked for. Tell IT."
    entry = bench.entry("draft.finished")
    assert isinstance(entry["data"], dict)
    assert entry["data"]["model"] == HAIKU
    assert OTHER_MODEL in {one["rule"] for one in entry["data"]["checks"]}


def test_the_model_that_was_asked_for_leaves_no_mark(tmp_path: Path) -> None:
    bench = make_desk(tmp_path)
    name = bench.pull(arrival())
    bench.draft(name)
    opened = bench.desk.overview.open(name)
    assert opened.judged is not None
    assert by_whom(opened.judged, SONNET, "claude-sonnet-5-5-20260801") == opened.judged
    assert OTHER_MODEL not in {one.rule for one in opened.judged.checks}
