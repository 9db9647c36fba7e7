"""Who is who in Notion: the connection itself, and the people whose edits are decisions."""

from __future__ import annotations

from dataclasses import dataclass, field

import structlog

from bot.notion.connection import Connection
from bot.notion.errors import NotionAway, NotionRefused
from bot.notion.rows import Row
from pipeline.reviews import Actor

log = structlog.get_logger(__name__)

VIA = "Notion"
NOBODY_KNOWN = "Somebody"
NAME_MAX = 100  # characters


@dataclass
class People:
    """Looks people up, each once.

    Attributes:
        known_as: The id of the connection's own user, once it is known.
    """

    connection: Connection
    known_as: str | None = None
    _names: dict[str, str] = field(default_factory=dict)

    async def me(self) -> str:
        """The id of the connection's own user; asked once."""
        if self.known_as is None:
            self.known_as = str((await self.connection.me())["id"])
        return self.known_as

    async def actor(self, row: Row) -> Actor:
        """Who edited a row last, which is all that Notion tells of its editors."""
        return Actor(await self._name(row.edited_by), VIA, id=row.edited_by)

    async def _name(self, user_id: str) -> str:
        """A person's name; nobody's decision waits for it, or is lost for want of it."""
        if not user_id or user_id == self.known_as:
            return NOBODY_KNOWN  # Slate wrote after the person did
        if user_id not in self._names:
            try:
                user = await self.connection.retrieve_user(user_id)
                if user.get("type") == "bot" and user_id == await self.me():
                    return NOBODY_KNOWN
            except NotionAway:
                return NOBODY_KNOWN
            except NotionRefused as error:  # a connection may be without “Read user information”
                log.info("notion.nameless", user=user_id, problem=str(error))
                user = {}
            name = " ".join(str(user.get("name") or "").split())
            self._names[user_id] = name[:NAME_MAX] or NOBODY_KNOWN
        return self._names[user_id]
