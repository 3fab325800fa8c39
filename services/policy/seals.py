# SPDX-License-Identifier: Apache-2.0
"""Sealed files: members in one archive, named with their SHA-256 in a manifest that an Ed25519 key
has signed. Knows nothing of rules; refuses everything the manifest does not name.

The same members under the same key give the same bytes.
"""

import base64
import binascii
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from desktop_app.errors import BadInput

FORMAT = "counterpart-pack-1"
LARGEST = 256 * 1024 * 1024
"""The most a sealed file may hold when unpacked, in bytes: ten times the largest manual seen."""

_MANIFEST, _SIGNATURE = "manifest.json", "signature.json"
_LARGEST_MANIFEST = 1024 * 1024
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError
)  # fmt: skip
"""What `zipfile` raises for an archive that is no archive, depending on where it is broken."""
_DAMAGED = "Fetch the file again from whoever made it."


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a sealed file held, and the name of the key that signed it."""

    about: Mapping[str, object]
    members: Mapping[str, bytes]
    signer: str


def new_key(password: bytes | None = None) -> tuple[bytes, str]:
    """A private key as PEM, to be kept by whoever makes packs, and its public key for the desks."""
    private = Ed25519PrivateKey.generate()
    lock = BestAvailableEncryption(password) if password else NoEncryption()
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock), public_key(private)


def public_key(private: Ed25519PrivateKey) -> str:
    """The public half, as the settings hold it."""
    return base64.b64encode(_raw(private.public_key())).decode()


def read_private(pem: bytes, password: bytes | None = None) -> Ed25519PrivateKey:
    """A private key out of its file."""
    try:
        key = load_pem_private_key(pem, password)
    except (ValueError, TypeError) as error:
        raise BadInput(
            "This is not a private key that can be read, or its password is wrong.",
            "Make one with: policy keygen FILE",
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BadInput("This key is not an Ed25519 key.", "Make one with: policy keygen FILE")
    return key


def read_trusted(text: str) -> Ed25519PublicKey:
    """A public key out of the settings."""
    try:
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(text, validate=True))
    except (ValueError, binascii.Error) as error:
        raise BadInput(
            f"policy.trusted_keys: {text[:20]!r} is not a public key.",
            "Give the line that policy keygen printed.",
        ) from error


def name_of(public: Ed25519PublicKey) -> str:
    """What a key is called: the first half of its fingerprint's SHA-256."""
    return hashlib.sha256(_raw(public)).hexdigest()[:16]


def seal(
    about: Mapping[str, object], members: Mapping[str, bytes], private: Ed25519PrivateKey
) -> bytes:
    """Put members under one signature."""
    manifest = _spelled(
        {
            **about,
            "format": FORMAT,
            "members": {
                name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
                for name, content in sorted(members.items())
            },
        }
    )
    signature = {
        "key": name_of(private.public_key()),
        "signature": base64.b64encode(private.sign(manifest)).decode(),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        every = {_MANIFEST: manifest, _SIGNATURE: _spelled(signature), **members}
        for name, content in every.items():
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def unseal(content: bytes, trusted: Mapping[str, Ed25519PublicKey]) -> Sealed:
    """Open a sealed file; `trusted` holds the keys it may be signed with, by name.

    Nothing but the manifest is unpacked before its signature holds. Raises `BadInput`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
            if len(sizes) != len(archive.infolist()):
                raise BadInput("The sealed file holds a name twice.", _DAMAGED)
            manifest = _member(archive, _MANIFEST, _LARGEST_MANIFEST)
            signer = _check(manifest, _member(archive, _SIGNATURE, _LARGEST_MANIFEST), trusted)
            about = _document(manifest)
            members = _members(archive, about, set(sizes) - {_MANIFEST, _SIGNATURE})
    except _BROKEN as error:
        raise BadInput("The sealed file is damaged or cut short.", _DAMAGED) from error
    return Sealed(about, members, signer)


def _check(manifest: bytes, signature: bytes, trusted: Mapping[str, Ed25519PublicKey]) -> str:
    said = _document(signature)
    name, value = said.get("key"), said.get("signature")
    if not isinstance(name, str) or not isinstance(value, str):
        raise BadInput("The sealed file carries no signature.", _DAMAGED)
    if name not in trusted:
        raise BadInput(
            f"This pack is signed with the key {name[:16]}, which is not trusted here.",
            "Ask IT for a pack signed with the office's key, or to add this key.",
        )
    try:
        trusted[name].verify(base64.b64decode(value, validate=True), manifest)
    except (InvalidSignature, binascii.Error) as error:
        raise BadInput(
            "The pack was changed after it was signed. Nothing of it was taken.", _DAMAGED
        ) from error
    return name


def _members(
    archive: zipfile.ZipFile, about: Mapping[str, object], there: set[str]
) -> dict[str, bytes]:
    if about.get("format") != FORMAT:
        raise BadInput(
            "The sealed file is of another kind or a later version.",
            "Bring the program up to date, or ask for a pack in its format.",
        )
    named = about.get("members")
    if not isinstance(named, dict) or set(cast("dict[str, object]", named)) != there:
        raise BadInput("The sealed file holds other parts than its manifest names.", _DAMAGED)
    left = LARGEST
    members: dict[str, bytes] = {}
    for name, expected in cast("dict[str, dict[str, object]]", named).items():
        size = expected.get("size")
        if not isinstance(size, int) or not 0 <= size <= left:
            raise BadInput("The sealed file is larger than a pack may be.", _DAMAGED)
        content = _member(archive, name, size)
        if hashlib.sha256(content).hexdigest() != expected.get("sha256"):
            raise BadInput(f"{name} of the pack was changed. Nothing of it was taken.", _DAMAGED)
        members[name] = content
        left -= len(content)
    return members


def _member(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """One member, unpacked no further than `most` bytes: what an archive says of sizes may lie."""
    try:
        with archive.open(name) as packed:
            content = packed.read(most + 1)
    except KeyError:
        raise BadInput(f"The sealed file has no {name}.", _DAMAGED) from None
    if len(content) > most:
        raise BadInput(f"{name} in the sealed file is larger than it says.", _DAMAGED)
    return content


def _document(content: bytes) -> dict[str, object]:
    try:
        read: object = json.loads(content)
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise BadInput("The sealed file's manifest cannot be read.", _DAMAGED)
    return cast("dict[str, object]", read)


def _spelled(document: Mapping[str, object]) -> bytes:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _raw(public: Ed25519PublicKey) -> bytes:
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw)
