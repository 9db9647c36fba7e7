"""Publishing to YouTube: what arrives there, what is refused before, what refusals mean."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from scripts.program import Exit
from scripts.publish_video import build_parser
from tests.contracts import contracts_folder, violations_of_requests
from tests.scripts.conftest import SCRIPTS, make_clip, result_of, run_script, usage_error
from tests.scripts.publishing_youtube import MARK, METADATA, PLAYLIST, Publication, announced
from tests.standins import FaultKind, Standins
from tests.standins.youtube import CLIENT_SECRET, REFRESH_TOKEN

PUT, BEGIN = "PUT /upload/youtube/v3/videos", "POST /upload/youtube/v3/videos"
CAPTIONS = "POST /upload/youtube/v3/captions"
THUMBNAIL, PLACE = "thumbnails/set", "POST /youtube/v3/playlistItems"


@pytest.fixture
def film(tmp_path: Path, standins: Standins) -> Publication:
    return Publication(tmp_path, standins, size=1_000_000)


def test_everything_arrives_privately(film: Publication, standins: Standins) -> None:
    film.describe(thumbnail=True)
    result = result_of("publish_video", *film.arguments(), env=standins.environment)
    (video,) = film.youtube.videos
    assert film.is_published_once()
    assert (result["video_id"], result["sha256"]) == (video.id, film.sha256)
    assert result["url"] == f"https://www.youtube.com/watch?v={video.id}"
    assert (result["seconds"], result["warnings"]) == (0.5, [])
    assert result["usage"] == dict(film.youtube.project.calls)
    snippet, status = video.snippet, video.status
    assert (snippet["title"], snippet["description"]) == (METADATA["title"], "Two\nlines")
    assert snippet["tags"] == ["fox", "night walk", MARK]
    assert (snippet["categoryId"], snippet["defaultLanguage"]) == ("27", "de")
    assert status["privacyStatus"] == "private" and "publishAt" not in status
    assert (status["selfDeclaredMadeForKids"], status["containsSyntheticMedia"]) == (False, True)
    assert len(video.thumbnails) == 1 and video.captions[0]["language"] == "de"


def test_the_folder_tells_what_was_published(film: Publication) -> None:
    film.describe(thumbnail=True)
    result = film.run()
    names = {path.name for path in film.output.iterdir()}
    assert names == {"captions.srt", "thumbnail.jpg", "metadata.json"}
    assert set(result["files"].values()) == {str(film.output / name) for name in names}
    told = json.loads((film.output / "metadata.json").read_text(encoding="utf-8"))
    for key in ("video_id", "url", "seconds", "sha256"):
        assert told[key] == result[key]
    assert (told["tags"], told["synthetic_media"]) == (["fox", "night walk", MARK], True)


def test_the_same_film_to_the_same_folder_asks_nobody(film: Publication) -> None:
    first = film.run()
    before = len(film.standins.requests)
    assert film.run() == {**first, "usage": {}}
    assert len(film.standins.requests) == before


def test_another_film_does_not_replace_it(film: Publication) -> None:
    film.run()
    make_clip(film.film, 24)
    before = len(film.standins.requests)
    with pytest.raises(Exception, match="something else"):
        film.run()
    assert len(film.standins.requests) == before


def test_switches(film: Publication) -> None:
    off = {"captions": False, "playlist_id": "", "synthetic_media": False}
    film.describe(**off, made_for_kids=True)
    assert film.run()["usage"] == {"videos.insert": 1}
    (video,) = film.youtube.videos
    assert (video.captions, video.thumbnails) == ([], [])
    assert video.status["selfDeclaredMadeForKids"] is True
    assert video.status["containsSyntheticMedia"] is False


def test_a_film_without_a_mark_gets_one_of_its_own(film: Publication) -> None:
    film.describe(mark="")
    film.run()
    assert film.youtube.videos[0].mark == f"slate-{film.sha256[:12]}"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": "x" * 112}, r"title: has 112 characters.* shorten it by 12"),
        ({"title": "<b>"}, "title: YouTube takes no < and >"),
        ({"description": "Ü" * 2600}, r"description: has 5200 bytes.* shorten it by 200"),
        ({"description": "a > b"}, "description: YouTube takes no"),
        ({"tags": ["a b" + "c" * 240, "d" * 245]}, r"tags: count 50\d characters"),
        ({"tags": ["a", " "]}, "tags: one of them is empty"),
        ({"category_id": "film"}, "category_id: must be the number"),
        ({"language": "german!"}, "language: must be"),
        ({"playlist_id": "https://youtube.com/x"}, "playlist_id: must be the id"),
        ({"made_for_kids": "no"}, "made_for_kids: must be true or false"),
        ({"synthetic_media": 1}, "synthetic_media: must be true or false"),
        ({"mark": "a,b"}, "mark: must be"),
        ({"sha256": "0" * 64}, "not the film that was approved"),
        ({"sha256": "abc"}, "sha256: must be 64"),
    ],
)
def test_what_youtube_does_not_take_is_never_sent(
    film: Publication, changes: dict[str, Any], told: str
) -> None:
    film.describe(**changes)
    failure = film.fail()
    assert failure.exit_code is Exit.REFUSED
    assert re.search(told, str(failure)), str(failure)
    assert film.standins.requests == []


def test_a_title_and_tags_may_be_as_long_as_youtube_says(film: Publication) -> None:
    # 250 and a comma, 249 with quotes and a comma, and the mark.
    tags = ["t" * 250, "a " + "c" * 217, "b" * 12]
    film.describe(title="x" * 100, description="Ü" * 2500, tags=tags)
    film.run()


def test_the_approved_bytes_are_sent(film: Publication) -> None:
    film.describe(sha256=film.sha256)
    film.run()
    assert film.is_published_once()


def test_a_film_that_changes_meanwhile_becomes_no_video(film: Publication) -> None:
    hold = film.youtube.sessions.hold_at(300_000)
    failures: list[Exception] = []
    running = threading.Thread(target=lambda: failures.append(film.fail()))
    running.start()
    assert hold.is_reached.wait(30)
    with film.film.open("r+b") as file:
        file.seek(-1, os.SEEK_END)
        file.write(b"!")
    hold.release()
    running.join(30)
    assert "was changed while it was being published" in str(failures[0])
    assert film.youtube.videos == []


def test_the_upload_is_noted_and_announced_before_its_first_byte(
    film: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    film.standins.faults.order(FaultKind.STATUS, path=PUT, status=403, body="forbidden")
    film.fail()
    told = announced(capsys.readouterr().err)
    assert told == [film.job_id]
    assert "upload_id=upload-1#" in film.job_id and "last=0" in film.job_id
    assert film.session.received == 0


def midnight_there() -> datetime:
    there = datetime.now(ZoneInfo("America/Los_Angeles")) + timedelta(days=1)
    return there.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)


@pytest.mark.parametrize(
    ("status", "word", "exit_code", "kind", "told"),
    [
        (403, "quotaExceeded", Exit.AGAIN, "quota", "exceeded your quota"),
        (400, "uploadLimitExceeded", Exit.AGAIN, "quota", "number of videos"),
        (429, "Quota exceeded for 'Video Uploads per day'", Exit.AGAIN, "quota", "per day"),
        (403, "rateLimitExceeded", Exit.AGAIN, "busy", "too many requests"),
        (503, "backendError", Exit.AGAIN, "busy", "Backend Error"),
        (401, "authError", Exit.KEY_REFUSED, "key", "slate youtube connect"),
        (403, "insufficientPermissions", Exit.KEY_REFUSED, "key", "slate youtube connect"),
        (401, "youtubeSignupRequired", Exit.REFUSED, "forbidden", "has no channel"),
        (403, "accessNotConfigured", Exit.REFUSED, "forbidden", "YOUTUBE_CLIENT_ID"),
        (403, "forbidden", Exit.REFUSED, "forbidden", "YouTube Studio"),
        (400, "invalidTitle", Exit.REFUSED, "input", "invalid or empty video title"),
    ],
)
def test_refusals_are_told_apart(
    film: Publication, status: int, word: str, exit_code: Exit, kind: str, told: str
) -> None:
    film.standins.faults.order(FaultKind.STATUS, path=BEGIN, status=status, body=word, times=9)
    failure = film.fail()
    assert (failure.exit_code, failure.kind) == (exit_code, kind)
    assert told in str(failure)
    assert failure.retry_at == (midnight_there() if kind == "quota" else None)
    assert film.youtube.videos == []


def test_a_quota_that_is_used_up_is_no_call(film: Publication) -> None:
    film.youtube.project.limits["uploads"] = 0
    failure = film.fail()
    assert (failure.kind, failure.usage) == ("quota", {})
    assert film.youtube.project.calls == {}


def test_a_channel_has_a_limit_of_its_own(film: Publication) -> None:
    film.youtube.channel.daily_uploads = 0
    assert film.fail().kind == "quota"


def test_quota_that_ends_after_the_upload_loses_nothing(film: Publication) -> None:
    film.youtube.project.limits["units"] = 100
    failure = film.fail()
    assert (failure.kind, failure.usage) == ("quota", {"videos.insert": 1})
    film.youtube.project.limits["units"] = 1000
    film.run()
    assert film.is_published_once()


def test_a_connection_that_google_took_back(film: Publication) -> None:
    film.youtube.channel.is_revoked = True
    failure = film.fail()
    assert (failure.exit_code, failure.kind) == (Exit.KEY_REFUSED, "key")
    assert "run `slate youtube connect CHANNEL` again" in str(failure)
    assert film.calls("/upload") == 0


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("YOUTUBE_REFRESH_TOKEN", "slate youtube connect"),
        ("YOUTUBE_CLIENT_ID", "YOUTUBE_CLIENT_ID"),
        ("YOUTUBE_CLIENT_SECRET", "YOUTUBE_CLIENT_SECRET"),
    ],
)
def test_missing_keys(
    film: Publication, monkeypatch: pytest.MonkeyPatch, name: str, told: str
) -> None:
    monkeypatch.delenv(name)
    failure = film.fail()
    assert (failure.exit_code, told in str(failure)) == (Exit.KEY_REFUSED, True)


def test_a_wrong_secret(film: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YOUTUBE_CLIENT_SECRET", "wrong-secret")
    failure = film.fail()
    assert (failure.exit_code, "YOUTUBE_CLIENT_SECRET" in str(failure)) == (Exit.KEY_REFUSED, True)


def test_access_that_ran_out_is_renewed(film: Publication) -> None:
    hold = film.youtube.sessions.hold_at(300_000)
    running = threading.Thread(target=film.run)
    running.start()
    assert hold.is_reached.wait(30)
    film.youtube.accounts.expire()
    hold.release()
    running.join(30)
    assert film.is_published_once()
    assert film.calls("/token") == 2


@pytest.mark.parametrize(
    ("path", "status", "word", "told"),
    [
        (THUMBNAIL, 403, "forbidden", "the thumbnail"),
        (CAPTIONS, 400, "invalidMetadata", "the captions"),
        (CAPTIONS, 403, "forbidden", "the captions"),
        (PLACE, 404, "playlistNotFound", PLAYLIST),
    ],
)
def test_a_refused_extra_does_not_lose_the_film(
    film: Publication, path: str, status: int, word: str, told: str
) -> None:
    film.describe(thumbnail=True)
    film.standins.faults.order(FaultKind.STATUS, path=path, status=status, body=word)
    result = film.run()
    (warning,) = result["warnings"]
    assert told in warning
    assert len(film.youtube.videos) == 1


def test_a_channel_that_is_not_verified_keeps_its_film(film: Publication) -> None:
    film.describe(thumbnail=True)
    film.youtube.channel.is_verified = False
    assert "thumbnail" in film.run()["warnings"][0]


def test_captions_need_a_language(film: Publication) -> None:
    film.describe(language="")
    assert "no language" in film.run()["warnings"][0]


@pytest.mark.parametrize("path", [CAPTIONS, THUMBNAIL, PLACE])
@pytest.mark.parametrize("kind", [FaultKind.LOST_ANSWER, FaultKind.CUT, FaultKind.WRONG_JSON])
def test_a_lost_answer_adds_nothing_twice(film: Publication, path: str, kind: FaultKind) -> None:
    film.describe(thumbnail=True)
    film.standins.faults.order(kind, path=path)
    film.run()
    assert film.is_published_once()


def test_what_an_earlier_run_added_is_not_added_again(film: Publication) -> None:
    film.standins.faults.order(FaultKind.STATUS, path=PLACE, status=503, times=9)
    failure = film.fail()
    assert (failure.exit_code, failure.kind) == (Exit.AGAIN, "busy")
    film.standins.faults.clear()
    film.run()
    assert film.is_published_once()
    assert film.calls("/upload/youtube/v3/captions") == 1


def test_secrets_are_told_nowhere(film: Publication, standins: Standins) -> None:
    film.describe(thumbnail=True)
    film.standins.faults.order(FaultKind.STATUS, path=THUMBNAIL, status=400, body=REFRESH_TOKEN)
    completed = run_script("publish_video", *film.arguments("--json"), env=standins.environment)
    written = "".join(path.read_text() for path in film.output.glob("*.json"))
    said = completed.stdout + completed.stderr + film.job_file.read_text() + written
    assert completed.returncode == 0 and "thumbnail" in completed.stdout
    for secret in (REFRESH_TOKEN, CLIENT_SECRET, "access-"):
        assert secret not in said, said
    assert REFRESH_TOKEN not in json.dumps(standins.requests)


@pytest.mark.parametrize("text", ["0", "-1", "1000", "262145", "many"])
def test_chunks_are_multiples(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--video", "f", "--metadata", "m", "--timeline", "t", "--output", "o"]
    assert "262144" in usage_error(build_parser(), [*given, "--chunk-bytes", text], capsys)


def test_nothing_of_google_is_read_for_help() -> None:
    code = "import sys; from scripts import publish_video, set_visibility; "
    code += "set_visibility.build_parser(); publish_video.build_parser(); "
    code += "print([n for n in sys.modules if n in ('googleapiclient', 'google.auth', 'httpx')])"
    command = [sys.executable, "-c", code]
    told = subprocess.run(command, cwd=SCRIPTS.parent, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@pytest.mark.skipif(contracts_folder() is None, reason="no contracts beside the checkout")
def test_everything_that_is_sent_is_in_the_contracts(film: Publication) -> None:
    film.standins.faults.order(FaultKind.LOST_ANSWER, path=CAPTIONS)
    film.standins.faults.order(FaultKind.LOST_ANSWER, path=PLACE)
    film.youtube.sessions.cut_at(400_000)
    film.describe(thumbnail=True)
    film.run()
    assert {request["service"] for request in film.standins.requests} == {"youtube", "google_oauth"}
    assert violations_of_requests(film.standins.requests) == []
