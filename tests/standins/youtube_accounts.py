"""Who is known to the YouTube on this machine: projects with quotas, channels with videos."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]
UPLOADS, UNITS = "uploads", "units"
_PACIFIC = ZoneInfo("America/Los_Angeles")

# Of the two buckets since June 2026: what a call takes, and from which.
COSTS: Mapping[str, tuple[str, int]] = {
    "videos.insert": (UPLOADS, 1),
    "videos.update": (UNITS, 50),
    "videos.list": (UNITS, 1),
    "thumbnails.set": (UNITS, 50),
    "captions.insert": (UNITS, 400),
    "captions.list": (UNITS, 50),
    "playlistItems.insert": (UNITS, 50),
    "playlistItems.list": (UNITS, 1),
    "channels.list": (UNITS, 1),
}


@dataclass
class Project:
    """A Google project: its client, and what a day's quotas allow it."""

    client_id: str
    secret: str = field(repr=False)
    limits: dict[str, int] = field(default_factory=lambda: {UPLOADS: 100, UNITS: 10_000})
    calls: Counter[str] = field(default_factory=Counter)  # of all days, by method
    _days: dict[date, Counter[str]] = field(default_factory=dict)

    def used(self, now: datetime) -> Counter[str]:
        """What is used of each bucket since midnight where Google is."""
        return self._days.setdefault(now.astimezone(_PACIFIC).date(), Counter())

    def charge(self, method: str, now: datetime) -> bool:
        """Count a call; false where the quota does not allow it."""
        bucket, cost = COSTS[method]
        used = self.used(now)
        if used[bucket] + cost > self.limits[bucket]:
            return False
        used[bucket] += cost
        self.calls[method] += 1
        return True


@dataclass
class Video:
    """A film that was uploaded; of its bytes only their number and digest are kept.

    Attributes:
        born: By the stand-in's clock; the list of uploads shows it some time after.
    """

    id: str
    channel_id: str
    snippet: Json
    status: Json
    size: int
    sha256: str
    born: float
    uploaded: datetime
    captions: list[Json] = field(default_factory=list)
    thumbnails: list[int] = field(default_factory=list)  # bytes of each that was set
    was_public: bool = False

    @property
    def mark(self) -> str:
        """The tag by which a film is found again, if it has one."""
        return next((tag for tag in self.snippet.get("tags", []) if tag.startswith("slate-")), "")

    def status_at(self, now: datetime) -> Json:
        """The status; a time to publish that has come makes the video public."""
        at = self.status.get("publishAt")
        if at is not None and datetime.fromisoformat(at) <= now:
            del self.status["publishAt"]
            self.status["privacyStatus"] = "public"
        self.was_public = self.was_public or self.status["privacyStatus"] == "public"
        kids = {"madeForKids": self.status.get("selfDeclaredMadeForKids", False)}
        return {"uploadStatus": "processed", **self.status, **kids}


@dataclass
class Channel:
    """An account and its channel.

    Attributes:
        refresh_token: Opens it, as long as it is not revoked.
        has_channel: Whether the account has a channel at all.
        is_verified: Whether it may set thumbnails.
        daily_uploads: What YouTube takes of it in a day.
        videos: Newest first.
        playlists: Ids of videos, by the playlist's id.
    """

    id: str
    title: str
    refresh_token: str = field(repr=False)
    has_channel: bool = True
    is_verified: bool = True
    daily_uploads: int = 100
    is_revoked: bool = False
    videos: list[Video] = field(default_factory=list)
    playlists: dict[str, list[str]] = field(default_factory=dict)

    @property
    def uploads(self) -> str:
        """The id of the playlist of all uploads."""
        return f"UU{self.id[2:]}"

    def video(self, video_id: str) -> Video | None:
        return next((video for video in self.videos if video.id == video_id), None)

    def uploaded_on(self, day: date) -> int:
        return sum(v.uploaded.astimezone(_PACIFIC).date() == day for v in self.videos)

    def may_upload(self, now: datetime) -> bool:
        return self.uploaded_on(now.astimezone(_PACIFIC).date()) < self.daily_uploads


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Accounts:
    """All projects and channels, and who may call with which access.

    Attributes:
        now: The time of day, by which quotas are counted and videos become public.
    """

    projects: dict[str, Project] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)  # by refresh token
    now: Callable[[], datetime] = utc_now
    _access: dict[str, tuple[Project, Channel]] = field(default_factory=dict)
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def open_project(self, client_id: str, secret: str) -> Project:
        return self.projects.setdefault(client_id, Project(client_id, secret))

    def open_channel(self, title: str, refresh_token: str) -> Channel:
        number = next(self._numbers)
        channel = Channel(f"UC{number:022d}", title, refresh_token)
        return self.channels.setdefault(refresh_token, channel)

    def admit(self, project: Project, channel: Channel) -> str:
        """A new access token."""
        token = f"access-{next(self._numbers)}"
        self._access[token] = (project, channel)
        return token

    def of_access(self, token: str) -> tuple[Project, Channel] | None:
        return self._access.get(token)

    def expire(self) -> None:
        """Refuse every access token that was given out."""
        self._access.clear()

    @property
    def videos(self) -> list[Video]:
        """Every channel's."""
        return [video for channel in self.channels.values() for video in channel.videos]
