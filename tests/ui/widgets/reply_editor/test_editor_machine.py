# SPDX-License-Identifier: Apache-2.0
"""Whatever a person does in whatever order, the text is what she wrote and nothing else."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from ui.theme_source import ThemeSource
from ui.widgets.reply_editor import ChipState, Citation, Mark, MarkKind, ReplyEditor
from ui.widgets.reply_editor.chip_object import chips_of
from ui.widgets.reply_editor.data import OBJECT, cleaned

LETTERS = "abc .,\u00a0\u200cé🚗عدd\n"
place = st.integers(0, 40)
words = st.text(alphabet=LETTERS, max_size=6)
foreign = st.text(alphabet=LETTERS + OBJECT + "\r\u2028\u2029\x00\ufdd0", max_size=6)
marks = st.lists(
    st.builds(
        lambda start, size, kind: Mark(start, start + size, kind, "Tag", "Message"),
        place, st.integers(1, 8), st.sampled_from(MarkKind),
    ), max_size=3,
)  # fmt: skip
citations = st.lists(
    st.builds(Citation, st.integers(1, 12), place, st.sampled_from(ChipState)), max_size=4
)
actions = st.lists(
    st.one_of(
        st.tuples(st.just("type"), words),
        st.tuples(st.just("paste"), foreign),
        st.tuples(st.just("caret"), place),
        st.tuples(st.just("select"), st.tuples(place, place)),
        st.tuples(st.just("backspace"), st.none()),
        st.tuples(st.just("delete"), st.none()),
        st.tuples(st.just("undo"), st.none()),
        st.tuples(st.just("redo"), st.none()),
        st.tuples(st.just("checks"), st.tuples(marks, citations)),
        st.tuples(st.just("replace"), st.tuples(words, citations)),
    ),
    max_size=14,
)


class Person:
    """Somebody at the editor, and what she believes stands in it."""

    def __init__(self, editor: ReplyEditor) -> None:
        self.editor = editor
        self.text = editor.text()
        self.seen = [self.text]

    def act(self, name: str, value: object) -> None:
        getattr(self, f"do_{name}")(value)
        if self.text != self.seen[-1]:
            self.seen.append(self.text)

    def do_type(self, text: str) -> None:
        for letter in text:
            start, end = self.editor.selection()
            if letter == "\n":
                self._key(Qt.Key.Key_Return)
            else:
                self._key(Qt.Key(0), text=letter)
            self._replaced(start, end, letter)
            self.seen.append(self.text)

    def do_paste(self, text: str) -> None:
        start, end = self.editor.selection()
        data = QMimeData()
        data.setText(text)
        self.editor.insertFromMimeData(data)
        if data.hasText() and (cleaned(text) or start != end):
            self._replaced(start, end, cleaned(text))

    def do_caret(self, at: int) -> None:
        self.editor.set_caret(min(at, len(self.text)))

    def do_select(self, between: tuple[int, int]) -> None:
        one, other = (min(at, len(self.text)) for at in between)
        self.editor.set_caret(one, anchor=other)

    def do_backspace(self, _: None) -> None:
        self._taken(lambda: self._key(Qt.Key.Key_Backspace))

    def do_delete(self, _: None) -> None:
        self._taken(lambda: self._key(Qt.Key.Key_Delete))

    def do_undo(self, _: None) -> None:
        self._key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        self._known()

    def do_redo(self, _: None) -> None:
        self._key(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
        self._known()

    def do_checks(self, found: tuple[list[Mark], list[Citation]]) -> None:
        caret, undo, redo = self.editor.caret(), self.editor.can_undo(), self.editor.can_redo()
        selection = self.editor.selection()
        inside = [m for m in found[0] if m.end <= len(self.text)]
        wanted = sorted(
            (c for c in found[1] if c.at <= len(self.text)), key=lambda citation: citation.at
        )
        self.editor.update_checks(inside, wanted)
        assert self.editor.chips() == tuple(wanted)
        assert len(self.editor.visible_marks()) == len(inside)
        assert (caret, selection) == (self.editor.caret(), self.editor.selection())
        assert (undo, redo) == (self.editor.can_undo(), self.editor.can_redo())

    def do_replace(self, given: tuple[str, list[Citation]]) -> None:
        text, wanted = given
        self.editor.replace_text(text, (), [c for c in wanted if c.at <= len(text)])
        self.text = text

    def _replaced(self, start: int, end: int, text: str) -> None:
        self.text = self.text[:start] + text + self.text[end:]

    def _taken(self, take: Callable[[], None]) -> None:
        """Something beside the caret goes, or what is selected; a chip may go and no letter."""
        start, end = self.editor.selection()
        before = self.text
        take()
        after = self.editor.text()
        if start != end:
            assert after == before[:start] + before[end:]
        elif after != before:
            gone = len(before) - len(after)
            behind = before[: start - gone] + before[start:] if start >= gone else None
            ahead = before[:start] + before[start + gone :]
            assert after in (behind, ahead)
        self.text = after

    def _known(self) -> None:
        assert self.editor.text() in self.seen
        self.text = self.editor.text()

    def _key(
        self,
        key: Qt.Key,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        text: str = "",
    ) -> None:
        QApplication.sendEvent(self.editor, QKeyEvent(QEvent.Type.KeyPress, key, held, text))


def nothing_but_the_text(editor: ReplyEditor, text: str) -> None:
    assert editor.text() == text
    assert OBJECT not in text
    raw = editor.document().toRawText()
    assert raw.count(OBJECT) == len(list(chips_of(editor.document()))) == len(editor.chips())
    assert raw.replace(OBJECT, "").replace("\u2029", "\n") == text
    assert all(0 <= mark.start < mark.end <= len(text) for mark in editor.visible_marks())
    assert all(0 <= chip.at <= len(text) for chip in editor.chips())
    before = editor.textCursor()
    editor.selectAll()
    assert editor.createMimeDataFromSelection().text() == text
    editor.setTextCursor(before)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=words, begun=citations, doing=actions)
def test_the_text_is_what_was_written(
    themes: ThemeSource, first: str, begun: list[Citation], doing: list[tuple[str, object]]
) -> None:
    editor = ReplyEditor(themes)
    try:
        editor.resize(400, 200)
        editor.set_reply(first, (), [c for c in begun if c.at <= len(first)])
        person = Person(editor)
        for name, value in doing:
            person.act(name, value)
            nothing_but_the_text(editor, person.text)
        last = person.text
        taken_back = 0
        while editor.can_undo():
            editor.undo()
            assert editor.text() in person.seen
            taken_back += 1
        assert editor.text() == first
        for _ in range(taken_back):
            editor.redo()
        nothing_but_the_text(editor, editor.text())
        assert editor.text() in person.seen
        if not any(name in ("undo", "redo") for name, _ in doing):
            assert editor.text() == last
    finally:
        editor.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert QGuiApplication.instance() is not None
