"""A storyboard on paper and moving."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from PIL import Image

from bot.preview_files import PreviewFiles
from bot.previews import Previews
from pipeline.channels import ChannelConfig
from pipeline.lifecycle import Step
from pipeline.storage import FolderStorage
from pipeline.storyboard import Storyboard
from tests.bot import made_up
from tests.bot.conftest import FAKES
from tests.bot.film_desk import storyboard
from tests.bot.made_up import assert_posts_fit, subject, take, video
from tests.bot.previews.media import LIMIT, asked_about, names, told


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
    drawn = set()
    for narration in ("A fox walks.", "A fox runs."):
        paper, _ = await quick_previews.of(asked_about(store, storyboard(2, narration)))
        drawn.add(paper.files[0].path)

    assert len(drawn) == 2


async def test_many_files_are_several_messages(
    tmp_path: Path, store: Path, preview_scripts: Path
) -> None:
    writes_pages = (FAKES / "makes_many_pages.py").read_text(encoding="utf-8")
    (preview_scripts / "create_preview.py").write_text(writes_pages, encoding="utf-8")
    storage = FolderStorage(store)
    previews = Previews(PreviewFiles(tmp_path / "many", storage, preview_scripts), storage)

    first, second, moving = await previews.of(asked_about(store, storyboard(60)))

    assert [len(post.files) for post in (first, second, moving)] == [10, 3, 1]
    assert second.card.title == "Storyboard, continued"
    assert names(second)[-1] == "12-storyboard.md"


async def test_a_storyboard_is_drawn_by_the_real_script(previews: Previews, store: Path) -> None:
    paper, _ = await previews.of(asked_about(store, storyboard(2)))

    assert paper.card.fields == ()
    assert Image.open(paper.files[0].path).width >= 600


@settings(made_up.worst_texts, max_examples=10)  # their texts are tested by themselves
@given(made_up.storyboards())
async def test_any_storyboard_is_messages_discord_takes(
    tmp_path_factory: pytest.TempPathFactory, board: Storyboard
) -> None:
    store = tmp_path_factory.mktemp("storage")
    storage = FolderStorage(store)
    nothing_to_run = store / "no scripts"

    files = PreviewFiles(store / "previews", storage, nothing_to_run)
    posts = await Previews(files, storage).of(asked_about(store, board))

    assert 2 <= len(posts) <= 4
    assert_posts_fit(posts)
