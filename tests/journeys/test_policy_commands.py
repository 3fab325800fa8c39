# SPDX-License-Identifier: Apache-2.0
"""The policy library from the command line: versions, days, packs beside packs, signatures, the way
back, and who was told what.
"""

import json
import os
import stat
from pathlib import Path
from typing import cast

import pytest

from tests.journeys.program import Answer, Program

FEE = {"id": "FEE", "title": "Zebra fee", "text": "The zebra fee is $10."}
LAW = {"id": "LAW", "title": "Zebra law", "text": "Zebras are registered once."}


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """A supervisor's desk without rules of its own."""
    config = tmp_path / "settings.toml"
    config.write_text('[office]\nid = "millbrook"\n[person]\nrole = "supervisor"\n', "utf-8")
    return Program(tmp_path / "home", config)


def with_keys(program: Program, *keys: str) -> Program:
    """The same desk after IT has set keys."""
    assert program.config is not None
    config = program.config.with_name("keys.toml")
    listed = json.dumps(list(keys))
    config.write_text(
        f"{program.config.read_text('utf-8')}[policy]\ntrusted_keys = {listed}\n", "utf-8"
    )
    return Program(program.home, config)


def rules(folder: Path, name: str, *made: dict[str, str]) -> str:
    path = folder / f"{name}.jsonl"
    path.write_text("".join(f"{json.dumps(one)}\n" for one in made), "utf-8")
    return str(path)


def hits(answer: Answer) -> list[str]:
    found = cast("list[dict[str, object]]", answer.document["hits"])
    return [f"{one['snippet']}@{one['version']}" for one in found]


def test_a_question_is_answered_by_the_rules_of_its_day(program: Program, tmp_path: Path) -> None:
    program("policy", "import", rules(tmp_path, "p", FEE, LAW))
    later = {**FEE, "text": "The zebra fee is $12.", "effective_from": "2040-01-01"}
    report = program("policy", "import", rules(tmp_path, "p", later, LAW), "--json").document
    assert (report["changed"], report["unchanged"], report["findable"]) == (1, 1, 2)

    ask = ("policy", "search", "zebra fee", "--k", "1", "--json")
    assert hits(program(*ask)) == ["FEE@1"]
    assert hits(program(*ask, "--day", "2039-12-31")) == ["FEE@1"]
    assert hits(program(*ask, "--day", "2040-01-01")) == ["FEE@2"]
    assert program(*ask, "--day", "soon").status == 2

    queries = tmp_path / "queries.jsonl"
    asked = [
        {"id": "a", "text": "zebra fee"},
        {"id": "b", "text": "zebra fee", "day": "2041-05-05"},
    ]
    queries.write_text("".join(f"{json.dumps(one)}\n" for one in asked), "utf-8")
    answered = program("policy", "search", "--queries", str(queries), "--k", "1", "--json").lines
    versions = [one["hits"][0]["version"] for one in answered]  # type: ignore[index]
    assert versions == [1, 2]
    queries.write_text('{"id": "a", "text": "zebra", "day": "May"}\n', "utf-8")
    wrong = program("policy", "search", "--queries", str(queries), "--json")
    assert wrong.status == 2
    assert "queries.jsonl, line 1" in wrong.err

    told = program("policy", "history", "FEE", "--json").document
    versions = [
        (one["version"], one["live_from"], one["live_to"])
        for one in cast("list[dict[str, object]]", told["versions"])
    ]
    assert versions == [(2, "2040-01-01", ""), (1, "", "2039-12-31")]
    plain = program("policy", "history", "FEE")
    assert "+ 12" in plain.out
    assert "- 10" in plain.out
    assert program("policy", "history", "NOBODY").status == 2


def test_packs_stand_beside_each_other_and_the_last_import_can_be_undone(
    program: Program, tmp_path: Path
) -> None:
    program("policy", "import", rules(tmp_path, "office", FEE))
    added = program("policy", "import", rules(tmp_path, "bulletin", LAW), "--beside", "--json")
    assert (added.document["new"], added.document["withdrawn"]) == (1, 0)
    held = program("policy", "status", "--json").document
    packs = cast("list[dict[str, object]]", held["packs"])
    assert [(one["pack"], one["rules"]) for one in packs] == [("bulletin", 1), ("office", 1)]
    clash = program("policy", "import", rules(tmp_path, "clash", FEE), "--beside")
    assert clash.status == 2
    assert "FEE of office" in clash.err
    back = program("policy", "roll-back", "--json").document
    assert (back["pack"], back["rules"]) == ("office", 1)
    assert program("policy", "search", "zebra law registered", "--json").status in {0, 3}
    assert program("policy", "status", "--json").document["snippets"] == 1
    again = program("policy", "roll-back")
    assert again.status == 2
    assert "no earlier rules" in again.err
    assert program("log", "verify").status == 0


