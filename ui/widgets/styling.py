# SPDX-License-Identifier: Apache-2.0
"""State as the style sheet sees it: dynamic properties, and labels that carry a text role."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.tones import TextRole, Tone


def set_state(widget: QWidget, **states: str | bool) -> None:
    """Set dynamic properties and have the style sheet look at the widget again."""
    changed = False
    for name, value in states.items():
        said = str(value).lower() if isinstance(value, bool) else str(value)
        if widget.property(name) != said:
            widget.setProperty(name, said)
            changed = True
    if changed:
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
        widget.update()


def label(
    text: str = "",
    role: TextRole = TextRole.BODY,
    *,
    strong: bool = False,
    shade: str = "text",
    tone: Tone | None = None,
    wrap: bool = False,
) -> QLabel:
    """A label of plain text; `shade` is `text`, `text2` or `text3`, and `tone` goes before it."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    set_state(made, role=role, strong=strong, shade=shade)
    if tone is not None:
        set_state(made, tone=tone)
    return made


def frame(kind: str, parent: QWidget | None = None) -> QFrame:
    """A surface of the style sheet: `pane`, `bar`, `header`, `top`, `strip`, `tabs`, `card`."""
    made = QFrame(parent)
    set_state(made, kind=kind)
    return made


def line(*, upright: bool = False) -> QFrame:
    """A divider of one pixel."""
    made = frame("line")
    if upright:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made
