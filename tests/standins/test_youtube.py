"""The YouTube on this machine: as strict as the one it stands for, where scripts depend on it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.contracts import contracts_folder, violations_of_requests
from tests.standins import Standins
from tests.standins.youtube import CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN
from tests.standins.youtube_sessions import GRANULE

BACK = "http://127.0.0.1:9999/back"
STATUS = {
    "privacyStatus": "private",
    "selfDeclaredMadeForKids": False,
    "containsSyntheticMedia": True,
}
VIDEO = {"snippet": {"title": "Fox", "tags": ["slate-123456"]}, "status": STATUS}


@pytest.fixture
def standins() -> Iterator[Standins]:
    with Standins() as running:
        yield running


class Client:
    """Calls without any library, as the channel of a refresh token."""

    def __init__(self, standins: Standins, refresh_token: str = REFRESH_TOKEN) -> None:
        self._http = httpx.Client(base_url=standins.address, trust_env=False, verify=False)
        form = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
        form |= {"grant_type": "refresh_token", "refresh_token": refresh_token}
        access = self._http.post("/token", data=form).json()["access_token"]
        self._http.headers["Authorization"] = f"Bearer {access}"

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(self, path: str, **query: Any) -> httpx.Response:
        return self._http.get(f"/youtube/v3/{path}", params=query)

    def begin(self, size: int, body: Any = VIDEO) -> httpx.Response:
        headers = {"X-Upload-Content-Type": "video/mp4", "X-Upload-Content-Length": str(size)}
        query = {"uploadType": "resumable", "part": "snippet,status"}
        return self._http.post(
            "/upload/youtube/v3/videos", params=query, json=body, headers=headers
        )

    def put(self, address: str, told: str, content: bytes = b"") -> httpx.Response:
        return self._http.put(address, content=content, headers={"Content-Range": told})

    def upload(self, content: bytes = b"film", body: Any = VIDEO) -> str:
        address = self.begin(len(content), body).headers["Location"]
        told = f"bytes 0-{len(content) - 1}/{len(content)}"
        return str(self.put(address, told, content).json()["id"])

    def update(self, body: Any, part: str) -> httpx.Response:
        return self._http.put("/youtube/v3/videos", params={"part": part}, json=body)


def reason(answer: httpx.Response) -> str:
    return str(answer.json()["error"]["errors"][0]["reason"])


def test_chunks_are_put_together(standins: Standins) -> None:
    content = bytes(range(256)) * 2048
    total = len(content)
    with Client(standins) as client:
        address = client.begin(total).headers["Location"]
        asked = client.put(address, f"bytes */{total}")
        assert (asked.status_code, "Range" in asked.headers) == (308, False)
        half = client.put(address, f"bytes 0-{GRANULE - 1}/{total}", content[:GRANULE])
        assert (half.status_code, half.headers["Range"]) == (308, f"bytes=0-{GRANULE - 1}")
        rest = f"bytes {GRANULE}-{total - 1}/{total}"
        done = client.put(address, rest, content[GRANULE:])
        again = client.put(address, f"bytes */{total}")
    assert done.status_code == again.status_code == 200 and done.json() == again.json()
    (video,) = standins.youtube.videos
    assert (video.size, video.sha256) == (total, hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("bytes 0-999/600000", 1000),  # no multiple
        ("bytes 262144-524287/600000", GRANULE),  # not where it is
        (f"bytes 0-{GRANULE - 1}/600000", 5),
        (f"bytes 0-{GRANULE - 1}/600001", GRANULE),
        ("bytes 0-", 5),
        ("", 5),
    ],
)
def test_what_is_no_chunk_is_refused(standins: Standins, told: str, count: int) -> None:
    with Client(standins) as client:
        address = client.begin(600_000).headers["Location"]
        assert client.put(address, told, b"x" * count).status_code == 400
    assert standins.youtube.sessions.all[0].kept == 0


def test_of_a_chunk_that_is_cut_off_whole_granules_are_kept(standins: Standins) -> None:
    size = 4 * GRANULE
    standins.youtube.sessions.cut_at(2 * GRANULE + 70_000)
    with Client(standins) as client:
        address = client.begin(size).headers["Location"]
        with pytest.raises(httpx.HTTPError):
            client.put(address, f"bytes 0-{size - 1}/{size}", b"x" * size)
        asked = client.put(address, f"bytes */{size}")
    assert asked.headers["Range"] == f"bytes=0-{2 * GRANULE - 1}"
    assert standins.youtube.videos == []


def test_a_session_is_of_its_channel(standins: Standins) -> None:
    standins.youtube.accounts.open_channel("Other", "other-token")
    with Client(standins) as client, Client(standins, "other-token") as other:
        address = client.begin(10).headers["Location"]
        assert other.put(address, "bytes */10").status_code == 404
        client.upload()
        assert other.get("videos", part="id", id="video-00001").json()["items"] == []


def test_what_is_left_out_becomes_public(standins: Standins) -> None:
    with Client(standins) as client:
        video_id = client.upload(body={"snippet": {"title": "Fox"}, "status": {}})
        assert standins.youtube.videos[0].status["privacyStatus"] == "public"
        client.update({"id": video_id, "status": {"privacyStatus": "unlisted"}}, "status")
        shown = client.get("videos", part="status", id=video_id).json()["items"][0]
    assert shown["status"]["privacyStatus"] == "unlisted" and "snippet" not in shown


def test_a_scheduled_video_becomes_public_by_itself(standins: Standins) -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    standins.youtube.accounts.now = lambda: now
    at = {"publishAt": "2026-11-22T13:00:00Z"}
    with Client(standins) as client:
        assert reason(
            client.begin(4, {**VIDEO, "status": {**STATUS, **at, "privacyStatus": "public"}})
        ) == ("invalidPublishAt")
        client.upload(body={**VIDEO, "status": {**STATUS, **at}})
        assert standins.youtube.videos[0].status_at(now)["privacyStatus"] == "private"
        now += timedelta(hours=1)
        (shown,) = client.get("videos", part="status", id="video-00001").json()["items"]
    assert shown["status"]["privacyStatus"] == "public" and "publishAt" not in shown["status"]


@pytest.mark.parametrize(
    ("snippet", "word"),
    [
        ({"title": ""}, "invalidTitle"),
        ({"title": "x" * 101}, "invalidTitle"),
        ({"title": "a<b"}, "invalidTitle"),
        ({"title": "x", "description": "Ü" * 2501}, "invalidDescription"),
        ({"title": "x", "tags": ["a b" * 100, "c" * 200]}, "invalidTags"),
        ({"title": "x", "categoryId": "film"}, "invalidCategoryId"),
    ],
)
def test_metadata_is_checked(standins: Standins, snippet: dict[str, Any], word: str) -> None:
    with Client(standins) as client:
        answer = client.begin(10, {"snippet": snippet, "status": STATUS})
    assert (answer.status_code, reason(answer)) == (400, word)


def test_two_buckets_of_a_pacific_day(standins: Standins) -> None:
    now = datetime(2026, 11, 23, 7, 59, tzinfo=UTC)
    youtube = standins.youtube
    youtube.accounts.now = lambda: now
    youtube.project.limits = {"uploads": 1, "units": 2}
    with Client(standins) as client:
        client.upload()
        assert reason(client.begin(10)) == "quotaExceeded"
        statuses = [client.get("videos", part="id", id="x").status_code for _ in range(3)]
        assert statuses == [200, 200, 403]
        assert youtube.project.used(now) == {"uploads": 1, "units": 2}
        now += timedelta(minutes=1)  # midnight there
        assert client.begin(10).status_code == 200


def test_a_channels_own_limit(standins: Standins) -> None:
    standins.youtube.channel.daily_uploads = 1
    with Client(standins) as client:
        client.upload()
        assert reason(client.begin(10)) == "uploadLimitExceeded"


def test_the_list_of_uploads_lags() -> None:
    now = 0.0
    with Standins(clock=lambda: now) as standins, Client(standins) as client:
        standins.youtube.lag = 60.0
        uploads = standins.youtube.channel.uploads
        assert client.get("playlistItems", part="id", playlistId=uploads).status_code == 404
        for _ in range(7):
            client.upload()
        listed = client.get("playlistItems", part="contentDetails", playlistId=uploads)
        assert listed.json()["items"] == []
        now = 60.0
        query = {"part": "contentDetails", "playlistId": uploads, "maxResults": 4}
        first = client.get("playlistItems", **query).json()
        rest = client.get("playlistItems", **query, pageToken=first["nextPageToken"]).json()
    found = [item["contentDetails"]["videoId"] for page in (first, rest) for item in page["items"]]
    assert found == [f"video-{number:05d}" for number in range(7, 0, -1)]
    assert "nextPageToken" not in rest


def test_an_account_without_a_channel(standins: Standins) -> None:
    standins.youtube.channel.has_channel = False
    with Client(standins) as client:
        assert reason(client.begin(10)) == "youtubeSignupRequired"
        assert client.get("channels", part="id", mine="true").json()["items"] == []


def consent(standins: Standins, **more: str) -> dict[str, str]:
    """What the browser is sent back with."""
    query = {"client_id": CLIENT_ID, "redirect_uri": BACK, "response_type": "code"}
    query |= {"scope": "youtube", "state": "s", "access_type": "offline", **more}
    address = standins.environment["GOOGLE_AUTH_URL"]
    answer = httpx.get(address, params=query, trust_env=False, verify=False)
    assert answer.status_code == 302
    return {
        name: told[0] for name, told in parse_qs(urlsplit(answer.headers["location"]).query).items()
    }


def exchange(standins: Standins, code: str, **more: str) -> httpx.Response:
    form = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "redirect_uri": BACK}
    form |= {"grant_type": "authorization_code", "code": code, **more}
    address = standins.environment["GOOGLE_TOKEN_URL"]
    return httpx.post(address, data=form, trust_env=False, verify=False)


def test_a_channel_is_connected(standins: Standins) -> None:
    other = standins.youtube.accounts.open_channel("Other", "other-token")
    standins.youtube.oauth.consenting = other
    standins.youtube.oauth.lifetime_of_refresh = 604_800
    verifier = "v" * 43
    digest = hashlib.sha256(verifier.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    back = consent(standins, code_challenge=challenge, code_challenge_method="S256")
    assert back["state"] == "s"
    wrong = exchange(standins, back["code"], code_verifier="w" * 43)
    assert (wrong.status_code, wrong.json()["error"]) == (400, "invalid_grant")
    back = consent(standins, code_challenge=challenge, code_challenge_method="S256")
    granted = exchange(standins, back["code"], code_verifier=verifier).json()
    assert granted["refresh_token"] == "other-token"
    assert granted["refresh_token_expires_in"] == 604_800
    again = exchange(standins, back["code"], code_verifier=verifier)
    assert again.json()["error"] == "invalid_grant", "a code is good for one time"
    with Client(standins, "other-token") as client:
        (shown,) = client.get("channels", part="id,snippet", mine="true").json()["items"]
    assert (shown["id"], shown["snippet"]["title"]) == (other.id, "Other")


def test_somebody_says_no(standins: Standins) -> None:
    standins.youtube.oauth.denies = "access_denied"
    assert consent(standins) == {"state": "s", "error": "access_denied"}


def test_access_that_is_taken_back(standins: Standins) -> None:
    with Client(standins) as client:
        standins.youtube.accounts.expire()
        assert reason(client.get("videos", part="id", id="x")) == "authError"
    standins.youtube.channel.is_revoked = True
    with pytest.raises(KeyError):
        Client(standins)


def test_secrets_and_films_are_not_kept(standins: Standins) -> None:
    back = consent(standins)
    exchange(standins, back["code"])
    with Client(standins) as client:
        client.upload(b"the bytes of a film")
    recorded = repr(standins.requests)
    for secret in (REFRESH_TOKEN, CLIENT_SECRET, back["code"], "access-", "the bytes"):
        assert secret not in recorded


@pytest.mark.skipif(contracts_folder() is None, reason="no contracts beside the checkout")
def test_what_is_recorded_can_be_judged(standins: Standins) -> None:
    back = consent(standins)
    exchange(standins, back["code"])
    with Client(standins) as client:
        client.upload()
        assert violations_of_requests(standins.requests) == []
        client.begin(10, {"snippet": {"title": "x"}, "status": {}})
    assert any(
        "privacyStatus is not set" in line for line in violations_of_requests(standins.requests)
    )
