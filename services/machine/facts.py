# SPDX-License-Identifier: Apache-2.0
"""Facts of this computer that IT asks for: versions, free space, proxy, certificates. Nothing is
changed.
"""

import sys
from pathlib import Path

from desktop_app.errors import Caution, Misconfigured, StoreFault
from services.machine.folders import free_bytes
from services.machine.keychain import Keychain, KeyPlace

_PACKAGES = ("PySide6-Essentials", "anthropic", "sqlcipher3", "keyring", "sqlite-utils")
_LEAST_FREE = 200_000_000


def versions(own: str) -> str:
    """The program's version, Python's, the system's, and those of the parts that matter."""
    import importlib.metadata  # noqa: PLC0415 - IT asks seldom, a start comes every morning
    import platform  # noqa: PLC0415

    parts = [f"Counterpart {own}", f"Python {platform.python_version()}", platform.platform()]
    for name in _PACKAGES:
        try:
            parts.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            parts.append(f"{name} (version not recorded)")
    return ", ".join(parts) + "."


def disk(folder: Path) -> str:
    """Free space where the store lies."""
    free = free_bytes(folder)
    if free < _LEAST_FREE:
        raise StoreFault(
            f"Only {free // 1_000_000} MB are free where the store lies.", "Free some space."
        )
    return f"{free // 1_000_000} MB free."


def keychain(ring: Keychain, place: KeyPlace) -> str:
    """Where the store's key comes from, and whether that is fit for real inquiries."""
    if place is KeyPlace.SAMPLE:
        raise Caution(
            "No keychain answers; the sample office's store has a key that is no secret.",
            "Do not put real inquiries into the sample office.",
        )
    if place is KeyPlace.PASSPHRASE:
        return "The store's key comes from the passphrase given at the start."
    return f"The store's key is in {ring.name}."


def proxy(setting: str) -> str:
    """Which proxy is used."""
    if setting not in {"system", "none"}:
        return "The proxy set in drafter.proxy is used."
    if setting == "none":
        return "No proxy is used."
    import urllib.request  # noqa: PLC0415

    found: dict[str, str] = {}
    if sys.platform == "win32":
        found = urllib.request.getproxies_registry()
    elif sys.platform == "darwin":
        found = urllib.request.getproxies_macosx_sysconf()
    return "The system's proxy is used." if found.get("https") else "The system names no proxy."


def certificates() -> str:
    """Which certificates are trusted, and whether there are any."""
    import ssl  # noqa: PLC0415

    context = ssl.create_default_context()
    count = len(context.get_ca_certs())
    where = "Windows" if sys.platform == "win32" else "the system"
    paths = ssl.get_default_verify_paths()
    if sys.platform.startswith("linux") and not count and not paths.capath:
        raise Misconfigured(
            "This system has no certificates, so no server can be trusted.",
            "Install the package ca-certificates.",
        )
    return f"The certificates of {where} are trusted ({count} loaded)."
