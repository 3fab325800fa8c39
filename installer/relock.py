# SPDX-License-Identifier: Apache-2.0
"""Make the locks anew from `pyproject.toml`: `python installer/relock.py` (needs `uv` on the path).

A lock names versions and hashes for every system we run on, and no place to fetch them from.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMON = [
    "uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11",
    "--generate-hashes", "--no-header", "--no-annotate", "--quiet",
]  # fmt: skip


def main() -> int:
    """Write `lock/run.txt` and `lock/test.txt`."""
    for name, extra in (("run", []), ("test", ["--group", "dev"])):
        target = ROOT / "installer" / "lock" / f"{name}.txt"
        target.parent.mkdir(exist_ok=True)
        command = [*COMMON, *extra, "--output-file", str(target)]
        if code := subprocess.run(command, cwd=ROOT, check=False).returncode:
            return code
        if "://" in target.read_text("utf-8"):
            print(f"{target.name} names an address; it must not.", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
