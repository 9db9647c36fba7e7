"""File uploads in one part: announce, send, look."""

from __future__ import annotations

from bot.sandbox.errors import Json
from bot.sandbox.notion.calls import Call, Endpoint
from bot.sandbox.notion.checking import MISSING, Problems
from bot.sandbox.notion.files import announced, check_new_upload, receive, shown_upload


def _create(call: Call) -> Json:
    problems = Problems()
    check_new_upload(problems, call.body)
    problems.refuse()
    return shown_upload(call.workspace, announced(call.workspace, call.body))


def _send(call: Call) -> Json:
    problems, file = Problems(), call.sent.file
    for name in (call.sent.form or {}).keys() - {"file"}:
        problems.add(f"body.{name}", "be not present", (call.sent.form or {})[name])
    if file is None:
        problems.add("body.file", "be defined", MISSING)
    problems.refuse()
    assert file is not None
    upload = call.workspace.upload(call.path["file_upload_id"])
    limit = call.sandbox.max_upload_bytes
    receive(call.workspace, upload, file.content, file.content_type, file.name, limit)
    return shown_upload(call.workspace, upload)


def _retrieve(call: Call) -> Json:
    return shown_upload(call.workspace, call.workspace.upload(call.path["file_upload_id"]))


_ONE = "/v1/file_uploads/{file_upload_id}"
ENDPOINTS = (
    Endpoint("POST", "/v1/file_uploads", _create, takes_body=True),
    Endpoint("POST", f"{_ONE}/send", _send),
    Endpoint("GET", _ONE, _retrieve),
)
