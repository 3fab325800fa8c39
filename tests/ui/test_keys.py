# SPDX-License-Identifier: Apache-2.0
"""Every key that help lists is alive, belongs to one command, and does what it says."""

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.conftest import Furnish
from tests.ui.desk import Screen
from tests.ui.letters import CLEAN, DRAFT, PARTLY, QUESTION, letter
from ui.commands import COMMANDS, IN_DIALOGS, Command, faces, listed
from ui.dialogs.reading import KeysDialog
from ui.presenters.composer import Composer
from ui.widgets.chips import Tag


def test_no_two_commands_share_a_key() -> None:
    counted = Counter(
        QKeySequence(keys).toString() for command in COMMANDS for keys in command.keys
    )
    assert [keys for keys, count in counted.items() if count > 1] == []


def test_every_command_is_alive_and_help_lists_it(furnish: Furnish) -> None:
    commands = furnish().office.wiring.commands
    assert list(commands) == [command.name for command in COMMANDS]
    shown = {keys for rows in listed().values() for keys, _ in rows}
    for command in COMMANDS:
        action = commands[command.name]
        assert action.isEnabled()
        assert [keys.toString() for keys in action.shortcuts()] == [
            QKeySequence(keys).toString() for keys in command.keys
        ]
        numbered = command.name[-1].isdigit()
        assert numbered or faces(command) in shown


def drafted(shown: Screen) -> None:
    shown.draft()


def partly(shown: Screen) -> None:
    shown.bench.drafter.scripts = [PARTLY]
    shown.draft()


def asked(shown: Screen) -> bool:
    """Whether the question stands in the reply, above the closing."""
    before, found, after = shown.window.desk.composer.editor.text().partition(f"\n\n{QUESTION}")
    return bool(found) and "no rule at hand" in before and after.strip().startswith("Sincerely")


def in_text(shown: Screen) -> None:
    shown.draft()
    editor = shown.window.desk.composer.editor
    editor.setFocus()
    editor.set_caret(editor.text().index("so it must release"))


def typed(shown: Screen) -> None:
    shown.window.desk.composer.editor.setFocus()
    shown.type("Hello")


def undone(shown: Screen) -> None:
    typed(shown)
    shown.press("Ctrl+Z")


def streaming(shown: Screen) -> None:
    shown.draft_to(DRAFT[:4], "form REG 227.")


def approved(shown: Screen) -> None:
    shown.bench.drafter.scripts = [CLEAN]
    shown.draft()
    shown.press("Ctrl+Return")
    shown.settle()
    shown.window.desk.queue.view.setFocus()


def on_log(shown: Screen) -> None:
    shown.press("Ctrl+2")
    shown.settle()


def second(shown: Screen) -> None:
    shown.press("Ctrl+Down")
    shown.settle()


def clipped(shown: Screen) -> None:
    drafted(shown)
    QGuiApplication.clipboard().clear()


def nothing(shown: Screen) -> None:
    del shown


def on_desk(shown: Screen, key: str) -> bool:
    opened = shown.office.composer.current
    return opened is not None and opened.inquiry.id == shown.bench.named(f"<{key}@example.org>")


def heading(shown: Screen) -> str:
    current = shown.office.questions.current
    return current.accessibleName() if current else ""


def stopped(shown: Screen) -> bool:
    shown.lanes.wire.join()
    shown.settle()
    return "draft.stopped" in shown.bench.happened() and _composer(shown).face() is not None


def written_again(manner: str) -> Callable[[Screen], bool]:
    def holds(shown: Screen) -> bool:
        began = shown.bench.entry("draft.began")["data"]
        return isinstance(began, dict) and began["manner"] == manner

    return holds


def _composer(shown: Screen) -> Composer:
    return shown.office.composer


def within(area: Callable[[Screen], object]) -> Callable[[Screen], bool]:
    def holds(shown: Screen) -> bool:
        focus = QApplication.focusWidget()
        place = area(shown)
        return focus is not None and (place is focus or place.isAncestorOf(focus))  # type: ignore[attr-defined]  # a widget

    return holds


def caret(shown: Screen) -> int:
    return shown.window.desk.composer.editor.textCursor().position()


Check = Callable[[Screen], bool]


def legal(shown: Screen) -> None:
    name = shown.bench.pull(letter("lex", "Lex Moreno", "Hearing", "My lawyer asks for it.", 20))
    shown.office.composer.show(name)
    shown.settle_desk()


