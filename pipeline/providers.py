"""Who can make media, what each needs to be called, and who costs money. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LOCAL = "local"
LIBRARY = "library"  # pictures that are the channel's own
YOUTUBE = "youtube"


@dataclass(frozen=True)
class Service:
    """A paid provider.

    Attributes:
        title: For people.
        key: The environment's variable with its key.
        addresses: Those with where it is; unset ones mean the service itself.
        steps: The steps it can make media for.
        has_jobs: An accepted order has an id, by which whoever comes next takes it up.
        tells_balance: It says what is left of the account's credit.
        needs: Further variables without which the key is worth nothing.
        is_paid_in_quota: It takes no money, but a share of what it allows a day.
    """

    title: str
    key: str
    addresses: tuple[str, ...]
    steps: frozenset[str]
    has_jobs: bool = False
    tells_balance: bool = False
    needs: tuple[str, ...] = ()
    is_paid_in_quota: bool = False


SERVICES: Mapping[str, Service] = {
    "gemini": Service(
        "Gemini",
        "GEMINI_API_KEY",
        ("GEMINI_BASE_URL",),
        frozenset({"storyboard", "assets", "composites"}),
    ),
    "kling": Service(
        "Kling (KIE.ai)",
        "KIE_API_KEY",
        ("KIE_BASE_URL", "KIE_UPLOAD_BASE_URL"),
        frozenset({"video"}),
        has_jobs=True,
        tells_balance=True,
    ),
    "elevenlabs": Service(
        "ElevenLabs",
        "ELEVENLABS_API_KEY",
        ("ELEVENLABS_BASE_URL",),
        frozenset({"narration", "sfx"}),
        tells_balance=True,
    ),
    YOUTUBE: Service(
        "YouTube",
        "YOUTUBE_REFRESH_TOKEN",
        ("YOUTUBE_BASE_URL", "GOOGLE_TOKEN_URL"),
        frozenset({"upload"}),
        has_jobs=True,
        needs=("YOUTUBE_CLIENT_ID", "YOUTUBE_CLIENT_SECRET"),
        is_paid_in_quota=True,
    ),
}


def is_paid(provider: str) -> bool:
    """Whether it is a service that has to be paid, in money or in quota."""
    return provider in SERVICES


def costs_money(provider: str) -> bool:
    """Whether what it makes is booked in the ledger."""
    return is_paid(provider) and not is_in_quota(provider)


def title_of(provider: str) -> str:
    """What people call it."""
    return SERVICES[provider].title if provider in SERVICES else provider


def is_in_quota(provider: str) -> bool:
    """Whether it takes a share of what it allows a day, and no money."""
    return provider in SERVICES and SERVICES[provider].is_paid_in_quota
