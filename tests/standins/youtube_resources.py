"""Videos as the YouTube on this machine takes and shows them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tests.standins.youtube_accounts import Json, Video
from tests.standins.youtube_refusals import Refused

_PRIVACIES = {"private", "unlisted", "public"}
_STATUS = {"embeddable": True, "license": "youtube", "publicStatsViewable": True}
_DECLARED = ("selfDeclaredMadeForKids", "containsSyntheticMedia")


def checked_snippet(told: Mapping[str, Any], *, is_new: bool) -> Json:
    """What becomes of a snippet that is sent; what is left out is lost, or has a default.

    Raises:
        Refused: As YouTube refuses it.
    """
    title, description = told.get("title", ""), told.get("description", "")
    tags = told.get("tags", [])
    if not 1 <= len(title) <= 100 or set("<>") & set(title):
        raise Refused(400, "invalidTitle")
    if len(description.encode()) > 5000 or set("<>") & set(description):
        raise Refused(400, "invalidDescription")
    if sum(len(tag) + 2 * (" " in tag) for tag in tags) + max(0, len(tags) - 1) > 500:
        raise Refused(400, "invalidTags")
    category = told.get("categoryId", "22" if is_new else "")
    if not str(category).isdigit():
        raise Refused(400, "invalidCategoryId")
    kept = {"title": title, "description": description, "tags": list(tags), "categoryId": category}
    languages = ("defaultLanguage", "defaultAudioLanguage")
    return {**kept, **{name: told[name] for name in languages if name in told}}


def checked_status(told: Mapping[str, Any], now: datetime, *, was_public: bool) -> Json:
    """What becomes of a status that is sent: what is left out has its default again.

    Raises:
        Refused: As YouTube refuses it.
    """
    privacy = told.get("privacyStatus", "public")  # since 2026-11-02
    if privacy not in _PRIVACIES:
        raise Refused(400, "invalidVideoMetadata")
    made: Json = {**_STATUS, **{name: told[name] for name in _STATUS if name in told}}
    made |= {name: told.get(name, False) for name in _DECLARED}
    made["privacyStatus"] = privacy
    at = told.get("publishAt")
    if at is None:
        return made
    if privacy != "private" or was_public:
        raise Refused(400, "invalidPublishAt")
    if datetime.fromisoformat(at) <= now:  # then it is published at once
        return {**made, "privacyStatus": "public"}
    return {**made, "publishAt": at}


def shown_video(video: Video, now: datetime, parts: list[str]) -> Json:
    """The parts of a video that were asked for."""
    stamp = video.uploaded.strftime("%Y-%m-%dT%H:%M:%SZ")
    whole: Json = {
        "id": video.id,
        "snippet": {**video.snippet, "channelId": video.channel_id, "publishedAt": stamp},
        "status": video.status_at(now),
        "contentDetails": {"duration": "PT1S", "caption": str(bool(video.captions)).lower()},
        "processingDetails": {"processingStatus": "succeeded"},
    }
    kept = {key: whole[key] for key in ("id", *parts) if key in whole}
    return {"kind": "youtube#video", **kept}
