# SPDX-License-Identifier: Apache-2.0
"""The number lint: what it finds in drafts with one value changed, what it says of them unchanged,
and how long all checks of a reply take.

Correct drafts are the offline drafter's from the sample office's rules and mail, our own
paraphrases of those rules, and the reference answers of public questions with the rules that back
them. A reference answer may give values that neither its rule nor its question has; such an alarm
is true, and is counted by itself.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from time import process_time
from typing import Any

from desktop_app.cancel import Cancel
from desktop_app.domain.draft import Check, Severity
from desktop_app.domain.policy import Audience, Query, Snippet
from desktop_app.domain.reply import Reply
from desktop_app.ports import Brief
from desktop_app.rules.checks import CHECKS, examine
from desktop_app.rules.support import compose
from resources import sample_inbox, sample_pack
from services.drafters.offline import OfflineDrafter
from services.phrases import phrase_book
from services.policy.index import PolicyIndex
from services.policy.pack import read_pack
from services.sources.reading import read_inquiry
from services.storage.database import Vault
from services.storage.migrate import bring_up_to_date
from tests.benchmarks.measure import Bench, Line, median, ms, p95
from tests.benchmarks.number_mutations import KINDS, Case, Mutation, found_values, mutations
from tests.benchmarks.office import KEY
from tests.contracts.checks import OFFICE, SPECIMENS, reply
from tests.contracts.number_drafts import number_drafts, sample_rules
from tests.fakes.build import snippet

NAME = "number-lint"
MUTATIONS = 300
CAUGHT, FALSE = 0.98, 0.02
BUDGET_MS = 20.0
SEED = 20261130
_DAY = date(2026, 11, 23)
_RULES_A_DRAFT = 6
_SHOWN = 40
_LONG = 300


def run(bench: Bench) -> list[Line]:
    """Unchanged drafts by origin, changed ones by kind, and the time."""
    own = [*_rules(), *_mail(bench), *_paraphrases()]
    public = [case for name in ("dmv", "agencies") for case in _public(bench, name)]
    own, public = own[:: bench.of(1, 20)], public[:: bench.of(1, 200)]
    lines = [_unchanged(origin, cases) for origin, cases in _by_origin([*own, *public]).items()]
    right = [case for case in (*own, *public) if not _alarms(case.reply)]
    lines += _changed(mutations(right, bench.of(MUTATIONS, 20), SEED))
    return [*lines, _time([case for case in own if case.origin == "rules quoted"])]


def _rules() -> list[Case]:
    """A reply a rule, that quotes all of it."""
    return [
        _case("rules quoted", str(rule.id), reply(f"Hello,\n\n{rule.text}\n\nSincerely,", (rule,)))
        for rule in sample_rules().values()
        if rule.rule.audience is Audience.PUBLIC
    ]


def _mail(bench: Bench) -> list[Case]:
    """The offline drafter's answers to the sample office's mail."""
    vault = Vault(bench.folder / "number-lint.db", KEY)
    bring_up_to_date(vault)
    library = PolicyIndex(vault)
    library.adopt(read_pack(sample_pack()), datetime(2026, 11, 23, tzinfo=UTC))
    listed = (SPECIMENS.parent / "sample_inbox.jsonl").read_text("utf-8").splitlines()
    return [
        _case("offline drafts", row["file"], _offline(library, row["file"], row["language"]))
        for row in map(json.loads, listed)
    ]


def _offline(library: PolicyIndex, file: str, language: str) -> Reply:
    message = read_inquiry(file, (sample_inbox() / file).read_bytes())
    hits = library.search(Query(message.text, _DAY), _RULES_A_DRAFT)
    book = phrase_book()
    told = Brief(
        OFFICE[0], OFFICE[2], language, language, message.subject, (message.text,),
        tuple(hit.snippet for hit in hits), _DAY.isoformat(),
    )  # fmt: skip
    drafter = OfflineDrafter(book)
    outbound = drafter.prepare(told)
    drafted = drafter.draft(outbound, lambda _: None, Cancel())
    closing = book.of(language).closing.format(person="Maria Okafor", office=OFFICE[0])
    draft = compose(drafted.blocks, outbound.snippets, {}, closing=closing)
    cited = {one.ref for sentence in draft.sentences for one in sentence.citations}
    rules = tuple(rule for rule in outbound.snippets if rule.ref in cited)
    made = reply(draft.body, rules, f"{message.subject}\n{message.text}", language)
    return replace(made, office=(*OFFICE, closing))


def _paraphrases() -> list[Case]:
    """Our own words, with the values marked by hand."""
    return [
        Case(
            "our paraphrases",
            draft.id,
            draft.reply(draft.body),
            tuple((one.kind, one.start, one.end) for one in draft.values),
        )
        for draft in number_drafts()
    ]


def _public(bench: Bench, name: str) -> list[Case]:
    """Reference answers with the rule that backs them and what was asked."""
    path: Path = bench.data / f"{name}_queries.jsonl"
    if not path.exists():
        return []
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    whole = (row for row in rows if row.get("reference_answer") and row.get("gold_text"))
    return [_answer(f"public answers, {name}", row) for row in whole]


def _answer(origin: str, row: dict[str, Any]) -> Case:
    asked = "\n".join((row["query"], *(said for turn in row["history"] for said in turn)))
    made = reply(row["reference_answer"], (snippet("RULE-1", row["gold_text"]),), asked)
    return _case(origin, row["qid"], made)


def _case(origin: str, name: str, made: Reply) -> Case:
    return Case(origin, name, made, found_values(made.body))


def _by_origin(cases: Sequence[Case]) -> dict[str, list[Case]]:
    origins: dict[str, list[Case]] = {}
    for case in cases:
        origins.setdefault(case.origin, []).append(case)
    return origins


def _alarms(made: Reply) -> list[Check]:
    return [one for one in CHECKS["numbers"](made) if one.severity is Severity.DANGER]


def _is_true(made: Reply, alarm: Check) -> bool:
    """Whether what an alarm marks is in no text of the case, compared sign by sign."""
    texts = " ".join((*(rule.text for rule in made.rules), made.inquiry)).casefold()
    return made.body[alarm.start : alarm.end].casefold() not in texts and not all(
        digits in texts for digits in _digits(made.body[alarm.start : alarm.end])
    )


def _digits(text: str) -> list[str]:
    return "".join(sign if sign.isdigit() else " " for sign in text).split() or [text.casefold()]


def _unchanged(origin: str, cases: Sequence[Case]) -> Line:
    """How many correct drafts are found fault with."""
    alarmed = {case.name: (case, found) for case in cases if (found := _alarms(case.reply))}
    wrong = {
        name: [one for one in found if not _is_true(case.reply, one)]
        for name, (case, found) in alarmed.items()
    }
    false = {name: found for name, found in wrong.items() if found}
    told = "; ".join(
        f"{name}: {alarmed[name][0].reply.body[one.start : one.end]}"
        for name, found in false.items()
        for one in found
    )
    with_values = sum(bool(case.values) for case in cases)
    note = f"{len(alarmed) - len(false)} more give values that stand in no text of theirs"
    if not alarmed.keys() - false.keys():
        note = ""
    return Line(
        what=f"number lint: {len(cases)} drafts unchanged, {origin} ({with_values} with values)",
        measured=f"{len(false)} falsely alarmed, {len(false) / len(cases):.3f}",
        bar=f"at most {FALSE}",
        met=len(false) <= FALSE * len(cases),
        note="; ".join(filter(None, (told, note))),
        figures={"drafts": len(cases), "false": len(false), "true": len(alarmed) - len(false)},
    )


def _long(cases: Sequence[Case], message: str) -> Reply:
    """A reply of 300 words or a little more, put together from these."""
    bodies: list[str] = []
    rules: dict[str, Snippet] = {}
    for case in cases:
        bodies.append(case.reply.body)
        rules |= {str(rule.ref): rule for rule in case.reply.rules}
        if len(" ".join(bodies).split()) >= _LONG:
            break
    return reply("\n\n".join(bodies), tuple(rules.values()), message)


def _is_caught(changed: Mutation) -> bool:
    return any(
        one.start < changed.end and changed.start < one.end for one in _alarms(changed.reply)
    )


def _changed(made: Sequence[Mutation]) -> list[Line]:
    """How many changes are found, all together and by kind, and which are not."""
    missed = {id(one) for one in made if not _is_caught(one)}
    groups = {
        "all": list(made),
        **{kind: [one for one in made if one.kind == kind] for kind in KINDS},
        "written in words": [one for one in made if one.spelled],
        "a number that the rules have as something else": [one for one in made if one.crossing],
        "not in English": [one for one in made if one.reply.language != "en"],
    }
    return [
        _share(what, some, [one for one in some if id(one) in missed], bar=what == "all")
        for what, some in groups.items()
        if some
    ]


def _share(
    what: str, made: Sequence[Mutation], missed: Sequence[Mutation], *, bar: bool = False
) -> Line:
    caught = 1 - len(missed) / len(made)
    told = "; ".join(f"{one.case.name}: {one.before} -> {one.after}" for one in missed[:_SHOWN])
    return Line(
        what=f"number lint: {len(made)} changed values, {what}",
        measured=f"{caught:.3f} found",
        bar=f"at least {CAUGHT}" if bar else "",
        met=caught >= CAUGHT if bar else None,
        note=f"missed: {told}" if bar and told else "",
        figures={"changed": len(made), "missed": len(missed)},
    )


def _time(cases: Sequence[Case]) -> Line:
    """All registered checks on replies of some 300 words that quote their rules, with a message of
    150 words: as they come, and judged again with a few words more.
    """
    taken: list[float] = []
    first: list[float] = []
    message = " ".join(" ".join(case.reply.inquiry for case in cases).split()[:150])
    for turn in range(20):
        made = _long(cases[turn * len(cases) // 20 :], message)
        typed = replace(made, body=f"{made.body} And so it is.")
        for times, one in ((first, made), (taken, typed)):
            began = process_time()
            examine(one)
            times.append(process_time() - began)
    return Line(
        what=f"all {len(CHECKS)} checks on a draft of 300 words, at a pause in typing",
        measured=f"p95 {ms(p95(taken))}",
        compared=f"median {ms(median(taken))}; the first time {ms(median(first))}",
        bar=f"at most {BUDGET_MS:.0f} ms",
        met=p95(taken) * 1000 <= BUDGET_MS,
        figures={"ms": [1000 * one for one in taken], "first": [1000 * one for one in first]},
    )
