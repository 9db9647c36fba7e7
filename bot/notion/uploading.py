"""Files into Notion: whole, or in parts where they are large."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.notion.calling import Caller, Json
from bot.notion.errors import NotionRefused, Reason
from bot.notion.pacing import Urgency
from bot.notion.texts import short_name

SINGLE_BYTES = 20 << 20  # a file of one part
PART_BYTES = 10 << 20  # of a larger file; 5 to 20 MB are allowed, the last may be smaller
LEAST_LIMIT = 5 << 20  # of a free workspace, for one that does not tell its own
NAME_BYTES = 900

_WHAT = "the file"


class Uploads:
    """Sends files, one request after the other.

    Args:
        caller: What sends the requests.
    """

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self._limit: int | None = None

    async def limit(self) -> int:
        """The bytes that a file of this workspace may have; asked once."""
        if self._limit is None:
            me = await self._caller.send(
                "GET", "users/me", "the connection", urgency=Urgency.DECISION
            )
            limits = (me.get("bot") or {}).get("workspace_limits") or {}
            self._limit = int(limits.get("max_file_upload_size_in_bytes") or LEAST_LIMIT)
        return self._limit

    async def upload(
        self, content: Path | bytes, name: str, content_type: str, urgency: Urgency
    ) -> str:
        """Bring one file there.

        Returns:
            The id of the upload, to be attached within the hour.

        Raises:
            NotionRefused: Among others for a file over the workspace's limit, before it is sent.
        """
        size = len(content) if isinstance(content, bytes) else content.stat().st_size
        most = await self.limit()
        if not 0 < size <= most:
            raise NotionRefused(
                f"“{name}” has {size:,} bytes; this workspace of Notion takes 1 to {most:,}.",
                Reason.TOO_LARGE,
            )
        parts = 1 if size <= SINGLE_BYTES else -(-size // PART_BYTES)
        upload = await self._create(name, content_type, parts, urgency)
        for number in range(1, parts + 1):
            data = await _part(content, number if parts > 1 else None)
            await self._send(
                upload, number if parts > 1 else None, (name, data, content_type), urgency
            )
        if parts > 1:
            await self._complete(upload, urgency)
        return upload

    async def _create(self, name: str, content_type: str, parts: int, urgency: Urgency) -> str:
        """Repeated without a look: an upload that nobody uses is gone after an hour."""
        body: Json = {
            "mode": "single_part" if parts == 1 else "multi_part",
            "filename": short_name(name, NAME_BYTES),
            "content_type": content_type,
        }
        if parts > 1:
            body["number_of_parts"] = parts
        made = await self._caller.send("POST", "file_uploads", _WHAT, urgency=urgency, body=body)
        return str(made["id"])

    async def _send(
        self, upload: str, part: int | None, file: tuple[str, bytes, str], urgency: Urgency
    ) -> None:
        """A part may be sent again; a whole file that has arrived would be refused."""
        form: Json = {"file": (short_name(file[0], NAME_BYTES), *file[1:])}
        if part is not None:
            form["part_number"] = str(part)

        async def arrived() -> Json | None:
            return await self._uploaded(upload, urgency)

        await self._caller.send(
            "POST",
            f"file_uploads/{upload}/send",
            _WHAT,
            urgency=urgency,
            find=arrived if part is None else None,
            form_data=form,
        )

    async def _complete(self, upload: str, urgency: Urgency) -> None:
        async def completed() -> Json | None:
            return await self._uploaded(upload, urgency)

        path = f"file_uploads/{upload}/complete"
        await self._caller.send("POST", path, _WHAT, urgency=urgency, find=completed)

    async def _uploaded(self, upload: str, urgency: Urgency) -> Json | None:
        found = await self._caller.send("GET", f"file_uploads/{upload}", _WHAT, urgency=urgency)
        return found if found.get("status") == "uploaded" else None


async def _part(content: Path | bytes, number: int | None) -> bytes:
    """A part's bytes, or all; only one part of a file on disk is in memory."""
    if number is None:
        return (
            content if isinstance(content, bytes) else await asyncio.to_thread(content.read_bytes)
        )
    start = (number - 1) * PART_BYTES
    if isinstance(content, bytes):
        return content[start : start + PART_BYTES]
    return await asyncio.to_thread(_read, content, start)


def _read(path: Path, start: int) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        return file.read(PART_BYTES)
