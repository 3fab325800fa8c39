# SPDX-License-Identifier: Apache-2.0
"""Whom a rule sends people to."""

from dataclasses import replace

from desktop_app.domain.policy import Audience
from desktop_app.rules.whom import who_does
from tests.fakes.build import snippet

RAMP = snippet("ACC-1", "Most offices have a ramp. Call DMV at 1-800-777-0133 about one office.")
COURT = snippet("SUS-1", "A ticket is paid in court. Ask the court about a payment plan.")
FEE = snippet("FEE-1", "The fee is $25. Mail the form with the fee.")


def test_the_first_sentence_that_names_whom_to_ask_is_found_in_each_rule() -> None:
    found = who_does((FEE, RAMP, COURT))
    assert [one.snippet for one in found] == [RAMP, COURT]
    assert found[0].text == "Call DMV at 1-800-777-0133 about one office."
    assert found[1].text == "Ask the court about a payment plan."


def test_a_rule_for_the_office_alone_sends_nobody() -> None:
    inner = replace(RAMP, rule=replace(RAMP.rule, audience=Audience.INTERNAL))
    assert not who_does((inner,))
