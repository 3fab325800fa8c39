# SPDX-License-Identifier: Apache-2.0
"""The button whose menu has the reply written again in another manner."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from ui.theme_source import ThemeSource
from ui.widgets.buttons import Button, ButtonKind


class ToneButton(Button):
    """Opens a menu of (key, words, shortcut); `chosen` tells the key. `scope` says above them what
    they are about.
    """

    chosen = Signal(str)

    def __init__(
        self,
        themes: ThemeSource,
        manners: Sequence[tuple[str, str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            themes, icon="chevron_down", kind=ButtonKind.QUIET, small=True, parent=parent
        )
        self._manners = tuple(manners)
        self.scope: Callable[[], str] = str
        self.setText(self.tr("Tone"))
        self.clicked.connect(self._on_clicked)

    def menu_of_manners(self) -> QMenu:
        """The menu, new each time."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if scope := self.scope():
            menu.addAction(scope).setEnabled(False)
            menu.addSeparator()
        for key, words, shortcut in self._manners:
            action = menu.addAction(f"{words}\t{shortcut}")
            action.triggered.connect(lambda _, key=key: self.chosen.emit(key))
        return menu

    @Slot()
    def _on_clicked(self) -> None:
        self.menu_of_manners().popup(self.mapToGlobal(QPoint(0, self.height())))
