"""What the client asked and what it was answered, kept so that a test can judge both."""

from __future__ import annotations

from collections.abc import Mapping

from bot.sandbox.errors import Json
from bot.sandbox.notion.calls import Sent
from bot.sandbox.notion.errors import NotionError
from bot.sandbox.recording import REDACTED, Violation


class Recording:
    """Requests, answers and violations in the order they came.

    A request has the keys `service, method, url, headers` and, where it had a body, `json` or
    `form` (a file by its size and type). Tokens are not kept. A response has the `request` it
    answers, by its place in the list, and says whether it counts as a `violation`.
    """

    def __init__(self, *, keep_traffic: bool = True) -> None:
        self.requests: list[Json] = []
        self.responses: list[Json] = []
        self.violations: list[Violation] = []
        self._keep_traffic = keep_traffic

    def request(self, method: str, url: str, headers: Mapping[str, str], sent: Sent) -> int:
        """Keep a request; returns its number."""
        if not self._keep_traffic:
            return 0
        entry: Json = {
            "service": "notion",
            "method": method,
            "url": url,
            "headers": _without_token(headers),
        }
        if sent.json is not None:
            entry["json"] = sent.json
        if sent.form is not None:
            entry["form"] = sent.form
        self.requests.append(entry)
        return len(self.requests) - 1

    def response(self, number: int, method: str, template: str, body: Json) -> None:
        """Keep what a request was answered when it was taken."""
        self._answer(number, method, template, 200, body, violation=False)

    def refusal(
        self, number: int, method: str, path: str, template: str, error: NotionError
    ) -> None:
        """Keep an answer that refused a request, as a violation if the client is to blame."""
        told = error.body()
        if not error.blameless:
            self.violations.append(Violation(error.message, method, path, error.status, told))
        self._answer(number, method, template, error.status, told, violation=not error.blameless)

    def _answer(
        self,
        number: int,
        method: str,
        template: str,
        status: int,
        body: Json,
        *,
        violation: bool,
    ) -> None:
        if not self._keep_traffic:
            return
        self.responses.append(
            {
                "request": number,
                "method": method,
                "template": template,
                "status": status,
                "json": body,
                "violation": violation,
            }
        )


def _without_token(headers: Mapping[str, str]) -> dict[str, str]:
    kept = dict(headers)
    for name, value in kept.items():
        if name.lower() == "authorization":
            kept[name] = f"{value.partition(' ')[0]} {REDACTED}"
    return kept
