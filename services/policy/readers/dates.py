# SPDX-License-Identifier: Apache-2.0
"""The day from which a document says it holds, where it says so plainly: in a line of its own or
in brackets, at its beginning or in its footer. A date within a sentence is a rule's, not the
document's.
"""

import re
from calendar import monthrange
from datetime import date

from services.policy.readers.blocks import Facts

_MONTHS = "january february march april may june july august september october november december"
_NUMBER = {name[:3]: number for number, name in enumerate(_MONTHS.split(), 1)}
_DATE = (
    r"(?:(?P<iso{n}>\d{{4}}-\d{{2}}-\d{{2}})"
    r"|(?P<us{n}>\d{{1,2}}/\d{{1,2}}/\d{{4}})"
    r"|(?P<month{n}>\d{{1,2}}/\d{{4}})"
    r"|(?P<said{n}>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
    r"(?:\s+\d{{1,2}}(?:st|nd|rd|th)?,?)?\s+\d{{4}}))"
)
_STATED = re.compile(
    r"(?:^|[(\[])\s*(?:form\s+)?(?:[a-z]{1,6}\s?\d+[a-z]?\s*\(?\s*)?"
    r"(?P<word>(?:in\s+)?effective(?:\s+date|\s+from|\s+as\s+of)?"
    r"|(?:last\s+)?(?:revised|revision(?:\s+date)?|updated)(?:\s+on)?|rev\.?)"
    r"\s*:?\s*"
    + _DATE.format(n=1)
    + r"(?:\s*(?:-|–|to|through|until)\s*"
    + _DATE.format(n=2)
    + r")?\s*[.)\]]*\s*(?:$|[|)\]])",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"^\s*(?:expires(?:\s+on)?|expiration(?:\s+date)?|valid\s+(?:through|until)|effective\s+"
    r"(?:through|until))\s*:?\s*" + _DATE.format(n=1) + r"\s*\.?\s*$",
    re.IGNORECASE,
)
_LONGEST = 160


class StatedDates:
    """Collects the plain statements of a document; "effective" outdoes "revised"."""

    def __init__(self) -> None:
        self._effective: date | None = None
        self._revised: date | None = None
        self._ends: date | None = None

    def look(self, line: str) -> bool:
        """Take in one line; answers whether it says nothing but a date."""
        if len(line) > _LONGEST:
            return False
        if ends := _ENDS.search(line):
            self._ends = self._ends or _day(ends, 1, last=True)
            return True
        alone = False
        for stated in _STATED.finditer(line):
            day = _day(stated, 1)
            if "effective" in stated["word"].casefold():
                self._effective = self._effective or day
                self._ends = self._ends or _day(stated, 2, last=True)
            else:
                self._revised = self._revised or day
            alone |= day is not None and len(stated[0]) >= len(line)
        return alone

    def facts(self) -> Facts:
        """What the lines came to."""
        starts, ends = self._effective or self._revised, self._ends
        if starts and ends and ends < starts:
            ends = None
        return Facts(effective_from=starts, effective_to=ends)


def _day(match: re.Match[str], n: int, *, last: bool = False) -> date | None:
    """The stated day; of a month alone its first day, or its last."""
    try:
        if iso := match[f"iso{n}"]:
            return date.fromisoformat(iso)
        if us := match[f"us{n}"]:
            month, day, year = (int(part) for part in us.split("/"))
            return date(year, month, day)
        if numbers := match[f"month{n}"]:
            month, year = (int(part) for part in numbers.split("/"))
            return _of_month(year, month, last=last)
        if said := match[f"said{n}"]:
            month = _NUMBER[said[:3].casefold()]
            *day, year = (int(part) for part in re.findall(r"\d+", said))
            return date(year, month, day[0]) if day else _of_month(year, month, last=last)
    except (ValueError, KeyError):
        return None
    return None


def _of_month(year: int, month: int, *, last: bool) -> date:
    return date(year, month, monthrange(year, month)[1] if last else 1)
