# SPDX-License-Identifier: Apache-2.0
"""What the environment may not decide: where the program connects and what it trusts.

Three variables stand in for the keychain on a machine without one; nothing else is read. Those that
libraries would obey are removed before any of them is imported.
"""

import os

API_KEY = "COUNTERPART_API_KEY"
PASSPHRASE = "COUNTERPART_PASSPHRASE"  # noqa: S105 - the name of a variable
HUB_SECRET = "COUNTERPART_HUB_SECRET"  # noqa: S105 - the name of a variable
SOURCE_SECRET = "COUNTERPART_SOURCE_SECRET"  # noqa: S105 - the name of a variable

_PREFIXES = (
    "ANTHROPIC_", "OTEL_", "AWS_", "BOTO_", "AZURE_", "GOOGLE_", "CLOUDSDK_", "CLOUD_ML_", "GCE_",
    "PG",
)  # fmt: skip
_NAMES = (
    "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
    "SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE",
    "OPENSSL_CONF", "OPENSSL_MODULES", "OPENSSL_ENGINES", "NETRC", "PYTHON_KEYRING_BACKEND",
)  # fmt: skip


def seal() -> tuple[str, ...]:
    """Remove what could redirect or expose; answers the names that were there."""
    found = [
        name for name in os.environ if name.upper() in _NAMES or name.upper().startswith(_PREFIXES)
    ]
    for name in found:
        del os.environ[name]
    return tuple(sorted(found))


def api_key() -> str | None:
    """The key given for a machine without a keychain."""
    return os.environ.get(API_KEY) or None


def passphrase() -> str | None:
    """The passphrase given for a machine without a keychain."""
    return os.environ.get(PASSPHRASE) or None


def source_secret() -> str | None:
    """The inquiry source's secret given for a machine without a keychain."""
    return os.environ.get(SOURCE_SECRET) or None


def hub_secret() -> str | None:
    """The password for the office's hub given for a machine without a keychain."""
    return os.environ.get(HUB_SECRET) or None


def has_display(platform: str) -> bool:
    """Whether a window can be shown: always on Windows and macOS; elsewhere where a display is
    set.
    """
    if platform in {"win32", "darwin"}:
        return True
    offscreen = os.environ.get("QT_QPA_PLATFORM", "")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or offscreen)
