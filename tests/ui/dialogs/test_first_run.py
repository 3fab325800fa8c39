# SPDX-License-Identifier: Apache-2.0
"""The key is tried through the port before it can be kept, and a refusal is said where it was
typed.
"""

from desktop_app.choice import OFFLINE
from tests.fakes.keyring import FakeKeyRing
from tests.ui.conftest import Furnish
from tests.ui.desk import Screen, Setting, deliver, stage
from tests.ui.scenes.failures import FAILURES
from ui.dialogs.first_run import FirstRunDialog
from ui.theme_source import ThemeSource

KEY = "sk-ant-sample-key-0001"


def asked(furnish: Furnish, **wanted: object) -> tuple[Screen, FirstRunDialog]:
    shown = furnish(has_key=False, **wanted)
    shown.office.questions.ask_key()
    deliver()
    dialog = shown.dialog
    assert isinstance(dialog, FirstRunDialog)
    return shown, dialog


def ring(shown: Screen) -> FakeKeyRing:
    found = shown.bench.parts.keyring
    assert isinstance(found, FakeKeyRing)
    return found


def test_a_key_is_tried_and_only_then_kept(furnish: Furnish) -> None:
    shown, dialog = asked(furnish)
    assert not dialog.keep.isEnabled()
    shown.type(KEY)
    assert not dialog.keep.isEnabled()
    dialog.test.click()
    assert not dialog.keep.isEnabled()
    shown.settle()
    assert ring(shown).offered == KEY
    assert ring(shown).kept == ""
    dialog.keep.click()
    shown.settle()
    assert ring(shown).kept == KEY
    assert shown.office.questions.current is None


def test_a_refused_key_stays_in_its_field_and_is_not_kept(furnish: Furnish) -> None:
    shown, dialog = asked(furnish)
    shown.bench.drafter.refuses = FAILURES["wrong-key"]
    shown.type(KEY)
    dialog.test.click()
    shown.settle()
    assert dialog.key.text() == KEY
    assert FAILURES["wrong-key"].what in dialog.key.edit.accessibleDescription()
    assert not dialog.keep.isEnabled()
    assert ring(shown).offered is None


def test_another_key_has_to_be_tried_anew(furnish: Furnish) -> None:
    shown, dialog = asked(furnish)
    shown.type(KEY)
    dialog.test.click()
    shown.settle()
    assert dialog.keep.isEnabled()
    dialog.key.edit.setFocus()
    shown.type("x")
    assert not dialog.keep.isEnabled()


def test_offline_can_be_chosen_by_arrow_key_without_a_key(furnish: Furnish) -> None:
    shown, dialog = asked(furnish)
    dialog.claude.setFocus()
    shown.press("Down")
    assert dialog.offline.isChecked()
    assert not dialog.claude.isChecked()
    assert dialog.keep.isEnabled()
    dialog.keep.click()
    shown.settle()
    assert ring(shown).kept == ""
    assert shown.bench.parts.choice.name == OFFLINE


def test_it_opens_by_itself_at_an_office_that_wants_claude_and_has_no_key(
    furnish: Furnish,
) -> None:
    shown = furnish(has_key=False, sample=False)
    deliver()
    assert isinstance(shown.dialog, FirstRunDialog)


def test_the_sample_office_opens_without_a_question(furnish: Furnish) -> None:
    shown = furnish(has_key=False)
    deliver()
    assert shown.office.questions.current is None


def test_where_no_key_is_needed_none_is_asked_for(themes: ThemeSource) -> None:
    options = {"region": "us-east5", "project": "office-1"}
    given = {"drafter": {"service": "vertex", "options": options}}
    with stage(themes, Setting(settings=given)) as shown:
        shown.begin()
        shown.office.questions.ask_key()
        dialog = shown.dialog
        assert isinstance(dialog, FirstRunDialog)
        assert not dialog.key.isVisible()
        assert dialog.address.text() == "https://us-east5-aiplatform.googleapis.com/v1"
        dialog.keep.click()
        shown.settle()
        assert shown.office.questions.current is None
