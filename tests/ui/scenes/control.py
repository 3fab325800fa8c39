# SPDX-License-Identifier: Apache-2.0
"""What a supervisor decides, and replies that wait for her: on her desk and on the clerk's."""

from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from desktop_app.desk import Desk
from desktop_app.domain.control import TopicRule
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.office import Person, Role
from tests.ui.desk import Screen, Setting
from tests.ui.letters import CLEAN
from tests.ui.scenes import whole
from tests.ui.scenes.desk import approve
from tests.ui.scenes.people import DANGER
from tests.ui.scenes.second import REPLY
from ui.presenters.queue import HELD

BOSS = Person("jvarga", "Josephine Varga", Role.SUPERVISOR)
CLERK = Person("labara", "Lucian Abara", Role.CLERK)
TOPIC = "titles and transfers"
TOPIC_HELD = Setting(
    script=CLEAN, role=Role.CLERK, settings={"control": {"topics": {TOPIC: "hold"}}}
)


def desk_of(shown: Screen, person: Person) -> Desk:
    """Another person's desk over the same store."""
    return Desk.assemble(replace(shown.bench.parts, person=person))


def on_desk(shown: Screen) -> InquiryId:
    """The inquiry that is on the desk."""
    opened = shown.office.composer.current
    assert opened is not None
    return opened.inquiry.id


def held_by_a_clerk(shown: Screen, why: str = "Is form REG 227 still the right one?") -> InquiryId:
    """The inquiry on the desk, drafted and held by somebody else."""
    name = on_desk(shown)
    desk = desk_of(shown, CLERK)
    opened = desk.overview.open(name)
    if opened.judged is None:
        shown.draft()
    bench = replace(shown.bench, desk=desk)
    desk.holding.hold(bench.approval(name), why)
    shown.bench.clock.advance(minutes=25)
    shown.office.composer.reload()
    shown.office.queue.refresh()
    shown.settle()
    return name


def see_held(shown: Screen) -> None:
    """Show the queue of what is held."""
    shown.window.desk.queue.show_segment(HELD)
    shown.settle()


@whole("screen-held-supervisor", Setting(script=CLEAN))
def held_supervisor(shown: Screen) -> QWidget:
    held_by_a_clerk(shown)
    see_held(shown)
    return shown.window


@whole("screen-held-clerk", TOPIC_HELD)
def held_clerk(shown: Screen) -> QWidget:
    name = on_desk(shown)
    shown.draft()
    shown.press("Ctrl+Return")
    shown.settle()
    shown.bench.clock.advance(minutes=25)
    see_held(shown)
    shown.open(name)
    shown.window.toast.dismiss()
    return shown.window


@whole("screen-held-clerk-least", TOPIC_HELD, size=QSize(1024, 640))
def held_clerk_least(shown: Screen) -> QWidget:
    return held_clerk(shown)


@whole("screen-to-supervisor", TOPIC_HELD)
def to_supervisor(shown: Screen) -> QWidget:
    shown.draft()
    return shown.window


@whole("screen-returned", Setting(script=CLEAN, role=Role.CLERK))
def returned(shown: Screen) -> QWidget:
    name = held_by_a_clerk(shown)
    boss = desk_of(shown, BOSS)
    boss.replying.keep(name, f"{boss.overview.open(name).letter.body}\n\nAsk for the lien release.")
    boss.holding.give_back(
        name, shown.bench.inquiry(name).revision, "Say when the ten days began, she asks for it."
    )
    shown.office.queue.refresh()
    shown.open(name)
    shown.office.composer.reload()
    shown.settle()
    return shown.window


@whole("screen-released", Setting(script=CLEAN, role=Role.CLERK))
def released(shown: Screen) -> QWidget:
    name = held_by_a_clerk(shown)
    boss = desk_of(shown, BOSS)
    replace(shown.bench, desk=boss).approve(name)
    shown.office.queue.refresh()
    shown.office.composer.reload()
    shown.settle()
    return shown.window


@whole("screen-switched-off", Setting(role=Role.CLERK))
def switched_off(shown: Screen) -> QWidget:
    desk_of(shown, BOSS).controlling.stop("It named a fee that no rule has")
    shown.office.queue.refresh()
    shown.settle()
    return shown.window


@whole("screen-topic-never", Setting(role=Role.CLERK))
def topic_never(shown: Screen) -> QWidget:
    desk = desk_of(shown, BOSS)
    desk.controlling.set_topic(TOPIC, TopicRule.NEVER, "A new law, ask Titles.")
    shown.office.composer.reload()
    shown.settle()
    return shown.window


@whole("screen-letter-started", Setting(role=Role.CLERK))
def letter_started(shown: Screen) -> QWidget:
    topic_never(shown)
    shown.press("Ctrl+R")
    shown.type("I asked our Titles unit.")
    shown.office.composer.settle(lambda: None)
    shown.settle()
    return shown.window


@whole("dialog-control")
def control(shown: Screen) -> QWidget:
    shown.bench.desk.controlling.set_topic(TOPIC, TopicRule.HOLD, "A new law since Monday")
    shown.press("Ctrl+Shift+K")
    shown.settle()
    return shown.dialog


@whole("dialog-control-off")
def control_off(shown: Screen) -> QWidget:
    desk = shown.bench.desk
    desk.controlling.set_topic(TOPIC, TopicRule.HOLD, "A new law since Monday")
    desk_of(shown, BOSS).controlling.stop("It named a fee that no rule has")
    shown.press("Ctrl+Shift+K")
    shown.settle()
    dialog = shown.dialog
    shown.type("x")
    return dialog


@whole("dialog-hold", Setting(script=CLEAN, role=Role.CLERK))
def hold(shown: Screen) -> QWidget:
    shown.draft()
    shown.press("Ctrl+Shift+Return")
    return shown.dialog


@whole("dialog-return", Setting(script=CLEAN))
def give_back(shown: Screen) -> QWidget:
    held_by_a_clerk(shown)
    shown.press("Ctrl+Shift+Return")
    return shown.dialog


@whole("screen-released-by-her", Setting(script=CLEAN))
def released_by_her(shown: Screen) -> QWidget:
    name = held_by_a_clerk(shown)
    approve(shown)
    shown.open(name)
    return shown.window


@whole("dialog-waiting", Setting(script=REPLY, letters=DANGER.letters))
def waiting(shown: Screen) -> QWidget:
    shown.open(shown.bench.named("<imelda@example.org>"))
    shown.settle()
    shown.draft()
    held_by_a_clerk(shown)
    shown.office.waiting.show()
    shown.settle()
    return shown.dialog


@whole("screen-alerted", Setting(script=CLEAN, letters=DANGER.letters))
def alerted(shown: Screen) -> QWidget:
    return shown.window


@whole(
    "screen-held-uncertified",
    Setting(script=CLEAN, settings={"replies": {"reviewed_languages": ["en"]}}),
)
def held_uncertified(shown: Screen) -> QWidget:
    held_by_a_clerk(shown)
    see_held(shown)
    return shown.window
