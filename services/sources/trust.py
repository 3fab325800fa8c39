# SPDX-License-Identifier: Apache-2.0
"""Whom a source believes on the line: what the system trusts and, beside that, an authority of the
office's own. Nothing switches the verification off.
"""

import ssl
from pathlib import Path

import truststore

from desktop_app.errors import Misconfigured


def trusting(extra: Path | None) -> ssl.SSLContext:
    """A context that verifies chain and name; `extra` holds further authorities as PEM."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if extra is None:
        return context
    try:
        context.load_verify_locations(cafile=extra)
    except (OSError, ssl.SSLError) as error:
        raise Misconfigured(
            f"The certificates in {extra.name} cannot be read.",
            "Mend source.options.ca; it names a PEM file.",
            code=type(error).__name__,
        ) from error
    return context
