# SPDX-License-Identifier: Apache-2.0
"""Trying a key before it is kept, and looking at every part of the desk."""

import pytest

from desktop_app.errors import Misconfigured, Offline
from desktop_app.workflows.examining import Examining, Health
from tests.fakes.desk import Bench
from tests.fakes.keyring import FakeKeyRing


def ring(bench: Bench) -> FakeKeyRing:
    found = bench.parts.keyring
    assert isinstance(found, FakeKeyRing)
    return found


def test_a_key_is_tried_without_being_kept(bench: Bench) -> None:
    assert bench.desk.setup.try_key("  sk-1 \n") == "The scripted drafter answers."
    assert (ring(bench).offered, ring(bench).kept) == ("sk-1", "")
    with pytest.raises(Misconfigured):
        bench.desk.setup.try_key("  ")


def test_a_key_that_is_kept_is_offered_no_more(bench: Bench) -> None:
    bench.desk.setup.try_key("sk-1")
    bench.desk.setup.keep_key("sk-1")
    assert (ring(bench).offered, ring(bench).kept) == (None, "sk-1")


def test_without_a_keychain_a_key_serves_for_now(bench: Bench) -> None:
    ring(bench).works = False
    bench.desk.setup.keep_key("sk-1")
    assert (ring(bench).offered, ring(bench).kept) == ("sk-1", "")
    assert bench.desk.setup.keychain == ""


def test_one_parts_trouble_does_not_hide_another() -> None:
    def down() -> str:
        raise Offline("It cannot be reached.", "Check the line.", code="dns")

    found = Examining({"store": lambda: "Whole.", "source": down, "rules": lambda: "220."}).run()
    assert [finding.health for finding in found] == [Health.GOOD, Health.BAD, Health.GOOD]
    assert (found[1].found, found[1].remedy) == ("It cannot be reached. (dns)", "Check the line.")
