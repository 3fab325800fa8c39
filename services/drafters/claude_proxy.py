# SPDX-License-Identifier: Apache-2.0
"""Which proxy leads to Claude: the system's own settings, an address from ours, or none.

The environment has no say. Configuration scripts (PAC) and passwords are not supported.
"""

import urllib.request
from collections.abc import Callable, Mapping
from typing import cast
from urllib.parse import urlsplit

from desktop_app.errors import Misconfigured

_STORES = (
    ("getproxies_registry", "proxy_bypass_registry"),  # Windows
    ("getproxies_macosx_sysconf", "proxy_bypass_macosx_sysconf"),
)


def proxy_for(url: str, setting: str, system: object = urllib.request) -> str | None:
    """The proxy's address for `url`; None where the way is direct."""
    if setting == "none":
        return None
    if setting != "system":
        return setting
    parts = urlsplit(url)
    for read, bypass in _STORES:
        proxies = cast("Callable[[], Mapping[str, str]] | None", getattr(system, read, None))
        spared = cast("Callable[[str], object] | None", getattr(system, bypass, None))
        if proxies is None or spared is None or spared(parts.netloc):
            continue
        found = proxies().get(parts.scheme)
        if found and urlsplit(found).scheme not in {"http", "https"}:
            raise Misconfigured(
                "This computer's proxy is of a kind Counterpart cannot use.",
                "Ask IT to set drafter.proxy to an http proxy.",
                code="proxy-kind",
            )
        return found
    return None
