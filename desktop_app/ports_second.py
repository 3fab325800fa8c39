# SPDX-License-Identifier: Apache-2.0
"""Where the remarks of second readings are kept, as a role of the desk's store."""

from collections.abc import Iterable
from typing import Protocol

from desktop_app.domain.identity import InquiryId
from desktop_app.domain.second import Read


class SecondReadings(Protocol):
    """What second readers said of the passages of an inquiry."""

    def keep(self, inquiry: InquiryId, remarks: Iterable[Read]) -> None:
        """Keep remarks; one about the same passage takes the place of an earlier one."""
        ...

    def of(self, inquiry: InquiryId) -> tuple[Read, ...]:
        """Every remark about an inquiry."""
        ...
