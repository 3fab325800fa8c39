# SPDX-License-Identifier: Apache-2.0
"""Packs as signed files: what is written reads back as it was, and nothing else is read."""

import dataclasses
import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Audience, Pack, Rule
from desktop_app.errors import BadInput
from desktop_app.rules.invisible import reveal
from services.policy import seals
from services.policy.pack import read_pack
from services.policy.sealed import new_key, read_sealed, seal_pack
from tests.fakes.build import LATE_FEES, RULES

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
PRIVATE, PUBLIC = new_key()
SAMPLE = Path(__file__).parents[3] / "resources" / "policy_sample"


def written(folder: Path, pack: Pack, key: bytes = PRIVATE) -> Path:
    path = folder / "rules.cpack"
    path.write_bytes(seal_pack(pack, AT, key))
    return path


def lines(*made: dict[str, object]) -> bytes:
    return "".join(f"{json.dumps(one)}\n" for one in made).encode()


def forged(folder: Path, members: dict[str, bytes], **about: object) -> Path:
    """A file that our own key has signed, whatever it holds."""
    path = folder / "forged.cpack"
    told = {"id": "p", "title": "P", "version": "1", "topics": {}, "rules": 1, **about}
    path.write_bytes(seals.seal(told, members, seals.read_private(PRIVATE)))
    return path


def test_the_sample_rules_come_back_as_they_were(tmp_path: Path) -> None:
    sample = read_pack(SAMPLE)
    back = read_sealed(written(tmp_path, sample), [PUBLIC])
    assert back.rules == sample.rules
    assert (back.id, back.title, back.version, back.topics) == (
        sample.id, sample.title, sample.version, sample.topics,
    )  # fmt: skip
    assert back.unread == ()
    assert len(back.signer) == 16


plain = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=30).map(
    lambda text: " ".join(reveal(text)[0].split())
)
days = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(
    text=st.lists(plain, min_size=1, max_size=3).map("\n".join).filter(str.strip),
    said=st.fixed_dictionaries(
        {"topic": plain, "source": plain, "section": plain, "office": plain, "jurisdiction": plain}
    ),
    audience=st.sampled_from(Audience),
    starts=days,
    reviewed=days,
    document=st.sampled_from(["", "a manual.pdf"]),
    page=st.integers(0, 9000),
)
def test_any_rule_comes_back_as_it_was(
    tmp_path: Path,
    text: str,
    said: dict[str, str],
    audience: Audience,
    starts: date | None,
    reviewed: date | None,
    document: str,
    page: int,
) -> None:
    made = Rule(
        id=SnippetId("manual/a-rule~0f.2"),
        title="A rule",
        text=text,
        audience=audience,
        effective_from=starts,
        reviewed_on=reviewed,
        document=document,
        page=page,
        supersedes=(SnippetId("X"),),
        keywords=("one", "two words"),
        **said,
    )
    (back,) = read_sealed(written(tmp_path, Pack("p", "P", "1", {}, (made,))), [PUBLIC]).rules
    assert back == dataclasses.replace(made, text=reveal(text)[0])
    assert (back.document, back.page) == (document, page)


def test_the_same_rules_under_the_same_key_at_the_same_moment_are_the_same_bytes() -> None:
    assert seal_pack(RULES, AT, PRIVATE) == seal_pack(RULES, AT, PRIVATE)


def test_the_manifest_says_what_it_is_without_any_program_of_ours(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path, RULES)) as archive:
        about = json.loads(archive.read("manifest.json"))
        assert archive.namelist() == ["manifest.json", "signature.json", "rules.jsonl"]
    assert about["rules"] == 3
    assert about["created_at"] == "2026-11-23T09:00:00+00:00"
    assert set(about["members"]) == {"rules.jsonl"}


@pytest.mark.parametrize("trusted", [[], [new_key()[1]]], ids=["none", "another"])
def test_a_key_that_nobody_set_is_refused(tmp_path: Path, trusted: list[str]) -> None:
    with pytest.raises(BadInput, match="not trusted here"):
        read_sealed(written(tmp_path, RULES), trusted)


def test_one_of_several_keys_is_enough(tmp_path: Path) -> None:
    assert read_sealed(written(tmp_path, RULES), [new_key()[1], PUBLIC]).rules == RULES.rules


def test_a_locked_key_signs_with_its_password_only(tmp_path: Path) -> None:
    private, public = new_key(b"a password")
    path = tmp_path / "rules.cpack"
    path.write_bytes(seal_pack(RULES, AT, private, b"a password"))
    assert read_sealed(path, [public]).rules == RULES.rules
    for password in (None, b"another"):
        with pytest.raises(BadInput, match="password is wrong"):
            seal_pack(RULES, AT, private, password)


def test_a_line_that_is_no_rule_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    good: dict[str, object] = {"id": "A", "title": "A", "text": "One."}
    path = forged(
        tmp_path, {"rules.jsonl": lines(good, {"id": "B"}, {**good, "text": "Two."})}, rules=3
    )
    pack = read_sealed(path, [PUBLIC])
    assert [rule.text for rule in pack.rules] == ["One."]
    assert [where for where, _ in pack.unread] == ["rules.jsonl, line 2", "rules.jsonl, line 3"]


@pytest.mark.parametrize(
    ("members", "about"),
    [
        ({"rules.jsonl": lines({"id": "A", "text": "One."})}, {"rules": 2}),
        ({"rules.jsonl": b""}, {"rules": 0}),
        ({"other.jsonl": lines({"id": "A", "text": "One."})}, {}),
        ({"rules.jsonl": lines({"id": "A", "text": "One."})}, {"id": ""}),
        ({"rules.jsonl": lines({"id": "A", "text": "One."})}, {"version": 3}),
        ({"rules.jsonl": lines({"id": "A", "text": "One."})}, {"topics": []}),
        ({"rules.jsonl": b"\xff\xfe\x00"}, {"rules": 1}),
    ],
    ids=["fewer", "none", "elsewhere", "no id", "odd version", "odd topics", "no text"],
)
def test_what_does_not_hold_what_it_promises_is_refused(
    tmp_path: Path, members: dict[str, bytes], about: dict[str, object]
) -> None:
    with pytest.raises(BadInput) as raised:
        read_sealed(forged(tmp_path, members, **about), [PUBLIC])
    assert raised.value.what
    assert raised.value.remedy


def test_odd_places_and_hidden_signs_in_a_signed_line_do_no_harm(tmp_path: Path) -> None:
    odd = {"id": "A", "text": "One\u200b rule.\u2028Next.", "page": "seven", "place": None}
    (rule,) = read_sealed(forged(tmp_path, {"rules.jsonl": lines(odd)}), [PUBLIC]).rules
    assert (rule.text, rule.page, rule.place) == ("One rule.\nNext.", 0, 0)


def test_a_file_that_is_not_there_or_no_archive_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_sealed(tmp_path / "nothing.cpack", [PUBLIC])
    path = tmp_path / "text.cpack"
    path.write_text("hello", "utf-8")
    with pytest.raises(BadInput, match="damaged"):
        read_sealed(path, [PUBLIC])


@given(data=st.data())
def test_a_changed_byte_is_noticed_or_changes_nothing(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(seal_pack(Pack("p", "P", "1", {}, (LATE_FEES,)), AT, PRIVATE))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    path = tmp_path / "changed.cpack"
    path.write_bytes(content)
    try:
        pack = read_sealed(path, [PUBLIC])
    except BadInput:
        return
    assert pack.rules == (LATE_FEES,)
