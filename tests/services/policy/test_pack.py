# SPDX-License-Identifier: Apache-2.0
"""Reading rules from disk: what is wrong is named with its place, and the rest is read."""

import json
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.policy import Audience, Pack, Rule
from desktop_app.errors import BadInput
from services.policy.pack import read_pack

GOOD = "---\nid: FEE-1\ntitle: Late fees\n---\nPay the fee.\n"


def write(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_md", ".md").replace("_jsonl", ".jsonl")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def only(folder: Path) -> Rule:
    (rule,) = read_pack(folder).rules
    return rule


def unread(folder: Path) -> dict[str, str]:
    return dict(read_pack(folder).unread)


def test_a_rule_is_read_with_all_it_says(tmp_path: Path) -> None:
    front = """
id: FEE-1
title: 'Late: fees'
topic: fees
source: https://x
section: Veh. Code 1
audience: internal
office: millbrook
effective_from: 2026-01-01
effective_to: 2026-12-31
keywords: [late, multa tarde, 5]
checked: 2026-11-23
"""
    write(tmp_path, a_md=f"---{front}---\nOne line\nand another.\n\nA second\nparagraph.\n")
    rule = only(tmp_path)
    assert rule == Rule(
        id=rule.id,
        title="Late: fees",
        text="One line and another.\n\nA second paragraph.",
        topic="fees",
        source="https://x",
        section="Veh. Code 1",
        effective_from=date(2026, 1, 1),
        effective_to=date(2026, 12, 31),
        audience=Audience.INTERNAL,
        office="millbrook",
        keywords=("late", "multa tarde", "5"),
        reviewed_on=date(2026, 11, 23),
    )
    assert rule.id == "FEE-1"


@pytest.mark.parametrize(
    "content", ["\ufeff" + GOOD, GOOD.replace("\n", "\r\n"), "\ufeff" + GOOD.replace("\n", "\r\n")]
)
def test_files_from_windows_are_read_alike(tmp_path: Path, content: str) -> None:
    write(tmp_path, a_md=content)
    assert (only(tmp_path).id, only(tmp_path).text) == ("FEE-1", "Pay the fee.")


def test_json_lines_are_read_also_with_odd_separators_inside_a_text(tmp_path: Path) -> None:
    lines = [
        json.dumps(
            {"id": "A", "title": "a", "text": "One.\u2028Two.\x85Three."}, ensure_ascii=False
        ),
        "",
        json.dumps(
            {
                "id": "B",
                "title": "b",
                "text": "Pay.",
                "effective_from": "2026-01-31",
                "keywords": [],
            }
        ),
    ]
    write(tmp_path, rules_jsonl="\r\n".join(lines) + "\r\n")
    pack = read_pack(tmp_path / "rules.jsonl")
    assert [rule.id for rule in pack.rules] == ["A", "B"]
    assert pack.rules[1].effective_from == date(2026, 1, 31)
    assert (pack.id, pack.unread) == ("rules", ())


def test_a_folder_is_read_through_in_order_and_its_readme_is_no_rule(tmp_path: Path) -> None:
    write(
        tmp_path,
        README_md="# About\n",
        b__ReadMe_md="no front matter",
        b__one_md=GOOD.replace("FEE-1", "B"),
        a__two_md=GOOD.replace("FEE-1", "A"),
        c__three_jsonl='{"id": "C", "title": "c", "text": "Pay."}',
    )
    (tmp_path / "notes.txt").write_text("Notes.", "utf-8")
    (tmp_path / ".hidden.md").write_text("hidden", "utf-8")
    pack = read_pack(tmp_path)
    assert [rule.id for rule in pack.rules] == ["A", "B", "C"]
    assert pack.unread == (("notes.txt", "is of a kind that is not read"),)
    assert (pack.documents, pack.pages) == (3, 0)


def test_the_manifest_names_the_pack_and_its_topics(tmp_path: Path) -> None:
    write(tmp_path, a_md=GOOD)
    manifest = 'id = "office"\ntitle = "Our rules"\nversion = "7"\n[topics]\nfees = "Fees"\n'
    (tmp_path / "pack.toml").write_text("\ufeff" + manifest, "utf-8")
    pack = read_pack(tmp_path)
    assert (pack.id, pack.title, pack.version, pack.topics) == (
        "office",
        "Our rules",
        "7",
        {"fees": "Fees"},
    )


@pytest.mark.parametrize("manifest", ["id = ", "\udcff", 'topics = "fees"', "topics = 3"])
def test_a_broken_manifest_is_told(tmp_path: Path, manifest: str) -> None:
    write(tmp_path, a_md=GOOD)
    (tmp_path / "pack.toml").write_bytes(manifest.encode("utf-8", "surrogateescape"))
    with pytest.raises(BadInput, match=r"pack\.toml"):
        read_pack(tmp_path)


FAULTS = [
    ("", "is empty"),
    ("---\ntitle: t\n---\n \n", "has no text"),
    ("---\nid: X\ntitle: t\n---\n", "has no text"),
    ("---\nid: X\ntitle: t\n---\n\u200b \n", "has no text"),
    ("---\nid: X\n---\nText.\n", "has no title"),
    ("---\nid: ''\ntitle: t\n---\nText.\n", "has no id"),
    ("---\nid: a b\ntitle: t\n---\nText.\n", "its id is empty, too long"),
    ("---\nid: a@2\ntitle: t\n---\nText.\n", "its id is empty, too long"),
    (f"---\nid: {'x' * 81}\ntitle: t\n---\nText.\n", "its id is empty, too long"),
    ("---\nid: X\ntitle: [a, b]\n---\nText.\n", "title must be text"),
    ("---\nid: true\ntitle: t\n---\nText.\n", "id must be text"),
    ("---\nid: X\ntitle: t\naudience: secret\n---\nText.\n", "audience must be public or internal"),
    ("---\nid: X\ntitle: t\neffective_from: soon\n---\nText.\n", "effective_from must be a date"),
    ("---\nid: X\ntitle: t\neffective_from: 2026-02-30\n---\nText.\n", "day is out of range"),
    (
        "---\nid: X\ntitle: t\neffective_from: 2026-02-02\neffective_to: 2026-02-01\n---\nText.\n",
        "lies before",
    ),
    ("---\nid: X\ntitle: t\nkeywords: late\n---\nText.\n", "keywords must be a list"),
    ("---\nid: X\ntitle: t\nkeywords: [[a]]\n---\nText.\n", "keywords must be a list"),
    ("---\nid: X\ntitle: t\nkeywords: [~]\n---\nText.\n", "keywords must be a list"),
    ("---\n- a\n- b\n---\nText.\n", "its front matter holds no fields"),
    ("---\nid: X: Y: [\n---\nText.\n", "mapping values are not allowed"),
    (
        "---\nid: !!python/object/apply:os.system [ls]\ntitle: t\n---\nText.\n",
        "could not determine a constructor",
    ),
]


@pytest.mark.parametrize(("content", "why"), FAULTS, ids=[why for _, why in FAULTS])
def test_a_faulty_rule_is_named_with_its_reason_and_the_rest_is_read(
    tmp_path: Path, content: str, why: str
) -> None:
    write(tmp_path, fees__bad_md=content, good_md=GOOD)
    assert only(tmp_path).id == "FEE-1"
    assert why in unread(tmp_path)["fees/bad.md"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "Expecting"),
        ("[1]", "is not an object"),
        ('{"id": "X", "title": "t", "text": null}', "has no text"),
        ('{"id": "X", "title": "t", "text": {"a": 1}}', "text must be text"),
        ("[" * 100_000, ""),
        ('{"id": "\\ud800", "title": "t", "text": "T."}', "has no id"),
    ],
)
def test_a_faulty_line_is_named_by_its_number(tmp_path: Path, line: str, why: str) -> None:
    write(tmp_path, rules_jsonl='\n{"id": "A", "title": "a", "text": "Pay."}\n' + line + "\n")
    found = unread(tmp_path)
    assert list(found) == ["rules.jsonl, line 3"]
    assert why in found["rules.jsonl, line 3"]
    assert only(tmp_path).id == "A"


