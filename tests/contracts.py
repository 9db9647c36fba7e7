"""Judging recorded traffic by what the services publish of their interfaces.

The contracts lie in a folder beside the checkout, which the project neither contains nor needs:
`contracts_folder()` is None where it is absent, and the tests say so and are skipped.
"""

from __future__ import annotations

import copy
import importlib.util
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from jsonschema import Draft202012Validator

Json = dict[str, Any]
FOLDER = Path(__file__).resolve().parents[2] / "shared" / "contracts"

_BOOLEAN_IN_QUERY = re.compile(
    r"([?&](?:wait|with_components|with_response|with_counts)=)([01])(?=&|$)"
)
_WORDS = {"0": "false", "1": "true"}
_OF_KEPT_ATTACHMENT = {
    "url", "proxy_url", "size", "content_type", "width", "height", "spoiler", "ephemeral"
}  # fmt: skip
# Discord's own documentation shows names such as BASE_TYPE_MAX_LENGTH where its schema says number.
_NAMED_ERROR_CODE = re.compile(r"_errors\[\d+\]\.code: '[A-Z_]+' is not of type 'integer'$")


def contracts_folder() -> Path | None:
    """Where the contracts lie, if they do."""
    return FOLDER if (FOLDER / "validate_http.py").is_file() else None


@cache
def _validator_of_requests() -> ModuleType:
    spec = importlib.util.spec_from_file_location("validate_http", FOLDER / "validate_http.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(FOLDER / "validate_http.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def violations_of_requests(requests: Iterable[Json]) -> list[str]:
    """What recorded requests do that the services' contracts do not allow, one line each."""
    check = _validator_of_requests().check
    return [
        f"{request['method']} {request['url']}: {line}"
        for request in requests
        for line in dict.fromkeys(check(_as_documented(request)))
    ]


def _as_documented(request: Json) -> Json:
    """A request with the habits of discord.py 2.7.1 written as Discord documents them.

    Discord takes all of these: booleans of a query as 0 and 1, ids as numbers, `tts`, `nsfw` and
    the flags of an embed where they say no more than the default, and a kept attachment sent back
    whole. Everything else stays as it was sent.
    """
    if request["service"] != "discord":
        return request
    url = _BOOLEAN_IN_QUERY.sub(lambda found: found[1] + _WORDS[found[2]], request["url"])
    told = {**request, "url": url}
    if "json" in told:
        told["json"] = _body_as_documented(copy.deepcopy(told["json"]))
    return told


def _body_as_documented(node: Any) -> Any:
    if isinstance(node, list):
        return [_body_as_documented(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {
        key: _body_as_documented(value)
        for key, value in node.items()
        if not (key in {"tts", "nsfw"} and value is False)
    }
    for embed in kept.get("embeds") or []:
        if embed.get("flags") == 0:
            del embed["flags"]
    if kept.get("attachments"):
        kept["attachments"] = [
            {**{key: item[key] for key in item.keys() - _OF_KEPT_ATTACHMENT}, "id": str(item["id"])}
            for item in kept["attachments"]
        ]
    reference = kept.get("message_reference")
    if reference:
        kept["message_reference"] = {
            key: str(value) if key.endswith("_id") else value for key, value in reference.items()
        }
    return kept


@cache
def _discord() -> Json:
    document: Json = json.loads((FOLDER / "specs" / "discord.openapi.json").read_text())
    return document


def violations_of_responses(responses: Sequence[Mapping[str, Any]]) -> list[str]:
    """Where recorded answers of the sandbox do not fit Discord's schemas, one line each."""
    return [
        f"{item['method']} {item['template']} {item['status']}: {line}"
        for item in responses
        for line in _faults_of_response(item)
        if not _NAMED_ERROR_CODE.search(line)
    ]


def _faults_of_response(response: Mapping[str, Any]) -> Iterable[str]:
    status, body = response["status"], response["json"]
    if status == 429 or status >= 400:
        name = "RatelimitedResponse" if status == 429 else "ErrorResponse"
        yield from _faults({"$ref": f"#/components/schemas/{name}"}, body)
        return
    operation = _discord()["paths"].get(response["template"], {}).get(response["method"].lower())
    if operation is None:
        yield "Discord has no such operation"
        return
    described = operation["responses"].get(str(status))
    if described is None:
        yield f"Discord does not answer with {status}"
        return
    schema = described.get("content", {}).get("application/json", {}).get("schema")
    if schema is not None:
        yield from _faults(schema, body)
    elif body is not None:
        yield "Discord answers without a body"


@cache
def _compiled(schema: str) -> Draft202012Validator:
    wanted = json.loads(schema)
    return Draft202012Validator({"components": _discord()["components"], "allOf": [wanted]})


def _faults(schema: Json, body: Any) -> Iterable[str]:
    check = _validator_of_requests().leaf
    for error in _compiled(json.dumps(schema, sort_keys=True)).iter_errors(body):
        yield from check(error, "body")
