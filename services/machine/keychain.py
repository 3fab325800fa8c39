# SPDX-License-Identifier: Apache-2.0
"""Secrets in the system's keychain, and what stands in for it where there is none.

The store's key is 32 random bytes in the keychain. Without a keychain it is derived from a
passphrase the way SQLCipher itself does, so that any SQLCipher tool opens the file with the same
passphrase. The sample office alone may fall back to a passphrase that is no secret, and says so.
Nothing falls back silently.
"""

import contextlib
import hashlib
import importlib
import os
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar, cast

from desktop_app.errors import Misconfigured
from services.machine import environment

SAMPLE_PASSPHRASE = "sample office, no secret"  # noqa: S105 - said on screen and in the guide
_SERVICE = "Counterpart"
_API_KEY = "api-key"
_HEADER = "header"
_SOURCE = "source"
_HUB = "hub"
_SALT = 16
# SQLCipher 4: PBKDF2-HMAC-SHA512 with 256,000 rounds over the salt in the file's first 16 bytes.
_ROUNDS = 256_000
_Answer = TypeVar("_Answer")
_BACKENDS = {"win32": ("Windows.WinVaultKeyring",), "darwin": ("macOS.Keyring",)}
_ELSEWHERE = ("SecretService.Keyring", "kwallet.DBusKeyring", "libsecret.Keyring")


class KeyPlace(StrEnum):
    """Where the store's key comes from."""

    KEYCHAIN = "keychain"
    PASSPHRASE = "passphrase"  # noqa: S105 - a kind, not a secret
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class StoreKey:
    """The raw key of a store in hexadecimal, and where it came from."""

    key: str
    place: KeyPlace


class Ring(Protocol):
    """A keychain as `keyring` hands it out."""

    def get_password(self, service: str, username: str) -> str | None:
        """A secret, or None."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""
        ...


def system_ring() -> Ring | None:
    """The system's own keychain, if it answers.

    It is asked for by name: the search of `keyring` looks through every installed package, which
    takes longer than opening the window, and finds stand-ins that keep secrets in the open.
    """
    for name in _BACKENDS.get(sys.platform, _ELSEWHERE):
        try:
            ring = importlib.import_module("keyring.core").load_keyring(f"keyring.backends.{name}")
            ring.get_password(_SERVICE, "probe")
        except Exception:  # noqa: BLE001, S112 - one that does not answer is none
            continue
        return cast("Ring", ring)
    return None


class Keychain:
    """The system's keychain, if one answers; looked for when it is first needed."""

    def __init__(self, find: Callable[[], Ring | None] = system_ring) -> None:
        self._find = find
        self._offered: str | None = None

    @cached_property
    def _ring(self) -> Ring | None:
        return self._find()

    @property
    def works(self) -> bool:
        """Whether a keychain of the system answers."""
        return self._ring is not None

    @property
    def name(self) -> str:
        """What the keychain is called, for people."""
        if self._ring is None:
            return "no keychain"
        return {
            "WinVaultKeyring": "Windows Credential Manager",
            "Keyring": "the system's keychain",
        }.get(type(self._ring).__name__, "the system's keychain")

    def api_key(self) -> str | None:
        """The key for Claude: the keychain's, or the one given for a machine without a keychain."""
        return self._offered or self._get(_API_KEY) or environment.api_key()

    def offer(self, key: str | None) -> None:
        """Use this key for now without keeping it; None ends that."""
        self._offered = key

    def keep_api_key(self, key: str) -> None:
        """Put the key for Claude into the keychain; an empty one removes it."""
        if self._ring is None:
            raise Misconfigured(
                "This computer has no keychain, so the key cannot be kept.",
                f"Set {environment.API_KEY} where the program is started.",
            )
        ring = self._ring
        if key:
            _asked(lambda: ring.set_password(_SERVICE, _API_KEY, key))
        elif self._get(_API_KEY) is not None:
            _asked(lambda: ring.delete_password(_SERVICE, _API_KEY))

    def secret(self, name: str) -> str | None:
        """The value of a header that a gateway wants; the keychain alone holds such."""
        return self._get(f"{_HEADER} {name.casefold()}")

    def keep_secret(self, name: str, value: str) -> None:
        """Put the value of a header into the keychain; an empty one removes it."""
        self._keep(f"{_HEADER} {name.casefold()}", value)

    def source_secret(self, name: str) -> str | None:
        """A secret of the inquiry source: the keychain's, or the one given for a machine without a
        keychain.
        """
        return self._get(f"{_SOURCE} {name}") or environment.source_secret()

    def keep_source_secret(self, name: str, value: str) -> None:
        """Put a secret of the inquiry source into the keychain; an empty one removes it."""
        self._keep(f"{_SOURCE} {name}", value)

    def hub_secret(self) -> str | None:
        """The password for the office's hub: the keychain's, or the one for a machine without."""
        return self._get(_HUB) or environment.hub_secret()

    def keep_hub_secret(self, value: str) -> None:
        """Put the password for the office's hub into the keychain; an empty one removes it."""
        self._keep(_HUB, value)

    def store_key(self, store: Path, *, sample: bool) -> StoreKey:
        """The key of the store at `store`; makes one for a store that does not exist yet."""
        if (given := environment.passphrase()) is not None:
            return StoreKey(derived(given, store), KeyPlace.PASSPHRASE)
        if self._ring is not None:
            return StoreKey(self._kept(store), KeyPlace.KEYCHAIN)
        if sample:
            return StoreKey(derived(SAMPLE_PASSPHRASE, store), KeyPlace.SAMPLE)
        raise Misconfigured(
            "This computer has no keychain to hold the store's key.",
            f"Set {environment.PASSPHRASE} where the program is started, or install a keychain.",
        )

    def _kept(self, store: Path) -> str:
        ring = self._ring
        assert ring is not None  # noqa: S101 - asked before
        name = f"store {hashlib.sha256(str(store).encode()).hexdigest()[:16]}"
        found = self._get(name)
        if found is None:
            if store.exists():
                raise Misconfigured(
                    f"The key of the store {store.name} is not in the keychain.",
                    "Sign in with the account that made it, or restore the key.",
                    code="key missing",
                )
            made = found = secrets.token_hex(32)
            _asked(lambda: ring.set_password(_SERVICE, name, made))
        return found

    def _keep(self, name: str, value: str) -> None:
        ring = self._ring
        if ring is None:
            raise Misconfigured(
                "This computer has no keychain, so the secret cannot be kept.",
                "Install a keychain.",
            )
        if value:
            _asked(lambda: ring.set_password(_SERVICE, name, value))
        elif self._get(name) is not None:
            _asked(lambda: ring.delete_password(_SERVICE, name))

    def _get(self, name: str) -> str | None:
        ring = self._ring
        if ring is None:
            return None
        return _asked(lambda: ring.get_password(_SERVICE, name))


def _asked(question: Callable[[], _Answer]) -> _Answer:
    """What the keychain answers."""
    try:
        return question()
    except Exception as error:  # noqa: BLE001 - every backend has errors of its own
        raise Misconfigured(
            "The keychain does not answer.",
            "Unlock it, then start again.",
            code=type(error).__name__,
        ) from None


def derived(passphrase: str, store: Path) -> str:
    """Key and salt, as SQLCipher derives them from a passphrase and the file's own salt."""
    salt = os.urandom(_SALT)
    # Where there is no file, or none to read, opening the store says so.
    with contextlib.suppress(OSError), store.open("rb") as file:
        head = file.read(_SALT)
        salt = head if len(head) == _SALT else salt
    key = hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, _ROUNDS, 32)
    return key.hex() + salt.hex()
