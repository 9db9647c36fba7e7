"""Gemini's `generateContent`: one call for pictures and texts, and every way it says no.

A blocked prompt or picture is a success for HTTP: the reason stands in the body, or there is
just nothing in it.
"""

from __future__ import annotations

import base64
import binascii
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from scripts.program import Exit, Failure, Result, owing, without_secrets
from scripts.providers.calls import Calls, Service, address_of, key_of
from scripts.providers.downloads import MAX_PICTURE_BYTES
from scripts.providers.errors import Answer, Judgement, Meaning, failure_of, judge_gemini
from scripts.providers.paid_options import PAUSE_SECONDS

if TYPE_CHECKING:
    from PIL import Image

TEXT_MODEL = "gemini-3.8-flash"
PICTURE_MODEL = "gemini-nano-banana-2.1"
_KEY = "GEMINI_API_KEY"
_REFERENCE_SIDE = 1536  # pixels: more costs tokens and shows the model nothing new
_PLAIN = (128, 128, 128)  # what a cut-out picture is shown on

# Reasons for which a person has to change the words; after the others another try may pass.
_REFUSALS = {
    "SAFETY",
    "RECITATION",
    "LANGUAGE",
    "BLOCKLIST",
    "PROHIBITED_CONTENT",
    "SPII",
    "IMAGE_SAFETY",
    "IMAGE_PROHIBITED_CONTENT",
    "IMAGE_RECITATION",
    "ESCALATION",
}

Part = dict[str, Any]


@dataclass(frozen=True)
class Made:
    """What came back: texts or pictures, and what they cost.

    Attributes:
        usage: `input_tokens`, `output_tokens`, and `pictures` where some were asked for.
    """

    text: str
    pictures: Sequence[bytes]
    usage: Result


def gemini(pause: float = PAUSE_SECONDS) -> Calls:
    """A connection to Gemini."""
    key = key_of(_KEY, "Gemini")
    service = Service(
        name="Gemini",
        address=address_of("GEMINI_BASE_URL", "https://generativelanguage.googleapis.com"),
        headers={"x-goog-api-key": key},  # never in the address, which is logged on the way
        key_name=_KEY,
        judge=judge_gemini,
        accepts=_accepts,
    )
    return Calls(service, pause)


def generate(
    calls: Calls, model: str, contents: Sequence[Part], config: Mapping[str, Any], what: str
) -> Made:
    """Have the model make something.

    Args:
        contents: The turns of the conversation so far.
        config: `generationConfig`.
        what: What it is for; stands in every failure.

    Raises:
        Failure: Refused, kind `refused`, with the reason, where it was blocked.
    """
    document = {"contents": list(contents), "generationConfig": dict(config)}
    path = f"/v1beta/models/{quote(model, safe='')}:generateContent"
    body = calls.submit(path, what, document, named={Meaning.MODEL: model}).body
    usage: Result = {}
    try:
        usage |= _tokens(body)
        text, pictures = _made(body)
        if "IMAGE" in config.get("responseModalities", ()):
            usage["pictures"] = len(pictures)
        nothing = None if text or pictures else _nothing(body, what, usage)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        judged = Judgement(Meaning.UNCLEAR, "its answer has another form than it promised")
        raise failure_of(judged, "Gemini", what, submitting=True, usage=usage) from error
    if nothing is not None:
        raise nothing
    return Made(text, pictures, usage)


def turn(*parts: Part, role: str = "user") -> Part:
    """One turn of a conversation."""
    return {"role": role, "parts": list(parts)}


def picture_part(picture: Image.Image) -> Part:
    """A reference: small enough to send, on a plain ground where it was cut out."""
    from PIL import Image

    shown = picture.copy()
    shown.thumbnail((_REFERENCE_SIDE, _REFERENCE_SIDE), Image.Resampling.LANCZOS)
    if shown.mode == "RGBA":
        ground = Image.new("RGBA", shown.size, (*_PLAIN, 255))
        shown = Image.alpha_composite(ground, shown)
    made = io.BytesIO()
    shown.convert("RGB").save(made, format="JPEG", quality=92)
    data = base64.b64encode(made.getvalue()).decode("ascii")
    return {"inlineData": {"mimeType": "image/jpeg", "data": data}}


