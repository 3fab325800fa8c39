#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Finds Python 3.11 or later, through apt if there is none and we may, and hands over to prepare.py.
set -u
here=$(cd "$(dirname "$0")" && pwd)

find_python() {
    for name in python3.13 python3.12 python3.11 python3.14 python3; do
        found=$(command -v "$name" 2>/dev/null) || continue
        if "$found" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$found"
            return 0
        fi
    done
    return 1
}

python=$(find_python) || {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Counterpart needs Python 3.11 or later. Installing python3 and python3-venv through apt." >&2
        apt-get update -q >&2 && DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -q --no-install-recommends python3 python3-venv ca-certificates >&2 || {
            echo "apt could not install Python. Check the network and the package sources." >&2
            exit 4
        }
    else
        echo "Counterpart needs Python 3.11 or later, and this computer has none." >&2
        echo "On Debian 12 or later: sudo apt-get install python3 python3-venv" >&2
        exit 4
    fi
    python=$(find_python) || {
        echo "The Python of this system is older than 3.11. Debian 12 or later has one that will do." >&2
        exit 4
    }
}
exec "$python" -I "$here/prepare.py" "$@"
