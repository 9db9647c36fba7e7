"""One REST call as the handlers see it, the answer they give, and the table of endpoints."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.sandbox.limits import snowflake_of
from bot.sandbox.model import Upload
from bot.sandbox.ratelimits import EVERY_OTHER, Limit

if TYPE_CHECKING:
    from bot.sandbox.discord_server import SandboxDiscord


@dataclass(frozen=True)
class Call:
    """A request with its address taken apart and its body read."""

    sandbox: SandboxDiscord
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any = None
    uploads: Sequence[Upload] = ()

    def id(self, name: str) -> int:
        """A snowflake given in the address."""
        return snowflake_of(self.path[name], name)

    @property
    def filenames(self) -> list[str]:
        return [upload.filename for upload in self.uploads]

    def asks(self, name: str) -> bool:
        """Whether a query parameter says yes; clients write `1` as well as `true`."""
        return self.query.get(name, "").lower() in {"1", "true"}


@dataclass(frozen=True)
class Reply:
    """What is answered; no JSON means no body."""

    status: int = 204
    json: Any = None


Handler = Callable[[Call], Awaitable[Reply]]


@dataclass(frozen=True)
class Endpoint:
    """One route: what it takes and who answers.

    `template` names its parameters as Discord's OpenAPI document does. Routes whose address holds
    a secret of their own (interactions, webhooks) need no token.
    """

    method: str
    template: str
    handler: Handler
    limit: Limit = field(default=EVERY_OTHER)
    needs_token: bool = True
    takes_body: bool = False
    query: frozenset[str] = frozenset()


def ok(json: Any) -> Reply:
    return Reply(200, json)


DONE = Reply()