EFFECTS: dict[str, tuple[Callable[[Screen], None], Check]] = {
    "approve": (drafted, lambda s: heading(s) == "3 marks are still open, 1 of them red"),
    "hold": (drafted, lambda s: heading(s) == "Hold for a supervisor"),
    "control": (nothing, lambda s: heading(s) == "Control"),
    "draft": (nothing, lambda s: "draft.finished" in s.bench.happened()),
    "draft_offline": (nothing, lambda s: s.window.desk.composer.editor.text() != ""),
    "escape": (streaming, stopped),
    "shorter": (drafted, written_again("shorter")),
    "simpler": (drafted, written_again("simpler")),
    "warmer": (drafted, written_again("warmer")),
    "more_formal": (drafted, written_again("more formal")),
    "decided": (legal, lambda s: "matter.decided" in s.bench.happened()),
    "next_mark": (drafted, lambda s: caret(s) > 0),
    "previous_mark": (drafted, lambda s: caret(s) > 0),
    "evidence": (in_text, lambda s: s.window.desk.evidence.cards.active() == 2),
    "ask_customer": (partly, asked),
    "copy_reply": (clipped, lambda _: "within 10 days" in QGuiApplication.clipboard().text()),
    "reject": (drafted, lambda s: heading(s) == "Reject this draft"),
    "undo": (approved, lambda s: on_desk(s, "rosa")),
    "redo": (undone, lambda s: s.window.desk.composer.editor.text() == "Hello"),
    "leaves": (nothing, lambda s: heading(s) == "What leaves this computer"),
    "next_inquiry": (nothing, lambda s: on_desk(s, "thad")),
    "row_down": (nothing, lambda s: on_desk(s, "thad")),
    "row_up": (second, lambda s: on_desk(s, "rosa")),
    "search": (nothing, within(lambda s: s.window.desk.queue.search)),
    "pull": (nothing, lambda s: "inquiry.arrived" in s.bench.happened()),
    "toggle_queue": (nothing, lambda s: not s.window.desk.queue.isVisible()),
    "next_pane": (nothing, within(lambda s: s.window.desk.inquiry)),
    "previous_pane": (nothing, within(lambda s: s.window.strip)),
    "tab_1": (on_log, lambda s: s.window.desk.isVisible()),
    "tab_2": (nothing, lambda s: s.window.log.isVisible()),
    "tab_3": (nothing, lambda s: s.window.library.isVisible()),
    "next_tab": (nothing, lambda s: s.window.log.isVisible()),
    "previous_tab": (nothing, lambda s: s.window.library.isVisible()),
    "hide": (nothing, lambda s: s.window.is_hidden),
    "help": (nothing, lambda s: isinstance(s.office.questions.current, KeysDialog)),
    "rule_1": (drafted, lambda s: heading(s) == "Time limit to apply"),
    "rule_2": (drafted, lambda s: heading(s) == "Lienholder on the title"),
}
_MORE = {f"rule_{number}" for number in range(3, 10)} | {f"tab_{number}" for number in range(4, 6)}


def test_every_command_has_an_effect_that_is_looked_for() -> None:
    assert {command.name for command in COMMANDS} - _MORE == set(EFFECTS)


@pytest.mark.parametrize(
    "command", [one for one in COMMANDS if one.name in EFFECTS], ids=lambda one: one.name
)
def test_a_key_does_what_help_says(furnish: Furnish, command: Command) -> None:
    shown = furnish()
    before, holds = EFFECTS[command.name]
    before(shown)
    shown.press(command.keys[0])
    shown.settle()
    assert holds(shown)


@pytest.mark.parametrize("number", range(4, 6))
def test_a_tab_that_is_not_there_leaves_everything_as_it_is(furnish: Furnish, number: int) -> None:
    shown = furnish()
    shown.press(f"Ctrl+{number}")
    assert shown.window.desk.isVisible()


@pytest.mark.parametrize("number", range(5, 10))
def test_a_rule_that_is_not_quoted_says_so(furnish: Furnish, number: int) -> None:
    shown = furnish()
    shown.draft()
    shown.press(f"Alt+{number}")
    shown.settle()
    said = shown.window.toast.data()
    assert said is not None
    assert said.lead == f"No rule {number} is quoted here."


def test_while_text_is_hidden_only_the_way_back_works(furnish: Furnish) -> None:
    shown = furnish()
    shown.press("Ctrl+Shift+L", "Ctrl+R")
    shown.settle()
    assert "draft.began" not in shown.bench.happened()
    shown.press("Ctrl+Shift+L")
    assert not shown.window.is_hidden


def keys_of(widget: QWidget) -> set[str]:
    """The keys that something of our own listens to in a window or a dialog."""
    found = [one.key() for one in widget.findChildren(QShortcut)]
    found += [keys for action in widget.findChildren(QAction) for keys in action.shortcuts()]
    return {keys.toString().replace("Return", "Enter") for keys in found} - {""}


def test_help_lists_the_very_keys_that_are_listened_to(furnish: Furnish) -> None:
    shown = furnish()
    alive = keys_of(shown.window)
    shown.office.questions.show_keys()
    shown.dialog.reject()
    told = {keys for rows in listed().values() for keys, _ in rows}
    named = {QKeySequence(keys).toString() for keys in told if " to " not in keys}
    numbered = {f"Alt+{n}" for n in range(1, 10)} | {f"Ctrl+{n}" for n in range(1, 6)}
    seconds = {keys for command in COMMANDS for keys in command.keys[1:]} - told
    in_dialogs = {keys for rows in IN_DIALOGS.values() for keys, _ in rows}
    assert alive - numbered - seconds == named - in_dialogs
    heard: set[str] = set()
    for ask in (
        lambda: shown.press("Ctrl+L"),
        shown.office.questions.show_keys,
        shown.office.questions.ask_control,
        shown.office.questions.languages.ask,
        shown.office.questions.show_original,
        shown.office.questions.show_account,
        shown.office.waiting.show,
        shown.office.questions.ask_hold,
        shown.office.questions.ask_return,
    ):
        ask()
        shown.settle()
        heard |= keys_of(shown.dialog)
    assert heard == in_dialogs


def test_help_shows_what_is_listed(furnish: Furnish) -> None:
    shown = furnish()
    shown.office.questions.show_keys()
    dialog = shown.dialog
    assert isinstance(dialog, KeysDialog)
    tags = {tag.text() for tag in dialog.findChildren(Tag)}
    assert tags == {keys for rows in listed().values() for keys, _ in rows}
