"""Previews of real files, made by the real script."""

from __future__ import annotations

import dataclasses
import json
import wave
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from PIL import Image

from bot.posts import Attached, Post
from bot.preview_files import PreviewFiles
from bot.previews import Previews
from bot.subjects import Subject
from pipeline.channels import ChannelConfig
from pipeline.lifecycle import Step
from pipeline.settings import REPOSITORY
from pipeline.storage import FolderStorage
from pipeline.storyboard import Storyboard
from pipeline.views import Changes, Earlier
from scripts.media import encode_frames
from tests.bot import made_up
from tests.bot.conftest import FAKES
from tests.bot.film_desk import storyboard
from tests.bot.made_up import assert_posts_fit, subject, take, video

LIMIT = 9_000_000
SCRIPTS = REPOSITORY / "scripts"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "storage"
    folder.mkdir()
    return folder


@pytest.fixture
def previews(tmp_path: Path, store: Path) -> Previews:
    storage = FolderStorage(store)
    return Previews(PreviewFiles(tmp_path / "previews", storage, SCRIPTS), storage)


@pytest.fixture
def quick_previews(tmp_path: Path, store: Path, preview_scripts: Path) -> Previews:
    """Previews whose files hold what the script was told."""
    storage = FolderStorage(store)
    return Previews(PreviewFiles(tmp_path / "quick", storage, preview_scripts), storage)


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


def told(file: Attached) -> Any:
    """The manifest that a file of the quick previews was made from."""
    return json.loads(file.path.read_text(encoding="utf-8"))


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
    clips = [take(Step.VIDEO, 1), take(Step.VIDEO, 2)]
    picture(store, str(frames[0].file))
    for one in clips:
        clip(store, str(one.file))

    seeds, reel = await previews.of(subject(Step.VIDEO, [*frames, *clips]))

    assert names(seeds) == ["composites.jpg"]
    assert seeds.content == ""
    assert names(reel) == ["clips.mp4"]
    assert reel.card.description == "**1** 5 s · push in\n**2** 5 s · push in"
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

    [post] = await previews.of(subject(Step.REVIEW, [film], view=view))

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
        subject(Step.REVIEW, [take(Step.ASSEMBLY, 1, file="film")], limit_bytes=50_000)
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


async def test_a_film_that_cannot_be_read_is_told(quick_previews: Previews) -> None:
    film = take(Step.ASSEMBLY, 1, file="x" * 300, name="film")  # no disk has such a name

    [post] = await quick_previews.of(subject(Step.REVIEW, [film]))

    assert post.card.fields[0].value.startswith("The file of film cannot be read: ")
    assert "May this film be published?" in post.content


async def test_a_storyboard_is_seen_and_then_the_animatic(
    quick_previews: Previews, store: Path
) -> None:
    (store / "animatic").write_bytes(b"moving")
    takes = [take(Step.STORYBOARD, 1), take(Step.STORYBOARD, 2, file="animatic", seconds=65.0)]
    config = ChannelConfig(name="Nature", aspect_ratio="9:16")
    board = storyboard(2)
    view = video(storyboard=board, config=config)

    paper, moving = await quick_previews.of(subject(Step.STORYBOARD, takes, view=view))

    assert names(paper) == ["12-storyboard.jpg", "12-storyboard.md"]
    assert paper.card.description == "**Fox**\n2 shots, 10 s\n*soft light*"
    assert paper.content == ""
    drawn = told(paper.files[0])
    assert (drawn["title"], drawn["aspect_ratio"]) == ("#12 The Fox", "9:16")
    assert json.loads(Path(drawn["storyboard"]).read_text()) == board.model_dump(mode="json")
    assert drawn["max_bytes"] + paper.files[1].path.stat().st_size == LIMIT
    assert names(moving) == ["12-animatic.mp4"]
    assert moving.card.description.startswith("1 min 5 s: sketches")
    assert "Is this the film to make?" in moving.content


