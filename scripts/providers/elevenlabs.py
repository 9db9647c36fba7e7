"""Speech with the time of each word, sounds and music by ElevenLabs: each one call, one answer."""

from __future__ import annotations

import base64
import binascii
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from scripts.program import Exit, Failure, Result, owing, refused
from scripts.providers.calls import Calls, Reply, Service, address_of, key_of
from scripts.providers.errors import Answer, Meaning, judge_elevenlabs, utc_now
from scripts.providers.paid_options import PAUSE_SECONDS

if TYPE_CHECKING:
    from scripts.media import Samples

Word = tuple[str, float, float]  # text, start and end in seconds

SPEECH_MODEL, SOUND_MODEL, MUSIC_MODEL = (
    "eleven_multilingual_v2",
    "eleven_text_to_sound_v2",
    "music_v1",
)
SOUND_SECONDS = (0.5, 30.0)
MUSIC_SECONDS = (3.0, 600.0)
_FORMAT = {"output_format": "mp3_44100_128"}
_KEY = "ELEVENLABS_API_KEY"
_USUAL_PACE = 150.0  # words a minute of most voices at speed 1
_SPEEDS = (0.7, 1.2)
_LEAST_SHARE = 0.5  # of the seconds asked for: less was cut off

# Characters of one call; others take as many as the smallest.
_CHARACTERS = {
    "eleven_v3": 5_000,
    "eleven_multilingual_v2": 10_000,
    "eleven_flash_v2_5": 40_000,
    "eleven_turbo_v2_5": 40_000,
}
_MUSIC_CHARACTERS = 4_100
# The others tell the language from the text, and refuse to be told.
_TAKE_LANGUAGE = {"eleven_v3", "eleven_flash_v2_5", "eleven_turbo_v2_5"}


@dataclass(frozen=True)
class Line:
    """What is said, and how.

    Attributes:
        voice: The voice's id.
        pace: Words a minute.
    """

    text: str
    voice: str
    language: str = "en"
    pace: float = _USUAL_PACE
    model: str = ""
    round: int = 0


@dataclass(frozen=True)
class Heard:
    """Sound that came back: 48 kHz, [samples] or [samples, 2]; words where they are known."""

    samples: Samples
    usage: Result
    words: Sequence[Word] = ()


def elevenlabs(pause: float = PAUSE_SECONDS) -> Calls:
    """A connection to ElevenLabs."""
    key = key_of(_KEY, "ElevenLabs")
    service = Service(
        name="ElevenLabs",
        address=address_of("ELEVENLABS_BASE_URL", "https://api.elevenlabs.io"),
        headers={"xi-api-key": key},
        key_name=_KEY,
        judge=judge_elevenlabs,
        accepts=_accepts,
    )
    return Calls(service, pause)


def speak(calls: Calls, line: Line) -> Heard:
    """The line as mono sound with the time of each word."""
    model = line.model or SPEECH_MODEL
    limit = _CHARACTERS.get(model, min(_CHARACTERS.values()))
    if len(line.text) > limit:
        raise refused(
            f"the line has {len(line.text)} characters; {model} takes {limit}: shorten it"
        )
    if not line.voice or line.voice == "default":
        raise refused("ElevenLabs needs a voice's id: name one, it has no default")
    slowest, fastest = _SPEEDS
    document: dict[str, Any] = {
        "text": line.text,
        "model_id": model,
        "voice_settings": {"speed": round(min(max(line.pace / _USUAL_PACE, slowest), fastest), 3)},
        "seed": line.round,
    }
    if model in _TAKE_LANGUAGE:
        document["language_code"] = line.language.split("-")[0]
    path = f"/v1/text-to-speech/{quote(line.voice, safe='')}/with-timestamps"
    what = f"the line “{line.text[:40]}”"
    reply = _submitted(calls, path, what, document, voice=line.voice)
    usage = _usage(reply)
    with owing(usage):
        samples = _samples(_audio(reply.body), what, channels=1)
        return Heard(samples[:, 0], usage, spoken_words(reply.body))


def make_sound(calls: Calls, text: str, seconds: float, model: str = "") -> Heard:
    """Stereo ambience of the seconds asked for."""
    _in_range(seconds, SOUND_SECONDS, "sound")
    document = {
        "text": text,
        "duration_seconds": seconds,
        "model_id": model or SOUND_MODEL,
    }
    return _stereo(calls, "/v1/sound-generation", f"the sound “{text[:40]}”", document, seconds)


def make_music(calls: Calls, text: str, seconds: float, model: str = "") -> Heard:
    """Stereo music without singing of the seconds asked for."""
    _in_range(seconds, MUSIC_SECONDS, "music")
    if len(text) > _MUSIC_CHARACTERS:
        told = f"the music's words have {len(text)} characters; ElevenLabs takes"
        raise refused(f"{told} {_MUSIC_CHARACTERS}: shorten them")
    document = {
        "prompt": text,
        "music_length_ms": round(seconds * 1000),
        "model_id": model or MUSIC_MODEL,
        "force_instrumental": True,
    }
    return _stereo(calls, "/v1/music", f"the music “{text[:40]}”", document, seconds)


