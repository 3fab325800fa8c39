# SPDX-License-Identifier: Apache-2.0
"""Identities. All are minted on the desk, so that two desks can merge without renaming anything."""

from typing import NewType

InquiryId = NewType("InquiryId", str)
MessageId = NewType("MessageId", str)
SuggestionId = NewType("SuggestionId", str)
DispatchId = NewType("DispatchId", str)
HoldId = NewType("HoldId", str)
EntryId = NewType("EntryId", str)
SnippetId = NewType("SnippetId", str)
AdoptionId = NewType("AdoptionId", str)
SearchMarkId = NewType("SearchMarkId", str)

NO_ADOPTION = AdoptionId("")
