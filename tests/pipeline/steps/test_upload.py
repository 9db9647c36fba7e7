"""What is published with a film: its description, chapters, and who sees it when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.errors import InvalidInput
from pipeline.lifecycle import Step
from pipeline.publication import Youtube
from pipeline.steps import plan
from pipeline.steps.calls import Derived, Document, Sha256
from pipeline.steps.film import Film
from pipeline.steps.upload import (
    DESCRIPTION_BYTES,
    PUBLICATION,
    VISIBILITY,
    Publication,
    chapters,
    check_publication,
)
from tests.pipeline.films import CONFIG, FOREST
from tests.pipeline.steps.calls import arguments, planned, unit

ACCOUNT = Youtube(channel_id="UC" + "a" * 22, playlist_id="PL0123456789")
MOMENT = datetime(2027, 1, 4, 17, tzinfo=UTC)


def on_youtube(**config: Any) -> Film:
    return replace(planned(youtube=ACCOUNT, **config), mode="final")


def sent(film: Film) -> Any:
    document = arguments(unit(film, Step.UPLOAD, PUBLICATION))["--metadata"]
    assert isinstance(document, Document)
    return document.content


def timeline(*seconds: float) -> list[dict[str, float]]:
    starts = [sum(seconds[:place]) for place in range(len(seconds))]
    return [
        {"clip_number": number, "start": start, "seconds": length}
        for number, (start, length) in enumerate(zip(starts, seconds, strict=True), 1)
    ]


class TestWhere:
    def test_a_draft_goes_to_a_folder(self) -> None:
        (made,) = plan(Step.UPLOAD, planned(youtube=ACCOUNT))
        assert (made.provider, made.call.folder_of) == ("local", "film.mp4")

    def test_a_final_film_goes_to_its_channels_account(self) -> None:
        made = plan(Step.UPLOAD, on_youtube())
        assert [(one.provider, one.call.script) for one in made] == [
            ("youtube", "publish_video"),
            ("youtube", "set_visibility"),
        ]

    def test_one_without_an_account_goes_to_a_folder(self) -> None:
        (made,) = plan(Step.UPLOAD, replace(planned(), mode="final"))
        assert made.provider == "local"


class TestMetadata:
    def test_all_of_the_channels_is_sent_with_the_mark_and_the_digest(self) -> None:
        film = on_youtube(tags=["fox"])
        told = sent(film)
        assert told["playlist_id"] == "PL0123456789"
        assert (told["made_for_kids"], told["synthetic_media"]) == (False, True)
        assert told["mark"] == f"slate-{'0' * 16}"
        assert told["sha256"] == Sha256(Step.ASSEMBLY, 1)
        assert "channel_id" not in told and "privacy" not in told

    def test_who_sees_it_makes_no_upload_stale(self) -> None:
        film = on_youtube()
        later = replace(film, privacy="public", publish_at=MOMENT)
        contents = {(Step.ASSEMBLY, 1): "a", (Step.UPLOAD, PUBLICATION): "b"}
        for number, is_same in ((PUBLICATION, True), (VISIBILITY, False)):
            hashes = {unit(one, Step.UPLOAD, number).inputs_hash(contents) for one in (film, later)}
            assert (len(hashes) == 1) is is_same

    def test_chapters_are_filled_in_once_the_film_is_assembled(self) -> None:
        told = sent(on_youtube(description="{topic}\n{chapters}\n{credits}", credits="By us"))
        described = told["description"]
        assert isinstance(described, Derived)
        assert described.make(timeline(20, 20, 20)) == (
            "a fox\n0:00 Forest\n0:20 Hill\n0:40 Forest\nBy us"
        )
        assert described.make(timeline(5, 5, 5)) == "a fox\n\nBy us"

    def test_chapters_that_do_not_fit_are_left_out(self) -> None:
        config = CONFIG.model_copy(update={"youtube": ACCOUNT, "description": "{topic}{chapters}"})
        long = Publication("x", "ü" * 2490, "final", "private", None, config)
        assert long.description("0:00 Forest\n0:20 Hill\n0:40 Forest") == "ü" * 2490

    @pytest.mark.parametrize(
        ("title", "topic", "why"),
        [("a <b>", "", "no < >"), ("a", "ü" * 2600, f"takes {DESCRIPTION_BYTES:,}")],
    )
    def test_what_youtube_refuses_is_told_before(self, title: str, topic: str, why: str) -> None:
        config = CONFIG.model_copy(update={"youtube": ACCOUNT})
        with pytest.raises(InvalidInput, match=why):
            check_publication(Publication(title, topic, "final", "private", None, config))
        check_publication(Publication(title, topic, "draft", "private", None, config))


class TestChapters:
    def test_short_shots_belong_to_the_chapter_before(self) -> None:
        assert chapters(FOREST, timeline(12, 4, 12)) == ""
        assert chapters(FOREST, timeline(12, 12, 4)) == ""

    def test_hours_are_told(self) -> None:
        told = chapters(FOREST, timeline(3700, 20, 20))
        assert told == "0:00 Forest\n1:01:40 Hill\n1:02:00 Forest"
