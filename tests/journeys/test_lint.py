# SPDX-License-Identifier: Apache-2.0
"""`lint`, from outside: replies from anywhere, with no store and no citations."""

import json
from pathlib import Path

import pytest

from tests.journeys.program import Program

RULE = "A late renewal costs a penalty of 10 percent. Renew at dmv.ca.gov before the date expires."
LINES = [
    {"id": "told", "reply": "A late renewal costs 10 percent.", "snippets": [RULE], "inquiry": ""},
    {"id": "waived", "reply": "Hello,\n\nYour penalty is waived.", "snippets": [RULE]},
    {"id": "bare", "reply": "The lobby was painted blue in spring.", "snippets": [RULE]},
    {"id": 4, "reply": "La multa es de 10 por ciento.", "snippets": [RULE], "inquiry": "Hola"},
]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path / "home")


def written(tmp_path: Path, *lines: object) -> str:
    file = tmp_path / "replies.jsonl"
    told = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    file.write_text("\n".join(told) + "\n", "utf-8", errors="surrogateescape")
    return str(file)


def test_each_reply_is_answered_with_what_the_checks_find(program: Program, tmp_path: Path) -> None:
    answer = program("lint", written(tmp_path, *LINES), "--json")
    assert answer.status == 3, answer.err
    found = {str(one["id"]): one["checks"] for one in answer.lines}
    assert list(found) == ["told", "waived", "bare", "4"]
    assert found["told"] == found["4"] == []
    reply = str(LINES[1]["reply"])
    wrong = [check for check in found["waived"] if check["severity"] == "danger"]
    assert [check["rule"] for check in wrong] == ["promise"]
    assert reply[wrong[0]["start"] : wrong[0]["end"]] == "Your penalty is waived"
    assert wrong[0]["message"].endswith(".")
    assert [check["rule"] for check in found["bare"]] == ["uncited-claim"]
    assert not program.home.exists()


def test_what_needs_a_look_only_is_no_failure(program: Program, tmp_path: Path) -> None:
    assert program("lint", written(tmp_path, LINES[0], LINES[2]), "--json").status == 0


def test_a_line_that_cannot_be_read_is_named_and_the_rest_goes_on(
    program: Program, tmp_path: Path
) -> None:
    bad = ["{", "[1]", {"id": "no-reply"}, {"id": "x", "reply": "x", "snippets": "one"}, '"\udce4"']
    answer = program("lint", written(tmp_path, *bad, "", LINES[0]), "--json")
    assert answer.status == 2
    *errors, last = answer.lines
    assert last["id"] == "told"
    for number, error in enumerate(errors, 1):
        told = error["error"]
        assert isinstance(told, dict)
        assert f"line {number}" in str(told["what"])
    assert len(errors) == len(bad)
    assert program("lint", str(tmp_path / "none.jsonl"), "--json").status == 2


def test_a_person_reads_sentences(program: Program, tmp_path: Path) -> None:
    answer = program("lint", written(tmp_path, LINES[0], LINES[1]))
    assert "told: nothing to look at" in answer.out
    assert "danger, promise: This promises what no clerk can promise." in answer.out


def test_hosts_that_it_lists_may_be_linked_to(tmp_path: Path) -> None:
    line = {"id": "l", "reply": "See https://help.county.example/tax.", "snippets": []}
    settings = tmp_path / "settings.toml"
    settings.write_text('[replies]\nlink_hosts = ["county.example"]\n', "utf-8")
    file = written(tmp_path, line)
    assert Program(tmp_path / "home")("lint", file, "--json").status == 3
    assert Program(tmp_path / "home", settings)("lint", file, "--json").status == 0
