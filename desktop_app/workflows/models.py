# SPDX-License-Identifier: Apache-2.0
"""The models in use: whether the office's list holds them, and how long they will be there.

The service is asked at most once a day; what it said last is kept. One that does not tell is no
error, and neither is a line that is down: the question waits for the next time.
"""

from datetime import date, timedelta

from desktop_app.changes import NOTHING, Changes
from desktop_app.choice import OFFLINE
from desktop_app.domain.lifecycle import Lifecycle, ModelFacts
from desktop_app.domain.spending import day_in_words
from desktop_app.errors import Caution, DeskError
from desktop_app.parts import Parts
from desktop_app.ports import Drawers
from desktop_app.rules.reach import reach
from desktop_app.workflows.controls import control_now

_EVERY = timedelta(days=1)
WHAT_TO_TEST = (
    "Before you move: set the next model on one desk, draft twenty answered inquiries anew, and"
    " compare marks, length and cost."
)
"""What a supervisor and IT do before drafter.model names another."""


def ending(parts: Parts, drawers: Drawers) -> tuple[ModelFacts, ...]:
    """The models in use whose end is announced, or come, the soonest first."""
    known = [drawers.models.of(model) for model in in_use(parts)]
    found = [facts for facts in known if facts is not None and facts.ends]
    return tuple(sorted(found, key=lambda facts: facts.retires_on or date.max))


def in_use(parts: Parts) -> tuple[str, ...]:
    """The models that the settings have drafts and second readings made by."""
    return reach(parts.settings).used


def end_in_words(facts: ModelFacts, today: date) -> str:
    """When a model goes, in a sentence."""
    left = facts.days_left(today)
    if facts.lifecycle is Lifecycle.RETIRED:
        return f"{facts.model} is retired and answers no more."
    if left is None or facts.retires_on is None:
        return f"{facts.model} is on its way out; no day is named yet."
    day = f"{day_in_words(facts.retires_on)}, {facts.retires_on.year}"
    if left < 0:
        return f"{facts.model} was to retire on {day} and may stop any day."
    weeks, rest = divmod(left, 7)
    how_long = f"{left} days" if left < 14 else f"{weeks + (1 if rest > 3 else 0)} weeks"
    return f"{facts.model} retires on {day}, in {'1 day' if left == 1 else how_long}."


class Models:
    """Keeps an eye on the models in use."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def look(self) -> Changes:
        """Ask about the models in use, each at most once a day, while Claude may be reached."""
        parts = self._parts
        if parts.ask_about_model is None or parts.choice.wanted == OFFLINE:
            return NOTHING
        if control_now(parts).switch.off or parts.choice.lacks_key:
            return NOTHING
        now, changed = parts.now(), False
        for model in in_use(parts):
            with parts.cabinet.reading() as drawers:
                before = drawers.models.of(model)
            if before is not None and now - before.asked_at < _EVERY:
                continue
            facts = parts.ask_about_model(model, now)
            with parts.cabinet.writing() as drawers:
                drawers.models.put(facts)
            changed = changed or before is None or before.ends != facts.ends
        return Changes(control=changed)

    def ends(self) -> tuple[ModelFacts, ...]:
        """The models in use whose end is announced, or come, the soonest first."""
        with self._parts.cabinet.reading() as drawers:
            return ending(self._parts, drawers)

    def examine(self) -> str:
        """The models in use, for IT."""
        parts = self._parts
        line, today = reach(parts.settings), parts.now().date()
        try:
            self.look()
        except DeskError as trouble:
            unknown = f" Whether one retires could not be asked: {trouble.what}"
        else:
            unknown = ""
        used, listed = ", ".join(in_use(parts)), ", ".join(line.models)
        said = f"In use: {used}. Allowed: {listed}."
        with parts.cabinet.reading() as drawers:
            ends = ending(parts, drawers)
            known = [drawers.models.of(model) for model in in_use(parts)]
        if ends:
            told = " ".join(end_in_words(facts, today) for facts in ends)
            raise Caution(f"{said} {told}", WHAT_TO_TEST)
        if not unknown and any(one is None or one.lifecycle is Lifecycle.UNKNOWN for one in known):
            unknown = " The service does not tell when models retire."
        return said + unknown
