# SPDX-License-Identifier: Apache-2.0
"""`control`: Claude off and on for the office, and what may be drafted by topic."""

from desktop_app.desk import Desk
from desktop_app.domain.control import Switch, TopicRule
from desktop_app.domain.entry import Happened
from desktop_app.workflows.controlling import Changed, Topic
from ui.terminal.output import Status, document, note, say

_DID = {
    Happened.CONTROL_STOPPED: "switched Claude off",
    Happened.CONTROL_STARTED: "switched Claude on",
}


def stop(desk: Desk, reason: str, *, as_json: bool) -> Status:
    """Switch Claude off."""
    desk.controlling.stop(reason)
    return show(desk, as_json=as_json)


def start(desk: Desk, reason: str, *, as_json: bool) -> Status:
    """Switch Claude on again."""
    desk.controlling.start(reason)
    return show(desk, as_json=as_json)


def topic(desk: Desk, name: str, rule: str, reason: str, *, as_json: bool) -> Status:
    """Set one topic."""
    desk.controlling.set_topic(name, TopicRule(rule), reason)
    return show(desk, as_json=as_json)


def show(desk: Desk, *, as_json: bool) -> Status:
    """What holds, and how it came about."""
    standing = desk.controlling.standing()
    switch = standing.control.switch
    if as_json:
        document(
            {
                "claude": _switch(switch),
                "topics": [_topic(one) for one in standing.topics],
                "history": [_change(one) for one in standing.history],
            }
        )
        return Status.DONE
    say(_said(switch))
    for one in standing.topics:
        why = f"  {one.control.reason}" if one.control.reason else ""
        say(f"  {one.control.rule.value:<6} {one.title} ({one.id}){why}")
    for change in standing.history:
        did = _DID.get(change.happened, f"set {change.topic} to {change.rule}")
        say(f"{change.at}  {change.name or change.account} {did}: {change.reason}")
    return Status.DONE


def say_who(desk: Desk) -> None:
    """Say beforehand why it is not Claude who drafts."""
    if desk.parts.choice.lacks_key:
        note("There is no API key, so the offline drafter writes.")
    elif (switch := desk.controlling.now().switch).off:
        note(f"Claude is switched off ({switch.reason}), so the offline drafter writes.")


def _said(switch: Switch) -> str:
    if not switch.off:
        return "Claude may draft."
    who = f" by {switch.name}" if switch.name else ""
    when = f" since {switch.since:%Y-%m-%d %H:%M} UTC" if switch.since else ""
    return f"Claude is switched off{who}{when}: {switch.reason}"


def _switch(switch: Switch) -> dict[str, object]:
    return {
        "off": switch.off,
        "reason": switch.reason,
        "by": switch.name,
        "since": switch.since.isoformat() if switch.since else None,
        "locked": switch.locked,
    }


def _topic(one: Topic) -> dict[str, object]:
    control = one.control
    return {
        "id": one.id,
        "title": one.title,
        "rule": control.rule.value,
        "reason": control.reason,
        "by": control.name,
        "since": control.since.isoformat() if control.since else None,
        "locked": control.locked,
    }


def _change(one: Changed) -> dict[str, object]:
    return {
        "seq": one.seq,
        "at": one.at,
        "account": one.account,
        "name": one.name,
        "happened": one.happened.value,
        "topic": one.topic,
        "rule": one.rule,
        "reason": one.reason,
    }
