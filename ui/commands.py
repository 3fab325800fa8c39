# SPDX-License-Identifier: Apache-2.0
"""Every command of the window with its key and its words, in one table: menus, keys and help read
it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name in code, its keys, what it does, and under which heading help lists
    it. A key of the editor's own (Ctrl+Z while it has something to undo) stays the editor's.
    """

    name: str
    keys: tuple[str, ...]
    does: str
    section: str


REPLY, DESK, LOOK = "Reply", "Desk", "Window"

COMMANDS: tuple[Command, ...] = (
    Command("approve", ("Ctrl+Return", "Ctrl+Enter"), "Approve and send", REPLY),
    Command(
        "hold",
        ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
        "Hold for a supervisor; on a held reply, return it or take it back",
        REPLY,
    ),
    Command("draft", ("Ctrl+R",), "Draft, or draft anew (asks what to change)", REPLY),
    Command("draft_offline", ("F9",), "Offline draft instead", REPLY),
    Command("escape", ("Esc",), "Stop the draft; else go back to the reply", REPLY),
    Command("shorter", ("Ctrl+F9",), "Write the reply again, shorter", REPLY),
    Command("simpler", ("Ctrl+F10",), "Write the reply again, simpler", REPLY),
    Command("warmer", ("Ctrl+F11",), "Write the reply again, warmer", REPLY),
    Command("more_formal", ("Ctrl+F12",), "Write the reply again, more formal", REPLY),
    Command("next_mark", ("F8",), "Next mark", REPLY),
    Command("previous_mark", ("Shift+F8",), "Previous mark", REPLY),
    Command("evidence", ("Ctrl+E",), "The rule behind this sentence", REPLY),
    Command("ask_customer", ("Ctrl+Shift+Q",), "Put the question to the customer", REPLY),
    Command("copy_reply", ("Ctrl+Shift+C",), "Copy the reply (logged)", REPLY),
    Command("reject", ("Ctrl+D",), "Reject the draft with a reason", REPLY),
    Command("decided", ("Ctrl+Shift+D",), "Confirm that you have decided", REPLY),
    Command("undo", ("Ctrl+Z",), "Undo; takes back an approval that has not left", REPLY),
    Command("redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "Redo", REPLY),
    Command("leaves", ("Ctrl+L",), "What leaves this computer", REPLY),
    *(
        Command(f"rule_{number}", (f"Alt+{number}",), f"Open rule {number}", REPLY)
        for number in range(1, 10)
    ),
    Command("next_inquiry", ("Ctrl+N",), "Next inquiry by due time", DESK),
    Command("row_down", ("Ctrl+Down",), "Next row of the queue", DESK),
    Command("row_up", ("Ctrl+Up",), "Previous row of the queue", DESK),
    Command("search", ("Ctrl+F",), "Search the queue, or the rules", DESK),
    Command("pull", ("F5",), "Pull now", DESK),
    Command("toggle_queue", ("F7",), "Show or hide the queue", DESK),
    Command("next_pane", ("F6",), "Next pane", LOOK),
    Command("previous_pane", ("Shift+F6",), "Previous pane", LOOK),
    *(
        Command(f"tab_{number}", (f"Ctrl+{number}",), f"Tab {number}", LOOK)
        for number in range(1, 6)
    ),
    Command("next_tab", ("Ctrl+Tab",), "Next tab", LOOK),
    Command("previous_tab", ("Ctrl+Shift+Tab",), "Previous tab", LOOK),
    Command("hide", ("Ctrl+Shift+L",), "Hide customers' text, or show it again", LOOK),
    Command("control", ("Ctrl+Shift+K",), "Control: Claude on or off, topics", LOOK),
    Command("help", ("F1",), "Keys of this screen", LOOK),
)

LEAVES = "What leaves this computer"
MASK_SELECTION = "Ctrl+M"
IN_DIALOGS: dict[str, tuple[tuple[str, str], ...]] = {
    LEAVES: ((MASK_SELECTION, "Keep the selected words here"),),
}
"""Keys that only one dialog has, under its heading."""

_TOGETHER = {
    "rule_": ("Alt+1 to Alt+9", "Open rule 1 to 9"),
    "tab_": ("Ctrl+1 to Ctrl+5", "Tabs of the window"),
}


def faces(command: Command) -> str:
    """The keys of a command as help shows them."""
    return command.keys[0].replace("Return", "Enter")


def listed() -> dict[str, list[tuple[str, str]]]:
    """The rows of help by section, (keys, what they do); what is numbered stands in one row."""
    sections: dict[str, list[tuple[str, str]]] = {}
    for command in COMMANDS:
        stem = command.name.rstrip("0123456789")
        row = _TOGETHER.get(stem, (faces(command), command.does))
        rows = sections.setdefault(command.section, [])
        if row not in rows:
            rows.append(row)
    return sections | {heading: list(rows) for heading, rows in IN_DIALOGS.items()}
