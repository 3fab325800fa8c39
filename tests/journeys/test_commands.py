# SPDX-License-Identifier: Apache-2.0
"""The command line, from outside: the main job, its answers, its failures, and what a redirect
cannot do.
"""

import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from services.policy.pack import read_pack
from tests.journeys.program import ROOT, Program
from tests.simulator import KEY
from tests.simulator.scenarios import status
from tests.simulator.server import Simulator

INBOX = ROOT / "resources" / "sample_office" / "inbox"
EXPECTED = [
    json.loads(line)
    for line in (ROOT / "tests" / "specimens" / "sample_inbox.jsonl")
    .read_text("utf-8")
    .splitlines()
]
FORMATTED = {"email", "phone", "ssn", "license", "plate", "vin", "card", "birthdate"}
RULES = {rule.id: rule.text for rule in read_pack(ROOT / "resources" / "policy_sample").rules}


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    with Simulator() as running:
        yield running


@pytest.fixture
def with_claude(simulator: Simulator, home: Path, tmp_path: Path) -> Program:
    """The sample office with Claude's drafter pointed at the simulator."""
    config = tmp_path / "settings.toml"
    config.write_text(f'[drafter]\nbase_url = "{simulator.url}"\n', "utf-8")
    return Program(home, config)


@pytest.fixture
def alone(home: Path) -> Program:
    """The sample office without settings and without a key."""
    return Program(home)


def sentences(answer: dict[str, object]) -> list[dict[str, object]]:
    return cast("list[dict[str, object]]", answer["sentences"])


