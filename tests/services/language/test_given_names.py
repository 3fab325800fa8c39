# SPDX-License-Identifier: Apache-2.0
"""People whom nothing introduces, known by a given name of the list."""

import pytest

from services.language.given_names import people


def found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in people(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a young man from church, Cruz Barragan.", ["Cruz Barragan"]),
        ("when I called, a Denise Okafor in accounts", ["Denise Okafor"]),
        ("Nilda lives on Guam", ["Nilda"]),
        ("I gave it to Maria de la Cruz yesterday", ["Maria de la Cruz"]),
        ("Rodney's truck", ["Rodney"]),
        ("GENE SAYS A LOT OF THINGS", ["GENE"]),
        ("michael says it is fine", ["michael"]),
        ("Mark Muslija and Grace Tan came", ["Mark Muslija", "Grace Tan"]),
        ("Oksana Tereshchenko, my wife", ["Oksana Tereshchenko"]),
    ],
)
def test_a_person_is_found_with_the_family_name(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Mark the box. Will it be open in May? Grace period ends in June.",
        "The GENE code of the form",
        "I drove to San Jose and Santa Maria.",
        "It is on Martin Luther King Blvd.",
        "Please gene and carol a bill",
        "maria@example.com",
        "Ford Ranger and Lincoln Navigator",
    ],
)
def test_words_places_and_streets_are_nobody(text: str) -> None:
    assert found(text) == []
