"""What the bot asked for and what it was answered, kept so that a test can judge both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import Json
from bot.sandbox.model import Upload

REDACTED = "<redacted>"


@dataclass(frozen=True)
class Violation:
    """Something the bot did that Discord does not allow."""

    what: str
    method: str = ""
    path: str = ""
    status: int | None = None
    answer: Json | None = None


class Recording:
    """Requests, answers and violations in the order they came.

    A request has the keys `service, method, url, headers` and, where it had a body, `json` and
    `form`: of a multipart body, `form` names each file's size and type, and `json` is its
    `payload_json`. Tokens are not kept.
    """

    def __init__(self, *, keep_traffic: bool = True) -> None:
        self.requests: list[Json] = []
        self.responses: list[Json] = []
        self.violations: list[Violation] = []
        self._keep_traffic = keep_traffic

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: Any,
        uploads: Sequence[Upload] = (),
    ) -> None:
        if not self._keep_traffic:
            return
        entry: Json = {
            "service": "discord",
            "method": method,
            "url": url,
            "headers": _without_token(headers),
        }
        if body is not None:
            entry["json"] = body
        if uploads:
            entry["form"] = {
                upload.field: {"size": len(upload.content), "content_type": upload.content_type}
                for upload in uploads
            }
        self.requests.append(entry)

    def response(self, method: str, template: str, status: int, body: Any) -> None:
        if self._keep_traffic:
            self.responses.append(
                {"method": method, "template": template, "status": status, "json": body}
            )

    def violation(self, violation: Violation) -> None:
        self.violations.append(violation)


def _without_token(headers: Mapping[str, str]) -> dict[str, str]:
    kept = dict(headers)
    for name in kept:
        if name.lower() == "authorization":
            kind, _, _token = kept[name].partition(" ")
            kept[name] = f"{kind} {REDACTED}"
    return kept
