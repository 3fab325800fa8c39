# SPDX-License-Identifier: Apache-2.0
"""The command line: what may be asked, and its help."""

import argparse
from datetime import date
from pathlib import Path

from ui.terminal import arguments_hub


def parser(version: str) -> argparse.ArgumentParser:
    """The parser for the whole command line."""
    top = argparse.ArgumentParser(
        prog="counterpart",
        description="Answer customers with drafts grounded in the office's own rules."
        " Without a command, the window opens; without settings, on the sample office.",
    )
    top.add_argument("--version", action="version", version=f"Counterpart {version}")
    top.add_argument("--home", metavar="DIR", help="keep everything under DIR")
    top.add_argument("--config", metavar="FILE", type=Path, help="use the settings in FILE")
    top.set_defaults(command="window", json=False)
    commands = top.add_subparsers(metavar="COMMAND")
    _draft(commands)
    _policy(commands)
    _log(commands)
    _control(commands)
    _others(commands)
    arguments_hub.add(commands, _json)
    return top


_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it
_Parsers = tuple[argparse.ArgumentParser, ...]


def _draft(commands: "_Commands[argparse.ArgumentParser]") -> None:
    draft = commands.add_parser("draft", help="draft a reply to one .eml, .txt or .json inquiry")
    draft.set_defaults(command="draft")
    draft.add_argument("file", type=Path, help="the inquiry")
    draft.add_argument("--drafter", default="", help="claude or offline; default: the settings'")
    draft.add_argument("--instruction", default="", help="what the draft should heed")
    draft.add_argument(
        "--day", type=_day, metavar="YYYY-MM-DD", help="answer as of this day; default: its date"
    )
    draft.add_argument(
        "--despite",
        default="",
        metavar="REASON",
        help="why a draft is needed although somebody may be in danger; the log keeps it",
    )
    _json(draft)


def _policy(commands: "_Commands[argparse.ArgumentParser]") -> None:
    policy = commands.add_parser("policy", help="the policy library")
    policy.set_defaults(command="policy")
    asked = policy.add_subparsers(dest="asked", required=True, metavar="COMMAND")
    bring = asked.add_parser("import", help="make manuals or a pack the office's rules")
    bring.add_argument(
        "path", type=Path, help="a folder, or a Markdown, HTML, PDF, Word or JSON Lines file"
    )
    bring.add_argument(
        "--preview", action="store_true", help="show what would change, and change nothing"
    )
    status = asked.add_parser("status", help="what the library holds")
    search = asked.add_parser("search", help="the rules that fit a question")
    search.add_argument("text", nargs="?", default="", help="the question")
    search.add_argument(
        "--queries", type=Path, metavar="FILE", help='JSON Lines of {"id","text"[,"thread","day"]}'
    )
    search.add_argument("--k", type=_count, default=10, help="how many rules (default 10)")
    search.add_argument("--day", type=_day, metavar="YYYY-MM-DD", help="the rules in force then")
    _worded(search, "look up what Claude words for it as well")
    others = (*_packs(asked, bring), *_record(asked, status), _summary(asked))
    for each in (bring, status, search, *others):
        _json(each)


def _packs(asked: "_Commands[argparse.ArgumentParser]", bring: argparse.ArgumentParser) -> _Parsers:
    bring.add_argument("--beside", action="store_true", help="keep the other packs as they are")
    bring.add_argument(
        "--roll-back", action="store_true", help="take it even if a later version is in force"
    )
    bring.add_argument(
        "--withdraw-unread", action="store_true", help="let go of rules that could not be read, too"
    )
    keygen = asked.add_parser("keygen", help="make a key that signs packs")
    keygen.add_argument("out", type=Path, metavar="OUT", help="the new file for the private key")
    keygen.add_argument("--password", action="store_true", help="ask for a password to lock it")
    export = asked.add_parser("export", help="write a pack as one signed file")
    export.add_argument("out", type=Path, metavar="OUT", help="the file to write, such as X.cpack")
    export.add_argument("--key", type=Path, required=True, metavar="FILE", help="the private key")
    export.add_argument("--pack", default="", metavar="ID", help="default: the one that came last")
    export.add_argument("--version", default="", help="default: the version that was imported")
    back = asked.add_parser("roll-back", help="return to the rules before the last import")
    return keygen, export, back


def _record(
    asked: "_Commands[argparse.ArgumentParser]", status: argparse.ArgumentParser
) -> _Parsers:
    status.add_argument("--lists", action="store_true", help="what somebody should look after")
    history = asked.add_parser("history", help="every version of one rule")
    history.add_argument("id", metavar="ID", help="the rule's id")
    recall = asked.add_parser("recall", help="the replies that rest on a rule")
    recall.add_argument(
        "ids", nargs="*", metavar="ID", help="rules; default: what the last import changed"
    )
    recall.add_argument("--out", type=Path, metavar="FILE", help="write the list, .csv or .json")
    recall.add_argument(
        "--correct", default="", metavar="INQUIRY", help="reopen it for a correction; or: all"
    )
    evaluate = asked.add_parser("evaluate", help="ask the questions that supervisors marked again")
    _worded(evaluate, "look up what Claude words for each as well")
    return history, recall, evaluate


