"""A person's consent at Google, traded for a token: OAuth 2.0 with PKCE (RFC 7636)."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx
from pydantic import SecretStr

from pipeline.errors import ConfigError, NotPossible
from pipeline.models import utc_now
from pipeline.settings import Settings

# Uploading, and what captions and the visibility of a video need.
SCOPES = (
    "https://www.googleapis.com/auth/youtube.upload",
    "https://www.googleapis.com/auth/youtube.force-ssl",
)
TOKEN_URL = "https://oauth2.googleapis.com/token"  # an address
API_URL = "https://www.googleapis.com"
_SECONDS = 30.0


@dataclass(frozen=True)
class Grant:
    """What Google gave.

    Attributes:
        expires_at: When the refresh token dies; None: Google does not say.
    """

    refresh_token: SecretStr
    access_token: SecretStr
    expires_at: datetime | None


@dataclass(frozen=True)
class Account:
    """A YouTube channel, as its account sees it."""

    id: str
    title: str


@dataclass(frozen=True)
class Consent:
    """One question to a person.

    Attributes:
        redirect: Where the browser comes back to.
    """

    settings: Settings
    redirect: str
    state: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _verifier: str = field(default_factory=lambda: secrets.token_urlsafe(64), repr=False)

    @property
    def address(self) -> str:
        """The page to open, where the person says yes."""
        digest = hashlib.sha256(self._verifier.encode()).digest()
        told = {
            "client_id": client_id(self.settings),
            "redirect_uri": self.redirect,
            "response_type": "code",
            "scope": " ".join(SCOPES),
            "access_type": "offline",  # a token that refreshes
            "prompt": "consent",  # also for who has agreed before: only then is there a new one
            "state": self.state,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        return f"{self.settings.google_auth_url}?{urlencode(told)}"

    async def grant(self, code: str) -> Grant:
        """Trade the code that the browser brought for tokens.

        Raises:
            NotPossible: Google refuses, or gives less than was asked for.
        """
        secret = self.settings.youtube_client_secret
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect,
            "client_id": client_id(self.settings),
            "client_secret": secret.get_secret_value() if secret else "",
            "code_verifier": self._verifier,
        }
        told = await _asked("POST", self.settings.google_token_url or TOKEN_URL, data=form)
        missing = set(SCOPES) - set(str(told.get("scope", " ".join(SCOPES))).split())
        if missing:
            raise NotPossible("not all that Slate needs was ticked: connect again and tick all.")
        if not told.get("refresh_token"):
            raise NotPossible(
                "Google gave no lasting token: remove Slate's access there, and again."
            )
        seconds = told.get("refresh_token_expires_in")
        return Grant(
            SecretStr(str(told["refresh_token"])),
            SecretStr(str(told["access_token"])),
            utc_now() + timedelta(seconds=seconds) if isinstance(seconds, int) else None,
        )


def client_id(settings: Settings) -> str:
    """The OAuth client's id.

    Raises:
        ConfigError: There is none.
    """
    known, secret = settings.youtube_client_id, settings.youtube_client_secret
    if known is None or secret is None:
        raise ConfigError(
            "YOUTUBE_CLIENT_ID and YOUTUBE_CLIENT_SECRET are not set: make an OAuth client of the "
            "type “Desktop app” in Google's Cloud console, with the YouTube Data API switched on."
        )
    return known.get_secret_value()


async def account_of(settings: Settings, grant: Grant) -> Account:
    """Whose account it is.

    Raises:
        NotPossible: The account has no channel.
    """
    address = f"{settings.youtube_base_url or API_URL}/youtube/v3/channels"
    told = await _asked(
        "GET",
        address,
        params={"part": "snippet", "mine": "true"},
        headers={"Authorization": f"Bearer {grant.access_token.get_secret_value()}"},
    )
    found = told.get("items") or []
    if not found:
        raise NotPossible(
            "that account has no YouTube channel: make one there, then connect again."
        )
    return Account(str(found[0]["id"]), str((found[0].get("snippet") or {}).get("title") or ""))


async def _asked(method: str, address: str, **request: Any) -> dict[str, Any]:
    """An answer of Google's as an object; no error quotes what was sent."""
    try:
        async with httpx.AsyncClient(timeout=_SECONDS) as client:
            answer = await client.request(method, address, **request)
            told = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise NotPossible(f"Google does not answer ({type(error).__name__}): try again.") from error
    if not isinstance(told, dict):
        raise NotPossible("Google answered with something unknown: try again.")
    if answer.status_code != httpx.codes.OK:
        problem = told.get("error")
        words = (
            problem.get("message") if isinstance(problem, dict) else told.get("error_description")
        )
        raise NotPossible(f"Google refuses: {words or problem}.")
    return told
