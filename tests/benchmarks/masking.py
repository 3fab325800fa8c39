# SPDX-License-Identifier: Apache-2.0
"""Masking: what stays here of personal values, how often a mask stands on nothing personal, how
long it takes.

On the public set of marked texts, with `tagger_blind.npz`: a twin of the shipped model that has
learnt neither from that set nor from sentences written with it in view; on made-up values of
kinds the set lacks; on the public questions to a DMV, which name almost nobody; on the sample
rules. How a value counts as found is said in `masking_score.py`. Misses go to the terminal only.
"""

import json
import random
import re
import string
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import resources
from desktop_app.domain.masking import Kind, Span
from desktop_app.rules.masking import Masker
from desktop_app.rules.vehicles import vin_holds
from services.language.tagger import Tagger
from services.policy.pack import read_pack
from services.sources.reading import read_inquiry
from tests.benchmarks.masking_score import Score, Value, covered, personal
from tests.benchmarks.measure import Bench, Line, median, ms
from tests.fakes.recognizers import RECOGNIZERS

NAME = "masking"
BLIND = (*RECOGNIZERS[:-1], Tagger(Path(__file__).with_name("tagger_blind.npz")))
_WORDED = {Kind.NAME: 0.90, Kind.ADDRESS: 0.90}
_FORMATTED = 0.98
_PRECISION = 0.90
_SHOWN = 12


def run(bench: Bench) -> list[Line]:
    """A line a kind on the public and on the made-up texts, then false masks and time."""
    lines: list[Line] = []
    if (public := bench.data / "pii.jsonl").exists():
        rows = [json.loads(line) for line in public.read_text("utf-8").splitlines()]
        score = Score()
        for row in rows[: bench.of(None, 20)]:
            spans = Masker(BLIND).spans(row["text"])
            score.add(row["text"], personal(row["text"], row["spans"]), spans)
        lines += _kinds("public texts", score)
        _tell_misses(score)
    else:
        note = "the public data lacks pii.jsonl; see --data"
        lines.append(Line(what="masking: public texts", measured="not measured", note=note))
    lines += _kinds("made-up values", _made_up(bench.of(200, 5)))
    lines.append(_letters(bench))
    if (questions := bench.data / "dmv_queries.jsonl").exists():
        asked = [json.loads(line)["query"] for line in questions.read_text("utf-8").splitlines()]
        lines.append(_false("questions to a DMV", asked[: bench.of(None, 20)]))
    rules = read_pack(resources.sample_pack()).rules
    lines.append(_false("sample rules", [f"{rule.title}\n{rule.text}" for rule in rules]))
    return [*lines, *_speed(bench)]


def _spans(text: str) -> tuple[Span, ...]:
    return Masker(RECOGNIZERS).spans(text)


def _kinds(what: str, score: Score) -> list[Line]:
    lines: list[Line] = []
    for kind in Kind:
        if not score.wanted[kind]:
            continue
        least = _WORDED.get(kind, _FORMATTED)
        recall, precision = score.recall(kind), score.precision(kind, strict=False)
        strict = score.precision(kind, strict=True)
        lines.append(
            Line(
                what=f"masking, {what}: {kind.value}, {score.wanted[kind]} values",
                measured=f"recall {recall:.3f}, precision {precision:.3f}",
                compared=f"masks on firms, towns and days counted as wrong: {strict:.3f}",
                bar=f"at least {least:.2f} and {_PRECISION:.2f}",
                met=recall >= least and precision >= _PRECISION,
                figures={
                    "wanted": score.wanted[kind],
                    "found": score.found[kind],
                    "same_kind": score.same_kind[kind],
                    "right": score.right[kind],
                    "wrong": score.wrong[kind],
                    "beside": score.beside[kind],
                },
            )
        )
    return lines


def _tell_misses(score: Score) -> None:
    dice = random.Random(1)  # noqa: S311 - picks what is shown
    for title, by_kind in (("missed", score.missed), ("masked for nothing", score.mistaken)):
        for kind, shown in by_kind.items():
            for one in dice.sample(shown, min(_SHOWN, len(shown))):
                print(f"  {title}: {kind.value}: {one}", file=sys.stderr)


_CARRIERS = (
    "My {word} is {value}, can you look it up?",
    "{word}: {value}",
    "Please check {word} {value} for me.\nThank you",
    "I sent the form with {word} number {value} last week.",
    "the {word} number is {value}",
    "What is owed for {word} #{value}?",
    "{word} no. {value} was rejected",
)


