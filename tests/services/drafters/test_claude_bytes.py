# SPDX-License-Identifier: Apache-2.0
"""However the network cuts the bytes of a stream, the draft is the same."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.cancel import Cancel
from desktop_app.domain.draft import Piece
from services.drafters.claude import ClaudeDrafter
from tests.services.drafters.material import blocks_heard, brief, told
from tests.simulator.scenarios import cut_into
from tests.simulator.server import Simulator

LETTERS = (
    "Добрый день, [NAME_1]! 您好。",
    "ਨਮਸਕਾਰ \N{GRINNING FACE} \N{FAMILY}\N{ZERO WIDTH JOINER}\N{GIRL}",
)
SIZES = st.lists(st.integers(1, 400) | st.integers(1, 3), max_size=300)


@given(sizes=SIZES, line_end=st.sampled_from([b"\n", b"\r\n"]), message=st.sampled_from(LETTERS))
def test_any_cut_gives_the_same_draft(
    shared: tuple[Simulator, ClaudeDrafter], sizes: list[int], line_end: bytes, message: str
) -> None:
    simulator, drafter = shared
    outbound = drafter.prepare(brief(messages=(message,)))
    usual = drafter.draft(outbound, lambda _: None, Cancel())
    simulator.play(cut_into(sizes, line_end))
    heard: list[Piece] = []
    drafted = drafter.draft(outbound, heard.append, Cancel())
    assert drafted == usual
    assert told(heard) == "".join(block.text for block in usual.blocks)
    assert blocks_heard(heard) == usual.blocks


def test_one_byte_at_a_time(shared: tuple[Simulator, ClaudeDrafter]) -> None:
    simulator, drafter = shared
    outbound = drafter.prepare(brief(messages=LETTERS))
    usual = drafter.draft(outbound, lambda _: None, Cancel())
    simulator.play(cut_into([1] * 20_000))
    assert drafter.draft(outbound, lambda _: None, Cancel()) == usual
