"""Files that are no takes, brought to the scripts: pictures of a channel's own library."""

from __future__ import annotations

import uuid

import pytest
from PIL import Image

from pipeline import stocking
from pipeline.library import KeptLibrary
from pipeline.lifecycle import Step
from pipeline.runner import Runner
from pipeline.settings import REPOSITORY
from pipeline.storyboard import MAX_FILE_BYTES, Storyboard
from tests.pipeline.conftest import Scripts
from tests.pipeline.crew import Crew
from tests.pipeline.films import CONFIG, FOREST
from tests.pipeline.libraries import cut_out, write_library

ROBIN = {"kind": "character", "picture": "fox.png", "prompt": "a young red fox"}
HILL = {"kind": "place", "prompt": "the hill above the old harbour"}
WITH_LIBRARY = CONFIG.model_copy(update={"library": "quiet"})


@pytest.fixture
def real_pictures(scripts: Scripts) -> None:
    """The scripts that look at pictures and take them are the real ones."""
    for name in ("check_pictures", "generate_asset"):
        text = (REPOSITORY / "scripts" / f"{name}.py").read_text(encoding="utf-8")
        (scripts.folder / f"{name}.py").write_text(text, encoding="utf-8")


async def library(runner: Runner) -> KeptLibrary:
    """Named otherwise than in the storyboard that the script writes, but for the capitals."""
    configs = runner.settings.channel_configs_dir
    cut_out(write_library(configs, {"assets": {"Fox": ROBIN, "Hill": HILL}}) / "fox.png")
    return await stocking.stock(runner.settings, runner.storage, "forest", WITH_LIBRARY)


async def make_pictures(crew: Crew, runner: Runner, kept: KeptLibrary) -> uuid.UUID:
    film = await crew.queue(config=WITH_LIBRARY, library=kept)
    for step, count in ((Step.STORYBOARD, 2), (Step.ASSETS, 2)):
        for _ in range(count):
            await runner.run_next(step)
        if step is Step.STORYBOARD:
            await crew.approve(film)
    return film


@pytest.mark.slow
async def test_two_films_get_the_same_picture_whatever_becomes_of_the_folder(
    crew: Crew, runner: Runner, real_pictures: None
) -> None:
    kept = await library(runner)
    picture = runner.settings.channel_configs_dir / "quiet" / "fox.png"
    one = await make_pictures(crew, runner, kept)
    picture.write_bytes(b"another picture")
    other = await make_pictures(crew, runner, kept)
    pictures = [(await crew.takes(film, Step.ASSETS)) for film in (one, other)]
    hills, foxes = zip(*pictures, strict=True)
    assert {fox.name for fox in foxes} == {"Fox"} and {fox.provider for fox in foxes} == {"library"}
    assert foxes[0].sha256 == foxes[1].sha256 and foxes[0].cost_usd is None
    assert foxes[0].file is not None and hills[0].sha256 == hills[1].sha256
    with Image.open(await runner.storage.fetch(foxes[0].file)) as made:
        assert (made.size, made.getpixel((40, 60))) == ((80, 120), (200, 90, 30, 255))
    assert hills[0].prompt == HILL["prompt"]


async def test_a_persons_storyboard_may_have_grown_since_it_was_a_file(
    crew: Crew, runner: Runner, scripts: Scripts
) -> None:
    text = (REPOSITORY / "scripts" / "generate_storyboard.py").read_text(encoding="utf-8")
    (scripts.folder / "generate_storyboard.py").write_text(text, encoding="utf-8")
    edited = dict.fromkeys(("action", "motion", "narration", "sound"), "x" * 2000)
    grown = FOREST.model_copy(update={"shots": [FOREST.shots[1].model_copy(update=edited)] * 60})
    assert len(grown.model_dump_json()) > MAX_FILE_BYTES
    film = await crew.queue(storyboard=grown)
    await runner.run_next(Step.STORYBOARD)
    assert Storyboard.model_validate((await crew.row(film)).plan["storyboard"]) == grown


async def test_a_storyboard_that_is_written_takes_in_the_channels_own(
    crew: Crew, runner: Runner, real_pictures: None
) -> None:
    film = await crew.queue(config=WITH_LIBRARY, library=await library(runner))
    await runner.run_next(Step.STORYBOARD)
    board = (await crew.row(film)).plan["storyboard"]
    assert [asset["name"] for asset in board["assets"]] == ["Hill", "Fox"]
    assert board["assets"][1]["prompt"] == "a young red fox"
    assert board["shots"][0]["panels"][0]["character"] == "Fox"
