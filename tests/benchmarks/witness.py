# SPDX-License-Identifier: Apache-2.0
"""A bare window that beats: what it misses, the machine took from everybody."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtWidgets import QApplication, QMainWindow

from tests.benchmarks.drive import Beat, Orders, tell


class Witness(QMainWindow):
    """Nothing but a window and its beat."""

    def __init__(self) -> None:
        super().__init__()
        self._beat = Beat(self)
        self._orders = Orders(self)
        self._orders.came.connect(self._on_order)

    def _on_order(self, order: str) -> None:
        if order == "watch":
            self._beat.start()
        else:
            gaps = self._beat.stop()
            tell("gaps", longest_s=gaps.longest, beats=gaps.beats)


if __name__ == "__main__":
    app = QApplication(sys.argv)
    window = Witness()
    window.show()
    tell("driven")
    sys.exit(app.exec())