def test_a_signed_pack_goes_to_desks_that_trust_its_key_and_to_no_other(
    program: Program, tmp_path: Path
) -> None:
    key, other = tmp_path / "key.pem", tmp_path / "other.pem"
    public = str(program("policy", "keygen", str(key), "--json").document["public"])
    stranger = program("policy", "keygen", str(other)).out.strip()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_bytes()
    assert program("policy", "keygen", str(key)).status == 2
    assert key.read_bytes() == before

    program("policy", "import", rules(tmp_path, "office", FEE, LAW))
    sealed = tmp_path / "office.cpack"
    for version, out in (("2", sealed), ("1", tmp_path / "old.cpack")):
        made = program(
            "policy", "export", str(out), "--key", str(key), "--version", version, "--json"
        )
        assert made.document["rules"] == 2
    refused = program("policy", "import", str(sealed))
    assert refused.status == 2
    assert "not trusted here" in refused.err

    trusting = with_keys(program, stranger, public)
    taken = trusting("policy", "import", str(sealed), "--json").document
    assert (taken["version"], taken["unchanged"]) == ("2", 2)
    assert len(str(taken["signer"])) == 16
    folder = trusting("policy", "import", rules(tmp_path, "office", FEE))
    assert folder.status == 4
    assert "only packs signed" in folder.err
    old = trusting("policy", "import", str(tmp_path / "old.cpack"))
    assert old.status == 3
    assert "1 is older than 2" in old.err
    assert trusting("policy", "import", str(tmp_path / "old.cpack"), "--roll-back").status == 0
    assert with_keys(program, stranger)("policy", "import", str(sealed)).status == 2

    content = bytearray(sealed.read_bytes())
    content[len(content) // 2] ^= 1
    sealed.write_bytes(content)
    assert trusting("policy", "import", str(sealed)).status == 2
    assert trusting("policy", "export", str(sealed), "--key", str(sealed)).status == 2


def test_the_lists_say_what_wants_looking_after(program: Program, tmp_path: Path) -> None:
    lapsed = {**FEE, "effective_to": "2020-01-01", "source": "An old book"}
    program("policy", "import", rules(tmp_path, "p", lapsed, LAW))
    lists = program("policy", "status", "--lists", "--json").document
    found = {
        name: [one["snippet"] for one in cast("list[dict[str, object]]", lists[name])]
        for name in ("expiring", "lapsed", "unreviewed", "unsourced")
    }
    assert found == {"expiring": [], "lapsed": ["FEE"], "unreviewed": [], "unsourced": ["LAW"]}
    assert lists["orphaned"] == ["An old book"]
    assert "An old book" in program("policy", "status", "--lists").out


def test_the_recall_list_names_inquiries_but_no_customer(tmp_path: Path) -> None:
    config = tmp_path / "settings.toml"
    config.write_text("[delivery]\nundo_s = 0\n", "utf-8")
    program = Program(tmp_path / "home", config)
    assert program().status == 0  # the sample's main job: one reply is delivered
    log = cast("list[dict[str, str]]", program("log", "list", "--json").document["newest"])
    approved = next(one["id"] for one in log if one["happened"] == "reply.approved")
    data = cast("dict[str, object]", program("log", "show", approved, "--json").document["data"])
    rested = cast("list[dict[str, object]]", data["rules"])
    assert rested
    name = str(rested[0]["snippet"])

    out = tmp_path / "recall.csv"
    told = program("policy", "recall", name, "--out", str(out), "--json")
    assert told.status == 0, told.err
    (reply, *_) = cast("list[dict[str, object]]", told.document["replies"])
    assert (reply["snippet"], reply["state"], reply["new_version"]) == (name, "delivered", 1)
    assert len(out.read_text("utf-8").splitlines()) == 2
    entry = next(one for one in log if one["happened"] == "reply.delivered")
    assert reply["inquiry"] == entry["inquiry"]

    assert program("policy", "recall", name, "--correct", "another").status == 2
    reopened = program("policy", "recall", name, "--correct", "all")
    assert reopened.status == 0, reopened.err
    assert f"{reply['inquiry']} is open again" in reopened.out
    happened = [
        one["happened"]
        for one in cast("list[dict[str, str]]", program("log", "list", "--json").document["newest"])
    ]
    assert happened[:2] == ["inquiry.reopened", "policy.recall-listed"]
    assert program("policy", "recall").out.startswith("0 replies")


def test_the_marks_are_replayed_where_there_are_any(program: Program, tmp_path: Path) -> None:
    program("policy", "import", rules(tmp_path, "p", FEE, LAW))
    told = program("policy", "evaluate", "--json")
    assert told.status == 0
    assert (told.document["questions"], told.document["missed"]) == (0, [])


@pytest.mark.parametrize("left", [0, 100, 4096])
def test_a_store_that_was_cut_off_is_never_taken_for_a_new_home(
    program: Program, left: int
) -> None:
    assert "is empty. Bring rules in" in program("policy", "status").out
    store = program.home / "desk.db"
    os.truncate(store, left)
    for words in (("policy", "status"), ("log", "list"), ("policy", "search", "smog")):
        answer = program(*words)
        assert (answer.status, answer.out) == (4, "")
        assert "store" in answer.err
    parts = cast("list[dict[str, str]]", program("doctor", "--json").document["parts"])
    (told,) = [one for one in parts if one["part"] == "store"]
    assert told["health"] == "bad"
    assert ("is empty" in told["found"]) == (left == 0)
    assert told["remedy"]
    assert store.stat().st_size == left
