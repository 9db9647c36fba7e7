"""A film becomes one video, whatever breaks on the way: chunks, answers, sessions, machines."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scripts.program import Exit
from scripts.providers.youtube_tickets import ticket_of
from scripts.publishing.uploading import SURE_AFTER
from scripts.publishing.youtube import MOST_CALLS
from tests.scripts.publishing_youtube import CHUNK, Publication, announced, make_film
from tests.standins import FaultKind, Standins

PUT, BEGIN = "PUT /upload/youtube/v3/videos", "POST /upload/youtube/v3/videos"


@pytest.fixture
def film(tmp_path: Path, standins: Standins) -> Publication:
    return Publication(tmp_path, standins, size=3 * CHUNK + 1000)


def broken_off(film: Publication, byte: int) -> None:
    """Leave an upload behind of which about this much is kept."""
    film.youtube.sessions.broken_from(byte)
    assert film.fail().kind == "busy"
    film.youtube.sessions.broken_from(None)


def test_an_upload_goes_on_where_it_broke_off(film: Publication) -> None:
    broken_off(film, CHUNK + 100_000)
    film.run()
    assert film.is_published_once()
    assert film.session.received <= film.size + 6 * CHUNK
    assert film.calls("/upload/youtube/v3/videos?part") == 1


@pytest.mark.parametrize("byte", [1, CHUNK, CHUNK + 1, 2 * CHUNK + 5, 3 * CHUNK + 1000])
def test_another_machine_goes_on_by_the_id_alone(
    film: Publication, byte: int, capsys: pytest.CaptureFixture[str]
) -> None:
    film.youtube.sessions.broken_from(byte)
    film.fail(job_file=False)
    film.youtube.sessions.broken_from(None)
    before = film.session.received
    kept = film.session.kept
    film.run("--job-id", announced(capsys.readouterr().err)[-1], job_file=False)
    assert film.is_published_once()
    assert film.session.received - before == film.size - kept, "nothing that is kept is sent again"
    assert not film.job_file.exists()


def test_a_run_with_an_id_asks_before_anything_else(film: Publication) -> None:
    broken_off(film, CHUNK + 5)
    before = len(film.standins.requests)
    film.run()
    (asked, *_) = [call for call in film.standins.requests[before:] if "upload_id" in call["url"]]
    assert asked["headers"]["Content-Range"] == f"bytes */{film.size}"


def test_the_first_try_asks_nothing(film: Publication) -> None:
    film.run()
    ranges = [call["headers"]["Content-Range"] for call in film.standins.calls("upload_id")]
    assert len(ranges) == 4 and not any("*" in told for told in ranges)
    assert film.session.received == film.size


def test_what_is_announced_grows_with_what_is_known(
    film: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    film.run()
    first, last, done = map(ticket_of, announced(capsys.readouterr().err))
    assert (first.may_be_whole, last.may_be_whole) == (False, True)
    assert (first.video_id, last.video_id) == ("", "")
    assert done == replace(last, video_id=film.youtube.videos[0].id)
    assert film.sha256.startswith(first.film)


@pytest.mark.parametrize("less", [1, 1000, CHUNK])
def test_fewer_bytes_are_kept_than_were_sent(film: Publication, less: int) -> None:
    film.youtube.sessions.keep_less(0)
    film.youtube.sessions.keep_less(less)
    film.run()
    assert film.is_published_once()


@pytest.mark.parametrize("kind", [FaultKind.STATUS, FaultKind.CUT, FaultKind.LOST_ANSWER])
@pytest.mark.parametrize("times", [1, 3])
def test_trouble_with_chunks(film: Publication, kind: FaultKind, times: int) -> None:
    film.standins.faults.order(kind, path=PUT, status=503, times=times)
    film.run()
    assert film.is_published_once()


def test_an_answer_lost_after_the_last_byte(film: Publication) -> None:
    film.standins.faults.order(FaultKind.SLOW, path=PUT, seconds=0.0, times=3)
    film.standins.faults.order(FaultKind.LOST_ANSWER, path=PUT)
    film.run()
    assert film.is_published_once()
    assert film.session.received == film.size, "no byte is sent again"


def test_an_answer_nobody_can_read(film: Publication) -> None:
    film.standins.faults.order(FaultKind.SLOW, path=PUT, seconds=0.0, times=3)
    film.standins.faults.order(FaultKind.WRONG_JSON, path=PUT)
    film.run()
    assert film.is_published_once()


def test_a_service_that_is_down_ends_as_again(film: Publication) -> None:
    film.standins.faults.order(FaultKind.STATUS, path=PUT, status=503, times=99)
    failure = film.fail()
    assert (failure.exit_code, failure.kind) == (Exit.AGAIN, "busy")
    assert failure.usage == {"videos.insert": 1}
    film.standins.faults.clear()
    assert "videos.insert" not in film.run()["usage"]
    assert film.is_published_once()


def test_nobody_answers(film: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YOUTUBE_BASE_URL", "http://127.0.0.1:9")
    failure = film.fail()
    assert (failure.exit_code, failure.kind, failure.usage) == (Exit.AGAIN, "busy", {})


def test_a_service_asks_for_a_pause(film: Publication) -> None:
    headers = {"Retry-After": "90"}
    film.standins.faults.order(FaultKind.STATUS, path=PUT, status=503, headers=headers)
    failure = film.fail()
    assert failure.retry_at is not None
    assert timedelta(seconds=80) < failure.retry_at - datetime.now(UTC) <= timedelta(seconds=90)
    assert film.calls("upload_id") == 1


def test_a_session_lost_half_way_is_begun_anew(film: Publication) -> None:
    film.youtube.sessions.forget_at(CHUNK + 5)
    result = film.run()
    assert len(film.youtube.sessions.all) == 2 and film.is_published_once()
    # The list is looked at once all the same: an announcement may be lost.
    looked = {"channels.list": 1, "playlistItems.list": 1}
    assert result["usage"] == {
        **looked, "videos.insert": 2, "captions.insert": 1, "playlistItems.insert": 1
    }  # fmt: skip


def test_sessions_that_are_lost_again_and_again(film: Publication) -> None:
    film.standins.faults.order(FaultKind.STATUS, path=PUT, status=404, times=99)
    failure = film.fail()
    assert (failure.exit_code, failure.kind) == (Exit.AGAIN, "busy")
    assert len(film.youtube.sessions.all) == 2


def test_a_lost_upload_is_found_by_its_mark(film: Publication) -> None:
    film.youtube.sessions.forget_at(film.size)
    film.run()
    assert film.is_published_once() and len(film.youtube.sessions.all) == 1


def test_a_lost_upload_is_found_among_many(film: Publication) -> None:
    film.youtube.sessions.forget_at(film.size)
    film.youtube.lag = 1e9
    film.fail()
    (video,) = film.youtube.videos
    others = [
        replace(video, id=f"other-{n}", snippet={**video.snippet, "tags": ["slate-other1"]})
        for n in range(120)
    ]
    film.youtube.channel.videos[:0] = others
    film.youtube.lag = 0.0
    assert film.run()["video_id"] == video.id
    assert len(film.youtube.videos) == 121 and len(video.captions) == 1


def test_nothing_is_sent_again_while_the_list_lags(film: Publication) -> None:
    film.youtube.lag = 1e9
    film.youtube.sessions.forget_at(film.size)
    failure = film.fail()
    assert (failure.exit_code, failure.kind) == (Exit.AGAIN, "waiting")
    assert film.calls("/youtube/v3/playlistItems", "GET") == 3
    assert failure.usage["videos.insert"] == 1 and failure.usage["channels.list"] == 1
    pauses = []
    for hours in (0, 0.1, 0.5, 10, 23.9):
        gone = int(time.time() - hours * 3600)
        ticket = replace(ticket_of(film.job_id), gone=gone)
        failure = film.fail("--job-id", ticket.job_id, job_file=False)
        assert failure.kind == "waiting" and failure.retry_at is not None
        pauses.append(round((failure.retry_at - datetime.now(UTC)).total_seconds() / 60))
    assert pauses == [2, 6, 30, 60, 60]
    assert len(film.youtube.sessions.all) == 1
    film.youtube.lag = 0.0
    film.run()
    assert film.is_published_once() and len(film.youtube.sessions.all) == 1


def test_it_is_sent_again_when_it_is_certain_that_it_must_be(film: Publication) -> None:
    film.standins.faults.order(FaultKind.SLOW, path=PUT, seconds=0.0, times=3)
    film.standins.faults.order(FaultKind.CUT, path=PUT)
    film.standins.faults.order(FaultKind.STATUS, path=PUT, status=410, times=99)
    assert film.fail().kind == "waiting"
    assert film.youtube.videos == []
    film.standins.faults.clear()
    gone = int(time.time() - SURE_AFTER.total_seconds() - 1)
    film.job_file.unlink()
    ticket = ticket_of("http://127.0.0.1/x")
    ticket = replace(ticket, address=film.standins.calls("upload_id")[0]["url"], gone=gone)
    film.run("--job-id", ticket.job_id)
    assert film.is_published_once() and len(film.youtube.sessions.all) == 2


def test_an_upload_that_became_a_video_is_not_asked_again(film: Publication) -> None:
    film.run()
    film.youtube.sessions.forget()
    film.output.rename(film.output.with_name("elsewhere"))
    before = film.calls("/upload/youtube/v3/videos")
    film.run()
    assert film.is_published_once()
    assert film.calls("/upload/youtube/v3/videos") == before


def test_two_runs_of_one_upload_make_one_video(film: Publication) -> None:
    """As when a machine that was thought dead comes back: their bytes are refused by turns."""
    film.describe(captions=False, playlist_id="")
    hold = film.youtube.sessions.hold_at(CHUNK + 5)
    with ThreadPoolExecutor() as pool:
        first = pool.submit(film.run)
        assert hold.is_reached.wait(30)
        job_id, film.output = film.job_id, film.output.with_name("second")
        second = pool.submit(film.run, "--job-id", job_id, job_file=False)
        hold.release()
        assert first.result(60)["video_id"] == second.result(60)["video_id"]
    (video,) = film.youtube.videos
    assert video.sha256 == film.sha256


def test_a_run_makes_no_more_calls_than_it_says(film: Publication) -> None:
    film.describe(thumbnail=True)
    film.standins.faults.order(FaultKind.STATUS, path="/captions", status=503, times=99)
    failure = film.fail()
    assert (failure.exit_code, failure.kind) == (Exit.AGAIN, "busy")
    for _ in range(3):
        failure = film.fail()
        assert all(count <= MOST_CALLS[method] for method, count in failure.usage.items())
        assert failure.usage == {"captions.list": 3}
    film.standins.faults.clear()
    film.standins.faults.order(FaultKind.LOST_ANSWER, path="thumbnails|POST .*(Items|captions)")
    film.run()
    assert film.is_published_once()


def test_bytes_of_a_run_before_come_in_late(film: Publication) -> None:
    film.youtube.sessions.double_next()
    film.run()
    assert film.is_published_once() and film.session.received == film.size


def test_a_chunk_that_youtube_does_not_take_is_told(film: Publication) -> None:
    film.standins.faults.order(FaultKind.STATUS, path=PUT, status=400, body="mediaBodyRequired")
    failure = film.fail()
    assert (failure.exit_code, failure.kind) == (Exit.REFUSED, "input")
    assert "mediaBodyRequired" in str(failure)


@pytest.mark.parametrize("job_id", ["kie-00000001", "ftp://x", "https://x#begun=soon"])
def test_an_id_that_is_none_begins_nothing(film: Publication, job_id: str) -> None:
    failure = film.fail("--job-id", job_id)
    assert (failure.exit_code, failure.kind) == (Exit.REFUSED, "job")
    assert film.standins.requests == []


def test_access_goes_to_youtube_only(film: Publication) -> None:
    failure = film.fail("--job-id", "https://upload.example.com/upload?upload_id=1")
    assert (failure.exit_code, failure.kind) == (Exit.REFUSED, "job")
    assert film.standins.requests == []


def test_an_upload_of_another_film_is_not_taken_up(film: Publication) -> None:
    broken_off(film, CHUNK + 5)
    film.film = make_film(film.film.with_name("other.mp4"), film.size, seed=2)
    failure = film.fail()
    assert (failure.exit_code, failure.kind) == (Exit.REFUSED, "job")
    assert film.youtube.videos == []


def test_a_note_that_cannot_be_written_loses_nothing(
    film: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    film.job_file.parent.joinpath("file").touch()
    film.job_file = film.job_file.parent / "file" / "job.json"
    failure = film.fail()
    (told,) = announced(capsys.readouterr().err)
    assert failure.exit_code is Exit.AGAIN and "by its id" in str(failure)
    assert film.session.received == 0
    film.run("--job-id", told, job_file=False)
    assert film.is_published_once() and len(film.youtube.sessions.all) == 1
