# SPDX-License-Identifier: Apache-2.0
"""What the editor says of marks and chips to somebody who does not see them."""

from PySide6.QtCore import QCoreApplication

from ui.widgets.citation import ChipState
from ui.widgets.reply_editor.data import Citation, Mark


def mark_words(place: int, count: int, mark: Mark, text: str) -> str:
    """The words for a mark: "Mark 1 of 2, no rule: His signature needs no notary"."""
    tag = mark.tag[:1].lower() + mark.tag[1:]
    marked = " ".join(text[mark.start : mark.end].split()).rstrip(".")
    words = _tr("Mark {number} of {count}, {tag}: {text}")
    return words.format(number=place + 1, count=count, tag=tag, text=marked)


def chip_words(chip: Citation) -> str:
    """The words for a chip: "Rule 2, Lienholder on the title, quotation checked"."""
    said = {
        ChipState.CHECKING: _tr("being checked"),
        ChipState.CHANGED: _tr("rule changed since"),
    }.get(chip.state, _tr("quotation checked"))
    rule = _tr("Rule {number}").format(number=chip.number)
    return ", ".join(part for part in (rule, chip.title, said) if part)


def _tr(words: str) -> str:
    return QCoreApplication.translate("ReplyEditor", words)
