"""From the slash command to the published film, on real parts."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from bot.demo.samples import DEFAULT, SAMPLES
from bot.demo.screenplay import play
from bot.sandbox.person import Person
from pipeline.lifecycle import Step
from pipeline.utils.filesystem import sha256_of
from tests.contracts import contracts_folder, violations_of_requests, violations_of_responses
from tests.end_to_end import films
from tests.end_to_end.conftest import Made
from tests.end_to_end.kills import bot_messages, kill_everything_once
from tests.end_to_end.storyboards import REDONE, SHOTS, STORYBOARD
from tests.end_to_end.studio import studio

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]

MOST_SECONDS = 300.0


class TestTheFilm:
    async def test_it_decodes_without_a_complaint(self, made: Made) -> None:
        assert films.complaints(made.folder / "film.mp4") == ""

    async def test_it_is_as_long_as_its_lines_and_clips_need(self, made: Made) -> None:
        needed = sum(
            films.frames_needed(
                made.file(made.of(Step.VIDEO, number)[0]),
                made.file(made.of(Step.NARRATION, number)[0]),
            )
            for number in range(1, SHOTS + 1)
        )
        assert films.decoded_frames(made.folder / "film.mp4") == needed

    async def test_what_is_published_with_it(self, made: Made) -> None:
        names = {path.name for path in made.folder.iterdir()}
        assert names == {"film.mp4", "captions.srt", "thumbnail.jpg", "metadata.json"}
        told = json.loads((made.folder / "metadata.json").read_text())
        assert told["title"] == "The Fox and the Silent River"
        assert "fox" in (made.folder / "captions.srt").read_text().lower()

    async def test_the_redone_shot_changed_and_no_other_file_did(self, made: Made) -> None:
        newer, older = made.of(Step.VIDEO, REDONE)
        assert films.pixels(made.file(newer)) != films.pixels(made.file(older))
        for take in made.takes:
            assert sha256_of(made.file(take)) == take.sha256, f"{take.file} is not as it was made"
            if (take.step, take.number) != (Step.VIDEO, REDONE):
                assert take.take == 1, f"{take.name} was made again"


class TestTheThread:
    async def test_every_gate_had_one_preview_and_the_redone_one_two(self, made: Made) -> None:
        asked = [message for message in made.thread if len(message.reactions) >= 3]
        assert len(asked) == 6

    async def test_the_bot_broke_no_rule(self, made: Made) -> None:
        assert made.studio.sandbox.recording.violations == []

    @pytest.mark.skipif(contracts_folder() is None, reason="no contracts lie beside the checkout")
    async def test_requests_and_answers_keep_the_contract(self, made: Made) -> None:
        recording = made.studio.sandbox.recording
        assert violations_of_requests(recording.requests) == []
        assert violations_of_responses(recording.responses) == []


async def test_the_same_film_comes_out_of_kills(tmp_path: Path, made: Made) -> None:
    workspace = tmp_path / "killed"
    workspace.mkdir()
    async with studio(workspace) as stage:
        await stage.start("bot")
        await stage.start("worker")
        async with (
            Person(stage.sandbox.control_url, "Robin") as robin,
            asyncio.timeout(MOST_SECONDS),
            asyncio.TaskGroup() as group,
        ):
            group.create_task(
                play(robin, SAMPLES[DEFAULT], SHOTS, stage.check, storyboard=STORYBOARD)
            )
            killing = group.create_task(kill_everything_once(stage))
        (film,) = workspace.glob("channels/*/published/*/film.mp4")
        assert sha256_of(film) == sha256_of(made.folder / "film.mp4")
        assert set(killing.result()) == {"worker", "postgres", "bot"}
        assert all(running > 0 for running in killing.result().values())
        texts = [message.everything for message in bot_messages(stage)]
        assert len(texts) == len(set(texts)), "something was posted twice"
