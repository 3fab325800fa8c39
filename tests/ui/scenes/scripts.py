# SPDX-License-Identifier: Apache-2.0
"""The desk in every language of the office: queue, letter, reply with its rules and marks."""

import json
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tests.fakes.drafter import Say, Step
from tests.ui.desk import Screen, Setting
from tests.ui.letters import letter
from tests.ui.scenes import whole

_NOTICE = (("TTL-011", 0, 1),)
_FORM = (("TTL-022", 1, 2),)

SPECIMENS = Path(__file__).parents[2] / "specimens" / "scripts.jsonl"


@dataclass(frozen=True)
class Written:
    """A letter in one language, and its reply: a greeting, two sentences with a rule, one
    without.
    """

    language: str
    name: str
    subject: str
    text: str
    reply: tuple[str, str, str, str]


def _written() -> dict[str, Written]:
    rows = [json.loads(line) for line in SPECIMENS.read_text("utf-8").splitlines()]
    made = [Written(**{**row, "reply": tuple(row["reply"])}) for row in rows]
    return {one.language: one for one in made}


WRITTEN = _written()


def script(language: str) -> tuple[Step, ...]:
    """A draft in a language: two sentences that cite their rules, one that does not."""
    greeting, notice, form, bare = WRITTEN[language].reply
    return (
        Say(f"{greeting}\n\n"),
        Say(notice, _NOTICE),
        Say(" "),
        Say(form, _FORM),
        Say(f" {bare}"),
    )


def setting(language: str) -> Setting:
    """An office in which a letter in this language comes first and the others wait behind it."""
    order = [language, *(code for code in WRITTEN if code != language)]
    letters = [
        letter(
            code,
            WRITTEN[code].name,
            WRITTEN[code].subject,
            WRITTEN[code].text,
            38 + 20 * place,
            address=f"{code}@example.org",
        )
        for place, code in enumerate(order)
    ]
    return Setting(script=script(language), letters=tuple(letters), hears=True)


def _drafted(shown: Screen) -> QWidget:
    shown.draft()
    return shown.window


for _language in WRITTEN:
    whole(f"screen-script-{_language}", setting(_language))(_drafted)
