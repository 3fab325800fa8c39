# SPDX-License-Identifier: Apache-2.0
"""Every command of the window with its key and its words, in one table: menus, keys and help read
it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name in code, its keys, what it does, and under which heading help lists it.

    A key that belongs to the editor while that has focus is marked `in_text`.
    """

    name: str
    keys: tuple[str, ...]
    does: str
    section: str


REPLY, DESK, LOOK = "Reply", "Desk", "Window"

COMMANDS: tuple[Command, ...] = (
    Command("approve", ("Ctrl+Return", "Ctrl+Enter"), "Approve and send", REPLY),
    Command("draft", ("Ctrl+R",), "Draft, or draft anew (asks what to change)", REPLY),
    Command("draft_offline", ("F9",), "Offline draft instead", REPLY),
    Command("escape", ("Esc",), "Stop the draft; else go back to the reply", REPLY),
    Command("next_mark", ("F8",), "Next mark", REPLY),
    Command("previous_mark", ("Shift+F8",), "Previous mark", REPLY),
    Command("evidence", ("Ctrl+E",), "The rule behind this sentence", REPLY),
    Command("copy_reply", ("Ctrl+Shift+C",), "Copy the reply (logged)", REPLY),
    Command("reject", ("Ctrl+D",), "Reject the draft with a reason", REPLY),
    Command("undo", ("Ctrl+Z",), "Undo; takes back an approval that has not left", REPLY),
    Command("redo", ("Ctrl+Y",), "Redo", REPLY),
    Command("leaves", ("Ctrl+L",), "What leaves this computer", REPLY),
    Command("next_inquiry", ("Ctrl+N",), "Next inquiry by due time", DESK),
    Command("row_down", ("Ctrl+Down",), "Next row of the queue", DESK),
    Command("row_up", ("Ctrl+Up",), "Previous row of the queue", DESK),
    Command("search", ("Ctrl+F",), "Search the queue", DESK),
    Command("pull", ("F5",), "Pull now", DESK),
    Command("toggle_queue", ("F7",), "Show or hide the queue", DESK),
    Command("next_pane", ("F6",), "Next pane", LOOK),
    Command("previous_pane", ("Shift+F6",), "Previous pane", LOOK),
    Command("tab_desk", ("Ctrl+1",), "Desk", LOOK),
    Command("tab_log", ("Ctrl+2",), "Log", LOOK),
    Command("lock", ("Ctrl+Shift+L",), "Hide customers' text", LOOK),
    Command("help", ("F1",), "Keys of this screen", LOOK),
    *(
        Command(f"rule_{number}", (f"Alt+{number}",), f"Open rule {number}", REPLY)
        for number in range(1, 10)
    ),
)


def faces(command: Command) -> str:
    """The keys of a command as help shows them."""
    return command.keys[0].replace("Return", "Enter")
