"""Google's places for consent and tokens on this machine."""

from __future__ import annotations

import base64
import hashlib
import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from aiohttp import web

from tests.standins.desk import Desk, Json, cut
from tests.standins.faults import FaultKind
from tests.standins.youtube_accounts import Accounts, Channel, Project

REDACTED = "<redacted>"
_SECRETS = {"client_secret", "refresh_token", "code", "code_verifier", "token"}
_LIFETIME = 3599  # seconds of an access token
_DESCRIPTIONS = {
    "invalid_grant": "Token has been expired or revoked.",
    "invalid_client": "The OAuth client was not found.",
    "access_denied": "The account owner has not granted access.",
}


@dataclass(frozen=True)
class _Consent:
    client_id: str
    redirect_uri: str
    scope: str
    challenge: str
    is_offline: bool
    channel: Channel


class OAuth:
    """The stand-in.

    Attributes:
        consenting: Whose account says yes at the consent page; None is the first one.
        denies: The word with which the person says no, such as `access_denied`; empty says yes.
        lifetime_of_refresh: Seconds that Google tells a refresh token lives, as it does for
            applications that are only being tested; None tells nothing.
    """

    def __init__(self, desk: Desk, accounts: Accounts) -> None:
        self._desk, self._accounts = desk, accounts
        self._consents: dict[str, _Consent] = {}
        self._numbers = itertools.count(1)
        self.consenting: Channel | None = None
        self.denies = ""
        self.lifetime_of_refresh: int | None = None

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.get("/o/oauth2/v2/auth", self._consent),
            web.post("/token", self._token),
            web.post("/revoke", self._revoke),
        ]

    async def _consent(self, request: web.Request) -> web.StreamResponse:
        """A page that sends the browser back at once, as if the person had clicked."""
        told = request.query
        if told.get("client_id") not in self._accounts.projects or "redirect_uri" not in told:
            return web.Response(status=400, text="Error 400: invalid_request")
        back = {"state": told["state"]} if "state" in told else {}
        if self.denies:
            back["error"] = self.denies
        else:
            code = f"code-{next(self._numbers)}"
            channel = self.consenting or next(iter(self._accounts.channels.values()))
            challenge = told.get("code_challenge", "")
            if challenge and told.get("code_challenge_method") != "S256":
                return web.Response(status=400, text="Error 400: invalid_request")
            self._consents[code] = _Consent(
                told["client_id"],
                told["redirect_uri"],
                told.get("scope", ""),
                challenge,
                told.get("access_type") == "offline",
                channel,
            )
            back |= {"code": code, "scope": told.get("scope", "")}
        joint = "&" if "?" in told["redirect_uri"] else "?"
        raise web.HTTPFound(f"{told['redirect_uri']}{joint}{urlencode(back)}")

    async def _token(self, request: web.Request) -> web.StreamResponse:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self._record(request, form)
        fault = self._desk.faults.next_for(f"{request.method} {request.path}")
        if fault is not None and fault.kind is FaultKind.CUT:
            return cut(request)
        if fault is not None and fault.kind is FaultKind.STATUS:
            return _refusal(fault.status, str(fault.body or "server_error"))
        project = self._accounts.projects.get(form.get("client_id", ""))
        if project is None or form.get("client_secret") != project.secret:
            return _refusal(401, "invalid_client")
        if form.get("grant_type") == "refresh_token":
            answer = self._refreshed(project, form)
        elif form.get("grant_type") == "authorization_code":
            answer = self._exchanged(project, form)
        else:
            answer = _refusal(400, "unsupported_grant_type")
        is_lost = fault is not None and fault.kind is FaultKind.LOST_ANSWER
        return cut(request) if is_lost else answer

    def _refreshed(self, project: Project, form: Mapping[str, str]) -> web.Response:
        channel = self._accounts.channels.get(form.get("refresh_token", ""))
        if channel is None or channel.is_revoked:
            return _refusal(400, "invalid_grant")
        return web.json_response(self._granted(project, channel))

    def _exchanged(self, project: Project, form: Mapping[str, str]) -> web.Response:
        consent = self._consents.pop(form.get("code", ""), None)
        if consent is None or consent.client_id != project.client_id:
            return _refusal(400, "invalid_grant")
        if form.get("redirect_uri") != consent.redirect_uri:
            return _refusal(400, "redirect_uri_mismatch")
        if consent.challenge and _challenge(form.get("code_verifier", "")) != consent.challenge:
            return _refusal(400, "invalid_grant")
        granted = self._granted(project, consent.channel) | {"scope": consent.scope}
        if consent.is_offline:
            consent.channel.is_revoked = False
            granted["refresh_token"] = consent.channel.refresh_token
            if self.lifetime_of_refresh is not None:
                granted["refresh_token_expires_in"] = self.lifetime_of_refresh
        return web.json_response(granted)

    def _granted(self, project: Project, channel: Channel) -> Json:
        access = self._accounts.admit(project, channel)
        return {"access_token": access, "expires_in": _LIFETIME, "token_type": "Bearer"}

    async def _revoke(self, request: web.Request) -> web.StreamResponse:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self._record(request, form)
        channel = self._accounts.channels.get(form.get("token", ""))
        if channel is None:
            return _refusal(400, "invalid_token")
        channel.is_revoked = True
        return web.json_response({})

    def _record(self, request: web.Request, form: Mapping[str, str]) -> None:
        kept = {name: REDACTED if name in _SECRETS else value for name, value in form.items()}
        self._desk.requests.append(
            {
                "service": "google_oauth",
                "method": request.method,
                "url": str(request.url),
                "headers": dict(request.headers),
                "form": kept,
            }
        )


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _refusal(status: int, word: str) -> web.Response:
    told = {"error": word, "error_description": _DESCRIPTIONS.get(word, word)}
    return web.json_response(told, status=status)
