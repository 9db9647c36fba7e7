"""What the sandbox took and answered, judged by what Notion publishes of its interface."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from bot.sandbox.notion.recording import Recording
from tests.contracts import FOLDER, contracts_folder, violations_of_requests

Json = dict[str, Any]
JUDGED_RESULTS = 8  # of one list: a row takes the schemas a tenth of a second
_TOLD = {
    ("GET", "/v1/users/me"): "GetSelfResponse",
    ("GET", "/v1/users/{user_id}"): "UserObjectResponse",
    ("POST", "/v1/search"): "SearchResponse",
    ("POST", "/v1/databases"): "DatabaseObjectResponse",
    ("GET", "/v1/databases/{database_id}"): "DatabaseObjectResponse",
    ("PATCH", "/v1/databases/{database_id}"): "DatabaseObjectResponse",
    ("GET", "/v1/data_sources/{data_source_id}"): "DataSourceObjectResponse",
    ("PATCH", "/v1/data_sources/{data_source_id}"): "DataSourceObjectResponse",
    ("POST", "/v1/data_sources/{data_source_id}/query"): "QueryDataSourceResponse",
    ("POST", "/v1/pages"): "PageObjectResponse",
    ("GET", "/v1/pages/{page_id}"): "PageObjectResponse",
    ("PATCH", "/v1/pages/{page_id}"): "PageObjectResponse",
    ("GET", "/v1/blocks/{block_id}"): "BlockObjectResponse",
    ("DELETE", "/v1/blocks/{block_id}"): "BlockObjectResponse",
    ("GET", "/v1/blocks/{block_id}/children"): "ListBlockChildrenResponse",
    ("PATCH", "/v1/blocks/{block_id}/children"): "AppendBlockChildrenResponse",
    ("POST", "/v1/file_uploads"): "FileUploadObjectResponse",
    ("POST", "/v1/file_uploads/{file_upload_id}/send"): "FileUploadObjectResponse",
    ("GET", "/v1/file_uploads/{file_upload_id}"): "FileUploadObjectResponse",
}


def faults_of(recording: Recording) -> list[str]:
    """Where requests that were not refused as wrong, or answers, do not fit the contracts.

    So the sandbox never takes what the contracts refuse; without the contracts nothing is judged.
    """
    if contracts_folder() is None:
        return []
    wrong = {item["request"] for item in recording.responses if item["violation"]}
    taken = [item for number, item in enumerate(recording.requests) if number not in wrong]
    answers = [line for item in recording.responses for line in _faults_of_answer(item)]
    return [*violations_of_requests(taken), *answers]


def _faults_of_answer(response: Json) -> Iterable[str]:
    where = f"{response['method']} {response['template']} {response['status']}"
    body = response["json"]
    if response["status"] != 200:
        missing = {"object", "status", "code", "message", "request_id"} - body.keys()
        yield from (f"{where}: an error without {key}" for key in missing)
        return
    if '"archived"' in json.dumps(body):
        yield f"{where}: `archived` is `in_trash` since 2026-03-11"
    name = _TOLD.get((response["method"], response["template"]))
    if name is None:
        return
    if len(body.get("results", ())) > JUDGED_RESULTS:
        body = body | {"results": body["results"][:JUDGED_RESULTS]}
    for error in _compiled(name).iter_errors(body):
        path = "".join(f"[{part!r}]" for part in error.absolute_path)
        yield f"{where}: body{path}: {error.message[:300]}"


@cache
def _definitions() -> Json:
    """Notion's own schemas, where `archived` is still told beside `in_trash`."""
    document = json.loads((FOLDER / "specs" / "notion.sdk-schemas.json").read_text())
    definitions: Json = copy.deepcopy(document["definitions"])
    for definition in _objects(definitions):
        if "archived" in definition.get("required", ()):
            definition["required"].remove("archived")
    return definitions


def _objects(node: Any) -> Iterable[Json]:
    if isinstance(node, list):
        for item in node:
            yield from _objects(item)
    elif isinstance(node, dict):
        yield node
        for item in node.values():
            yield from _objects(item)


@cache
def _compiled(name: str) -> Draft202012Validator:
    return Draft202012Validator({"definitions": _definitions(), "$ref": f"#/definitions/{name}"})
