"""What can go wrong with Notion, as sentences for people.

NotionError
├── NotionAway        no answer, or none that helps; the same call may pass later
├── NotionRefused     it answers no, and will again until a person does what the text says
└── NotionIncomplete  a list was cut short by Notion; what came before it is good
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pipeline.errors import SlateError


class NotionError(SlateError):
    """Base of everything the connection raises."""


class NotionAway(NotionError):
    """Notion does not answer, or asks to be left alone for longer than the caller waits.

    Attributes:
        since: When it last stopped answering.
        retry_at: Until when it asked for patience; None where it said nothing.
        may_have_happened: What was asked for may be done all the same: look before asking again.
    """

    def __init__(
        self,
        text: str,
        *,
        since: datetime | None = None,
        retry_at: datetime | None = None,
        may_have_happened: bool = False,
    ) -> None:
        super().__init__(text)
        self.since = since
        self.retry_at = retry_at
        self.may_have_happened = may_have_happened


class Reason(StrEnum):
    """Why Notion refuses, and so whose turn it is."""

    TOKEN = "token"  # the operator: another token
    FORBIDDEN = "forbidden"  # the operator: the connection's capabilities
    NOT_SHARED = "not_shared"  # somebody in the workspace: share it, or it is gone
    FULL = "full"  # whoever pays: the workspace's plan takes no more rows
    INVALID = "invalid"  # what was sent does not fit the database as it is
    TOO_LARGE = "too_large"  # the file or the request is over the workspace's limit


class NotionRefused(NotionError):
    """Notion answered no.

    Attributes:
        reason: What kind of no.
        status: HTTP's; 0 where nothing was sent.
        code: Notion's own, such as `validation_error`.
        detail: Notion's own words.
    """

    def __init__(
        self, text: str, reason: Reason, *, status: int = 0, code: str = "", detail: str = ""
    ) -> None:
        super().__init__(text)
        self.reason = reason
        self.status = status
        self.code = code
        self.detail = detail


class NotionIncomplete(NotionError):
    """Notion stopped a list before its end; every row before it was handed out."""