def citations(answer: dict[str, object]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for sentence in sentences(answer):
        found += cast("list[dict[str, object]]", sentence["citations"])
    return found


@pytest.mark.parametrize(
    "name",
    ["01-real-id-flight-soon.eml", "17-inherited-car.eml", "34-cambio-direccion-spanglish.json"],
)
def test_claude_drafts_grounded_and_nothing_personal_is_in_the_request(
    name: str, with_claude: Program, simulator: Simulator
) -> None:
    answer = with_claude("draft", str(INBOX / name), "--json", COUNTERPART_API_KEY=KEY)
    assert answer.status == 0, answer.err
    told = answer.document
    assert told["drafter"] == "claude"
    assert told["completeness"] in {"complete", "partial"}
    assert citations(told)
    for citation in citations(told):
        assert str(citation["quote"]) in RULES[str(citation["snippet"])]  # type: ignore[index]
        assert citation["version"] == 1
    assert set(told) >= {
        "inquiry", "model", "reply", "checks", "masked", "entry", "usage", "ms",
    }  # fmt: skip
    assert "[NAME_" not in str(told["reply"])

    (request,) = simulator.requests
    sent = json.dumps(request.body, ensure_ascii=False)
    expected = next(one for one in EXPECTED if one["file"] == name)
    leaked = [
        item["text"]
        for item in expected["personal"]
        if item["kind"] in FORMATTED and json.dumps(item["text"], ensure_ascii=False)[1:-1] in sent
    ]
    assert leaked == []


def test_without_a_key_the_offline_drafter_writes_and_says_so(alone: Program) -> None:
    answer = alone("draft", str(INBOX / "12-smog-failed.eml"), "--json")
    assert answer.status == 0
    assert answer.document["drafter"] == "offline"
    assert "no API key" in answer.err
    assert "word for word" in str(answer.document["reply"])


def test_the_same_message_twice_is_one_inquiry(alone: Program) -> None:
    first = alone("draft", str(INBOX / "12-smog-failed.eml"), "--json").document
    again = alone("draft", str(INBOX / "23-smog-failed-again.eml"), "--json").document
    one, two = (cast("dict[str, object]", answer["inquiry"]) for answer in (first, again))
    assert one["id"] == two["id"]
    assert first["entry"] != again["entry"]


def test_what_no_rule_answers_is_answered_no(alone: Program) -> None:
    answer = alone("draft", str(INBOX / "37-job-application.txt"), "--json")
    assert (answer.status, answer.document["completeness"]) == (3, "none")
    assert answer.document["reply"] == ""


def test_the_environment_redirects_nothing(with_claude: Program, simulator: Simulator) -> None:
    answer = with_claude(
        "draft",
        str(INBOX / "12-smog-failed.eml"),
        "--json",
        COUNTERPART_API_KEY=KEY,
        ANTHROPIC_BASE_URL="http://127.0.0.1:9",
        ANTHROPIC_API_KEY="not this one",
        ANTHROPIC_CUSTOM_HEADERS="Authorization: Bearer not this one",
        HTTP_PROXY="http://127.0.0.1:9",
        ALL_PROXY="http://127.0.0.1:9",
        SSL_CERT_FILE="/nowhere",
    )
    assert answer.status == 0, answer.err
    assert simulator.requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_a_service_that_is_not_there_is_status_five(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = tmp_path / "settings.toml"
    config.write_text(f'[drafter]\nbase_url = "http://127.0.0.1:{port}"\n', "utf-8")
    program = Program(tmp_path / "home", config)
    answer = program("draft", str(INBOX / "12-smog-failed.eml"), "--json", COUNTERPART_API_KEY=KEY)
    assert answer.status == 5
    error = cast("dict[str, str]", answer.document["error"])
    assert "cannot be reached" in error["what"]
    offline = program("draft", str(INBOX / "12-smog-failed.eml"), "--drafter", "offline", "--json")
    assert offline.status == 0


def test_a_wrong_key_is_status_four(with_claude: Program, simulator: Simulator) -> None:
    simulator.play(status(401, "authentication_error"))
    answer = with_claude(
        "draft", str(INBOX / "12-smog-failed.eml"), COUNTERPART_API_KEY="sk-ant-wrong"
    )
    assert answer.status == 4
    assert "sk-ant-wrong" not in answer.err + answer.out


@pytest.mark.parametrize(
    ("words", "wanted", "said"),
    [
        (("draft", "nowhere.eml"), 2, "There is no such file"),
        (("draft", str(ROOT)), 2, "This is a folder"),
        (("draft", "{picture}"), 2, "a picture"),
        (("draft", "{mail}", "--drafter", "muse"), 4, "There is no drafter named muse"),
        (("policy", "import", "nowhere"), 2, "There is no policy pack"),
        (("policy", "search", " "), 2, "nothing to look for"),
        (("policy", "search", "--queries", "{mail}"), 2, "is not JSON"),
        (("log", "show", "ffff"), 2, "no such entry"),
        (("log", "verify", "--export", "nowhere"), 2, "cannot be read"),
    ],
)
def test_bad_input_gets_a_sentence_and_its_status(
    words: tuple[str, ...], wanted: int, said: str, alone: Program, tmp_path: Path
) -> None:
    picture = tmp_path / "scan.eml"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    places = {"picture": str(picture), "mail": str(INBOX / "12-smog-failed.eml")}
    answer = alone(*(word.format(**places) for word in words))
    assert (answer.status, said in answer.err) == (wanted, True), answer.err
    assert answer.out == ""


def test_every_fault_of_the_settings_is_told_at_once(tmp_path: Path) -> None:
    config = tmp_path / "settings.toml"
    config.write_text(
        '[drafter]\nbase_url = "http://example.org"\ntimeout_s = "soon"\n[colour]\nblue = 1\n',
        "utf-8",
    )
    answer = Program(tmp_path / "home", config)("policy", "status")
    assert answer.status == 4
    for place in ("drafter.base_url", "drafter.timeout_s", "colour"):
        assert place in answer.err


def test_the_log_holds_and_an_export_verifies_by_itself(alone: Program, tmp_path: Path) -> None:
    alone("draft", str(INBOX / "12-smog-failed.eml"), "--json")
    held = alone("log", "verify", "--json")
    assert (held.status, held.document["holds"]) == (0, True)
    entries = cast("int", held.document["entries"])

    out = tmp_path / "log.jsonl"
    assert alone("log", "export", str(out)).status == 0
    elsewhere = Program(tmp_path / "another home")
    found = elsewhere("log", "verify", "--export", str(out), "--json")
    assert found.document["holds"] is True
    assert found.document["entries"] == entries + 1  # the export is itself an entry
    assert not elsewhere.home.exists()

    lines = out.read_bytes().splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if b'"draft.finished"' in line)
    lines[place] = lines[place].replace(b"offline", b"claude", 1)
    out.write_bytes(b"".join(lines))
    broken = elsewhere("log", "verify", "--export", str(out), "--json")
    assert (broken.status, broken.document["holds"]) == (3, False)
    finding = cast("dict[str, object]", broken.document["finding"])
    assert finding["seq"] == json.loads(lines[place])["entry"]["seq"]


@pytest.mark.parametrize("out", ["", ".", os.devnull])
def test_an_export_takes_the_place_of_a_file_only(alone: Program, out: str) -> None:
    answer = alone("log", "export", out)
    assert answer.status == 2
    assert "not a file" in answer.err


def test_an_answer_may_be_cut_short_by_its_reader(alone: Program) -> None:
    read, write = os.pipe()
    os.close(read)
    answer = alone("log", "export", "-", out=write)
    os.close(write)
    assert (answer.status, answer.err.count("Error")) == (0, 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_an_answer_that_finds_no_room_is_told(alone: Program) -> None:
    with Path("/dev/full").open("wb") as full:
        answer = alone("log", "list", out=full.fileno())
    assert answer.status == 4
    assert "cannot be written" in answer.err


@pytest.mark.parametrize("line", ["[" * 100_000, '{"id": 1, "text": "x"}', "nonsense"])
def test_a_question_that_cannot_be_read_is_named(alone: Program, tmp_path: Path, line: str) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text(f'{{"id": "1", "text": "title"}}\n{line}\n', "utf-8")
    answer = alone("policy", "search", "--queries", str(queries), "--json")
    assert answer.status == 2
    assert "queries.jsonl, line 2" in answer.err


def test_a_number_that_is_none_is_told(alone: Program) -> None:
    answer = alone("log", "list", "--limit", "many")
    assert answer.status == 2
    assert "must lie between 1 and 1000" in answer.err


def test_one_entry_shows_what_was_sent_to_the_letter(
    with_claude: Program, simulator: Simulator
) -> None:
    with_claude("draft", str(INBOX / "12-smog-failed.eml"), "--json", COUNTERPART_API_KEY=KEY)
    rows = cast("list[dict[str, str]]", with_claude("log", "list", "--json").document["newest"])
    began = next(row["id"] for row in rows if row["happened"] == "draft.began")
    entry = with_claude("log", "show", began, "--json").document
    data = cast("dict[str, object]", entry["data"])
    assert data["request"] == simulator.requests[0].body


def test_policy_status_search_and_queries(alone: Program, tmp_path: Path) -> None:
    held = alone("policy", "status", "--json").document
    assert cast("int", held["snippets"]) >= 200
    hits = alone("policy", "search", "I sold my car, release of liability", "--json").document
    found = [hit["snippet"] for hit in cast("list[dict[str, str]]", hits["hits"])]
    assert "TTL-030" in found[:3]
    queries = tmp_path / "queries.jsonl"
    queries.write_text(
        '{"id": "a", "text": "lost plates"}\n{"id": "b", "text": "and then?", "thread":'
        ' [["I failed the smog check", "Sorry to hear that."]]}\n',
        "utf-8",
    )
    answered = alone("policy", "search", "--queries", str(queries), "--k", "5", "--json").lines
    assert [one["id"] for one in answered] == ["a", "b"]
    assert len(cast("list[object]", answered[0]["hits"])) <= 5


def test_a_pack_of_json_lines_takes_the_place_of_the_rules(alone: Program, tmp_path: Path) -> None:
    pack = tmp_path / "rules.jsonl"
    pack.write_text(
        '{"id": "R1", "title": "Lost plates", "text": "Report lost plates to the police first."}\n'
        "not JSON\n",
        "utf-8",
    )
    answer = alone("policy", "import", str(pack), "--json")
    assert answer.status == 0
    report = answer.document
    assert (report["new"], report["findable"]) == (1, 1)
    assert "rules.jsonl, line 2" in answer.err
    drafted = alone("draft", str(INBOX / "32-lost-plate.json"), "--json").document
    quotes = {one["quote"] for one in citations(drafted)}
    assert quotes == {"Report lost plates to the police first."}


def test_the_doctor_and_the_self_check_look_at_every_part(alone: Program) -> None:
    parts = cast("list[dict[str, str]]", alone("doctor", "--json").document["parts"])
    assert {one["part"] for one in parts} >= {
        "versions", "store", "disk", "keychain", "proxy", "certificates", "source", "rules",
        "drafter",
    }  # fmt: skip
    checked = alone("self-check", "--json")
    assert checked.status == 0, checked.out
    assert checked.document["good"] is True


def test_the_doctor_looks_at_what_it_can_where_the_store_is_damaged(alone: Program) -> None:
    assert alone("policy", "status").status == 0
    store = next(alone.home.rglob("desk.db"))
    store.write_bytes(b"no store at all" * 1000)
    told = cast("list[dict[str, str]]", alone("doctor", "--json").document["parts"])
    parts = {one["part"]: one for one in told}
    assert parts["store"]["health"] == "bad"
    assert parts["store"]["remedy"]
    assert parts["disk"]["health"] == "good"


def test_without_a_display_the_main_job_is_done_in_the_terminal(tmp_path: Path) -> None:
    config = tmp_path / "settings.toml"
    config.write_text("[delivery]\nundo_s = 0\n", "utf-8")
    program = Program(tmp_path / "home", config)
    answer = program()
    assert answer.status == 0, answer.err
    assert "There is no display here" in answer.err
    assert "The reply is delivered" in answer.out
    assert "The log holds" in answer.out
    assert len(list((program.home / "sample-office" / "outbox").glob("*.eml"))) == 1


def test_customers_words_are_nowhere_in_clear_but_where_mail_comes_and_goes(
    alone: Program,
) -> None:
    alone("draft", str(INBOX / "17-inherited-car.eml"), "--json")
    secrets = (b"Anselmo", b"987-65-4325", b"1G4ZD57K79Z900513", b"passed away")
    for file in alone.home.rglob("*"):
        if file.is_file() and "sample-office" not in file.parts:
            content = file.read_bytes()
            assert not [secret for secret in secrets if secret in content], file.name


def test_where_somebody_may_be_in_danger_nothing_is_drafted_until_somebody_says_why(
    alone: Program, tmp_path: Path
) -> None:
    message = tmp_path / "message.txt"
    said = "How much is the late fee? My husband hits me and I am hiding from him."
    message.write_text(f"{said}\n", "utf-8")
    stopped = alone("draft", str(message), "--json")
    assert stopped.status == 3
    told = stopped.document
    assert (told["stopped"], told["reply"]) == ("people-first", "")
    assert "1-800-799-7233" in str(told["approved_text"])
    assert "--despite" in stopped.err
    drafted = alone("draft", str(message), "--json", "--despite", "A supervisor has called her.")
    assert drafted.status in {0, 3}
    assert "stopped" not in drafted.document
    newest = alone("log", "list", "--json").document["newest"]
    happened = [entry["happened"] for entry in cast("list[dict[str, str]]", newest)]
    assert "crisis.draft-allowed" in happened
