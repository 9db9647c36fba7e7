"""ElevenLabs on this machine: speech with its times, sounds, music and the account's quota."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from aiohttp import web

from tests.standins.desk import Desk, Json
from tests.standins.faults import Fault, FaultKind
from tests.standins.ledger import characters_charge
from tests.standins.media import sound

VOICES = {"21m00Tcm4TlvDq8ikWAM", "EXAVITQu4vr4xnSDxMaL", "voice-one", "voice-two"}
SECONDS_PER_CHARACTER = 0.06
_CHARACTERS_PER_SECOND = {"sound": 40, "music": 30}
_WORDS = {
    400: "bad_request",
    401: "invalid_api_key",
    403: "missing_permissions",
    404: "voice_not_found",
    422: "invalid",
    429: "too_many_concurrent_requests",
}


class ElevenLabs:
    """The stand-in; its own mistakes come from the desk."""

    name = "elevenlabs"

    def __init__(self, desk: Desk, resets_at: int) -> None:
        self._desk = desk
        self._resets_at = resets_at

    def routes(self) -> list[web.AbstractRouteDef]:
        serving = self._desk.serving
        return [
            web.post("/v1/text-to-speech/{voice}/with-timestamps", serving(self, self._speech)),
            web.post("/v1/sound-generation", serving(self, self._sound)),
            web.post("/v1/music", serving(self, self._music)),
            web.get("/v1/user/subscription", serving(self, self._subscription)),
        ]

    def knows(self, headers: Mapping[str, str]) -> bool:
        return headers.get("xi-api-key") == self._desk.key

    def refusal(self, status: int, word: str = "") -> web.Response:
        if status == 422:
            problem = {"loc": ["body", "text"], "msg": "field required", "type": "missing"}
            return web.json_response({"detail": [problem]}, status=422)
        told = word or _WORDS.get(status, "error")
        detail = {"status": told, "message": f"The stand-in says {told}."}
        return web.json_response({"detail": detail}, status=status)

    async def _speech(self, request: web.Request, fault: Fault | None) -> web.Response:
        body = await request.json()
        text = str(body["text"])
        if request.match_info["voice"] not in VOICES:
            return self.refusal(404, "voice_not_found")
        if fault is not None and fault.kind is FaultKind.BLOCKED:
            return self.refusal(400, "content_against_policy")
        await self._desk.work(self._desk.delays.speech, "speech", text, request)
        speed = (body.get("voice_settings") or {}).get("speed") or 1.0
        step = SECONDS_PER_CHARACTER / speed
        cost = self._charged("speech", str(body.get("model_id")), len(text), text)
        if cost is None:
            return self.refusal(401, "quota_exceeded")
        content = _perhaps_cut(sound(round(len(text) * step + 0.2, 1)), fault)
        answer = {
            "audio_base64": base64.b64encode(content).decode(),
            "alignment": _alignment(text, step),
            "normalized_alignment": _alignment(text, step),
        }
        return web.json_response(answer, headers=cost)

    async def _sound(self, request: web.Request, fault: Fault | None) -> web.Response:
        body = await request.json()
        seconds = float(body.get("duration_seconds") or 4.0)
        return await self._audio(request, "sound", body, seconds, fault)

    async def _music(self, request: web.Request, fault: Fault | None) -> web.Response:
        body = await request.json()
        seconds = int(body.get("music_length_ms") or 10_000) / 1000
        return await self._audio(request, "music", body, seconds, fault)

    async def _audio(
        self, request: web.Request, what: str, body: Json, seconds: float, fault: Fault | None
    ) -> web.Response:
        if fault is not None and fault.kind is FaultKind.BLOCKED:
            return self.refusal(400, "content_against_policy")
        takes = self._desk.delays.music if what == "music" else self._desk.delays.sound
        words = str(body.get("text") or body.get("prompt"))
        await self._desk.work(takes, what, words, request)
        characters = round(_CHARACTERS_PER_SECOND[what] * seconds)
        cost = self._charged(what, str(body.get("model_id")), characters, words)
        if cost is None:
            return self.refusal(401, "quota_exceeded")
        content = _perhaps_cut(sound(seconds, 110.0), fault)
        return web.Response(body=content, content_type="audio/mpeg", headers=cost)

    async def _subscription(self, request: web.Request, fault: Fault | None) -> web.Response:
        ledger = self._desk.ledger
        return web.json_response(
            {
                "tier": "creator",
                "character_count": ledger.characters,
                "character_limit": ledger.allowed_characters,
                "max_character_limit_extension": None,
                "max_credit_limit_extension": 0,
                "next_character_count_reset_unix": self._resets_at,
                "status": "active",
            }
        )

    def _charged(self, what: str, model: str, characters: int, words: str) -> dict[str, str] | None:
        """The headers that tell the cost; None where the plan does not allow as much."""
        ledger = self._desk.ledger
        if ledger.characters + characters > ledger.allowed_characters:
            return None
        job = f"elevenlabs-{next(self._desk.numbers)}"
        ledger.charge(characters_charge(what, job, model, characters, words))
        return {"character-cost": str(characters), "request-id": job}


def _perhaps_cut(content: bytes, fault: Fault | None) -> bytes:
    is_broken = fault is not None and fault.kind is FaultKind.BROKEN_FILE
    return b"<html>busy</html>" if is_broken else content


def _alignment(text: str, step: float) -> Json:
    return {
        "characters": list(text),
        "character_start_times_seconds": [round(n * step, 3) for n in range(len(text))],
        "character_end_times_seconds": [round((n + 1) * step, 3) for n in range(len(text))],
    }