def _stereo(
    calls: Calls, path: str, what: str, document: Mapping[str, Any], seconds: float
) -> Heard:
    from scripts.media import SAMPLE_RATE

    reply = _submitted(calls, path, what, document, is_json=False)
    usage = _usage(reply)
    with owing(usage):
        samples = _samples(reply.content, what, channels=2)
        if len(samples) < _LEAST_SHARE * seconds * SAMPLE_RATE:
            raise _broken(what, f"it lasts {len(samples) / SAMPLE_RATE:.1f} seconds")
        return Heard(samples[: round(seconds * SAMPLE_RATE)], usage)


def _in_range(seconds: float, allowed: tuple[float, float], what: str) -> None:
    low, high = allowed
    if not low <= seconds <= high:
        text = f"ElevenLabs makes {what} of {low:g} to {high:g} seconds, not of {seconds:g}"
        raise refused(text)


def _submitted(
    calls: Calls,
    path: str,
    what: str,
    document: Mapping[str, Any],
    *,
    voice: str = "",
    is_json: bool = True,
) -> Reply:
    named = {Meaning.MODEL: str(document["model_id"]), Meaning.VOICE: voice}
    try:
        return calls.submit(path, what, document, params=_FORMAT, is_json=is_json, named=named)
    except Failure as failure:
        if failure.kind == Meaning.QUOTA.kind and failure.retry_at is None:
            failure.retry_at = _quota_begins_again(calls)
        raise


@dataclass(frozen=True)
class Allowance:
    """What is left of an account.

    Attributes:
        characters: That can still be made, those included that are billed on top of the plan.
        is_unlimited: What goes over them is billed without an end.
        renews_at: When the plan's are counted anew, if it tells.
    """

    characters: int
    is_unlimited: bool
    renews_at: datetime | None


def allowance(calls: Calls) -> Allowance:
    """What is left of the account.

    Raises:
        Failure: Also when the answer does not tell it.
    """
    body = calls.ask("GET", "/v1/user/subscription", "what is left of the account").body
    told = body if isinstance(body, dict) else {}
    limit, counted = told.get("character_limit"), told.get("character_count")
    if not isinstance(limit, int) or not isinstance(counted, int):
        text = "ElevenLabs does not say how many characters are left"
        raise Failure(Exit.FAILED, text, kind=Meaning.FAILED.kind)
    on_top = told.get("max_credit_limit_extension")
    more = on_top if isinstance(on_top, int) else 0
    return Allowance(max(0, limit + more - counted), on_top == "unlimited", _renews_at(told))


def _quota_begins_again(calls: Calls) -> datetime | None:
    """When the account's characters are counted anew, if it tells."""
    try:
        return allowance(calls).renews_at
    except Failure:
        return None  # a key may be for speech alone; the quota is used up all the same


def _renews_at(told: Mapping[str, Any]) -> datetime | None:
    seconds = told.get("next_character_count_reset_unix")
    if not isinstance(seconds, int | float) or seconds <= utc_now().timestamp():
        return None
    return datetime.fromtimestamp(seconds, UTC)


def _accepts(answer: Answer) -> bool:
    return answer.status == 200


def _usage(reply: Reply) -> Result:
    """The characters that were counted, where the answer tells them."""
    told = reply.headers.get("character-cost", "")
    return {"characters": int(told)} if told.isdecimal() else {}


def _audio(body: Any) -> bytes:
    told = body.get("audio_base64") if isinstance(body, dict) else None
    try:
        return base64.b64decode(told or "", validate=True)
    except (binascii.Error, ValueError, TypeError):
        return b""  # found to be no sound where it is decoded


def _samples(content: bytes, what: str, *, channels: int) -> Samples:
    from scripts.media import read_audio

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "came.mp3"
        file.write_bytes(content)
        try:
            samples = read_audio(file, channels=channels)
        except Failure as failure:
            raise _broken(what, str(failure)) from failure
    if not len(samples):
        raise _broken(what, "it is empty")
    return samples


def _broken(what: str, why: str) -> Failure:
    text = f"ElevenLabs made {what} and may have charged it, but what came is not whole: {why}"
    return Failure(Exit.UNCERTAIN, text, kind=Meaning.UNCLEAR.kind)


def spoken_words(body: Mapping[str, Any]) -> list[Word]:
    """The words with their times, from those of the characters; empty where there are none."""
    told = body.get("alignment") or body.get("normalized_alignment") or {}
    try:
        characters = list(
            zip(
                map(str, told["characters"]),
                map(float, told["character_start_times_seconds"]),
                map(float, told["character_end_times_seconds"]),
                strict=False,
            )
        )
    except (KeyError, TypeError, ValueError):
        return []  # a line that was paid for is worth more than its captions
    words: list[Word] = []
    is_inside = False
    for character, start, end in characters:
        if not character.strip():
            is_inside = False
            continue
        if is_inside:
            text, began, _ = words.pop()
            words.append((text + character, began, round(end, 3)))
        else:
            words.append((character, round(start, 3), round(end, 3)))
        is_inside = True
    return words
