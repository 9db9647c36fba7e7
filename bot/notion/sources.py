"""One database as its poller knows it: what was edited there, and how far that is taken."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.notion.rows import Row
from bot.notion.schema import option_names

SCHEMA_SECONDS = 60.0
OVERLAP = timedelta(minutes=2)  # Notion's minutes, and what its search index lags behind
HELD = timedelta(hours=1)  # how far back a look reaches for rows that could not be taken
QUIET = timedelta(minutes=15)  # after which nothing is read again; more than clocks differ


@dataclass
class Source:
    """What one process remembers of a database between two looks.

    Attributes:
        failed: The rows whose edit could not be taken, and when they were edited.
        cut: Rows that Notion tells only the beginning of, as edited then, and since when (seconds).
        schema: What its properties were like.
        schema_at: When that was looked at, in seconds.
        has_changed: What its rows show may not be what was written: all of them are looked at.
    """

    failed: dict[str, datetime] = field(default_factory=dict)
    cut: dict[tuple[str, datetime], float] = field(default_factory=dict)
    schema: str = ""
    schema_at: float = -math.inf
    has_changed: bool = False

    def knows_schema(self, seconds: float) -> bool:
        """Whether the schema was looked at within so many seconds."""
        return time.monotonic() - self.schema_at < seconds

    def sees_schema(self, told: Mapping[str, Any], cursor: datetime | None) -> None:
        """A property or an option that went, or came back, changes what rows show.

        Args:
            told: The data source as Notion tells it.
            cursor: How far edits are taken.
        """
        found = schema_of(told)
        if self.schema:
            self.has_changed |= self.schema != found
        else:  # what was seen of it before this process began is not known
            edited_at = datetime.fromisoformat(told["last_edited_time"])
            self.has_changed |= cursor is not None and edited_at >= cursor - HELD
        self.schema, self.schema_at = found, time.monotonic()

    def is_news(self, row: Row) -> bool:
        """Whether a row whose texts are not told whole may have been edited since they were read.

        An edit that cannot be seen in the query is known by its minute only, so the row is read for
        as long as there can be another in that minute, which the query does not tell yet.
        """
        now = time.monotonic()
        first = self.cut.setdefault((row.page_id, row.edited_at), now)
        return now - first <= OVERLAP.total_seconds()

    def was_told(self, rows: Iterable[Row]) -> None:
        """Forget when other rows were told first: no query tells them again as they were then."""
        told = {(row.page_id, row.edited_at) for row in rows}
        self.cut = {key: first for key, first in self.cut.items() if key in told}

    def taken_until(self, newest: datetime | None, began: datetime) -> datetime | None:
        """The cursor after a look that saw edits up to `newest`; None where there was never one."""
        until = newest and max(newest - HELD, min([newest, *self.failed.values()]))
        if not self.failed:  # what nobody has touched for long is not read again and again
            until = max(filter(None, [until, began - QUIET]))
        return until


def schema_of(source: Mapping[str, Any]) -> str:
    """What of a data source's properties changes the rows, as a text to compare."""
    properties = source.get("properties") or {}
    return json.dumps(
        [
            [name, one.get("id"), one.get("type"), option_names(one)]
            for name, one in sorted(properties.items())
        ]
    )


def edited_since(moment: datetime | None) -> dict[str, Any] | None:
    """The filter for rows edited then or later; None for all rows."""
    if moment is None:
        return None
    timestamp = "last_edited_time"
    return {"timestamp": timestamp, timestamp: {"on_or_after": moment.isoformat()}}
