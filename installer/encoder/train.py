# SPDX-License-Identifier: Apache-2.0
"""Trains what the search's encoder has of its own: rank-16 changes to its three upper layers.

`python installer/encoder/train.py --data DIR --model DIR --out resources/encoder/delta.npz`: the
folder of the public questions and passages, the folder of the base model, and the file to write.
Learns from agencies other than the DMV and from UK rules; reads nothing about vehicles. Ctrl+C
stops it and leaves the old file. Needs `torch`, `safetensors` and `tokenizers`.
"""

# pyright: reportMissingImports=false

import argparse
import math
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from lessons import BATCH, Lessons, Tokens, batches, rivals
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

HEADS, WIDTH, LAYERS, LOW = 12, 384, 6, 3
RANK, SCALE = 16, 2.0  # build.py multiplies the products with the same figure
DROPOUT, EPSILON = 0.1, 1e-12

EPOCHS, RATE, WARM, COOLEST = 3.0, 6e-4, 0.1, 0.02
HEAT = 0.05
"""What cosines are divided by before the softmax."""
BACK = 0.5
"""The weight of the loss the other way: a passage among the questions of its batch."""
ALONE, ALONE_ONE_SHOT = 0.15, 0.5
"""How often a question is learned without its thread; the second where it stands by itself."""
SEED = 0


class Linear(nn.Module):
    """A frozen linear map plus, where it learns, a product of two thin matrices."""

    def __init__(self, weight: Tensor, bias: Tensor, *, learns: bool) -> None:
        super().__init__()
        self.w = nn.Parameter(weight, requires_grad=False)
        self.b = nn.Parameter(bias, requires_grad=False)
        self.learns = learns
        if learns:
            inner = weight.shape[1]
            self.A = nn.Parameter(torch.randn(RANK, inner) / math.sqrt(inner))
            self.B = nn.Parameter(torch.zeros(weight.shape[0], RANK))

    def forward(self, x: Tensor) -> Tensor:
        """Map the last dimension."""
        y = functional.linear(x, self.w, self.b)
        if not self.learns:
            return y
        return y + SCALE * functional.linear(functional.linear(x, self.A), self.B)


