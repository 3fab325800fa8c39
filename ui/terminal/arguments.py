# SPDX-License-Identifier: Apache-2.0
"""The command line: what may be asked, and its help."""

import argparse
from pathlib import Path


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
    _others(commands)
    return top


_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def _draft(commands: "_Commands[argparse.ArgumentParser]") -> None:
    draft = commands.add_parser("draft", help="draft a reply to one .eml, .txt or .json inquiry")
    draft.set_defaults(command="draft")
    draft.add_argument("file", type=Path, help="the inquiry")
    draft.add_argument("--drafter", default="", help="claude or offline; default: the settings'")
    draft.add_argument("--instruction", default="", help="what the draft should heed")
    _json(draft)


def _policy(commands: "_Commands[argparse.ArgumentParser]") -> None:
    policy = commands.add_parser("policy", help="the policy library")
    policy.set_defaults(command="policy")
    asked = policy.add_subparsers(dest="asked", required=True, metavar="import|status|search")
    bring = asked.add_parser("import", help="make a pack the office's rules")
    bring.add_argument("path", type=Path, help="a folder of Markdown, or a .jsonl file")
    status = asked.add_parser("status", help="what the library holds")
    search = asked.add_parser("search", help="the rules that fit a question")
    search.add_argument("text", nargs="?", default="", help="the question")
    search.add_argument(
        "--queries", type=Path, metavar="FILE", help='JSON Lines of {"id","text"[,"thread"]}'
    )
    search.add_argument("--k", type=_count, default=10, help="how many rules (default 10)")
    for each in (bring, status, search):
        _json(each)


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


def _others(commands: "_Commands[argparse.ArgumentParser]") -> None:
    doctor = commands.add_parser("doctor", help="versions, store, keychain, network, reachability")
    doctor.set_defaults(command="doctor")
    _json(doctor)
    check = commands.add_parser("self-check", help="start every part once, window included")
    check.set_defaults(command="self-check")
    _json(check)
    sample = commands.add_parser("sample", help="the sample office's main job in the terminal")
    sample.set_defaults(command="sample")


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print one JSON document")


def _count(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 1000:
        raise argparse.ArgumentTypeError("must lie between 1 and 1000")
    return value
