# SPDX-License-Identifier: Apache-2.0
"""`doctor`: each part with its state, the reason and what to do."""

from collections.abc import Sequence

from desktop_app.workflows.examining import Finding, Health
from ui.terminal.output import Status, document, say


def doctor(findings: Sequence[Finding], *, as_json: bool) -> Status:
    """Show what was found; the status says whether every part is good."""
    if as_json:
        document(
            {
                "good": all(one.health is not Health.BAD for one in findings),
                "parts": [
                    {
                        "part": one.part,
                        "health": one.health.value,
                        "found": one.found,
                        "remedy": one.remedy,
                    }
                    for one in findings
                ],
            }
        )
    else:
        width = max((len(one.part) for one in findings), default=0)
        for one in findings:
            say(f"{one.health.value:<4}  {one.part:<{width}}  {one.found} {one.remedy}".rstrip())
    healthy = all(one.health is not Health.BAD for one in findings)
    return Status.DONE if healthy else Status.ANSWER_IS_NO
