# SPDX-License-Identifier: Apache-2.0
"""A manual that cannot be read takes no rule with it: only what a pack was read without goes."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop_app.cancel import Cancel
from desktop_app.domain.policy import ImportReport
from desktop_app.errors import BadInput, Stopped
from services.policy.pack import read_pack
from tests.fakes.desk import Bench, make_desk
from tests.services.policy import specimens
from tests.services.sources.rights import as_a_stranger, posix_only


def rule(name: str, text: str = "") -> str:
    return f"---\nid: {name}\ntitle: Rule {name}\n---\n{text or f'Pay what {name} says.'}\n"


def manual(*chapters: str) -> str:
    return "# Handbook\n\n" + "\n\n".join(
        f"## {one}\n\nWhoever asks for {one} pays the fee of the office for it." for one in chapters
    )


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_md", ".md").replace("_jsonl", ".jsonl")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def bring(
    bench: Bench, folder: Path, *, beside: bool = False, even_unread: bool = False
) -> ImportReport:
    policy = bench.desk.policy
    found = read_pack(folder, known=policy.earlier_edition)
    planned = policy.plan(found, beside=beside, even_unread=even_unread)
    report = policy.adopt(found, beside=beside, even_unread=even_unread)
    assert (report.withdrawn, report.kept) == (len(planned.gone), len(planned.kept))
    return report


def held(bench: Bench) -> set[str]:
    return {rule.title for rule in bench.parts.library.held()}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_desk(tmp_path / "desk", rules=None)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return tmp_path / "rules"


def test_the_rules_of_a_file_that_became_unreadable_stay_and_those_of_one_that_went_go(
    bench: Bench, rules: Path
) -> None:
    write(rules, a_md=rule("A-1"), b_md=rule("B-1"), c_md=rule("C-1"), d_md=manual("D", "E"))
    bring(bench, rules)
    (rules / "a.md").write_bytes(b"\x00\xff\x00")
    (rules / "d.md").write_bytes(b"")
    (rules / "b.md").unlink()
    report = bring(bench, rules)
    assert held(bench) == {"Rule A-1", "Rule C-1", "D", "E"}
    assert (report.kept, report.withdrawn, report.findable) == (3, 1, 1)
    data = bench.entry("policy.imported")["data"]
    assert isinstance(data, dict)
    assert (data["kept"], data["withdrawn"]) == (3, 1)


def test_what_was_kept_stays_through_further_imports_and_goes_when_it_is_told_to(
    bench: Bench, rules: Path
) -> None:
    write(rules, a_md=rule("A-1"), b_md=rule("B-1"))
    bring(bench, rules)
    (rules / "a.md").write_bytes(b"")
    assert bring(bench, rules).kept == 1
    assert bring(bench, rules).kept == 1
    assert bring(bench, rules, even_unread=True).withdrawn == 1
    assert held(bench) == {"Rule B-1"}
    bench.desk.policy.roll_back()
    assert held(bench) == {"Rule A-1", "Rule B-1"}


def test_a_kept_rule_is_found_and_is_the_same_version(bench: Bench, rules: Path) -> None:
    write(rules, a_md=rule("A-1", "Zebras cross at the light."), b_md=rule("B-1"))
    bring(bench, rules)
    (rules / "a.md").write_bytes(b"")
    bring(bench, rules)
    hits = bench.desk.policy.search("Where do zebras cross?", 3)
    assert str(hits[0].snippet.ref) == "A-1@1"


def test_a_file_saved_as_something_that_is_not_read_is_the_same_file(
    bench: Bench, rules: Path
) -> None:
    write(rules, fees__late_md=manual("Late fees"), smog_md=rule("S-1"))
    bring(bench, rules)
    (rules / "fees" / "late.md").rename(rules / "fees" / "late.doc")
    assert bring(bench, rules).kept == 1
    assert held(bench) == {"Late fees", "Rule S-1"}


@posix_only
def test_a_folder_without_permission_takes_nothing_with_it(bench: Bench, rules: Path) -> None:
    write(rules, fees__late_md=rule("F-1"), fees__new__first_md=rule("F-2"), smog_md=rule("S-1"))
    bring(bench, rules)
    known = bench.desk.policy.earlier_edition("rules")
    (rules / "fees").chmod(0)
    try:
        with as_a_stranger(rules):
            found = read_pack(rules, known=lambda _: known)
    finally:
        (rules / "fees").chmod(0o755)
    report = bench.desk.policy.adopt(found)
    assert (report.kept, report.withdrawn) == (2, 0)
    assert held(bench) == {"Rule F-1", "Rule F-2", "Rule S-1"}


def test_of_broken_lines_only_the_rules_they_name_stay(bench: Bench, rules: Path) -> None:
    lines = [f'{{"id": "L-{n}", "title": "Line {n}", "text": "Pay {n}."}}\n' for n in range(1, 5)]
    write(rules, all_jsonl="".join(lines))
    bring(bench, rules)
    write(rules, all_jsonl=lines[0] + '{"id": "L-2", "title": "Line 2", "text": "Pay\n' + lines[3])
    assert bring(bench, rules).kept == 1
    assert held(bench) == {"Line 1", "Line 2", "Line 4"}


def test_a_file_of_lines_that_was_cut_off_keeps_all_it_had(bench: Bench, rules: Path) -> None:
    lines = [f'{{"id": "L-{n}", "title": "Line {n}", "text": "Pay {n}."}}\n' for n in range(1, 5)]
    write(rules, all_jsonl="".join(lines))
    bring(bench, rules)
    write(rules, all_jsonl=lines[0] + lines[1][:-9])
    assert bring(bench, rules).kept == 3
    assert held(bench) == {"Line 1", "Line 2", "Line 3", "Line 4"}


def test_an_id_that_stands_twice_withdraws_nothing(bench: Bench, rules: Path) -> None:
    write(rules, a_md=rule("A-1"), b_md=rule("B-1"))
    bring(bench, rules)
    write(rules, b_md=rule("A-1"))
    assert bring(bench, rules).kept == 1
    assert held(bench) == {"Rule A-1", "Rule B-1"}


def test_beside_other_packs_only_the_packs_own_rules_are_kept(bench: Bench, tmp_path: Path) -> None:
    bring(bench, write(tmp_path / "one", a_md=rule("A-1"), z_md=rule("Z-1")))
    other = write(tmp_path / "two", b_md=rule("B-1"), c_md=rule("C-1"))
    bring(bench, other, beside=True)
    (other / "b.md").write_bytes(b"")
    (other / "a.md").write_bytes(b"")
    assert bring(bench, other, beside=True).kept == 1
    assert held(bench) == {"Rule A-1", "Rule Z-1", "Rule B-1", "Rule C-1"}


def test_rules_from_before_files_were_noted_stay_while_anything_is_unread(
    bench: Bench, rules: Path
) -> None:
    write(rules, a_md=rule("A-1"), b_md=rule("B-1"))
    bring(bench, rules)
    with bench.vault.writing() as db:
        db.execute("UPDATE snippets SET origin = ''")
    (rules / "a.md").write_bytes(b"")
    (rules / "b.md").unlink()
    write(rules, c_md=rule("C-1"))
    assert bring(bench, rules).kept == 2
    assert held(bench) == {"Rule A-1", "Rule B-1", "Rule C-1"}


def test_a_stopped_import_and_an_empty_folder_change_nothing(
    bench: Bench, rules: Path, tmp_path: Path
) -> None:
    write(rules, a_md=rule("A-1"))
    bring(bench, rules)
    before = bench.happened()
    cancel = Cancel()
    cancel.request()
    with pytest.raises(Stopped):
        read_pack(rules, cancel=cancel)
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInput, match="holds no rule"):
        read_pack(tmp_path / "empty")
    (rules / "a.md").write_bytes(b"")
    with pytest.raises(BadInput, match=r"a\.md: is empty"):
        read_pack(rules)
    assert held(bench) == {"Rule A-1"}
    assert bench.happened() == before


def test_a_page_that_became_a_picture_keeps_what_stood_around_it_and_no_more(
    bench: Bench, rules: Path
) -> None:
    rules.mkdir()
    picture = rules.parent / "page.png"
    Image.effect_noise((200, 260), 60).save(picture)
    chapters = ("Fees", "Titles", "Plates", "Smog")
    pages = {
        one: [(one, 12), (f"Whoever asks the office about {one} waits ten days for it.", 10)]
        for one in chapters
    }
    specimens.lines_of(rules / "m.pdf", *pages.values())
    bring(bench, rules)
    assert held(bench) == set(chapters)
    specimens.lines_of(rules / "m.pdf", pages["Fees"], picture, pages["Smog"])
    assert bring(bench, rules).kept == 2
    assert held(bench) == set(chapters)
    specimens.lines_of(rules / "m.pdf", picture, pages["Fees"], pages["Titles"], pages["Smog"])
    report = bring(bench, rules)
    assert (report.kept, report.withdrawn) == (0, 1)
    assert held(bench) == {"Fees", "Titles", "Smog"}


kinds = st.sampled_from(["whole", "edited", "empty", "binary", "deleted", "other format"])


@given(
    files=st.dictionaries(
        st.sampled_from(["a", "b", "c/d", "c/e", "f"]), kinds, min_size=2, max_size=5
    )
)
@settings(max_examples=25, deadline=None)
def test_whatever_becomes_of_files_only_what_was_deleted_goes(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as home:
        folder, bench = Path(home, "rules"), make_desk(Path(home, "desk"), rules=None)
        for name in files:
            write(folder, **{f"{name.replace('/', '__')}_md": rule(name.replace("/", "."))})
        bring(bench, folder)
        for name, fate in files.items():
            path = folder / f"{name}.md"
            match fate:
                case "edited":
                    path.write_text(rule(name.replace("/", "."), "It costs $9."))
                case "empty":
                    path.write_bytes(b"")
                case "binary":
                    path.write_bytes(b"\x00\x01\x02" * 50)
                case "deleted":
                    path.unlink()
                case "other format":
                    path.rename(path.with_suffix(".odt"))
                case _:
                    pass
        left = {f"Rule {n.replace('/', '.')}" for n, fate in files.items() if fate != "deleted"}
        if any(fate in {"whole", "edited"} for fate in files.values()):
            bring(bench, folder)
            assert held(bench) == left
        else:
            with pytest.raises(BadInput):
                bring(bench, folder)
