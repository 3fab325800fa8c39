# SPDX-License-Identifier: Apache-2.0
"""Which command does what."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from desktop_app.desk import Desk
from desktop_app.domain.inquiry import Arrival
from desktop_app.ports_policy import PackReader
from ui.terminal import (
    budget,
    control,
    draft,
    hub,
    log,
    policy,
    policy_evaluate,
    policy_import,
    policy_packs,
    policy_record,
    policy_summary,
    sample,
    secrets,
)
from ui.terminal import doctor as examined
from ui.terminal import self_check as checking
from ui.terminal.output import Status
from ui.terminal.policy_packs import Sealer

main_job = sample.main_job
self_check = checking.self_check
doctor = examined.doctor
administer = hub.administer


def run(
    asked: Namespace,
    desk: Desk,
    read_file: Callable[[Path], Arrival],
    read_pack: PackReader,
    sealer: Sealer,
) -> Status:
    """Do what the command line asks for; the two callables read a message and a pack from disk,
    `sealer` signs packs.
    """
    as_json: bool = asked.json
    match asked.command:
        case "policy" if asked.asked == "export":
            return policy_packs.export(
                desk,
                asked.out,
                asked.key,
                sealer,
                pack=asked.pack,
                version=asked.version,
                as_json=as_json,
            )
        case "draft":
            arrival = read_file(asked.file)
            if not asked.drafter:
                control.say_who(desk)
            how = draft.How(asked.drafter, asked.instruction, asked.day, asked.despite)
            return draft.draft(desk, arrival, how, as_json=as_json)
        case "policy":
            return _policy(asked, desk, read_pack)
        case "log":
            return _log(asked, desk)
        case "control" | "hub" | "intake":
            return _office(asked, desk)
        case "budget":
            return budget.run(asked, desk)
        case "doctor":
            return doctor(desk.examining.run(), as_json=as_json)
        case _:
            return sample.main_job(desk)


def _office(asked: Namespace, desk: Desk) -> Status:
    if asked.command == "control":
        return _control(asked, desk)
    return hub.at_the_desk(asked, desk)


def verify_export(asked: Namespace) -> Status:
    """Verify an export by itself; needs no store."""
    return log.verify_export(asked.export, as_json=asked.json)


def keygen(asked: Namespace, sealer: Sealer) -> Status:
    """Make a key that signs packs; needs no store."""
    return policy_packs.keygen(asked.out, sealer, with_password=asked.password, as_json=asked.json)


def keep_secret(asked: Namespace, keychain: secrets.SecretKeeper) -> Status:
    """Keep the value of a header in the keychain; needs no store."""
    return secrets.keep(asked.name, keychain, forget=asked.forget)


def _policy(asked: Namespace, desk: Desk, read_pack: PackReader) -> Status:
    match asked.asked:
        case "import":
            how = policy_import.How(asked.beside, asked.roll_back, asked.withdraw_unread)
            if asked.preview:
                return policy_import.preview(desk, asked.path, read_pack, how, as_json=asked.json)
            return policy_import.bring_in(desk, asked.path, read_pack, how, as_json=asked.json)
        case "roll-back":
            return policy_packs.roll_back(desk, as_json=asked.json)
        case "evaluate":
            return policy_evaluate.evaluate(desk, worded=asked.worded, as_json=asked.json)
        case "summarise" | "summarize":
            return _summary(asked, desk)
        case "history" | "recall" | "status":
            return _record(asked, desk)
        case _ if asked.queries:
            return policy.search_all(desk, asked.queries, asked.k, asked.day, worded=asked.worded)
        case _:
            how = {"worded": asked.worded, "as_json": asked.json}
            return policy.search(desk, asked.text, asked.k, asked.day, **how)


def _summary(asked: Namespace, desk: Desk) -> Status:
    return policy_summary.summarize(
        desk,
        policy_summary.wanted(desk, asked.document, asked.rule, asked.adoption),
        drafter=asked.drafter,
        instruction=asked.instruction,
        as_json=asked.json,
    )


def _record(asked: Namespace, desk: Desk) -> Status:
    match asked.asked:
        case "history":
            return policy_record.history(desk, asked.id, as_json=asked.json)
        case "recall":
            return policy_record.recall(
                desk, asked.ids, out=asked.out, correct=asked.correct, as_json=asked.json
            )
        case _ if asked.lists:
            return policy_record.lists(desk, as_json=asked.json)
        case _:
            return policy.status(desk, as_json=asked.json)


def _control(asked: Namespace, desk: Desk) -> Status:
    match asked.asked:
        case "stop":
            return control.stop(desk, asked.reason, as_json=asked.json)
        case "start":
            return control.start(desk, asked.reason, as_json=asked.json)
        case "topic":
            return control.topic(desk, asked.id, asked.rule, asked.reason, as_json=asked.json)
        case _:
            return control.show(desk, as_json=asked.json)


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
