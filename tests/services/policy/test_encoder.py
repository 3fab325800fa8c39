# SPDX-License-Identifier: Apache-2.0
"""The encoder that set-up makes, and the search by meaning, on the real files."""

import math
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import resources
from desktop_app.cancel import Cancel
from desktop_app.domain.policy import Query, Rule
from desktop_app.errors import Caution, Stopped
from services.policy.encoder import WIDTH, Encoder, open_encoder
from services.policy.index import PolicyIndex
from services.storage.database import Vault
from tests.fakes.build import pack, rule
from tests.fakes.desk import fresh_store

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SAILING = rule("BOAT-1", "A sailing vessel over eight feet is registered.", title="Sailing vessels")
GLASSES = rule("DL-9", "Spectacles are worn at the vision test.", title="Eyesight at the counter")
TRANSFER = rule("TTL-9", "The buyer applies within ten days.", title="Change of ownership")
RULES = (SAILING, GLASSES, TRANSFER)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = open_encoder(resources.encoder_folder())
    assert found is not None, "installer/test.sh makes the encoder"
    return found


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return fresh_store(tmp_path / "desk.db")


@pytest.fixture
def library(vault: Vault, encoder: Encoder) -> PolicyIndex:
    made = PolicyIndex(vault, lambda: encoder)
    made.adopt(pack(*RULES), NOON)
    return made


def first(library: PolicyIndex, text: str) -> str:
    return library.search(Query(text, date(2026, 11, 23)), 3)[0].snippet.id


def test_vectors_have_length_one_and_do_not_depend_on_their_company(encoder: Encoder) -> None:
    alone = encoder.passages(["A fee is due."])
    beside = encoder.passages(["A fee is due.", "A much longer rule about boats and vessels."])
    assert alone.shape == (1, WIDTH)
    assert math.isclose(float(alone[0] @ alone[0]), 1, abs_tol=1e-4)
    assert float(alone[0] @ beside[0]) > 0.98  # eight bits round with the batch


def test_a_question_is_nearer_to_its_answer_than_to_another_rule(encoder: Encoder) -> None:
    about = encoder.passages([SAILING.text, GLASSES.text])
    asked = encoder.query("Do I have to register my small yacht?", ())
    assert float(about[0] @ asked) > float(about[1] @ asked) + 0.1


def test_what_was_said_before_moves_a_short_question(encoder: Encoder) -> None:
    about = encoder.passages([SAILING.text, GLASSES.text])
    alone = encoder.query("And what if I forget them?", ())
    after = encoder.query("And what if I forget them?", (("I wear glasses", "Bring them."),))
    assert float(about[1] @ after) > float(about[1] @ alone)


def test_a_folder_without_the_files_has_no_encoder(tmp_path: Path) -> None:
    assert open_encoder(tmp_path) is None


def test_damaged_files_leave_the_search_to_words(tmp_path: Path, vault: Vault) -> None:
    for name in ("encoder.onnx", "tokenizer.json", "encoder.name"):
        (tmp_path / name).write_bytes(b"\0damaged")
    library = PolicyIndex(vault, lambda: open_encoder(tmp_path))
    library.adopt(pack(*RULES), NOON)
    assert library.learn() == 0
    assert first(library, "vision test") == "DL-9"
    with pytest.raises(Caution, match="words alone"):
        library.examine(NOON)


def test_a_rule_is_found_that_shares_no_word_with_the_question(library: PolicyIndex) -> None:
    assert first(library, "do I need my yacht on file with you") == "BOAT-1"
    assert first(library, "can I take off my glasses during the eye check") == "DL-9"


def test_without_an_encoder_words_do(vault: Vault) -> None:
    library = PolicyIndex(vault)
    library.adopt(pack(*RULES), NOON)
    assert library.learn() == 0
    assert first(library, "vision test") == "DL-9"


def test_a_search_gives_new_rules_their_vectors(library: PolicyIndex, vault: Vault) -> None:
    first(library, "a yacht")
    with vault.reading() as db:
        assert db.execute("SELECT count(*) FROM snippet_vectors").fetchone()[0] == len(RULES)
    assert library.learn() == 0


def test_a_changed_rule_is_found_by_what_it_means_now(library: PolicyIndex) -> None:
    assert first(library, "my yacht") == "BOAT-1"
    dogs = rule("BOAT-1", "A guide dog may come to every window.", title="Animals that help")
    library.adopt(pack(dogs, GLASSES, TRANSFER), NOON)
    assert first(library, "is my seeing-eye pet allowed in") == "BOAT-1"


def test_learning_tells_how_far_it_is_and_can_be_stopped_and_taken_up(vault: Vault) -> None:
    encoder = open_encoder(resources.encoder_folder())
    library = PolicyIndex(vault, lambda: encoder)
    many = [rule(f"R-{n}", f"Rule {n} is about the number {n}.") for n in range(300)]
    library.adopt(pack(*many), NOON)
    cancel = Cancel()
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        cancel.request()

    with pytest.raises(Stopped):
        library.learn(stop, cancel)
    assert told == [(256, 300)]
    assert library.learn() == 44


def test_vectors_of_another_encoder_are_made_anew(
    vault: Vault, library: PolicyIndex, encoder: Encoder
) -> None:
    assert library.learn() == len(RULES)
    with vault.writing() as db:
        db.execute("UPDATE snippet_vectors SET encoder = 'older'")
    library = PolicyIndex(vault, lambda: encoder)  # as at the next start
    assert first(library, "do I need my yacht on file with you") == "BOAT-1"
    assert library.learn() == 0


def test_a_question_of_another_kind_scores_low(library: PolicyIndex) -> None:
    ours = library.search(Query("Do I register a sailing vessel?", NOON.date()), 1)[0]
    other = library.search(Query("How long do I cook a stew of lentils?", NOON.date()), 1)[0]
    assert ours.score > 3 * other.score
    assert ours.fits
    assert not other.fits


@pytest.mark.parametrize("order", [("one", "two"), ("two", "one")])
def test_a_rule_among_rules_on_the_question_comes_before_its_like_elsewhere(
    vault: Vault, encoder: Encoder, order: tuple[str, str]
) -> None:
    def page(document: str, *texts: str) -> list[Rule]:
        return [
            replace(rule(f"{document}-{n}", text, title=f"Part {n}"), document=document)
            for n, text in enumerate(texts)
        ]

    asked = "The office keeps it for sixty days."
    pages = {
        "one": ("Lentils are boiled slowly.", asked, "Salt comes last."),
        "two": ("A found plate is handed in.", asked, "Nobody called for the lost plate."),
    }
    library = PolicyIndex(vault, lambda: encoder)
    library.adopt(pack(*(one for name in order for one in page(name, *pages[name]))), NOON)
    hits = library.search(Query("how long is a found plate kept", NOON.date()), 6)
    ranked = [str(hit.snippet.id) for hit in hits]
    assert ranked.index("two-1") < ranked.index("one-1")
