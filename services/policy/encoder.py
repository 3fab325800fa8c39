# SPDX-License-Identifier: Apache-2.0
"""Texts as vectors, on this computer: a small sentence encoder with weights tuned to questions put
to agencies, without any download while the program runs.

The files are made at set-up (`installer/encoder`). Where they are missing or damaged, the search
goes by words alone, and the doctor says so.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from desktop_app.errors import Misconfigured

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

    Vectors = NDArray[float32]
    """One row a text, of length 1 each; a dot product is the cosine."""

WIDTH = 384
"""How many numbers a vector has."""

_CLS, _SEP = 101, 102
_PASSAGE, _QUERY, _LAST, _SAID = 128, 64, 40, 24
"""The most tokens of a rule, of a question with its thread, of its last turn, of one turn before.
Longer rules gain nothing (recall falls from .450 to .429 at 256); longer threads add .003.
"""
_AT_ONCE = 16
_LONGEST_TURN = 2_000

Thread = Sequence[tuple[str, str]]
"""Earlier (customer, office) exchanges, oldest first."""


class Encoder(Protocol):
    """Whatever turns texts into vectors."""

    @property
    def name(self) -> str:
        """Changes whenever the vectors would: vectors of another name are made anew."""
        ...

    def passages(self, texts: Sequence[str]) -> "Vectors":
        """The vectors of rules."""
        ...

    def query(self, last: str, thread: Thread) -> "Vectors":
        """The vector of a question, with what was said before it."""
        ...


class _Piece(Protocol):
    ids: list[int]


class _Tokenizer(Protocol):
    def encode(self, text: str, *, add_special_tokens: bool) -> _Piece: ...
    def encode_batch(self, texts: list[str], *, add_special_tokens: bool) -> list[_Piece]: ...


Run = Callable[[dict[str, object]], "Vectors"]


def open_encoder(folder: Path) -> Encoder | None:
    """The encoder whose files lie in `folder`; None where they were not made."""
    files = [folder / part for part in ("encoder.onnx", "tokenizer.json", "encoder.name")]
    if not all(file.is_file() for file in files):
        return None
    return SentenceEncoder(folder, files[-1].read_text("utf-8", "replace").strip())


class SentenceEncoder:
    """Six layers, 384 numbers, whole numbers of eight bits; about 7 ms a question.

    Its name is known at once; its 100 MB are loaded at the first text, in some 200 ms.
    `Misconfigured` where they cannot be.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._loaded: tuple[Run, _Tokenizer] | None = None
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The fingerprint of the weights."""
        return self._name

    def _load(self) -> tuple[Run, _Tokenizer]:
        with self._lock:
            if self._loaded is None:
                try:
                    self._loaded = (
                        _session(self._folder / "encoder.onnx"),
                        _tokenizer(self._folder / "tokenizer.json"),
                    )
                except Exception as error:  # what onnxruntime raises has no base of its own
                    raise Misconfigured(
                        "The search's encoder cannot be loaded, so rules are found by words alone.",
                        "Run set-up again.",
                        code=type(error).__name__,
                    ) from error
            return self._loaded

    def passages(self, texts: Sequence[str]) -> "Vectors":
        """The vectors of rules; of a long one, its beginning counts."""
        _, tokenizer = self._load()
        pieces = tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return self._encode([([_CLS, *piece.ids[: _PASSAGE - 2], _SEP], 0) for piece in pieces])

    def query(self, last: str, thread: Thread) -> "Vectors":
        """The last turn, then as second segment the two exchanges before it, newest first."""
        tokens = [_CLS, *self._tokens(last)[:_LAST], _SEP]
        second = len(tokens)
        for customer, office in list(thread)[:-3:-1]:
            for said in filter(None, (office, customer)):
                tokens += [*self._tokens(said)[:_SAID], _SEP]
        return self._encode([(tokens[:_QUERY], second if len(tokens) > second else 0)])[0]

    def _tokens(self, text: str) -> list[int]:
        _, tokenizer = self._load()
        return tokenizer.encode(text[:_LONGEST_TURN], add_special_tokens=False).ids

    def _encode(self, texts: Sequence[tuple[list[int], int]]) -> "Vectors":
        import numpy as np  # noqa: PLC0415 - the window shows its queue without it

        run, _ = self._load()
        made = np.empty((len(texts), WIDTH), np.float32)
        for some in _alike(texts):
            longest = max(len(texts[row][0]) for row in some)
            ids = np.zeros((len(some), longest), np.int64)
            mask = np.zeros((len(some), longest), np.float32)
            segments = np.zeros_like(ids)
            for place, row in enumerate(some):
                tokens, second = texts[row]
                ids[place, : len(tokens)] = tokens
                mask[place, : len(tokens)] = 1
                if second:
                    segments[place, second : len(tokens)] = 1
            made[some] = run({"ids": ids, "mask": mask, "types": segments})
        return made


def _alike(texts: Sequence[tuple[list[int], int]]) -> Iterator[list[int]]:
    """Rows in groups of like length: what fills the shorter ones up costs as much as words do."""
    order = sorted(range(len(texts)), key=lambda row: len(texts[row][0]))
    for start in range(0, len(order), _AT_ONCE):
        yield order[start : start + _AT_ONCE]


def _session(model: Path) -> Run:
    # Imported here: 50 MB that the window shows its queue without. It comes without type hints.
    onnxruntime = import_module("onnxruntime")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])

    def run(inputs: dict[str, object]) -> "Vectors":
        return cast("Vectors", session.run(None, inputs)[0])

    return run


def _tokenizer(words: Path) -> _Tokenizer:
    from tokenizers import Tokenizer  # noqa: PLC0415 - likewise

    tokenizer = Tokenizer.from_file(str(words))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return cast("_Tokenizer", tokenizer)
