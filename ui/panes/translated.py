# SPDX-License-Identifier: Apache-2.0
"""From a reply and what its sentences say in another language to the lines shown beside it."""

from collections.abc import Callable, Mapping, Sequence

from desktop_app.domain.draft import Draft, Sentence
from desktop_app.rules.terms import Carried
from ui.presenters.words import tr
from ui.widgets.reply_editor.data import Mark, MarkKind
from ui.widgets.reply_editor.translated_text import Piece


def beside(
    draft: Draft,
    lines: Mapping[str, str],
    marks: Sequence[Mark],
    carries: Callable[[str, str], Sequence[Carried]] = lambda _text, _said: (),
) -> tuple[tuple[Piece, ...], tuple[Mark, ...]]:
    """The translation of a reply, line by line as the reply has them; the marks of whole sentences
    on what those say, and the locked terms. A sentence that was not translated stands as three
    dots.
    """
    pieces: list[Piece] = []
    shown: list[Mark] = []
    by_place = {(mark.start, mark.end): mark for mark in marks}
    place = written = 0
    for sentence in draft.sentences:
        gap = draft.body[place : sentence.start]
        between = gap if "\n" in gap else gap[:1]
        said, missing = _said(sentence, lines)
        pieces += [Piece(between), Piece(said, missing)]
        start = written + len(between)
        written = start + len(said)
        if (mark := by_place.get((sentence.start, sentence.end))) is not None:
            shown.append(Mark(start, written, mark.kind, mark.tag, mark.message))
        for term in () if missing else carries(sentence.text, said):
            told = tr("Locked term: “{wording}” in the reply.").format(wording=term.wording)
            place_of = (start + term.start, start + term.end)
            shown.append(Mark(*place_of, MarkKind.TERM, message=told))
        place = sentence.end
    return tuple(piece for piece in pieces if piece.text), tuple(shown)


def _said(sentence: Sentence, lines: Mapping[str, str]) -> tuple[str, bool]:
    said = lines.get(sentence.text)
    if said is None:
        return tr("…"), True
    return " ".join(said.split()), False
