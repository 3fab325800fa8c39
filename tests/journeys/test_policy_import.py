# SPDX-License-Identifier: Apache-2.0
"""`policy import` as IT starts it: first a look at what would change, then the change."""

from pathlib import Path
from typing import cast

from tests.journeys.program import Program

MANUAL = "# Titles\n\nIntro.\n\n## Fees\n\nThe fee is $15.\n\n## Documents\n\nBring the title.\n"


def counts(answer: dict[str, object]) -> tuple[int, ...]:
    return tuple(len(cast("list[object]", answer[name])) for name in ("new", "changed", "gone"))


def test_a_preview_tells_and_changes_nothing_and_an_import_keeps_ids(tmp_path: Path) -> None:
    program = Program(tmp_path / "home")
    folder = tmp_path / "manuals"
    folder.mkdir()
    (folder / "manual.md").write_text(MANUAL, "utf-8")
    (folder / "sheet.xlsx").write_bytes(b"PK\x03\x04")
    before = program("policy", "status", "--json").document

    looked = program("policy", "import", str(folder), "--preview", "--json")
    assert (looked.status, counts(looked.document)[:2]) == (0, (3, 0))
    assert program("policy", "status", "--json").document == before

    done = program("policy", "import", str(folder))
    assert done.status == 0
    assert "Read: 1 documents, 3 snippets." in done.out
    assert "3 can be found again" in done.out
    assert "Not read: sheet.xlsx: is of a kind that is not read" in done.err
    assert "Reading" not in done.err  # progress is for people at a terminal

    changed = MANUAL.replace("$15", "$16").replace("## Documents", "## Papers to bring")
    (folder / "manual.md").write_text(changed + "\n## Appeals\n\nWithin 30 days.\n", "utf-8")
    again = program("policy", "import", str(folder), "--preview", "--json").document
    assert counts(again) == (1, 2, 0)
    assert again["unchanged"] == 1
    shown = program("policy", "import", str(folder), "--preview").out
    assert "The fee is $[-15-]{+16+}." in shown
    assert "Nothing is changed yet." in shown


def test_a_preview_of_nothing_is_bad_input(tmp_path: Path) -> None:
    program = Program(tmp_path / "home")
    (tmp_path / "empty").mkdir()
    answer = program("policy", "import", str(tmp_path / "empty"), "--preview")
    assert (answer.status, answer.out) == (2, "")
    assert "holds no rule that can be read" in answer.err
