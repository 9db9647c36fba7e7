"""What each step is shown as: sheets, a reel, waveforms."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from PIL import Image

from bot.previews import Previews
from pipeline.lifecycle import Step
from tests.bot.made_up import assert_posts_fit, subject, take
from tests.bot.previews.media import LIMIT, names, put_clip, put_lines, put_pictures, told


async def test_pictures_are_a_numbered_sheet_made_once(previews: Previews, store: Path) -> None:
    takes = [take(Step.ASSETS, 1, name="wood"), take(Step.ASSETS, 2, name="fox")]
    put_pictures(store, *(one.file for one in takes))
    asked = subject(Step.ASSETS, takes)

    [post] = await previews.of(asked)

    assert names(post) == ["pictures.jpg"]
    assert Image.open(post.files[0].path).width >= 600
    assert post.card.description == "**1** wood\n**2** fox"
    assert "**Are the pictures right?** **Editors** may decide." in post.content
    assert_posts_fit([post])
    for one in takes:
        (store / str(one.file)).unlink()
    assert await previews.of(asked) == [post]  # from the last time: there is nothing to make it of


async def test_another_take_is_another_sheet(previews: Previews, store: Path) -> None:
    put_pictures(store, "a")
    made = []
    for sha256 in ("1" * 64, "2" * 64):
        takes = [take(Step.ASSETS, 1, file="a", sha256=sha256)]
        [post] = await previews.of(subject(Step.ASSETS, takes))
        made.append(post.files[0].path)

    assert made[0] != made[1]


async def test_many_pictures_are_several_sheets(previews: Previews, store: Path) -> None:
    put_pictures(store, "a")
    takes = [take(Step.ASSETS, number, file="a") for number in range(1, 14)]

    [post] = await previews.of(subject(Step.ASSETS, takes))

    assert names(post) == ["pictures-1.jpg", "pictures-2.jpg"]
    assert sum(file.path.stat().st_size for file in post.files) <= LIMIT


async def test_clips_are_seed_frames_and_one_reel(previews: Previews, store: Path) -> None:
    frames = [take(Step.COMPOSITES, 1)]
    clips = [take(Step.VIDEO, 1), take(Step.VIDEO, 2)]
    put_pictures(store, frames[0].file)
    for one in clips:
        put_clip(store, str(one.file))

    seeds, reel = await previews.of(subject(Step.VIDEO, [*frames, *clips]))

    assert names(seeds) == ["composites.jpg"]
    assert seeds.content == ""
    assert names(reel) == ["clips.mp4"]
    assert reel.card.description == "**1** 5 s · push in\n**2** 5 s · push in"
    assert "Are the clips right?" in reel.content
    assert seeds.reference != reel.reference


async def test_narration_is_seen_heard_and_read(previews: Previews, store: Path) -> None:
    takes = [take(Step.NARRATION, 1, prompt="A fox walks."), take(Step.NARRATION, 2, prompt="")]
    put_lines(store, *(one.file for one in takes))

    [post] = await previews.of(subject(Step.NARRATION, takes))

    assert names(post) == ["narration.png", "narration.mp3"]
    assert post.card.description == "**1** A fox walks.\n\n**2** *(silent)*"


async def test_lines_and_their_text_share_the_room(quick_previews: Previews, store: Path) -> None:
    lines = [take(Step.NARRATION, number, prompt="so it is " * 60) for number in range(1, 61)]
    put_lines(store, lines[0].file)
    lines = [dataclasses.replace(one, file=lines[0].file) for one in lines]

    [post] = await quick_previews.of(subject(Step.NARRATION, lines))

    assert names(post)[-1] == "12-narration.md"
    assert told(post.files[0])["max_bytes"] + post.files[-1].path.stat().st_size == LIMIT