def _worded(parser: argparse.ArgumentParser, said: str) -> None:
    parser.add_argument("--worded", action="store_true", help=f"{said}; the log keeps what left")


def _summary(asked: "_Commands[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    summary = asked.add_parser(
        "summarise", aliases=["summarize"], help="rules in few words, each sentence with its rule"
    )
    of = summary.add_mutually_exclusive_group(required=True)
    of.add_argument("--document", metavar="NAME", help="a document, as the library names it")
    of.add_argument("--rule", action="append", metavar="ID", help="a rule; may be given again")
    of.add_argument("--adoption", metavar="ID", help="what an import changed; the newest: last")
    summary.add_argument("--instruction", default="", help="what the summary should heed")
    summary.add_argument("--drafter", default="", help="claude or offline; default: the settings'")
    return summary


def _log(commands: "_Commands[argparse.ArgumentParser]") -> None:
    log = commands.add_parser("log", help="the suggestion log")
    log.set_defaults(command="log")
    asked = log.add_subparsers(dest="asked", required=True, metavar="list|show|verify|export")
    listed = asked.add_parser("list", help="the newest entries")
    listed.add_argument("--limit", type=_count, default=20, help="how many (default 20)")
    show = asked.add_parser("show", help="one entry whole")
    show.add_argument("id", help="the entry's id, or its beginning")
    verify = asked.add_parser(
        "verify", help="walk the chain; names the first entry that is not whole"
    )
    verify.add_argument(
        "--export", type=Path, metavar="FILE", help="verify a JSON Lines export by itself"
    )
    export = asked.add_parser("export", help="write the log to a file")
    export.add_argument("out", type=Path, metavar="OUT", help="the file to write; - for stdout")
    export.add_argument("--format", choices=("jsonl", "csv"), default="jsonl")
    for each in (listed, show, verify, export):
        _json(each)


def _control(commands: "_Commands[argparse.ArgumentParser]") -> None:
    control = commands.add_parser("control", help="what Claude may do in this office")
    control.set_defaults(command="control")
    asked = control.add_subparsers(dest="asked", required=True, metavar="show|stop|start|topic")
    show = asked.add_parser("show", help="what holds now, and how it came about")
    stop = asked.add_parser("stop", help="switch Claude off; drafts that it writes are stopped")
    start = asked.add_parser("start", help="let Claude draft again")
    topic = asked.add_parser("topic", help="allow, hold or never draft a topic")
    topic.add_argument("id", metavar="ID", help="the topic, as control show names it")
    topic.add_argument("rule", choices=("allow", "hold", "never"))
    for each in (stop, start, topic):
        each.add_argument("--reason", required=True, help="why; the log keeps it")
    for each in (show, stop, start, topic):
        _json(each)


def _others(commands: "_Commands[argparse.ArgumentParser]") -> None:
    inspect = commands.add_parser(
        "inspect", help="language, masking, screen and signals of a text, before any drafter"
    )
    inspect.set_defaults(command="inspect")
    inspect.add_argument("file", type=Path, help='a mail, or JSON Lines of {"id","text"}')
    _json(inspect)
    lint = commands.add_parser("lint", help="the local checks on replies from anywhere")
    lint.set_defaults(command="lint")
    lint.add_argument("file", type=Path, help='JSON Lines of {"id","reply","snippets","inquiry"}')
    _json(lint)
    doctor = commands.add_parser("doctor", help="versions, store, keychain, network, reachability")
    doctor.set_defaults(command="doctor")
    _json(doctor)
    budget = commands.add_parser("budget", help="what Claude cost this month, and the most it may")
    budget.set_defaults(command="budget")
    money = budget.add_subparsers(dest="asked", required=True, metavar="COMMAND")
    shown = money.add_parser("show", help="what was spent this month")
    more = money.add_parser("raise", help="let more be spent this month")
    more.add_argument("usd", type=int, metavar="DOLLARS", help="to how much, in whole dollars")
    more.add_argument("--reason", required=True, help="why; the log keeps it")
    for command in (shown, more):
        _json(command)
    secret = commands.add_parser("secret", help="keep a key or a gateway's secret header")
    secret.set_defaults(command="secret")
    secret.add_argument(
        "name",
        help="key, the name of a header in drafter.secret_headers, source.password or hub.password",
    )
    secret.add_argument("--forget", action="store_true", help="take it out of the keychain")
    source = commands.add_parser("source", help="sign in to the mailbox by a code")
    source.set_defaults(command="source")
    source.add_argument("asked", choices=("sign-in",), help="sign-in: for sign_in = oauth2")
    check = commands.add_parser("self-check", help="start every part once, window included")
    check.set_defaults(command="self-check")
    _json(check)
    sample = commands.add_parser("sample", help="the sample office's main job in the terminal")
    sample.set_defaults(command="sample")


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print one JSON document")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("must be a day like 2026-01-31") from None


def _count(text: str) -> int:
    value = int(text) if text.isdecimal() else 0
    if not 1 <= value <= 1000:
        raise argparse.ArgumentTypeError("must lie between 1 and 1000")
    return value
