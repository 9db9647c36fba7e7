"""What people read of a film's publication. Pure."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from pipeline.publication import seen_by
from pipeline.steps.upload import Publication
from pipeline.views import VideoView


def published_of(view: VideoView) -> Publication:
    """What is published with a film, as its row says now."""
    return Publication(
        view.title, view.topic, view.mode, view.privacy, view.publish_at, view.config
    )


def seen(view: VideoView) -> str:
    """Who sees a film on YouTube and when; empty for one that goes to a folder."""
    if not published_of(view).is_uploaded:
        return ""
    return seen_by(view.privacy, view.publish_at, ZoneInfo(view.config.time_zone))


def capitalised(phrase: str) -> str:
    """A phrase as it begins a line."""
    return phrase[:1].upper() + phrase[1:]
