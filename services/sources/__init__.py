# SPDX-License-Identifier: Apache-2.0
"""Inquiry sources by name. A new source is one file with a class that plays `InquirySource`, one
line in `SOURCES`, and a harness in `tests/contracts`.
"""

from collections.abc import Callable, Mapping

from desktop_app.errors import Misconfigured
from desktop_app.ports import InquirySource
from services.sources import folder
from services.sources.keeping import NoSecrets, Secrets

Factory = Callable[[Mapping[str, object], str, str, Secrets], InquirySource]
"""Makes a source from its own options, the office's e-mail address, the office's name, and the
place that holds its secrets. Checks the options wholly and reaches out to nothing: a source that is
away must not stop the program.
"""


def _folder(
    options: Mapping[str, object],
    email: str,
    name: str,
    secrets: Secrets,  # noqa: ARG001 - a folder has none
) -> InquirySource:
    return folder.FolderSource(folder.options_from(options), email, name)


def _mailbox(
    options: Mapping[str, object], email: str, name: str, secrets: Secrets
) -> InquirySource:
    # Whoever has a folder starts without the mail library.
    from services.sources.mailbox import options as own  # noqa: PLC0415
    from services.sources.mailbox.source import MailboxSource  # noqa: PLC0415

    return MailboxSource(own.options_from(options), email, name, secrets)


SOURCES: dict[str, Factory] = {
    folder.NAME: _folder,
    "mailbox": _mailbox,
}


def open_source(
    name: str,
    options: Mapping[str, object],
    office_email: str,
    office_name: str,
    secrets: Secrets | None = None,
) -> InquirySource:
    """The source called `name`; `Misconfigured` names every fault of its options."""
    factory = SOURCES.get(name)
    if factory is None:
        raise Misconfigured(
            f"There is no inquiry source of that name. Known are: {', '.join(sorted(SOURCES))}.",
            "Mend source.name in the settings.",
        )
    return factory(options, office_email, office_name, secrets or NoSecrets())
