"""One request as the handlers see it, and the table of endpoints."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.sandbox.errors import Json
from bot.sandbox.notion.model import User
from bot.sandbox.notion.workspace import Workspace

if TYPE_CHECKING:
    from bot.sandbox.notion.notion_server import SandboxNotion


@dataclass(frozen=True)
class SentFile:
    """The file of a form."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Sent:
    """The body of a request: JSON, or a form with its file; `size` in bytes."""

    json: Any = None
    form: Json | None = None
    file: SentFile | None = None
    size: int = 0


@dataclass(frozen=True)
class Call:
    """A request with its address taken apart and its body read."""

    sandbox: SandboxNotion
    path: Mapping[str, str]
    query: Mapping[str, str]
    several: Mapping[str, Sequence[str]]
    sent: Sent

    @property
    def workspace(self) -> Workspace:
        return self.sandbox.workspace

    @property
    def bot(self) -> User:
        return self.workspace.bot

    @property
    def body(self) -> Any:
        """The JSON of the request; an empty body is an empty object."""
        return {} if self.sent.json is None else self.sent.json


Handler = Callable[[Call], Json]


@dataclass(frozen=True)
class Endpoint:
    """One route: what it takes and who answers; `template` is written as in Notion's reference."""

    method: str
    template: str
    handler: Handler
    query: frozenset[str] = frozenset()
    takes_body: bool = False


PAGING = frozenset({"start_cursor", "page_size"})
