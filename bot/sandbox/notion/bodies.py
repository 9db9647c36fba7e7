"""Reading the body of a request: JSON, or a form with one file."""

from __future__ import annotations

import json

from aiohttp import BodyPartReader, web

from bot.sandbox.errors import Json
from bot.sandbox.notion.calls import Sent, SentFile
from bot.sandbox.notion.errors import malformed


async def read_body(request: web.Request) -> Sent:
    """What was sent.

    Raises:
        NotionError: It is neither JSON nor a form.
    """
    if request.content_type == "multipart/form-data":
        return await _read_form(request)
    raw = await request.read()
    if not raw:
        return Sent()
    if request.content_type != "application/json":
        raise malformed()
    try:
        return Sent(json=json.loads(raw), size=len(raw))
    except ValueError:
        raise malformed() from None


async def _read_form(request: web.Request) -> Sent:
    form: Json = {}
    file: SentFile | None = None
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise malformed()
        content = bytes(await part.read(decode=True))
        if part.filename is None:
            form[part.name] = content.decode(errors="replace")
            continue
        kind = part.headers.get("Content-Type", "application/octet-stream").partition(";")[0]
        form[part.name] = {"size": len(content), "content_type": kind}
        if part.name == "file":
            file = SentFile(part.filename, kind, content)
    return Sent(form=form, file=file)
