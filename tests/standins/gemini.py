"""Gemini's `generateContent` on this machine: pictures and storyboards."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping

from aiohttp import web

from tests.standins.desk import Desk, Json
from tests.standins.faults import Fault, FaultKind
from tests.standins.ledger import picture_charge, text_charge
from tests.standins.media import picture_for

Writer = Callable[[str], Json]

_SHOTS = re.compile(r"exactly (\d+), of ([\d.]+) seconds")
_TOKENS_OF_PICTURE = 1120
_STATUSES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}


class Gemini:
    """The stand-in; its own mistakes come from the desk.

    Args:
        write: Makes the storyboard from the words that ask for it.
    """

    name = "gemini"

    def __init__(self, desk: Desk, write: Writer | None = None) -> None:
        self._desk = desk
        self._write = write or storyboard

    def routes(self) -> list[web.AbstractRouteDef]:
        path = "/v1beta/models/{model}:generateContent"
        return [web.post(path, self._desk.serving(self, self._generate))]

    def knows(self, headers: Mapping[str, str]) -> bool:
        return headers.get("x-goog-api-key") == self._desk.key

    def refusal(self, status: int, word: str = "") -> web.Response:
        if status == 401:  # a wrong key is a 400 here
            detail = {"@type": "type.googleapis.com/google.rpc.ErrorInfo"}
            return _error(400, "API key not valid.", details=[detail | {"reason": _INVALID_KEY}])
        details = []
        if status == 429:
            delay = {"@type": "type.googleapis.com/google.rpc.RetryInfo"}
            details.append(delay | {"retryDelay": word or "0s"})
        return _error(status, f"The stand-in was told to answer with {status}.", details=details)

    async def _generate(self, request: web.Request, fault: Fault | None) -> web.Response:
        body = await request.json()
        model = request.match_info["model"]
        if not model.startswith("gemini-"):
            return _error(404, f"models/{model} is not found for API version v1beta")
        config = body.get("generationConfig") or {}
        is_picture = "IMAGE" in (config.get("responseModalities") or [])
        if fault is not None and fault.kind is FaultKind.BLOCKED:
            return self._blocked(str(fault.body or "SAFETY"), model, _tokens(body), is_picture)
        make = self._picture if is_picture else self._text
        return await make(request, body, fault)

    async def _picture(self, request: web.Request, body: Json, fault: Fault | None) -> web.Response:
        model = request.match_info["model"]
        words = _words(body["contents"])
        await self._desk.work(self._desk.delays.picture, "picture", words, request)
        shape = ((body["generationConfig"].get("imageConfig")) or {}).get("aspectRatio", "1:1")
        content = picture_for(words, shape)
        if fault is not None and fault.kind is FaultKind.BROKEN_FILE:
            content = content[: len(content) // 3]
        job = self._job()
        read = _tokens(body)
        self._desk.ledger.charge(picture_charge(job, model, read, _TOKENS_OF_PICTURE, words))
        blob = {"mimeType": "image/png", "data": base64.b64encode(content).decode()}
        return _made({"inlineData": blob}, job, model, read, _TOKENS_OF_PICTURE)

    async def _text(self, request: web.Request, body: Json, fault: Fault | None) -> web.Response:
        model = request.match_info["model"]
        words = _words(body["contents"])
        await self._desk.work(self._desk.delays.text, "storyboard", words, request)
        text = json.dumps(self._write(words))
        if fault is not None and fault.kind is FaultKind.OTHER_TEXT:
            text = str(fault.body)
        job, read, written = self._job(), _tokens(body), len(text) // 4
        self._desk.ledger.charge(text_charge(job, model, read, written, words))
        return _made({"text": text}, job, model, read, written)

    def _blocked(self, reason: str, model: str, read: int, is_picture: bool) -> web.Response:
        """An answer without anything in it: what was read is paid where tokens are, not pictures."""
        if not is_picture:
            self._desk.ledger.charge(text_charge(self._job(), model, read, 0))
        usage = {"promptTokenCount": read, "totalTokenCount": read}
        if reason in {"SAFETY", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT"}:
            told: Json = {"promptFeedback": {"blockReason": reason}}
        else:
            told = {"candidates": [{"index": 0, "finishReason": reason}]}
        return web.json_response({**told, "usageMetadata": usage})

    def _job(self) -> str:
        return f"gemini-{next(self._desk.numbers)}"


_INVALID_KEY = "API_KEY_INVALID"


def storyboard(words: str) -> Json:
    """A storyboard that fits what the words ask for."""
    told = _SHOTS.search(words)
    count, seconds = (int(told[1]), float(told[2])) if told else (3, 5.0)
    shots = [
        {
            "action": "The keeper looks at the water.",
            "panels": [{"place": "shore", "character": "keeper" if n % 2 else None, "scale": 0.6}],
            "motion": "The keeper lifts a hand. Slow push in.",
            "narration": f"Moment {n} by the sea.",
            "sound": "waves and wind",
            "seconds": seconds,
        }
        for n in range(1, count + 1)
    ]
    assets = [
        {"name": "shore", "kind": "place", "prompt": "a stony shore below a white lighthouse"},
        {"name": "keeper", "kind": "character", "prompt": "an old man in a red oilskin coat"},
    ]
    return {
        "title": "The Keeper",
        "atmosphere": "grey morning light, muted blues, 35 mm",
        "assets": assets,
        "shots": shots,
    }


def _words(contents: list[Json]) -> str:
    return "\n".join(p["text"] for turn in contents for p in turn["parts"] if "text" in p)


def _tokens(body: Json) -> int:
    pictures = sum("inlineData" in p for turn in body["contents"] for p in turn["parts"])
    return len(_words(body["contents"])) // 4 + 258 * pictures


def _made(part: Json, job: str, model: str, read: int, written: int) -> web.Response:
    usage = {
        "promptTokenCount": read,
        "candidatesTokenCount": written,
        "totalTokenCount": read + written,
    }
    candidate = {"index": 0, "finishReason": "STOP", "content": {"role": "model", "parts": [part]}}
    return web.json_response(
        {
            "candidates": [candidate],
            "usageMetadata": usage,
            "modelVersion": model,
            "responseId": job,
        }
    )


def _error(status: int, message: str, *, details: list[Json] | None = None) -> web.Response:
    error: Json = {"code": status, "message": message, "status": _STATUSES.get(status, "UNKNOWN")}
    if details:
        error["details"] = details
    return web.json_response({"error": error}, status=status)
