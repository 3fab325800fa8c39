# SPDX-License-Identifier: Apache-2.0
"""A notice of the system that signs of danger came: seen also while another window is in front. It
never holds a word of a customer's.
"""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from ui.presenters.alerts import alert_words

_LASTS_MS = 10_000


class SystemNotice(QObject):
    """Tells through the system where it can; the taskbar's mark is asked for in any case. `pressed`
    says that the person followed the notice.
    """

    pressed = Signal()

    def __init__(self, window: QWidget, icon: QIcon) -> None:
        super().__init__(window)
        self._window = window
        self._icon = icon
        self._tray: QSystemTrayIcon | None = None

    @Slot(int)
    def tell(self, count: int) -> None:
        """Tell how many inquiries have signs of danger."""
        QApplication.alert(self._window)
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._icon, self)
            self._tray.setToolTip("Counterpart")
            self._tray.messageClicked.connect(self.pressed)
            self._tray.activated.connect(lambda _: self.pressed.emit())
        self._tray.show()
        lead, said = alert_words(count)
        self._tray.showMessage(lead, said, self._icon, _LASTS_MS)
