# SPDX-License-Identifier: Apache-2.0
"""A reply and its translation side by side: lines level, scrolled together, no edit in it."""

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from desktop_app.domain.draft import Completeness, Draft, Sentence, Support
from desktop_app.rules.sentences import spans
from desktop_app.rules.terms import carried
from services.terms import term_book
from tests.ui.desk import deliver
from ui.panes.translated import beside
from ui.theme_source import ThemeSource
from ui.widgets.reply_editor.data import Mark, MarkKind
from ui.widgets.reply_editor.editor import ReplyEditor
from ui.widgets.reply_editor.side_by_side import SideBySide

BODY = "Estimada Sra. Ponce:\n\nSí. Debe venir en persona.\nAtentamente,"
LONG = "You have to come to the office yourself, in person, with your papers, and nobody else may. "


def draft(body: str) -> Draft:
    sentences = [Sentence(body[a:b], a, b, Support.UNCITED) for a, b in spans(body)]
    return Draft(body, tuple(sentences), (), Completeness.COMPLETE)


def page(qtbot: QtBot, themes: ThemeSource) -> tuple[ReplyEditor, SideBySide]:
    editor = ReplyEditor(themes)
    shown = SideBySide(themes, editor)
    qtbot.addWidget(shown)
    shown.resize(640, 240)
    editor.set_reply(BODY)
    shown.show()
    shown.set_shown(shown=True)
    return editor, shown


def tops(text: object) -> list[float]:
    document = text.document()  # type: ignore[attr-defined]
    layout, block, found = document.documentLayout(), document.begin(), []
    while block.isValid():
        found.append(round(layout.blockBoundingRect(block).top()))
        block = block.next()
    return found


def test_lines_beside_each_other_begin_at_one_height(qtbot: QtBot, themes: ThemeSource) -> None:
    editor, shown = page(qtbot, themes)
    lines = {"Debe venir en persona.": LONG * 3, "Atentamente,": "Sincerely,"}
    shown.set_pieces(*beside(draft(BODY), lines, ()))
    deliver()
    shown.set_pieces(*beside(draft(BODY), lines, ()))
    assert tops(editor) == tops(shown.translated)
    assert editor.text() == BODY
    assert not editor.can_undo()


def test_without_it_the_lines_close_up_again(qtbot: QtBot, themes: ThemeSource) -> None:
    editor, shown = page(qtbot, themes)
    shown.set_shown(shown=False)
    deliver()
    before = tops(editor)
    shown.set_shown(shown=True)
    shown.set_pieces(*beside(draft(BODY), {"Debe venir en persona.": LONG * 3}, ()))
    deliver()
    assert tops(editor) != before
    shown.set_shown(shown=False)
    deliver()
    shown.resize(640, 241)
    assert len(tops(editor)) == len(before)
    assert editor.line_heights()
    assert not shown.translated.isVisible()


def test_they_scroll_together(qtbot: QtBot, themes: ThemeSource) -> None:
    editor, shown = page(qtbot, themes)
    long = "\n".join(f"Línea {n}." for n in range(60))
    editor.set_reply(long)
    lines = {f"Línea {n}.": f"Line {n}." for n in range(60)}
    shown.set_pieces(*beside(draft(long), lines, ()))
    deliver()
    editor.verticalScrollBar().setValue(200)
    assert shown.translated.verticalScrollBar().value() == 200
    shown.translated.verticalScrollBar().setValue(90)
    assert editor.verticalScrollBar().value() == 90


def test_what_is_not_translated_stands_as_dots_and_marks_follow_their_sentence() -> None:
    judged = draft(BODY)
    start = BODY.index("Debe")
    mark = Mark(start, start + len("Debe venir en persona."), MarkKind.UNSUPPORTED, "No rule", "m")
    pieces, marks = beside(judged, {"Debe venir en persona.": "You must come."}, (mark,))
    text = "".join(piece.text for piece in pieces)
    assert text == "…\n\n… You must come.\n…"
    assert [piece.text for piece in pieces if piece.missing] == ["…", "…", "…"]
    (one,) = marks
    assert text[one.start : one.end] == "You must come."


def test_locked_terms_of_the_reply_are_marked_where_the_translation_says_them() -> None:
    body = "Traiga su comprobante de seguro.\nPague la tarifa."
    lines = {
        "Traiga su comprobante de seguro.": "Bring your proof of insurance. A fee may be due.",
        "Pague la tarifa.": "Pay the amount.",
    }
    pieces, marks = beside(
        draft(body),
        lines,
        (),
        lambda text, said: carried(text, "es", said, "en", term_book()),
    )
    text = "".join(piece.text for piece in pieces)
    (one,) = marks
    assert (one.kind, text[one.start : one.end]) == (MarkKind.TERM, "proof of insurance")
    assert one.message == "Locked term: “comprobante de seguro” in the reply."


@given(st.text(st.sampled_from("ab. \n¿?"), max_size=60))
def test_the_translation_has_the_lines_of_the_reply(body: str) -> None:
    judged = draft(body.strip())
    pieces, _ = beside(judged, {}, ())
    assert "".join(piece.text for piece in pieces).count("\n") == judged.body.count("\n")
