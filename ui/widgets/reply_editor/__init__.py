# SPDX-License-Identifier: Apache-2.0
"""The editor of a reply with its citations and marks, and the view of a customer's letter.

Every place in the public methods is an offset in the plain text, in characters as Python counts
them: chips, tags and signs are no part of it.
"""

from ui.widgets.citation import ChipState
from ui.widgets.reply_editor.data import Citation, Mark, MarkKind
from ui.widgets.reply_editor.editor import ReplyEditor
from ui.widgets.reply_editor.letter_view import LetterView, MaskedSpan

__all__ = [
    "ChipState",
    "Citation",
    "LetterView",
    "Mark",
    "MarkKind",
    "MaskedSpan",
    "ReplyEditor",
]
