# SPDX-License-Identifier: Apache-2.0
"""Gathers the pieces of a draft that is being written into at most ten steps a second."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.rules.sentences import spans
from ui.widgets.reply_editor.data import Citation, cleaned

STEP_MS = 100


class StreamFeed(QObject):
    """Hands on text and chips in the order they came: the first at once, the rest in steps.

    In `whole_sentences`, for people who want little motion, nothing shows before its sentence is
    complete.
    """

    due = Signal(list)
    """Pieces to show now, each str or `Citation`."""
    sentence = Signal(str)
    """One more sentence is complete."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.whole_sentences = False
        self._waiting: list[str | Citation] = []
        self._unsaid = ""
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._on_step)

    def begin(self, *, whole_sentences: bool) -> None:
        """Forget everything before."""
        self._timer.stop()
        self._waiting, self._unsaid = [], ""
        self.whole_sentences = whole_sentences

    def add(self, piece: str | Citation) -> None:
        """Take one more piece in."""
        if isinstance(piece, str):
            piece = cleaned(piece)
            if not piece:
                return
        self._waiting.append(piece)
        if not self._timer.isActive():
            self._hand_on()
            self._timer.start()

    def finish(self) -> None:
        """Hand on what is left and stop."""
        self._timer.stop()
        self.whole_sentences = False
        self._hand_on()
        if self._unsaid.strip():
            self.sentence.emit(self._unsaid.strip())
        self._unsaid = ""

    @Slot()
    def _on_step(self) -> None:
        if self._waiting:
            self._hand_on()
        else:
            self._timer.stop()

    def _hand_on(self) -> None:
        ready = self._ready()
        if not ready:
            return
        self.due.emit(ready)
        self._unsaid += "".join(piece for piece in ready if isinstance(piece, str))
        found = spans(self._unsaid)
        for start, end in found[:-1]:
            self.sentence.emit(self._unsaid[start:end])
        if found:
            self._unsaid = self._unsaid[found[-1][0] :]

    def _ready(self) -> list[str | Citation]:
        waiting, self._waiting = self._waiting, []
        if not self.whole_sentences:
            return waiting
        text = "".join(piece for piece in waiting if isinstance(piece, str))
        found = spans(text)
        if len(found) < 2:
            self._waiting = waiting
            return []
        return self._split(waiting, found[-1][0])

    def _split(self, pieces: list[str | Citation], keep: int) -> list[str | Citation]:
        """Hand on the first `keep` characters and the chips among them; hold the rest back."""
        ready: list[str | Citation] = []
        for place, piece in enumerate(pieces):
            if isinstance(piece, str) and len(piece) > keep:
                self._waiting = [piece[keep:], *pieces[place + 1 :]]
                if piece[:keep]:
                    ready.append(piece[:keep])
                return ready
            ready.append(piece)
            keep -= len(piece) if isinstance(piece, str) else 0
        return ready
