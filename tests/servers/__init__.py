# SPDX-License-Identifier: Apache-2.0
"""Real servers on this computer's own address, for tests. One that is not installed fails the test
and names its Debian package.
"""

import shutil
import socket


def need(program: str, package: str) -> str:
    """The path of a server's program; there is no test without it."""
    found = shutil.which(program, path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if found is None:
        raise RuntimeError(f"{program} is missing: apt-get install {package}")
    return found


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
