"""YouTube on this machine: uploads, videos, captions, thumbnails, playlists, quotas, channels."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.standins.desk import Desk, Json, cut
from tests.standins.faults import FaultKind
from tests.standins.youtube_accounts import Accounts, Channel, Project, Video
from tests.standins.youtube_exchange import before, listed, parts_of, recorded
from tests.standins.youtube_oauth import OAuth
from tests.standins.youtube_refusals import Refused, refusal
from tests.standins.youtube_resources import checked_snippet, checked_status, shown_video
from tests.standins.youtube_sessions import Hold, Session, Sessions

CLIENT_ID = "client-of-the-stand-ins.apps.googleusercontent.com"
CLIENT_SECRET = "secret-of-the-stand-ins"
REFRESH_TOKEN = "refresh-token-of-the-stand-ins"
_PER_PAGE = 5  # where nobody says how many


@dataclass(frozen=True)
class Call:
    """One call that was let in."""

    request: web.Request
    project: Project
    channel: Channel

    @property
    def parts(self) -> list[str]:
        return self.request.query.get("part", "").split(",")


Handler = Callable[[Call], Awaitable[web.StreamResponse]]


class YouTube:
    """The stand-in; general mistakes come from the desk, those of uploads from `sessions`.

    A fault's `path` is searched in the method and the path, such as `PUT /upload/youtube/v3/videos`.

    Attributes:
        accounts: Projects and channels; one of each is there.
        oauth: Consent and tokens.
        sessions: The uploads.
        lag: Seconds, by `clock`, until the list of uploads shows a video.
    """

    name = "youtube"

    def __init__(self, desk: Desk, clock: Callable[[], float]) -> None:
        self._desk, self._clock = desk, clock
        self._numbers = itertools.count(1)
        self.accounts = Accounts()
        self.oauth = OAuth(desk, self.accounts)
        self.sessions = Sessions()
        self.lag = 0.0
        self._holds: list[tuple[str, Hold]] = []
        self.project = self.accounts.open_project(CLIENT_ID, CLIENT_SECRET)
        self.channel = self.accounts.open_channel("Night Fox", REFRESH_TOKEN)

    @property
    def videos(self) -> list[Video]:
        """Everything that was uploaded, to any channel."""
        return self.accounts.videos

    def hold_answer(self, path: str) -> Hold:
        """Do the next call whose method and path hold this text, and answer when it is let go."""
        hold = Hold(0)
        self._holds.append((path, hold))
        return hold

    def environment(self, address: str) -> dict[str, str]:
        """What a script needs to meet it, as the first channel."""
        return {
            "YOUTUBE_BASE_URL": address,
            "GOOGLE_TOKEN_URL": f"{address}/token",
            "GOOGLE_AUTH_URL": f"{address}/o/oauth2/v2/auth",
            "YOUTUBE_CLIENT_ID": CLIENT_ID,
            "YOUTUBE_CLIENT_SECRET": CLIENT_SECRET,
            "YOUTUBE_REFRESH_TOKEN": REFRESH_TOKEN,
        }

    def routes(self) -> list[web.AbstractRouteDef]:
        upload, data = "/upload/youtube/v3", "/youtube/v3"
        return [
            *self.oauth.routes(),
            web.post(f"{upload}/videos", self._serving(self._begin, "videos.insert")),
            web.put(f"{upload}/videos", self._serving(self._put, None)),
            web.post(f"{upload}/thumbnails/set", self._serving(self._thumb, "thumbnails.set")),
            web.post(f"{upload}/captions", self._serving(self._caption, "captions.insert")),
            web.get(f"{data}/captions", self._serving(self._captions, "captions.list")),
            web.get(f"{data}/videos", self._serving(self._list_videos, "videos.list")),
            web.put(f"{data}/videos", self._serving(self._update, "videos.update")),
            web.get(f"{data}/playlistItems", self._serving(self._items, "playlistItems.list")),
            web.post(f"{data}/playlistItems", self._serving(self._place, "playlistItems.insert")),
            web.get(f"{data}/channels", self._serving(self._channels, "channels.list")),
        ]

    def _serving(self, handler: Handler, method: str | None) -> Any:
        """The handler with everything before and after it: record, faults, access, quota."""

        async def serve(request: web.Request) -> web.StreamResponse:
            self._desk.requests.append(await recorded(request))
            fault = self._desk.faults.next_for(f"{request.method} {request.path}")
            early = await before(request, fault)
            if early is not None:
                return early
            try:
                call = self._let_in(request, method)
                answer = await handler(call)
            except Refused as refused:
                return refused.answer
            await self._held(request)
            if fault is not None and fault.kind is FaultKind.LOST_ANSWER:
                return cut(request)
            if fault is not None and fault.kind is FaultKind.WRONG_JSON:
                return web.Response(text='{"kind": ', content_type="application/json")
            return answer

        return serve

    async def _held(self, request: web.Request) -> None:
        for path, hold in list(self._holds):
            if path in f"{request.method} {request.path}":
                self._holds.remove((path, hold))
                await hold.wait(request)

    def _let_in(self, request: web.Request, method: str | None) -> Call:
        access = request.headers.get("Authorization", "").removeprefix("Bearer ")
        who = self.accounts.of_access(access)
        if who is None:
            raise Refused(401, "authError")
        project, channel = who
        now = self.accounts.now()
        if not channel.has_channel and method != "channels.list":
            raise Refused(401, "youtubeSignupRequired")
        if method == "videos.insert" and not channel.may_upload(now):
            raise Refused(400, "uploadLimitExceeded")
        if method is not None and not project.charge(method, now):
            raise Refused(403, "quotaExceeded")
        return Call(request, project, channel)

    async def _begin(self, call: Call) -> web.StreamResponse:
        body = await call.request.json()
        size = int(call.request.headers["X-Upload-Content-Length"])
        if call.request.query.get("uploadType") != "resumable" or size <= 0:
            raise Refused(400, "mediaBodyRequired")
        now = self.accounts.now()
        made = {
            "snippet": checked_snippet(body.get("snippet", {}), is_new=True),
            "status": checked_status(body.get("status", {}), now, was_public=False),
        }
        session = self.sessions.begin(call.channel, made, size)
        address = call.request.url.with_query(uploadType="resumable", upload_id=session.id)
        return web.Response(headers={"Location": str(address)})

    async def _put(self, call: Call) -> web.StreamResponse:
        session = self.sessions.known(call.request.query.get("upload_id", ""))
        if session is None or session.channel is not call.channel:
            raise Refused(404, "notFound")
        answer = await self.sessions.put(call.request, session)
        if answer is None and session.video is None:
            session.video = self._born(session)
        if self.sessions.is_forgotten(session):
            return cut(call.request)
        if answer is not None or session.video is None:
            return answer or refusal(500)
        return web.json_response(
            shown_video(session.video, self.accounts.now(), list(session.body))
        )

    def _born(self, session: Session) -> Video:
        video = Video(
            id=f"video-{next(self._numbers):05d}",
            channel_id=session.channel.id,
            snippet=session.body["snippet"],
            status=session.body["status"],
            size=session.kept,
            sha256=session.sha256,
            born=self._clock(),
            uploaded=self.accounts.now(),
        )
        session.channel.videos.insert(0, video)
        return video

    async def _list_videos(self, call: Call) -> web.StreamResponse:
        wanted = call.request.query.get("id", "").split(",")
        found = [video for name in wanted if (video := call.channel.video(name)) is not None]
        now = self.accounts.now()
        return listed([shown_video(video, now, call.parts) for video in found])

    async def _update(self, call: Call) -> web.StreamResponse:
        body = await call.request.json()
        video = _video(call, str(body.get("id")))
        now = self.accounts.now()
        video.status_at(now)  # what was to happen until now has happened
        if "snippet" in call.parts:
            video.snippet = checked_snippet(body.get("snippet", {}), is_new=False)
        if "status" in call.parts:
            status = body.get("status", {})
            video.status = checked_status(status, now, was_public=video.was_public)
        return web.json_response(shown_video(video, now, call.parts))

    async def _thumb(self, call: Call) -> web.StreamResponse:
        video = _video(call, call.request.query.get("videoId", ""))
        if not call.channel.is_verified:
            raise Refused(403, "forbidden", "The channel may not set custom video thumbnails.")
        content = await call.request.read()
        if not content.startswith((b"\xff\xd8", b"\x89PNG")):
            raise Refused(400, "invalidImage")
        video.thumbnails.append(len(content))
        return web.json_response({"kind": "youtube#thumbnailSetResponse", "items": [{}]})

    async def _caption(self, call: Call) -> web.StreamResponse:
        told, content = parts_of(call.request.headers["Content-Type"], await call.request.read())
        snippet = told["snippet"]
        video = _video(call, snippet["videoId"])
        name = (snippet["language"], snippet.get("name", ""))
        if any((track["language"], track["name"]) == name for track in video.captions):
            raise Refused(409, "captionExists")
        if b" --> " not in content:
            raise Refused(400, "contentRequired")
        track = {"id": f"caption-{next(self._numbers)}", "trackKind": "standard", "name": ""}
        video.captions.append({**track, **snippet, "bytes": len(content)})
        return web.json_response({"kind": "youtube#caption", "id": track["id"], "snippet": snippet})

    async def _captions(self, call: Call) -> web.StreamResponse:
        video = _video(call, call.request.query.get("videoId", ""))
        return listed([{"id": track["id"], "snippet": track} for track in video.captions])

    async def _items(self, call: Call) -> web.StreamResponse:
        playlist = call.request.query.get("playlistId", "")
        if playlist == call.channel.uploads and call.channel.videos:
            shown = self._clock() - self.lag
            ids = [video.id for video in call.channel.videos if video.born <= shown]
        elif playlist in call.channel.playlists:
            ids = call.channel.playlists[playlist]
        else:
            raise Refused(404, "playlistNotFound")
        only = call.request.query.get("videoId")
        entries = [
            {
                "id": f"{playlist}.{name}",
                "contentDetails": {"videoId": name},
                "snippet": {"playlistId": playlist, "resourceId": {"videoId": name}},
            }
            for name in ids
            if only in (None, name)
        ]
        return _paged(call, entries)

    async def _place(self, call: Call) -> web.StreamResponse:
        snippet = (await call.request.json())["snippet"]
        playlist, name = snippet["playlistId"], snippet["resourceId"]["videoId"]
        if playlist not in call.channel.playlists:
            raise Refused(404, "playlistNotFound")
        _video(call, name)
        call.channel.playlists[playlist].append(name)  # twice, if somebody says it twice
        return web.json_response({"id": f"{playlist}.{name}", "snippet": snippet})

    async def _channels(self, call: Call) -> web.StreamResponse:
        if call.request.query.get("mine") != "true":
            raise Refused(400, "missingRequiredParameter")
        if not call.channel.has_channel:
            return listed([])
        details = {"relatedPlaylists": {"likes": "", "uploads": call.channel.uploads}}
        entry: Json = {"id": call.channel.id, "contentDetails": details}
        entry["snippet"] = {"title": call.channel.title}
        return listed([{key: entry[key] for key in ("id", *call.parts) if key in entry}])


def _video(call: Call, name: str) -> Video:
    video = call.channel.video(name)
    if video is None:
        raise Refused(404, "videoNotFound")
    return video


def _paged(call: Call, entries: list[Json]) -> web.Response:
    query = call.request.query
    start, count = int(query.get("pageToken", "0")), int(query.get("maxResults", _PER_PAGE))
    kept = [
        {key: entry[key] for key in ("id", *call.parts) if key in entry}
        for entry in entries[start : start + count]
    ]
    more = {"nextPageToken": str(start + count)} if start + count < len(entries) else {}
    return listed(kept, **more)
