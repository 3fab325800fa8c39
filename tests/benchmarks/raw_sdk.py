# SPDX-License-Identifier: Apache-2.0
"""`python raw_sdk.py URL KEY`: the SDK alone. Each line of standard input is a request; answers
with the seconds to its first text. The first of them imports the SDK.
"""

import json
import sys
import time


def main() -> None:
    url, key = sys.argv[1:3]
    client = None
    for line in sys.stdin:
        request = json.loads(line)
        began = time.perf_counter()
        if client is None:
            from anthropic import Anthropic  # noqa: PLC0415 - what the first draft pays for

            client = Anthropic(auth_token=key, api_key=None, base_url=url, max_retries=0)
        stream = client.messages.create(**request)
        events = iter(stream)
        for event in events:
            if event.type == "content_block_delta" and event.delta.type == "text_delta":
                after_s = time.perf_counter() - began
                break
        for _ in events:
            pass
        print(json.dumps({"event": "visible", "after_s": after_s}), flush=True)


if __name__ == "__main__":
    main()
