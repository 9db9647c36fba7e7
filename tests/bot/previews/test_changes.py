"""What was made again is marked and lies beside what it was."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from PIL import Image

from bot.previews import Previews
from bot.subjects import Subject
from pipeline.lifecycle import Step
from pipeline.views import Changes, Earlier
from tests.bot.made_up import subject, take
from tests.bot.previews.media import names, put_lines, put_pictures, told

BEFORE = Earlier("before", "b" * 64, "")


async def test_what_was_made_again_is_marked_and_lies_beside_what_it_was(
    quick_previews: Previews, store: Path
) -> None:
    pictures = [take(Step.ASSETS, 1, name="wood"), take(Step.ASSETS, 2, name="fox", take=2)]
    pictures[1] = dataclasses.replace(pictures[1], note="darker, rain")
    put_pictures(store, "before", *(one.file for one in pictures))
    changes = {pictures[1].id: BEFORE}

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
    put_pictures(store, "before", frame.file, shot.file)
    new = [frame, shot] if is_new else [shot]
    asked = subject(Step.VIDEO, [frame, shot], changes=Changes({one.id: BEFORE for one in new}))

    posts = await quick_previews.of(asked)

    files = [name for post in posts for name in names(post)]
    seeds = ["composites.jpg"] if is_new else []
    assert files == [*seeds, "clips-before-after.jpg", "clips.mp4"]


async def test_only_the_newest_are_compared(quick_previews: Previews, store: Path) -> None:
    lines = [take(Step.NARRATION, number) for number in range(1, 10)]
    put_lines(store, "before", *(one.file for one in lines))
    changes = {one.id: BEFORE for one in reversed(lines)}  # newest first

    compared, _ = await quick_previews.of(subject(Step.NARRATION, lines, changes=Changes(changes)))

    assert names(compared) == ["narration-before-after.png"]
    assert [one["number"] for one in told(compared.files[0])["items"]] == [4, 5, 6, 7, 8, 9]


async def test_a_file_that_is_gone_is_compared_with_nothing(
    quick_previews: Previews, store: Path
) -> None:
    takes = [take(Step.ASSETS, number) for number in (1, 2)]
    put_pictures(store, "before", *(one.file for one in takes))
    gone = Earlier("gone", "a" * 64, "")

    def asked(*before: Earlier) -> Subject:
        changes = {one.id: old for one, old in zip(takes, before, strict=True)}
        return subject(Step.ASSETS, takes, changes=Changes(changes))

    compared, _ = await quick_previews.of(asked(gone, BEFORE))
    [sheet] = await quick_previews.of(asked(gone, gone))

    assert [one["number"] for one in told(compared.files[0])["items"]] == [2]
    assert names(sheet) == ["pictures.jpg"] and sheet.card.fields == ()


async def test_a_unit_that_is_new_altogether_is_compared_with_nothing(
    quick_previews: Previews, store: Path
) -> None:
    one = take(Step.ASSETS, 1)
    put_pictures(store, one.file)

    [sheet] = await quick_previews.of(subject(Step.ASSETS, [one], changes=Changes({one.id: None})))

    assert told(sheet.files[0])["items"][0]["changed"] is True


async def test_pairs_are_drawn_by_the_real_script(previews: Previews, store: Path) -> None:
    one = take(Step.ASSETS, 1, name="fox", note="darker")
    put_pictures(store, "before", one.file)
    changes = Changes({one.id: BEFORE})

    compared, _ = await previews.of(subject(Step.ASSETS, [one], changes=changes))

    assert compared.card.fields == ()
    assert Image.open(compared.files[0].path).width >= 600
