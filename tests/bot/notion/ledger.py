"""Every edit that people made of rows, and what became of it: nothing may be lost in silence."""

from __future__ import annotations

import json
import re
import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx
from sqlalchemy import select

from bot.notion.rows import HUMAN
from bot.notion.schema import Name
from bot.sandbox.notion.reading import plain_values
from pipeline import models, queries
from pipeline.database import Database
from pipeline.models import AuditLog
from tests.bot.notion.desk import Desk, is_id

# What an edit leaves behind that was carried out, by the property that was edited.
_DONE: dict[Name, tuple[str, ...]] = {
    **dict.fromkeys(
        (Name.TITLE, Name.TOPIC, Name.STORY_DIRECTION, Name.PRIORITY, Name.PRIVACY), ("changed",)
    ),
    Name.PUBLISH_AT: ("changed",),
    Name.BUDGET: ("budget",),
    Name.REDO: ("redo",),
    Name.ANSWER: ("redo", "retry", "budget"),
    Name.STATUS: ("approved", "rejected", "redo", "retry", "cancelled", "queued"),
}
# What a sentence about it says, where it was set back.
_OVER = ("nothing can be", "has changed since", "already")
_SAID: dict[Name, tuple[str, ...]] = {
    Name.TITLE: ("title",),
    Name.TOPIC: ("topic", "storyboard of film"),
    Name.STORY_DIRECTION: ("story direction", "storyboard of film"),
    Name.PRIORITY: ("riority",),
    Name.PRIVACY: ("rivacy",),
    Name.PUBLISH_AT: ("UTC lies", "years away", "outside the calendar"),
    Name.BUDGET: ("cap",),
    Name.CHANNEL: ("Channel", "channel"),
    Name.MODE: ("Mode",),
    Name.REDO: ("",),
    Name.ANSWER: ("answers nothing", "has not failed", "names nothing"),
    Name.STATUS: (
        "cannot be set to",
        "did not show",
        "waits for no decision",
        "has not failed",
        "storyboard of film",
    ),
}


_DECISIONS = (Name.STATUS, Name.REDO, Name.ANSWER)
_BLAME = re.compile(r"it cannot be set to “(.*?)”")


@dataclass
class Edit:
    """What a person wrote into one property.

    Attributes:
        before: How many audit rows there were.
        seen: The names of the files that the row showed.
        is_settled: Slate has written over it since.
    """

    name: Name
    value: Any
    before: int
    seen: str
    is_settled: bool = False


