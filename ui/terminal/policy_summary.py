# SPDX-License-Identifier: Apache-2.0
"""`policy summarise`: a document, some rules or an import in few words, each sentence with its
rule.
"""

from collections.abc import Sequence

from desktop_app.cancel import Cancel
from desktop_app.desk import Desk
from desktop_app.domain.identity import AdoptionId, SnippetId
from desktop_app.domain.suggestion import SuggestionState
from desktop_app.domain.summary import OfAdoption, OfDocument, OfRules, Stated, Wanted
from desktop_app.errors import BadInput
from desktop_app.workflows.summary_attempt import told
from desktop_app.workflows.summary_outcome import Summary
from ui.terminal.control import say_who
from ui.terminal.draft import checks, explain, ignore, masked, print_piece, sentences, usage
from ui.terminal.output import Status, complain, document, say

LAST = "last"


def wanted(
    desk: Desk, name: str | None, rules: Sequence[str] | None, adoption: str | None
) -> Wanted:
    """What the command line asks for; one of the three is given."""
    if name is not None:
        return OfDocument(name)
    if rules:
        return OfRules(tuple(map(SnippetId, rules)))
    if adoption != LAST:
        return OfAdoption(AdoptionId(adoption or ""))
    every = desk.library.adoptions()
    if not every:
        raise BadInput("Nothing was ever imported.", "Bring rules in with: policy import PATH")
    return OfAdoption(every[0].id)


def summarize(desk: Desk, what: Wanted, *, drafter: str, instruction: str, as_json: bool) -> Status:
    """Summarize, and show the summary with the rule behind each sentence."""
    if not drafter:
        say_who(desk)
    on_piece = ignore if as_json else print_piece
    made = desk.summarising.summarize(
        what, on_piece, Cancel(), drafter=drafter, instruction=instruction
    )
    if as_json:
        document(as_document(made))
    else:
        show(made)
    if made.trouble is not None:
        return complain(made.trouble, as_json=False)
    withheld = made.state is SuggestionState.WITHHELD
    return Status.ANSWER_IS_NO if withheld else Status.DONE


def as_document(made: Summary) -> dict[str, object]:
    """What `policy summarise --json` prints."""
    return {
        "of": told(made.wanted),
        "title": made.title,
        "parts": made.parts,
        "drafter": made.drafter,
        "model": made.model,
        "state": made.state.value,
        "completeness": made.draft.completeness.value,
        "unanswered": made.draft.unanswered or made.reason,
        "summary": made.text,
        "sentences": sentences(made.draft),
        "checks": checks(made.draft),
        "masked": masked(made.masked),
        "rules": [_rule(one) for one in made.rules],
        "entry": made.entry,
        "usage": usage(made.usage),
        "ms": made.elapsed_ms,
    }


def show(made: Summary) -> None:
    """The summary for a person: each sentence with its rule, the checks, then the rules and when
    they hold.
    """
    if made.state is SuggestionState.WITHHELD:
        say(made.reason)
        return
    explain(made.draft, (one.snippet for one in made.rules))
    say()
    say("The rules:")
    for one in made.rules:
        rule = one.snippet.rule
        became = f"  {_became(one)}" if one.what else ""
        since = f"  from {rule.effective_from}" if rule.effective_from else ""
        until = f"  to {rule.effective_to}" if rule.effective_to else ""
        say(f"  {one.snippet.ref}  {rule.title}{became}{since}{until}")
    if made.reason:
        say(made.reason)
    say()
    say(made.disclosure)


def _rule(one: Stated) -> dict[str, object]:
    rule = one.snippet.rule
    return {
        "snippet": one.snippet.id,
        "version": one.snippet.ref.version,
        "title": rule.title,
        "became": _became(one),
        "effective_from": str(rule.effective_from or ""),
        "effective_to": str(rule.effective_to or ""),
    }


def _became(one: Stated) -> str:
    """What became of a rule; "before" for the words that were changed."""
    if one.what is None:
        return ""
    return "before" if one.earlier and one.what.value == "changed" else one.what.value
