# SPDX-License-Identifier: Apache-2.0
"""Buttons in every kind and state."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tests.ui.scenes import scene
from tests.ui.sheets import across, focused, hovered, section, sheet
from ui.theme_source import ThemeSource
from ui.widgets.buttons import Button, ButtonKind


@scene("buttons", 720, 520)
def buttons(themes: ThemeSource) -> QWidget:
    def states(text: str, icon: str, kind: ButtonKind, verb: str) -> QHBoxLayout:
        def made() -> Button:
            return Button(themes, text, icon=icon, kind=kind, busy_text=verb)

        down, off, busy = made(), made(), made()
        down.setDown(True)
        off.setEnabled(False)
        busy.set_busy(True)
        return across(
            ("Default", made()),
            ("Hover", hovered(made())),
            ("Pressed", down),
            ("Focus", focused(made())),
            ("Disabled", off),
            ("Busy", busy),
        )

    small = across(
        ("Small", Button(themes, "Next mark", shortcut="F8", small=True)),
        (
            "Small, quiet",
            Button(themes, "Insert rule", icon="book", small=True, kind=ButtonKind.QUIET),
        ),
        (
            "With its key",
            Button(
                themes,
                "Approve and send",
                icon="send",
                kind=ButtonKind.PRIMARY,
                shortcut="Ctrl+Enter",
            ),
        ),
        ("No words", Button(themes, icon="more_horizontal", kind=ButtonKind.QUIET)),
    )
    return sheet(
        section("Default", states("Hold", "pause_circle", ButtonKind.DEFAULT, "Holding…")),
        section("Primary", states("Approve", "send", ButtonKind.PRIMARY, "Sending…")),
        section("Quiet", states("Copy", "copy", ButtonKind.QUIET, "Copying…")),
        section("Danger", states("Remove", "", ButtonKind.DANGER, "Removing…")),
        section("Sizes and faces", small),
    )
