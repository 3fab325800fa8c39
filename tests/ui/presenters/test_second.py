# SPDX-License-Identifier: Apache-2.0
"""Second readings of what is on the desk: when they begin, what they show, and when they do not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from desktop_app.domain.identity import InquiryId
from desktop_app.domain.office import Role
from desktop_app.errors import Offline
from tests.fakes.build import arrival
from tests.fakes.desk import ANSWER, Bench, make_desk
from tests.fakes.executor import Lanes
from tests.ui.desk import settle
from tests.ui.scenes.second import answers
from ui.jobs import Jobs
from ui.presenters.composer import Composer
from ui.presenters.second import SecondFace, Seconds
from ui.tones import Tone

LETTER = "¿Cuánto es la multa?"


class Table:
    """A desk whose second readings are told one by one."""

    def __init__(self, tmp_path: Path, text: str = LETTER, **changed: object) -> None:
        self.bench: Bench = make_desk(tmp_path, script=ANSWER, **changed)  # type: ignore[arg-type]
        self.lanes = Lanes()
        self.jobs = Jobs(executors=self.lanes)
        self.parent = QObject()
        self.composer = Composer(self.bench.desk, self.jobs, self.parent)
        self.seconds = Seconds(self.bench.desk, self.jobs, self.composer, self.parent, pause_ms=0)
        self.faces: list[SecondFace] = []
        self.seconds.changed.connect(self.faces.append)
        self.name: InquiryId = self.bench.pull(arrival(text))

    def settle(self) -> None:
        settle(self.lanes)

    def draft(self) -> SecondFace:
        self.composer.show(self.name)
        self.settle()
        self.composer.draft()
        self.settle()
        return self.seconds.face()

    @property
    def tasks(self) -> list[str]:
        return [brief.task.value for brief in self.bench.drafter.second]


@pytest.fixture
def table(tmp_path: Path, qapp: object) -> Iterator[Table]:
    del qapp
    made = Table(tmp_path)
    yield made
    made.jobs.close()


def test_a_draft_of_claudes_is_read_again_and_put_into_ones_own_language(table: Table) -> None:
    face = table.draft()
    assert table.tasks == ["opinions", "translation", "translation", "screen"]
    assert face.read is not None
    assert face.read.text == "Read again, agrees"
    assert (face.into, face.from_, face.busy, face.trouble) == ("English", "Spanish", False, "")
    assert face.lines[LETTER] == f"In English: {LETTER}"


def test_the_rules_it_quotes_are_put_into_the_customers_language_below_their_own_words(
    table: Table,
) -> None:
    face = table.draft()
    (told,) = face.rules.values()
    assert face.rules_into == "Spanish"
    assert told.startswith("In Spanish: A registration renewed late costs a penalty. In Spanish:")
    message, rules = [b for b in table.bench.drafter.second if b.task.value == "translation"]
    assert (message.language, message.into) == ("Spanish", "English")
    assert (rules.language, rules.into) == ("English", "Spanish")


def test_a_corrected_language_has_the_rules_put_into_it(table: Table) -> None:
    table.draft()
    table.bench.desk.correcting.language(table.name, "tl")
    table.composer.reload()
    table.settle()
    assert table.seconds.face().rules_into == "Tagalog"
    assert table.seconds.face().rules


def test_locked_terms_are_found_again_in_the_translation(table: Table) -> None:
    face = table.draft()
    (found,) = face.carries("La multa es alta.", "The penalty is high.")
    assert (found.start, found.end, found.wording) == (4, 11, "multa")


def test_nothing_leaves_before_a_draft_was_asked_for(table: Table) -> None:
    table.composer.show(table.name)
    table.settle()
    assert table.tasks == []


def test_but_a_person_may_ask(table: Table) -> None:
    table.composer.show(table.name)
    table.settle()
    table.seconds.ask()
    table.settle()
    assert table.tasks == ["translation", "screen"]
    assert table.seconds.face().lines


def test_it_is_not_read_twice(table: Table) -> None:
    table.draft()
    table.composer.reload()
    table.settle()
    assert len(table.tasks) == 4


def test_what_failed_is_said_and_tried_again_only_when_asked(table: Table) -> None:
    table.bench.drafter.seconds = [[Offline("The line is down.", "Wait.")]]
    face = table.draft()
    assert face.trouble == "The line is down."
    assert face.read is None
    tried = len(table.tasks)
    table.composer.reload()
    table.settle()
    assert len(table.tasks) == tried
    table.bench.drafter.seconds = []
    table.seconds.ask()
    table.settle()
    assert table.seconds.face().trouble == ""
    assert table.seconds.face().lines


def test_doubt_is_counted(table: Table) -> None:
    table.bench.drafter.seconds = [answers("No.", view="contradicted"), answers("", view="x")]
    face = table.draft()
    assert face.read is not None
    assert (face.read.text, face.read.tone) == ("1 doubt", Tone.CAUTION)


def test_in_ones_own_language_there_is_nothing_to_translate(tmp_path: Path, qapp: object) -> None:
    del qapp
    table = Table(tmp_path, "How much is the late fee for my registration?")
    face = table.draft()
    table.jobs.close()
    assert table.tasks == ["opinions", "screen"]
    assert face.into == ""


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"opinions": "never", "translation": "asked", "screen": "never"}, []),
        (
            {"opinions": "asked", "translation": "always", "screen": "always"},
            ["translation", "translation", "screen"],
        ),
    ],
)
def test_the_office_says_what_is_read_by_itself(
    tmp_path: Path, qapp: object, settings: dict[str, object], expected: list[str]
) -> None:
    del qapp
    table = Table(tmp_path, settings={"second": settings})
    table.draft()
    table.jobs.close()
    assert table.tasks == expected


def test_without_claude_the_screen_says_that_nothing_is_translated(table: Table) -> None:
    table.bench.desk.controlling.stop("A drill")
    face = table.draft()
    assert table.tasks == []
    assert face.read is not None
    assert (face.read.text, face.read.tone) == ("No translation offline", Tone.OFFLINE)


def test_who_only_reads_asks_for_nothing(tmp_path: Path, qapp: object) -> None:
    del qapp
    table = Table(tmp_path)
    table.bench.draft(table.name)
    again = table.bench.again(person=replace(table.bench.person, role=Role.AUDITOR))
    composer = Composer(again.desk, table.jobs, table.parent)
    seconds = Seconds(again.desk, table.jobs, composer, table.parent, pause_ms=0)
    composer.show(table.name)
    table.settle()
    seconds.ask()
    table.settle()
    table.jobs.close()
    assert again.drafter.second == []
