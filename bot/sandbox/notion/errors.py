"""What Notion answers to a request it refuses: status, code and message.

`NotionError` is an answer, not a crash: the REST layer turns it into JSON of Notion's shape. It
counts as a violation unless it is `blameless`: a body over a limit is the client's fault; a row
that somebody trashed, a property renamed meanwhile or a database nobody shared is not.

Codes are Notion's; messages are its own where people have seen them, else close to them (Notion
promises to keep its codes, not its messages).
"""

from __future__ import annotations

import uuid

from bot.sandbox.errors import Json

CODES = {
    400: "validation_error",
    401: "unauthorized",
    403: "restricted_resource",
    404: "object_not_found",
    409: "conflict_error",
    429: "rate_limited",
    500: "internal_server_error",
    502: "bad_gateway",
    503: "service_unavailable",
    504: "gateway_timeout",
    529: "service_overload",
}
MESSAGES = {
    409: "Conflict occurred while saving. Please try again.",
    429: "You have been rate limited. Please try again in a few minutes.",
    500: "Unexpected error occurred.",
    503: "Notion is unavailable, please try again later.",
    504: "Notion has timed out while completing this request. Please try again later.",
    529: "Notion is temporarily overloaded. Please try again later.",
}
ARCHIVED = "Can't edit block that is archived. You must unarchive the block before editing."
ARCHIVED_ANCESTOR = (
    "Can't edit page on block with an archived ancestor. "
    "You must unarchive the ancestor before editing page."
)


class NotionError(Exception):
    """An answer that refuses a request."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        blameless: bool = False,
        additional_data: Json | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.blameless = blameless
        self.additional_data = additional_data
        self.headers = headers or {}
        self.request_id = str(uuid.uuid4())

    def body(self) -> Json:
        """The JSON Notion sends with this error."""
        body: Json = {
            "object": "error",
            "status": self.status,
            "code": self.code,
            "message": self.message,
            "request_id": self.request_id,
        }
        if self.additional_data is not None:
            body["additional_data"] = self.additional_data
        return body


def invalid(message: str, *, blameless: bool = False) -> NotionError:
    """A request that does not fit what there is, or what Notion takes."""
    return NotionError(400, "validation_error", message, blameless=blameless)


def not_found(kind: str, id: str, integration: str) -> NotionError:
    """A thing that is not there (any more), or that nobody shared with the connection."""
    message = (
        f"Could not find {kind} with ID: {id}. Make sure the relevant pages and databases "
        f'are shared with your integration "{integration}".'
    )
    return NotionError(404, "object_not_found", message, blameless=True)


def wrong_kind(id: str, is_a: str, not_a: str) -> NotionError:
    """The id of a page where a database is asked for, or the reverse."""
    message = f"Provided ID {id} is a {is_a}, not a {not_a}. Use the retrieve {is_a} API instead."
    return invalid(message, blameless=True)


def unauthorized(*, given: bool) -> NotionError:
    """No token, or one Notion does not know: only the first is the client's doing."""
    return NotionError(401, "unauthorized", "API token is invalid.", blameless=given)


def unknown_url() -> NotionError:
    return NotionError(400, "invalid_request_url", "Invalid request URL.")


def malformed() -> NotionError:
    return NotionError(400, "invalid_json", "Error parsing JSON body.")


def out_of_blocks(limit: int, used: int) -> NotionError:
    """A workspace of several members on the free plan that has used up its blocks."""
    message = "This workspace has reached its block limit. Upgrade its plan to add more blocks."
    told = {"block_limit": {"limit": limit, "used": used}}
    return NotionError(403, "restricted_resource", message, blameless=True, additional_data=told)


def server_error(status: int) -> NotionError:
    """An error that the client has no part in."""
    code = CODES.get(status, "internal_server_error")
    message = MESSAGES.get(status, "Ordered fault.")
    return NotionError(status, code, message, blameless=True)


def limited(status: int, seconds: int, reason: str | None = None) -> NotionError:
    """A request that comes too early: 429, or 529 where Notion itself is too busy.

    Args:
        status: 429 or 529.
        seconds: What `Retry-After` says.
        reason: Which of its limits Notion names.
    """
    told: Json = {"retry_after": seconds}
    if reason is not None:
        told["rate_limit_reason"] = reason
    return NotionError(
        status,
        CODES[status],
        MESSAGES[status],
        blameless=True,
        additional_data=told,
        headers={"Retry-After": str(seconds)},
    )
