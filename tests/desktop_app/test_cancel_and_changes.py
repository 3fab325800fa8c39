# SPDX-License-Identifier: Apache-2.0
"""The stop button and what a command touched."""

import pytest

from desktop_app.cancel import Cancel
from desktop_app.changes import NOTHING, Changes
from desktop_app.domain.identity import InquiryId
from desktop_app.errors import Busy, DeskError, Faults, Stopped


def test_a_stop_is_told_once_to_each_who_listens_also_late() -> None:
    cancel, heard = Cancel(), []
    cancel.listen(lambda: heard.append("early"))
    cancel.check()
    cancel.request()
    cancel.request()
    cancel.listen(lambda: heard.append("late"))
    assert heard == ["early", "late"]
    assert cancel.requested
    with pytest.raises(Stopped):
        cancel.check()


def test_changes_add_up() -> None:
    one = Changes(frozenset({InquiryId("a")}), queue=True)
    two = Changes(frozenset({InquiryId("b")}), log=True, set_aside=True)
    both = one | two
    assert both.inquiries == {"a", "b"}
    assert (both.queue, both.log, both.set_aside, both.outbox) == (True, True, True, False)
    assert both
    assert not NOTHING | Changes()


def test_an_error_reads_as_what_remedy_and_code() -> None:
    assert str(DeskError("It broke.", "Mend it.", code="x1")) == "It broke. Mend it. (x1)"
    assert str(DeskError("It broke.")) == "It broke."
    assert Busy("Wait.", retry_after_s=3).retry_after_s == 3


def test_faults_are_collected_with_their_places() -> None:
    faults = Faults()
    assert not faults
    faults.add("line 3", "is empty")
    faults.add("line 9", "is odd")
    assert str(faults) == "line 3: is empty; line 9: is odd"