def test_an_id_that_stands_twice_counts_once_and_is_told(tmp_path: Path) -> None:
    write(tmp_path, a_md=GOOD, b_md=GOOD.replace("Pay", "Never pay"))
    assert only(tmp_path).text == "Pay the fee."
    assert "FEE-1 stands twice" in unread(tmp_path)["b.md"]


def test_what_is_not_text_or_too_large_is_told(tmp_path: Path) -> None:
    write(tmp_path, a_md=GOOD, latin_md="---\nid: ü".encode("latin-1"), huge_md=b"x" * 16_000_001)
    (tmp_path / "picture.md").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "zeros.html").write_bytes(bytes(100))
    assert unread(tmp_path) == {
        "latin.md": "is not UTF-8 text",
        "huge.md": "is too large for a Markdown file",
        "picture.md": "is named .md but is a picture",
        "zeros.html": "is not text",
    }


def test_a_front_matter_that_unfolds_without_end_is_no_danger(tmp_path: Path) -> None:
    bomb = "\n".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]" for n in range(9)
    )
    write(
        tmp_path,
        bomb_md=f"---\na: &a [x]\n{bomb}\nid: X\ntitle: t\nkeywords: *j\n---\nText.\n",
        a_md=GOOD,
    )
    assert only(tmp_path).id == "FEE-1"