def _made_up(count: int) -> Score:
    """Values that are nobody's, of kinds the public set lacks, in sentences about them."""
    dice, score = random.Random(7), Score()  # noqa: S311 - the same values each time
    for kind, words, values in (
        (Kind.VIN, ("VIN", "vin"), _vins(dice)),
        (Kind.PLATE, ("plate", "license plate"), _plates(dice)),
        (Kind.LICENSE, ("driver license", "DL", "license"), _licenses(dice)),
    ):
        for _ in range(count):
            carrier = dice.choice(_CARRIERS).format(word=dice.choice(words), value="\0")
            before, after = carrier.split("\0")
            value = next(values)
            text = f"{before}{value}{after}"
            place = Value(len(before), len(before) + len(value), kind)
            score.add(text, [place], _spans(text))
    return score


def _vins(dice: random.Random) -> Iterator[str]:
    signs = "ABCDEFGHJKLMNPRSTUVWXYZ" + string.digits
    while True:
        front, back = "".join(dice.choices(signs, k=8)), "".join(dice.choices(string.digits, k=8))
        whole = next(f"{front}{c}{back}" for c in "0123456789X" if vin_holds(f"{front}{c}{back}"))
        yield dice.choice((whole, whole, whole.lower()))


_SERIES = ("9AAA999", "9AAA999", "9A99999", "99A9999", "AA99A99", "999AAA9", "99999A9")


def _plates(dice: random.Random) -> Iterator[str]:
    letters = "ABCDEFGHJKLMNPRSTUVWXYZ"
    while True:
        form = dice.choice(_SERIES)
        signs = (dice.choice(letters) if sign == "A" else dice.choice("123456789") for sign in form)
        made = "".join(signs)
        apart = form == _SERIES[0] and dice.random() < 0.3
        yield f"{made[0]} {made[1:4]} {made[4:]}" if apart else made


def _licenses(dice: random.Random) -> Iterator[str]:
    while True:
        letter, number = dice.choice(string.ascii_uppercase), f"{dice.randrange(10**7):07d}"
        forms = (
            f"{letter}{number}",
            f"{letter.lower()}{number}",
            f"{letter} {number[:3]} {number[3:]}",
        )
        yield dice.choice(forms)


_MARK = re.compile("⟦([^⟧]*)⟧")


def _letters(bench: Bench) -> Line:
    """Our own messages with names and addresses, in the languages of the office."""
    kept = Path(__file__).parents[1] / "specimens" / "masking" / "letters.txt"
    lines = [line for line in kept.read_text("utf-8").splitlines() if not line.startswith("#")]
    wanted, missed, extra = 0, list[str](), 0
    for line in lines[:: bench.of(1, 10)]:
        marked = line.replace("\\n", "\n")
        text = _MARK.sub(r"\1", marked)
        places = [match.start() - 2 * n for n, match in enumerate(_MARK.finditer(marked))]
        values = [
            Value(start, start + len(match[1]), Kind.NAME)
            for start, match in zip(places, _MARK.finditer(marked), strict=True)
        ]
        spans = _spans(text)
        wanted += len(values)
        missed += [text[v.start : v.end] for v in values if not covered(text, v, spans)]
        extra += sum(
            span.kind in _WORDED and all(v.end <= span.start or span.end <= v.start for v in values)
            for span in spans
        )
    print(f"  missed in our own messages: {missed}", file=sys.stderr)
    return Line(
        what=f"masking, our own messages in {len(lines)} lines: names and addresses",
        measured=f"{wanted - len(missed)} of {wanted} found",
        compared=f"{extra} masks on nothing personal",
    )


def _false(what: str, texts: list[str]) -> Line:
    """Masks in texts that hold almost nothing personal, by a thousand words."""
    found = [span for text in texts for span in _spans(text)]
    words = sum(len(text.split()) for text in texts)
    return Line(
        what=f"masking, false masks: {what}",
        measured=f"{1000 * len(found) / words:.2f} in 1,000 words",
        compared=f"{len(found)} masks, {words} words",
    )


def _worked(text: str) -> float:
    """The processor's time for masking one text: others use the machine as well."""
    began = time.process_time()
    Masker(RECOGNIZERS).mask(text)
    return time.process_time() - began


def _speed(bench: Bench) -> list[Line]:
    """A message of 300 words and one of 200,000 characters, both put together from sample mail."""
    sources = sorted(Path(resources.sample_inbox()).glob("*.eml"))
    texts = [read_inquiry(one.name, one.read_bytes()).text for one in sources[:12]]
    body = " ".join(texts)
    short = " ".join(body.split(" ")[:300])
    _spans(short)  # the model is read at the first text
    taken = [_worked(short) for _ in range(bench.of(30, 2))]
    lines = [
        Line(
            what="masking: a message of 300 words",
            measured=f"median {ms(median(taken))} of processor time",
            bar="at most 20 ms",
            met=None if bench.smallest else median(taken) <= 0.020,
        )
    ]
    long = (f"{body}\n\n" * (200_000 // len(body) + 1))[: bench.of(200_000, 2_000)]
    once = _worked(long)
    return [
        *lines,
        Line(
            what="masking: a message of 200,000 characters",
            measured=f"{once:.1f} s of processor time",
        ),
    ]
