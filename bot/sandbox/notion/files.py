"""Files: their way into the workspace, and where they hang then.

A file is announced, sent, and attached within the hour; else it is gone. Attached, it stays, and
its address is good for an hour each time it is told.
"""

from __future__ import annotations

import mimetypes
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from bot.sandbox.errors import Json
from bot.sandbox.notion.checking import MISSING, Problems
from bot.sandbox.notion.clock import precise_stamp, stamp
from bot.sandbox.notion.errors import invalid
from bot.sandbox.notion.ids import new_id
from bot.sandbox.notion.model import FileUpload, StoredFile
from bot.sandbox.notion.workspace import Workspace

ATTACH_WITHIN = timedelta(hours=1)
ADDRESS_LASTS = timedelta(hours=1)
SINGLE_PART_MAX = 20 * 2**20
FILENAME_MAX_BYTES = 900
NAME_MAX = 100
_FIELDS = ("file_upload", "external", "file")
_TAKEN = (
    "aac adts mid midi mp3 mpga m4a m4b oga ogg wav wma "
    "pdf txt json doc dot docx dotx xls xlt xla xlsx xltx ppt pot pps ppa pptx potx "
    "gif heic jpeg jpg png svg tif tiff webp ico "
    "amv asf wmv avi f4v flv gifv m4v mp4 mkv webm mov qt mpeg"
)
EXTENSIONS = frozenset(_TAKEN.split())
"""What Notion takes; a YAML file, for one, it does not."""


def check_new_upload(problems: Problems, body: Any) -> None:
    """The shape of a request that announces a file; the sandbox takes files in one part only."""
    keys = {"mode", "filename", "content_type"}
    if not problems.object("body", body, keys):
        return
    if "mode" in body:
        problems.choice("body.mode", body["mode"], ("single_part",))
    if "content_type" in body:
        problems.text("body.content_type", body["content_type"], low=1)
    if "filename" in body and problems.text("body.filename", body["filename"], low=1):
        size = len(body["filename"].encode())
        if size > FILENAME_MAX_BYTES:
            problems.add("body.filename.length", f"be ≤ `{FILENAME_MAX_BYTES}` bytes", size)


def announced(workspace: Workspace, body: Json) -> FileUpload:
    """A new file upload, waiting for its bytes."""
    filename, content_type = body.get("filename"), body.get("content_type")
    if filename is not None:
        content_type = content_type or mimetypes.guess_type(filename)[0]
        _check_kind(filename, content_type)
    now = workspace.now()
    upload = FileUpload(
        new_id(), filename, content_type, now, workspace.bot.id, now + ATTACH_WITHIN
    )
    workspace.uploads[upload.id] = upload
    return upload


def _check_kind(filename: str, content_type: str | None) -> None:
    extension = PurePosixPath(filename).suffix.lstrip(".").lower()
    if extension in EXTENSIONS:
        return
    guessed = mimetypes.guess_extension(content_type or "") or ""
    if extension or guessed.lstrip(".") not in EXTENSIONS:
        told = f"extension `.{extension}`" if extension else f"content type `{content_type}`"
        raise invalid(f"Provided `filename` has an unsupported {told}: {filename}")


def receive(
    workspace: Workspace, upload: FileUpload, content: bytes, kind: str, name: str, limit: int
) -> None:
    """Take a file's bytes.

    Args:
        workspace: Where the file goes.
        upload: What was announced.
        content: The bytes.
        kind: The content type they were sent with.
        name: The name they were sent with.
        limit: The workspace's limit in bytes.
    """
    status = upload.status(workspace.now())
    if status != "pending":
        message = f"File upload {upload.id} has a status of `{status}`, expected `pending`."
        raise invalid(message, blameless=status == "expired")
    if len(content) > min(limit, SINGLE_PART_MAX):
        allowed = min(limit, SINGLE_PART_MAX)
        raise invalid(f"File size {len(content)} exceeds the limit of {allowed} bytes.")
    if upload.content_type is not None and upload.content_type != kind:
        message = f"Content type `{kind}` does not match `{upload.content_type}` of the upload."
        raise invalid(message)
    upload.filename = upload.filename or name or "file"
    _check_kind(upload.filename, kind)
    upload.content_type = upload.content_type or kind
    upload.content = content
    upload.edited_at = workspace.now()


