# SPDX-License-Identifier: Apache-2.0
"""Made-up personal values with the formats of real ones, and texts that hold them."""

import re
import string
from collections.abc import Callable

from hypothesis import strategies as st

from desktop_app.rules.identifiers import luhn_holds
from desktop_app.rules.vehicles import vin_holds

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text(string.digits, min_size=count, max_size=count)


def in_groups(number: str, gap: str) -> str:
    return gap.join(number[at : at + 4] for at in range(0, len(number), 4))


def with_check(made: list[str], holds: Callable[[str], bool]) -> str:
    return next(one for one in made if holds(one))


EMAILS = st.from_regex(
    re.compile(r"[a-z]{2,8}[._][a-z0-9]{2,6}@example\.(com|org)", re.ASCII), fullmatch=True
)
PHONES = st.from_regex(
    re.compile(
        r"\(559\) 555-01\d\d|559-555-01\d\d|559\.555\.01\d\d|\+1 559 555 01\d\d|559 555 01\d\d",
        re.ASCII,
    ),
    fullmatch=True,
)
SSNS = st.from_regex(re.compile(r"9\d\d-\d\d-\d{4}|9\d\d \d\d \d{4}", re.ASCII), fullmatch=True)
LICENSES = st.builds(lambda a, b: a + b, st.sampled_from(LETTERS), digits(7))
PLATES = st.from_regex(
    re.compile(r"[1-9][A-HJ-NPR-Z]{3}\d{3}|[1-9][A-Z]\d{5}|[A-Z]{2}\d{2}[A-Z]\d{2}", re.ASCII),
    fullmatch=True,
)
VINS = st.builds(
    lambda front, back: with_check([f"{front}{c}{back}" for c in "0123456789X"], vin_holds),
    st.text(LETTERS + string.digits, min_size=8, max_size=8).filter(str.isalnum),
    digits(8),
)
CARDS = st.builds(
    lambda body, gap: in_groups(
        with_check([f"4{body}{c}" for c in string.digits], luhn_holds), gap
    ),
    digits(14),
    st.sampled_from([" ", "-", ""]),
)
BIRTHDATES = st.from_regex(
    re.compile(
        r"(0[1-9]|1[0-2])/(0[1-9]|1\d|2[0-8])/19[3-9]\d|(March|May|June) [1-9], 19[3-9]\d", re.ASCII
    ),
    fullmatch=True,
)
ADDRESSES = st.builds(
    "{} {} {}, {}, CA 93{}".format,
    st.integers(10, 9999),
    st.sampled_from(["Larkmeadow", "Weeping Willow", "Quail Run", "Old Windmill"]),
    st.sampled_from(["St", "Ave", "Rd", "Court", "Drive", "Way", "Ln"]),
    st.sampled_from(["Millbrook", "Clovis", "Selma"]),
    digits(3),
)
FORMATTED = {
    "EMAIL": EMAILS,
    "PHONE": PHONES,
    "SSN": SSNS,
    "LICENSE": LICENSES,
    "PLATE": PLATES,
    "VIN": VINS,
    "CARD": CARDS,
    "BIRTHDATE": BIRTHDATES,
    "ADDRESS": ADDRESSES,
}
BEFORE = {
    "EMAIL": ["write to ", "e-mail: ", "<"],
    "PHONE": ["call me at ", "cell ", "my number is "],
    "SSN": ["my social is ", "SSN "],
    "LICENSE": ["license no. ", "my DL is ", "licencia "],
    "PLATE": ["plate ", "placas ", "the car is "],
    "VIN": ["VIN ", "VIN: "],
    "CARD": ["the card is ", "I paid with "],
    "BIRTHDATE": ["born ", "date of birth ", "DOB: "],
    "ADDRESS": ["I live at ", "we moved to ", "send it to "],
}
FILLER = [
    "The line was long",
    "Please help",
    "it was closed on Monday",
    "¿cuánto cuesta",
    "how much is it",
]


@st.composite
def letters(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    """A text with some personal values, and those values by kind."""
    parts: list[str] = []
    values: list[tuple[str, str]] = []
    for kind in draw(st.lists(st.sampled_from(sorted(FORMATTED)), max_size=6)):
        value = draw(FORMATTED[kind])
        values.append((kind, value))
        close = ">" if (before := draw(st.sampled_from(BEFORE[kind]))) == "<" else ""
        parts += [f"{before}{value}{close}", draw(st.sampled_from(FILLER))]
    end = draw(st.sampled_from([". ", "\n", ".\n\n"]))
    return end.join(parts), values
