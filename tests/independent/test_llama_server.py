# SPDX-License-Identifier: Apache-2.0
"""Claude's drafter streams from llama.cpp's Messages API, which nobody here wrote.

That server leaves search results unread, so nothing it writes can be cited and no draft of it may
reach a clerk. It must be installed: a test that quietly skips it would prove nothing.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.cancel import Cancel
from desktop_app.domain.draft import Completeness, Piece, Support
from desktop_app.domain.suggestion import SuggestionState
from desktop_app.errors import Misconfigured, Refused, Stopped
from desktop_app.rules.support import compose
from services.drafters.claude import ClaudeDrafter
from tests.fakes.build import arrival
from tests.fakes.desk import make_desk
from tests.independent.llama_server import CONTEXT, KEY, weights
from tests.services.drafters.material import blocks_heard, brief, claude, told

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a running server."""
    weights()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.independent.llama_server"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        assert address, "the server did not start"
        yield address
        running.kill()


def client(url: str, key: str = KEY) -> ClaudeDrafter:
    return claude(url, key=lambda: key, model="smollm2", max_tokens=100, timeout_s=300)


def test_a_real_answer_is_streamed_and_none_of_it_counts_as_grounded(server: str) -> None:
    heard: list[Piece] = []
    with closing(client(server)) as drafter:
        outbound = drafter.prepare(brief())
        drafted = drafter.draft(outbound, heard.append, Cancel())
    assert "thinking" not in outbound.request
    assert told(heard).strip()
    assert len(heard) > 5
    assert blocks_heard(heard) == drafted.blocks
    assert 0 < drafted.usage.output_tokens <= 100
    assert drafted.usage.input_tokens + drafted.usage.cache_read_tokens > 500
    assert drafted.usage.cost_microdollars is None

    draft = compose(drafted.blocks, outbound.snippets, {})
    assert draft.completeness is Completeness.NONE
    assert Support.CITED not in {sentence.support for sentence in draft.sentences}


def test_the_desk_withholds_what_it_writes(server: str, tmp_path: Path) -> None:
    with closing(client(server)) as drafter:
        bench = make_desk(tmp_path, drafter=drafter)  # type: ignore[arg-type]
        name = bench.pull(arrival())
        bench.draft(name)
        suggestion = bench.suggestion(name)
        bench.vault.close()
    assert suggestion is not None
    assert suggestion.state is SuggestionState.WITHHELD
    assert suggestion.draft.body == ""


def test_examining_it_says_that_it_works(server: str) -> None:
    with closing(client(server)) as drafter:
        assert drafter.examine().startswith("Works. ")


def test_a_stop_midway_ends_the_draft(server: str) -> None:
    cancel = Cancel()
    with closing(client(server)) as drafter:
        with pytest.raises(Stopped):
            drafter.draft(drafter.prepare(brief()), lambda _: cancel.request(), cancel)
        assert drafter.examine().startswith("Works. ")


def test_its_refusals_have_our_sentences(server: str) -> None:
    with (
        closing(client(server, "other")) as stranger,
        pytest.raises(Misconfigured, match="key was not accepted"),
    ):
        stranger.examine()
    with closing(client(server)) as drafter:
        long = drafter.prepare(brief(messages=("word " * CONTEXT,)))
        with pytest.raises(Refused, match="too long"):
            drafter.draft(long, lambda _: None, Cancel())
