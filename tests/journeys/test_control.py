# SPDX-License-Identifier: Apache-2.0
"""The office's switch on the command line, and what a program that runs beside it does."""

from pathlib import Path
from typing import cast

import pytest

from tests.journeys.program import ROOT, Program
from tests.simulator import KEY
from tests.simulator.server import Simulator

INQUIRY = str(ROOT / "resources" / "sample_office" / "inbox" / "12-smog-failed.eml")


def test_the_switch_is_turned_shown_and_heeded_from_the_command_line(
    home: Path, tmp_path: Path
) -> None:
    with Simulator() as simulator:
        config = tmp_path / "settings.toml"
        config.write_text(f'[drafter]\nbase_url = "{simulator.url}"\n', "utf-8")
        program = Program(home, config)
        stopped = program("control", "stop", "--reason", "It invents fees", "--json").document
        switch = cast("dict[str, object]", stopped["claude"])
        assert (switch["off"], switch["reason"], switch["by"]) == (
            True,
            "It invents fees",
            "Maria Okafor",
        )
        refused = program(
            "draft", INQUIRY, "--drafter", "claude", "--json", COUNTERPART_API_KEY=KEY
        )
        assert refused.status == 2
        error = cast("dict[str, object]", refused.document["error"])
        assert error["what"] == "Claude is switched off for this office: It invents fees."
        for words in (("doctor",), ("policy", "summarise", "--rule", "SMG-010")):
            program(*words, "--json", COUNTERPART_API_KEY=KEY)
        offline = program("draft", INQUIRY, "--json", COUNTERPART_API_KEY=KEY)
        assert (offline.status, offline.document["drafter"]) == (0, "offline")
        assert "switched off" in offline.err
        assert not simulator.requests
        program("control", "start", "--reason", "Mended")
        assert (
            program("draft", INQUIRY, "--json", COUNTERPART_API_KEY=KEY).document["drafter"]
            == "claude"
        )
        assert simulator.requests
        shown = program("control", "show", "--json").document
        assert [one["happened"] for one in cast("list[dict[str, object]]", shown["history"])] == [
            "control.started",
            "control.stopped",
        ]


@pytest.mark.parametrize("words", [("stop",), ("stop", "--reason", " "), ("topic", "x", "maybe")])
def test_a_change_without_a_reason_or_a_known_word_is_refused(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    assert Program(tmp_path / "home")("control", *words).status == 2
