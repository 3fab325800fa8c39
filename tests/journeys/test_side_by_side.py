# SPDX-License-Identifier: Apache-2.0
"""Several programs at work on one home: what one is at is no remains of a crash to the others."""

from pathlib import Path
from threading import Semaphore
from typing import cast

from tests.journeys.program import ROOT, Program
from tests.simulator import KEY
from tests.simulator.scenarios import never_answers
from tests.simulator.server import Exchange, Simulator

INBOX = ROOT / "resources" / "sample_office" / "inbox"
PATIENCE_S = 120


def happened(program: Program) -> list[str]:
    newest = cast("list[dict[str, str]]", program("log", "list", "--json").document["newest"])
    return [entry["happened"] for entry in newest]


def test_a_draft_beside_others_is_given_back_only_when_its_own_program_is_gone(
    tmp_path: Path,
) -> None:
    asked = Semaphore(0)

    def wait(exchange: Exchange) -> None:
        asked.release()
        never_answers(exchange)

    with Simulator() as simulator:
        simulator.play(wait, wait)
        config = tmp_path / "settings.toml"
        config.write_text(f'[drafter]\nbase_url = "{simulator.url}"\ntimeout_s = 600\n', "utf-8")
        program = Program(tmp_path / "home", config)
        drafting = []
        for name in ("01-real-id-flight-soon.eml", "17-inherited-car.eml"):
            drafting.append(program.start("draft", str(INBOX / name), COUNTERPART_API_KEY=KEY))
            assert asked.acquire(timeout=PATIENCE_S)
        first, second = drafting
        first.kill()
        first.wait()
        beside = happened(program)
        second.kill()
        second.wait()
        alone = happened(program)
    assert beside.count("draft.began") == 2
    assert "draft.abandoned" not in beside
    assert alone.count("draft.abandoned") == 2
    assert program("log", "verify").status == 0
