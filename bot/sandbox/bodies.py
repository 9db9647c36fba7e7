"""Reading the body of a request: JSON, or a form with `payload_json` and files."""

from __future__ import annotations

import json
import mimetypes
import re
from typing import Any

from aiohttp import BodyPartReader, web

from bot.sandbox.errors import ApiError, malformed
from bot.sandbox.model import Upload

_FILE_FIELD = re.compile(r"files\[(\d+)\]")


async def read_body(request: web.Request) -> tuple[Any, list[Upload]]:
    """The JSON of a request and the files that came with it, in the order of their numbers."""
    if request.content_type == "multipart/form-data":
        body, uploads = await read_form(request)
        for upload in uploads:
            if not _FILE_FIELD.fullmatch(upload.field):
                raise ApiError(400, 50035, f"Invalid Form Body: unknown field {upload.field}")
        return body, sorted(uploads, key=_number_of)
    raw = await request.read()
    if not raw:
        return None, []
    if request.content_type != "application/json":
        message = f"Expected Content-Type application/json, got {request.content_type}"
        raise ApiError(415, 50035, message)
    return _parsed(raw), []


async def read_form(request: web.Request) -> tuple[Any, list[Upload]]:
    """The `payload_json` of a form and its other fields as files."""
    body: Any = None
    uploads: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise malformed()
        content = bytes(await part.read(decode=True))
        if part.name == "payload_json":
            body = _parsed(content)
        else:
            uploads.append(_upload(part, content))
    return body, uploads


def _upload(part: BodyPartReader, content: bytes) -> Upload:
    filename = re.sub(r"[^\w.\-]+", "_", part.filename or "file")
    # Discord goes by the name: clients send every file as octet-stream.
    guessed, _ = mimetypes.guess_type(filename)
    return Upload(part.name or "", filename, content, guessed or "application/octet-stream")


def _number_of(upload: Upload) -> int:
    found = _FILE_FIELD.fullmatch(upload.field)
    return int(found[1]) if found else 0


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        raise malformed() from None
