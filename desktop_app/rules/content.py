# SPDX-License-Identifier: Apache-2.0
"""What a rule says, as opposed to where it stands: the fingerprint by which a changed rule is told
from one that only moved.
"""

from desktop_app.domain.policy import Rule
from desktop_app.rules.texts import canonical, digest


def fingerprint(rule: Rule) -> str:
    """SHA-256 of all a rule says; any difference makes a new version.

    Document, page and place are left out, so that an inserted page changes no rule but its own; so
    is the day of review, which confirms the words and changes none. Fields that came later count
    only where they are used: what an earlier version of the program stored stays unchanged.
    """
    said = {
        "id": str(rule.id),
        "title": rule.title,
        "text": rule.text,
        "topic": rule.topic,
        "source": rule.source,
        "section": rule.section,
        "effective_from": str(rule.effective_from),
        "effective_to": str(rule.effective_to),
        "audience": str(rule.audience),
        "office": rule.office,
        "keywords": str(rule.keywords),
    }
    if rule.jurisdiction:
        said["jurisdiction"] = rule.jurisdiction
    if rule.supersedes:
        said["supersedes"] = str(tuple(sorted(rule.supersedes)))
    return digest(canonical(said))