def one_picture(
    calls: Calls, model: str, parts: Sequence[Part], shape: str, size: str, what: str
) -> tuple[Image.Image, Result]:
    """One picture, decoded, and its usage.

    Args:
        parts: Words and references.
        shape: Such as `16:9`.
        size: One of `paid_options.IMAGE_SIZES`; empty leaves it to the model.
    """
    asked = {"aspectRatio": shape, **({"imageSize": size} if size else {})}
    config = {"responseModalities": ["IMAGE"], "imageConfig": asked}
    made = generate(calls, model, [turn(*parts)], config, what)
    with owing(made.usage):
        if not made.pictures:
            text = f"Gemini wrote words instead of {what}: {without_secrets(made.text)[:200]}"
            raise Failure(Exit.REFUSED, text, kind="refused")
        return _opened(made.pictures[-1], what), made.usage


def _accepts(answer: Answer) -> bool:
    return answer.status == 200 and isinstance(answer.body, dict)


def _made(body: Mapping[str, Any]) -> tuple[str, Sequence[bytes]]:
    """The text and the pictures; one that cannot be decoded is there all the same, and paid."""
    parts = [part for part in _parts(body) if not part.get("thought")]
    texts = [str(part["text"]) for part in parts if "text" in part]
    inline = (part.get("inlineData") or {} for part in parts)
    pictures = [_decoded(str(blob["data"])) for blob in inline if "data" in blob]
    return "".join(texts).strip(), pictures


def _parts(body: Mapping[str, Any]) -> Sequence[Part]:
    candidates = body.get("candidates") or [{}]
    content = candidates[0].get("content") or {}
    return list(content.get("parts") or [])


def _decoded(data: str) -> bytes:
    try:
        return base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        return b""  # found to be no picture where it is opened


def _tokens(body: Mapping[str, Any]) -> Result:
    """Tokens read and written; thoughts are paid as written ones."""
    counted = body.get("usageMetadata") or {}
    read = int(counted.get("promptTokenCount") or 0)
    thought = int(counted.get("thoughtsTokenCount") or 0)
    written = int(counted.get("candidatesTokenCount") or 0) + thought
    return {"input_tokens": read, "output_tokens": written}


def added(*usages: Result) -> Result:
    """What several calls cost together."""
    names = dict.fromkeys(name for usage in usages for name in usage)
    return {name: sum(usage.get(name, 0) for usage in usages) for name in names}


def _nothing(body: Mapping[str, Any], what: str, usage: Result) -> Failure:
    blocked = (body.get("promptFeedback") or {}).get("blockReason")
    candidate = (body.get("candidates") or [{}])[0]
    reason = str(blocked or candidate.get("finishReason") or "no reason given")
    said = candidate.get("finishMessage")
    text = f"Gemini made nothing for {what} ({reason})" + (f": {said}" if said else "")
    if blocked or reason in _REFUSALS:
        return Failure(Exit.REFUSED, text, kind=Meaning.CONTENT.kind, usage=usage)
    # NO_IMAGE, OTHER, MAX_TOKENS: nothing in the words is wrong, and whether it was paid for is
    # told by the usage; a person decides with the words in view.
    return Failure(Exit.REFUSED, text, kind="nothing", usage=usage)


def _opened(content: bytes, what: str) -> Image.Image:
    from PIL import Image

    try:
        if len(content) > MAX_PICTURE_BYTES:
            raise ValueError(f"it has {len(content)} bytes")
        with Image.open(io.BytesIO(content)) as opened:
            return opened.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        text = f"Gemini made {what}, but what came is not a whole picture; it may have been charged"
        raise Failure(Exit.UNCERTAIN, text, kind=Meaning.UNCLEAR.kind) from error
