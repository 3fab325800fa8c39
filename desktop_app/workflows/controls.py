# SPDX-License-Identifier: Apache-2.0
"""What is decided about drafting, read from the settings and the store together, and the sentences
that say so.
"""

from datetime import datetime
from typing import cast

from desktop_app.domain.control import CLAUDE, Control, Decided, Switch, TopicControl, TopicRule
from desktop_app.errors import NotAllowed
from desktop_app.parts import Parts
from desktop_app.ports import Drawers

OFF = "off"
ON = "on"
BY_ADMINISTRATOR = "Set by your administrator"
BY_SETTINGS = "Set in the settings of this desk"
_TOPIC = "topic:"


def subject_of(topic: str) -> str:
    """The subject under which decisions about a topic are kept."""
    return f"{_TOPIC}{topic}"


def control_of(parts: Parts, drawers: Drawers) -> Control:
    """All that is decided now, the settings before the supervisors where they lock a thing."""
    decided = {one.subject: one for one in drawers.decisions.all(parts.office.id)}
    return Control(_switch(parts, decided.get(CLAUDE)), _topics(parts, decided))


def control_now(parts: Parts) -> Control:
    """The same in a look of its own; from then on the default drafter heeds the switch."""
    with parts.cabinet.reading() as drawers:
        control = control_of(parts, drawers)
    parts.choice.stopped = control.switch.off
    return control


def switched_off(switch: Switch) -> NotAllowed:
    """The answer to whoever would reach Claude while it is off."""
    why = switch.reason.strip().rstrip(".")
    return NotAllowed(
        f"Claude is switched off for this office: {why}.",
        "Press F9 for the offline draft, or ask a supervisor.",
        code="switched-off",
    )


def never_drafted(topic: TopicControl, title: str) -> NotAllowed:
    """The answer to whoever would have a topic drafted that people answer alone."""
    why = topic.reason.strip().rstrip(".")
    told = f"Nothing is drafted about {title or 'this topic'}"
    return NotAllowed(
        f"{told}: {why}." if why else f"{told}.",
        "Write the reply yourself; the library has the rules.",
        code="topic-never",
    )


def title_of(parts: Parts, topic: str, now: datetime | None = None) -> str:
    """What people call a topic."""
    return parts.library.status(now or parts.now()).topics.get(topic, topic)


def _switch(parts: Parts, decided: Decided | None) -> Switch:
    if parts.settings.text("control.claude") == OFF:
        return Switch(off=True, reason=_origin(parts, "control.claude"), locked=True)
    if decided is None or decided.value != OFF:
        return Switch()
    return Switch(off=True, reason=decided.reason, name=decided.name, since=decided.at)


def _topics(parts: Parts, decided: dict[str, Decided]) -> dict[str, TopicControl]:
    found: dict[str, TopicControl] = {}
    for subject, one in decided.items():
        if subject.startswith(_TOPIC):
            rule = TopicRule(one.value)
            found[subject.removeprefix(_TOPIC)] = TopicControl(rule, one.reason, one.name, one.at)
    locked = "control.topics" in parts.settings.locked
    why = _origin(parts, "control.topics")
    for topic, rule in parts.settings.table("control.topics").items():
        if locked or topic not in found:
            found[topic] = TopicControl(TopicRule(cast("str", rule)), why, locked=locked)
    return found


def _origin(parts: Parts, path: str) -> str:
    return BY_ADMINISTRATOR if path in parts.settings.locked else BY_SETTINGS