def check_files(problems: Problems, path: str, value: Any) -> None:
    """The shape of a files property in a request."""
    if not problems.array(path, value):
        return
    for number, item in enumerate(value):
        place = f"{path}[{number}]"
        if not problems.mapping(place, item):
            continue
        kind = check_file(problems, place, item, extra={"name"})
        if kind in ("external", "file") and "name" not in item:
            problems.add(f"{place}.name", "be defined", MISSING)
        if "name" in item:
            problems.text(f"{place}.name", item["name"], high=NAME_MAX)


def check_file(problems: Problems, path: str, value: Json, *, extra: set[str]) -> str | None:
    """The shape of one file, in a property or in a block; which of its kinds it is."""
    kind = problems.either(path, value, _FIELDS)
    if kind is None:
        return None
    problems.object(path, value, {"type", kind, *extra})
    key = "id" if kind == "file_upload" else "url"
    keys = {"url", "expiry_time"} if kind == "file" else {key}
    if problems.object(f"{path}.{kind}", value[kind], keys, {key}):
        check = problems.id if key == "id" else problems.url
        check(f"{path}.{kind}.{key}", value[kind][key])
    return kind


def kept_files(workspace: Workspace, value: list[Json]) -> list[StoredFile]:
    return [kept_file(workspace, item) for item in value]


def kept_file(workspace: Workspace, item: Json) -> StoredFile:
    """A checked file as it is kept: what was uploaded stays for good from now on.

    Raises:
        NotionError: The upload is not there, was not sent, or came too late.
    """
    if "external" in item:
        return StoredFile(item.get("name", ""), external=item["external"]["url"])
    if "file" in item:
        upload = _hosted(workspace, item["file"]["url"])
    else:
        upload = workspace.upload(item["file_upload"]["id"])
        status = upload.status(workspace.now())
        if status != "uploaded":
            message = f"File upload {upload.id} has a status of `{status}`, expected `uploaded`."
            raise invalid(message, blameless=status == "expired")
        upload.expires_at = None
    return StoredFile(item.get("name") or upload.filename or "file", upload_id=upload.id)


def _hosted(workspace: Workspace, url: str) -> FileUpload:
    """A file that is in the workspace already, told by an address an answer gave."""
    prefix = f"{workspace.base_url}/files/"
    upload = workspace.uploads.get(url.removeprefix(prefix).partition("/")[0])
    if not url.startswith(prefix) or upload is None or upload.content is None:
        raise invalid(f"The file url is not one that Notion hosts: {url}")
    return upload


def shown_file(workspace: Workspace, stored: StoredFile) -> Json:
    """A file as answers tell it, with an address that is new each minute."""
    if stored.external is not None:
        return {"type": "external", "external": {"url": stored.external}}
    ends = workspace.now() + ADDRESS_LASTS
    upload = workspace.uploads[stored.upload_id or ""]
    name = quote(upload.filename or "file", safe="")
    address = f"{workspace.base_url}/files/{upload.id}/{name}?expires={int(ends.timestamp())}"
    return {"type": "file", "file": {"url": address, "expiry_time": precise_stamp(ends)}}


def shown_upload(workspace: Workspace, upload: FileUpload) -> Json:
    """A file upload as answers tell it."""
    status = upload.status(workspace.now())
    shown: Json = {
        "object": "file_upload",
        "id": upload.id,
        "created_time": stamp(upload.created_at),
        "created_by": {"id": upload.created_by, "type": "bot"},
        "last_edited_time": stamp(upload.edited_at or upload.created_at),
        "expiry_time": None if upload.expires_at is None else stamp(upload.expires_at),
        "in_trash": False,
        "status": status,
        "filename": upload.filename,
        "content_type": upload.content_type,
        "content_length": None if upload.content is None else len(upload.content),
    }
    if status == "pending":
        shown["upload_url"] = f"{workspace.base_url}/v1/file_uploads/{upload.id}/send"
    return shown