class Layer(nn.Module):
    """One transformer layer of the base model."""

    def __init__(self, weights: Mapping[str, Tensor], at: int, *, learns: bool) -> None:
        super().__init__()

        def of(*names: str) -> Tensor:
            return torch.cat([weights[f"encoder.layer.{at}.{one}"].float() for one in names])

        parts = [f"attention.self.{one}." for one in ("query", "key", "value")]
        weight, bias = of(*(one + "weight" for one in parts)), of(*(one + "bias" for one in parts))
        self.qkv = Linear(weight, bias, learns=learns)
        for short, name in (("o", "attention.output"), ("f", "intermediate"), ("d", "output")):
            weight, bias = of(f"{name}.dense.weight"), of(f"{name}.dense.bias")
            setattr(self, short, Linear(weight, bias, learns=learns))
        for short, name in (("1", "attention.output"), ("2", "output")):
            setattr(self, f"g{short}", nn.Parameter(of(f"{name}.LayerNorm.weight"), learns))
            setattr(self, f"b{short}", nn.Parameter(of(f"{name}.LayerNorm.bias"), learns))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Texts by tokens by width; `mask` is 0 where there is a token and very low elsewhere."""
        size, length, _ = x.shape
        q, k, v = self.qkv(x).view(size, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        a = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        a = self._dropped(self.o(a.transpose(1, 2).reshape(size, length, WIDTH)))
        x = functional.layer_norm(x + a, (WIDTH,), self.g1, self.b1, EPSILON)
        y = self._dropped(self.d(functional.gelu(self.f(x))))
        return functional.layer_norm(x + y, (WIDTH,), self.g2, self.b2, EPSILON)

    def _dropped(self, x: Tensor) -> Tensor:
        return functional.dropout(x, DROPOUT, self.training)


def _mask(present: Tensor) -> Tensor:
    return torch.zeros(len(present), 1, 1, present.shape[1]).masked_fill(
        ~present[:, None, None, :], -1e9
    )


class Lower(nn.Module):
    """The embeddings and the frozen layers: run once over every text."""

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        names = ("word", "position", "token_type")
        self.tables = [weights[f"embeddings.{one}_embeddings.weight"].float() for one in names]
        norms = ("weight", "bias")
        self.norm = [weights[f"embeddings.LayerNorm.{one}"].float() for one in norms]
        self.layers = nn.ModuleList(Layer(weights, at, learns=False) for at in range(LOW))
        self.eval()

    @torch.inference_mode()
    def run(self, texts: Sequence[Tokens], told: Callable[[int], None]) -> list[Tensor]:
        """What the upper layers read of each text: tokens by width, half precision."""
        out: dict[int, Tensor] = {}
        order = sorted(range(len(texts)), key=lambda i: len(texts[i][0]))
        for at in range(0, len(order), BATCH):
            some = order[at : at + BATCH]
            states = self._states([texts[i] for i in some])
            for i, state in zip(some, states, strict=True):
                out[i] = state[: len(texts[i][0])].bfloat16().clone()
            told(min(at + BATCH, len(order)))
        return [out[i] for i in range(len(texts))]

    def _states(self, texts: Sequence[Tokens]) -> Tensor:
        longest = max(len(ids) for ids, _ in texts)
        words, types = torch.zeros(2, len(texts), longest, dtype=torch.long)
        present = torch.zeros(len(texts), longest, dtype=torch.bool)
        for row, (ids, start) in enumerate(texts):
            words[row, : len(ids)] = torch.tensor(ids)
            present[row, : len(ids)] = True
            if start:
                types[row, start : len(ids)] = 1
        with torch.autocast("cpu", torch.bfloat16):
            of_word, of_place, of_type = self.tables
            x = functional.embedding(words, of_word) + of_place[:longest]
            x = x + functional.embedding(types, of_type)
            x = functional.layer_norm(x, (WIDTH,), self.norm[0], self.norm[1], EPSILON)
            for layer in self.layers:
                x = layer(x, _mask(present))
        return x


class Upper(nn.Module):
    """The layers that learn, and the mean of their tokens as the vector of a text."""

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(weights, at, learns=True) for at in range(LOW, LAYERS))

    def forward(self, states: Sequence[Tensor]) -> Tensor:
        """One vector of length 1 for each text."""
        x = nn.utils.rnn.pad_sequence([one.float() for one in states], batch_first=True)
        lengths = torch.tensor([len(one) for one in states])
        present = torch.arange(x.shape[1])[None] < lengths[:, None]
        for layer in self.layers:
            x = layer(x, _mask(present))
        m = present[:, :, None].float()
        return functional.normalize((x.float() * m).sum(1) / m.sum(1), dim=-1)

    def many(self, states: Sequence[Tensor], size: int = 32) -> Tensor:
        """The vectors, computed in lots of like length."""
        order = sorted(range(len(states)), key=lambda i: len(states[i]))
        with torch.autocast("cpu", torch.bfloat16):
            lots = [order[at : at + size] for at in range(0, len(order), size)]
            found = torch.cat([self([states[i] for i in lot]) for lot in lots]).float()
        back = torch.empty(len(order), dtype=torch.long)
        back[torch.tensor(order)] = torch.arange(len(order))
        return found[back]

    def vectors(self, states: Sequence[Tensor]) -> np.ndarray:
        """The vectors as they are now, nothing learned from them."""
        self.eval()
        with torch.inference_mode():
            return self.many(states, BATCH).numpy()

    def delta(self) -> dict[str, np.ndarray]:
        """What was learned, under the names that build.py knows."""
        learned: dict[str, np.ndarray] = {}
        for name, value in self.named_parameters():
            if value.requires_grad:
                _, at, rest = name.split(".", 2)
                learned[f"l{int(at) + LOW}.{rest}"] = value.detach().numpy().astype(np.float16)
        return learned


@dataclass(slots=True)
class Teacher:
    """Teaches the upper layers: a question is to lie nearer to its passage than to the rivals."""

    lessons: Lessons
    upper: Upper
    passages: list[Tensor]
    alone: list[Tensor]
    threaded: dict[int, Tensor]
    hard: dict[int, list[int]]
    rng: random.Random

    def teach(self, told: Callable[[int, int, float], None]) -> None:
        """`told` hears of steps done, steps in all and the loss of each."""
        params = [one for one in self.upper.parameters() if one.requires_grad]
        adam = torch.optim.AdamW(params, lr=RATE, weight_decay=0.01)
        by_domain: dict[str, list[int]] = defaultdict(list)
        for i, pair in enumerate(self.lessons.pairs):
            by_domain[pair.domain].append(i)
        steps, step = int(EPOCHS * (len(self.lessons.pairs) // BATCH)), 0
        self.upper.train()
        while step < steps:
            for lot in batches(by_domain.values(), self.rng)[: steps - step]:
                slope = max(COOLEST, 0.5 * (1 + math.cos(math.pi * step / steps)))
                for group in adam.param_groups:
                    group["lr"] = RATE * slope * min(1.0, (step + 1) / (WARM * steps + 1))
                loss = self._loss(lot)
                adam.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(params, 1.0)
                adam.step()
                step += 1
                told(step, steps, loss.item())

    def _loss(self, lot: Sequence[int]) -> Tensor:
        asked = [self._asked(i) for i in lot]
        gold = [self.rng.choice(self.lessons.pairs[i].gold) for i in lot]
        wrong = [self.rng.choice(self.hard[i] or self.lessons.pairs[i].gold) for i in lot]
        among = list(dict.fromkeys(gold + wrong))
        score = self.upper.many(asked) @ self.upper.many([self.passages[c] for c in among]).T / HEAT
        right = torch.tensor(  # other passages that answer as well are no rivals
            [
                [c != g and (c in self.lessons.pairs[i].gold or self.lessons.alike(c, g))
                 for c in among]
                for i, g in zip(lot, gold, strict=True)
            ]
        )  # fmt: skip
        score = score.masked_fill(right, -1e4)
        own = torch.tensor([among.index(g) for g in gold])
        same = (own[:, None] == own[None]) & ~torch.eye(len(lot), dtype=torch.bool)
        back = score[:, own].T.masked_fill(same, -1e4)
        forth = functional.cross_entropy(score, own)
        return (forth + BACK * functional.cross_entropy(back, torch.arange(len(lot)))) / (1 + BACK)

    def _asked(self, i: int) -> Tensor:
        often = ALONE_ONE_SHOT if self.lessons.pairs[i].one_shot else ALONE
        if i not in self.threaded or self.rng.random() < often:
            return self.alone[i]
        return self.threaded[i]


class Progress:
    """Tells on one line how far a stage is, and how long it still takes."""

    def __init__(self, what: str) -> None:
        self._what, self._began, self._losses = what, time.monotonic(), []

    def texts(self, done: int, total: int) -> None:
        """Texts done, texts in all."""
        if done == total or done % (BATCH * 10) == 0:
            self._tell(done, total, "")

    def steps(self, done: int, total: int, loss: float) -> None:
        """Steps done, steps in all, the loss of the last."""
        self._losses = [*self._losses[-19:], loss]
        if done == total or done % 5 == 0:
            self._tell(done, total, f", loss {sum(self._losses) / len(self._losses):.3f}")

    def _tell(self, done: int, total: int, more: str) -> None:
        took = time.monotonic() - self._began
        left = took / done * (total - done)
        print(f"{self._what}: {done}/{total}{more}, {took:.0f} s, {left:.0f} s left", flush=True)


def train(data: Path, model: Path) -> dict[str, np.ndarray]:
    """All of it: read, run the frozen layers, look for rivals, teach."""
    torch.set_num_threads(1)  # one is quicker than two that wait for each other, and repeatable
    torch.manual_seed(SEED)
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    lessons = Lessons(tokenizer)
    lessons.read(data)
    print(f"{len(lessons.pairs)} questions, {len(lessons.texts)} passages", flush=True)
    base = load_file(model / "model.safetensors")
    weights = {name.removeprefix("bert."): value for name, value in base.items()}
    lower, upper = Lower(weights), Upper(weights)

    def run(what: str, texts: list[Tokens]) -> list[Tensor]:
        progress = Progress(what)
        return lower.run(texts, lambda done: progress.texts(done, len(texts)))

    passages = run("passages", [lessons.passage(i) for i in range(len(lessons.texts))])
    alone = run("questions", [pair.alone for pair in lessons.pairs])
    with_thread = {i: pair.threaded for i, pair in enumerate(lessons.pairs) if pair.threaded}
    states = run("questions with their threads", list(with_thread.values()))
    threaded = dict(zip(with_thread, states, strict=True))
    print("looking for rivals of the right passages", flush=True)
    asked, known = upper.vectors(alone), upper.vectors(passages)
    hard: dict[int, list[int]] = {}
    for domain in dict.fromkeys(lessons.domains):
        hard |= rivals(lessons, domain, asked, known)
    torch.manual_seed(SEED)
    rng = random.Random(SEED)  # noqa: S311 - to be repeated, not to be secret
    teacher = Teacher(lessons, upper, passages, alone, threaded, hard, rng)
    teacher.teach(Progress("steps").steps)
    return upper.delta()


def main() -> int:
    """Train and write the file whole, or not at all."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--data", "--model", "--out"):
        parser.add_argument(name, type=Path, required=True)
    given = parser.parse_args()
    part = given.out.with_name(given.out.name + ".part")
    try:
        learned = train(given.data, given.model)
        with part.open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **learned)
        part.replace(given.out)
    except KeyboardInterrupt:
        print(f"Stopped; {given.out} is as it was.", file=sys.stderr)
        return 130
    finally:
        part.unlink(missing_ok=True)
    print(f"{given.out}: {given.out.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
