# SPDX-License-Identifier: Apache-2.0
"""The reply editor and the letter, with everything that can stand in them."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests.ui.scenes import scene
from tests.ui.sheets import focused
from ui.theme_source import ThemeSource
from ui.widgets.reply_editor import (
    ChipState,
    Citation,
    LetterView,
    Mark,
    MarkKind,
    MaskedSpan,
    ReplyEditor,
)

REPLY = (
    "Dear Ms. Delgado-Quintero,\n"
    "\n"
    "Please apply for the transfer within 10 days of the purchase. A penalty is added "
    "only if the transfer fee is still unpaid 30 days after the sale; you bought the car "
    "on October 30, so please come in this week.\n"
    "\n"
    "Valley Oak Savings is printed on the title, so it must release its interest: by "
    "signing the title, or on form REG 227, notarized. Mr. Pruitt’s own signature needs "
    "no notary.\n"
    "\n"
    "The seller gives you a smog certificate no more than 90 days old. Bring it with the "
    "signed title and the release. The replacement title and transfer come to about $38 "
    "before use tax.\n"
    "\n"
    "You also have 10 days from your move to report your new address; you can do that "
    "online. Come in this week or call us first.\n"
    "\n"
    "Kind regards,\n"
    "Maria Okafor, Millbrook field office"
)


def after(text: str, words: str) -> int:
    return text.index(words) + len(words)


def mark(text: str, words: str, kind: MarkKind, tag: str = "") -> Mark:
    start = text.index(words)
    return Mark(start, start + len(words), kind, tag, tag)


CITATIONS = (
    Citation(1, after(REPLY, "of the purchase.")),
    Citation(1, after(REPLY, "after the sale;")),
    Citation(2, after(REPLY, "227, notarized.")),
    Citation(3, after(REPLY, "227, notarized."), ChipState.CHECKING),
    Citation(4, after(REPLY, "90 days old."), ChipState.CHANGED),
    Citation(12, after(REPLY, "do that online.")),
)
MARKS = (
    mark(REPLY, "Ms. Delgado-Quintero", MarkKind.RESTORED),
    mark(REPLY, "Mr. Pruitt’s own signature needs no notary.", MarkKind.UNSUPPORTED, "No rule"),
    mark(REPLY, "about $38", MarkKind.NUMBER, "Number not in a rule"),
    mark(
        REPLY,
        "Come in this week or call us first.",
        MarkKind.EDITED,
        "Edited, rule 1 no longer quoted",
    ),
)
ARABIC = (
    "عزيزتي السيدة،\n\nيرجى تقديم طلب النقل خلال 10 أيام من الشراء. توقيع البائع "
    "لا يحتاج إلى كاتب عدل.\n\nMaria Okafor"
)


@scene("editor", 740, 470)
def editor(themes: ThemeSource) -> QWidget:
    shown = ReplyEditor(themes)
    shown.set_reply(REPLY, MARKS, CITATIONS)
    shown.set_active_citation(2)
    return focused(shown)


@scene("editor-wide", 1200, 400)
def editor_wide(themes: ThemeSource) -> QWidget:
    shown = ReplyEditor(themes)
    shown.set_reply(REPLY, MARKS, CITATIONS)
    return shown


@scene("editor-narrow", 340, 640)
def editor_narrow(themes: ThemeSource) -> QWidget:
    shown = ReplyEditor(themes)
    shown.set_reply(REPLY, MARKS, CITATIONS)
    return shown


@scene("editor-arabic", 560, 200)
def editor_arabic(themes: ThemeSource) -> QWidget:
    shown = ReplyEditor(themes)
    start = ARABIC.index("توقيع")
    end = ARABIC.index("عدل.") + 4
    shown.set_reply(
        ARABIC,
        [Mark(start, end, MarkKind.UNSUPPORTED, "No rule")],
        [Citation(1, ARABIC.index("الشراء.") + 7)],
    )
    return shown


@scene("editor-streaming", 740, 300)
def editor_streaming(themes: ThemeSource) -> QWidget:
    shown = ReplyEditor(themes)
    shown.begin_stream()
    at = after(REPLY, "of the purchase.")
    shown.append_stream(REPLY[:at])
    shown.append_stream_citation(1, checked=False)
    shown.append_stream(REPLY[at : after(REPLY, "it must release")])
    return shown


@scene("letter", 740, 330)
def letter(themes: ThemeSource) -> QWidget:
    text = (
        "Hello, I bought a 2014 Toyota Corolla from a private seller, Harlan Pruitt, "
        "on October 30. "
        "Plate 7XKD214. He signed the pink slip but there is still a bank on it.\n\n"
        "<b>Do I get a penalty?</b> Call me, 559-555-0168. Thanks, Rosa"
    )
    spans = []
    for words in ("Harlan Pruitt", "7XKD214", "559-555-0168", "Rosa"):
        start = text.index(words)
        spans.append(MaskedSpan(start, start + len(words), words="Name"))
    holder = QWidget()
    column = QVBoxLayout(holder)
    for opened in (False, True):
        shown = LetterView(themes)
        shown.set_letter(
            text, "On Nov 20 the office wrote:\n> Thank you.\n> Bring the title.", spans
        )
        shown.toggle().setChecked(opened)
        column.addWidget(shown)
    return holder