@dataclass
class Ledger:
    """Watches what people write and what Slate writes over it.

    Attributes:
        edits: By row, in their order.
        labels: Those that each film has had, by its row.
        patches: How often Slate wrote a row.
        defaults: What a status can be that nobody set.
    """

    desk: Desk
    database: Database
    edits: defaultdict[str, list[Edit]] = field(default_factory=lambda: defaultdict(list))
    labels: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    patches: int = 0
    defaults: set[str] = field(default_factory=set)

    async def note(self, row: str, name: Name, value: Any) -> None:
        """A person is about to write this."""
        shown = plain_values_of(self.desk, row)
        files = [file.name for name in (Name.PREVIEW, Name.FILM) for file in shown.get(name) or ()]
        self.edits[row].append(Edit(name, value, len(await self.audit()), "\n".join(files)))

    async def audit(self) -> Sequence[AuditLog]:
        async with self.database.transaction() as session:
            found = await session.scalars(select(AuditLog).order_by(AuditLog.created_at))
            return found.all()

    async def look(self) -> None:
        """Remember what the films are called now."""
        async with self.database.transaction() as session:
            films = await queries.videos(session, unfinished_only=False)
            for film in films:
                mirror = await queries.mirror(session, film.id, "notion")
                if mirror.external_id is not None:
                    self.labels[mirror.external_id].add(film.label)

    async def watch(self, request: httpx.Request) -> None:
        """Slate is about to write: what a person wrote there was done, or is answered."""
        page = urlsplit(str(request.url)).path.rpartition("/")[2]
        if request.method != "PATCH" or not is_id(page):
            return
        self.patches += 1
        await self.look()
        body = json.loads(request.content)["properties"]
        self._check_blame(page, _said(self.desk, page, body))
        for name in HUMAN:
            last = next((one for one in reversed(self.edits[page]) if one.name is name), None)
            if name.value in body and last is not None and not last.is_settled:
                last.is_settled = True
                said = _said(self.desk, page, body)
                is_done = await self.is_done(page, last)
                is_plan = await self.desk.film_of(page) is None
                is_told = said and (is_plan or any(one in said for one in (*_SAID[name], *_OVER)))
                assert is_done or is_told, f"{name} was {last.value!r}, and is {body[name.value]}"

    def _check_blame(self, page: str, said: str) -> None:
        """Nobody is told that they cannot set what they did not set."""
        typed = {str(one.value or "nothing") for one in self.edits[page] if one.name is Name.STATUS}
        for blamed in _BLAME.findall(said):
            assert blamed in typed | self.defaults, f"nobody set “{blamed}”"
        has_decided = any(one.name in _DECISIONS for one in self.edits[page])
        assert has_decided or "has already" not in said, f"nobody decided: {said}"

    async def is_done(self, page: str, edit: Edit) -> bool:
        """Whether it was carried out, or was so already."""
        if edit.name is Name.STATUS and edit.value in self.labels[page]:
            return True
        film = await self.desk.film_of(page)
        since = [row for row in (await self.audit())[edit.before :] if row.video_id == film]
        asked = _DONE.get(edit.name, ())
        if any(_tells(row, edit) for row in since if row.action in asked and row.via == "Notion"):
            return True
        if edit.name in (Name.REDO, Name.ANSWER) and not str(edit.value or "").strip():
            return True  # nothing was asked
        if film is None:
            return False
        async with self.database.transaction() as session:
            row = await session.get_one(models.Video, film)
            values = {
                Name.TITLE: row.title,
                Name.TOPIC: row.topic,
                Name.STORY_DIRECTION: row.story_direction,
                Name.PRIORITY: str(row.priority),
                Name.PRIVACY: row.privacy,
                Name.MODE: row.mode,
            }
        told = "0" if edit.name is Name.PRIORITY and edit.value is None else str(edit.value or "")
        return " ".join(told.split()) == values.get(edit.name)

    async def check_end(self) -> None:
        """Nothing was taken twice, and no approval counts for what its row did not show."""
        audit = await self.audit()
        for row, edits in self.edits.items():
            film = await self.desk.film_of(row)
            done = [one for one in audit if one.video_id == film and one.via == "Notion"]
            _check_once(done, edits)
            await self._check_approvals(film, edits)

    async def _check_approvals(self, film: uuid.UUID | None, edits: list[Edit]) -> None:
        if film is None:
            return
        async with self.database.transaction() as session:
            reviews = await queries.reviews(session, film)
        seen = [one.seen for one in edits if one.name is Name.STATUS]
        for review in reviews:
            if review.via == "Notion" and review.decision in ("approved", "rejected"):
                assert any(review.id.hex[:8] in files for files in seen), (review, seen)


def _tells(row: AuditLog, edit: Edit) -> bool:
    """Whether an audit row is about this edit: of several properties it names those it changed."""
    return row.action != "changed" or edit.name.value.lower().replace(" ", "_") in row.details


def _check_once(done: list[AuditLog], edits: list[Edit]) -> None:
    wanted = Counter(edit.name for edit in edits)
    status = wanted[Name.STATUS]
    most = {
        "approved": status,
        "rejected": status,
        "cancelled": status,
        "queued": status,
        "retry": status + wanted[Name.ANSWER],
        "redo": status + wanted[Name.REDO] + wanted[Name.ANSWER],
        "budget": wanted[Name.BUDGET] + wanted[Name.ANSWER],
    }
    for action, times in Counter(one.action for one in done if one.action != "changed").items():
        assert times <= most[action], (action, times)
    told = Counter(
        (key, str(new))
        for one in done
        if one.action == "changed"
        for key, (_, new) in one.details.items()
        if key in ("title", "topic", "story_direction")
    )
    texts = Counter(" ".join(str(edit.value or "").split()) for edit in edits)
    for (key, new), times in told.items():
        assert times <= texts[" ".join(new.split())], (key, new, times)


def plain_values_of(desk: Desk, row: str) -> dict[str, Any]:
    """What a row says now."""
    page = desk.sandbox.workspace.pages[row]
    return plain_values(desk.sandbox.workspace, page, page.now)


def _said(desk: Desk, row: str, body: dict[str, Any]) -> str:
    """The Error Log that goes with a writing."""
    if Name.ERROR_LOG in body:
        return "".join(one["text"]["content"] for one in body[Name.ERROR_LOG]["rich_text"])
    return str(plain_values_of(desk, row).get(Name.ERROR_LOG) or "")


__all__ = ["Edit", "Ledger", "is_id", "plain_values_of"]