async def test_an_edited_storyboard_is_drawn_anew(quick_previews: Previews, store: Path) -> None:
    (store / "animatic").write_bytes(b"moving")
    takes = [take(Step.STORYBOARD, 2, file="animatic")]
    drawn = set()
    for narration in ("A fox walks.", "A fox runs."):
        view = video(storyboard=storyboard(2, narration))
        paper, _ = await quick_previews.of(subject(Step.STORYBOARD, takes, view=view))
        drawn.add(paper.files[0].path)

    assert len(drawn) == 2


async def test_what_was_made_again_is_marked_and_lies_beside_what_it_was(
    quick_previews: Previews, store: Path
) -> None:
    pictures = [take(Step.ASSETS, 1, name="wood"), take(Step.ASSETS, 2, name="fox", take=2)]
    pictures[1] = dataclasses.replace(pictures[1], note="darker, rain")
    for name in ("before", *(str(one.file) for one in pictures)):
        picture(store, name)
    changes = {pictures[1].id: Earlier("before", "b" * 64, "")}

    compared, sheet = await quick_previews.of(
        subject(Step.ASSETS, pictures, changes=Changes(changes))
    )

    [pair] = told(compared.files[0])["items"]
    assert names(compared) == ["pictures-before-after.jpg"]
    assert (pair["before"], pair["file"]) == (str(store / "before"), str(store / "assets-2"))
    assert (pair["number"], pair["name"], pair["note"]) == (2, "fox", "darker, rain")
    marks = [(one.get("changed"), one.get("note")) for one in told(sheet.files[0])["items"]]
    assert marks == [(None, None), (True, "darker, rain")]
    assert sheet.card.description == "**1** wood\n**2** fox · 🆕 take 2 “darker, rain”"
    assert "🆕 picture 2 “darker, rain”" in sheet.content


@pytest.mark.parametrize("is_new", [True, False])
async def test_seed_frames_are_not_shown_twice(
    quick_previews: Previews, store: Path, is_new: bool
) -> None:
    frame, shot = take(Step.COMPOSITES, 1), take(Step.VIDEO, 1)
    for name in ("before", str(frame.file), str(shot.file)):
        picture(store, name)
    before = Earlier("before", "b" * 64, "")
    new = [frame, shot] if is_new else [shot]
    asked = subject(Step.VIDEO, [frame, shot], changes=Changes({one.id: before for one in new}))

    posts = await quick_previews.of(asked)

    files = [name for post in posts for name in names(post)]
    seeds = ["composites.jpg"] if is_new else []
    assert files == [*seeds, "clips-before-after.jpg", "clips.mp4"]


async def test_only_the_newest_are_compared(quick_previews: Previews, store: Path) -> None:
    lines = [take(Step.NARRATION, number) for number in range(1, 10)]
    for name in ("before", *(str(one.file) for one in lines)):
        line(store, name)
    before = Earlier("before", "b" * 64, "")
    changes = {one.id: before for one in reversed(lines)}  # newest first

    compared, _ = await quick_previews.of(subject(Step.NARRATION, lines, changes=Changes(changes)))

    assert names(compared) == ["narration-before-after.png"]
    assert [one["number"] for one in told(compared.files[0])["items"]] == [4, 5, 6, 7, 8, 9]


async def test_a_file_that_is_gone_is_compared_with_nothing(
    quick_previews: Previews, store: Path
) -> None:
    takes = [take(Step.ASSETS, number) for number in (1, 2)]
    for name in ("before", *(str(one.file) for one in takes)):
        picture(store, name)
    gone, there = Earlier("gone", "a" * 64, ""), Earlier("before", "b" * 64, "")

    def asked(*before: Earlier) -> Subject:
        changes = {one.id: old for one, old in zip(takes, before, strict=True)}
        return subject(Step.ASSETS, takes, changes=Changes(changes))

    compared, _ = await quick_previews.of(asked(gone, there))
    [sheet] = await quick_previews.of(asked(gone, gone))

    assert [one["number"] for one in told(compared.files[0])["items"]] == [2]
    assert names(sheet) == ["pictures.jpg"] and sheet.card.fields == ()


