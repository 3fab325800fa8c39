# SPDX-License-Identifier: Apache-2.0
"""The least a PySide6 window can be: the rival of a start. Prints when it was first painted."""

import json
import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class Bare(QMainWindow):
    """Nothing but a window."""

    said = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.said:
            self.said = True
            QTimer.singleShot(0, self.say)

    def say(self) -> None:
        found = {"at": time.time(), "modules": len(sys.modules), "imported": []}
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    app = QApplication(sys.argv)
    window = Bare()
    window.resize(1366, 768)
    window.show()
    sys.exit(app.exec())
