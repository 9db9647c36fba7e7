"""What Discord answers to a request it refuses: status, code, message and the places at fault.

`ApiError` is an answer, not a crash: the REST layer turns it into JSON of Discord's shape. Whether
it also counts as a violation depends on who is to blame. A body over a limit is the bot's fault;
a message that somebody deleted meanwhile is not.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


class ApiError(Exception):
    """An answer that refuses a request."""

    def __init__(
        self,
        status: int,
        code: int,
        message: str,
        errors: Json | None = None,
        *,
        blameless: bool = False,
    ) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors
        self.blameless = blameless

    def body(self) -> Json:
        """The JSON Discord sends with this error."""
        body: Json = {"message": self.message, "code": self.code}
        if self.errors:
            body["errors"] = self.errors
        return body


def unknown(what: str, code: int) -> ApiError:
    """A thing that is not there (any more)."""
    return ApiError(404, code, f"Unknown {what}", blameless=True)


def unknown_channel() -> ApiError:
    return unknown("Channel", 10003)


def unknown_guild() -> ApiError:
    return unknown("Guild", 10004)


def unknown_member() -> ApiError:
    return unknown("Member", 10007)


def unknown_message() -> ApiError:
    return unknown("Message", 10008)


def unknown_emoji() -> ApiError:
    return ApiError(400, 10014, "Unknown Emoji")


def unknown_webhook() -> ApiError:
    return ApiError(404, 10015, "Unknown Webhook")


def unknown_interaction() -> ApiError:
    return ApiError(404, 10062, "Unknown interaction")


def already_acknowledged() -> ApiError:
    return ApiError(400, 40060, "Interaction has already been acknowledged.")


def archived_thread() -> ApiError:
    return ApiError(400, 50083, "Thread is archived", blameless=True)


def unauthorized() -> ApiError:
    return ApiError(401, 0, "401: Unauthorized")


def unknown_route() -> ApiError:
    return ApiError(404, 0, "404: Not Found")


def malformed() -> ApiError:
    return ApiError(400, 50109, "The request body contains invalid JSON.")


def empty_message() -> ApiError:
    return ApiError(400, 50006, "Cannot send an empty message")
