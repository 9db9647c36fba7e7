"""Who may see a video, and when; and what stands at YouTube afterwards."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from scripts.program import Exit, Failure
from scripts.set_visibility import build_parser
from tests.contracts import contracts_folder, violations_of_requests
from tests.scripts.conftest import refusal_here, result_here, result_of, usage_error, write_json
from tests.scripts.publishing_youtube import MARK, METADATA, Publication
from tests.standins import FaultKind, Standins
from tests.standins.youtube_accounts import Video

LATER = (datetime.now(UTC) + timedelta(days=3)).replace(microsecond=0)


class Visibility:
    """A video that was published, and the arguments that say who may see it."""

    def __init__(self, folder: Path, standins: Standins) -> None:
        film = Publication(folder, standins, size=300_000)
        film.describe(captions=False)
        film.run()
        self.standins = standins
        self.video: Video = standins.youtube.videos[0]
        self.metadata, self.output = film.metadata, folder / "result.json"

    def arguments(self, privacy: str, *more: object) -> list[object]:
        given = ["--video-id", self.video.id, "--privacy", privacy, "--metadata", self.metadata]
        return [*given, "--output", self.output, "--pause", 0.01, *more]

    def set(self, privacy: str, *more: object) -> dict[str, Any]:
        return result_here("set_visibility", *self.arguments(privacy, *more))

    @property
    def stands(self) -> dict[str, Any]:
        return self.video.status_at(self.standins.youtube.accounts.now())


@pytest.fixture
def film(tmp_path: Path, standins: Standins) -> Visibility:
    return Visibility(tmp_path, standins)


def test_a_film_is_scheduled(film: Visibility, standins: Standins) -> None:
    given = LATER.astimezone().isoformat()
    arguments = film.arguments("private", "--publish-at", given)
    result = result_of("set_visibility", *arguments, env=standins.environment)
    assert (result["privacy"], result["differences"]) == ("private", [])
    assert datetime.fromisoformat(result["publish_at"]) == LATER
    assert film.stands["publishAt"] == LATER.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert (result["upload_status"], result["processing"]) == ("processed", "succeeded")
    assert result["usage"] == {"videos.list": 2, "videos.update": 1}
    written = json.loads(film.output.read_text(encoding="utf-8"))
    assert {**written, "usage": result["usage"], "output": str(film.output)} == result


@pytest.mark.parametrize("privacy", ["public", "unlisted", "private"])
def test_a_privacy_is_set_twice_as_once(film: Visibility, privacy: str) -> None:
    first = film.set(privacy)
    assert film.set(privacy) == first
    assert film.stands["privacyStatus"] == privacy and first["differences"] == []


def test_a_schedule_is_taken_back(film: Visibility) -> None:
    film.set("private", "--publish-at", LATER.isoformat())
    film.set("private")
    assert "publishAt" not in film.stands


def test_nothing_else_of_the_status_is_lost(film: Visibility) -> None:
    film.video.status |= {"embeddable": False, "license": "creativeCommon"}
    film.set("public")
    assert (film.stands["embeddable"], film.stands["license"]) == (False, "creativeCommon")
    declared = ("selfDeclaredMadeForKids", "containsSyntheticMedia")
    assert [film.stands[name] for name in declared] == [False, True]


def test_a_lost_answer_is_asked_again(film: Visibility) -> None:
    film.standins.faults.order(FaultKind.LOST_ANSWER, path="PUT /youtube/v3/videos")
    assert film.set("unlisted")["differences"] == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": "Another"}, "The title is “Another”, not “Der Fuchs 🦊”."),
        ({"description": "x"}, "The description is another than was approved."),
        ({"tags": ["fox", MARK]}, "These tags are missing: night walk."),
        ({"tags": ["fox", "night walk", MARK, "spam"]}, "These tags were not approved: spam."),
        ({"categoryId": "22"}, "The category is 22, not 27."),
        ({"defaultLanguage": "en"}, "The language is en, not de."),
        ({"defaultAudioLanguage": ""}, "The spoken language is not set, not de."),
    ],
)
def test_what_somebody_changed_is_told(
    film: Visibility, changes: dict[str, Any], told: str
) -> None:
    film.video.snippet |= changes
    assert film.set("public")["differences"] == [told]


def test_what_youtube_does_otherwise_is_told(film: Visibility) -> None:
    """Films of projects that Google has not verified stay private, whatever is asked for."""
    made = {"privacyStatus": "private", "containsSyntheticMedia": False}
    update = {"id": film.video.id, "snippet": film.video.snippet, "status": made}
    spoilt = {"uploadStatus": "rejected", "rejectionReason": "duplicate"}
    answer = {"items": [{**update, "status": {**made, **spoilt}}]}
    film.standins.faults.order(FaultKind.SLOW, path="GET /youtube/v3/videos", seconds=0.0)
    film.standins.faults.order(
        FaultKind.BODY, path="GET /youtube/v3/videos", status=200, body=answer
    )
    assert film.set("public")["differences"] == [
        "The privacy is private, not public.",
        "The film is not declared as altered or synthetic.",
        "YouTube has rejected the film (duplicate).",
    ]


def test_another_time_to_publish_is_told(film: Visibility) -> None:
    stands = {**film.stands, "publishAt": "2031-01-01T00:00:00Z"}
    answer = {"items": [{"snippet": film.video.snippet, "status": stands}]}
    film.standins.faults.order(FaultKind.SLOW, path="GET /youtube/v3/videos", seconds=0.0)
    film.standins.faults.order(FaultKind.BODY, path="GET", status=200, body=answer)
    (told,) = film.set("private", "--publish-at", LATER.isoformat())["differences"]
    assert told == f"The time to publish is 2031-01-01T00:00:00+00:00, not {LATER.isoformat()}."


def test_a_time_that_is_over_means_now(film: Visibility) -> None:
    told = film.set("private", "--publish-at", "2020-01-01T00:00:00Z")
    assert (told["is_late"], told["differences"]) == (True, [])
    assert film.video.status["privacyStatus"] == "public"
    assert "publishAt" not in film.video.status


def test_youtubes_clock_says_what_is_over(film: Visibility) -> None:
    answer = {"items": [{"snippet": film.video.snippet, "status": film.stands}]}
    film.standins.faults.order(
        FaultKind.BODY,
        path="GET /youtube/v3/videos",
        status=200,
        body=answer,
        headers={"Date": format_datetime(LATER + timedelta(minutes=1), usegmt=True)},
    )
    told = film.set("private", "--publish-at", LATER.isoformat())
    assert (told["is_late"], film.stands["privacyStatus"]) == (True, "public")


def test_a_time_needs_private(film: Visibility) -> None:
    arguments = film.arguments("public", "--publish-at", LATER.isoformat())
    assert "private" in refusal_here("set_visibility", *arguments)


def test_a_video_that_is_gone(film: Visibility) -> None:
    film.standins.youtube.channel.videos.clear()
    with pytest.raises(Failure) as caught:
        film.set("public")
    assert (caught.value.exit_code, caught.value.kind) == (Exit.REFUSED, "gone")
    assert "was deleted" in str(caught.value) and caught.value.usage == {"videos.list": 1}


def test_a_video_that_was_public_cannot_be_scheduled(film: Visibility) -> None:
    film.set("public")
    arguments = film.arguments("private", "--publish-at", LATER.isoformat())
    assert "invalid scheduled publishing time" in refusal_here("set_visibility", *arguments)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("--publish-at", "2031-01-01T00:00:00"),
        ("--publish-at", "tomorrow"),
        ("--privacy", "secret"),
        ("--video-id", "a/b"),
    ],
)
def test_wrong_usage(name: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = {"--video-id": "v", "--privacy": "private", "--metadata": "m", "--output": "o"}
    arguments = [part for pair in {**given, name: value}.items() for part in pair]
    assert name in usage_error(build_parser(), arguments, capsys)


def test_metadata_that_youtube_never_took(film: Visibility) -> None:
    write_json(film.metadata, {**METADATA, "title": "x" * 101})
    assert "title" in refusal_here("set_visibility", *film.arguments("public"))


@pytest.mark.skipif(contracts_folder() is None, reason="no contracts beside the checkout")
def test_everything_that_is_sent_is_in_the_contracts(film: Visibility) -> None:
    film.set("private", "--publish-at", LATER.isoformat())
    film.set("public")
    assert violations_of_requests(film.standins.requests) == []
