# SPDX-License-Identifier: Apache-2.0
"""Which language a customer wrote in, among those the office answers in.

The model of `py3langid` is loaded at the first text and let go when nothing has come for a while,
since it takes as much memory as the rest of the program.
"""

import importlib
import re
import threading
from collections.abc import Sequence
from typing import Protocol, cast

# The look behind keeps one endless word from being tried again from each of its letters.
_NOISE = re.compile(r"https?://\S+|(?<![\w.+-])[\w.+-]+@[\w.-]+|\[[A-Z_0-9]+\]|[\d#*_=<>|/\\-]+")
_ENOUGH = 2000
_LETTERS = re.compile(r"[^\W\d_]")
_FEW = 3


class _Identifier(Protocol):
    def classify(self, instance: str) -> tuple[str, float]: ...
    def set_languages(self, langs: Sequence[str]) -> None: ...


class LanguageModel:
    """Guesses among a fixed set of languages. Safe to call from several threads."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._languages = tuple(languages)
        self._lock = threading.Lock()
        self._model: _Identifier | None = None

    def __call__(self, text: str) -> str:
        """An ISO 639-1 code; empty where the text holds too few letters to tell."""
        plain = _NOISE.sub(" ", text)[:_ENOUGH]
        if len(_LETTERS.findall(plain)) < _FEW:
            return ""
        with self._lock:
            if self._model is None:
                self._model = self._load()
            language, _ = self._model.classify(plain)
        return language

    def rest(self) -> None:
        """Let the model go until the next text."""
        with self._lock:
            self._model = None

    def _load(self) -> _Identifier:
        langid = importlib.import_module("py3langid.langid")
        model = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
        model.set_languages(self._languages)
        return cast("_Identifier", model)
