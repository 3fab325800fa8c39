# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.simulator --port 8765`: a stand-in for Claude to point drafter.base_url at."""

import argparse
import threading

from tests.simulator import KEY
from tests.simulator.scenarios import NAMED
from tests.simulator.server import Simulator


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--rate", type=float, default=30, help="words a second; 0: at once")
    parser.add_argument("--scenario", choices=sorted(NAMED), help="do this with every request")
    given = parser.parse_args()
    usual = NAMED[given.scenario] if given.scenario else None
    with Simulator(given.port, rate=given.rate, usual=usual) as simulator:
        print(f"Listening at {simulator.url}; the key is {KEY}", flush=True)  # noqa: T201
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