async def test_lines_and_their_text_share_the_room(quick_previews: Previews, store: Path) -> None:
    lines = [take(Step.NARRATION, number, prompt="so it is " * 60) for number in range(1, 61)]
    line(store, str(lines[0].file))
    lines = [dataclasses.replace(one, file=lines[0].file) for one in lines]

    [post] = await quick_previews.of(subject(Step.NARRATION, lines))

    assert names(post)[-1] == "12-narration.md"
    assert told(post.files[0])["max_bytes"] + post.files[-1].path.stat().st_size == LIMIT


async def test_a_unit_that_is_new_altogether_is_compared_with_nothing(
    quick_previews: Previews, store: Path
) -> None:
    one = take(Step.ASSETS, 1)
    picture(store, str(one.file))

    [sheet] = await quick_previews.of(subject(Step.ASSETS, [one], changes=Changes({one.id: None})))

    assert told(sheet.files[0])["items"][0]["changed"] is True


async def test_many_files_are_several_messages(
    tmp_path: Path, store: Path, preview_scripts: Path
) -> None:
    writes_pages = (FAKES / "makes_many_pages.py").read_text(encoding="utf-8")
    (preview_scripts / "create_preview.py").write_text(writes_pages, encoding="utf-8")
    (store / "animatic").write_bytes(b"moving")
    storage = FolderStorage(store)
    previews = Previews(PreviewFiles(tmp_path / "many", storage, preview_scripts), storage)
    takes = [take(Step.STORYBOARD, 2, file="animatic")]
    view = video(storyboard=storyboard(60))

    first, second, moving = await previews.of(subject(Step.STORYBOARD, takes, view=view))

    assert [len(post.files) for post in (first, second, moving)] == [10, 3, 1]
    assert second.card.title == "Storyboard, continued"
    assert names(second)[-1] == "12-storyboard.md"


async def test_part_of_a_preview_is_shown_with_what_is_missing(
    previews: Previews, store: Path
) -> None:
    picture(store, "a")
    takes = [take(Step.ASSETS, n, file="a" if n < 8 else "gone", name="fox") for n in range(1, 15)]

    [post] = await previews.of(subject(Step.ASSETS, takes))

    assert names(post) == ["pictures-1.jpg"]
    [field] = post.card.fields
    assert field.name == "Not all can be shown"
    assert field.value.startswith("The file of fox is gone from the storage.")


async def test_a_storyboard_is_drawn_by_the_real_script(previews: Previews, store: Path) -> None:
    (store / "animatic").write_bytes(b"moving")
    takes = [take(Step.STORYBOARD, 2, file="animatic")]
    view = video(storyboard=storyboard(2))

    paper, _ = await previews.of(subject(Step.STORYBOARD, takes, view=view))

    assert paper.card.fields == ()
    assert Image.open(paper.files[0].path).width >= 600


async def test_pairs_are_drawn_by_the_real_script(previews: Previews, store: Path) -> None:
    one = take(Step.ASSETS, 1, name="fox", note="darker")
    for name in ("before", str(one.file)):
        picture(store, name)
    changes = Changes({one.id: Earlier("before", "b" * 64, "")})

    compared, _ = await previews.of(subject(Step.ASSETS, [one], changes=changes))

    assert compared.card.fields == ()
    assert Image.open(compared.files[0].path).width >= 600


@settings(made_up.worst_texts, max_examples=10)  # their texts are tested by themselves
@given(made_up.storyboards())
async def test_any_storyboard_is_messages_discord_takes(
    tmp_path_factory: pytest.TempPathFactory, board: Storyboard
) -> None:
    store = tmp_path_factory.mktemp("storage")
    (store / "animatic").write_bytes(b"moving")
    storage = FolderStorage(store)
    nothing_to_run = store / "no scripts"
    takes = [take(Step.STORYBOARD, 2, file="animatic")]
    view = video(storyboard=board)

    files = PreviewFiles(store / "previews", storage, nothing_to_run)
    posts = await Previews(files, storage).of(subject(Step.STORYBOARD, takes, view=view))

    assert 2 <= len(posts) <= 4
    assert_posts_fit(posts)
