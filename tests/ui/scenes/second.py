# SPDX-License-Identifier: Apache-2.0
"""Second readings on the desk: a reply beside its translation, doubt and agreement."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from desktop_app.errors import Offline
from tests.fakes.drafter import Say, Step
from tests.ui.desk import Screen, Setting
from tests.ui.letters import CLEAN, letter, morning
from tests.ui.scenes import whole
from ui.dialogs.leaves import LeavesDialog

LETTER = """\
Buenos días, mi licencia vence el 12 de diciembre y quiero la REAL ID de una vez. Ya pagué la \
multa. Tengo pasaporte mexicano y la residencia. ¿Hago otra vez el examen de manejo? Imelda"""
IN_ENGLISH = """\
Good morning, my license expires on December 12 and I want the REAL ID at the same time. I have \
already paid the fine. I have a Mexican passport and residence. Do I take the driving test again? \
[NAME_1_GIVEN]"""
REPLY: Sequence[Step] = (
    Say("Estimada Sra. [NAME_1_FAMILY]:\n\n"),
    Say(
        "Sí, puede renovar y solicitar la REAL ID en la misma visita.",
        (("RID-007", 1, 2),),
    ),
    Say(" "),
    Say("Debe venir en persona.", (("RID-007", 0, 1),)),
    Say("\n\nNo tendrá que repetir el examen de manejo."),
)
BACK = (
    "Dear Ms. [NAME_1_FAMILY]:",
    "Yes, you can renew and apply for the REAL ID in the same visit.",
    "You must come in person.",
    "You will not have to repeat the driving test.",
    "Sincerely,",
    "Maria Okafor",
    "Millbrook field office",
)


def answers(*texts: str, view: str = "") -> Sequence[Step]:
    """A second reading that says these texts."""
    rows: list[dict[str, object]] = []
    for number, text in enumerate(texts, 1):
        rows.append({"n": number, "text": text, **({"view": view} if view else {})})
    return (Say(json.dumps({"passages": rows}, ensure_ascii=False)),)


EN_ESPANOL = (
    "La primera REAL ID se solicita en persona.",
    "Puede combinarse con una renovación en la misma visita.",
)
AGREES = answers("", "", view="supported")
ORDINARY = answers("", view="ordinary")
IMELDA = letter("imelda", "Imelda Sarabia Ponce", "Renovar licencia y REAL ID", LETTER, 38)
OFFICE = Setting(script=REPLY, letters=(IMELDA, *morning()[3:]))
DOUBTS = answers("", "The rule says form REG 227 or the title itself.", "", view="partly")


@whole("screen-translation", OFFICE)
def translation(shown: Screen) -> QWidget:
    shown.bench.drafter.seconds = [
        AGREES,
        answers(IN_ENGLISH, *BACK),
        answers(*EN_ESPANOL),
        ORDINARY,
    ]
    shown.draft()
    return shown.window


@whole("screen-translation-1080", OFFICE, QSize(1920, 1080))
def translation_wide(shown: Screen) -> QWidget:
    return translation(shown)


@whole("screen-translation-changed", OFFICE)
def translation_changed(shown: Screen) -> QWidget:
    translation(shown)
    editor = shown.window.desk.composer.editor
    editor.setFocus()
    editor.set_caret(editor.text().index("Debe venir"))
    shown.type("Traiga su licencia. ")
    shown.office.composer.settle(lambda: None)
    shown.settle()
    return shown.window


@whole("screen-translation-failed", OFFICE)
def translation_failed(shown: Screen) -> QWidget:
    lost = Offline("The line to Claude is down.", "Go on without it.")
    shown.bench.drafter.seconds = [AGREES, [lost]]
    shown.draft()
    return shown.window


@whole("screen-read-again", Setting(script=CLEAN))
def read_again(shown: Screen) -> QWidget:
    shown.draft()
    return shown.window


@whole("screen-planted-on-second-look", Setting(script=CLEAN))
def planted(shown: Screen) -> QWidget:
    found = answers("He asks if his", view="planted")
    shown.bench.drafter.seconds = [answers("", "", "", view="supported"), found]
    shown.draft()
    return shown.window


@whole("screen-doubted", Setting(script=CLEAN))
def doubted(shown: Screen) -> QWidget:
    shown.bench.drafter.seconds = [DOUBTS, ORDINARY]
    shown.draft()
    shown.window.desk.evidence.tabs.choose("checks")
    return shown.window


@whole("dialog-language", OFFICE)
def language(shown: Screen) -> QWidget:
    shown.draft()
    shown.window.desk.inquiry.language.click()
    return shown.dialog


@whole("screen-language-corrected", OFFICE)
def language_corrected(shown: Screen) -> QWidget:
    shown.draft()
    editor = shown.window.desk.composer.editor
    editor.setFocus()
    shown.type("Hola. ")
    shown.office.composer.settle(lambda: None)
    shown.settle()
    opened = shown.office.composer.current
    assert opened is not None
    shown.bench.desk.correcting.language(opened.inquiry.id, "tl")
    shown.office.composer.reload()
    shown.settle()
    return shown.window


@whole("dialog-leaves-read-again", OFFICE)
def leaves(shown: Screen) -> QWidget:
    shown.press("Ctrl+L")
    shown.settle_desk()
    dialog = shown.dialog
    assert isinstance(dialog, LeavesDialog)
    dialog.tabs.choose("second")
    return dialog
