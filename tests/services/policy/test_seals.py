# SPDX-License-Identifier: Apache-2.0
import io
import json
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import BadInput
from services.policy import seals

PEM, PUBLIC = seals.new_key()
PRIVATE = seals.read_private(PEM)
TRUSTED = {seals.name_of(key): key for key in (seals.read_trusted(PUBLIC),)}
MEMBERS = {"rules.jsonl": b'{"id": "FEE-1"}\n' * 20, "notes.txt": b"Fees of the new year."}
ABOUT = {"id": "fees", "version": "3"}
SEALED = seals.seal(ABOUT, MEMBERS, PRIVATE)


def repacked(change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The sealed file as somebody without the key can change it."""
    with zipfile.ZipFile(io.BytesIO(SEALED)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    change(held)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_what_was_sealed_comes_back() -> None:
    opened = seals.unseal(SEALED, TRUSTED)
    assert opened.members == MEMBERS
    assert opened.about["id"] == "fees"
    assert opened.signer in TRUSTED


def test_the_same_members_give_the_same_bytes() -> None:
    assert seals.seal(ABOUT, dict(reversed(MEMBERS.items())), PRIVATE) == seals.seal(
        ABOUT, dict(reversed(MEMBERS.items())), PRIVATE
    )


def test_a_key_with_a_password_needs_it() -> None:
    pem, public = seals.new_key(b"on paper")
    assert seals.public_key(seals.read_private(pem, b"on paper")) == public
    for wrong in (None, b"on wood"):
        with pytest.raises(BadInput):
            seals.read_private(pem, wrong)


def test_a_key_that_is_not_trusted_is_named() -> None:
    other = seals.read_private(seals.new_key()[0])
    with pytest.raises(BadInput, match=seals.name_of(other.public_key())):
        seals.unseal(seals.seal(ABOUT, MEMBERS, other), TRUSTED)


@pytest.mark.parametrize(
    "text",
    ["", "not base64!", "QUJD", PUBLIC[:-4]],
    ids=["empty", "no base64", "too short", "cut"],
)
def test_nonsense_is_not_a_public_key(text: str) -> None:
    with pytest.raises(BadInput, match="trusted_keys"):
        seals.read_trusted(text)


def _another_text(held: dict[str, bytes]) -> None:
    held["rules.jsonl"] = held["rules.jsonl"].replace(b"FEE-1", b"FEE-2")


def _another_manifest(held: dict[str, bytes]) -> None:
    manifest = json.loads(held["manifest.json"])
    manifest["version"] = "4"
    held["manifest.json"] = json.dumps(manifest).encode()


def _one_more(held: dict[str, bytes]) -> None:
    held["../../autoexec.bat"] = b"format c:"


def _one_less(held: dict[str, bytes]) -> None:
    del held["notes.txt"]


def _no_signature(held: dict[str, bytes]) -> None:
    del held["signature.json"]


def _empty_signature(held: dict[str, bytes]) -> None:
    held["signature.json"] = b"{}"


def _nested(held: dict[str, bytes]) -> None:
    held["manifest.json"] = b"[" * 200_000


def _long(held: dict[str, bytes]) -> None:
    held["notes.txt"] = b"\0" * 50_000_000


@pytest.mark.parametrize(
    "change",
    [
        _another_text, _another_manifest, _one_more, _one_less, _no_signature, _empty_signature,
        _nested, _long,
    ],
)  # fmt: skip
def test_a_changed_file_is_refused_whole(change: Callable[[dict[str, bytes]], None]) -> None:
    with pytest.raises(BadInput):
        seals.unseal(repacked(change), TRUSTED)


@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_a_flipped_byte_never_changes_what_comes_out(place: int, flip: int) -> None:
    damaged = bytearray(SEALED)
    damaged[place] ^= flip
    try:
        opened = seals.unseal(bytes(damaged), TRUSTED)
    except BadInput:
        return
    assert opened.members == MEMBERS  # what an archive notes beside its members is nobody's rule


@given(st.integers(0, len(SEALED) - 1))
def test_a_file_cut_short_is_refused(length: int) -> None:
    with pytest.raises(BadInput):
        seals.unseal(SEALED[:length], TRUSTED)


@given(st.binary(max_size=300))
def test_noise_is_refused(noise: bytes) -> None:
    with pytest.raises(BadInput):
        seals.unseal(noise, TRUSTED)
