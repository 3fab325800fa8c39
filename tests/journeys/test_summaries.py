# SPDX-License-Identifier: Apache-2.0
"""`policy summarise` as an office starts it, over the bulletin of another department: imported
beside the office's rules, summarized by Claude and without a line, and logged.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Semaphore
from typing import cast

import pytest

from services.policy.pack import read_pack
from tests.journeys.program import ROOT, Program
from tests.simulator import KEY
from tests.simulator.scenarios import drop_midway, ends_with, never_answers, status
from tests.simulator.server import Exchange, Simulator

BULLETIN = ROOT / "resources" / "policy_sample_bulletin"
LETTER = "medi-cal-asset-limits.md"
PATIENCE_S = 120

Rows = list[dict[str, object]]


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    with Simulator() as running:
        yield running


@pytest.fixture
def program(simulator: Simulator, home: Path, tmp_path: Path) -> Program:
    """The sample office with the bulletin beside its rules and Claude at the simulator."""
    config = tmp_path / "settings.toml"
    config.write_text(f'[drafter]\nbase_url = "{simulator.url}"\ntimeout_s = 600\n', "utf-8")
    made = Program(home, config)
    answer = made("policy", "import", str(BULLETIN), "--beside", "--json")
    assert answer.status == 0, answer.err
    return made


def rows(answer: dict[str, object], name: str) -> Rows:
    return cast("Rows", answer[name])


def citations(answer: dict[str, object]) -> Rows:
    return [one for s in rows(answer, "sentences") for one in cast("Rows", s["citations"])]


def entry(program: Program, name: object) -> dict[str, object]:
    return program("log", "show", str(name), "--json").document


def happened(program: Program) -> list[str]:
    return [
        str(one["happened"]) for one in rows(program("log", "list", "--json").document, "newest")
    ]


def test_a_bulletin_beside_the_offices_rules_leaves_them_alone(program: Program) -> None:
    packs = rows(program("policy", "status", "--json").document, "packs")
    assert [pack["pack"] for pack in packs] == ["sample-bulletin", "sample-office"]
    hits = program("policy", "search", "Medi-Cal asset limit for two people", "--json").document
    assert str(rows(hits, "hits")[0]["snippet"]).startswith("medi-cal-asset-limits/")


def test_claude_summarizes_the_bulletin_with_checked_citations(
    program: Program, simulator: Simulator
) -> None:
    answer = program(
        "policy", "summarise", "--document", LETTER, "--json",
        "--instruction", "What do members have to send in? Call me at 559-555-0168.",
        COUNTERPART_API_KEY=KEY,
    )  # fmt: skip
    assert answer.status == 0, answer.err
    told = answer.document
    assert (told["of"], told["drafter"], told["state"]) == (
        {"document": LETTER}, "claude", "ready",
    )  # fmt: skip
    texts = {rule.id: rule.text for rule in read_pack(BULLETIN).rules}
    assert citations(told)
    for cited in citations(told):
        assert str(cited["quote"]) in texts[str(cited["snippet"])]  # type: ignore[index]
        assert cited["version"] == 1
    assert "generative AI" in str(told["summary"])
    assert {one["effective_from"] for one in rows(told, "rules")} == {"2026-01-01"}
    (request,) = simulator.requests
    assert "555-0168" not in json.dumps(request.body)
    assert "[PHONE_1]" in json.dumps(request.body)
    logged = cast("dict[str, object]", entry(program, told["entry"])["data"])
    assert f"{logged['text']}\n\n{logged['disclosure']}" == told["summary"]
    assert program("log", "verify").status == 0


def test_what_a_new_bulletin_changed_is_told_without_a_line(
    program: Program, tmp_path: Path
) -> None:
    newer = tmp_path / "newer"
    shutil.copytree(BULLETIN, newer)
    letter, pack = newer / LETTER, newer / "pack.toml"
    text = letter.read_text("utf-8")
    letter.write_text(
        text.replace("within 90 days of the\nend", "within 120 days of the\nend"), "utf-8"
    )
    pack.write_text(pack.read_text("utf-8").replace('"2026.11.23"', '"2026.12.1"'), "utf-8")
    (newer / "case-records.md").unlink()
    assert program("policy", "import", str(newer), "--beside").status == 0
    answer = program("policy", "summarise", "--adoption", "last", "--drafter", "offline", "--json")
    assert answer.status == 0, answer.err
    told = answer.document
    body = str(told["summary"])
    assert "quoted by the offline drafter" in body
    now, _, before = body.partition("It said before:")
    assert "within 120 days" in now
    assert "within 90 days" in before
    assert [(one["version"], one["became"]) for one in rows(told, "rules")] == [
        (1, "withdrawn"), (2, "changed"), (1, "before"),
    ]  # fmt: skip
    assert {one["rule"] for one in rows(told, "checks")} == {"not-in-force", "internal-quoted"}
    shown = program("policy", "summarise", "--adoption", "last", "--drafter", "offline")
    assert "Put together by the offline drafter" in shown.out
    assert "version 2 holds now" in shown.out


def test_picked_rules_without_a_key_are_summarized_offline(tmp_path: Path) -> None:
    alone = Program(tmp_path / "home")
    answer = alone("policy", "summarize", "--rule", "FEE-010", "--rule", "SMG-010", "--json")
    assert (answer.status, answer.document["drafter"]) == (0, "offline")
    assert "no API key" in answer.err
    assert {one["snippet"] for one in citations(answer.document)} == {"FEE-010", "SMG-010"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--document", "nope.md"], "no document nope.md"),
        (["--rule", "NOPE-1"], "never had a rule NOPE-1"),
        (["--adoption", "nope"], "no such import"),
        ([], "one of the arguments"),
        (["--document", "a.md", "--rule", "b"], "not allowed with"),
    ],
)
def test_what_is_not_there_is_bad_input(tmp_path: Path, words: list[str], said: str) -> None:
    answer = Program(tmp_path / "home")("policy", "summarise", *words)
    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err


def test_trouble_is_told_by_its_status_and_what_came_is_printed(
    program: Program, simulator: Simulator
) -> None:
    simulator.play(drop_midway(12), ends_with("refusal"), status(401, "authentication_error"))

    def ask() -> tuple[int, dict[str, object]]:
        answer = program(
            "policy", "summarise", "--document", LETTER, "--json", COUNTERPART_API_KEY=KEY
        )
        return answer.status, answer.document

    broken, told = ask()
    assert (broken, told["state"]) == (5, "incomplete")
    assert told["summary"]
    refused, error = ask()
    assert (refused, list(error)) == (3, ["error"])
    assert ask()[0] == 4


def test_a_program_that_is_killed_leaves_an_end_in_the_log(
    program: Program, simulator: Simulator
) -> None:
    asked = Semaphore(0)

    def wait(exchange: Exchange) -> None:
        asked.release()
        never_answers(exchange)

    simulator.play(wait)
    running = program.start("policy", "summarise", "--document", LETTER, COUNTERPART_API_KEY=KEY)
    assert asked.acquire(timeout=PATIENCE_S)
    running.kill()
    running.wait()
    assert happened(program)[:2] == ["summary.abandoned", "summary.began"]
    assert program("log", "verify").status == 0
