"""The film's thread, kept as a page."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.sandbox.person import Person
from bot.sandbox.transcript import save_transcript

THREAD_STARTER = 21  # Discord's type for the card as it stands again inside its thread


async def keep_transcript(robin: Person, thread_id: int, title: str, folder: Path) -> Path:
    """Write the card, the thread and all their pictures into a folder.

    Returns:
        The page.
    """
    card = [m for m in await robin.messages("films") if m.thread_id == thread_id]
    said = [m for m in await robin.messages(thread_id) if m.raw["type"] != THREAD_STARTER]
    messages = [*card, *said]
    files = {
        str(file.id): await robin.download(file)
        for message in messages
        for file in message.attachments
    }
    raw = [message.raw for message in messages]
    return await asyncio.to_thread(save_transcript, folder, title, raw, files)