def test_an_empty_folder_a_missing_one_and_a_hopeless_one_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="holds no rule"):
        read_pack(tmp_path)
    with pytest.raises(BadInput, match="no policy pack at"):
        read_pack(tmp_path / "nowhere")
    write(tmp_path, bad_md="---\nid: X\n---\nnothing")
    with pytest.raises(BadInput, match=r"bad\.md: has no title"):
        read_pack(tmp_path)


def test_hidden_characters_go_from_a_rule_too(tmp_path: Path) -> None:
    write(tmp_path, a_md=GOOD.replace("Pay the", "Pay\u200b t\u202ehe"))
    assert only(tmp_path).text == "Pay the fee."


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_front_matter_and_body_is_read_or_told(front: str, body: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = f"---\n{front}\n---\n{body}"
        (folder / "x.md").write_text(text, "utf-8", errors="surrogatepass", newline="")
        (folder / "good.jsonl").write_text('{"id": "A", "title": "a", "text": "Pay."}', "utf-8")
        pack: Pack = read_pack(folder)
        assert len(pack.rules) + len(pack.unread) == 2


def test_a_line_without_a_title_is_named_by_its_first_words(tmp_path: Path) -> None:
    text = "The fee is due within ten days of the sale and there is no grace."
    write(tmp_path, rules_jsonl=json.dumps({"id": "A", "text": text}))
    assert only(tmp_path).title == "The fee is due within ten days of the sale …"
    assert only(tmp_path).text == text


def test_a_line_says_where_it_holds_what_it_ends_and_when_it_was_reviewed(tmp_path: Path) -> None:
    line = {"id": "A", "text": "Pay.", "jurisdiction": "US-CA", "supersedes": ["B", "C"]}
    write(tmp_path, rules_jsonl=json.dumps({**line, "reviewed_on": "2026-02-01"}))
    rule = only(tmp_path)
    assert (rule.jurisdiction, rule.supersedes, rule.reviewed_on) == (
        "US-CA",
        ("B", "C"),
        date(2026, 2, 1),
    )


def test_links_that_lead_in_circles_or_nowhere_are_told(tmp_path: Path) -> None:
    write(tmp_path, a__one_md=GOOD)
    (tmp_path / "a" / "back").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    reasons = unread(tmp_path)
    assert reasons["a/back"] == "leads to a folder that is read already"
    assert reasons["gone.md"].startswith("cannot be opened")
    assert only(tmp_path).id == "FEE-1"


def test_a_file_of_a_kind_that_is_not_read_is_an_error_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "rules.xlsx").write_bytes(b"PK")
    with pytest.raises(BadInput, match=r"rules\.xlsx: is of a kind that is not read"):
        read_pack(tmp_path / "rules.xlsx")


def test_a_line_without_an_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    write(tmp_path, rules_jsonl="x" * 5_000_000 + '\n{"id": "A", "text": "Pay."}\n')
    assert unread(tmp_path) == {"rules.jsonl, line 1": "is too long for one rule"}
    assert only(tmp_path).id == "A"
