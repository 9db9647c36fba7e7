"""How the YouTube on this machine says no: Google's form of an error."""

from __future__ import annotations

from aiohttp import web

_MESSAGES = {
    "authError": "Invalid Credentials",
    "quotaExceeded": "The request cannot be completed because you have exceeded your"
    ' <a href="/youtube/v3/getting-started#quota">quota</a>.',
    "uploadLimitExceeded": "The user has exceeded the number of videos they may upload.",
    "rateLimitExceeded": "The request cannot be completed: too many requests.",
    "youtubeSignupRequired": "Unauthorized",
    "forbidden": "Forbidden",
    "insufficientPermissions": "Request had insufficient authentication scopes.",
    "accessNotConfigured": "YouTube Data API v3 has not been used in this project before.",
    "captionExists": "The specified video track already exists.",
    "videoNotFound": "The video that you are trying to change cannot be found.",
    "playlistNotFound": "The playlist identified with the request's id cannot be found.",
    "invalidTitle": "The request metadata specifies an invalid or empty video title.",
    "invalidDescription": "The request metadata specifies an invalid video description.",
    "invalidTags": "The request metadata specifies invalid video keywords.",
    "invalidCategoryId": "The category is not valid.",
    "invalidPublishAt": "The request metadata specifies an invalid scheduled publishing time.",
    "backendError": "Backend Error",
}


class Refused(Exception):
    """The call is answered with this."""

    def __init__(self, status: int, word: str, message: str = "") -> None:
        super().__init__(word)
        self.answer = refusal(status, word, message)


def refusal(status: int, word: str = "", message: str = "") -> web.Response:
    """An error in Google's form; a word that is no reason is told as the message."""
    word = word or ("backendError" if status >= 500 else "badRequest")
    told = message or _MESSAGES.get(word, word)
    entry = {"message": told, "domain": "youtube.video", "reason": word}
    error = {"code": status, "message": told, "errors": [entry]}
    return web.json_response({"error": error}, status=status)
