# SPDX-License-Identifier: Apache-2.0
"""Which command does what."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from desktop_app.desk import Desk
from desktop_app.domain.inquiry import Arrival
from desktop_app.domain.policy import Pack
from ui.terminal import doctor, draft, log, policy, sample
from ui.terminal import self_check as checking
from ui.terminal.output import Status, note

main_job = sample.main_job
self_check = checking.self_check


def run(
    asked: Namespace,
    desk: Desk,
    read_file: Callable[[Path], Arrival],
    read_pack: Callable[[Path], Pack],
) -> Status:
    """Do what the command line asks for; the two callables read a message and a pack from disk."""
    as_json: bool = asked.json
    match asked.command:
        case "draft":
            arrival = read_file(asked.file)
            if not asked.drafter and desk.parts.choice.lacks_key:
                note("There is no API key, so the offline drafter writes.")
            return draft.draft(desk, arrival, asked.drafter, asked.instruction, as_json=as_json)
        case "policy":
            return _policy(asked, desk, read_pack)
        case "log":
            return _log(asked, desk)
        case "doctor":
            return doctor.doctor(desk.examining.run(), as_json=as_json)
        case _:
            return sample.main_job(desk)


def verify_export(asked: Namespace) -> Status:
    """Verify an export by itself; needs no store."""
    return log.verify_export(asked.export, as_json=asked.json)


def _policy(asked: Namespace, desk: Desk, read_pack: Callable[[Path], Pack]) -> Status:
    match asked.asked:
        case "import":
            return policy.bring_in(desk, read_pack(asked.path), as_json=asked.json)
        case "status":
            return policy.status(desk, as_json=asked.json)
        case _ if asked.queries:
            return policy.search_all(desk, asked.queries, asked.k)
        case _:
            return policy.search(desk, asked.text, asked.k, as_json=asked.json)


def _log(asked: Namespace, desk: Desk) -> Status:
    match asked.asked:
        case "list":
            return log.listed(desk, asked.limit, as_json=asked.json)
        case "show":
            return log.show(desk, asked.id, as_json=asked.json)
        case "verify":
            return log.verify(desk, as_json=asked.json)
        case _:
            return log.export(desk, asked.out, asked.format, as_json=asked.json)
