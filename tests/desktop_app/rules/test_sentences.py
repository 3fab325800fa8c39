# SPDX-License-Identifier: Apache-2.0
"""Where sentences end, in the languages of the office."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.sentences import pieces, spans

TEXTS = st.text(
    st.one_of(
        st.sampled_from(" \n\t.!?…؟。！？։।॥។៕۔\"'”’)]»」』）(["),
        st.sampled_from("MrnoStB5aepm"),
        st.characters(),
    ),
    max_size=60,
)
PARTS = st.lists(
    st.sampled_from(
        [
            "Mr.",
            "a.m.",
            "no.",
            "5",
            "5.",
            "St.",
            "B.",
            "e.g.",
            "word",
            ". ",
            "? ",
            "\n",
            "  ",
            '."',
            "۔",
        ]
    ),
    max_size=30,
).map(" ".join)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Come in. Bring your title.", ["Come in.", "Bring your title."]),
        ("Is it free? Yes! Really.", ["Is it free?", "Yes!", "Really."]),
        ("Mr. Lee came. Mrs. Diaz left.", ["Mr. Lee came.", "Mrs. Diaz left."]),
        ("It was J. B. Hale who signed. He knows.", ["It was J. B. Hale who signed.", "He knows."]),
        ("Open 8 a.m. to 5 p.m. every day.", ["Open 8 a.m. to 5 p.m. every day."]),
        ("We close at 5 p.m. Come early.", ["We close at 5 p.m.", "Come early."]),
        ("The fee is 3.50 dollars. Pay it.", ["The fee is 3.50 dollars.", "Pay it."]),
        (
            "See https://www.dmv.ca.gov/real.id now. Go.",
            ["See https://www.dmv.ca.gov/real.id now.", "Go."],
        ),
        ("Write to P.O. Box 12. Wait.", ["Write to P.O. Box 12.", "Wait."]),
        ("Veh. Code 9552 applies. Read it.", ["Veh. Code 9552 applies.", "Read it."]),
        ("See Gov. Code 7290. It holds.", ["See Gov. Code 7290.", "It holds."]),
        ("Form No. 5 is gone. Use it.", ["Form No. 5 is gone.", "Use it."]),
        ("The short answer is no. You must pay.", ["The short answer is no.", "You must pay."]),
        ("1. Bring the title.\n2. Sign it.", ["1. Bring the title.", "2. Sign it."]),
        ("Bring:\n- the title\n- the form", ["Bring:", "- the title", "- the form"]),
        ('She said "Stop." Then she left.', ['She said "Stop."', "Then she left."]),
        ("Wait... what is it? Tell me.", ["Wait...", "what is it?", "Tell me."]),
        ("Bring proof, e.g. a bill. Then sign.", ["Bring proof, e.g. a bill.", "Then sign."]),
        ("Al Sr. Pérez le dije. No vino.", ["Al Sr. Pérez le dije.", "No vino."]),
        ("¿Cuánto cuesta? Son 20 dólares.", ["¿Cuánto cuesta?", "Son 20 dólares."]),
        ("您好。请问要多少钱？谢谢！", ["您好。", "请问要多少钱？", "谢谢！"]),
        ("Բարև։ Ինչպե՞ս եք։ Լավ։", ["Բարև։", "Ինչպե՞ս եք։", "Լավ։"]),
        ("यह नियम है। कृपया पढ़ें।", ["यह नियम है।", "कृपया पढ़ें।"]),
        ("ਇਹ ਨਿਯਮ ਹੈ। ਪੜ੍ਹੋ।", ["ਇਹ ਨਿਯਮ ਹੈ।", "ਪੜ੍ਹੋ।"]),
        ("នេះជាច្បាប់។ សូមអាន។", ["នេះជាច្បាប់។", "សូមអាន។"]),
        ("هل هذا صحيح؟ نعم. شكرا.", ["هل هذا صحيح؟", "نعم.", "شكرا."]),
        ("یہ قاعدہ ہے۔ پڑھیں۔", ["یہ قاعدہ ہے۔", "پڑھیں۔"]),
        ("First line\nsecond line", ["First line", "second line"]),
        ("   ", []),
        ("", []),
    ],
)
def test_a_text_is_cut_where_a_reader_would_cut_it(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


@given(st.one_of(TEXTS, PARTS, st.text()))
def test_pieces_joined_are_the_text_again(text: str) -> None:
    assert "".join(pieces(text)) == text


@given(st.one_of(TEXTS, PARTS, st.text()))
def test_spans_are_in_order_apart_and_without_blanks_at_their_ends(text: str) -> None:
    place = 0
    for start, end in spans(text):
        assert place <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not text[place:start].strip(), "what lies between two sentences is blank"
        place = end
    assert not text[place:].strip()


@given(st.one_of(TEXTS, PARTS))
def test_a_piece_holds_exactly_one_sentence(text: str) -> None:
    if text.strip():
        assert [piece.strip() for piece in pieces(text)] == cut(text)
