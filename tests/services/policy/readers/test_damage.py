# SPDX-License-Identifier: Apache-2.0
"""Files with bytes changed anywhere: read or told, and nothing else happens."""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.errors import BadInput
from services.policy.pack import read_pack
from tests.services.policy import specimens

CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=60)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damage")


@pytest.fixture(scope="module")
def wholes(folder: Path) -> dict[str, bytes]:
    document = io.BytesIO()
    specimens.handbook().save(document)
    pdf = specimens.with_footnotes(folder / "notes.pdf").read_bytes()
    return {".docx": document.getvalue(), ".pdf": pdf}


@settings(max_examples=80)
@given(kind=st.sampled_from([".docx", ".pdf"]), changes=CHANGES, length=st.floats(0.1, 1))
def test_a_damaged_file_is_read_or_told(
    folder: Path,
    wholes: dict[str, bytes],
    kind: str,
    changes: list[tuple[float, int]],
    length: float,
) -> None:
    content = bytearray(wholes[kind])
    for place, value in changes:
        content[int(place * (len(content) - 1))] = value
    path = folder / f"damaged{kind}"
    path.write_bytes(content[: int(length * len(content)) + 1])
    said = ""
    try:
        rules = read_pack(path).rules
    except BadInput as told:
        rules, said = (), str(told)
    assert rules or path.name in said
