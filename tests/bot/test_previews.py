"""Previews of real files, made by the real script."""

from __future__ import annotations

import wave
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from PIL import Image

from bot.posts import Post
from bot.preview_files import PreviewFiles
from bot.previews import Previews, Subject
from pipeline.channels import ChannelConfig
from pipeline.lifecycle import Step
from pipeline.storage import FolderStorage
from pipeline.storyboard import Storyboard
from pipeline.views import ReviewView, TakeView, VideoView
from scripts.media import encode_frames
from tests.bot import made_up
from tests.bot.film_desk import storyboard
from tests.bot.made_up import assert_posts_fit, take, video

LIMIT = 9_000_000


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "storage"
    folder.mkdir()
    return folder


@pytest.fixture
def previews(tmp_path: Path, store: Path) -> Previews:
    storage = FolderStorage(store)
    return Previews(PreviewFiles(tmp_path / "previews", storage), storage)


def subject(
    gate: Step, takes: list[TakeView], view: VideoView | None = None, limit: int = LIMIT
) -> Subject:
    shown = view or video(storyboard=storyboard(2))
    review = ReviewView(
        id=shown.id,
        video_id=shown.id,
        gate=gate,
        state="pending",
        content_hash="",
        decision=None,
        decided_by=None,
        via=None,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return Subject(shown, review, tuple(takes), ("Editors",), limit)


def picture(store: Path, name: str) -> None:
    Image.new("RGB", (192, 108), "teal").save(store / name, format="PNG")


def clip(store: Path, name: str, frames: int = 6) -> None:
    made = store / "clip.mp4"
    shades = (bytes([40 * number % 256]) * (192 * 108 * 3) for number in range(frames))
    encode_frames(shades, (192, 108), 24, made)
    made.rename(store / name)


def line(store: Path, name: str) -> None:
    with wave.open(str(store / name), "wb") as file:
        file.setparams((1, 2, 48_000, 0, "NONE", ""))
        file.writeframes(b"\0\10" * 24_000)


def names(post: Post) -> list[str]:
    return [file.name for file in post.files]


async def test_pictures_are_a_numbered_sheet_made_once(previews: Previews, store: Path) -> None:
    takes = [take(Step.ASSETS, 1, name="wood"), take(Step.ASSETS, 2, name="fox")]
    for one in takes:
        picture(store, str(one.file))
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
    picture(store, "a")
    made = []
    for sha256 in ("1" * 64, "2" * 64):
        takes = [take(Step.ASSETS, 1, file="a", sha256=sha256)]
        [post] = await previews.of(subject(Step.ASSETS, takes))
        made.append(post.files[0].path)

    assert made[0] != made[1]


async def test_many_pictures_are_several_sheets(previews: Previews, store: Path) -> None:
    picture(store, "a")
    takes = [take(Step.ASSETS, number, file="a") for number in range(1, 14)]

    [post] = await previews.of(subject(Step.ASSETS, takes))

    assert names(post) == ["pictures-1.jpg", "pictures-2.jpg"]
    assert sum(file.path.stat().st_size for file in post.files) <= LIMIT


async def test_clips_are_seed_frames_and_one_reel(previews: Previews, store: Path) -> None:
    frames = [take(Step.COMPOSITES, 1)]
    clips = [take(Step.VIDEO, 1), take(Step.VIDEO, 2, take=2, note="closer")]
    picture(store, str(frames[0].file))
    for one in clips:
        clip(store, str(one.file))

    seeds, reel = await previews.of(subject(Step.VIDEO, [*frames, *clips]))

    assert names(seeds) == ["composites.jpg"]
    assert seeds.content == ""
    assert names(reel) == ["clips.mp4"]
    assert reel.card.description == ("**1** 5 s · push in\n**2** 5 s · push in · take 2: “closer”")
    assert "Are the clips right?" in reel.content
    assert seeds.reference != reel.reference


async def test_narration_is_seen_heard_and_read(previews: Previews, store: Path) -> None:
    takes = [take(Step.NARRATION, 1, prompt="A fox walks."), take(Step.NARRATION, 2, prompt="")]
    for one in takes:
        line(store, str(one.file))

    [post] = await previews.of(subject(Step.NARRATION, takes))

    assert names(post) == ["narration.png", "narration.mp3"]
    assert post.card.description == "**1** A fox walks.\n\n**2** *(silent)*"


async def test_a_film_that_fits_is_sent_as_it_is(previews: Previews, store: Path) -> None:
    (store / "film").write_bytes(b"a film")
    config = ChannelConfig(name="Nature", description="About {topic}.", tags=["fox", "a_b"])
    view = video(config=config)
    film = take(Step.ASSEMBLY, 1, file="film", seconds=65.0)

    [post] = await previews.of(subject(Step.REVIEW, [film], view))

    assert post.files[0].path.read_bytes() == b"a film"
    assert names(post) == ["12-film.mp4"]
    assert post.card.description == (
        "**Title:** The Fox\n"
        "**Description:** About foxes.\n"
        "**Tags:** fox, a\\_b\n"
        "**Length:** 1 min 5 s\n"
        f"**Original:** `{store / 'film'}`"
    )


async def test_a_film_too_large_is_made_smaller(previews: Previews, store: Path) -> None:
    clip(store, "film", frames=48)
    with (store / "film").open("ab") as film:
        film.write(b"\0" * 60_000)  # behind the last box: decoders never look at it

    [post] = await previews.of(
        subject(Step.REVIEW, [take(Step.ASSEMBLY, 1, file="film")], limit=50_000)
    )

    assert post.files[0].path != store / "film"
    assert post.files[0].path.stat().st_size <= 50_000


@pytest.mark.parametrize("is_there", [True, False])
async def test_what_cannot_be_made_is_told_and_asked_all_the_same(
    previews: Previews, store: Path, is_there: bool
) -> None:
    if is_there:
        (store / "broken").write_bytes(b"no picture")
    takes = [take(Step.ASSETS, 1, file="broken", name="fox")]

    [post] = await previews.of(subject(Step.ASSETS, takes))

    assert post.files == ()
    [field] = post.card.fields
    assert field.name == "There is no preview"
    why = "It could not be made: " if is_there else "The file of fox is gone from the storage."
    assert field.value.startswith(why)
    assert f"`{store / 'broken'}`" in field.value
    assert "Are the pictures right?" in post.content


async def test_a_preview_that_cannot_be_kept_is_told(previews: Previews, store: Path) -> None:
    picture(store, "a")
    (store.parent / "previews").write_text("a file where the folder should be")

    [post] = await previews.of(subject(Step.ASSETS, [take(Step.ASSETS, 1, file="a")]))

    assert post.card.fields[0].value.startswith("It could not be kept: ")
    assert "Are the pictures right?" in post.content


async def test_a_storyboard_comes_with_its_animatic(previews: Previews, store: Path) -> None:
    (store / "animatic").write_bytes(b"moving")
    takes = [take(Step.STORYBOARD, 1), take(Step.STORYBOARD, 2, file="animatic")]

    [post] = await previews.of(subject(Step.STORYBOARD, takes))

    assert names(post) == ["12-animatic.mp4"]
    assert "**2** · 5 s · The fox does thing 2." in post.card.description


@made_up.worst_texts
@given(made_up.storyboards())
async def test_any_storyboard_is_messages_discord_takes(
    tmp_path_factory: pytest.TempPathFactory, board: Storyboard
) -> None:
    store = tmp_path_factory.mktemp("storage")
    (store / "animatic").write_bytes(b"moving")
    storage = FolderStorage(store)
    takes = [take(Step.STORYBOARD, 2, file="animatic")]
    view = video(storyboard=board)

    posts = await Previews(PreviewFiles(store / "previews", storage), storage).of(
        subject(Step.STORYBOARD, takes, view)
    )

    assert 1 <= len(posts) <= 3
    assert_posts_fit(posts)
