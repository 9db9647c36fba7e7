"""Who can make media, what each needs to be called, and who costs money. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LOCAL = "local"
LIBRARY = "library"  # pictures that are the channel's own


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
    """

    title: str
    key: str
    addresses: tuple[str, ...]
    steps: frozenset[str]
    has_jobs: bool = False
    tells_balance: bool = False


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
}


def is_paid(provider: str) -> bool:
    """Whether what it makes costs money."""
    return provider in SERVICES


def title_of(provider: str) -> str:
    """What people call it."""
    return SERVICES[provider].title if provider in SERVICES else provider
