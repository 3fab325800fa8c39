# SPDX-License-Identifier: Apache-2.0
"""Wording: what is won or lost when a drafter words a question before the search, on public data.

Asked through the command line, `policy search --queries --worded`, over a Messages API. Without
`--api` that is the simulator, which understands nothing: then only the way there is measured, and
that a bad wording costs little. The ceiling words each question by the answer it should get.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import cast

from tests.benchmarks.grounding import Row, auroc, ndcg, pack_of, recall, rows_of, tops
from tests.benchmarks.measure import Bench, Line, median, ms, p95
from tests.benchmarks.office import BenchOffice, make_office
from tests.benchmarks.processes import environment, program, said
from tests.simulator import KEY
from tests.simulator.server import Simulator

NAME = "wording"
_K = 10
_ASKED, _STRANGE = 120, 60
"""How many questions are worded; a small local model takes a second for each."""
_FILES = ("dmv_passages.jsonl", "dmv_queries.jsonl", "out_of_domain.jsonl")


def run(bench: Bench) -> list[Line]:
    """A line for each way to ask, or one that says that the data is absent."""
    files = [bench.data / name for name in _FILES]
    if missing := [file.name for file in files if not file.exists()]:
        note = f"the public data lacks {', '.join(missing)}; see --data"
        return [Line(what=NAME, measured="not measured", note=note)]
    every = [row for row in rows_of(files[1]) if row["kind"] == "answerable" and row["gold"]]
    once = [row for row in every if row["oneshot"]]
    few = bench.of(_ASKED, 5)
    asked = once[:: max(1, len(once) // few)][:few]
    strange = list(rows_of(files[2]))[:: bench.of(8, 100)][: bench.of(_STRANGE, 5)]
    office = make_office(bench, NAME, inquiries=0, snippets=0)
    with ExitStack() as held:
        api = bench.api or held.enter_context(Simulator()).url
        office.settle(drafter="claude", base_url=api, model=bench.model)
        library = _Library(bench, office)
        library.bring_in(pack_of(files[0], bench.folder / "dmv.jsonl"))
        plain = library.ask(asked), library.ask(strange)
        worded = library.ask(asked, worded=True), library.ask(strange, worded=True)
    answers = library.ask([{**row, "query": row["reference_answer"]} for row in asked])
    best = {name: _joined(plain[0][name], answers[name]) for name in answers}
    whose = bench.model if bench.api else "the simulator, which understands nothing"
    return [
        _line("own words alone", asked, strange, *plain),
        _line(f"and those of {whose}", asked, strange, *worded),
        _line("and the answer itself, a ceiling", asked, strange, best, plain[1]),
        _usable({**worded[0], **worded[1]}),
    ]


class _Library:
    """The program on one office, asked as anybody would."""

    def __init__(self, bench: Bench, office: BenchOffice) -> None:
        self._folder, self._home = bench.folder, office.home
        self._around = environment(bench.bytecode, platform="offscreen")
        self._around["COUNTERPART_API_KEY"] = KEY

    def bring_in(self, pack: Path) -> None:
        said([*program(self._home), "policy", "import", str(pack), "--json"], self._around)

    def ask(self, rows: Sequence[Row], *, worded: bool = False) -> dict[str, Row]:
        file = self._folder / "questions.jsonl"
        lines = [json.dumps({"id": row["qid"], "text": row["query"]}) for row in rows]
        file.write_text("\n".join(lines) + "\n", "utf-8")
        command = [*program(self._home), "policy", "search", "--queries", str(file)]
        more = ["--worded"] if worded else []
        told = said([*command, "--k", str(_K), "--json", *more], self._around)
        found = [cast("Row", json.loads(line)) for line in told.splitlines()]
        return {str(one["id"]): one for one in found}


def _joined(own: Row, other: Row) -> Row:
    """Two answers as the program joins them: each rule with its better score."""
    scores: dict[str, float] = {}
    for one in (own, other):
        for hit in cast("list[Row]", one["hits"]):
            name, score = str(hit["snippet"]), cast("float", hit["score"])
            scores[name] = max(score, scores.get(name, 0.0))
    ranked = sorted(scores, key=lambda name: -scores[name])[:_K]
    return {"hits": [{"snippet": name, "score": scores[name]} for name in ranked]}


def _line(
    what: str,
    asked: list[Row],
    strange: list[Row],
    found: Mapping[str, Row],
    others: Mapping[str, Row],
) -> Line:
    told = auroc(tops(asked, found), tops(strange, others))
    return Line(
        what=f"wording: {what}",
        measured=f"R@5 {recall(asked, found, 5):.3f}",
        compared=f"nDCG@10 {ndcg(asked, found):.3f}, AUROC {told:.3f}",
        figures={"asked": len(asked), "strange": len(strange)},
    )


def _usable(worded: Mapping[str, Row]) -> Line:
    """How often something usable came, and what a question took."""
    gave = [cast("Row", one["wording"]) for one in worded.values()]
    usable = sum(bool(one["searches"]) for one in gave)
    taken = [cast("float", one["ms"]) / 1000 for one in worded.values()]
    return Line(
        what="wording: answers that could be used",
        measured=f"{usable} of {len(gave)}",
        compared=f"a question: median {ms(median(taken))}, p95 {ms(p95(taken))}",
        figures={"why": sorted({str(one["why"]) for one in gave if one["why"]})},
    )
